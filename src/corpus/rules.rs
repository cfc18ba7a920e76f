//! The rules of `.gitignore` and `.ignore` files, from the root down.
//!
//! Matching is the `ignore` crate's. Which files are read is decided here: plain files within the root, never links,
//! pipes, or what lies above, since a folder may come from anybody.

use super::name::relative;
use crate::config::{Root, open_regular};
use crate::model::{Diagnostic, Severity};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

/// Longer files of rules are none, in bytes.
const LONGEST: u64 = 1 << 20;

/// The rules that count in one folder, over those of the folders above it.
#[derive(Debug, Default)]
pub(super) struct Rules {
    above: Option<Arc<Rules>>,
    ignore: Option<Gitignore>,
    gitignore: Option<Gitignore>,
    exclude: Option<Gitignore>,
}

/// Which files of rules a folder has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Has {
    pub(super) ignore: bool,
    pub(super) gitignore: bool,
    pub(super) git: bool,
}

impl Rules {
    /// The rules within `folder`, with what is wrong with them.
    pub(super) fn within(
        above: &Arc<Self>,
        root: &Root,
        folder: &Path,
        has: Has,
        problems: &mut Vec<(String, Diagnostic)>,
    ) -> Arc<Self> {
        if !(has.ignore || has.gitignore || has.git) {
            return Arc::clone(above);
        }
        let mut read = |wanted: bool, name: &str| {
            let file = folder.join(name);
            wanted
                .then(|| rules(root, folder, &file, problems))
                .flatten()
        };
        let info = folder.join(".git/info").symlink_metadata();
        let info = has.git && info.is_ok_and(|meta| meta.is_dir());
        Arc::new(Self {
            above: Some(Arc::clone(above)),
            ignore: read(has.ignore, ".ignore"),
            gitignore: read(has.gitignore, ".gitignore"),
            exclude: read(info, ".git/info/exclude"),
        })
    }

    /// Whether they leave a path out. The nearest rule counts, those of `.ignore` before those of git.
    pub(super) fn leave_out(&self, path: &Path, is_folder: bool) -> bool {
        let matched = |rules: &'_ Option<Gitignore>| match rules {
            Some(rules) => rules.matched(path, is_folder).map(|_| ()),
            None => Match::None,
        };
        let (mut own, mut git, mut exclude) = (Match::None, Match::None, Match::None);
        let mut level = Some(self);
        while let Some(rules) = level {
            own = own.or(matched(&rules.ignore));
            git = git.or(matched(&rules.gitignore));
            exclude = exclude.or(matched(&rules.exclude));
            level = rules.above.as_deref();
        }
        own.or(git).or(exclude).is_ignore()
    }
}

fn rules(
    root: &Root,
    folder: &Path,
    file: &Path,
    problems: &mut Vec<(String, Diagnostic)>,
) -> Option<Gitignore> {
    let mut problem = |message: String| {
        let problem = Diagnostic::of_file(Severity::Warning, "ignore-rule", message);
        problems.push((relative(&root.dir, file), problem));
    };
    let text = match read(file) {
        Ok(text) => text?,
        Err(error) => {
            problem(super::read::reason(&error));
            return None;
        }
    };
    let mut builder = GitignoreBuilder::new(folder);
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if let Err(error) = builder.add_line(None, line) {
            problem(format!("line {number}: {}", plainly(&error)));
        }
    }
    builder.build().ok().filter(|rules| !rules.is_empty())
}

/// The text of a plain file; `None` for what is none.
fn read(path: &Path) -> io::Result<Option<String>> {
    let file = match open_regular(path) {
        Ok(file) => file,
        Err(error) => {
            return match error.kind() {
                ErrorKind::NotFound | ErrorKind::InvalidInput => Ok(None),
                _ => Err(error),
            };
        }
    };
    let mut bytes = Vec::new();
    if file.metadata()?.len() > LONGEST {
        return Err(io::Error::other("longer than 1 MiB"));
    }
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// The reason inside an error of a rule.
fn plainly(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => plainly(err),
        other => other.to_string(),
    }
}
