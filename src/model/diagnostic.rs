//! What kb has to say about a note: a message with its place and, where known, the mend.

use super::place::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How grave a diagnostic is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something worth knowing; nothing was lost.
    Note,
    /// Something was read otherwise than its author probably meant.
    Warning,
    /// Something could not be read at all.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// The names of all rules that findings come from, as `code` has them.
pub const RULES: [&str; 23] = [
    "binary",
    "broken-link",
    "duplicate-title",
    "empty",
    "failed",
    "front-matter",
    "ignore-rule",
    "mail-date",
    "mail-encoding",
    "mail-header",
    "mail-part",
    "markdown",
    "no-date",
    "no-folder",
    "open-fence",
    "outside",
    "table",
    "title-underline",
    "too-large",
    "unknown-release",
    "unreadable",
    "untagged",
    "utf-8",
];

/// One finding in one note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of the rule, such as `front-matter` or `no-date`.
    pub code: String,
    /// What is the matter: lower case, no full stop.
    pub message: String,
    /// The bytes it is about.
    pub span: Span,
    /// The line it is about, from 1; 0 where it is about the whole file.
    pub line: u32,
    /// The column in characters, from 1; 0 where it is about the whole file.
    pub column: u32,
    /// The text of that line, as [`shown_line`] has it, for showing a caret.
    pub source_line: String,
    /// How to mend it, where we know.
    pub hint: Option<String>,
}

/// As much of a line as is kept for showing a place in it, in characters.
const SHOWN: usize = 200;
/// What is shown behind a place further on.
const BEHIND: usize = 40;

/// The text of a line for showing a place that ends at this character: all of a short line, of another the beginning
/// with `...` behind it.
#[must_use]
pub fn shown_line(line: &str, end: usize) -> String {
    let shown = SHOWN.max(end.saturating_add(BEHIND));
    match line.char_indices().nth(shown) {
        Some((at, _)) => format!("{}...", &line[..at]),
        None => line.to_owned(),
    }
}

impl Diagnostic {
    /// A diagnostic about a whole file, without a line.
    #[must_use]
    pub fn of_file(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            message: message.into(),
            span: Span::default(),
            line: 0,
            column: 0,
            source_line: String::new(),
            hint: None,
        }
    }

    /// The same diagnostic with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A line of a text, for showing where in it something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// What the text is: a path, or `query`.
    pub origin: String,
    /// The line's number, from 1.
    pub line: u32,
    /// The line.
    pub text: String,
    /// The bytes of `text` that it is about.
    pub start: usize,
    /// One past the last of them.
    pub end: usize,
}

#[cfg(test)]
mod tests {
    use super::shown_line;

    #[test]
    fn a_line_that_is_cut_says_so() {
        let long = "\u{e4}".repeat(300);
        assert_eq!(shown_line("short", 3), "short");
        assert_eq!(shown_line(&long[..400], 0), &long[..400]);
        assert_eq!(shown_line(&long, 3), format!("{}...", &long[..400]));
        assert_eq!(shown_line(&long, 250), format!("{}...", &long[..580]));
        assert_eq!(shown_line(&long, 299), long);
    }
}
