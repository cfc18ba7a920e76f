//! Links from one note to another, as they are written: where they lead is known only beside the other notes.

use serde::{Deserialize, Serialize};

/// How a link names where it leads.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "lowercase")]
pub enum LinkForm {
    /// By a path, such as `../a/b.md#part`.
    #[default]
    Path,
    /// By a name in double brackets: `[[Name#Part]]`.
    Wiki,
    /// By the name of a file of a blog: `{% post_url 2016-05-06-name %}`.
    Post,
}

impl LinkForm {
    fn is_path(&self) -> bool {
        *self == LinkForm::Path
    }
}

/// A link that could lead to a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLink {
    /// How it names where it leads.
    #[serde(default, skip_serializing_if = "LinkForm::is_path")]
    pub form: LinkForm,
    /// Where it leads, as written.
    pub target: String,
    /// What a reader sees of it.
    pub text: String,
    /// The line of the note that it begins in.
    pub line: u32,
    /// The column that it begins in, in characters from 1.
    pub column: u32,
}
