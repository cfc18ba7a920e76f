//! Answers built by hand for the tests of this room and of those who draw as it does: long, many, wide and hostile.

mod search;

pub(crate) use search::{facets, search, shown};

use crate::kb::reports::{
    CarriedFrom, Export, ExportRelease, Heat, HeatBy, Matrix, MatrixCell, MatrixRow, PriorityRow,
    Said, Status, Summary,
};
use crate::model::{
    Detail, Extent, Fact, FactSource, Item, Lines, Outcome, PartialDate, Recap, Release, Span,
    Strength, Tag, TagReason, Tagged, Topic, TopicKind,
};

/// Text that must come through as text.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script> & \u{1b}[31mred\u{7} \u{202e}evil\u{202c} \"quoted\" 'x' {{ 7 * 7 }} {% raw %}";

const NAMES: [&str; 12] = [
    "Kilo", "Liberty", "Mitaka", "Newton", "Ocata", "Pike", "Queens", "Rocky", "Stein", "Train",
    "Ussuri", "Victoria",
];

const WORDS: [&str; 8] = [
    "Active/active high availability of the volume service",
    "Replication v2.1 for all drivers, with failover of whole back ends and of single groups of volumes",
    "Rolling upgrades",
    "ユーザーのクォータを階層的に管理する",
    "Microversions of the API",
    "Testing: multi-node jobs, third-party continuous integration, functional tests in the gate, and documentation of all of them for people who are new to the project",
    "Glance v2",
    "Averyveryverylongwordthatnobodycanbreakanywherebutthatmuststillfitintotheroomthereis",
];

pub(crate) fn releases(count: usize) -> Vec<Release> {
    let names = NAMES.iter().map(|n| (*n).to_owned());
    let later = (0..).map(|at| format!("{}.{} maintenance release", 2023 + at / 2, 1 + at % 2));
    names.chain(later).take(count).map(Release::new).collect()
}

/// A matrix with rows that begin, go on, pause and end in different places.
pub(crate) fn matrix(rows: usize, columns: usize) -> Matrix {
    let row = |at: usize| {
        let text = match at {
            3 => HOSTILE.to_owned(),
            _ => format!("{} {}", WORDS[at % WORDS.len()], at + 1),
        };
        let on = |column: usize| {
            column * rows / columns.max(1) / 2 <= at && !(at * 7 + column * 3).is_multiple_of(5)
        };
        let cell = |column: usize| {
            let status = match column {
                0 => None,
                _ if on(column - 1) => Some(Status::Carried),
                _ => Some(Status::New),
            };
            let id = format!("notes/{column}#t/priority-{}", at + 1);
            let rank = u32::try_from(at % 12 + 1).unwrap_or(1);
            on(column).then(|| MatrixCell {
                rank,
                text: text.clone(),
                id,
                status,
            })
        };
        MatrixRow {
            text: text.clone(),
            project: Some("cinder".into()),
            cells: (0..columns).map(cell).collect(),
        }
    };
    Matrix {
        releases: releases(columns),
        rows: (0..rows).map(row).collect(),
    }
}

/// Counts from 0 to many.
pub(crate) fn heat(rows: usize, columns: usize) -> Heat {
    let row = |at: usize| {
        let counts = (0..columns)
            .map(|c| ((at * 5 + c * 11) % 17 * ((c + at) % 4)) as u64)
            .collect();
        let name = if at == 2 {
            HOSTILE.to_owned()
        } else {
            format!("tag-{}-{}", at, "x".repeat(at % 9))
        };
        (name, counts)
    };
    Heat {
        thing: "topics".into(),
        by: HeatBy::Release,
        columns: releases(columns).iter().map(ToString::to_string).collect(),
        rows: (0..rows).map(row).collect(),
    }
}

fn extent(line: u32) -> Extent {
    Extent {
        span: Span::default(),
        lines: Lines::new(line, line + 3),
    }
}

fn tagged(tag: &str) -> Tagged {
    Tagged {
        tag: Tag::new(tag).unwrap_or_else(|| unreachable!()),
        reason: TagReason::FrontMatter,
    }
}

fn date() -> Option<PartialDate> {
    PartialDate::new(2016, Some(5), Some(6))
}

/// A topic of the release `at`.
pub(crate) fn topic(at: usize, number: usize, title: &str) -> Topic {
    let path = format!("notes/{at} recap (final).md");
    Topic {
        id: format!("notes/{at} recap (final)#topic-{number}"),
        kind: TopicKind::Topic,
        title: title.to_owned(),
        breadcrumb: vec!["Design sessions".into()],
        parent: None,
        level: 2,
        own: extent(10 * u32::try_from(number).unwrap_or(0) + 3),
        tree: extent(13),
        parts: Vec::new(),
        tags: vec![tagged("replication"), tagged("a/a")],
        people: Vec::new(),
        links: Vec::new(),
        note_links: Vec::new(),
        anchors: Vec::new(),
        code: Vec::new(),
        date: date(),
        project: Some("cinder".into()),
        releases: releases(at + 1).split_off(at),
        event: Some("Design Summit".into()),
        path,
        recap_line: None,
    }
}

/// An item of a topic.
pub(crate) fn item(topic: &Topic, detail: Detail, text: &str) -> Item {
    Item {
        id: format!("{}/item-1", topic.id),
        topic: topic.id.clone(),
        topic_title: topic.title.clone(),
        path: topic.path.clone(),
        recap_line: None,
        extent: extent(21),
        text: text.to_owned(),
        strength: Strength::Strong,
        rule: "label `Decision`".into(),
        owners: vec!["jgriffith".into(), "Ana <ana@example.org>".into()],
        tags: topic.tags.clone(),
        date: topic.date,
        project: topic.project.clone(),
        releases: topic.releases.clone(),
        event: topic.event.clone(),
        detail,
    }
}

/// The priorities of the release `at`, one of them carried, one dropped from the release before.
fn priorities(at: usize) -> Vec<PriorityRow> {
    let all = releases(at + 1);
    let row = |rank: u32, text: &str, status, from: usize| {
        let topic = topic(from, 0, "Priorities");
        PriorityRow {
            item: item(
                &topic,
                Detail::Priority {
                    rank,
                    ordered: true,
                },
                text,
            ),
            release: all.get(from).cloned(),
            status,
            carried_from: None,
            dropped_in: None,
        }
    };
    let mut carried = row(1, WORDS[1], Some(Status::Carried), at);
    carried.carried_from = at.checked_sub(1).map(|before| CarriedFrom {
        release: all[before].clone(),
        rank: 5,
        id: "x".into(),
        text: "Replication".into(),
        reason: "by tag `replication`".into(),
    });
    let mut out = vec![
        carried,
        row(2, HOSTILE, Some(Status::New), at),
        row(3, "Quotas\nnested ones\n- and flat ones", None, at),
    ];
    if let Some(before) = at.checked_sub(1) {
        let mut gone = row(4, "1. Dropped & gone", Some(Status::Dropped), before);
        gone.dropped_in = all.last().cloned();
        out.push(gone);
    }
    out
}

fn summary(at: usize, number: usize) -> Summary {
    let title = match number % 4 {
        0 => format!("Replication of whole back ends, {number}"),
        1 => HOSTILE.to_owned(),
        2 => format!("{} {number}", WORDS[5]),
        _ => "1. [x](javascript:alert(1))".to_owned(),
    };
    let topic = topic(at, number, &title);
    let decision = |outcome, text| item(&topic, Detail::Decision { outcome }, text);
    let action = |done, text| item(&topic, Detail::Action { done, due: date() }, text);
    let mut weak = decision(
        Outcome::Unknown,
        "- it was thought that # this may do\nline two",
    );
    weak.strength = Strength::Weak;
    let with = number % 4 != 2;
    let said = |text: &str| Said {
        text: text.into(),
        line: 14,
    };
    Summary {
        lead: if with {
            Vec::new()
        } else {
            vec![
                said("The team went over the state of the work."),
                said(HOSTILE),
            ]
        },
        decisions: if with {
            vec![
                decision(
                    Outcome::Agreed,
                    "Failover works on whole back ends only; groups come later, once the drivers have been brought to one interface.",
                ),
                decision(Outcome::Deferred, HOSTILE),
                decision(Outcome::Rejected, "No second service."),
                weak,
            ]
        } else {
            Vec::new()
        },
        actions: vec![
            action(false, "Write the specification"),
            action(true, HOSTILE),
        ],
        questions: vec![item(&topic, Detail::Question, "Who tests it?")],
        markdown: None,
        topic,
    }
}

/// A report over so many releases with so many topics each.
pub(crate) fn export(count: usize, topics: usize) -> Export {
    let fact = |value: &str| Fact::new(value.to_owned(), FactSource::Title);
    let recap = |at: usize| Recap {
        path: format!("notes/{at} recap (final).md"),
        title: fact("Cinder Design Summit Recap <b>bold</b>"),
        project: Some(fact("cinder")),
        releases: Vec::new(),
        event: Some(fact("Design Summit")),
        location: None,
        date: date().map(|d| Fact::new(d, FactSource::Title)),
        event_date: None,
        tags: Vec::new(),
        authors: Vec::new(),
        attendees: Vec::new(),
        metadata: None,
        lines: None,
    };
    let release = |(at, release): (usize, Release)| ExportRelease {
        release: Some(release),
        recaps: vec![recap(at)],
        priorities: priorities(at),
        topics: (0..topics).map(|number| summary(at, number)).collect(),
    };
    Export {
        scope: format!("project cinder, {HOSTILE}"),
        releases: releases(count)
            .into_iter()
            .enumerate()
            .map(release)
            .collect(),
        matrix: matrix(count * 3, count),
        heat: heat(12, count),
        link_base: None,
    }
}
