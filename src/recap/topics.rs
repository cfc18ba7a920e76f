//! Sections to topic records.

use super::anchors::Anchors;
use super::blocks::{Blocks, Placed};
use super::dates::Habit;
use super::facts::{section_date, year_of_heading, year_of_path};
use super::headings::Heading;
use super::outline::Section;
use super::people::{People, people};
use super::plain::plain;
use super::source::Source;
use super::speakers::Speakers;
use super::tags;
use crate::model::{
    Fact, FactSource, Lines, NoteLink, Part, PartKind, Recap, Span, Topic, TopicKind,
};

/// Links, and names of places, of one topic that are kept: a record is read whole wherever its topic is found.
const MOST_LINKS: usize = 1000;
/// Letters of a file's name that alone are short for anything.
const SHORT: usize = 3;

/// What topics are made of.
pub(super) struct Makings<'m> {
    /// What is heard of it: what others say in quotes is left out.
    pub(super) source: &'m Source,
    /// All of it.
    pub(super) shown: &'m Source,
    pub(super) headings: &'m [Heading],
    pub(super) sections: &'m [Section],
    pub(super) blocks: &'m Blocks,
    pub(super) tags: &'m tags::Matcher<'m>,
    pub(super) speakers: &'m Speakers,
    pub(super) id_base: &'m str,
    /// Whether its file holds several recaps.
    pub(super) is_one_of_several: bool,
}

/// The headings above a place that are nothing but a year: the days below one are of that year, whatever the rest of the
/// note is of.
#[derive(Default)]
struct Years {
    /// Level and year of each, outermost first.
    above: Vec<(u8, i32)>,
}

impl Years {
    /// The year that a heading stands below.
    fn at(&mut self, heading: &Heading) -> Option<i32> {
        let own = year_of_heading(&heading.title);
        let within = |(level, _): &(u8, i32)| *level < heading.level;
        let kept = self.above.iter().take_while(|above| within(above)).count();
        self.above.truncate(kept);
        self.above.extend(own.map(|year| (heading.level, year)));
        self.above.last().map(|(_, year)| *year)
    }
}

impl Makings<'_> {
    /// The people of each section.
    pub(super) fn people(&self) -> Vec<People> {
        let of_section = |section: &Section| {
            let parts: Vec<(PartKind, Lines)> = section
                .parts
                .iter()
                .map(|(kind, _, lines)| (*kind, *lines))
                .collect();
            people(self.source, section.own, &parts)
        };
        self.sections.iter().map(of_section).collect()
    }

    /// The topics of a note, top to bottom.
    pub(super) fn topics(
        &self,
        recap: &Recap,
        people: Vec<People>,
        used: &mut Anchors,
    ) -> Vec<Topic> {
        let anchors: Vec<String> = self.headings.iter().map(|h| used.next(&h.title)).collect();
        let alone = self.own_anchor(recap, used);
        let year = recap
            .date
            .as_ref()
            .map(|d| d.value.year())
            .or_else(|| year_of_path(&recap.path));
        let habit = Habit::of(self.headings.iter().map(|h| h.title.as_str()), year);
        let mut years = Years::default();
        let mut out: Vec<Topic> = Vec::with_capacity(self.sections.len());
        for (section, people) in self.sections.iter().zip(people) {
            let heading = section.heading.map(|index| &self.headings[index]);
            let habit = Habit {
                year: heading.and_then(|h| years.at(h)).or(habit.year),
                ..habit
            };
            let topic = self.topic(section, recap, people, habit, (&anchors, &alone), &out);
            out.push(topic);
        }
        out
    }

    fn topic(
        &self,
        section: &Section,
        recap: &Recap,
        people: People,
        habit: Habit,
        (anchors, alone): (&[String], &str),
        done: &[Topic],
    ) -> Topic {
        let heading = section
            .heading
            .map(|index| (&self.headings[index], &anchors[index]));
        let title = heading.map_or_else(|| recap.title.value.clone(), |(h, _)| h.title.clone());
        let short = heading.is_none() && is_short_name(&recap.title);
        let telling = if short { "" } else { title.as_str() };
        let parent = section.parent.and_then(|index| done.get(index));
        let own = self.source.extent(section.own);
        let whole_date = recap.date.as_ref().map(|d| d.value);
        let dated = heading.and_then(|(h, _)| section_date(&h.title, whole_date, habit));
        let above = parent.map_or(whole_date, |p| p.date);
        let body = plain(own.span.of(self.shown.text())).text;
        // The heading is the title, and is counted there.
        let body = if heading.is_some() {
            body.split_once('\n').map_or("", |(_, rest)| rest)
        } else {
            &body
        };
        let mut names = people.attendees;
        names.extend(people.others);
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        let whole = section.heading.is_none() && self.sections.len() == 1;
        Topic {
            id: format!(
                "{}#{}",
                self.id_base,
                heading.map_or(alone, |(_, anchor)| anchor)
            ),
            kind: if heading.is_some() || whole {
                TopicKind::Topic
            } else {
                TopicKind::Preamble
            },
            tags: self.tags.tags(&recap.tags, telling, body, self.speakers),
            title,
            breadcrumb: parent
                .map(|p| p.breadcrumb.iter().chain([&p.title]).cloned().collect())
                .unwrap_or_default(),
            parent: parent.map(|p| p.id.clone()),
            level: section.level,
            tree: self.source.extent(section.tree),
            parts: section.parts.iter().map(|part| self.part(part)).collect(),
            people: names,
            links: within(&self.blocks.links, own.span.start, own.span.end),
            note_links: self.note_links(own.span),
            anchors: self.anchors(section, anchors, own.span),
            code: within(&self.blocks.code, own.span.start, own.span.end),
            own,
            date: dated.or(above),
            project: recap.project.as_ref().map(|f| f.value.clone()),
            releases: recap.releases.iter().map(|f| f.value.clone()).collect(),
            event: recap.event.as_ref().map(|f| f.value.clone()),
            path: recap.path.clone(),
            recap_line: None,
        }
    }

    /// The anchor of what has no heading. Where a file holds several recaps, each has its title's.
    fn own_anchor(&self, recap: &Recap, used: &mut Anchors) -> String {
        let headed = self.sections.first().is_none_or(|s| s.heading.is_some());
        match self.is_one_of_several && !headed {
            true => used.next(&recap.title.value),
            false => "_".to_owned(),
        }
    }

    /// The links of a stretch that could lead to notes.
    fn note_links(&self, span: Span) -> Vec<NoteLink> {
        let all = &self.blocks.ties.links;
        let first = all.partition_point(|link| link.at < span.start);
        let own = all[first..].iter().take_while(|link| link.at < span.end);
        own.take(MOST_LINKS)
            .map(|link| NoteLink {
                form: link.form,
                target: link.target.clone(),
                text: link.text.clone(),
                line: self.source.line_at(link.at),
                column: self.source.column_at(link.at),
            })
            .collect()
    }

    /// Names of places in a section beside its own.
    fn anchors(&self, section: &Section, anchors: &[String], span: Span) -> Vec<String> {
        let parts = section.parts.iter().map(|(_, index, _)| &anchors[*index]);
        let given = within(&self.blocks.ties.anchors, span.start, span.end);
        parts.cloned().chain(given).take(MOST_LINKS).collect()
    }

    fn part(&self, (kind, index, lines): &(PartKind, usize, Lines)) -> Part {
        Part {
            kind: *kind,
            title: self.headings[*index].title.clone(),
            extent: self.source.extent(*lines),
        }
    }
}

/// The texts that stand between two bytes, each once.
fn within(placed: &[Placed], start: usize, end: usize) -> Vec<String> {
    let first = placed.partition_point(|p| p.at < start);
    let inside = placed[first..].iter().take_while(|p| p.at < end);
    let mut seen = std::collections::HashSet::new();
    inside
        .filter(|p| !p.text.is_empty() && seen.insert(&p.text))
        .map(|p| p.text.clone())
        .collect()
}

/// Whether a title is a file's name of a few letters and a date: whose meeting `CG-03-12` is, it says, not what of.
fn is_short_name(title: &Fact<String>) -> bool {
    let mut words = title
        .value
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.contains(char::is_alphabetic));
    let first = words.next().map_or(0, |word| word.chars().count());
    title.source == FactSource::FileName && first <= SHORT && words.next().is_none()
}
