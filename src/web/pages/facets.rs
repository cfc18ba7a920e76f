//! The counts beside the hits, as links that put a filter on or take it away.
//!
//! Values of one kind are alternatives. So the counts of a kind that has a filter on are those without that filter: what
//! each value would add, not what is left of it.

use super::address::Asked;
use crate::kb::{Error, Facets, Kb, SearchRequest};

/// Most values of a kind that are shown at once.
const SHOWN: usize = 10;
/// Most values of a kind that are shown at all.
const MOST: usize = 100;

/// The counts of one kind.
pub(super) struct Facet {
    /// Its heading.
    pub(super) name: &'static str,
    pub(super) values: Vec<Value>,
    /// Those that are shown only when asked for.
    pub(super) more: Vec<Value>,
}

/// A value with its count.
pub(super) struct Value {
    pub(super) text: String,
    pub(super) count: u64,
    /// Whether it is a filter that is on.
    pub(super) on: bool,
    /// The address with it on or off.
    pub(super) address: String,
}

/// A kind of counts: heading, parameter, and where it is in the answer.
struct Kind {
    name: &'static str,
    parameter: &'static str,
    of: fn(&mut Facets) -> &mut Vec<(String, u64)>,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "Tags",
        parameter: "tag",
        of: |facets| &mut facets.tags,
    },
    Kind {
        name: "Releases",
        parameter: "release",
        of: |facets| &mut facets.releases,
    },
    Kind {
        name: "Projects",
        parameter: "project",
        of: |facets| &mut facets.projects,
    },
    Kind {
        name: "Years",
        parameter: "year",
        of: |facets| &mut facets.years,
    },
];

/// The counts of a search, those of each kind without its own filter.
pub(super) fn counted(kb: &Kb, request: &SearchRequest, found: Facets) -> Result<Facets, Error> {
    let mut out = found;
    for kind in &KINDS {
        let mut other = request.clone();
        let filters = &mut other.filters;
        let before = filters.clone();
        match kind.parameter {
            "tag" => filters.tags.clear(),
            "release" => filters.releases.clear(),
            "project" => filters.projects.clear(),
            _ => (filters.since, filters.until) = (None, None),
        }
        if *filters == before {
            continue;
        }
        (other.limit, other.offset) = (0, 0);
        if let Some(mut facets) = kb.search(&other)?.value.facets {
            std::mem::swap((kind.of)(&mut out), (kind.of)(&mut facets));
        }
    }
    Ok(out)
}

/// The counts as links from an address.
pub(super) fn links(mut facets: Facets, asked: &Asked) -> Vec<Facet> {
    let asked = asked.without(&["page"]);
    let on = asked.pairs_but(&[]);
    let mut out = Vec::new();
    for kind in &KINDS {
        let counts = std::mem::take((kind.of)(&mut facets));
        let is_on = |text: &str| {
            on.iter().any(|(name, value)| {
                *name == kind.parameter && value.to_lowercase() == text.to_lowercase()
            })
        };
        let value = |(text, count): (String, u64)| Value {
            on: is_on(&text),
            address: match (kind.parameter, is_on(&text)) {
                // A recap has one year.
                ("year", false) => asked
                    .without(&["since", "until"])
                    .set("year", &text)
                    .address(),
                (parameter, _) => asked.toggled(parameter, &text).address(),
            },
            text,
            count,
        };
        let mut values: Vec<Value> = counts.into_iter().map(value).collect();
        let mut at = 0;
        let rest = values.extract_if(.., |value| {
            at += 1;
            at > SHOWN && !value.on
        });
        let more: Vec<Value> = rest.take(MOST).collect();
        if !values.is_empty() {
            out.push(Facet {
                name: kind.name,
                values,
                more,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::address::Asked;
    use super::links;
    use crate::kb::Facets;

    #[test]
    fn lead_to_the_filter_on_or_off() {
        let facets = Facets {
            tags: (0..30).map(|n| (format!("t{n}"), 30 - n)).collect(),
            years: vec![("2016".to_owned(), 3), ("2015".to_owned(), 2)],
            ..Facets::default()
        };
        let asked = Asked::at("/")
            .and("q", ["x"])
            .and("tag", ["t20"])
            .and("year", ["2015"])
            .and("page", ["4"]);
        let facets = links(facets, &asked);
        assert_eq!(facets.len(), 2);
        assert_eq!((facets[0].values.len(), facets[0].more.len()), (11, 19));
        assert_eq!(
            facets[0].values[0].address,
            "/?q=x&tag=t20&year=2015&tag=t0"
        );
        assert!(facets[0].values[10].on);
        assert_eq!(facets[0].values[10].address, "/?q=x&year=2015");
        assert_eq!(facets[1].values[0].address, "/?q=x&tag=t20&year=2016");
        assert_eq!(facets[1].values[1].address, "/?q=x&tag=t20");
    }
}
