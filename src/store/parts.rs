//! Parts of a query on their way, and how they join: what must be, what may be, what must not.

use super::compile::Wanted;
use super::queries::{Boxed, at_least, joined, left_out};
use super::rank;
use crate::query::Text;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur};

/// A part of a query on its way.
pub(super) enum Part {
    /// A word or the like that is wanted.
    Is(Boxed),
    /// A fact that must be so, whatever else may be missing.
    Must(Boxed),
    IsNot(Boxed),
    /// Welcome, but not required where something else is.
    May(Boxed),
    /// It says nothing, as if it were not there.
    Nothing(String),
    /// A fact that no record can have.
    Cannot(String),
}

impl Part {
    /// A fact whose value has nothing in it.
    pub(super) fn cannot(text: &Text) -> Self {
        Self::Cannot(format!("`{}` has nothing to search for", text.text.trim()))
    }
}

/// The parts by their sign.
#[derive(Default)]
pub(super) struct Signs {
    is: Vec<Boxed>,
    must: Vec<Boxed>,
    is_not: Vec<Boxed>,
    may: Vec<Boxed>,
    nothing: Option<String>,
    cannot: Option<String>,
}

pub(super) fn signs(parts: Vec<Part>) -> Signs {
    let mut signs = Signs::default();
    for part in parts {
        match part {
            Part::Is(query) => signs.is.push(query),
            Part::Must(query) => signs.must.push(query),
            Part::IsNot(query) => signs.is_not.push(query),
            Part::May(query) => signs.may.push(query),
            Part::Nothing(why) => signs.nothing = signs.nothing.or(Some(why)),
            Part::Cannot(why) => signs.cannot = signs.cannot.or(Some(why)),
        }
    }
    signs
}

/// What all, most or any of the words ask for, within the facts that must be so. What may be adds to the score,
/// unless there is nothing else.
pub(super) fn all(parts: Vec<Part>, wanted: Wanted) -> Part {
    let Signs {
        is,
        must,
        is_not,
        may,
        nothing,
        cannot,
    } = signs(parts);
    if let Some(why) = cannot {
        return Part::Cannot(why);
    }
    match (
        is.is_empty(),
        must.is_empty(),
        may.is_empty(),
        is_not.is_empty(),
    ) {
        (true, true, true, true) => empty(nothing),
        (true, true, true, false) => Part::IsNot(joined(Occur::Should, is_not, Vec::new())),
        (true, true, false, _) => Part::May(joined(Occur::Must, may, is_not)),
        (true, false, ..) => {
            let all = must.into_iter().chain(may).collect();
            Part::Must(joined(Occur::Must, all, is_not))
        }
        (false, ..) => {
            let words = match wanted {
                Wanted::All => joined(Occur::Must, is, Vec::new()),
                Wanted::Most => at_least(enough(is.len()), is),
                Wanted::Any => at_least(1, is.into_iter().map(one_more).collect()),
            };
            let all = must
                .into_iter()
                .chain([words])
                .map(|query| (Occur::Must, query));
            let may = may.into_iter().map(|query| (Occur::Should, query));
            let but = is_not.into_iter().map(left_out);
            let clauses = all.chain(may).chain(but).collect();
            Part::Is(Box::new(BooleanQuery::new(clauses)))
        }
    }
}

/// How many of so many words are most of them: all of two, two of three, three of four, four of six.
pub(super) fn enough(all: usize) -> usize {
    all - all / 3
}

/// A word whose being there counts by itself.
pub(super) fn one_more(query: Boxed) -> Boxed {
    let there = ConstScoreQuery::new(query.box_clone(), rank::ONE_MORE_WORD);
    joined(Occur::Should, vec![Box::new(there), query], Vec::new())
}

/// `a OR NOT b` is everything but `b NOT a`: it stays a denial, so that it never stands alone.
pub(super) fn any(parts: Vec<Part>) -> Part {
    let Signs {
        mut is,
        must,
        is_not,
        may,
        nothing,
        cannot,
    } = signs(parts);
    let facts = is.is_empty() && may.is_empty();
    is.extend(must);
    is.extend(may);
    match (is.is_empty(), is_not.is_empty()) {
        (true, true) => match cannot {
            Some(why) => Part::Cannot(why),
            None => empty(nothing),
        },
        (_, true) if facts => Part::Must(joined(Occur::Should, is, Vec::new())),
        (_, true) => Part::Is(joined(Occur::Should, is, Vec::new())),
        (_, false) => Part::IsNot(joined(Occur::Must, is_not, is)),
    }
}

pub(super) fn not(part: Part) -> Part {
    match part {
        Part::Is(query) | Part::Must(query) | Part::May(query) => Part::IsNot(query),
        Part::IsNot(query) => Part::Is(query),
        Part::Nothing(why) | Part::Cannot(why) => Part::Nothing(why),
    }
}

pub(super) fn empty(why: Option<String>) -> Part {
    Part::Nothing(why.unwrap_or_else(|| "the query is empty".to_owned()))
}

pub(super) fn nothing(text: &Text) -> Part {
    Part::Nothing(format!("`{}` has nothing to search for", text.text.trim()))
}
