//! The commands as `kb --help` lists them: by what somebody wants to do.

use clap::Command;
use std::fmt::Write as _;

/// The parts of the list, each with its commands.
const PARTS: [(&str, &[&str]); 6] = [
    (
        "Find and read",
        &["search", "browse", "pick", "show", "related", "links"],
    ),
    (
        "Follow what was decided and planned",
        &["priorities", "history", "decisions", "actions", "compare"],
    ),
    (
        "List and summarise",
        &["topics", "recaps", "tags", "releases", "stats", "export"],
    ),
    ("Write and mend notes", &["new", "import", "check", "watch"]),
    ("Answer browsers and assistants", &["serve", "mcp"]),
    (
        "Set up and look after",
        &["init", "config", "index", "doctor", "completions", "man"],
    ),
];

/// The command with its help in these parts.
pub(super) fn in_parts(command: Command) -> Command {
    let template = template(&command);
    command.help_template(template)
}

fn template(command: &Command) -> String {
    let styles = command.get_styles();
    let (head, name) = (styles.get_header(), styles.get_literal());
    let mut out = String::from("{before-help}{about-with-newline}\n{usage-heading} {usage}\n");
    let named = |part: &str| command.find_subcommand(part);
    for (part, commands) in PARTS {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\n{head}{part}:{head:#}");
        for (word, found) in commands
            .iter()
            .filter_map(|word| Some((word, named(word)?)))
        {
            let about = found
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default();
            let _ = writeln!(out, "  {name}{word:<11}{name:#}  {about}");
        }
    }
    out.push_str("\n`kb help COMMAND` tells all of a command, with examples.\n");
    let _ = write!(out, "\n{head}Options:{head:#}\n{{options}}{{after-help}}");
    out
}

#[cfg(test)]
mod tests {
    use super::PARTS;

    #[test]
    fn every_command_stands_in_one_part() {
        let command = super::super::command();
        let visible = command.get_subcommands().filter(|c| !c.is_hide_set());
        let mut names: Vec<&str> = visible.map(clap::Command::get_name).collect();
        let mut listed: Vec<&str> = PARTS.iter().flat_map(|(_, some)| *some).copied().collect();
        names.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, names);
    }
}
