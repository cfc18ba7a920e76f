//! What the process's environment and terminal are like, for `kb doctor`.

use super::pager::DEFAULT;
use super::terminal::is_dumb;
use crate::kb::doctor::Check;
use std::env;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

const ENVIRONMENT: &str = "environment";
const TERMINAL: &str = "terminal";

/// The variables that name a pager.
const PAGERS: [&str; 2] = ["KB_PAGER", "PAGER"];

/// What is told of them.
pub(super) fn checks() -> Vec<Check> {
    let mut checks = Vec::new();
    for name in ["KB_ROOT", "KB_INDEX"] {
        checks.extend(folder(name));
    }
    checks.push(editor());
    for name in PAGERS {
        checks.extend(set(name).map(|words| program(name, &words)));
    }
    checks.extend(default_pager());
    checks.extend(terminal());
    checks
}

fn set(name: &str) -> Option<String> {
    let value = env::var_os(name)?.to_string_lossy().into_owned();
    Some(value).filter(|value| !value.trim().is_empty())
}

/// A variable that names a folder.
fn folder(name: &'static str) -> Option<Check> {
    let value = set(name)?;
    let path = Path::new(&value);
    Some(match name {
        "KB_ROOT" if !path.is_dir() => Check::warn(
            ENVIRONMENT,
            format!("{name} names `{value}`, which is no folder"),
            format!("name one that is there, or `unset {name}`"),
        ),
        _ => Check::ok(ENVIRONMENT, format!("{name} is `{value}`")),
    })
}

fn editor() -> Check {
    let named = ["VISUAL", "EDITOR"];
    let found = named.into_iter().find_map(|name| Some((name, set(name)?)));
    match found {
        Some((name, words)) => program(name, &words),
        None => Check::warn(
            ENVIRONMENT,
            "no editor is set: `--open` has nothing to start",
            "`export EDITOR=vim`, in the file that your shell begins with",
        ),
    }
}

/// What shows long answers where no variable says so; an empty one says that nothing is to.
fn default_pager() -> Option<Check> {
    if is_dumb() || PAGERS.iter().any(|name| env::var_os(name).is_some()) {
        return None;
    }
    let program = DEFAULT[0];
    Some(match is_program(program) {
        true => Check::ok(
            ENVIRONMENT,
            format!("no pager is set: `{program}` shows long answers"),
        ),
        false => Check::warn(
            ENVIRONMENT,
            format!(
                "no pager is set, and there is no program `{program}`: long answers are not paged"
            ),
            format!("install `{program}`, or set PAGER to a program that is there"),
        ),
    })
}

/// A variable that names a program with its arguments.
fn program(name: &str, words: &str) -> Check {
    let mend = format!("set {name} to a program that is there");
    let split = shell_words::split(words);
    let Ok(Some(program)) = split.map(|words| words.into_iter().next()) else {
        return Check::warn(
            ENVIRONMENT,
            format!("{name} is `{words}`, which is no program"),
            mend,
        );
    };
    match is_program(&program) {
        true => Check::ok(ENVIRONMENT, format!("{name} is `{words}`")),
        false => Check::warn(
            ENVIRONMENT,
            format!("{name} is `{words}`, and there is no program `{program}`"),
            mend,
        ),
    }
}

/// Whether a program can be found as the system finds it.
pub(super) fn is_program(program: &str) -> bool {
    if program.contains(['/', '\\']) {
        return may_run(Path::new(program));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let names = [
        program.to_owned(),
        format!("{program}{}", env::consts::EXE_SUFFIX),
    ];
    let in_folder = |dir: PathBuf| names.iter().any(|name| may_run(&dir.join(name)));
    env::split_paths(&path).any(in_folder)
}

/// Whether a file may be run by somebody.
#[cfg(unix)]
fn may_run(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |meta: std::fs::Metadata| meta.permissions().mode();
    file.is_file() && file.metadata().is_ok_and(|meta| mode(meta) & 0o111 != 0)
}

/// Whether a file is there: elsewhere its name tells the rest.
#[cfg(not(unix))]
fn may_run(file: &Path) -> bool {
    file.is_file()
}

fn terminal() -> Vec<Check> {
    if !io::stdout().is_terminal() {
        return vec![Check::ok(
            TERMINAL,
            "standard output is no terminal: no colours, no pager, no links",
        )];
    }
    let size = terminal_size::terminal_size();
    let size = size.map_or("of unknown size".to_owned(), |(width, height)| {
        format!("{} by {}", width.0, height.0)
    });
    let term = set("TERM").unwrap_or_else(|| "unset".to_owned());
    let has_colours = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let colours = match (has_colours, set("NO_COLOR")) {
        (true, _) => "colours",
        (false, Some(_)) => "no colours, as NO_COLOR says",
        (false, None) => "no colours",
    };
    let links = match supports_hyperlinks::supports_hyperlinks() {
        true => "links",
        false => "no links",
    };
    vec![
        Check::ok(
            TERMINAL,
            format!("{size}, TERM is `{term}`, {colours}, {links}"),
        ),
        locale(),
    ]
}

/// Whether other programs of the terminal take what kb writes for UTF-8.
fn locale() -> Check {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"];
    let value = named.into_iter().find_map(set);
    let is_utf8 = |value: &String| {
        let value = value.to_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    };
    match value {
        Some(value) if is_utf8(&value) => Check::ok(TERMINAL, format!("its language is `{value}`")),
        value => Check::warn(
            TERMINAL,
            format!(
                "its language is {}, which may not be UTF-8",
                value.map_or("unset".to_owned(), |value| format!("`{value}`"))
            ),
            "`export LANG=C.UTF-8`",
        ),
    }
}
