//! Headings to sections: which are topics, what is above what, and which lines each one holds.

use super::headings::{Heading, Markup};
use super::parts::part_kind;
use super::source::Source;
use crate::model::{Lines, PartKind};

/// A section of a note: a topic, the preamble, or a whole note without topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its heading's index in the list of headings; `None` for what has no heading.
    pub(crate) heading: Option<usize>,
    /// Level 1 to 7; 0 without a heading.
    pub(crate) level: u8,
    /// Index of the section above it.
    pub(crate) parent: Option<usize>,
    /// Its own lines.
    pub(crate) own: Lines,
    /// Its own lines and those of all sections below it.
    pub(crate) tree: Lines,
    /// Its part headings: kind, index of the heading, lines.
    pub(crate) parts: Vec<(PartKind, usize, Lines)>,
}

/// A heading's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Topic,
    Part(PartKind),
    /// A line inside a part, such as a bold name under `Attendees`.
    Text,
}

struct Open {
    level: u8,
    role: Role,
    section: Option<usize>,
}

/// The sections of a note whose text begins on line `first`.
pub(crate) fn sections(source: &Source, headings: &[Heading], first: u32) -> Vec<Section> {
    let mut builder = Builder {
        source,
        first,
        out: Vec::new(),
        stack: Vec::new(),
        parts: Vec::new(),
    };
    for (index, heading) in headings.iter().enumerate() {
        builder.take(index, heading);
    }
    builder.finish(headings)
}

struct Builder<'s> {
    source: &'s Source,
    first: u32,
    out: Vec<Section>,
    stack: Vec<Open>,
    /// Kind, heading, and the level down to which the part reaches.
    parts: Vec<(PartKind, usize, u8)>,
}

impl Builder<'_> {
    fn take(&mut self, index: usize, heading: &Heading) {
        let level = self.level_of(heading);
        while self.stack.last().is_some_and(|open| open.level >= level) {
            self.stack.pop();
        }
        let role = self.role_of(heading);
        let parent = self.stack.iter().rev().find_map(|open| open.section);
        let mut section = None;
        match role {
            Role::Topic => {
                section = Some(self.out.len());
                let own = Lines::new(heading.line, heading.line);
                self.out.push(Section {
                    heading: Some(index),
                    level,
                    parent,
                    own,
                    tree: own,
                    parts: Vec::new(),
                });
            }
            Role::Part(kind) => self.parts.push((kind, index, level)),
            Role::Text => return,
        }
        self.stack.push(Open {
            level,
            role,
            section,
        });
    }

    /// A pseudo-heading is one level below the heading above it; pseudo-headings in a row are siblings.
    fn level_of(&self, heading: &Heading) -> u8 {
        if heading.markup == Markup::Heading {
            return heading.level;
        }
        let above = self.stack.iter().rev().find(|open| open.level < PSEUDO);
        above
            .map_or(1, |open| open.level + 1)
            .saturating_add(PSEUDO)
    }

    fn role_of(&self, heading: &Heading) -> Role {
        let pseudo = heading.markup != Markup::Heading;
        // Below an agenda stand the topics themselves; below any other part only more of it.
        let holder = self.stack.iter().rev().find_map(|open| match open.role {
            Role::Part(kind) => Some(kind),
            _ => None,
        });
        match (holder, part_kind(&heading.title)) {
            (Some(PartKind::Agenda) | None, Some(kind)) if self.stands_as_part(kind) => {
                Role::Part(kind)
            }
            (Some(PartKind::Agenda), _) if pseudo => Role::Text,
            (Some(PartKind::Agenda) | None, _) => Role::Topic,
            (Some(_), _) if pseudo => Role::Text,
            (Some(kind), own) => Role::Part(own.unwrap_or(kind)),
        }
    }

    /// A document may open with a `Summary`; it is a part only below a topic.
    fn stands_as_part(&self, kind: PartKind) -> bool {
        kind != PartKind::Summary || self.stack.iter().any(|open| open.role == Role::Topic)
    }

    fn finish(mut self, headings: &[Heading]) -> Vec<Section> {
        let last = self.source.line_count();
        let starts: Vec<u32> = self.out.iter().map(|s| s.own.start).collect();
        for (index, section) in self.out.iter_mut().enumerate() {
            let until = starts.get(index + 1).map_or(last, |next| next - 1);
            section.own = self
                .source
                .trimmed(section.own.start, until)
                .unwrap_or(section.own);
            section.tree = section.own;
        }
        self.add_preamble(starts.first().copied(), last);
        self.close_trees();
        self.place_parts(headings, last);
        for section in &mut self.out {
            section.level = if section.level > PSEUDO {
                section.level - PSEUDO
            } else {
                section.level
            };
        }
        self.out
    }

    fn add_preamble(&mut self, first_topic: Option<u32>, last: u32) {
        let until = first_topic.map_or(last, |line| line - 1);
        let Some(own) = self.source.trimmed(self.first, until) else {
            return;
        };
        for section in &mut self.out {
            section.parent = section.parent.map(|parent| parent + 1);
        }
        let section = Section {
            heading: None,
            level: 0,
            parent: None,
            own,
            tree: own,
            parts: Vec::new(),
        };
        self.out.insert(0, section);
    }

    fn close_trees(&mut self) {
        for index in (0..self.out.len()).rev() {
            let end = self.out[index].tree.end;
            if let Some(parent) = self.out[index].parent {
                let tree = &mut self.out[parent].tree;
                tree.end = tree.end.max(end);
            }
        }
    }

    /// A part reaches to the next part of its level or above, or to the end of its section.
    fn place_parts(&mut self, headings: &[Heading], last: u32) {
        for (at, (kind, index, level)) in self.parts.iter().enumerate() {
            let line = headings[*index].line;
            let holder = self
                .out
                .partition_point(|s| s.own.start <= line)
                .saturating_sub(1);
            let Some(section) = self.out.get_mut(holder) else {
                continue;
            };
            let next = self.parts[at + 1..]
                .iter()
                .find(|(_, _, l)| l <= level)
                .map(|(_, i, _)| headings[*i].line);
            let until = section.own.end.min(next.map_or(last, |line| line - 1));
            let lines = self
                .source
                .trimmed(line, until)
                .unwrap_or(Lines::new(line, line));
            section.parts.push((*kind, *index, lines));
        }
    }
}

/// Added to the level of a pseudo-heading while the outline is built, so that real headings close it and
/// it closes none.
const PSEUDO: u8 = 16;
