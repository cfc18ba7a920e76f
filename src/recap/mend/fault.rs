//! What can be mended, and one mend of it.

use super::Insertion;
use crate::model::Severity;
use crate::recap::source::Source;

/// What is wrong with a note in a way that a program can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Front matter that is never closed, so that its fields are text.
    FrontMatter,
    /// A heading without a blank behind its marks, which others take for text.
    Heading,
    /// A date that stands in the file's name alone, and is lost when the file is renamed.
    Date,
}

impl Fault {
    /// All of them, in the order in which they are mended.
    pub const ALL: [Self; 3] = [Self::FrontMatter, Self::Heading, Self::Date];

    /// The name of its rule; where a diagnostic tells of it, that one's code.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Heading => "tight-heading",
            Self::Date => "name-date",
        }
    }

    /// How grave it is: the others lose nothing for kb itself.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::FrontMatter => Severity::Warning,
            Self::Heading | Self::Date => Severity::Note,
        }
    }

    /// What its mend is called, of one and of several.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::FrontMatter => ("front matter closed", "front matters closed"),
            Self::Heading => ("heading spaced", "headings spaced"),
            Self::Date => ("date added", "dates added"),
        }
    }
}

/// One mend, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What was wrong.
    pub fault: Fault,
    /// The line of the note it is about, as the note was at first.
    pub line: u32,
    /// That line, as the mends before this one left it.
    pub before: String,
    /// What stands there now, lines joined by `\n`.
    pub after: String,
}

/// The mends that these insertions are, and what they add to `earlier`: the lines that were put in before, by the line of
/// `source` that each stands in.
pub(super) fn mends(
    fault: Fault,
    source: &Source,
    insertions: &[Insertion],
    earlier: &mut Vec<u32>,
) -> Vec<Mend> {
    let mut out = Vec::new();
    let mut added = Vec::new();
    for Insertion { at, text } in insertions {
        let line = source.line_at(*at);
        let before = source.line(line).to_owned();
        let own = source.line_start(line);
        let mark = if own == 0 { source.content_start() } else { 0 };
        let (head, tail) = before.split_at(before.len().min(at.saturating_sub(own + mark)));
        let after = format!("{head}{text}{tail}").replace("\r\n", "\n");
        let before_it = earlier.iter().filter(|new| **new <= line).count();
        let gone = u32::try_from(before_it).unwrap_or(u32::MAX);
        let more = u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX);
        // A text that begins a line moves that line down, one behind a line stands below it.
        let first = if head.is_empty() { line } else { line + 1 };
        added.extend(first..first.saturating_add(more));
        out.push(Mend {
            fault,
            line: line.saturating_sub(gone).max(1),
            before,
            after,
        });
    }
    earlier.extend(added);
    out
}
