//! Names of people: from attendee lists, tables and labels. A name in prose is only a mention.

mod rows;
#[cfg(test)]
mod tests;

use super::labels::{Label, label};
use super::names::names;
use super::plain::inline;
use super::source::Source;
use super::struck::unstruck;
use crate::model::{Lines, PartKind};
use rows::{
    defined, has_ticks, indent_of, is_definition, is_item, is_row, names_of_line, runs, tick,
};
use std::collections::HashSet;

/// What a people label says of those it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// They were there.
    Attendee,
    /// They did something there: presented, chaired, took notes.
    Role,
    /// They were not there.
    Absent,
}

const ATTENDEES: &[&str] = &[
    "attendees",
    "attendance",
    "attending",
    "attendee",
    "present",
    "participants",
    "in attendance",
    "people present",
    "meeting attendees",
    "remote attendees",
    "remote participants",
    "members present",
    "also present",
    "roll call",
];
/// Groups of those present; elsewhere these words label anything.
const GROUPS: &[&str] = &[
    "members",
    "team members",
    "other",
    "others",
    "others present",
    "guests",
    "observers",
    "visitors",
    "in person",
    "remote",
    "online",
    "people",
    "team",
];
const ROLES: &[&str] = &[
    "presenter",
    "presenters",
    "presented by",
    "lead",
    "owner",
    "owners",
    "leads",
    "moderator",
    "moderators",
    "facilitator",
    "facilitators",
    "topic facilitator",
    "session lead",
    "host",
    "hosts",
    "chair",
    "chairs",
    "bosun",
    "note taker",
    "note-taker",
    "notetaker",
    "note takers",
    "note-takers",
    "notetakers",
    "notes taker",
    "notes by",
    "scribe",
    "scribes",
    "minutes",
    "minutes by",
    "minutes taker",
    "action item scribe",
    "speaker",
    "speakers",
    "author",
    "authors",
];
const ABSENT: &[&str] = &["absent", "regrets", "apologies", "not present", "excused"];

/// Whether a label inside a list of those present names a group of them.
fn is_group(name: &str) -> bool {
    let lower = name.to_lowercase();
    GROUPS.contains(&lower.trim_end_matches(['s', ':'])) || GROUPS.contains(&lower.as_str())
}

/// Names are given at most so far into a topic or a note, in lines of one list.
const LONGEST_LIST: u32 = 400;
/// A roll call without a label stands so near the top, in lines.
const ROLL_CALL: u32 = 40;

/// Whether a label names people.
pub(crate) fn is_people_label(name: &str) -> bool {
    standing(name).is_some()
}

/// What a label says of the people behind it; words in brackets do not count (`Attendees (pronouns)`).
pub(crate) fn standing(name: &str) -> Option<Standing> {
    let lower = name.to_lowercase();
    let bare = lower
        .split('(')
        .next()
        .unwrap_or("")
        .trim()
        .trim_end_matches('s');
    [
        (ATTENDEES, Standing::Attendee),
        (ROLES, Standing::Role),
        (ABSENT, Standing::Absent),
    ]
    .into_iter()
    .find_map(|(words, kind)| {
        words
            .iter()
            .any(|w| w.trim_end_matches('s') == bare)
            .then_some(kind)
    })
}

/// The people of one stretch of a note.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct People {
    /// Who was there.
    pub(crate) attendees: Vec<String>,
    /// Who is named by a role alone.
    pub(crate) others: Vec<String>,
    seen: HashSet<String>,
}

impl People {
    fn add(&mut self, standing: Standing, names: Vec<String>) {
        let list = match standing {
            Standing::Attendee => &mut self.attendees,
            Standing::Role => &mut self.others,
            Standing::Absent => return,
        };
        for name in names {
            if self.seen.insert(name.clone()) {
                list.push(name);
            }
        }
    }
}

/// Reads the people of `lines`. `parts` are the part headings among them, with their lines, top to bottom.
pub(crate) fn people(source: &Source, lines: Lines, parts: &[(PartKind, Lines)]) -> People {
    let mut out = People::default();
    let mut line = lines.start;
    while line <= lines.end {
        let here = parts.partition_point(|(_, l)| l.start < line);
        let part = parts[here..]
            .first()
            .filter(|(kind, l)| *kind == PartKind::People && l.start == line);
        line = match part {
            Some((_, part)) => section(source, *part, &mut out),
            None => labelled(source, line, lines.end, &mut out),
        };
    }
    out
}

/// A section under a people heading: its lists, tables and paragraphs of names.
fn section(source: &Source, part: Lines, out: &mut People) -> u32 {
    let title = inline(source.line(part.start).trim_start_matches('#'));
    let whole = standing(title.trim_end_matches(':')).unwrap_or(Standing::Attendee);
    // "Meeting roles" are told by their labels alone.
    let roles = title.to_lowercase().contains("role");
    let boxed = has_ticks(source, part);
    let mut line = part.start + 1;
    while line <= part.end {
        let text = source.line(line);
        if let Some(found) = label(text).filter(|l| is_people_label(l.name) || is_group(l.name)) {
            line = with_label(source, line, part.end, found, out);
            continue;
        }
        if let Some(next) = definition(source, line, part.end, out) {
            line = next;
            continue;
        }
        let away = boxed && tick(text) == Some(false);
        if !roles && !away {
            out.add(whole, names_of_line(source, line, part));
        }
        line += 1;
    }
    part.end + 1
}

/// `Ann Bee (AB), Cee Dee (CD), ...` near the top of a note: a roll call without a label.
fn roll_call(text: &str) -> Vec<String> {
    let items: Vec<&str> = text.split("),").collect();
    let named = |item: &&str| {
        let (name, mark) = item.split_once('(').unwrap_or(("", ""));
        let words = name.split_whitespace().count();
        let mark = mark.trim_end().trim_end_matches([')', '.']);
        let capitals = mark.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        (2..=5).contains(&words) && (2..=4).contains(&mark.chars().count()) && capitals
    };
    if items.len() < 3 || !items.iter().all(named) {
        return Vec::new();
    }
    names(text)
}

fn labelled(source: &Source, line: u32, end: u32, out: &mut People) -> u32 {
    let text = source.line(line);
    if line <= ROLL_CALL {
        out.add(Standing::Attendee, roll_call(text));
    }
    // A label is short and near the start of its line; long lines are prose.
    let head: &str = text.get(..text.len().min(400)).unwrap_or(text);
    let people = |l: &Label<'_>| l.name.eq_ignore_ascii_case("people") && is_row(l.value);
    match label(head).filter(|l| is_people_label(l.name) || people(l)) {
        Some(found) if text.len() < 20_000 => {
            with_label(source, line, end, label(text).unwrap_or(found), out)
        }
        _ => definition(source, line, end, out).unwrap_or(line + 1),
    }
}

/// The names of a definition list, whose terms are labels of people; the line behind them.
fn definition(source: &Source, line: u32, end: u32, out: &mut People) -> Option<u32> {
    let (kind, mut next) = defined(source, line, end)?;
    while next <= end && !source.is_blank(next) {
        let text = source.line(next).trim_start();
        if !is_definition(text) && indent_of(source.line(next)) == 0 {
            break;
        }
        let value = text.strip_prefix(':').unwrap_or(text);
        for (kind, value) in runs(kind, value.trim_start()) {
            out.add(kind, names(value));
        }
        next += 1;
    }
    Some(next)
}

/// A people label: names behind it, else the list, table or paragraph right below it.
fn with_label(source: &Source, line: u32, end: u32, found: Label<'_>, out: &mut People) -> u32 {
    let kind = standing(found.name).unwrap_or(Standing::Attendee);
    if !found.value.trim().is_empty() || kind == Standing::Role {
        for (kind, value) in runs(kind, &unstruck(found.value)) {
            out.add(kind, names(value));
        }
        return behind_commas(source, line, end, kind, out);
    }
    let indent = indent_of(source.line(line));
    let mut next = line + 1;
    let mut rows = Vec::new();
    while next <= end && next - line < LONGEST_LIST {
        let text = source.line(next);
        if text.trim().is_empty() {
            if !rows.is_empty() && !is_item(source.line(next + 1)) {
                break;
            }
        } else if !belongs(source, line, next, indent) {
            break;
        } else {
            rows.push(next);
        }
        next += 1;
    }
    let list = Lines::new(line + 1, next);
    let boxed = has_ticks(source, list);
    let there = |row: &u32| !boxed || tick(source.line(*row)) != Some(false);
    for row in rows.into_iter().filter(there) {
        out.add(kind, names_of_line(source, row, list));
    }
    next
}

/// Names that go on below a line of them that ends with a comma; the line behind them.
fn behind_commas(source: &Source, line: u32, end: u32, kind: Standing, out: &mut People) -> u32 {
    let mut next = line + 1;
    while next <= end
        && next - line < LONGEST_LIST
        && source.line(next - 1).trim_end().ends_with(',')
    {
        let text = source.line(next);
        if text.trim().is_empty() || is_item(text) || label(text).is_some() {
            break;
        }
        if kind != Standing::Role {
            out.add(kind, names(text));
        }
        next += 1;
    }
    next
}

/// Whether the text on `next` is part of the list that the label on `line` heads.
fn belongs(source: &Source, line: u32, next: u32, indent: usize) -> bool {
    let text = source.line(next);
    let nested = !is_item(source.line(line)) || indent_of(text) > indent;
    let other = label(text).is_some_and(|l| is_people_label(l.name) || l.value.is_empty());
    nested
        && !other
        && !text.starts_with('#')
        && (is_item(text) || text.contains('|') || !source.is_blank(next - 1) || next == line + 2)
}
