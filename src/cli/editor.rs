//! The user's editor, started without a shell: the words of $VISUAL or $EDITOR are its program and its arguments.

use super::failure::Failure;
use crate::kb::Kb;
use std::process::Command;

/// Opens a note at a line and waits until the editor ends.
///
/// # Errors
/// Where no editor is set, it cannot be started or ends with an error, or the path leads out of the knowledge base.
pub(super) fn open(kb: &Kb, path: &str, line: u32) -> Result<(), Failure> {
    let set = |name| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).ok_or_else(|| {
        Failure::new("no editor is set").hinted("set EDITOR, such as `export EDITOR=vim`")
    })?;
    let words = shell_words::split(&editor).map_err(|_| {
        Failure::new(format!("the editor `{editor}` has an open quote"))
            .hinted("mend EDITOR or VISUAL")
    })?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(
            Failure::new("no editor is set").hinted("set EDITOR, such as `export EDITOR=vim`")
        );
    };
    let file = kb.file(path).ok_or_else(|| {
        Failure::new(format!("`{path}` leads out of the knowledge base"))
            .hinted("build the index anew: `kb index --rebuild`")
    })?;
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
