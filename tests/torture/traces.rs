//! What kb does to files, as strace sees it.

use crate::base::{Base, SEARCH};
use crate::injection::Injection;
use crate::tools::have_strace;
use std::path::{Path, PathBuf};

/// Calls that open, make, change or remove files, start programs, or talk to others.
pub(crate) const ALL: &str = "%file,%desc,%process,%network";

/// The calls of a log by thread, those put together that were interrupted by another thread's.
pub(crate) fn calls(log: &str) -> Vec<String> {
    let mut calls = Vec::new();
    let mut unfinished: Vec<(&str, &str)> = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(char::is_whitespace) else {
            continue;
        };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            unfinished.push((thread, begun));
        } else if let Some((_, end)) = call.split_once(" resumed>") {
            let at = unfinished.iter().position(|(of, _)| *of == thread);
            let begun = at.map_or("", |at| unfinished.swap_remove(at).1);
            calls.push(format!("{begun}{end}"));
        } else {
            calls.push(call.to_owned());
        }
    }
    calls.extend(unfinished.into_iter().map(|(_, begun)| begun.to_owned()));
    calls
}

/// The name of a call.
pub(crate) fn name(call: &str) -> &str {
    call.split('(').next().unwrap_or_default()
}

/// The paths that a call is given, whole: what stands in quotes, below the folder that it is relative to.
pub(crate) fn paths(call: &str) -> Vec<PathBuf> {
    let folder = folder(call).unwrap_or_default();
    let quoted = call.split('"').skip(1).step_by(2);
    // What is read or written stands in quotes too.
    let quoted =
        quoted.filter(|_| !matches!(name(call), "read" | "write" | "pread64" | "pwrite64"));
    quoted.map(|path| folder.join(path)).collect()
}

/// The file or folder whose number is a call's first argument.
pub(crate) fn folder(call: &str) -> Option<PathBuf> {
    let (_, argument) = call.split_once('(')?;
    let (number, rest) = argument.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    (!number.contains(',') && path.starts_with('/')).then(|| PathBuf::from(path))
}

/// The file that a call really opened, all links followed.
pub(crate) fn opened(call: &str) -> Option<PathBuf> {
    let (_, result) = call.rsplit_once(" = ")?;
    let path = result.split_once('<')?.1.strip_suffix('>')?;
    path.starts_with('/').then(|| PathBuf::from(path))
}

/// Whether a call may change what is at its paths.
pub(crate) fn changes(call: &str) -> bool {
    const CHANGING: [&str; 24] = [
        "creat",
        "mkdir",
        "mkdirat",
        "rename",
        "renameat",
        "renameat2",
        "unlink",
        "unlinkat",
        "rmdir",
        "link",
        "linkat",
        "symlink",
        "symlinkat",
        "truncate",
        "chmod",
        "fchmodat",
        "chown",
        "fchownat",
        "lchown",
        "mknod",
        "mknodat",
        "utimensat",
        "setxattr",
        "removexattr",
    ];
    let opening = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"];
    match name(call) {
        "open" | "openat" | "openat2" => opening.iter().any(|flag| call.contains(flag)),
        name => CHANGING.contains(&name),
    }
}

/// Files of a generation that are never read: the mark of a new one and the engine's locks.
const IDLE: [&str; 3] = [
    "kb-generation",
    ".tantivy-writer.lock",
    ".tantivy-meta.lock",
];

#[test]
fn files_that_readers_may_have_are_never_cut_short() {
    if !have_strace() {
        return;
    }
    let mut base = Base::indexed(12);
    let mut written = 0;
    for round in 0..12 {
        base.edit();
        let args = match round % 4 {
            0 | 1 => &["index"][..],
            2 => &["index", "--rebuild"],
            _ => &SEARCH,
        };
        let (run, log) = Injection::none(ALL).run(&base, args);
        run.done(&format!("{args:?}"));
        for call in calls(&log) {
            written += usize::from(is_safe(&call));
        }
    }
    assert!(written > 100, "only {written} calls that write were seen");
}

/// Whether a call makes a new file of a generation; it must not write into one that may be there.
fn is_safe(call: &str) -> bool {
    let in_generation = |path: &Path| path.to_string_lossy().contains("/index/gen-");
    let idle = |path: &PathBuf| IDLE.iter().any(|name| path.ends_with(name));
    if matches!(name(call), "ftruncate" | "truncate") {
        let (_, argument) = call.split_once('(').unwrap();
        assert!(!argument.contains("/index/gen-"), "{call}");
    }
    let opens = matches!(name(call), "open" | "openat" | "openat2" | "creat");
    let writes = opens && changes(call);
    if !writes
        || !paths(call)
            .iter()
            .any(|path| in_generation(path) && !idle(path))
    {
        return false;
    }
    assert!(
        call.contains("O_EXCL") && !call.contains("O_TRUNC"),
        "{call}"
    );
    true
}
