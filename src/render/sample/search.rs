//! A search with all that may stand beside its hits.

use super::{HOSTILE, item, topic};
use crate::kb::{Facets, Reason, SearchAnswer, SearchHit, Shown, Snippet, Spot};
use crate::model::{Detail, Outcome};

/// Counts with many tags, few releases, one project and no years.
pub(crate) fn facets() -> Facets {
    let tag = |at: u64| (format!("tag-{at}"), 40 - at);
    let counts = |all: &[(&str, u64)]| {
        all.iter()
            .map(|(value, count)| ((*value).to_owned(), *count))
            .collect()
    };
    Facets {
        tags: (1..15).map(tag).collect(),
        releases: counts(&[("Mitaka", 7), ("Newton", 12)]),
        projects: counts(&[("cin|der\u{1b}", 19)]),
        years: Vec::new(),
    }
}

fn repeat(at: u32) -> Spot {
    Spot {
        id: format!("notes/{at} recap#replication"),
        path: format!("notes/{at} recap.md"),
        line: at + 10,
    }
}

fn reason(what: &str, value: f32, factor: bool) -> Reason {
    Reason {
        what: what.to_owned(),
        value,
        factor,
    }
}

/// The first hit's topic, whole.
pub(crate) fn shown() -> Shown {
    let topic = topic(3, 1, "Replication of *whole* back ends");
    let recap = super::export(1, 1).releases.remove(0).recaps.remove(0);
    let said = item(&topic, Detail::Question, super::HOSTILE);
    Shown {
        recap,
        markdown: format!(
            "# {}\n\n{}\n\n- [x] a\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            topic.title,
            super::HOSTILE
        ),
        text: String::new(),
        below: vec![("x#y".to_owned(), super::HOSTILE.to_owned())],
        items: vec![said],
        item: None,
        topic,
        links: Vec::new(),
    }
}

/// Two hits: one with everything, one with nothing.
pub(crate) fn search() -> SearchAnswer {
    let found = topic(3, 1, "Replication of *whole* back ends");
    let decision = Detail::Decision {
        outcome: Outcome::Agreed,
    };
    let full = SearchHit {
        rank: 1,
        score: 16.125,
        item: None,
        matching: vec![item(&found, decision, "Replication comes first")],
        snippet: Snippet {
            text: format!("Failover of replication\n\u{2026}and then {HOSTILE}\nreplication"),
            highlights: vec![(12, 23)],
            lines: vec![41, 42, 87],
            gaps: vec![2],
        },
        repeats: (2..6).map(repeat).collect(),
        more_in_recap: 5,
        explanation: Some(vec![
            reason("replication in the title", 12.9, false),
            reason("how much of the query it holds as written", 1.25, true),
            reason(HOSTILE, -0.5, false),
        ]),
        topic: found,
    };
    let bare = SearchHit {
        rank: 2,
        score: 0.5,
        topic: topic(0, 2, "Lunch"),
        item: None,
        matching: Vec::new(),
        snippet: Snippet::default(),
        repeats: vec![repeat(7)],
        more_in_recap: 1,
        explanation: Some(Vec::new()),
    };
    SearchAnswer {
        query: "replication ha".into(),
        understood: "all of: replication, ha".into(),
        total: 34,
        recaps: 12,
        hits: vec![full, bare],
        also: vec!["high availability".into(), "HA \u{1b}[31m".into()],
        partial: Some("no topic has all the words".into()),
        facets: Some(Facets {
            years: vec![("2016".into(), 30), ("2015".into(), 4)],
            ..facets()
        }),
        ..SearchAnswer::default()
    }
}
