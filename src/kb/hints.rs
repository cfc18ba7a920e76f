//! What to try where a query finds little: a word that is near, fewer words, no filters.

use super::mended::Unknown;
use super::search::SearchRequest;
use super::{Error, Filters, Kb};
use crate::model::Span;
use crate::query::{self, Field, Node, Query, Text};
use crate::store::Ask;

/// The most words of a query that are tried alone.
const TRIED: usize = 8;
/// So many of the best hits are looked at for a text as it stands.
const LOOKED_AT: usize = 10;

/// What to know of a field's name with a blank behind its colon: it is text.
pub(super) fn fields_as_text(parsed: &Query) -> Vec<String> {
    let named = parsed.root.terms().filter_map(|text| {
        let name = text.text.strip_suffix(':')?;
        // An escaped colon takes more room: there the text is meant.
        let escaped = text.span.end - text.span.start > text.text.len();
        Field::of_name(name).filter(|_| !escaped)
    });
    let said = named.map(|field| {
        format!(
            "`{field}:` is read as text here; as a field it has its value right behind the colon"
        )
    });
    said.collect()
}

/// What other programs have fields for, or kb by another name, and what to write instead.
const NO_FIELDS: &[(&[&str], &str)] = &[
    (&["before"], "`until:` takes the last date that is wanted"),
    (&["after"], "`since:` takes the first date that is wanted"),
    (
        &["year", "month", "day"],
        "`date:` takes a year, a month or a day",
    ),
    (&["label", "labels"], "`tag:` takes a tag"),
    (
        &[
            "author",
            "authors",
            "people",
            "person",
            "attendee",
            "attendees",
        ],
        "a name without it is found wherever it stands",
    ),
    (
        &["owner", "owners", "assignee"],
        "`kb actions --owner` has what somebody is to do",
    ),
];

/// What to know of a word that looks like a field that kb does not have: it holds nothing off.
pub(super) fn no_fields(parsed: &Query) -> Vec<String> {
    let mut said = Vec::new();
    parsed.root.leaves(&mut |leaf| {
        let Node::Word(text) = leaf else { return };
        let Some((name, value)) = text.text.split_once(':') else {
            return;
        };
        // An escaped colon takes more room: there the text is meant, as it is in `std::vec` and addresses.
        let escaped = text.span.end - text.span.start > text.text.len();
        if escaped || value.is_empty() || value.starts_with([':', '/']) {
            return;
        }
        let name = name.to_lowercase();
        if let Some(instead) = instead_of(&name, value) {
            said.push(format!(
                "`{name}:` is no field, so `{}` is looked for as text; {instead}",
                text.text
            ));
        }
    });
    said
}

fn instead_of(name: &str, value: &str) -> Option<String> {
    if let Some(field) = name.strip_suffix('s').and_then(Field::of_name) {
        return Some(format!("write `{field}:{value}`"));
    }
    let known = NO_FIELDS.iter().find(|(names, _)| names.contains(&name));
    known.map(|(_, instead)| (*instead).to_owned())
}

/// For each word that no note has, the nearest one that some note has.
pub(super) fn near_words(unknown: Vec<Unknown>) -> impl Iterator<Item = String> {
    unknown.into_iter().map(|(word, near)| match near {
        Some(near) => format!("no note has `{word}`; did you mean `{near}`?"),
        None => format!("no note has `{word}`"),
    })
}

impl Kb {
    /// Where a query that leaves something out stands in a note as it was typed: `rm -rf` is more likely meant as a whole.
    pub(super) fn pasted(
        &self,
        request: &SearchRequest,
        parsed: &Query,
    ) -> Result<Option<String>, Error> {
        let text = request.query.trim();
        let leaves_out = matches!(&parsed.root, Node::And(nodes) if nodes.iter().any(|n| matches!(n, Node::Not(_))));
        if !leaves_out || text.contains('"') {
            return Ok(None);
        }
        let span = Span::new(0, text.len());
        let typed = Text {
            text: text.to_owned(),
            span,
        };
        let query = Query {
            root: Node::Phrase(typed),
        };
        let found = self.store.search(&Ask {
            limit: LOOKED_AT,
            ..plain(&query, text)
        })?;
        let stands = found.hits.iter().any(|hit| hit.markdown.contains(text));
        Ok(stands
            .then(|| format!("a note has `{text}` as it stands: write `\"{text}\"` to find it")))
    }

    /// What to try where nothing was found: without the filters, each part of the query alone.
    pub(super) fn hints(
        &self,
        request: &SearchRequest,
        parsed: &Query,
    ) -> Result<Vec<String>, Error> {
        let mut out = Vec::new();
        if request.filters != Filters::default() && !request.query.trim().is_empty() {
            let without = self.count(request, parsed)?;
            if without > 0 {
                out.push(format!("without the filters there are {without}"));
            }
        }
        let Node::And(nodes) = &parsed.root else {
            return Ok(out);
        };
        let wanted = nodes.iter().filter(|node| !matches!(node, Node::Not(_)));
        for node in wanted.take(TRIED) {
            let alone = Query { root: node.clone() };
            let found = self.count(request, &alone)?;
            if found > 0 {
                out.push(format!("{} alone has {found}", query::describe(&alone)));
            }
        }
        Ok(out)
    }

    /// How many records have all of a query.
    fn count(&self, request: &SearchRequest, query: &Query) -> Result<usize, Error> {
        let (query, _) = self.names().resolve(query.clone())?;
        let ask = Ask {
            exact: request.exact,
            ..plain(&query, &request.query)
        };
        Ok(self.store.search(&ask)?.with_all)
    }
}

/// Asks how many records have all of a query.
fn plain<'a>(query: &'a Query, raw: &'a str) -> Ask<'a> {
    Ask {
        query,
        raw,
        exact: false,
        newest_first: false,
        by_recap: false,
        facets: false,
        explain: false,
        limit: 0,
        offset: 0,
    }
}
