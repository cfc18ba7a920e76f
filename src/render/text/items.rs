//! Decisions and actions, by recap.

use super::{PLACE, QUIET, TITLE, plural};
use crate::kb::{Actions, Decisions};
use crate::model::{Item, ItemKind, Outcome, Strength};
use crate::render::clean::{clean, line};
use anstyle::{AnsiColor, Style};
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

/// Rows are broken before they get longer, in characters.
const WIDTH: usize = 100;
/// Columns before the words of a decision: its mark.
const MARK: usize = 12;
/// Columns before the words of an action: its box.
const BOX: usize = 6;

const GOOD: Style = AnsiColor::Green.on_default();
const LATER: Style = AnsiColor::Yellow.on_default();
const BAD: Style = AnsiColor::Red.on_default();

/// A page of decisions by recap, with the places among them where nothing was decided, and a line that counts.
pub fn decisions(out: &mut dyn Write, page: &[Item], all: &Decisions) -> io::Result<()> {
    let rows = all.with_undecided(page);
    by_recap(out, &rows, &all.titles, decision)?;
    let total = &all.decisions;
    if total.is_empty() && all.undecided.is_empty() {
        return Ok(());
    }
    let open = match all.undecided.len() {
        0 => String::new(),
        open => format!(", {} where nothing was decided", plural(open, "place")),
    };
    let counted = counted(page.len(), total, "decision", &[("weak", weak(total))]);
    writeln!(out, "{counted}{open}")
}

/// A page of actions by recap, and a line that counts.
pub fn actions(out: &mut dyn Write, page: &[Item], all: &Actions) -> io::Result<()> {
    let rows: Vec<&Item> = page.iter().collect();
    by_recap(out, &rows, &all.titles, action)?;
    let total = &all.actions;
    if total.is_empty() {
        return Ok(());
    }
    let done = total.iter().filter(|item| item.is_done()).count();
    let of = [("done", done), ("weak", weak(total))];
    writeln!(out, "{}", counted(page.len(), total, "action", &of))
}

fn weak(items: &[Item]) -> usize {
    items
        .iter()
        .filter(|item| item.strength == Strength::Weak)
        .count()
}

/// `5 of 12 decisions (3 weak) in 4 recaps`.
fn counted(shown: usize, all: &[Item], thing: &str, of: &[(&str, usize)]) -> String {
    let parts: Vec<String> = of
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    let parts = match parts.as_slice() {
        [] => String::new(),
        parts => format!(" ({})", parts.join(", ")),
    };
    let recaps: BTreeSet<String> = all.iter().map(|item| item.recap_key()).collect();
    let recaps = match recaps.len() {
        0 => String::new(),
        count => format!(" in {}", plural(count, "recap")),
    };
    let page = match all.len() {
        len if shown < len => format!("{shown} of "),
        _ => String::new(),
    };
    format!("{page}{}{parts}{recaps}", plural(all.len(), thing))
}

/// The items, with a heading where another recap, or another day of one, begins.
fn by_recap(
    out: &mut dyn Write,
    items: &[&Item],
    titles: &HashMap<String, String>,
    one: impl Fn(&mut dyn Write, &Item) -> io::Result<()>,
) -> io::Result<()> {
    let mut above = None;
    for item in items {
        let key = (item.recap_key(), item.date, &item.releases);
        if above.as_ref() != Some(&key) {
            if above.replace(key).is_some() {
                writeln!(out)?;
            }
            heading(
                out,
                item,
                titles.get(&item.recap_key()).unwrap_or(&item.path),
            )?;
        }
        one(out, item)?;
    }
    if !items.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn heading(out: &mut dyn Write, item: &Item, title: &str) -> io::Result<()> {
    let facts = facts(item);
    write!(out, "{TITLE}{}{TITLE:#}", line(title))?;
    if !facts.is_empty() {
        write!(out, " {QUIET}\u{b7} {}{QUIET:#}", line(&facts))?;
    }
    writeln!(out)
}

/// Releases, project and date of an item, those that are known.
pub(in crate::render) fn facts(item: &Item) -> String {
    let releases: Vec<&str> = item.releases.iter().map(|r| r.as_str()).collect();
    let mut all = vec![releases.join(", ")];
    all.extend(item.project.clone());
    all.extend(item.date.map(|date| date.to_string()));
    all.retain(|fact| !fact.is_empty());
    all.join(" \u{b7} ")
}

fn decision(out: &mut dyn Write, item: &Item) -> io::Result<()> {
    let (style, mark) = match (item.kind(), item.outcome()) {
        (ItemKind::Undecided, _) => (QUIET, "undecided".to_owned()),
        (_, outcome @ Outcome::Agreed) => (GOOD, outcome.to_string()),
        (_, outcome @ Outcome::Deferred) => (LATER, outcome.to_string()),
        (_, outcome @ Outcome::Rejected) => (BAD, outcome.to_string()),
        (_, outcome @ Outcome::Unknown) => (QUIET, outcome.to_string()),
    };
    write!(out, "  {style}{mark:<10}{style:#}")?;
    words(out, &item.text, MARK)?;
    let open = item.kind() == ItemKind::Undecided;
    below(out, item, open.then(|| "nothing decided".to_owned()), MARK)
}

fn action(out: &mut dyn Write, item: &Item) -> io::Result<()> {
    let (style, mark) = if item.is_done() {
        (GOOD, "[x]")
    } else {
        (LATER, "[ ]")
    };
    write!(out, "  {style}{mark}{style:#} ")?;
    words(out, &item.text, BOX)?;
    let owners = (!item.owners.is_empty()).then(|| item.owners.join(", "));
    let due = item.due().map(|due| format!("due {due}"));
    below(out, item, owners.into_iter().chain(due), BOX)
}

/// Why an item is weak, if it is, and what is to be said about it, its topic and its place.
fn below(
    out: &mut dyn Write,
    item: &Item,
    about: impl IntoIterator<Item = String>,
    indent: usize,
) -> io::Result<()> {
    if item.strength == Strength::Weak {
        let weak = format!("weak: {}", line(&item.rule));
        writeln!(out, "{:indent$}{QUIET}{weak}{QUIET:#}", "")?;
    }
    let mut all: Vec<String> = about.into_iter().collect();
    all.push(item.topic_title.clone());
    writeln!(
        out,
        "{:indent$}{QUIET}{} \u{b7}{QUIET:#} {PLACE}{}:{}{PLACE:#}",
        "",
        line(&all.join(" \u{b7} ")),
        line(&item.path),
        item.lines().start
    )
}

/// All lines of a text, broken at blanks, the cursor standing at column `indent`.
fn words(out: &mut dyn Write, text: &str, indent: usize) -> io::Result<()> {
    for (at, row) in broken(&clean(text), WIDTH - indent).iter().enumerate() {
        let before = if at == 0 { 0 } else { indent };
        writeln!(out, "{:before$}{row}", "")?;
    }
    Ok(())
}

/// The lines of a text with none longer than `width` characters, unless a word is. What begins a line stays
/// before it.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for one in text.lines() {
        let inner = one.trim_start();
        let indent = one[..one.len() - inner.len()].replace('\t', "  ");
        let mut row = indent.clone();
        for word in inner.split_whitespace() {
            let long = row.chars().count() + 1 + word.chars().count() > width;
            if long && row.trim() != "" {
                rows.push(std::mem::replace(&mut row, indent.clone()));
            }
            if row.trim() != "" {
                row.push(' ');
            }
            row.push_str(word);
        }
        if row.trim() != "" {
            rows.push(row);
        }
    }
    if rows.is_empty() {
        rows.push(String::new());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn rows_are_broken_at_blanks() {
        assert_eq!(
            broken("one two three\n  four five", 9),
            ["one two", "three", "  four", "  five"]
        );
        assert_eq!(broken("\n", 9), [""]);
    }
}
