//! The notes: whether their folders are there, what cannot be read, what is left out, and whether changes can be watched.

use super::super::answers::Finding;
use super::super::init::where_notes_are;
use super::{Check, counted};
use crate::config::Root;
use crate::corpus::{self, NO_FOLDER, OUTSIDE, Walk};
use rayon::prelude::*;
use std::collections::BTreeSet;

const AREA: &str = "notes";

/// So many notes that cannot be read are named.
const NAMED: usize = 3;

/// The notes as they are on disk.
pub(super) struct Looked {
    walk: Walk,
    /// What cannot be read: folders and files, by path.
    pub(super) unread: Vec<Finding>,
}

impl Looked {
    /// Every note is read: its name and size do not tell whether it can be.
    pub(super) fn at(root: &Root) -> Self {
        let walk = corpus::walk(root);
        let fault = |meta| corpus::read(&root.dir, meta, root.config.max_size()).err();
        let found = walk
            .files
            .par_iter()
            .filter_map(|meta| Some((meta.path.clone(), *fault(meta)?)));
        let mut found: Vec<_> = found.collect();
        found.extend(walk.problems.iter().cloned());
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        let found = found.into_iter();
        let unread = found.map(|(path, diagnostic)| Finding { path, diagnostic });
        Self {
            unread: unread.collect(),
            walk,
        }
    }
}

pub(super) fn checks(root: &Root, looked: &Looked) -> Vec<Check> {
    let walk = &looked.walk;
    let folders = root.config.notes().join("`, `");
    let mut checks = vec![match walk.files.len() {
        0 => Check::warn(
            AREA,
            format!("no note in `{folders}`"),
            where_notes_are(root),
        ),
        count => Check::ok(AREA, format!("{} in `{folders}`", counted(count, "file"))),
    }];
    checks.extend(problems(&looked.unread));
    let skipped = corpus::count_skipped(root, walk);
    let out = skipped.hidden + skipped.ignored + skipped.excluded + skipped.links;
    if out > 0 {
        checks.push(Check::ok(
            AREA,
            format!(
                "left out: {} hidden, {} ignored by git, {} excluded, {} symbolic links",
                skipped.hidden, skipped.ignored, skipped.excluded, skipped.links
            ),
        ));
    }
    checks.extend(watched(walk));
    checks
}

/// What cannot be read: folders one by one, files as a count behind the first of them.
fn problems(unread: &[Finding]) -> Vec<Check> {
    let is_folder =
        |found: &&Finding| matches!(found.diagnostic.code.as_str(), NO_FOLDER | OUTSIDE);
    let (folders, files): (Vec<_>, Vec<_>) = unread.iter().partition(is_folder);
    let folder = |told: &Finding| {
        Check::fail(
            AREA,
            told.diagnostic.message.clone(),
            told.diagnostic.hint.clone(),
        )
    };
    let file = |found: &Finding| {
        let told = &found.diagnostic;
        let what = format!("cannot read `{}`: {}", found.path, told.message);
        Check::fail(AREA, what, told.hint.clone())
    };
    let mut checks: Vec<Check> = folders.into_iter().map(folder).collect();
    checks.extend(files.iter().take(NAMED).map(|found| file(found)));
    if let Some(more @ 1..) = files.len().checked_sub(NAMED) {
        let what = format!(
            "cannot read {more} more {}",
            if more == 1 { "note" } else { "notes" }
        );
        let mend = "`kb check --severity error` lists all of them".to_owned();
        checks.push(Check::fail(AREA, what, Some(mend)));
    }
    checks
}

/// Where the system says how many folders may be watched.
const LIMIT: &str = "/proc/sys/fs/inotify/max_user_watches";

/// Whether so many folders can be watched for changes.
fn watched(walk: &Walk) -> Option<Check> {
    let limit: usize = std::fs::read_to_string(LIMIT).ok()?.trim().parse().ok()?;
    let folders: BTreeSet<_> = walk
        .files
        .iter()
        .filter_map(|file| file.abs.parent())
        .collect();
    let what = format!("folders to watch: {}, of at most {limit}", folders.len());
    Some(match folders.len() > limit / 2 {
        true => Check::warn(
            AREA,
            what,
            format!(
                "raise the limit: `sudo sysctl fs.inotify.max_user_watches={}`",
                limit * 4
            ),
        ),
        false => Check::ok(AREA, what),
    })
}
