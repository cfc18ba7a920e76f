//! Whether what a reader can copy from a note is found again: tokens drawn from the bytes of a folder, searched one by
//! one, and judged by a look at the lines of the hits.
//!
//! Drawing and judging know nothing of how kb takes text apart: they have a scanner of their own and compare bytes.

pub(crate) mod corpus;
pub(crate) mod draw;
mod judge;
mod report;
mod scan;
mod segments;
mod signs;

pub(crate) use report::{Goals, Report};

use std::fmt;
use std::path::Path;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Option,
    Version,
    Hash,
    Handle,
    Url,
    Path,
    Scoped,
    Snake,
    Camel,
    Dotted,
    Kebab,
    Signs,
    Code,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Option => "--option",
            Kind::Version => "version",
            Kind::Hash => "#name",
            Kind::Handle => "@name",
            Kind::Url => "address",
            Kind::Path => "path",
            Kind::Scoped => "a::b",
            Kind::Snake => "snake_case",
            Kind::Camel => "camelCase",
            Kind::Dotted => "dot.ted",
            Kind::Kebab => "kebab-case",
            Kind::Signs => "signs",
            Kind::Code => "code span",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A token and the first place it was seen at.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// The file, below the folder, with `/`.
    pub(crate) path: String,
    pub(crate) line: usize,
}

/// How many tokens to draw, and which.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) draw: usize,
    pub(crate) seed: u64,
}

/// Draws from the Markdown below `folder`, searches and judges.
pub(crate) fn measure(folder: &Path, plan: Plan) -> Result<Report, String> {
    let corpus = corpus::Corpus::read(folder)?;
    let pool = draw::pool(&corpus)?;
    let found = pool.len();
    let tokens = draw::spread(pool, plan);
    Ok(Report {
        folder: folder.display().to_string(),
        files: corpus.notes.len(),
        left_out: corpus.left_out(),
        found,
        seed: plan.seed,
        verdicts: judge::Base::index(&corpus)?.judge(&tokens),
    })
}
