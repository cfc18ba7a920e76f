//! The user's editor, started without a shell: the words of $VISUAL or $EDITOR are its program and its arguments.

use super::failure::Failure;
use super::surroundings::is_program;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file of a note, where its path stays in the knowledge base.
///
/// # Errors
/// Where it leads out.
pub(super) fn file(found: Option<PathBuf>, path: &str) -> Result<PathBuf, Failure> {
    found.ok_or_else(|| {
        Failure::new(format!("`{path}` leads out of the knowledge base"))
            .hinted("build the index anew: `kb index --rebuild`")
    })
}

/// The words of the editor that is set, its program first. The program was found where the system finds programs.
///
/// # Errors
/// Where none is set, or there is no such program.
pub(super) fn ready() -> Result<Vec<String>, Failure> {
    let set = |name| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let unset =
        || Failure::new("no editor is set").hinted("set EDITOR, such as `export EDITOR=vim`");
    let editor = set("VISUAL").or_else(|| set("EDITOR")).ok_or_else(unset)?;
    let words = shell_words::split(&editor).map_err(|_| {
        Failure::new(format!("the editor `{editor}` has an open quote"))
            .hinted("mend EDITOR or VISUAL")
    })?;
    let program = words.first().ok_or_else(unset)?;
    if !is_program(program) {
        let message =
            format!("the editor `{program}` cannot be started: there is no program of this name");
        return Err(Failure::new(message).hinted("mend EDITOR or VISUAL"));
    }
    Ok(words)
}

/// Opens a file at a line and waits until the editor ends.
///
/// # Errors
/// Where no editor is set, or it cannot be started or ends with an error.
pub(super) fn open(file: &Path, line: u32) -> Result<(), Failure> {
    let words = ready()?;
    let Some((program, arguments)) = words.split_first() else {
        return Ok(());
    };
    let mut command = Command::new(program);
    command.args(arguments);
    match program.rsplit(['/', '\\']).next().unwrap_or(program) {
        "code" | "codium" | "code-insiders" => {
            command.arg("-g").arg(format!("{}:{line}", file.display()))
        }
        "subl" | "zed" | "hx" | "helix" => command.arg(format!("{}:{line}", file.display())),
        _ => command.arg(format!("+{line}")).arg(file),
    };
    let status = command.status().map_err(|e| {
        Failure::new(format!("the editor `{program}` cannot be started: {e}"))
            .hinted("mend EDITOR or VISUAL")
    })?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the editor `{program}` ended with {status}"
    )))
}
