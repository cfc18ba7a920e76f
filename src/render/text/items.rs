//! Decisions and actions, by recap.

use super::flow::{Flow, PLAIN};
use super::{PLACE, QUIET, TITLE, plural};
use crate::kb::{Actions, Decisions};
use crate::model::{Item, ItemKind, Outcome, Strength};
use crate::render::clean::{clean, line};
use anstyle::{AnsiColor, Style};
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// Rows are broken before they get longer, in columns, where no terminal shows them.
const WIDTH: usize = 100;
/// Columns before the words of a decision: its mark.
const MARK: usize = 12;
/// Columns before the words of an action: its box.
const BOX: usize = 6;

const GOOD: Style = AnsiColor::Green.on_default();
const LATER: Style = AnsiColor::Yellow.on_default();
const BAD: Style = AnsiColor::Red.on_default();

/// A page of decisions by recap, with the places among them where nothing was decided, and a line that counts.
pub fn decisions(
    out: &mut dyn Write,
    page: &[Item],
    all: &Decisions,
    width: Option<usize>,
) -> io::Result<()> {
    let rows = all.with_undecided(page);
    by_recap(out, &rows, &all.titles, width, decision)?;
    let total = &all.decisions;
    if total.is_empty() && all.undecided.is_empty() {
        return Ok(());
    }
    let open = match all.undecided.len() {
        0 => String::new(),
        open => format!(", {} where nothing was decided", plural(open, "place")),
    };
    let counted = counted(page.len(), total, "decision", &[("weak", weak(total))]);
    Flow::begin(out, width, (0, 2), PLAIN, &format!("{counted}{open}"))?;
    writeln!(out)
}

/// A page of actions by recap, and a line that counts.
pub fn actions(
    out: &mut dyn Write,
    page: &[Item],
    all: &Actions,
    width: Option<usize>,
) -> io::Result<()> {
    let rows: Vec<&Item> = page.iter().collect();
    by_recap(out, &rows, &all.titles, width, action)?;
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
    width: Option<usize>,
    one: impl Fn(&mut dyn Write, &Item, Option<usize>) -> io::Result<()>,
) -> io::Result<()> {
    let mut above = None;
    for item in items {
        let key = (item.recap_key(), item.date, &item.releases);
        if above.as_ref() != Some(&key) {
            if above.replace(key).is_some() {
                writeln!(out)?;
            }
            let title = titles.get(&item.recap_key()).unwrap_or(&item.path);
            heading(out, item, title, width)?;
        }
        one(out, item, width)?;
    }
    if !items.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn heading(out: &mut dyn Write, item: &Item, title: &str, width: Option<usize>) -> io::Result<()> {
    let facts = facts(item);
    let mut flow = Flow::begin(out, width, (0, 2), TITLE, &line(title))?;
    if !facts.is_empty() {
        flow.piece(out, QUIET, &format!(" \u{b7} {}", line(&facts)))?;
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

fn decision(out: &mut dyn Write, item: &Item, width: Option<usize>) -> io::Result<()> {
    let (style, mark) = match (item.kind(), item.outcome()) {
        (ItemKind::Undecided, _) => (QUIET, "undecided".to_owned()),
        (_, outcome @ Outcome::Agreed) => (GOOD, outcome.to_string()),
        (_, outcome @ Outcome::Deferred) => (LATER, outcome.to_string()),
        (_, outcome @ Outcome::Rejected) => (BAD, outcome.to_string()),
        (_, Outcome::Unknown) => (QUIET, String::new()),
    };
    write!(out, "  {style}{mark:<10}{style:#}")?;
    words(out, &item.text, MARK, width)?;
    let open = item.kind() == ItemKind::Undecided;
    let open = open.then(|| "nothing decided".to_owned());
    below(out, item, open, MARK, width)
}

fn action(out: &mut dyn Write, item: &Item, width: Option<usize>) -> io::Result<()> {
    let (style, mark) = if item.is_done() {
        (GOOD, "[x]")
    } else {
        (LATER, "[ ]")
    };
    write!(out, "  {style}{mark}{style:#} ")?;
    words(out, &item.text, BOX, width)?;
    let owners = (!item.owners.is_empty()).then(|| item.owners.join(", "));
    let due = item.due().map(|due| format!("due {due}"));
    below(out, item, owners.into_iter().chain(due), BOX, width)
}

/// Why an item is weak, if it is, and what is to be said about it, its topic and its place.
fn below(
    out: &mut dyn Write,
    item: &Item,
    about: impl IntoIterator<Item = String>,
    indent: usize,
    width: Option<usize>,
) -> io::Result<()> {
    let columns = (indent, indent);
    if item.strength == Strength::Weak {
        let weak = format!("weak: {}", line(&item.rule));
        Flow::begin(out, width, columns, QUIET, &weak)?;
        writeln!(out)?;
    }
    let mut all: Vec<String> = about.into_iter().collect();
    all.push(item.topic_title.clone());
    let said = format!("{} \u{b7}", line(&all.join(" \u{b7} ")));
    let place = format!(" {}:{}", line(&item.path), item.lines().start);
    let mut flow = Flow::begin(out, width, columns, QUIET, &said)?;
    flow.piece(out, PLACE, &place)?;
    writeln!(out)
}

/// All lines of a text, broken at blanks, the cursor standing at column `indent`.
fn words(out: &mut dyn Write, text: &str, indent: usize, width: Option<usize>) -> io::Result<()> {
    let room = width.unwrap_or(WIDTH).saturating_sub(indent);
    for (at, row) in broken(&clean(text), room).iter().enumerate() {
        let before = if at == 0 { 0 } else { indent };
        writeln!(out, "{:before$}{row}", "")?;
    }
    Ok(())
}

/// The lines of a text with none longer than `width` columns, unless a word is. What begins a line stays
/// before it.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for one in text.lines() {
        let inner = one.trim_start();
        let indent = one[..one.len() - inner.len()].replace('\t', "  ");
        let mut row = indent.clone();
        for word in inner.split_whitespace() {
            let long = row.width() + 1 + word.width() > width;
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
        assert_eq!(broken("日本 日本", 8), ["日本", "日本"]);
    }
}
