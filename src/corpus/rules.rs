//! The rules of `.gitignore` and `.ignore` files, from the root down.
//!
//! Matching is the `ignore` crate's. Which files are read is decided here: plain files within the root, never links,
//! pipes, or what lies above, since a folder may come from anybody.

use super::name::relative;
use crate::config::Root;
use crate::model::{Diagnostic, Severity};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
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
    /// Whether a repository begins here: rules of git above it do not count.
    has_git: bool,
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
            wanted.then(|| rules(root, folder, &file, problems)).flatten()
        };
        let info = folder.join(".git/info").symlink_metadata();
        let info = has.git && info.is_ok_and(|meta| meta.is_dir());
        Arc::new(Self {
            above: Some(Arc::clone(above)),
            ignore: read(has.ignore, ".ignore"),
            gitignore: read(has.gitignore, ".gitignore"),
            exclude: read(info, ".git/info/exclude"),
            has_git: has.git,
        })
    }

    /// Whether they leave a path out. The nearest rule counts, those of `.ignore` before those of git.
    pub(super) fn leave_out(&self, path: &Path, is_folder: bool) -> bool {
        let matched = |rules: &'_ Option<Gitignore>| match rules {
            Some(rules) => rules.matched(path, is_folder).map(|_| ()),
            None => Match::None,
        };
        let (mut own, mut git, mut exclude) = (Match::None, Match::None, Match::None);
        let (mut level, mut saw_git) = (Some(self), false);
        while let Some(rules) = level {
            own = own.or(matched(&rules.ignore));
            if !saw_git {
                git = git.or(matched(&rules.gitignore));
                exclude = exclude.or(matched(&rules.exclude));
            }
            saw_git |= rules.has_git;
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
    match path.symlink_metadata() {
        Ok(meta) if meta.is_file() => {}
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => return Ok(None),
    }
    let mut bytes = Vec::new();
    let file = open(path)?;
    if file.metadata()?.len() > LONGEST {
        return Err(io::Error::other("longer than 1 MiB"));
    }
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Opens a file for reading that is no link, and waits for nobody.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        let flags = i32::try_from(flags).unwrap_or(0);
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags);
    }
    options.open(path)
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
