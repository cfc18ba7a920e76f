//! Lists of a release's priorities: which they are, and what stands in them.
//!
//! A list or table under "Priorities for X", "X Priorities", "X Release Priorities" or "X Themes", or right after
//! "Release priorities:". "X Work Items" is what some teams call theirs. A bare heading "Priorities" is not enough: of 37 files
//! with one, 36 meant something else; below a title that announces them it is one of their `groups`.

use super::cues::introducer;
use super::groups::Told;
use super::marks::mark;
use super::tables::{self, Listed};
use super::texts::{heard_text, unsigned};
use super::walk::Walk;
use super::{Found, owners};
use crate::model::{Catalogue, Detail, Lines, Release, Strength};
use crate::recap::facts::named_releases;
use crate::recap::units::{Unit, UnitKind};

/// Words that make it a list of something else: what was done, or what one person or team puts first.
const NOT: &[&str] = &[
    "completed",
    "complete",
    "done",
    "finished",
    "accomplished",
    "achieved",
    "delivered",
    "retrospective",
    "review",
    "key",
    "my",
    "past",
    "previous",
    "last",
    "personal",
    "bug",
    "bugs",
    "setting",
    "candidate",
    "discuss",
    "discussion",
    "process",
    "agenda",
    "status",
    "label",
    "labels",
    "issue",
    "issues",
    "career",
    "reviewing",
    "levels",
    "missed",
    "dropped",
];
/// Longer lines are sentences about priorities.
const MOST_WORDS: usize = 14;

/// What a heading or an introducing line says of the priorities below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Announced {
    /// The releases it names; empty for `Release priorities`.
    releases: Vec<Release>,
    /// Whether it says that the order counts.
    ordered: bool,
}

/// The priorities that a heading or line announces, `None` where it announces none.
pub(super) fn announced(text: &str, catalogue: &Catalogue) -> Option<Announced> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|w| !w.is_empty())
        .collect();
    let topic = words.iter().any(|w| ["priorities", "themes"].contains(w))
        || words.windows(2).any(|pair| pair == ["work", "items"]);
    if !topic || words.len() > MOST_WORDS || words.iter().any(|w| is_other(w)) {
        return None;
    }
    let mut releases = named_releases(text, catalogue);
    // `Next cycle priorities` are of a release that is not named.
    if releases.is_empty() && words.contains(&"next") {
        return None;
    }
    if releases.is_empty() {
        let version = words.iter().find(|w| is_version(w));
        releases.extend(version.map(|w| catalogue.resolve(w)));
    }
    let of_release = words.iter().any(|w| ["release", "cycle"].contains(w));
    let sound = !releases.is_empty() || of_release && lower.contains("priorities");
    sound.then(|| Announced {
        releases,
        ordered: is_ordered(&lower),
    })
}

/// Whether a word, in lower case, makes it a list of something else.
pub(super) fn is_other(word: &str) -> bool {
    NOT.contains(&word)
}

impl Announced {
    /// The same, its order counting where `ordered` says so too.
    pub(super) fn or_ordered(mut self, ordered: bool) -> Self {
        self.ordered |= ordered;
        self
    }
}

fn is_version(word: &str) -> bool {
    let digits = word.trim_start_matches('v');
    digits.contains('.')
        && digits
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

pub(super) fn is_ordered(lower: &str) -> bool {
    let said = [
        "in order of",
        "in priority order",
        "ordered",
        "most important first",
        "highest first",
        "in this order",
    ];
    let not = [
        "no particular order",
        "not in order",
        "unordered",
        "not ordered",
        "no order",
    ];
    said.iter().any(|words| lower.contains(words)) && !not.iter().any(|words| lower.contains(words))
}

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
        announced.ordered |= lead.into_iter().any(|text| is_ordered(&text));
        let rule = &told.rule;
        let mut next = self.take(first, &announced, rule);
        while let Some(unit) = self.units.get(next) {
            let follows = unit.list().is_some() || unit.table().is_some();
            let introduces = unit.kind == UnitKind::Paragraph && self.own_text(next).ends_with(':');
            let list = if follows { next } else { next + 1 };
            let listed = self
                .units
                .get(list)
                .is_some_and(|u| u.list().is_some() || u.table().is_some());
            if !(follows || introduces && listed) || self.is_of_others(list) {
                break;
            }
            next = self.take(list, &announced, rule);
        }
        true
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
        above.is_some_and(|above| introducer(&self.own_text(above)).is_some())
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
            let line = line
                .rsplit(['.', '!', '?'])
                .find(|s| s.contains(char::is_alphabetic))
                .unwrap_or(line)
                .trim();
            let near = |u: &&Unit| u.lines.start <= self.units[at].lines.end + 3;
            let next = self.units.get(at + 1).filter(near);
            let list = next.is_some_and(|u| u.table().is_some())
                || !self.list_after(at).is_empty()
                || !self.below(at).is_empty();
            if let Some(announced) = announced(line, catalogue).filter(|_| list) {
                self.take(at + 1, &announced, &format!("listed after `{line}`"));
            }
        }
    }

    /// Takes the list or table that begins at `at`; the index of the unit after it.
    fn take(&mut self, at: usize, announced: &Announced, rule: &str) -> usize {
        let unit = &self.units[at];
        let depth = unit.depth;
        let (table, list) = (unit.table(), unit.list());
        let rest = &self.units[at..];
        let count = match table {
            Some(_) => rest.iter().take_while(|u| u.table() == table).count(),
            None => rest
                .iter()
                .take_while(|u| u.depth > depth || u.list() == list)
                .count(),
        };
        let numbered = matches!(unit.kind, UnitKind::Item { ordered: true, .. });
        let rows = match table {
            Some(_) => tables::listed(&rest[..count]),
            None => self.listed(at, count, list),
        };
        for i in at..at + count {
            // What a label below a priority announces is a record of its own.
            let own = self.units[i].list() == list || self.units[i].table().is_some();
            self.used[i] = own || mark(self.note.source.line(self.units[i].lines.start)).is_none();
        }
        let ordered = numbered || announced.ordered;
        for (index, row) in rows.into_iter().enumerate() {
            let rank = u32::try_from(index + 1).unwrap_or(u32::MAX);
            self.out.push(Found {
                lines: row.lines,
                text: row.text,
                rule: rule.to_owned(),
                strength: Strength::Strong,
                owners: row.owners,
                detail: Detail::Priority { rank, ordered },
                releases: announced.releases.clone(),
            });
        }
        at + count
    }

    fn listed(&self, at: usize, count: usize, list: Option<u32>) -> Vec<Listed> {
        let items = (at..at + count).filter(|i| self.units[*i].list() == list);
        items
            .map(|i| {
                let text = unsigned(heard_text(self.note.source, self.units[i].lines));
                Listed {
                    owners: owners::trailing(&text, &self.note.known()),
                    text,
                    lines: self.units[i].lines,
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
    if below.len() < 2 {
        return Vec::new();
    }
    let found = below
        .iter()
        .enumerate()
        .map(|(index, (text, lines))| Found {
            lines: *lines,
            text: text.clone(),
            rule: told.rule.clone(),
            strength: Strength::Strong,
            owners: Vec::new(),
            detail: Detail::Priority {
                rank: u32::try_from(index + 1).unwrap_or(u32::MAX),
                ordered: announced.ordered,
            },
            releases: announced.releases.clone(),
        });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::announced;
    use crate::model::Catalogue;

    #[test]
    fn knows_lists_of_priorities() {
        let of = |text: &str| {
            announced(text, &Catalogue::openstack()).map(|a| {
                a.releases
                    .iter()
                    .map(|r| r.to_string())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
        };
        assert_eq!(of("Priorities for Mitaka").as_deref(), Some("Mitaka"));
        assert_eq!(of("Newton Project Priorities").as_deref(), Some("Newton"));
        assert_eq!(of("Train Release Themes").as_deref(), Some("Train"));
        assert_eq!(
            of("The priorities of the team for the Antelope cycle").as_deref(),
            Some("2023.1")
        );
        assert_eq!(of("Release priorities").as_deref(), Some(""));
        assert_eq!(of("v1.10 priorities").as_deref(), Some("v1.10"));
        for text in [
            "Priorities",
            "Key Priorities",
            "Completed Mitaka priorities",
            "Bug priorities",
            "Release notes",
            "My priorities for Mitaka",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
