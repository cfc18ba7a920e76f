//! A query tree to the engine's query, built by hand: user text never meets the engine's own grammar.

use super::documents::keyword;
use super::error::StoreError;
use super::schema::{Class, Fields};
use super::words::{self, Way};
use super::{dates, paths};
use crate::model::Tag;
use crate::query::{Field, Node, Query, Text};
use std::ops::Bound;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery,
    Query as EngineQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as EngineField, IndexRecordOption};
use tantivy::{Searcher, Term};

type Boxed = Box<dyn EngineQuery>;

/// A compiled query.
pub(super) enum Compiled {
    /// Something to search for.
    Search(Boxed),
    /// Nothing can match, for this reason; never everything.
    Nothing(String),
}

/// A part of a query on its way.
enum Part {
    Is(Boxed),
    IsNot(Boxed),
    Nothing(String),
}

/// How much the other fields add to the best one.
const TIE: f32 = 0.1;

/// Compiles for documents of these classes.
pub(super) struct Compiler<'a> {
    pub(super) fields: &'a Fields,
    pub(super) searcher: &'a Searcher,
    pub(super) classes: &'a [Class],
}

impl Compiler<'_> {
    /// The query, held to the classes.
    pub(super) fn compile(&self, query: &Query) -> Result<Compiled, StoreError> {
        Ok(match self.node(&query.root)? {
            Part::Is(found) => Compiled::Search(Box::new(BooleanQuery::new(vec![
                (Occur::Must, self.everything()),
                (Occur::Must, found),
            ]))),
            Part::IsNot(_) => Compiled::Nothing(
                "the query only says what not to find; add a word or field to find".to_owned(),
            ),
            Part::Nothing(why) => Compiled::Nothing(why),
        })
    }

    /// All documents of the classes.
    pub(super) fn everything(&self) -> Boxed {
        let classes = self.classes.iter();
        let mut of_each: Vec<Boxed> = classes
            .map(|class| self.exact(self.fields.class, class.as_str()))
            .collect();
        match of_each.len() {
            1 => of_each.remove(0),
            _ => joined(Occur::Should, of_each, Vec::new()),
        }
    }

    fn node(&self, node: &Node) -> Result<Part, StoreError> {
        Ok(match node {
            Node::And(nodes) => all(self.nodes(nodes)?),
            Node::Or(nodes) => any(self.nodes(nodes)?),
            Node::Not(node) => not(self.node(node)?),
            Node::Word(text) => self.anywhere(&words::word(&text.text), text),
            Node::Phrase(text)
            | Node::Near(text, _)
            | Node::Prefix(text)
            | Node::Fuzzy(text, _)
            | Node::Regex(text) => self.anywhere(&words::phrase(&text.text), text),
            Node::Field(field, text) => self.field(*field, text)?,
        })
    }

    fn nodes(&self, nodes: &[Node]) -> Result<Vec<Part>, StoreError> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn field(&self, field: Field, text: &Text) -> Result<Part, StoreError> {
        if text.text.trim().is_empty() {
            return Ok(Part::Nothing("a field has no value".to_owned()));
        }
        let f = self.fields;
        Ok(match field {
            Field::Title => self.within(f.title, 3.0, text),
            Field::Event => match self.within(f.event, 1.0, text) {
                Part::Is(query) => Part::Is(Box::new(ConstScoreQuery::new(query, 0.0))),
                other => other,
            },
            Field::Tag => match Tag::new(&text.text) {
                Some(tag) => Part::Is(self.exact(f.tag, tag.as_str())),
                None => nothing(text),
            },
            Field::Release => Part::Is(self.exact(f.release, &keyword(&text.text))),
            Field::Project => Part::Is(self.exact(f.project, &keyword(&text.text))),
            Field::Kind | Field::Has => Part::Is(self.exact(f.kind, &keyword(&text.text))),
            Field::Path => Part::Is(paths::query(self.searcher, f.path, text)?),
            Field::Date => self.days(&dates::period(text)?),
            Field::Since => self.days(&dates::since(text)?),
            Field::Until => self.days(&dates::until(text)?),
        })
    }

    /// A filter: it chooses and does not score.
    fn exact(&self, field: EngineField, value: &str) -> Boxed {
        let term = Term::from_field_text(field, value);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
    }

    /// Any of `ways` in any of the text fields, the best of them counting.
    fn anywhere(&self, ways: &[Way], text: &Text) -> Part {
        let f = self.fields;
        let boosts = [
            (f.title, 3.0),
            (f.tag_words, 2.0),
            (f.items, 1.3),
            (f.body, 1.0),
            (f.breadcrumb, 0.7),
            (f.extra, 0.5),
        ];
        if ways.is_empty() {
            return nothing(text);
        }
        Part::Is(best(boosts.iter().flat_map(|(field, boost)| {
            ways.iter().map(|way| way_query(*field, way, *boost))
        })))
    }

    /// All words of a text in one field.
    fn within(&self, field: EngineField, boost: f32, text: &Text) -> Part {
        let words = words::each_word(&text.text).into_iter();
        let parts: Vec<Part> = words
            .map(|ways| Part::Is(best(ways.iter().map(|way| way_query(field, way, boost)))))
            .collect();
        if parts.is_empty() {
            return nothing(text);
        }
        all(parts)
    }

    /// Records whose days overlap a period. Those without a date have no number to compare.
    fn days(&self, period: &dates::Period) -> Part {
        let f = self.fields;
        let number = |field, day| Term::from_field_u64(field, day);
        let from = period
            .from
            .map(|day| Bound::Included(number(f.date_last, day)));
        let to = period
            .to
            .map(|day| Bound::Included(number(f.date_first, day)));
        let ends = [
            from.map(|from| RangeQuery::new(from, Bound::Unbounded)),
            to.map(|to| RangeQuery::new(Bound::Unbounded, to)),
        ];
        let ends = ends.into_iter().flatten();
        all(ends
            .map(|end| Part::Is(Box::new(ConstScoreQuery::new(Box::new(end), 0.0))))
            .collect())
    }
}

fn nothing(text: &Text) -> Part {
    Part::Nothing(format!("`{}` has nothing to search for", text.text.trim()))
}

fn best(queries: impl Iterator<Item = Boxed>) -> Boxed {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(
        queries.collect(),
        TIE,
    ))
}

fn way_query(field: EngineField, way: &Way, boost: f32) -> Boxed {
    let term = |text: &str| Term::from_field_text(field, text);
    let query: Boxed = match way.terms.as_slice() {
        [(_, one)] => Box::new(TermQuery::new(term(one), IndexRecordOption::WithFreqs)),
        more => {
            let steps = more
                .iter()
                .map(|(offset, text)| (*offset as usize, term(text)));
            Box::new(PhraseQuery::new_with_offset(steps.collect()))
        }
    };
    Box::new(BoostQuery::new(query, boost * way.weight))
}

/// Sorts parts by their sign; those with nothing to search for are left out.
fn signs(parts: Vec<Part>) -> (Vec<Boxed>, Vec<Boxed>, Option<String>) {
    let (mut is, mut is_not, mut nothing) = (Vec::new(), Vec::new(), None);
    for part in parts {
        match part {
            Part::Is(query) => is.push(query),
            Part::IsNot(query) => is_not.push(query),
            Part::Nothing(why) => nothing = nothing.or(Some(why)),
        }
    }
    (is, is_not, nothing)
}

fn all(parts: Vec<Part>) -> Part {
    match signs(parts) {
        (is, is_not, why) if is.is_empty() && is_not.is_empty() => empty(why),
        (is, is_not, _) if is.is_empty() => Part::IsNot(joined(Occur::Should, is_not, Vec::new())),
        (is, is_not, _) => Part::Is(joined(Occur::Must, is, is_not)),
    }
}

/// `a OR NOT b` is everything but `b NOT a`: it stays a denial, so that it never stands alone.
fn any(parts: Vec<Part>) -> Part {
    match signs(parts) {
        (is, is_not, why) if is.is_empty() && is_not.is_empty() => empty(why),
        (is, is_not, _) if is_not.is_empty() => Part::Is(joined(Occur::Should, is, Vec::new())),
        (is, is_not, _) => Part::IsNot(joined(Occur::Must, is_not, is)),
    }
}

fn not(part: Part) -> Part {
    match part {
        Part::Is(query) => Part::IsNot(query),
        Part::IsNot(query) => Part::Is(query),
        nothing => nothing,
    }
}

fn empty(why: Option<String>) -> Part {
    Part::Nothing(why.unwrap_or_else(|| "the query is empty".to_owned()))
}

fn joined(occur: Occur, queries: Vec<Boxed>, but: Vec<Boxed>) -> Boxed {
    let queries = queries.into_iter().map(|query| (occur, query));
    let but = but.into_iter().map(|query| (Occur::MustNot, query));
    Box::new(BooleanQuery::new(queries.chain(but).collect()))
}
