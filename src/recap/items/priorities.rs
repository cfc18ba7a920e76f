//! Lists of a release's priorities: which they are, and what stands in them.
//!
//! A list or table under "Priorities for X", "X Priorities", "X Release Priorities" or "X Themes", or right after
//! "Release priorities:". "X Work Items" is what some teams call theirs. A bare heading "Priorities" is not enough: of 37 files
//! with one, 36 meant something else; below a title that announces them it is one of their `groups`.

use super::announced::{Announced, announced, is_ordered};
use super::cues::introducer;
use super::groups::{Told, is_group};
use super::levels::{is_apart, is_level};
use super::marks::mark;
use super::tables::{self, Listed};
use super::texts::{heard_text, unsigned};
use super::walk::Walk;
use super::{Found, owners};
use crate::model::{Catalogue, Detail, Lines, Strength};
use crate::recap::plain::inline;
use crate::recap::units::{Unit, UnitKind};

impl Walk<'_> {
    /// The priorities that a section's title announces: its first list or table, and those right after it under a line
    /// that ends with a colon. A table that names owners comes before a list that stands above it and explains it.
    pub(super) fn priorities_of_title(&mut self, told: &Told) -> bool {
        let mut announced = told.announced.clone();
        let owned = |at: &usize| {
            let table = self.units[*at].table();
            let is_first = *at == 0 || self.units[*at - 1].table() != table;
            table.is_some() && is_first && tables::names_owners(&self.units[*at])
        };
        let tabled = (0..self.units.len()).find(owned);
        let listed = |at: &usize| {
            let unit = &self.units[*at];
            (unit.list().is_some() || unit.table().is_some()) && !self.is_of_others(*at)
        };
        let Some(first) = tabled.or_else(|| (0..self.units.len()).find(listed)) else {
            return false;
        };
        let lead = (0..first).map(|at| self.own_text(at).to_lowercase());
        announced = announced.or_ordered(lead.into_iter().any(|text| is_ordered(&text)));
        self.take_all(first, &announced, &told.rule, true);
        true
    }

    /// Takes the list or table at `first` and those after it under a line that is a level; where `any`, also those without a
    /// line, or under one that ends with a colon. Their ranks go on.
    fn take_all(&mut self, first: usize, announced: &Announced, rule: &str, any: bool) {
        let mut rank = 0;
        let mut after = self.take(first, announced, rule, &mut rank);
        while let Some(list) = self
            .goes_on(after, any)
            .filter(|at| !self.is_of_others(*at))
        {
            after = self.take(list, announced, rule, &mut rank);
        }
    }

    /// The list or table that goes on with those before `at`.
    fn goes_on(&self, at: usize, any: bool) -> Option<usize> {
        let unit = self.units.get(at)?;
        if any && self.is_listed(at) {
            return Some(at);
        }
        if unit.kind != UnitKind::Paragraph {
            return None;
        }
        if self.run_together(at).is_some() {
            return Some(at);
        }
        let text = self.own_text(at);
        let introduces = any && text.ends_with(':') || is_level(&text);
        (introduces && self.is_listed(at + 1)).then_some(at + 1)
    }

    fn is_listed(&self, at: usize) -> bool {
        let unit = self.units.get(at);
        unit.is_some_and(|u| u.list().is_some() || u.table().is_some())
    }

    /// The lines of a list that goes on with its numbers right below a level: Markdown takes such lines for one paragraph.
    fn run_together(&self, at: usize) -> Option<Vec<Lines>> {
        let unit = &self.units[at];
        let lines = unit.lines;
        let line = |n: u32| self.note.source.line(n).trim();
        let numbered = |n: &u32| {
            let text = line(*n);
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < text.len() && (rest.starts_with(". ") || rest.starts_with(") "))
        };
        let level = unit.kind == UnitKind::Paragraph
            && lines.start < lines.end
            && is_level(&inline(line(lines.start)));
        let rows = lines.start + 1..=lines.end;
        (level && rows.clone().all(|n| numbered(&n)))
            .then(|| rows.map(|n| Lines::new(n, n)).collect())
    }

    /// Whether a list is one of decisions, actions or questions: the line above it says so, or the part that it stands in.
    fn is_of_others(&self, at: usize) -> bool {
        let line = self.units[at].lines.start;
        let is_part = self
            .areas
            .iter()
            .any(|area| area.holds.is_some() && area.lines.start <= line && line <= area.lines.end);
        if is_part || tables::announces(&self.units[at]) {
            return true;
        }
        let list = self.units[at].list();
        let same = |i: &usize| self.units[*i].list() == list;
        let first = list.and_then(|_| (0..at).find(same)).unwrap_or(at);
        let above = first
            .checked_sub(1)
            .filter(|above| self.units[*above].kind == UnitKind::Paragraph);
        above.is_some_and(|above| {
            let text = self.own_text(above);
            introducer(&text).is_some() || is_apart(&text)
        })
    }

    /// The lists that lines such as "Release priorities:" introduce.
    pub(super) fn priorities_of_lines(&mut self, catalogue: &Catalogue) {
        for at in 0..self.units.len() {
            let introduces = matches!(
                self.units[at].kind,
                UnitKind::Paragraph | UnitKind::Item { .. }
            );
            let lines = self.units[at].lines;
            let mut raw = (lines.start..=lines.end).map(|n| self.note.source.line(n));
            let says = raw.any(|text| {
                ["riorit", "RIORIT", "heme", "HEME"]
                    .iter()
                    .any(|w| text.contains(w))
            });
            if self.used[at] || !introduces || !says {
                continue;
            }
            let text = self.own_text(at);
            let Some(line) = text.strip_suffix(':').or_else(|| labelled(&text)) else {
                continue;
            };
            // The figures of `1.30` are no sentences.
            let line = [". ", "! ", "? "]
                .iter()
                .filter_map(|end| line.rfind(end))
                .max()
                .map_or(line, |end| &line[end + 1..])
                .trim();
            let Some(first) = self.list_of_line(at) else {
                continue;
            };
            if let Some(announced) = announced(line, catalogue) {
                self.take_all(first, &announced, &format!("listed after `{line}`"), false);
            }
        }
    }

    /// The list or table that a line announces, right below it or below the first level.
    fn list_of_line(&self, at: usize) -> Option<usize> {
        let near = |u: &&Unit| u.lines.start <= self.units[at].lines.end + 3;
        let next = self.units.get(at + 1).filter(near)?;
        if next.table().is_some() || !self.list_after(at).is_empty() || !self.below(at).is_empty() {
            return Some(at + 1);
        }
        let level = next.kind == UnitKind::Paragraph && is_level(&self.own_text(at + 1));
        (level && self.is_listed(at + 2)).then_some(at + 2)
    }

    /// Takes the list or table that begins at `at`, its ranks going on from `rank`; the index of the unit after it.
    fn take(&mut self, at: usize, announced: &Announced, rule: &str, rank: &mut u32) -> usize {
        let unit = &self.units[at];
        let depth = unit.depth;
        let (table, list) = (unit.table(), unit.list());
        let rest = &self.units[at..];
        let together = self.run_together(at);
        let count = match (table, &together) {
            (_, Some(_)) => 1,
            (Some(_), _) => rest.iter().take_while(|u| u.table() == table).count(),
            _ => rest
                .iter()
                .take_while(|u| u.depth > depth || u.list() == list)
                .count(),
        };
        let numbered = matches!(unit.kind, UnitKind::Item { ordered: true, .. });
        let numbered = numbered || together.is_some();
        let items = self.items_of(at, count, list);
        let rows = match (table, together) {
            (_, Some(lines)) => self.listed(lines),
            (Some(_), _) => tables::listed(&rest[..count]),
            _ => self.listed(items.iter().map(|i| self.units[*i].lines).collect()),
        };
        for i in at..at + count {
            // What a label below a priority announces is a record of its own.
            let own = self.units[i].list() == list || items.contains(&i);
            self.used[i] = own || mark(self.note.source.line(self.units[i].lines.start)).is_none();
        }
        let ordered = numbered || announced.is_ordered();
        for row in rows {
            *rank += 1;
            self.out.push(Found {
                lines: row.lines,
                text: row.text,
                rule: rule.to_owned(),
                strength: Strength::Strong,
                owners: row.owners,
                detail: Detail::Priority {
                    rank: *rank,
                    ordered,
                },
                releases: announced.releases().to_vec(),
            });
        }
        at + count
    }

    /// The items of a list that are priorities: of a group those below it, and none of those that are set apart. Beside a
    /// group, an item that ends with a colon is another.
    fn items_of(&self, at: usize, count: usize, list: Option<u32>) -> Vec<usize> {
        let items = (at..at + count).filter(|i| list.is_some() && self.units[*i].list() == list);
        let items: Vec<(usize, String, Vec<usize>)> = items
            .map(|i| (i, self.own_text(i), self.below(i)))
            .collect();
        let named = |(_, text, below): &(usize, String, Vec<usize>)| {
            is_level(text) || is_group(text) && !below.is_empty()
        };
        let grouped = items.iter().any(named);
        let mut out = Vec::new();
        for item in items {
            let group = named(&item) || grouped && item.1.ends_with(':');
            let (at, text, below) = item;
            match (group, below.is_empty()) {
                (_, false) if is_apart(&text) => {}
                (true, false) => out.extend(below),
                (true, true) if is_level(&text) => {}
                _ => out.push(at),
            }
        }
        out
    }

    fn listed(&self, rows: Vec<Lines>) -> Vec<Listed> {
        rows.into_iter()
            .map(|lines| {
                let text = unsigned(heard_text(self.note.source, lines));
                Listed {
                    owners: owners::trailing(&text, &self.note.known()),
                    text,
                    lines,
                }
            })
            .filter(|row| row.text.contains(char::is_alphanumeric))
            .collect()
    }
}

/// `**Release priorities**` without a colon, on a line of its own.
fn labelled(text: &str) -> Option<&str> {
    let short = text.split_whitespace().count() <= 6 && !text.ends_with(['.', '!', '?', ',']);
    short.then_some(text)
}

/// The priorities of a section that gives each a heading of its own instead of a list.
pub(super) fn of_headings(told: &Told, below: &[(String, Lines)]) -> Vec<Found> {
    let announced = &told.announced;
    // One heading alone is one only where a level stands above it.
    if told.above.is_none() && below.len() < 2 {
        return Vec::new();
    }
    let own = below
        .iter()
        .filter(|(text, _)| !is_level(text) && !is_apart(text));
    let found = own.zip(1..).map(|((text, lines), rank)| Found {
        lines: *lines,
        text: text.clone(),
        rule: told.rule.clone(),
        strength: Strength::Strong,
        owners: Vec::new(),
        detail: Detail::Priority {
            rank,
            ordered: announced.is_ordered(),
        },
        releases: announced.releases().to_vec(),
    });
    found.collect()
}
