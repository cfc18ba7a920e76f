//! The start page: what there is, and where to begin. Everything on it comes from the notes, the examples too.

use super::super::api::Fault;
use super::frame::Frame;
use super::{Made, Question, at, say};
use crate::kb::{Answered, Error, Facets, Kb, SearchHit, SearchRequest, Sort};
use crate::model::{PartialDate, Recap, Release};
use askama::Template;
use axum::http::StatusCode;

/// Recaps, releases and tags that are shown.
const RECAPS: usize = 6;
const RELEASES: usize = 12;
const TAGS: usize = 24;
/// Most queries that are tried for an example of each kind.
const TRIED: usize = 6;
/// Words of a title that make an example.
const WORDS: usize = 3;

/// What the page needs to know.
struct Known {
    recaps: u64,
    topics: u64,
    facets: Facets,
    latest: Option<Release>,
    /// Recaps, how many topics each has, and its date or that of its newest topic.
    newest: Vec<(Recap, usize, Option<PartialDate>)>,
    examples: Vec<Example>,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    frame: Frame,
    known: &'a Known,
    /// Those that are shown, the latest first.
    releases: Vec<&'a (String, u64)>,
    tags: &'a [(String, u64)],
}

impl Start<'_> {
    /// Whether the recaps that are shown are the newest: where none has a date nobody knows.
    fn is_dated(&self) -> bool {
        self.known.newest.iter().any(|(.., date)| date.is_some())
    }
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
            let date = whole.recap.date.as_ref().map(|date| date.value);
            newest.push((whole.recap, whole.topics.len(), date.or(hit.topic.date)));
        }
    }
    let facets = found.value.facets.clone().unwrap_or_default();
    let examples = examples(kb, &found.value.hits, &facets, latest.as_ref());
    Ok(found.map(|_| Known {
        recaps: report.recaps,
        topics: report.topics,
        facets,
        latest,
        newest,
        examples,
    }))
}

/// Whether a query finds something.
fn finds(kb: &Kb, example: &Example) -> bool {
    let request = SearchRequest {
        query: example.query.clone(),
        ..SearchRequest::default()
    };
    kb.search(&request).is_ok_and(|found| found.value.total > 0)
}

/// Queries that find something here, each of another kind.
fn examples(
    kb: &Kb,
    hits: &[SearchHit],
    facets: &Facets,
    latest: Option<&Release>,
) -> Vec<Example> {
    let titles = hits.iter().map(|hit| hit.topic.title.as_str());
    let words = titles.filter_map(words_of).map(|query| Example {
        query,
        says: "words, in any form".to_owned(),
    });
    let release = latest.map(|release| value(release.as_str()));
    let tagged = facets.tags.iter().zip(release.iter().cycle());
    let tagged = tagged.map(|((tag, _), release)| Example {
        query: format!("tag:{} release:{release}", value(tag)),
        says: "a tag within a release".to_owned(),
    });
    let decided = facets.years.iter().map(|(year, _)| Example {
        query: format!("has:decision since:{year}"),
        says: format!("topics with a decision, {year} or later"),
    });
    let found = |example: &Example| finds(kb, example);
    [
        words.take(TRIED).find(found),
        tagged.take(TRIED).find(found),
        decided.take(TRIED).find(found),
    ]
    .into_iter()
    .flatten()
    .collect()
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
