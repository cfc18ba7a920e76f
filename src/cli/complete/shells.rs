//! The shells as clap knows them, for words that need quotes: what was typed is read as the shell reads it, and what is offered
//! is one word to it.
//!
//! Fish and zsh quote what they insert and give what was typed as it stands; elvish does both itself; PowerShell gives what
//! the typed word means and inserts what it is given; bash does neither.

use super::is_field;
use super::words::{Quote, bash_word, powershell_word, unquoted};
use clap::Command;
use clap_complete::engine::{CompletionCandidate, complete};
use clap_complete::env::{self, EnvCompleter, Shells};
use std::ffi::OsString;
use std::io::{Error, Write};
use std::path::Path;

/// The shells that can ask kb.
pub(in crate::cli) fn shells() -> Shells<'static> {
    Shells(&[
        &Bash,
        &env::Elvish,
        &Reading(&env::Fish),
        &Powershell,
        &Reading(&env::Zsh),
    ])
}

/// By which bash gives the word as it is typed: it takes the quote off the one that it names.
const TYPED: &str = "_KB_TYPED";

/// What stands for the path of kb where clap writes the script: it would quote a path that needs it twice.
const COMPLETER: &str = "KB_COMPLETER";

struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        env::Bash.name()
    }

    fn is(&self, name: &str) -> bool {
        env::Bash.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        let mut script = Vec::new();
        env::Bash.write_registration(var, name, bin, COMPLETER, &mut script)?;
        let script = String::from_utf8(script).map_err(Error::other)?;
        let completer = bash_word(completer, Quote::None)
            .ok_or_else(|| Error::other("the path of kb has control characters"))?;
        let script = script.replace(&format!("\"{COMPLETER}\""), &completer);
        let given = format!("{TYPED}=\"${{COMP_WORDS[COMP_CWORD]}}\"");
        let script = script.replacen("_CLAP_IFS=", &format!("{given} _CLAP_IFS="), 1);
        buf.write_all(script.as_bytes())
    }

    fn write_complete(
        &self,
        cmd: &mut Command,
        mut args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        let index = std::env::var("_CLAP_COMPLETE_INDEX").ok();
        let index = index.and_then(|index| index.parse().ok()).unwrap_or(0);
        let between = std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        let typed = std::env::var(TYPED).unwrap_or_default();
        let quote = Quote::before(&typed);
        read_typed(&mut args, index, quote);
        let (index, field) = rejoined(&mut args, index, &typed);
        let found = complete(cmd, args, index, current_dir)?;
        let words = found.iter().filter_map(|found| {
            let word = found.get_value().to_string_lossy();
            bash_word(word.strip_prefix(&field)?, quote)
        });
        let words: Vec<String> = words.collect();
        write!(buf, "{}", words.join(&between))
    }
}

struct Powershell;

impl EnvCompleter for Powershell {
    fn name(&self) -> &'static str {
        env::Powershell.name()
    }

    fn is(&self, name: &str) -> bool {
        env::Powershell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        env::Powershell.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        cmd: &mut Command,
        args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        let index = args.len().saturating_sub(1);
        for found in complete(cmd, args, index, current_dir)? {
            let word = found.get_value().to_string_lossy();
            if let Some(word) = powershell_word(&word) {
                writeln!(buf, "{word}{}", help(&found))?;
            }
        }
        Ok(())
    }
}

/// What stands beside a word that is offered.
fn help(found: &CompletionCandidate) -> String {
    let help = found.get_help().map(ToString::to_string);
    let help = help.as_ref().and_then(|help| help.lines().next());
    help.map_or_else(String::new, |help| format!("\t{help}"))
}

/// A shell that gives the word as it is typed, with its quotes.
struct Reading(&'static (dyn EnvCompleter + Sync));

impl EnvCompleter for Reading {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn is(&self, name: &str) -> bool {
        self.0.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        self.0.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        cmd: &mut Command,
        mut args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), Error> {
        let last = args.len().saturating_sub(1);
        let index = std::env::var("_CLAP_COMPLETE_INDEX").ok();
        let index = index.and_then(|index| index.parse().ok()).unwrap_or(last);
        read_typed(&mut args, index, Quote::None);
        self.0.write_complete(cmd, args, current_dir, buf)
    }
}

/// Makes one word of `tag:rep`, of which bash makes three, and gives its place and what bash has read before the part that it
/// wants: it puts what it is given in the place of that part alone.
fn rejoined(args: &mut Vec<OsString>, index: usize, typed: &str) -> (usize, String) {
    let word = |index: usize| args.get(index).and_then(|word| word.to_str());
    let colon = match typed {
        ":" => Some(index),
        _ => index.checked_sub(1).filter(|at| word(*at) == Some(":")),
    };
    let Some(at) = colon.and_then(|at| at.checked_sub(1)) else {
        return (index, String::new());
    };
    let Some(field) = word(at).filter(|name| is_field(name)) else {
        return (index, String::new());
    };
    let field = format!("{field}:");
    let value = word(index)
        .filter(|value| *value != ":")
        .unwrap_or_default();
    let whole = format!("{field}{value}");
    args.splice(at..=index.min(args.len() - 1), [whole.into()]);
    (at, field)
}

/// Puts what the typed word means in its place.
fn read_typed(args: &mut [OsString], index: usize, quote: Quote) {
    if let Some(word) = args.get_mut(index)
        && let Some(text) = word.to_str()
    {
        *word = unquoted(text, quote).into();
    }
}

#[cfg(test)]
mod tests {
    use super::rejoined;
    use std::ffi::OsString;

    #[test]
    fn a_word_that_bash_broke_at_a_colon_is_one() {
        for (line, typed, expected, field) in [
            ("kb search tag : re", "re", "kb search tag:re", "tag:"),
            ("kb search tag ", ":", "kb search tag:", "tag:"),
            ("kb search a tag : re", "re", "kb search a tag:re", "tag:"),
            ("kb search re", "re", "kb search re", ""),
            ("kb show a.md : 12", "12", "kb show a.md : 12", ""),
        ] {
            let mut args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let index = args.len() - 1;
            let (index, found) = rejoined(&mut args, index, typed);
            let words: Vec<_> = args.iter().filter_map(|word| word.to_str()).collect();
            assert_eq!(
                (words.join(" ").as_str(), found.as_str()),
                (expected, field)
            );
            assert_eq!(index, args.len() - 1, "{line}");
        }
    }
}
