//! The start page: what there is, and where to begin. Everything on it comes from the notes, the examples too.

use super::super::api::Fault;
use super::frame::Frame;
use super::{Made, Question, at, say};
use crate::kb::{Answered, Error, Facets, Kb, SearchHit, SearchRequest, Sort};
use crate::model::{Recap, Release};
use askama::Template;
use axum::http::StatusCode;

/// Recaps, releases and tags that are shown.
const RECAPS: usize = 6;
const RELEASES: usize = 12;
const TAGS: usize = 24;
/// Words of a title that make an example.
const WORDS: usize = 3;

/// What the page needs to know.
struct Known {
    recaps: u64,
    topics: u64,
    facets: Facets,
    latest: Option<Release>,
    newest: Vec<(Recap, usize)>,
    hits: Vec<SearchHit>,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    frame: Frame,
    known: &'a Known,
    /// Those that are shown, the latest first.
    releases: Vec<&'a (String, u64)>,
    tags: &'a [(String, u64)],
    examples: Vec<Example>,
}

/// A query to try.
struct Example {
    query: String,
    says: String,
}

/// The page.
pub(super) fn page(ask: &Question<'_>) -> Result<Made, Fault> {
    let answered = ask.live.ask(known)?;
    let known = &answered.value;
    let releases = known.facets.releases.iter().rev().take(RELEASES);
    let tags = &known.facets.tags;
    let page = Start {
        frame: ask.frame("Search", "/", &answered.index),
        releases: releases.collect(),
        tags: &tags[..tags.len().min(TAGS)],
        examples: examples(known),
        known,
    };
    Made::of(StatusCode::OK, &page)
}

fn known(kb: &Kb) -> Result<Answered<Known>, Error> {
    let report = kb.report()?.value;
    let request = SearchRequest {
        query: "kind:topic OR kind:preamble".to_owned(),
        sort: Sort::Date,
        by_recap: true,
        facets: true,
        limit: RECAPS,
        ..SearchRequest::default()
    };
    let found = kb.search(&request)?;
    let latest = kb.release_order()?.latest().cloned();
    let mut newest = Vec::new();
    for hit in &found.value.hits {
        if let Some(whole) = kb.recap(&hit.topic.recap_key())?.value {
            newest.push((whole.recap, whole.topics.len()));
        }
    }
    Ok(found.map(|answer| Known {
        recaps: report.recaps,
        topics: report.topics,
        facets: answer.facets.unwrap_or_default(),
        hits: answer.hits,
        latest,
        newest,
    }))
}

/// Queries that find something here, each of another kind.
fn examples(known: &Known) -> Vec<Example> {
    let mut out = Vec::new();
    let titles = known.hits.iter().map(|hit| hit.topic.title.as_str());
    if let Some(words) = titles.filter_map(words_of).next() {
        out.push(Example {
            query: words,
            says: "words, in any form".to_owned(),
        });
    }
    let tag = known.facets.tags.first().map(|(tag, _)| tag);
    let release = known.latest.as_ref().map(|r| value(r.as_str()));
    if let (Some(tag), Some(release)) = (tag, &release) {
        out.push(Example {
            query: format!("tag:{} release:{release}", value(tag)),
            says: "a tag within a release".to_owned(),
        });
    }
    if let Some((year, _)) = known.facets.years.first() {
        out.push(Example {
            query: format!("has:decision since:{year}"),
            says: format!("topics with a decision, {year} or later"),
        });
    }
    out
}

/// The first words of a title that stand for themselves in a query.
fn words_of(title: &str) -> Option<String> {
    let plain = |word: &&str| word.len() > 4 && word.chars().all(char::is_alphanumeric);
    let words: Vec<&str> = title.split_whitespace().filter(plain).take(WORDS).collect();
    (words.len() > 1).then(|| words.join(" ").to_lowercase())
}

/// A field's value as a query has it.
fn value(text: &str) -> String {
    let plain = text
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
    match plain {
        true => text.to_owned(),
        false => format!("\"{}\"", text.replace('"', "")),
    }
}

#[cfg(test)]
mod tests {
    use super::{value, words_of};

    #[test]
    fn examples_are_queries() {
        assert_eq!(
            words_of("Scalable Backup (and more)").as_deref(),
            Some("scalable backup")
        );
        assert_eq!(words_of("A/A"), None);
        assert_eq!(value("2023.1"), "2023.1");
        assert_eq!(value("a b\"c"), "\"a bc\"");
    }
}
