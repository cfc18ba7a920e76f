//! What `kb search` finds.

use super::{Index, ItemRow, SCHEMA, Source, source, tags};
use crate::kb::{Answered, Reason, SearchAnswer, SearchHit, Spot};
use schemars::JsonSchema;
use serde::Serialize;

/// `kb search --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Search<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The query as it was asked.
    pub query: &'a str,
    /// How it was understood.
    pub understood: &'a str,
    /// What else was looked for: other names of what the query names.
    pub also_searched: &'a [String],
    /// Where no record has all that is wanted: what to know of the hits.
    pub partial: Option<&'a str>,
    /// All hits there are.
    pub total: usize,
    /// In how many recaps.
    pub recaps: usize,
    /// Those asked for.
    pub hits: Vec<Hit<'a>>,
    /// Counts of all matches, where they were asked for.
    pub facets: Option<Facets<'a>>,
    /// The state of the index.
    pub index: Index,
}

/// A hit of a search.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Hit<'a> {
    rank: usize,
    score: f32,
    id: &'a str,
    kind: String,
    title: &'a str,
    breadcrumb: &'a [String],
    project: Option<&'a str>,
    release: Option<&'a str>,
    releases: Vec<&'a str>,
    event: Option<&'a str>,
    date: Option<String>,
    tags: Vec<&'a str>,
    source: Source<'a>,
    snippet: Snippet<'a>,
    items: Vec<ItemRow<'a>>,
    repeats: Vec<RepeatRow<'a>>,
    more_in_recap: usize,
    explanation: Option<Vec<ReasonRow<'a>>>,
}

/// A snippet; `highlights` are ranges of characters of `text`, `lines` the lines of its rows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Snippet<'a> {
    text: &'a str,
    highlights: &'a [(usize, usize)],
    lines: &'a [u32],
}

impl<'a> From<&'a SearchHit> for Hit<'a> {
    fn from(hit: &'a SearchHit) -> Self {
        let topic = &hit.topic;
        let item = hit.item.as_ref();
        Self {
            rank: hit.rank,
            score: hit.score,
            id: item.map_or(&topic.id, |item| &item.id),
            kind: item.map_or_else(|| topic.kind.to_string(), |item| item.kind().to_string()),
            title: &topic.title,
            breadcrumb: &topic.breadcrumb,
            project: topic.project.as_deref(),
            release: topic.releases.first().map(|r| r.as_str()),
            releases: topic.releases.iter().map(|r| r.as_str()).collect(),
            event: topic.event.as_deref(),
            date: topic.date.map(|d| d.to_string()),
            tags: tags(item.map_or(&topic.tags, |item| &item.tags)),
            source: item.map_or_else(
                || source(topic),
                |item| Source::new(&item.path, item.lines()),
            ),
            snippet: Snippet {
                text: &hit.snippet.text,
                highlights: &hit.snippet.highlights,
                lines: &hit.snippet.lines,
            },
            items: hit.matching.iter().map(ItemRow::from).collect(),
            repeats: hit.repeats.iter().map(RepeatRow::from).collect(),
            more_in_recap: hit.more_in_recap,
            explanation: hit
                .explanation
                .as_ref()
                .map(|reasons| reasons.iter().map(ReasonRow::from).collect()),
        }
    }
}

/// Another topic with the same title and text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RepeatRow<'a> {
    id: &'a str,
    path: &'a str,
    line: u32,
}

impl<'a> From<&'a Spot> for RepeatRow<'a> {
    fn from(repeat: &'a Spot) -> Self {
        Self {
            id: &repeat.id,
            path: &repeat.path,
            line: repeat.line,
        }
    }
}

/// A reason for a score: what it adds, or the factor that it multiplies by.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReasonRow<'a> {
    what: &'a str,
    value: f32,
    factor: bool,
}

impl<'a> From<&'a Reason> for ReasonRow<'a> {
    fn from(reason: &'a Reason) -> Self {
        Self {
            what: &reason.what,
            value: reason.value,
            factor: reason.factor,
        }
    }
}

/// Counts of all matches.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Facets<'a> {
    tags: Vec<FacetRow<'a>>,
    releases: Vec<FacetRow<'a>>,
    projects: Vec<FacetRow<'a>>,
    years: Vec<FacetRow<'a>>,
}

/// A value with the matches that have it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FacetRow<'a> {
    value: &'a str,
    count: u64,
}

impl<'a> From<&'a crate::kb::Facets> for Facets<'a> {
    fn from(facets: &'a crate::kb::Facets) -> Self {
        let rows = |counts: &'a [(String, u64)]| {
            let row = |(value, count): &'a (String, u64)| FacetRow {
                value,
                count: *count,
            };
            counts.iter().map(row).collect()
        };
        Self {
            tags: rows(&facets.tags),
            releases: rows(&facets.releases),
            projects: rows(&facets.projects),
            years: rows(&facets.years),
        }
    }
}

impl<'a> Search<'a> {
    /// The document of an answer.
    #[must_use]
    pub fn new(answered: &'a Answered<SearchAnswer>) -> Self {
        let answer = &answered.value;
        Self {
            schema: SCHEMA,
            query: &answer.query,
            understood: &answer.understood,
            also_searched: &answer.also,
            partial: answer.partial.as_deref(),
            total: answer.total,
            recaps: answer.recaps,
            hits: answer.hits.iter().map(Hit::from).collect(),
            facets: answer.facets.as_ref().map(Facets::from),
            index: Index::of(answered),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Search;
    use crate::kb::{Answered, IndexState};
    use crate::render::sample;
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// All keys of a document: `hits[].source.path`.
    fn keys(value: &Value, path: &str, out: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let path = [path, key].join(if path.is_empty() { "" } else { "." });
                    keys(value, &path, out);
                    out.insert(path);
                }
            }
            Value::Array(items) => {
                for item in items {
                    keys(item, &format!("{path}[]"), out);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn a_full_answer_has_the_keys_that_are_documented() {
        let answered = Answered {
            value: sample::search(),
            index: IndexState::Fresh,
            unknown: Vec::new(),
        };
        let mut real = BTreeSet::new();
        let document = serde_json::to_value(Search::new(&answered)).unwrap();
        keys(&document, "", &mut real);
        let text = include_str!("../../../docs/json.md");
        let section = text.split("\n## kb search\n").nth(1).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let documented: BTreeSet<String> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
            .map(|(key, _)| key.to_owned())
            .collect();
        assert_eq!(real, documented);
    }
}
