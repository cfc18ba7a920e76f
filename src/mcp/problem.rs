//! What keeps a question from being answered, told so that another one can be asked.

use crate::kb::{Answered, Error};
use crate::render::wire;
use serde::Serialize;
use std::path::Path;

/// What keeps a question from being answered, told so that another one can be asked.
#[derive(Debug, Default, Serialize)]
pub(super) struct Problem {
    /// What is wrong.
    pub(super) error: String,
    /// Whether it is kb that failed, whatever was asked.
    #[serde(skip)]
    pub(super) is_ours: bool,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hint: Option<String>,
    /// Where in the query it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<Box<wire::QueryPlace>>,
    /// Ids that may be meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) candidates: Vec<String>,
    /// The state of the index, where it was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) index: Option<Box<wire::Index>>,
}

impl Problem {
    /// One that a sentence tells.
    pub(super) fn new(error: impl Into<String>) -> Self {
        Self {
            error: error.into(),
            ..Self::default()
        }
    }

    /// kb itself failed.
    pub(super) fn inside() -> Self {
        let problem = Self::new("kb failed inside");
        problem
            .hinted("this is a fault of kb: please report it")
            .ours()
    }

    fn ours(mut self) -> Self {
        self.is_ours = true;
        self
    }

    /// What is wrong and how to mend it, in one sentence.
    pub(super) fn sentence(&self) -> String {
        match &self.hint {
            Some(hint) => format!("{}; {hint}", self.error),
            None => self.error.clone(),
        }
    }

    /// The same with a way to mend it.
    pub(super) fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the state of the index.
    pub(super) fn of<T>(mut self, answered: &Answered<T>) -> Self {
        let mut index = wire::Index::of(answered);
        index.reason = index.reason.as_deref().map(without_folders);
        self.index = Some(Box::new(index));
        self
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        if !error.is_of_the_question() {
            // What it says is for whoever runs kb: it names folders, and asking otherwise does not mend it.
            return match error {
                Error::Inside(_) => Self::inside(),
                _ => Self::new("the index cannot be read")
                    .hinted("run `kb check` where the notes are: it says why")
                    .ours(),
            };
        }
        Self {
            error: error.to_string(),
            hint: error.hint(),
            place: error.excerpt().map(wire::QueryPlace::from).map(Box::new),
            ..Self::default()
        }
    }
}

/// A message with the last part alone of each path from the root that it quotes: whoever asks need not know how the
/// machine is laid out.
pub(super) fn without_folders(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        let path = Path::new(part);
        let last = path.file_name().and_then(|name| name.to_str());
        match last.filter(|_| index % 2 == 1 && path.is_absolute()) {
            Some(last) => last,
            None => part,
        }
    });
    parts.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::without_folders;

    #[test]
    fn folders_of_the_machine_are_not_told() {
        assert_eq!(
            without_folders("cannot use `/home/ann/notes/index`: `a/b` is there"),
            "cannot use `index`: `a/b` is there"
        );
        assert_eq!(without_folders("no quotes /at all"), "no quotes /at all");
    }
}
