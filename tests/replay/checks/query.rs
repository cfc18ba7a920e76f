//! Any text is a query, or is refused at a place in it; a search for it ends, and its answer is harmless.

use super::is_hostile;
use kb::config::{Lookup, Root};
use kb::kb::{Error, Kb, Mode, Opening, SearchRequest, Sort};
use kb::query::parse;
use kb::render::terminal::Files;
use kb::render::{View, csv, json, markdown, text};
use std::fs;
use std::sync::OnceLock;
use std::time::Duration;

/// A note with a bit of everything that a query may ask for.
pub(super) const NOTE: &str = "---
title: Cinder Newton design summit
project: cinder
release: Newton
event: Newton Design Summit
date: 2016-05-06
tags: [storage]
---
## Replication

Failover of `repl v2.1` has to be tried on real arrays, active/active or not. See [the plan](https://example.org/plan).

Decision: wait for the second array.

### Action items

- Ann Bee to write the spec by 2016-06-01 (\u{1b}]0;now\u{7}\u{202e})

## Priorities for Newton

1. Replication
2. Rolling upgrades, with --rate and C++

## Caf\u{e9} \u{4e2d}\u{6587}

flatMap, `a ??= b`, /v3 and eth1.cfg.
";

/// A knowledge base of that note. Its files go once it is open: what is mapped stays readable.
pub(super) fn base() -> &'static Kb {
    static BASE: OnceLock<Kb> = OnceLock::new();
    BASE.get_or_init(|| {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("notes")).unwrap();
        fs::write(temp.path().join("kb.toml"), "").unwrap();
        fs::write(temp.path().join("notes/2016-05-06-summit.md"), NOTE).unwrap();
        let lookup = Lookup {
            root: Some(temp.path()),
            cwd: temp.path(),
            env_root: None,
            index: None,
            cache: None,
        };
        let opening = Opening {
            mode: Mode::Sync,
            patience: Duration::from_secs(60),
            progress: &mut |_| {},
        };
        Kb::open(Root::find(&lookup).unwrap(), opening).unwrap()
    })
}

pub(super) fn check(data: &[u8]) {
    let Some((flags, query)) = data.split_first() else {
        return;
    };
    let query = String::from_utf8_lossy(query).into_owned();
    let flag = |bit: u8| flags & (1 << bit) != 0;
    if let Err(error) = parse(&query) {
        let inside = |span: kb::model::Span| !span.of(&query).is_empty();
        assert!(error.span().is_none_or(inside), "{error} in {query:?}");
        assert!(error.hint().is_some(), "{error}");
    }
    let request = SearchRequest {
        query,
        limit: 3,
        offset: usize::from(flag(0)),
        exact: flag(1),
        sort: if flag(2) { Sort::Date } else { Sort::Relevance },
        by_recap: flag(3),
        facets: flag(4),
        explain: flag(5),
        ..SearchRequest::default()
    };
    answers(&request);
}

/// Asks, and reads the answer in each format.
fn answers(request: &SearchRequest) {
    let answered = match base().search(request) {
        Ok(answered) => answered,
        Err(error @ (Error::Query { .. } | Error::Value { .. })) => {
            if let Some(place) = error.excerpt() {
                assert!(
                    place.text.get(place.start..place.end).is_some(),
                    "{place:?}"
                );
            }
            return;
        }
        Err(error) => panic!("{error:?} for {:?}", request.query),
    };
    let view = View {
        width: 80,
        by_recap: request.by_recap,
        files: Files::NONE,
    };
    let mut out = Vec::new();
    text::search(&mut out, &answered.value, view).unwrap();
    out = without_styles(&out);
    markdown::search(&mut out, &answered.value, view).unwrap();
    csv::search(&mut out, &answered.value, false).unwrap();
    json::search(&mut out, &answered).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(!out.contains(is_hostile), "{out:?}");
}

/// What is written without the styles that are kb's own: `ESC [ 1 m`. The note has other sequences.
fn without_styles(out: &[u8]) -> Vec<u8> {
    let mut pieces = std::str::from_utf8(out).unwrap().split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let behind = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        let style = behind.strip_prefix('m');
        // What is no style is told by its sign.
        plain.push_str(style.unwrap_or("\u{1b}"));
    }
    plain.into_bytes()
}
