//! What a shell offers while a command is typed: commands and options, and names from the index as it is.
//!
//! Nothing is brought up to date for it, nothing is said beside the answer, and what takes long is given up.

mod shells;
mod words;

use super::failure::Failure;
use super::place::root_of;
use crate::config::Root;
use crate::kb::{Kb, Known};
use crate::query::Field;
use clap_complete::CompleteEnv;
use clap_complete::engine::CompletionCandidate;
use std::collections::BTreeMap;
use std::env;
use std::ffi::{OsStr, OsString};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub(super) use shells::shells;

/// The variable by which a shell asks.
pub(super) const ASKED: &str = "COMPLETE";

/// Nobody waits longer for a name.
const PATIENCE: Duration = Duration::from_millis(800);

/// Answers a shell, where this run of kb is one that a shell asks something.
pub(super) fn answer(args: &[OsString]) -> Option<ExitCode> {
    env::var_os(ASKED).filter(|shell| !shell.is_empty() && shell != "0")?;
    set_hook(Box::new(|_| {}));
    let here = env::current_dir().ok();
    let asked = || {
        let asked = CompleteEnv::with_factory(super::command).shells(shells());
        asked.try_complete(args, here.as_deref())
    };
    match catch_unwind(AssertUnwindSafe(asked)) {
        Ok(Ok(false)) => None,
        // While a command is typed, what is said would stand in the middle of it.
        _ if args.iter().any(|arg| arg == "--") => Some(ExitCode::SUCCESS),
        Ok(Ok(true)) => Some(ExitCode::SUCCESS),
        Ok(Err(error)) => Some(refuse(&error.to_string())),
        Err(_) => Some(refuse("the shell cannot be told")),
    }
}

fn refuse(message: &str) -> ExitCode {
    let message = message.trim().trim_start_matches("error: ");
    let failure = Failure::new(message).hinted(format!(
        "{ASKED} is set: unset it, or name a shell, such as `{ASKED}=bash`"
    ));
    // Where stderr is closed there is nobody to tell.
    let _ = failure.write(&mut std::io::stderr());
    ExitCode::from(2)
}

/// Tags.
pub(super) fn tags(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| beginning(&known(Known::Tags), word))
}

/// Releases, also at the end of a range.
pub(super) fn releases(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| {
        let (range, word) = match word.rfind("..") {
            Some(at) => word.split_at(at + 2),
            None => ("", word),
        };
        let mut names = known(Known::Releases);
        names.push(("latest".to_owned(), 0));
        let mut found = beginning(&names, word);
        for name in &mut found {
            name.0.insert_str(0, range);
        }
        found
    })
}

/// Projects.
pub(super) fn projects(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| beginning(&known(Known::Projects), word))
}

/// Events.
pub(super) fn events(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| beginning(&known(Known::Events), word))
}

/// Those who are named for actions.
pub(super) fn owners(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| {
        beginning(&known(Known::Owners), word.trim_start_matches('@'))
    })
}

/// The values of a field that a word of a query begins with: `tag:rep`.
pub(super) fn query(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some((field, value)) = typed.to_str().and_then(|word| word.split_once(':')) else {
        return Vec::new();
    };
    let value = OsStr::new(value);
    let mut found = match field.trim_start_matches('-') {
        "tag" => tags(value),
        "release" => releases(value),
        "project" => projects(value),
        "has" => offered(value, |word| {
            beginning(&alone(Field::RECORDED.map(str::to_owned).to_vec()), word)
        }),
        _ => Vec::new(),
    };
    // A value with a blank would want quotes of the query's own.
    found.retain(|one| !one.get_value().to_string_lossy().contains(' '));
    let named = |one: CompletionCandidate| one.add_prefix(format!("{field}:"));
    found.into_iter().map(named).collect()
}

/// Whether the part before a colon is the name of a field whose values are offered.
fn is_field(word: &str) -> bool {
    ["tag", "release", "project", "has"].contains(&word)
}

/// Settings: those of one value, and those of the entries that the settings have.
pub(super) fn settings(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut names = crate::config::PLAIN_KEYS.map(str::to_owned).to_vec();
    let own = typed_root().map(|root| root.config.entry_keys());
    names.extend(own.unwrap_or_default());
    offered(typed, |word| beginning(&alone(names), word))
}

/// Commands, behind those that were typed: `set` behind `config`.
pub(super) fn commands(typed: &OsStr) -> Vec<CompletionCandidate> {
    let whole = super::command();
    let mut words: Vec<OsString> = typed_words().skip_while(|word| word != "man").collect();
    words.pop_if(|last| last == typed);
    let mut at = &whole;
    for word in words.iter().skip(1) {
        at = at.find_subcommand(word).unwrap_or(at);
    }
    let below = at.get_subcommands().filter(|below| !below.is_hide_set());
    let names = below.map(|below| below.get_name().to_owned());
    let names = alone(names.collect());
    offered(typed, |word| beginning(&names, word))
}

/// Names of what has no topics.
fn alone(names: Vec<String>) -> Vec<(String, u64)> {
    names.into_iter().map(|name| (name, 0)).collect()
}

/// Releases and projects.
pub(super) fn sides(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| {
        let mut names = known(Known::Releases);
        names.extend(known(Known::Projects));
        beginning(&names, word)
    })
}

/// Ids of topics: whole ones for who begins with a path, else anchors that only one topic has, and the whole ids of
/// the others.
pub(super) fn ids(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| ids_for(&known(Known::Topics), word))
}

fn ids_for(ids: &[(String, u64)], word: &str) -> Vec<(String, u64)> {
    let anchor = |id: &str| id.rsplit('#').next().unwrap_or_default().to_owned();
    let mut anchors: Vec<String> = ids.iter().map(|(id, _)| anchor(id)).collect();
    anchors.sort_unstable();
    let is_alone = |anchor: &str| {
        let first = anchors.partition_point(|other| other.as_str() < anchor);
        let second = anchors.get(first + 1);
        anchor != "_" && second.is_none_or(|other| other != anchor)
    };
    let mut found = Vec::new();
    for (id, _) in ids {
        let anchor = anchor(id);
        if is_alone(&anchor) && anchor.starts_with(word) {
            found.push((anchor, 0));
        } else if id.starts_with(word) {
            found.push((id.clone(), 0));
        }
    }
    found
}

/// Paths of notes, without their endings, one folder after the other.
pub(super) fn paths(typed: &OsStr) -> Vec<CompletionCandidate> {
    offered(typed, |word| paths_for(&known(Known::Topics), word))
}

fn paths_for(ids: &[(String, u64)], word: &str) -> Vec<(String, u64)> {
    let mut found: BTreeMap<&str, u64> = BTreeMap::new();
    for (id, topics) in ids {
        let path = id.rsplit_once('#').map_or(id.as_str(), |(path, _)| path);
        let Some(rest) = path.strip_prefix(word) else {
            continue;
        };
        let end = rest.find('/').map_or(path.len(), |at| word.len() + at + 1);
        *found.entry(&path[..end]).or_default() += topics;
    }
    let found = found.into_iter();
    found
        .map(|(path, topics)| (path.to_owned(), topics))
        .collect()
}

/// The names that begin with `word`, whatever its case, in its case.
fn beginning(names: &[(String, u64)], word: &str) -> Vec<(String, u64)> {
    let lower = word.to_lowercase();
    let is_lower = lower == word;
    let fits = names
        .iter()
        .filter(|(name, _)| name.to_lowercase().starts_with(&lower));
    fits.map(|(name, count)| {
        let name = if is_lower {
            name.to_lowercase()
        } else {
            name.clone()
        };
        (name, *count)
    })
    .collect()
}

/// What `find` gives for the word, without names of signs that mean something to a shell, though they would be quoted. The names
/// come from notes, and what is offered stands in a command that somebody is about to run.
fn offered(
    typed: &OsStr,
    find: impl FnOnce(&str) -> Vec<(String, u64)>,
) -> Vec<CompletionCandidate> {
    let Some(word) = typed.to_str() else {
        return Vec::new();
    };
    let found = find(word).into_iter();
    let safe = found.filter(|(name, _)| is_plain(name));
    safe.map(|(name, topics)| {
        let help = match topics {
            0 => None,
            1 => Some("1 topic".into()),
            many => Some(format!("{many} topics").into()),
        };
        CompletionCandidate::new(name).help(help)
    })
    .collect()
}

/// Whether a name is of words that mean themselves to every shell, and none of its characters does anything to a terminal.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_./+#".contains(c);
    let is_word = |word: &str| !word.is_empty() && word.chars().all(plain);
    name.starts_with(|c: char| c.is_alphanumeric() || c == '_') && name.split(' ').all(is_word)
}

/// The names in the index of the knowledge base that the typed command is about; none where that takes long.
fn known(known: Known) -> Vec<(String, u64)> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let names = typed_root().and_then(|root| Kb::known(&root, known).ok());
        // Nobody listens any more where it took long.
        let _ = tell.send(names.unwrap_or_default());
    });
    told.recv_timeout(PATIENCE).unwrap_or_default()
}

/// The root that the typed command names, or where kb would look without one.
fn typed_root() -> Option<Root> {
    root_of(typed_path("--root").as_deref(), typed_path("--index")).ok()
}

/// The words of the typed command.
fn typed_words() -> impl Iterator<Item = OsString> {
    env::args_os().skip_while(|word| word != "--").skip(1)
}

/// The value of an option in the typed command.
fn typed_path(option: &str) -> Option<PathBuf> {
    let mut words = typed_words();
    while let Some(word) = words.next() {
        if word == option {
            // Bash makes three words of `--root=DIR`.
            let value = words.next().filter(|word| word != "=");
            return value.or_else(|| words.next()).map(from_home);
        }
        let text = word.to_str().and_then(|word| word.strip_prefix(option));
        if let Some(value) = text.and_then(|text| text.strip_prefix('=')) {
            return Some(from_home(value.into()));
        }
    }
    None
}

/// A typed path: no shell has read its `~/` yet.
fn from_home(typed: OsString) -> PathBuf {
    let below = typed.to_str().and_then(|text| text.strip_prefix("~/"));
    match (below, env::var_os("HOME")) {
        (Some(below), Some(home)) => PathBuf::from(home).join(below),
        _ => PathBuf::from(typed),
    }
}

#[cfg(test)]
mod tests;
