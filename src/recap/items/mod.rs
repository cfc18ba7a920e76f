//! Priorities, decisions, actions and questions of a note.
//!
//! The way: units of each section -> `priorities`, then the `walk` (labels of `marks`, words of `cues`, `tables`,
//! areas under headings, and at last `prose`) -> records with ids. What a recap marks is strong, what only
//! the words of a sentence say is weak.

mod addressed;
mod announced;
pub(super) mod cues;
mod decided;
mod due;
mod enclosing;
mod gather;
mod groups;
mod handed;
mod known;
mod levels;
pub(super) mod marks;
mod nearby;
mod nicks;
pub(super) mod openings;
mod outcomes;
mod owners;
mod priorities;
mod prose;
mod references;
mod repeats;
mod rosters;
mod states;
mod subjects;
mod tables;
pub(super) mod texts;
mod verdicts;
mod walk;

#[cfg(test)]
mod tests;

use super::dates::Habit;
use super::headings::Heading;
use super::outline::Section;
use super::source::{Source, prefix};
use super::speakers::{Speakers, speaker};
use super::tags;
use super::units::Unit;
use crate::model::{
    Catalogue, Detail, Item, ItemKind, Lines, PartKind, PartialDate, Recap, Release, Strength,
    Tagged, Topic,
};
use due::Calendar;
use enclosing::shut;
use groups::Told;
use known::Folk;
use references::references;
use repeats::Repeats;
use std::collections::{HashMap, HashSet};
use walk::{Area, Note, Walk};

/// What items are made from.
pub(super) struct Makings<'m> {
    pub(super) source: &'m Source,
    pub(super) headings: &'m [Heading],
    pub(super) sections: &'m [Section],
    pub(super) units: &'m [Unit],
    pub(super) tags: &'m tags::Matcher<'m>,
    pub(super) speakers: &'m Speakers,
    pub(super) catalogue: &'m Catalogue,
}

/// An item before it has its place in a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    lines: Lines,
    text: String,
    rule: String,
    strength: Strength,
    owners: Vec<String>,
    detail: Detail,
    /// Releases that its heading or introducing line names.
    releases: Vec<Release>,
}

/// Text of an item longer than this is cut, in bytes.
const LONGEST: usize = 4096;
/// A note with so many lines that begin with initials is a transcript.
const SPOKEN_LINES: usize = 8;

/// The day of the meeting that a topic tells of: an event may well be over when it is written of.
fn met(recap: &Recap, topic: &Topic) -> Option<PartialDate> {
    let of_recap = topic.date.is_none() || topic.date == recap.date.as_ref().map(|d| d.value);
    let event = recap.event_date.as_ref().map(|d| d.value);
    let event = event.filter(|event| of_recap && topic.date.is_none_or(|date| *event < date));
    event.or(topic.date)
}

impl Makings<'_> {
    /// The items of a note, topic by topic, each in the order of its lines. `topics` are those of the sections.
    pub(super) fn items(&self, recap: &Recap, topics: &[Topic]) -> Vec<Item> {
        let around = (references(self.source), Folk::of(&recap.attendees));
        let note = self.note(recap, &around);
        let mut repeats = Repeats::default();
        let mut ranks: HashMap<usize, u32> = HashMap::new();
        let mut out: Vec<Item> = Vec::new();
        for (at, (section, topic)) in self.sections.iter().zip(topics).enumerate() {
            let told = self.told(section);
            let here = Folk::of(&topic.people);
            let note = Note {
                calendar: Calendar {
                    met: met(recap, topic),
                    ..note.calendar
                },
                here: Some(&here),
                ..note
            };
            let mut found = self.found(&note, section, told.as_ref());
            found.sort_by_key(|f| f.lines.start);
            if let Some(told) = told {
                let list = told.above.unwrap_or(at);
                count_on(&mut found, ranks.entry(list).or_default());
            }
            let mut counts: HashMap<ItemKind, u32> = HashMap::new();
            for one in found {
                let item = self.item(one, topic);
                if let Some(first) = repeats.take(&item, out.len()) {
                    let known = &mut out[first];
                    known.strength = known.strength.min(item.strength);
                    continue;
                }
                let count = counts.entry(item.kind()).or_default();
                *count += 1;
                let id = format!("{}/{}-{count}", topic.id, item.kind());
                out.push(Item { id, ..item });
            }
        }
        out
    }

    fn note<'n>(
        &'n self,
        recap: &'n Recap,
        (references, folk): &'n (HashSet<String>, Folk),
    ) -> Note<'n> {
        let text = self.source.text();
        let headings = self.headings.iter().map(|h| h.title.as_str());
        let mut spoken = 0;
        let mut line = 1;
        while line <= self.source.line_count() && spoken < SPOKEN_LINES {
            spoken += usize::from(speaker(self.source.line(line)).is_some());
            line += 1;
        }
        Note {
            source: self.source,
            calendar: Calendar {
                met: None,
                month_first: Habit::of(headings, None).month_first,
            },
            ai_is_a_person: text.contains("(AI)")
                || text.contains("| AI |")
                || recap.attendees.iter().any(|a| a == "AI"),
            transcript: spoken >= SPOKEN_LINES,
            standing: is_standing(&recap.path),
            people: &recap.attendees,
            speakers: self.speakers,
            folk,
            here: None,
            references,
            catalogue: self.catalogue,
            tags: self.tags,
        }
    }

    /// What is found in a section; `told` are the priorities that it is to hold.
    fn found(&self, note: &Note<'_>, section: &Section, told: Option<&Told>) -> Vec<Found> {
        let units = self.units_of(section);
        let heading = section.heading.map(|index| &self.headings[index]);
        let title = heading.map_or("", |h| h.title.as_str());
        let mut walk = Walk {
            note,
            used: vec![false; units.len()],
            units: &units,
            areas: self.areas(section, title),
            over: HashSet::new(),
            list_in: None,
            out: Vec::new(),
            weighed: None,
        };
        if let Some(told) = told
            && !walk.priorities_of_title(told)
            && !self.has_groups(section)
        {
            let below = self.titles_below(section);
            walk.out.extend(priorities::of_headings(told, &below));
        }
        walk.priorities_of_lines(self.catalogue);
        walk.run();
        self.part_headings(section, &mut walk);
        walk.out
    }

    /// The units of a section, each cut to its lines.
    fn units_of(&self, section: &Section) -> Vec<Unit> {
        let first = section.own.start + u32::from(section.heading.is_some());
        let from = self.units.partition_point(|u| u.lines.end < first);
        let inside = self.units[from..]
            .iter()
            .take_while(|u| u.lines.start <= section.own.end);
        inside
            .filter(|u| u.lines.end >= first)
            .map(|u| Unit {
                lines: Lines::new(u.lines.start.max(first), u.lines.end.min(section.own.end)),
                ..u.clone()
            })
            .collect()
    }

    /// The section as a whole where its title says so, then its parts.
    fn areas(&self, section: &Section, title: &str) -> Vec<Area> {
        let whole = cues::of_section(title).filter(|_| !title.is_empty());
        let whole = whole.map(|cue| Area {
            lines: section.own,
            holds: Some(cue),
            title: title.to_owned(),
        });
        let parts = section.parts.iter().map(|(kind, index, lines)| Area {
            lines: Lines::new(lines.start + 1, lines.end.max(lines.start + 1)),
            holds: cues::of_part(*kind).filter(|_| !cues::is_other(&self.headings[*index].title)),
            title: self.headings[*index].title.clone(),
        });
        // An agenda may hold the minutes themselves: only what is labelled counts there.
        whole.into_iter().chain(parts).collect()
    }

    /// Titles of the sections right below a section, with the lines of their headings.
    fn titles_below(&self, section: &Section) -> Vec<(String, Lines)> {
        let own = self.sections.iter().position(|s| s.own == section.own);
        let below = self
            .sections
            .iter()
            .filter(|s| own.is_some() && s.parent == own);
        below
            .filter_map(|s| {
                let heading = &self.headings[s.heading?];
                Some((
                    heading.title.clone(),
                    Lines::new(heading.line, heading.line),
                ))
            })
            .collect()
    }

    /// `### Decision: use it`: a part heading that says it all.
    fn part_headings(&self, section: &Section, walk: &mut Walk<'_>) {
        let known: HashSet<u32> = walk.out.iter().map(|found| found.lines.start).collect();
        for (kind, index, _) in &section.parts {
            let line = self.headings[*index].line;
            let told = [PartKind::Outcome, PartKind::Actions].contains(kind);
            let mark = marks::mark(self.source.line(line)).filter(|m| !m.value.is_empty());
            if let Some(mark) = mark.filter(|_| told && !known.contains(&line)) {
                let text = super::plain::inline(&shut(mark.value.to_owned(), mark.open));
                let rule = format!("label `{}`", mark.label);
                walk.add(mark.cue, Lines::new(line, line), text, &rule, Vec::new());
            }
        }
    }

    fn item(&self, found: Found, topic: &Topic) -> Item {
        let mut text = found.text;
        if text.len() > LONGEST {
            text.truncate(prefix(&text, LONGEST).len());
            text.push('\u{2026}');
        }
        let own = self.tags.tags(&[], &text, "", self.speakers);
        let tags = match found.detail {
            Detail::Priority { .. } => own,
            _ => together(own, &topic.tags),
        };
        let releases = if found.releases.is_empty() {
            topic.releases.clone()
        } else {
            found.releases
        };
        Item {
            id: String::new(),
            topic: topic.id.clone(),
            topic_title: topic.title.clone(),
            path: topic.path.clone(),
            recap_line: topic.recap_line,
            extent: self.source.extent(found.lines),
            text,
            strength: found.strength,
            rule: found.rule,
            owners: found.owners,
            tags,
            date: topic.date,
            project: topic.project.clone(),
            releases,
            event: topic.event.clone(),
            detail: found.detail,
        }
    }
}

/// Ranks that go on where the group before ended, which is `last`.
fn count_on(found: &mut [Found], last: &mut u32) {
    let before = *last;
    for one in found {
        if let Detail::Priority { rank, .. } = &mut one.detail {
            *rank += before;
            *last = (*last).max(*rank);
        }
    }
}

/// Whether a path is that of a document that holds for good. What stands under its headings was not decided at a meeting.
#[must_use]
pub fn is_standing(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.split('.').next().unwrap_or("");
    let known = [
        "readme",
        "contributing",
        "charter",
        "governance",
        "changelog",
        "security",
        "code-of-conduct",
        "code_of_conduct",
        "maintainers",
        "support",
        "roadmap",
    ];
    known.contains(&stem)
}

/// A record's own tags and those of its topic, in order of the tags.
fn together(mut own: Vec<Tagged>, topic: &[Tagged]) -> Vec<Tagged> {
    for tagged in topic {
        if !own.iter().any(|t| t.tag == tagged.tag) {
            own.push(tagged.clone());
        }
    }
    own.sort_by(|a, b| a.tag.cmp(&b.tag));
    own
}
