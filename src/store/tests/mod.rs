//! Tests of the store as a whole, over notes made by hand.

mod answers;
mod disk;
mod finds;

use super::{Ask, Begin, Found, Ledger, Note, NoteTopic, Size, Store, StoreError, Update};
use crate::model::{
    Extent, Fact, FactSource, LineNumbers, Lines, PartialDate, Recap, Release, Span, Tag,
    TagReason, Tagged, Topic, TopicKind,
};
use crate::query::{Field, Node, Query, Text};
use std::path::Path;
use std::time::Duration;

/// A topic as tests write it.
#[derive(Clone, Default)]
struct Sketch {
    path: &'static str,
    line: u32,
    title: &'static str,
    body: String,
    tags: &'static [&'static str],
    release: &'static str,
    event: &'static str,
    date: &'static str,
}

impl Sketch {
    fn new(path: &'static str, line: u32, title: &'static str, body: &str) -> Self {
        Self {
            path,
            line,
            title,
            body: body.to_owned(),
            ..Self::default()
        }
    }

    fn date(&self) -> Option<PartialDate> {
        self.date.parse().ok()
    }

    fn topic(&self) -> Topic {
        let extent = Extent {
            span: Span::new(0, 1),
            lines: Lines::new(self.line, self.line + 1),
        };
        let tagged = |tag: &&str| Tagged {
            tag: Tag::new(tag).unwrap(),
            reason: TagReason::FrontMatter,
        };
        Topic {
            id: format!("{}#{}", self.path.trim_end_matches(".md"), self.line),
            kind: TopicKind::Topic,
            title: self.title.to_owned(),
            breadcrumb: Vec::new(),
            parent: None,
            level: 2,
            own: extent,
            tree: extent,
            parts: Vec::new(),
            tags: self.tags.iter().map(tagged).collect(),
            people: Vec::new(),
            links: Vec::new(),
            note_links: Vec::new(),
            anchors: Vec::new(),
            code: Vec::new(),
            date: self.date(),
            project: Some("nova".to_owned()),
            releases: some(self.release).map(Release::new).into_iter().collect(),
            event: some(self.event),
            path: self.path.to_owned(),
            recap_line: None,
        }
    }

    fn recap(&self) -> Recap {
        let fact = |text: String| Fact::new(text, FactSource::Title);
        Recap {
            path: self.path.to_owned(),
            title: fact(format!("Recap of {}", self.path)),
            project: Some(fact("nova".to_owned())),
            releases: some(self.release)
                .map(|name| Fact::new(Release::new(name), FactSource::Title))
                .into_iter()
                .collect(),
            event: some(self.event).map(fact),
            location: None,
            date: self.date().map(|date| Fact::new(date, FactSource::Title)),
            event_date: None,
            tags: Vec::new(),
            authors: Vec::new(),
            attendees: Vec::new(),
            metadata: None,
            lines: None,
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Puts one note of these topics.
fn put(update: &Update, sketches: &[Sketch]) -> Result<(), StoreError> {
    let topics: Vec<Topic> = sketches.iter().map(Sketch::topic).collect();
    let numbers = LineNumbers::default();
    let recap = sketches[0].recap();
    let note = Note {
        recap: &recap,
        diagnostics: &[],
        topics: topics
            .iter()
            .zip(sketches)
            .map(|(topic, sketch)| NoteTopic {
                topic,
                markdown: "raw",
                numbers: &numbers,
                plain: &sketch.body,
                extra: "",
                ties: Vec::new(),
            })
            .collect(),
        items: &[],
        metadata: "",
        facts: "",
        ties: Vec::new(),
    };
    update.put(sketches[0].path, &[note])
}

/// A store in memory; each sketch is a note of its own unless its neighbour has the same path.
fn memory(sketches: &[Sketch]) -> Store {
    let update = Update::in_memory("f").unwrap();
    for note in sketches.chunk_by(|a, b| a.path == b.path) {
        put(&update, note).unwrap();
    }
    update.commit(Ledger::default()).unwrap()
}

fn begin(dir: &Path, fresh: bool) -> Result<Update, StoreError> {
    begin_waiting(dir, fresh, Duration::ZERO)
}

fn begin_waiting(dir: &Path, fresh: bool, patience: Duration) -> Result<Update, StoreError> {
    let begin = Begin {
        fingerprint: "f",
        patience,
        fresh,
        size: Size::Few,
        known: None,
    };
    Update::begin(dir, begin)
}

fn text(text: &str) -> Text {
    Text {
        text: text.to_owned(),
        span: Span::new(0, text.len()),
    }
}

fn word(word: &str) -> Node {
    Node::Word(text(word))
}

fn field(field: Field, value: &str) -> Node {
    Node::Field(field, text(value))
}

fn query(root: Node) -> Query {
    Query { root }
}

/// The ids of all topics that a query finds, in the order of the answer.
fn ids(store: &Store, root: Node) -> Vec<String> {
    let found = find(store, &query(root), 1000, 0).unwrap();
    found.hits.into_iter().map(|hit| hit.topic.id).collect()
}

/// What a query finds.
fn find(store: &Store, query: &Query, limit: usize, offset: usize) -> Result<Found, StoreError> {
    store.search(&Ask {
        query,
        raw: "",
        exact: false,
        newest_first: false,
        by_recap: false,
        facets: false,
        explain: false,
        limit,
        offset,
    })
}
