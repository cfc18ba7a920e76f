//! What can keep the knowledge base from answering.

use super::BadPage;
use crate::config::{ConfigError, Place, RootError};
use crate::model::{Excerpt, Span};
use crate::query::QueryError;
use crate::store::StoreError;
use std::any::Any;
use std::path::PathBuf;

/// Why a request could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The query has a fault.
    #[error("{fault}")]
    Query {
        /// The query's text.
        text: String,
        /// The fault.
        fault: QueryError,
    },
    /// A field of the query has a value that means nothing there.
    #[error("{message}")]
    Value {
        /// The query's text.
        text: String,
        /// What is the matter.
        message: String,
        /// How to write it, where the message does not say.
        hint: Option<&'static str>,
        /// Where the value stands.
        span: Span,
    },
    /// The settings have a fault.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// There is no knowledge base where it was looked for.
    #[error(transparent)]
    Root(#[from] RootError),
    /// A release was to be compared with a project.
    #[error("`{release}` is a release and `{project}` is a project")]
    Mixed {
        /// The release.
        release: String,
        /// The project.
        project: String,
    },
    /// The index cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// kb itself failed while it answered.
    #[error("kb failed inside: {0}")]
    Inside(String),
    /// No thread could be started.
    #[error("no thread can be started: {0}")]
    Threads(String),
    /// A file or folder could not be made.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is something already where something was to be made.
    #[error("`{}` is already there", .0.display())]
    Exists(PathBuf),
    /// There is something already where an answer was to be written.
    #[error("`{}` is already there", .0.display())]
    Taken(PathBuf),
    /// There is something already where a mended copy was to be written.
    #[error("`{}` is already there", .0.display())]
    CopyThere(PathBuf),
    /// What is there is not ours to replace.
    #[error("cannot replace `{}`: {reason}", path.display())]
    Irreplaceable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file of the user's own is not replaced.
    #[error("`{}` is left as it is: {reason}", path.display())]
    Kept {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: &'static str,
    },
    /// Copies of notes would lie where they were read as notes, or swept with the index.
    #[error("`{}` lies among the notes or in the index", .0.display())]
    AmongNotes(PathBuf),
    /// Pages that were to be notes cannot be read.
    #[error("{}", of_pages(.0))]
    Pages(Vec<BadPage>),
    /// There is no file of settings.
    #[error("there is no `{}`", .0.display())]
    NoSettings(PathBuf),
    /// Nothing is said of a note that is to be made.
    #[error("nothing is said of the note")]
    Unnamed,
    /// There is a note already where a new one was to be made.
    #[error("`{}` is already there", .0.display())]
    Present(PathBuf),
    /// A new note was to be made outside the notes.
    #[error("`{0}` is no folder of notes")]
    NotAmongNotes(String),
    /// The front matter of a new note would not be read.
    #[error("the template gives front matter that cannot be read: {0}")]
    Unreadable(String),
    /// What was to be written would not be read as a note.
    #[error("`{0}` would not be read as a note")]
    NoNote(String),
    /// There is no folder to write into.
    #[error("there is no folder `{}`", .0.display())]
    NoFolder(PathBuf),
}

impl Error {
    /// What a panic left behind.
    #[must_use]
    pub fn panicked(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        Self::Inside(text.unwrap_or("no reason given").to_owned())
    }

    /// Where in a text the fault is, if it is in one.
    #[must_use]
    pub fn excerpt(&self) -> Option<Excerpt> {
        match self {
            Self::Query { text, fault } => {
                let span = fault.span()?;
                Some(Excerpt {
                    origin: "query".into(),
                    line: 1,
                    text: text.clone(),
                    start: span.start,
                    end: span.end,
                })
            }
            Self::Value { text, span, .. } => Some(Excerpt {
                origin: "query".into(),
                line: 1,
                text: text.clone(),
                start: span.start,
                end: span.end,
            }),
            Self::Config(error) | Self::Root(RootError::Config(error)) => {
                error.place.as_deref().map(of_settings)
            }
            _ => None,
        }
    }

    /// Whether a damaged index may have led to it: then all of it has to be looked at.
    #[must_use]
    pub fn may_be_damage(&self) -> bool {
        match self {
            Self::Store(error) => {
                matches!(error, StoreError::Damaged { .. } | StoreError::Engine(_))
            }
            Self::Inside(_) => true,
            _ => false,
        }
    }

    /// Whether it lies in what was asked, so that asking otherwise mends it.
    #[must_use]
    pub fn is_of_the_question(&self) -> bool {
        match self {
            Self::Query { .. } | Self::Value { .. } | Self::Mixed { .. } => true,
            Self::Store(error) => {
                matches!(error, StoreError::BadQuery { .. } | StoreError::TooSlow)
            }
            _ => false,
        }
    }

    /// How to mend it, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Query { fault, .. } => fault.hint(),
            Self::Config(error) => error.hint.clone(),
            Self::Root(error) => error.hint(),
            Self::Store(error) => error.hint(),
            Self::Value { hint, .. } => hint.map(str::to_owned),
            Self::Mixed { .. } => Some(
                "compare two releases, or two projects; `--release` and `--project` narrow both sides"
                    .to_owned(),
            ),
            Self::Write { .. } => None,
            Self::Inside(_) => Some(
                "this is a fault of kb: please report it with what was asked".to_owned(),
            ),
            Self::Threads(_) => {
                Some("end other programs, or raise the limit with `ulimit -u`".to_owned())
            }
            Self::Taken(_) => Some("pass `--force` to replace it".to_owned()),
            Self::CopyThere(_) => {
                Some("copies replace nothing; name another folder with `--into`".to_owned())
            }
            Self::Irreplaceable { .. } => {
                Some("nothing was changed; choose another name".to_owned())
            }
            Self::Kept { .. } => None,
            Self::NoSettings(_) => Some("`kb init DIR` makes it".to_owned()),
            Self::Unnamed => Some("give it a title, or `--project`, `--release` or `--event`".to_owned()),
            Self::Present(_) => {
                Some("open that one, or tell the new one apart by a title or a date".to_owned())
            }
            Self::NotAmongNotes(_) => {
                Some("name one below a folder of `notes` in `kb.toml`, from the root on".to_owned())
            }
            Self::Unreadable(_) => Some(
                "write values as `project: {{ project|yaml }}`; nothing was written".to_owned(),
            ),
            Self::AmongNotes(_) => Some("name a folder outside of them".to_owned()),
            Self::Pages(pages) => hint_of_pages(pages),
            Self::NoNote(_) => {
                Some("see `include` and `exclude` in `kb.toml`; nothing was written".to_owned())
            }
            Self::NoFolder(_) => Some("make it first, or choose another name".to_owned()),
            Self::Exists(_) => {
                Some("nothing was changed; it is a knowledge base already".to_owned())
            }
        }
    }
}

impl Error {
    /// Why, with all causes, on one line; of a file that is kept as it is, without its path.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Kept { reason, .. } => (*reason).to_owned(),
            error => in_full(error),
        }
    }
}

/// An error with its causes, on one line.
pub(super) fn in_full(error: &dyn std::error::Error) -> String {
    let mut out = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        out.push_str(&format!(": {cause}"));
        next = cause.source();
    }
    out
}

/// One page in one line; several in a line each.
fn of_pages(pages: &[BadPage]) -> String {
    let line = |page: &BadPage| format!("{}: {}", page.name, page.reason);
    match pages {
        [only] => line(only),
        _ => {
            let lines = pages.iter().map(|page| format!("\n  {}", line(page)));
            let lines: String = lines.collect();
            format!("{} pages cannot be read{lines}", pages.len())
        }
    }
}

/// The hint of the first page that has one, and that nothing was written.
fn hint_of_pages(pages: &[BadPage]) -> Option<String> {
    let nothing = "nothing was written";
    let hint = pages.iter().find_map(|page| page.hint.as_deref());
    Some(hint.map_or(nothing.to_owned(), |hint| format!("{hint}; {nothing}")))
}

fn of_settings(place: &Place) -> Excerpt {
    let column = usize::try_from(place.column.max(1) - 1).unwrap_or(0);
    let start = place
        .source_line
        .char_indices()
        .nth(column)
        .map_or(place.source_line.len(), |(byte, _)| byte);
    let end = start + place.span.end.saturating_sub(place.span.start);
    Excerpt {
        origin: place.file.clone(),
        line: place.line,
        text: place.source_line.clone(),
        start,
        end,
    }
}
