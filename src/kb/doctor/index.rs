//! The index: whether it can be used and written, is whole, and is as new as the notes.

use super::super::sync::{Rules, is_as_known};
use super::super::{Filters, IndexReport, IndexState, Kb, fingerprint};
use super::notes::Looked;
use super::{Check, bytes, counted};
use crate::config::Root;
use crate::model::{Catalogue, Severity};
use crate::recap::vocabulary::builtin;
use crate::store::{Care, Health, Store, StoreError, health};
use chrono::{DateTime, Utc};

const AREA: &str = "index";
/// More segments than merges leave.
const MANY_SEGMENTS: usize = 40;
/// Less room than an index of some thousand notes takes.
const LITTLE_ROOM: u64 = 128 << 20;
const ELSEWHERE: &str = "keep the index elsewhere: `--index DIR` or KB_INDEX";

pub(super) fn checks(root: &Root, looked: &Looked) -> Vec<Check> {
    let health = health(&root.index_dir);
    let mut checks = vec![folder(root, &health)];
    if let Some(free) = health.free.filter(|free| *free < LITTLE_ROOM) {
        let what = format!("{} are free on its disk", bytes(free));
        checks.push(Check::warn(
            AREA,
            what,
            format!("free some space, or {ELSEWHERE}"),
        ));
    }
    if let Some(pid) = health.held {
        let who = pid.map_or("another kb".to_owned(), |pid| format!("process {pid}"));
        let what = format!("{who} writes it just now");
        checks.push(Check::warn(
            AREA,
            what,
            "wait for it, or raise `--lock-timeout`",
        ));
    }
    if health.generations > 1 && health.held.is_none() {
        let what = format!(
            "{} generations: all but one were left behind",
            health.generations
        );
        checks.push(Check::warn(AREA, what, "`kb index --rebuild` sweeps them"));
    }
    match Store::open(&root.index_dir, &fingerprint(root), Care::Look) {
        Ok(store) => checks.extend(opened(root, store, &health, looked)),
        Err(error) => checks.extend(unopened(&error, &health)),
    }
    checks
}

/// Whether the index can be written. Where there is none that could be read instead, nothing is kept from one command to
/// the next.
fn folder(root: &Root, health: &Health) -> Check {
    let dir = root.index_dir.display();
    let Some(error) = &health.obstacle else {
        return Check::ok(
            AREA,
            match health.exists {
                true => format!("`{dir}` can be written"),
                false => format!("`{dir}` is not there yet, and can be made"),
            },
        );
    };
    let why = super::super::error::in_full(error);
    if health.files == 0 {
        let what = format!("no index can be made, and every command reads all notes: {why}");
        let mend = format!("let `{dir}` be a folder that can be written, or {ELSEWHERE}");
        return Check::fail(AREA, what, Some(mend));
    }
    let what = format!("`{dir}` cannot be written: answers may be old, or slow: {why}");
    Check::warn(AREA, what, format!("mend its rights, or {ELSEWHERE}"))
}

fn unopened(error: &StoreError, health: &Health) -> Option<Check> {
    let what = super::super::error::in_full(error);
    Some(match error {
        // What is in the way of one is told already.
        StoreError::Missing { .. } if health.obstacle.is_some() => return None,
        StoreError::Missing { .. } => Check::ok(AREA, "none yet: the first command builds it"),
        StoreError::Outdated { newer: false, .. } => {
            Check::warn(AREA, what, "`kb index`, or any command that reads")
        }
        StoreError::Damaged { .. } => {
            Check::fail(AREA, what, Some("`kb index --verify`".to_owned()))
        }
        _ => {
            let mend = error.hint();
            let mend = mend.unwrap_or_else(|| format!("mend its rights, or {ELSEWHERE}"));
            Check::fail(AREA, what, Some(mend))
        }
    })
}

/// What an index says that can be used.
fn opened(root: &Root, store: Store, health: &Health, looked: &Looked) -> Vec<Check> {
    let segments = store.segments();
    let written = health.written.map(|time| {
        let time = DateTime::<Utc>::from(time);
        format!(", last written {}", time.format("%Y-%m-%d %H:%M UTC"))
    });
    let size = format!(
        "whole: {} in {}, {}{}",
        bytes(health.bytes),
        counted(health.files, "file"),
        counted(segments, "segment"),
        written.unwrap_or_default()
    );
    let mut checks = vec![match segments > MANY_SEGMENTS {
        true => Check::warn(AREA, size, "`kb index --rebuild` makes it one piece"),
        false => Check::ok(AREA, size),
    }];
    let Ok(vocabulary) = root.config.vocabulary(builtin()) else {
        return checks;
    };
    let catalogue = root.config.catalogue(Catalogue::openstack());
    let rules = Rules {
        root,
        vocabulary: &vocabulary,
        catalogue: &catalogue,
        fingerprint: fingerprint(root),
    };
    checks.push(match is_as_known(&rules, &store) {
        true => Check::ok(AREA, "as new as the notes"),
        false => Check::warn(
            AREA,
            "older than the notes",
            "`kb index`, or any command that reads",
        ),
    });
    let kb = Kb {
        root: root.clone(),
        vocabulary,
        catalogue,
        store,
        report: IndexReport {
            problems: looked.unread.clone(),
            ..IndexReport::default()
        },
        state: IndexState::Unchecked,
        news: Vec::new(),
    };
    checks.push(findings(&kb));
    checks
}

/// What the notes lack, as far as the index knows, with what of them cannot be read now.
fn findings(kb: &Kb) -> Check {
    let found = match kb.check(&Filters::default()) {
        Ok(found) => found.value,
        Err(error) => return super::of_error(AREA, &error),
    };
    let count = |severity| {
        let severe = found.iter().filter(|f| f.diagnostic.severity == severity);
        severe.count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let what = format!(
        "findings in the notes: {}, {}, {}",
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(count(Severity::Note), "note"),
    );
    let mend = "`kb check` lists them, `kb check --fix --dry-run` shows what kb can mend";
    match (errors, warnings) {
        (0, 0) => Check::ok("notes", what),
        (0, _) => Check::warn("notes", what, mend),
        _ => Check::fail("notes", what, Some(mend.to_owned())),
    }
}
