//! The walk over one section's units: which of them are decisions, actions and questions.

use super::cues::{Count, Cue, announces_alone, begins, introducer};
use super::due::{Calendar, due};
use super::enclosing::shut;
use super::handed::hands_out;
use super::known::{Folk, Known};
use super::marks::{Mark, mark};
use super::nearby::heads_items;
use super::outcomes::outcome_of;
use super::references::without_references;
use super::rosters::gives_roles;
use super::states::is_done;
use super::texts::{Weighed, own_text, unsigned};
use super::{Found, marks, nicks, prose, texts};
use crate::model::{Catalogue, Detail, Lines, Strength};
use crate::recap::bot;
use crate::recap::items::owners;
use crate::recap::plain::inline;
use crate::recap::source::Source;
use crate::recap::speakers::{Speakers, speaker};
use crate::recap::tags;
use crate::recap::units::{Unit, UnitKind};
use std::collections::HashSet;

/// How many areas may begin inside one that holds a line after them.
const MOST_NESTED: usize = 16;

/// What is known of a note while its sections are walked.
#[derive(Clone, Copy)]
pub(super) struct Note<'n> {
    pub(super) source: &'n Source,
    /// When the meeting was, for dates without a year.
    pub(super) calendar: Calendar,
    /// Whether `AI` stands for a person here.
    pub(super) ai_is_a_person: bool,
    /// Whether it is a transcript: lines begin with the initials of who speaks.
    pub(super) transcript: bool,
    /// Whether it is a standing document, such as a README, and no recap.
    pub(super) standing: bool,
    /// Who took part.
    pub(super) people: &'n [String],
    /// The initials of those who speak.
    pub(super) speakers: &'n Speakers,
    /// What they are called.
    pub(super) folk: &'n Folk,
    /// What those are called who are named at the topic.
    pub(super) here: Option<&'n Folk>,
    /// Labels of links whose addresses stand elsewhere in it.
    pub(super) references: &'n HashSet<String>,
    pub(super) catalogue: &'n Catalogue,
    pub(super) tags: &'n tags::Matcher<'n>,
}

impl<'n> Note<'n> {
    /// What names in it are held against.
    pub(super) fn known(&self) -> Known<'n> {
        Known {
            people: Some(self.folk),
            here: self.here,
            catalogue: Some(self.catalogue),
            tags: Some(self.tags),
        }
    }
}

/// A stretch of a section in which everything is of one kind.
pub(super) struct Area {
    pub(super) lines: Lines,
    /// What it holds; `None` where nothing in it counts unless it is labelled.
    pub(super) holds: Option<Cue>,
    /// Its heading.
    pub(super) title: String,
}

/// A walk over one section.
pub(super) struct Walk<'w> {
    pub(super) note: &'w Note<'w>,
    pub(super) units: &'w [Unit],
    pub(super) areas: Vec<Area>,
    /// Units that are part of an item already.
    pub(super) used: Vec<bool>,
    /// Areas that are over, by their first lines: talk went on below their text.
    pub(super) over: HashSet<u32>,
    /// The area in which a list was met last, by its first line.
    pub(super) list_in: Option<u32>,
    pub(super) out: Vec<Found>,
    /// How the heading above what is being taken speaks of decisions.
    pub(super) weighed: Option<Weighed>,
}

impl<'w> Walk<'w> {
    /// Walks all units.
    pub(super) fn run(&mut self) {
        for at in 0..self.units.len() {
            if self.used[at] {
                continue;
            }
            match self.units[at].kind {
                UnitKind::Row { .. } => self.table(at),
                UnitKind::Other => {}
                UnitKind::Paragraph | UnitKind::Item { .. } => self.unit(at),
            }
        }
    }

    fn unit(&mut self, at: usize) {
        let lines = self.units[at].lines;
        let note: &'w Note<'w> = self.note;
        let note_line = |line: u32| note.source.line(line);
        let marks: Vec<(u32, Mark<'w>)> = (lines.start..=lines.end)
            .filter_map(|line| Some((line, self.mark(line)?)))
            .collect();
        for (index, (line, mark)) in marks.iter().enumerate() {
            let until = marks.get(index + 1).map_or(lines.end, |(next, _)| next - 1);
            // `#info x` below says something else.
            let timed = |text: &str| text.split_whitespace().next().is_some_and(bot::is_time);
            let other = |n: &u32| bot::command(note_line(*n)).is_some() || timed(note_line(*n));
            let told = (*line + 1..=until).find(other).map_or(until, |n| n - 1);
            let before = self.out.len();
            self.marked(at, Lines::new(*line, told), *mark, until == lines.end);
            if *line == lines.start {
                self.tick(at, before);
            }
        }
        if !marks.is_empty() {
            return;
        }
        let area = self.area(lines.start);
        match area.map(|index| (index, self.areas[index].holds)) {
            Some((index, Some(cue))) if !self.over.contains(&self.areas[index].lines.start) => {
                self.in_area(at, index, cue);
            }
            // An agenda's own items are not said yet; what stands below them may be.
            Some((_, None)) if self.units[at].depth < 2 => {}
            _ => self.running(at),
        }
    }

    /// The innermost area that holds a line. Areas begin in order; few lie in one another.
    pub(super) fn area(&self, line: u32) -> Option<usize> {
        let after = self.areas.partition_point(|area| area.lines.start <= line);
        let near = (0..after).rev().take(MOST_NESTED);
        near.chain((0..after).take(1))
            .find(|at| self.areas[*at].lines.contains(line))
    }

    pub(super) fn mark(&self, line: u32) -> Option<Mark<'w>> {
        let note: &'w Note<'w> = self.note;
        let raw = note.source.line(line);
        let found = mark(raw)?;
        let initials = found.label == "AI" && found.owner.is_empty();
        let spoken = self.note.ai_is_a_person || self.note.transcript && raw.starts_with("AI:");
        let other = initials && spoken || self.is_link(raw, found.label);
        (!other).then_some(found)
    }

    /// `[Next steps] for all`, where the words in brackets are defined as a link.
    fn is_link(&self, raw: &str, label: &str) -> bool {
        let defined = self.note.references;
        !defined.is_empty()
            && defined.contains(&label.to_lowercase())
            && raw.contains(&format!("[{label}]"))
    }

    /// A labelled line, with the lines of its unit that follow it.
    fn marked(&mut self, at: usize, lines: Lines, mark: Mark<'_>, is_last: bool) {
        let rule = format!("label `{}`", mark.label);
        let more = (lines.start + 1..=lines.end).map(|n| {
            self.note
                .source
                .line(n)
                .trim()
                .trim_start_matches(['>', ' '])
        });
        let heard = self.heard(lines, mark.cue);
        let (first, open) = match heard.as_deref().map(marks::mark) {
            None => (mark.value, mark.open),
            Some(Some(left)) => (left.value, left.open),
            // The label itself is struck out.
            Some(None) => return,
        };
        let value = std::iter::once(first)
            .chain(more)
            .collect::<Vec<_>>()
            .join(" ");
        let text = inline(&shut(value, open));
        let named = owners::split(mark.owner);
        if mark.cue == Cue::Undecided {
            let text = own_text(self.note.source, lines);
            self.add(mark.cue, lines, text, &rule, named);
            return;
        }
        if !text.is_empty() {
            let below = self.below(at);
            let handed = matches!(mark.cue, Cue::Action(_)) && is_last;
            let who = match handed {
                true => self.whose(&text, &below),
                false => Vec::new(),
            };
            if !who.is_empty() {
                self.each(&below, mark.cue, &rule, &who);
                return;
            }
            let explained = is_last && text.ends_with(':') && !below.is_empty();
            if explained && matches!(mark.cue, Cue::Decision(Count::One)) {
                self.whole(at, lines, &text, mark.cue, &rule);
            } else if explained {
                self.each(&below, mark.cue, &rule, &named);
            } else {
                self.add(mark.cue, lines, text, &rule, named);
            }
            return;
        }
        if is_last {
            self.announced(at, lines, mark.cue, &rule, &named);
        }
    }

    /// What a label without words of its own announces: what is below it, or the list or paragraph at once after it.
    fn announced(&mut self, at: usize, lines: Lines, cue: Cue, rule: &str, named: &[String]) {
        let below = self.below(at);
        if !below.is_empty() {
            if matches!(cue, Cue::Decision(Count::One)) {
                self.whole(at, lines, "", cue, rule);
            } else {
                self.each(&below, cue, rule, named);
            }
            return;
        }
        let list = self.list_after(at);
        if !list.is_empty() {
            let rule = rule.replacen("label", "listed after", 1);
            self.announced_list(&list, cue, &rule, named);
            return;
        }
        let next = at + 1;
        let paragraph = self.units.get(next).filter(|unit| {
            unit.kind == UnitKind::Paragraph
                && unit.depth == self.units[at].depth
                && unit.lines.start <= lines.end + 2
        });
        if let Some(unit) = paragraph.filter(|u| !self.is_spoken(u.lines.start)) {
            let (lines, text) = (unit.lines, self.text_for(next, cue));
            self.used[next] = true;
            self.add(cue, lines, text, rule, named.to_vec());
        }
    }

    /// A list that a label or a line announces. What is concluded may be a finding as well as a decision.
    fn announced_list(&mut self, list: &[usize], cue: Cue, rule: &str, named: &[String]) {
        let lower = rule.to_lowercase();
        let finding = lower.contains("conclusion") || lower.contains("outcome");
        self.weighed = finding.then_some(Weighed {
            mixed: false,
            item: true,
            standing: self.note.standing,
        });
        self.each(list, cue, rule, named);
        self.weighed = None;
    }

    /// A unit in an area of its kind.
    fn in_area(&mut self, at: usize, area: usize, cue: Cue) {
        let unit = &self.units[at];
        let rule = format!("under `{}`", self.areas[area].title);
        let spoken = self.is_spoken(unit.lines.start);
        let from = self.areas[area].lines.start;
        let below_list = unit.depth == 0 && self.list_in == Some(from);
        let after_list = below_list && unit.list().is_none() && self.list_after(at).is_empty();
        if unit.list().is_some() {
            self.list_in = Some(from);
        }
        if spoken || after_list {
            // Talk goes on, or the text is about something else again.
            let line = self.areas[area].lines.start;
            self.over.insert(line);
            return;
        }
        let text = self.own_text(at);
        let introduces = text.ends_with(':') && (!self.list_after(at).is_empty());
        let is_item = unit.list().is_some();
        match cue {
            _ if introduces && !is_item => {}
            Cue::Action(_) if !is_item && self.owners(&text).is_empty() => {}
            Cue::Question(_) if !is_item && !text.ends_with('?') => {}
            _ => {
                let title = self.areas[area].title.to_lowercase();
                let mixed = ["summary", "key points", "recommend", "takeaway"]
                    .iter()
                    .any(|w| title.contains(w));
                self.weighed = Some(Weighed {
                    mixed,
                    item: is_item,
                    standing: self.note.standing,
                });
                self.each(&[at], cue, &rule, &[]);
                self.weighed = None;
            }
        }
    }

    /// A unit of running text.
    fn running(&mut self, at: usize) {
        let unit = &self.units[at];
        // Most text announces nothing: the markup of it need not be read.
        let last = self.note.source.line(unit.lines.end).trim_end();
        let head = crate::recap::labels::without_bullet(self.note.source.line(unit.lines.start));
        let bare = head.trim_matches(|c: char| "*_ ".contains(c));
        let alone = unit.lines.start == unit.lines.end
            && match unit.kind {
                UnitKind::Paragraph => announces_alone(bare),
                _ => heads_items(bare) && !self.below(at).is_empty(),
            };
        let announces = alone || last.trim_end_matches(['*', '_', ' ']).ends_with(':');
        if !announces
            && (unit.list().is_none() || begins(head.trim_start_matches(['*', '_'])).is_none())
        {
            self.out.extend(prose::prose(self.note, unit.lines));
            return;
        }
        let mut text = self.own_text(at);
        if alone {
            text.push(':');
        }
        if let Some((Cue::Undecided, _)) = introducer(&text) {
            self.add(Cue::Undecided, unit.lines, text, "says so", Vec::new());
            return;
        }
        if let Some(found) = introducer(&text) {
            let list = match self.below(at) {
                below if below.is_empty() => self.list_after(at),
                below => below,
            };
            let rule = format!("listed after `{}`", found.1);
            // `- Decision` over its own words.
            if alone && unit.list().is_some() && found.0 == Cue::Decision(Count::One) {
                self.whole(at, unit.lines, "", found.0, &rule);
                return;
            }
            if !list.is_empty() {
                self.announced_list(&list, found.0, &rule, &[]);
                return;
            }
        }
        let label = unit.list().is_some().then(|| begins(&text)).flatten();
        if let Some(word) = label.filter(|_| !text.ends_with(['?', ':'])) {
            let rule = format!("begins with `{word}`");
            self.add(
                Cue::Decision(Count::One),
                unit.lines,
                text,
                &rule,
                Vec::new(),
            );
            return;
        }
        self.out.extend(prose::prose(self.note, unit.lines));
    }

    /// The record of a unit or a part of one, unless its words are none.
    pub(super) fn add(
        &mut self,
        cue: Cue,
        lines: Lines,
        text: String,
        rule: &str,
        named: Vec<String>,
    ) {
        if !matches!(cue, Cue::Action(_)) && texts::is_struck(self.note.source, lines) {
            return;
        }
        let text = without_references(unsigned(text), self.note.references);
        let first = text.lines().next().unwrap_or("").to_owned();
        let weighed = self.weighed;
        let detail = match cue {
            Cue::Decision(_) if texts::is_undecided(&first) => Detail::Undecided,
            Cue::Decision(_) if texts::is_hollow(&first) && !text.contains('\n') => return,
            Cue::Decision(_) if !rule.starts_with("label") && gives_roles(&first) => return,
            Cue::Decision(_) if rule.starts_with("under") && hands_out(self.note, &first) => {
                Detail::Action {
                    done: is_done(&first),
                    due: due(&first, self.note.calendar),
                }
            }
            Cue::Decision(_) => Detail::Decision {
                outcome: outcome_of(rule, &text),
            },
            Cue::Undecided => Detail::Undecided,
            Cue::Action(_)
                if texts::is_hollow(&text) && !text.ends_with('?')
                    || owners::is_no_action(&text, rule) =>
            {
                return;
            }
            Cue::Action(_) => Detail::Action {
                done: is_done(&text) || texts::is_mostly_struck(self.note.source, lines),
                due: due(&text, self.note.calendar),
            },
            Cue::Question(_) => Detail::Question,
        };
        let owners = match detail {
            Detail::Action { .. } if named.is_empty() => match self.owners(&first) {
                none if none.is_empty() => nicks::of_people(&first, self.note.people),
                owners => owners,
            },
            Detail::Action { .. } => named,
            _ => Vec::new(),
        };
        // `???` is a place to be filled.
        if !text.contains(char::is_alphanumeric) && detail != Detail::Undecided {
            return;
        }
        let strength = match (&detail, weighed) {
            (Detail::Decision { .. }, Some(weighed)) => texts::weigh(&first, weighed),
            _ => Some(Strength::Strong),
        };
        let Some(strength) = strength else {
            return;
        };
        self.out.push(Found {
            lines,
            text,
            rule: rule.to_owned(),
            strength,
            owners,
            detail,
            releases: Vec::new(),
        });
    }

    /// A unit's own words on one line.
    pub(super) fn own_text(&self, at: usize) -> String {
        own_text(self.note.source, self.units[at].lines)
    }

    /// Who an action's words name first.
    pub(super) fn owners(&self, text: &str) -> Vec<String> {
        owners::named(text, &self.note.known())
    }

    fn is_spoken(&self, line: u32) -> bool {
        self.note.transcript && speaker(self.note.source.line(line)).is_some()
    }
}
