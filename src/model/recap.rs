//! A recap: one note with the facts that hold for all of it.

use super::date::PartialDate;
use super::place::Lines;
use super::release::Release;
use super::tag::Tag;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a fact about a recap was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactSource {
    /// A field of the metadata at the top of the note.
    FrontMatter,
    /// The note's title.
    Title,
    /// The file's name.
    FileName,
    /// A `[[context]]` rule in `kb.toml`.
    Context,
    /// Folder names above the file.
    Path,
    /// A heading in the text.
    Heading,
    /// A label such as `Date:` in the text.
    Label,
    /// The line that introduces a list.
    Introducer,
}

impl fmt::Display for FactSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FactSource::FrontMatter => "front matter",
            FactSource::Title => "title",
            FactSource::FileName => "file name",
            FactSource::Context => "kb.toml",
            FactSource::Path => "path",
            FactSource::Heading => "heading",
            FactSource::Label => "label",
            FactSource::Introducer => "introducing line",
        })
    }
}

/// A value with the place it was found in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub source: FactSource,
}

impl<T> Fact<T> {
    /// A value from a source.
    pub fn new(value: T, source: FactSource) -> Self {
        Self { value, source }
    }
}

/// What holds for a whole recap. Unknown is empty: nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recap {
    /// Path of the note, relative to the root, with `/`.
    pub path: String,
    /// Its title.
    pub title: Fact<String>,
    /// Its project, lower case.
    pub project: Option<Fact<String>>,
    /// The releases it is about, the first named first.
    pub releases: Vec<Fact<Release>>,
    /// The event it reports, such as `Mitaka Design Summit`.
    pub event: Option<Fact<String>>,
    /// Where the event took place.
    pub location: Option<Fact<String>>,
    /// When it was written or posted, or when a meeting took place.
    pub date: Option<Fact<PartialDate>>,
    /// When the event took place, where that is said apart from `date`.
    pub event_date: Option<Fact<PartialDate>>,
    /// Tags its author gave it.
    pub tags: Vec<Tag>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who was there.
    pub attendees: Vec<String>,
    /// Lines of the metadata at its top.
    pub metadata: Option<Lines>,
    /// The lines it takes, where its file holds several recaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Lines>,
}

impl Recap {
    /// What tells it from all others: see [`recap_key`].
    #[must_use]
    pub fn key(&self) -> String {
        recap_key(&self.path, self.lines.map(|lines| lines.start))
    }
}

/// What tells a recap from all others: its path, with its first line where the file holds several.
#[must_use]
pub fn recap_key(path: &str, line: Option<u32>) -> String {
    match line {
        Some(line) => format!("{path}:{line}"),
        None => path.to_owned(),
    }
}

/// What a note is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Markup {
    /// Markdown, and what no other is known for.
    Markdown,
    /// reStructuredText.
    Rst,
    /// Text without markup.
    Text,
    /// A mail, or several in a file.
    Mail,
}

impl Markup {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Rst, Self::Text, Self::Mail];

    /// Its name in settings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Rst => "rst",
            Self::Text => "text",
            Self::Mail => "mail",
        }
    }

    /// The markup of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|markup| markup.as_str() == name)
    }
}

/// Facts that a `[[context]]` rule in `kb.toml` gives to the notes it matches.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Given {
    /// Project.
    pub project: Option<String>,
    /// Release, as the rule writes it.
    pub release: Option<String>,
    /// Event.
    pub event: Option<String>,
    /// Location of the event.
    pub location: Option<String>,
    /// Date, such as one that a glob reads out of the path.
    pub date: Option<PartialDate>,
    /// What the notes are written in, where their extension does not tell.
    pub markup: Option<Markup>,
}
