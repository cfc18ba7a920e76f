//! What a blog's engine reads in a note and nobody else: attribute lists of kramdown, tags of Liquid, shortcodes of Hugo, marks of
//! containers.
//!
//! They are no text. No line of the text goes, so that all else stays in its line. What stands in code stays, and so do tags
//! within a sentence and those of control flow: there somebody writes about templates.

mod attributes;
mod tags;

pub(super) use attributes::without as without_attributes;

use super::blocks::parser;
use pulldown_cmark::{Event, Tag};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Markdown without what is there for an engine.
#[derive(Debug)]
pub(super) struct Engineless<'m> {
    /// The text, of as many lines.
    pub(super) text: Cow<'m, str>,
    /// What was taken out, each with its line, from 0.
    pub(super) taken: Vec<(u32, String)>,
    /// What Markdown has where in the text, once that was asked for.
    places: OnceCell<Places>,
}

/// Longer attribute lists, and targets made by tags, are none, in bytes.
const LONGEST: usize = 1000;

/// What is to be taken out, and what comes in its place.
type Found = (Range<usize>, String);

/// Markdown without what is there for an engine: whole lines, and what stands within a line.
pub(super) fn without(markdown: &str) -> Engineless<'_> {
    let mut out = lines(markdown);
    if has_marks(&out.text) {
        out.targets();
        out.attributes();
    }
    out
}

/// Markdown without the lines that are there for an engine: blanks, or the fence of code, stand in their place, byte for byte.
/// What stands within a line stays.
pub(super) fn lines(markdown: &str) -> Engineless<'_> {
    let mut out = Engineless {
        text: Cow::Borrowed(markdown),
        taken: Vec::new(),
        places: OnceCell::new(),
    };
    if has_marks(markdown) {
        out.pairs();
        out.own_lines();
    }
    out
}

/// Whether a text may have any: most have none, and are not read for them.
fn has_marks(text: &str) -> bool {
    text.contains(":::")
        || text.match_indices('{').any(|(at, _)| {
            let mut behind = text[at + 1..].chars();
            match behind.next() {
                Some(':' | '%') => true,
                Some('{') => matches!(behind.next(), Some('<' | '%')),
                // A name, and not `{...rest}` of a program.
                Some('#' | '.') => behind
                    .next()
                    .is_some_and(|c| c.is_alphanumeric() || "-_".contains(c)),
                _ => false,
            }
        })
}

impl Engineless<'_> {
    /// Code between tags that say so, and comments.
    fn pairs(&mut self) {
        if !self.text.contains("{%") {
            return;
        }
        let places = self.places();
        let found = tags::pairs(&self.text, |at| places.is_code(at));
        self.blank(found);
    }

    /// Lines with nothing but tags and attribute lists.
    fn own_lines(&mut self) {
        let places = self.places();
        let mut found = Vec::new();
        let mut start = 0;
        let mut above = 0..0;
        for line in self.text.split_inclusive('\n') {
            let own = attributes::own_line(line);
            let own = own.filter(|own| !places.is_code(start + own.at.start));
            if let Some(own) = own {
                // The list that a table of contents takes the place of.
                if own.is_contents && attributes::stands_for_contents(&self.text[above.clone()]) {
                    found.push((above.clone(), String::new()));
                }
                found.push((start + own.at.start..start + own.at.end, String::new()));
            }
            above = start..start + line.trim_end().len();
            start += line.len();
        }
        self.blank(found);
    }

    /// Of a link that a tag makes, what the tag names stays.
    fn targets(&mut self) {
        if !self.text.contains("{%") {
            return;
        }
        let places = self.places();
        let found = tags::targets(&self.text, |at| places.is_code(at));
        self.replace(found);
    }

    /// Attribute lists behind headings and marked text.
    fn attributes(&mut self) {
        let places = self.places();
        let headings = places.headings.iter().filter_map(|range| {
            let line = self.text.get(range.clone())?.lines().next()?.trim_end();
            let title = attributes::without(line);
            Some(range.start + title.len()..range.start + line.len())
        });
        let spans = places.ends.iter().filter_map(|end| {
            let list = attributes::list(self.text.get(*end..)?)?;
            let is_one = list.is_plain_list && !places.is_code(*end);
            is_one.then(|| *end..*end + list.length)
        });
        let found = headings.chain(spans).filter(|range| !range.is_empty());
        let mut found: Vec<Found> = found.map(|range| (range, String::new())).collect();
        found.sort_by_key(|(range, _)| range.start);
        self.replace(found);
    }

    /// The same with blanks behind what comes in, as many bytes as were there. Ends of lines stay.
    fn blank(&mut self, found: Vec<Found>) {
        let blanks = |(range, mut put): Found| {
            let before = self.text.get(range.clone()).unwrap_or_default();
            let rest = before.as_bytes().iter().skip(put.len());
            put.extend(rest.map(|b| if *b == b'\n' { '\n' } else { ' ' }));
            (range, put)
        };
        let found = found.into_iter().map(blanks).collect();
        self.replace(found);
    }

    /// Takes out what was found, in order, and puts in what comes in its place.
    fn replace(&mut self, found: Vec<Found>) {
        if found.is_empty() {
            return;
        }
        let mut out = String::with_capacity(self.text.len());
        let (mut at, mut line) = (0, 0);
        for (range, put) in found {
            let pieces = self
                .text
                .get(at..range.start)
                .zip(self.text.get(range.clone()));
            let Some((before, old)) = pieces else {
                continue;
            };
            line += ends(before);
            self.taken.push((line, old.to_owned()));
            line += ends(old);
            out.push_str(before);
            out.push_str(&put);
            at = range.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        self.text = Cow::Owned(out);
        self.places = OnceCell::new();
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(&self.text))
    }
}

/// How many lines end in a text.
fn ends(text: &str) -> u32 {
    let count = text.bytes().filter(|b| *b == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where Markdown has what must not be touched, and what attributes may stand behind.
#[derive(Debug, Default)]
struct Places {
    /// Code, by place.
    code: Vec<Range<usize>>,
    headings: Vec<Range<usize>>,
    /// The bytes behind links, code and marked text.
    ends: Vec<usize>,
}

impl Places {
    /// Where the parser fails, all is code.
    fn of(text: &str) -> Self {
        let read = || {
            let mut out = Self::default();
            for (event, range) in parser(text).into_offset_iter() {
                match event {
                    Event::Start(Tag::CodeBlock(_)) => out.code.push(range),
                    Event::Start(Tag::Heading { .. }) => out.headings.push(range),
                    Event::Code(_) => {
                        out.ends.push(range.end);
                        out.code.push(range);
                    }
                    Event::Start(
                        Tag::Link { .. }
                        | Tag::Image { .. }
                        | Tag::Emphasis
                        | Tag::Strong
                        | Tag::Strikethrough,
                    ) => out.ends.push(range.end),
                    _ => {}
                }
            }
            out.ends.sort_unstable();
            out.ends.dedup();
            out
        };
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Self {
            code: std::iter::once(0..usize::MAX).collect(),
            ..Self::default()
        })
    }

    fn is_code(&self, at: usize) -> bool {
        let after = self.code.partition_point(|range| range.start <= at);
        after > 0 && self.code[after - 1].contains(&at)
    }
}

#[cfg(test)]
mod tests;
