//! The reference of all commands, made from their help, as `docs/cli-reference.md` holds it.

use std::fmt::Write as _;

/// `docs/cli-reference.md` as it should be.
#[must_use]
pub fn reference() -> String {
    let mut out = String::from(
        "# The commands of kb\n\nMade from `--help`; a test holds this page to it. `KB_UPDATE_DOCS=1 cargo test` writes it anew.\n",
    );
    let mut root = super::command().term_width(100);
    root.build();
    section(&mut out, &mut root, "kb");
    out
}

fn section(out: &mut String, command: &mut clap::Command, name: &str) {
    let help = command.render_long_help().to_string();
    // Writing to a string cannot fail.
    let _ = write!(out, "\n## {name}\n\n```text\n");
    for line in help.trim_end().lines() {
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out.push_str("```\n");
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .filter(|n| n != "help")
        .collect();
    for sub in names {
        if let Some(found) = command.find_subcommand_mut(&sub) {
            section(out, found, &format!("{name} {sub}"));
        }
    }
}
