//! The fields of the one index that holds topics, their items and recaps.

use super::analysis::Analyzer;
use tantivy::Index;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TextAnalyzer;

/// The version of what the index holds; another one means making it anew.
pub(super) const FORMAT: u32 = 9;

/// The name under which the engine knows our analyzer.
const ANALYZER: &str = "kb";

/// Which sort of record a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Topic,
    Item,
    Recap,
}

impl Class {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Class::Topic => "topic",
            Class::Item => "item",
            Class::Recap => "recap",
        }
    }
}

/// The handles of all fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// [`Class`] of the document.
    pub(super) class: Field,
    /// Exact values, lower case except `id` and `path`.
    pub(super) id: Field,
    pub(super) path: Field,
    /// Its recap, for the order of answers and to tell recaps of one file apart.
    pub(super) recap: Field,
    pub(super) tag: Field,
    pub(super) release: Field,
    pub(super) project: Field,
    pub(super) kind: Field,
    /// The kinds of a topic's items.
    pub(super) has: Field,
    /// What ties notes: of a topic keys of its links, of a recap keys of names that links may have for it. The store does
    /// not know what is in them.
    pub(super) ties: Field,
    /// Of an item: the id of its topic.
    pub(super) topic: Field,
    /// Values of topics as people read them, behind the letter of their field.
    pub(super) name: Field,
    /// Analysed text.
    pub(super) title: Field,
    /// The title's words as one term.
    pub(super) whole_title: Field,
    pub(super) breadcrumb: Field,
    pub(super) tag_words: Field,
    pub(super) body: Field,
    /// Of a topic: the words of its priorities, decisions and actions, once more.
    pub(super) items: Field,
    pub(super) extra: Field,
    /// What the note says of all of itself: title, project, event, releases, date, file; of its first
    /// topic, all metadata.
    pub(super) about: Field,
    /// Inline code.
    pub(super) code: Field,
    /// Inline code without a letter or digit, as `signs::row` has it.
    pub(super) signs: Field,
    pub(super) event: Field,
    /// Short names as they stand in a record, as `written` has them.
    pub(super) as_written: Field,
    /// First and last day, as `PartialDate::number` has it.
    pub(super) date_first: Field,
    pub(super) date_last: Field,
    /// Numbers that every document has, 0 for none, since those are looked up fastest. First line, for the order within
    /// a note.
    pub(super) line: Field,
    /// What to count matches by: values behind the letter of their field.
    pub(super) facet: Field,
    /// [`super::standing::Standing`] of the topic.
    pub(super) standing: Field,
    /// A hash of title and text, where there is text: topics that have it in common repeat one another.
    pub(super) same: Field,
    /// The last day.
    pub(super) day: Field,
    /// [`super::recurring::Told`] of the topic.
    pub(super) told: Field,
    /// The record as JSON, and a topic's Markdown; of a note's first topic, its metadata.
    pub(super) record: Field,
    pub(super) markdown: Field,
    /// The lines of the note that its lines stand in, where they do not count on.
    pub(super) numbers: Field,
    pub(super) metadata: Field,
}

/// The schema with its handles.
pub(super) fn schema() -> (Schema, Fields) {
    let mut b = SchemaBuilder::new();
    let fields = Fields {
        class: b.add_text_field("class", STRING),
        id: b.add_text_field("id", STRING),
        path: b.add_text_field("path", STRING),
        recap: b.add_text_field("recap", FAST),
        tag: b.add_text_field("tag", STRING),
        release: b.add_text_field("release", STRING),
        project: b.add_text_field("project", STRING),
        kind: b.add_text_field("kind", STRING),
        has: b.add_text_field("has", STRING),
        ties: b.add_text_field("ties", STRING),
        topic: b.add_text_field("topic", STRING | STORED),
        name: b.add_text_field("name", STRING),
        title: b.add_text_field("title", words()),
        whole_title: b.add_text_field("whole_title", STRING),
        breadcrumb: b.add_text_field("breadcrumb", words()),
        tag_words: b.add_text_field("tag_words", words()),
        body: b.add_text_field("body", words()),
        items: b.add_text_field("items", words()),
        extra: b.add_text_field("extra", words()),
        about: b.add_text_field("about", words()),
        code: b.add_text_field("code", words()),
        signs: b.add_text_field("signs", STRING),
        event: b.add_text_field("event", words()),
        as_written: b.add_text_field("as_written", STRING),
        date_first: b.add_u64_field("date_first", INDEXED | FAST),
        date_last: b.add_u64_field("date_last", INDEXED | FAST),
        line: b.add_u64_field("line", FAST),
        facet: b.add_text_field("facet", TextOptions::default().set_fast("raw")),
        standing: b.add_u64_field("standing", FAST),
        same: b.add_u64_field("same", FAST),
        day: b.add_u64_field("day", FAST),
        told: b.add_u64_field("told", FAST),
        record: b.add_text_field("record", STORED),
        markdown: b.add_text_field("markdown", STORED),
        numbers: b.add_text_field("numbers", STORED),
        metadata: b.add_text_field("metadata", STORED),
    };
    (b.build(), fields)
}

fn words() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(ANALYZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    )
}

/// The engine does not keep analyzers with an index, so each opening has to name ours.
pub(super) fn register(index: &Index) {
    let analyzer = TextAnalyzer::builder(Analyzer::default()).build();
    index.tokenizers().register(ANALYZER, analyzer);
}
