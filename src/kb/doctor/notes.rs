//! The notes: whether their folders are there, what cannot be read, what is left out, and whether changes can be watched.

use super::Check;
use crate::config::Root;
use crate::corpus::{self, NO_FOLDER, OUTSIDE, Walk};
use std::collections::BTreeSet;

const AREA: &str = "notes";

pub(super) fn checks(root: &Root) -> Vec<Check> {
    let walk = corpus::walk(root);
    let folders = root.config.notes().join("`, `");
    let mut checks = vec![match walk.files.len() {
        0 => Check::warn(
            AREA,
            format!("no note in `{folders}`"),
            "put recaps there, or begin one with `kb new`",
        ),
        count => Check::ok(AREA, format!("{count} files in `{folders}`")),
    }];
    checks.extend(problems(&walk));
    let skipped = corpus::count_skipped(root, &walk);
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
    checks.extend(watched(&walk));
    checks
}

/// What could not be looked at: folders one by one, files as a count with the first of them.
fn problems(walk: &Walk) -> Vec<Check> {
    let (folders, files): (Vec<_>, Vec<_>) = walk
        .problems
        .iter()
        .partition(|(_, told)| matches!(told.code.as_str(), NO_FOLDER | OUTSIDE));
    let folder = |told: &crate::model::Diagnostic| {
        Check::fail(AREA, told.message.clone(), told.hint.clone())
    };
    let mut checks: Vec<Check> = folders.iter().map(|(_, told)| folder(told)).collect();
    if let Some((path, told)) = files.first() {
        let others = match files.len() - 1 {
            0 => String::new(),
            others => format!(", and {others} more"),
        };
        let what = format!("not read: `{path}`: {}{others}", told.message);
        checks.push(Check::warn(AREA, what, "`kb check` lists all of them"));
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
