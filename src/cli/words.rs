//! Words of a query among options: `replication -failover` leaves a word out, and names no option.

use super::args::QUERIES;
use clap::{Arg, Command};
use std::ffi::OsString;

/// Stands before a word that begins with a dash, where it is no option. No argument that a system passes can have it.
const MARK: char = '\0';

/// The arguments, with a mark at each word of a query that clap would take for options.
pub(super) fn marked(command: &Command, args: &[OsString]) -> Vec<OsString> {
    let mut walk = Walk::new(command);
    args.iter().map(|arg| walk.marked(arg)).collect()
}

/// A word of a query as it was typed.
pub(super) fn word(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(text.strip_prefix(MARK).unwrap_or(text).to_owned())
}

/// The words of the query among these arguments, and those of the arguments that are none of its options.
pub(super) fn typed(command: &Command, args: &[OsString]) -> Vec<String> {
    let mut walk = Walk::new(command);
    let all = args.iter().filter(|arg| walk.sort(arg) != Sort::Other);
    all.map(|arg| arg.to_string_lossy().into_owned()).collect()
}

/// The name of the typed command.
pub(super) fn name<'c>(command: &'c Command, args: &[OsString]) -> Option<&'c str> {
    let mut walk = Walk::new(command);
    for arg in args {
        walk.sort(arg);
    }
    Some(walk.command.get_name()).filter(|name| *name != command.get_name())
}

/// A word as a shell reads it.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=+,@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// The long options of the typed command that are meant by what stands behind one dash: its own name, or those that its first
/// letter is short for elsewhere, as `-n 3` is for `--limit 3`.
pub(super) fn meant_by(command: &Command, args: &[OsString], short: &str) -> Vec<String> {
    let mut walk = Walk::new(command);
    for arg in args {
        walk.sort(arg);
    }
    let longs: Vec<&str> = walk.options().filter_map(Arg::get_long).collect();
    let named = |name: &str| longs.contains(&name).then(|| vec![name.to_owned()]);
    let letter = short.chars().next();
    let usual = match letter {
        Some('n') => named("limit"),
        Some('f') => named("format"),
        Some('o') => named("output"),
        _ => None,
    };
    let own = named(short.split('=').next().unwrap_or(short));
    own.or(usual).unwrap_or_else(|| {
        let begin = longs.iter().filter(|long| long.chars().next() == letter);
        begin.map(|long| (*long).to_owned()).collect()
    })
}

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A word of a query, or what clap does not know.
    Word,
    /// Such a word behind one dash.
    Dashed,
    /// What stands behind one dash and is likelier a slip of an option.
    Slip,
    /// An option, its value, a command, or a word of a command that takes no query.
    Other,
}

/// A walk along arguments, as clap reads them.
struct Walk<'c> {
    root: &'c Command,
    command: &'c Command,
    /// Whether the next one is the value of an option, or the name of the program.
    is_value: bool,
    /// Whether all that follow are words.
    is_behind: bool,
}

impl<'c> Walk<'c> {
    fn new(root: &'c Command) -> Self {
        Self {
            root,
            command: root,
            is_value: true,
            is_behind: false,
        }
    }

    fn marked(&mut self, arg: &OsString) -> OsString {
        match self.sort(arg) {
            Sort::Dashed => {
                let mut marked = OsString::from(MARK.to_string());
                marked.push(arg);
                marked
            }
            _ => arg.clone(),
        }
    }

    fn sort(&mut self, arg: &OsString) -> Sort {
        let Some(text) = arg.to_str().filter(|_| !std::mem::take(&mut self.is_value)) else {
            return Sort::Other;
        };
        if self.is_behind {
            return self.word();
        }
        if text == "--" {
            self.is_behind = true;
            return Sort::Other;
        }
        if let Some(long) = text.strip_prefix("--") {
            return self.long(long);
        }
        match text.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            Some(rest) => match self.word() {
                Sort::Word => self.dashed(rest),
                other => other,
            },
            None => match self.command.find_subcommand(text) {
                Some(below) => {
                    self.command = below;
                    Sort::Other
                }
                None => self.word(),
            },
        }
    }

    fn long(&mut self, text: &str) -> Sort {
        let (name, value) = match text.split_once('=') {
            Some((name, _)) => (name, true),
            None => (text, false),
        };
        if ["help", "version"].contains(&name) {
            return Sort::Other;
        }
        let mut known = self.options().filter(|arg| arg.get_long() == Some(name));
        match known.next().map(|arg| arg.get_action().takes_values()) {
            Some(takes) => {
                self.is_value = takes && !value;
                Sort::Other
            }
            None => self.word(),
        }
    }

    /// What follows one dash: a row of options, a slip of one (a letter, a letter with a number, or the name of an option behind
    /// a dash too few), or a word to leave out.
    fn dashed(&self, rest: &str) -> Sort {
        let is_short = |c| "hV".contains(c) || self.options().any(|arg| arg.get_short() == Some(c));
        let name = rest.split(['=', ' ']).next().unwrap_or(rest);
        let is_long = self.options().any(|arg| arg.get_long() == Some(name));
        let mut signs = rest.chars();
        let first = signs
            .next()
            .is_some_and(|c| c.is_alphabetic() || c == '"' || c == '(');
        let is_number = signs.as_str().chars().all(|c| c.is_ascii_digit());
        match (rest.chars().all(is_short), first && !is_number && !is_long) {
            (true, _) => Sort::Other,
            (_, true) => Sort::Dashed,
            _ => Sort::Slip,
        }
    }

    /// A word, where the command takes a query.
    fn word(&self) -> Sort {
        let names = |arg: &Arg| {
            let names = arg.get_value_names().unwrap_or_default();
            names.iter().any(|name| QUERIES.contains(&name.as_str()))
        };
        match self.command.get_positionals().any(names) {
            true => Sort::Word,
            false => Sort::Other,
        }
    }

    fn options(&self) -> impl Iterator<Item = &'c Arg> + use<'c> {
        let global = self.root.get_arguments().filter(|arg| arg.is_global_set());
        self.command.get_arguments().chain(global)
    }
}

#[cfg(test)]
mod tests {
    use super::{MARK, marked, meant_by, typed};
    use std::ffi::OsString;

    fn args(line: &str) -> Vec<OsString> {
        let words = line.split_whitespace();
        std::iter::once("kb")
            .chain(words)
            .map(OsString::from)
            .collect()
    }

    #[test]
    fn words_behind_a_dash_are_told_from_options() {
        let command = super::super::command();
        for (line, words) in [
            ("search replication -failover", "-failover"),
            ("search -failover replication --limit 3", "-failover"),
            ("--root -x search a -bc", "-bc"),
            ("search a -tag:ha -(b", "-tag:ha -(b"),
            ("decisions a -bc", "-bc"),
            ("history a -bc", "-bc"),
            // Options, their slips and their values.
            ("search a -q -qv -i -vi", ""),
            ("search a -n 3", ""),
            ("search a -n3 -3 -x", ""),
            ("search a -limit 3", ""),
            ("search a -limit=3", ""),
            ("search a --limit -foo", ""),
            ("search a --limt -bc", "-bc"),
            ("search a -- -bc", ""),
            ("search - -", ""),
            ("show -bc", ""),
        ] {
            let marked = marked(&command, &args(line)).into_iter();
            let found: Vec<String> = marked
                .filter_map(|arg| Some(arg.to_str()?.strip_prefix(MARK)?.to_owned()))
                .collect();
            assert_eq!(found.join(" "), words, "{line}");
        }
    }

    #[test]
    fn a_line_that_works_has_all_words() {
        let command = super::super::command();
        let line = args("search replication --limit 3 --allocation-pool -q -- -x");
        assert_eq!(
            typed(&command, &line),
            ["replication", "--allocation-pool", "-x"]
        );
        assert_eq!(meant_by(&command, &line, "n"), ["limit"]);
        assert!(meant_by(&command, &line, "x").is_empty());
        let slip = args("search a -limit 3 -q");
        assert_eq!(typed(&command, &slip), ["a", "-limit", "3"]);
        assert_eq!(meant_by(&command, &slip, "limit"), ["limit"]);
    }
}
