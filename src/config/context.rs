//! `[[context]]` rules: facts for all notes whose paths fit a pattern.

use super::pattern::Pattern;
use super::{Setting, ValueSource, source::quoted};
use crate::model::Given;

/// One rule.
#[derive(Debug, Clone)]
pub struct Context {
    pub(super) glob: String,
    pub(super) pattern: Pattern,
    pub(super) facts: Given,
    pub(super) line: u32,
}

impl Context {
    /// The pattern of paths, as written.
    #[must_use]
    pub fn glob(&self) -> &str {
        &self.glob
    }

    /// The line of `kb.toml` where the rule begins.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// What it gives to the note at `path`, `None` where its pattern does not fit.
    #[must_use]
    pub fn given(&self, path: &str) -> Option<Given> {
        let date = self.pattern.fits(path)?;
        Some(Given {
            date,
            ..self.facts.clone()
        })
    }

    pub(super) fn values(&self) -> impl Iterator<Item = Setting> {
        let source = ValueSource::File { line: self.line };
        let markup = self.facts.markup.map(|markup| markup.as_str().to_owned());
        [
            ("context.glob", Some(&self.glob)),
            ("context.project", self.facts.project.as_ref()),
            ("context.release", self.facts.release.as_ref()),
            ("context.event", self.facts.event.as_ref()),
            ("context.location", self.facts.location.as_ref()),
            ("context.markup", markup.as_ref()),
        ]
        .map(|(key, value)| {
            value.map(|value| Setting {
                key: key.to_owned(),
                value: quoted(value),
                source,
            })
        })
        .into_iter()
        .flatten()
    }
}
