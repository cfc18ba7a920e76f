//! Records to the engine's documents and back.

use super::error::StoreError;
use super::recurring::Told;
use super::schema::{Class, Fields};
use super::standing::Standing;
use super::{repeats, signs, words, written};
use crate::model::{
    Diagnostic, Item, ItemKind, LineNumbers, PartialDate, Recap, Release, Tagged, Topic,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

/// A note as it goes into the store.
#[derive(Debug, Clone)]
pub struct Note<'a> {
    /// What holds for all of it.
    pub recap: &'a Recap,
    /// What kb has to say about it.
    pub diagnostics: &'a [Diagnostic],
    /// Its topics, in order.
    pub topics: Vec<NoteTopic<'a>>,
    /// The items of all topics.
    pub items: &'a [Item],
    /// The raw text of its metadata.
    pub metadata: &'a str,
    /// What of that somebody could look for.
    pub facts: &'a str,
    /// Keys of names that links may have for it, for [`super::Store::recaps_tied`].
    pub ties: Vec<String>,
}

/// A topic as it goes into the store.
#[derive(Debug, Clone)]
pub struct NoteTopic<'a> {
    /// The record.
    pub topic: &'a Topic,
    /// Its own range as Markdown.
    pub markdown: &'a str,
    /// The lines of the note that this stands in.
    pub numbers: &'a LineNumbers,
    /// That text without markup.
    pub plain: &'a str,
    /// What its text does not show: link targets and the like.
    pub extra: &'a str,
    /// Keys of its links, for [`super::Store::topics_tied`].
    pub ties: Vec<String>,
}

/// A recap as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRecap {
    /// The recap.
    pub recap: Recap,
    /// How many topics it has.
    pub topics: u32,
    /// What kb has to say about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands before a value in the fields `name` and `facet`.
pub mod name {
    /// A tag.
    pub const TAG: char = 't';
    /// A release.
    pub const RELEASE: char = 'r';
    /// A release that an item is of.
    pub const ITEM_RELEASE: char = 'l';
    /// A project.
    pub const PROJECT: char = 'p';
    /// An event.
    pub const EVENT: char = 'e';
    /// A kind of topic or item.
    pub const KIND: char = 'k';
    /// The year of the date.
    pub const YEAR: char = 'y';
}

/// The items of one topic, and of what kinds they are.
#[derive(Default)]
pub(super) struct Beside<'i> {
    all: Vec<&'i Item>,
    kinds: BTreeSet<ItemKind>,
}

impl<'i> Beside<'i> {
    pub(super) fn push(&mut self, item: &'i Item) {
        self.all.push(item);
        self.kinds.insert(item.kind());
    }
}

/// The document of the topic of a note that has this number, with these items.
pub(super) fn topic(
    fields: &Fields,
    note: &Note<'_>,
    number: usize,
    items: &Beside<'_>,
) -> Result<TantivyDocument, StoreError> {
    let (recap, plain) = (note.recap, &note.topics[number]);
    let topic = plain.topic;
    let mut doc = Doc::new(*fields, Class::Topic, &topic.path, topic.recap_line);
    let title = &recap.title.value;
    if *title != topic.title && !topic.breadcrumb.contains(title) {
        doc.text(fields.about, title);
    }
    if number == 0 {
        doc.text(fields.about, note.facts);
        doc.text(fields.metadata, note.metadata);
    }
    doc.text(fields.id, &topic.id);
    doc.text(fields.title, &topic.title);
    doc.text(fields.whole_title, &words::in_a_row(&topic.title));
    doc.text(fields.breadcrumb, &topic.breadcrumb.join("\n"));
    doc.text(fields.body, plain.plain);
    doc.text(fields.extra, plain.extra);
    doc.text(fields.code, &topic.code.join("\n"));
    for row in topic.code.iter().filter_map(|code| signs::row(code)) {
        doc.text(fields.signs, &row);
    }
    doc.as_written(named_in(note, number));
    doc.text(fields.markdown, plain.markdown);
    doc.text(fields.numbers, &numbers_as_text(plain.numbers));
    doc.ties(&plain.ties);
    doc.numbers.standing = Standing::of(topic, plain.markdown) as u64;
    doc.numbers.same = repeats::key(&topic.title, plain.plain).unwrap_or_default();
    doc.numbers.told = Told::of(plain.markdown).number();
    doc.value(fields.kind, name::KIND, &topic.kind.to_string());
    for item in &items.all {
        doc.text(fields.items, &item.text);
    }
    doc.has(items);
    doc.facts(
        &topic.tags,
        &topic.releases,
        topic.project.as_deref(),
        topic.event.as_deref(),
    );
    doc.facets();
    doc.date(topic.date);
    doc.place(&topic.path);
    doc.numbers.line = topic.own.lines.start.into();
    doc.finish(topic, true)
}

/// The texts that a topic is found by, but for its links.
fn named_in<'n>(note: &'n Note<'_>, number: usize) -> impl Iterator<Item = &'n str> {
    let plain = &note.topics[number];
    let topic = plain.topic;
    let above = topic.breadcrumb.iter().map(String::as_str);
    let facts = [&topic.project, &topic.event].into_iter().flatten();
    let whole = if number == 0 { note.facts } else { "" };
    [&topic.title, plain.plain, &note.recap.title.value, whole]
        .into_iter()
        .chain(above)
        .chain(facts.map(String::as_str))
}

/// The document of an item. Its title is that of its topic.
pub(super) fn item(
    fields: &Fields,
    item: &Item,
    beside: &Beside<'_>,
) -> Result<TantivyDocument, StoreError> {
    let mut doc = Doc::new(*fields, Class::Item, &item.path, item.recap_line);
    doc.text(fields.id, &item.id);
    doc.text(fields.topic, &item.topic);
    doc.text(fields.title, &item.topic_title);
    doc.text(fields.body, &item.text);
    doc.as_written([item.topic_title.as_str(), &item.text].into_iter());
    doc.has(beside);
    doc.value(fields.kind, name::KIND, item.kind().name());
    doc.facts(
        &item.tags,
        &item.releases,
        item.project.as_deref(),
        item.event.as_deref(),
    );
    doc.date(item.date);
    doc.place(&item.path);
    doc.numbers.line = item.lines().start.into();
    doc.facets();
    // Lists of tags, releases and projects are of topics; kinds are of both.
    doc.names.retain(|name| name.starts_with(name::KIND));
    let releases = item.releases.iter();
    doc.names
        .extend(releases.map(|release| format!("{}{release}", name::ITEM_RELEASE)));
    doc.finish(item, true)
}

/// The document of a recap. It has no text of its own: only what recaps are chosen by.
pub(super) fn recap(fields: &Fields, note: &Note<'_>) -> Result<TantivyDocument, StoreError> {
    let recap = note.recap;
    let mut doc = Doc::new(
        *fields,
        Class::Recap,
        &recap.path,
        recap.lines.map(|lines| lines.start),
    );
    doc.text(fields.title, &recap.title.value);
    for tag in &recap.tags {
        doc.value(fields.tag, name::TAG, tag.as_str());
    }
    for release in &recap.releases {
        doc.value(fields.release, name::RELEASE, release.value.as_str());
    }
    if let Some(project) = &recap.project {
        doc.value(fields.project, name::PROJECT, &project.value);
    }
    if let Some(event) = &recap.event {
        doc.text(fields.event, &event.value);
    }
    doc.ties(&note.ties);
    let date = recap.date.as_ref().or(recap.event_date.as_ref());
    doc.date(date.map(|date| date.value));
    let stored = StoredRecap {
        recap: recap.clone(),
        topics: u32::try_from(note.topics.len()).unwrap_or(u32::MAX),
        diagnostics: note.diagnostics.to_vec(),
    };
    doc.finish(&stored, false)
}

/// The name of a recap that stands in the order of paths and lines.
fn recap_order(path: &str, line: Option<u32>) -> String {
    match line {
        Some(line) => format!("{path}\0{line:010}"),
        None => path.to_owned(),
    }
}

/// A document being made.
struct Doc {
    fields: Fields,
    doc: TantivyDocument,
    names: BTreeSet<String>,
    numbers: Numbers,
}

/// The numbers that every document has.
#[derive(Default)]
struct Numbers {
    line: u64,
    standing: u64,
    same: u64,
    day: u64,
    told: u64,
}

impl Doc {
    fn new(fields: Fields, class: Class, path: &str, line: Option<u32>) -> Self {
        let mut doc = TantivyDocument::default();
        doc.add_text(fields.class, class.as_str());
        doc.add_text(fields.path, path);
        doc.add_text(fields.recap, recap_order(path, line));
        Self {
            fields,
            doc,
            names: BTreeSet::new(),
            numbers: Numbers::default(),
        }
    }

    fn text(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.doc.add_text(field, text);
        }
    }

    /// The short names in these texts.
    fn as_written<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        for name in written::terms(texts) {
            self.doc.add_text(self.fields.as_written, name);
        }
    }

    /// Keys, as they are.
    fn ties(&mut self, keys: &[String]) {
        for key in keys {
            self.text(self.fields.ties, key);
        }
    }

    /// What a record is about, to choose it by.
    fn facts(
        &mut self,
        tags: &[Tagged],
        releases: &[Release],
        project: Option<&str>,
        event: Option<&str>,
    ) {
        let fields = self.fields;
        for tagged in tags {
            self.value(fields.tag, name::TAG, tagged.tag.as_str());
            self.text(fields.tag_words, tagged.tag.as_str());
        }
        for release in releases {
            self.value(fields.release, name::RELEASE, release.as_str());
            self.text(fields.about, release.as_str());
        }
        if let Some(project) = project {
            self.value(fields.project, name::PROJECT, project);
            self.text(fields.about, project);
        }
        if let Some(event) = event {
            self.text(fields.event, event);
            self.text(fields.about, event);
            self.names.insert(format!("{}{event}", name::EVENT));
        }
    }

    /// What items there are.
    fn has(&mut self, items: &Beside<'_>) {
        for kind in &items.kinds {
            self.doc.add_text(self.fields.has, kind.name());
        }
    }

    /// The names so far, to count matches by.
    fn facets(&mut self) {
        for name in &self.names {
            self.doc.add_text(self.fields.facet, name);
        }
    }

    /// An exact value: lower case to find it by, as it stands to show it.
    fn value(&mut self, field: Field, letter: char, value: &str) {
        if self.names.insert(format!("{letter}{value}")) {
            self.doc.add_text(field, keyword(value));
        }
    }

    /// Where a record stands: the names of its file and of the folders below that of the notes.
    fn place(&mut self, path: &str) {
        let below = path.split_once('/').map_or(path, |(_, below)| below);
        let (names, _) = below.rsplit_once('.').unwrap_or((below, ""));
        for name in names.split('/') {
            self.text(self.fields.about, name);
        }
    }

    fn date(&mut self, date: Option<PartialDate>) {
        if let Some(date) = date {
            self.text(self.fields.about, &date.to_string());
            let number = PartialDate::number;
            self.numbers.day = number(date.last_day());
            self.doc
                .add_u64(self.fields.date_first, number(date.first_day()));
            self.doc
                .add_u64(self.fields.date_last, number(date.last_day()));
            let year = format!("{}{}", name::YEAR, date.year());
            self.doc.add_text(self.fields.facet, year);
        }
    }

    fn finish(
        mut self,
        record: &impl Serialize,
        named: bool,
    ) -> Result<TantivyDocument, StoreError> {
        if named {
            for name in &self.names {
                self.doc.add_text(self.fields.name, name);
            }
        }
        let (fields, numbers) = (self.fields, &self.numbers);
        for (field, number) in [
            (fields.line, numbers.line),
            (fields.standing, numbers.standing),
            (fields.same, numbers.same),
            (fields.day, numbers.day),
            (fields.told, numbers.told),
        ] {
            self.doc.add_u64(field, number);
        }
        let json = serde_json::to_string(record).map_err(|e| StoreError::Engine(e.to_string()))?;
        self.doc.add_text(self.fields.record, json);
        Ok(self.doc)
    }
}

/// An exact value as it is indexed and asked for.
pub(super) fn keyword(value: &str) -> String {
    value.trim().to_lowercase()
}

/// The record of a document.
pub(super) fn record<T: for<'de> Deserialize<'de>>(
    fields: &Fields,
    doc: &TantivyDocument,
) -> Result<T, StoreError> {
    let json = doc.get_first(fields.record).and_then(|v| v.as_str());
    let json = json.ok_or_else(|| StoreError::damaged("a record is missing"))?;
    serde_json::from_str(json)
        .map_err(|e| StoreError::damaged(format!("a record is unreadable: {e}")))
}

/// A topic's own range as Markdown, with the lines of the note that it stands in.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The Markdown.
    pub markdown: String,
    /// For each of its lines the line of the note.
    pub numbers: LineNumbers,
}

/// What the document of this topic has written down.
pub(super) fn written(fields: &Fields, topic: &Topic, doc: &TantivyDocument) -> Written {
    let numbers = stored(fields.numbers, doc);
    Written {
        markdown: markdown(fields, doc).to_owned(),
        numbers: LineNumbers {
            first: topic.lines().start,
            known: numbers.split(' ').filter_map(|n| n.parse().ok()).collect(),
        },
    }
}

fn numbers_as_text(numbers: &LineNumbers) -> String {
    let counts_on = |(at, number): (u32, &u32)| *number == numbers.first.saturating_add(at);
    if (0..).zip(&numbers.known).all(counts_on) {
        return String::new();
    }
    let known: Vec<String> = numbers.known.iter().map(u32::to_string).collect();
    known.join(" ")
}

/// The Markdown of a topic's document.
pub(super) fn markdown<'d>(fields: &Fields, doc: &'d TantivyDocument) -> &'d str {
    stored(fields.markdown, doc)
}

/// The metadata of the note whose first topic's document this is.
pub(super) fn metadata<'d>(fields: &Fields, doc: &'d TantivyDocument) -> &'d str {
    stored(fields.metadata, doc)
}

/// What of a note a topic's document stands for, as it is written: its Markdown, below the metadata where it is the first.
pub(super) fn source<'d>(fields: &Fields, doc: &'d TantivyDocument) -> Cow<'d, str> {
    match (metadata(fields, doc), markdown(fields, doc)) {
        ("", markdown) => Cow::Borrowed(markdown),
        (metadata, markdown) => Cow::Owned([metadata, markdown].concat()),
    }
}

fn stored(field: Field, doc: &TantivyDocument) -> &str {
    let text = doc.get_first(field).and_then(|value| value.as_str());
    text.unwrap_or_default()
}

/// Whether a document is an item's: only they name a topic that they stand in.
pub(super) fn is_item(fields: &Fields, doc: &TantivyDocument) -> bool {
    doc.get_first(fields.topic).is_some()
}
