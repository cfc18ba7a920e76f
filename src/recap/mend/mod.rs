//! Mending what is mechanical in a note: text in, text out.
//!
//! A mend only ever puts something in, never takes a byte away, and is kept only where the note then reads as it did before. What
//! needs a judgement is no mend: it stays with `kb check`.

mod date;
mod fault;
mod front_matter;
mod suspect;
mod tight;

use super::draft::parsed;
use super::metadata::{self, Metadata};
use super::source::Source;
use super::{Input, Reader, Reading, markup, quotes};
use crate::model::{FactSource, Markup};
use std::cell::OnceCell;

pub use fault::{Fault, Mend};
pub use suspect::is_suspect;

/// A note as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Its whole text.
    pub text: String,
    /// What was mended, once for each place, in the order in which it was.
    pub mends: Vec<Mend>,
}

/// Why a note is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unmendable {
    /// Its bytes are no text that could be written back as it was.
    #[error("it is not UTF-8")]
    Encoding,
    /// Its markup has rules of its own.
    #[error("it is not Markdown")]
    Markup,
    /// It begins as a page of its own, before which nothing may stand.
    #[error("it is a page of HTML")]
    Html,
    /// It begins with a title block, which must stay first.
    #[error("it begins with a title block as pandoc has them")]
    TitleBlock,
    /// To kb it is one line.
    #[error("its lines end in carriage returns alone")]
    LineEnds,
}

/// Text to be put in at a byte.
#[derive(Debug, PartialEq, Eq)]
struct Insertion {
    at: usize,
    text: String,
}

/// A note as a rule looks at it.
struct Looked<'l> {
    reader: &'l Reader<'l>,
    input: Input<'l>,
    source: Source,
    metadata: Metadata,
    /// What is read of it, once that was asked for.
    read: OnceCell<Option<Reading>>,
}

impl<'l> Looked<'l> {
    /// A text, of which `known` is read where that is known.
    fn at(
        reader: &'l Reader<'l>,
        input: &Input<'l>,
        text: &'l str,
        known: Option<Reading>,
    ) -> Self {
        let (source, _) = Source::new(text.as_bytes());
        Self {
            read: known.map_or_else(OnceCell::new, |known| Some(known).into()),
            reader,
            input: Input {
                bytes: text.as_bytes(),
                ..*input
            },
            metadata: metadata::metadata(&source),
            source,
        }
    }

    /// What is read of it, where it is one recap. Of all that is done here this takes longest.
    fn reading(&self) -> Option<&Reading> {
        let read = || {
            let mut readings = self.reader.read(&self.input);
            (readings.len() == 1).then(|| readings.remove(0))
        };
        self.read.get_or_init(read).as_ref()
    }

    fn into_reading(self) -> Option<Reading> {
        self.read.into_inner().flatten()
    }

    /// How the lines of the note end.
    fn line_end(&self) -> &'static str {
        let first = self.source.text().split_inclusive('\n').next();
        match first.is_some_and(|line| line.ends_with("\r\n")) {
            true => "\r\n",
            false => "\n",
        }
    }

    /// The byte behind the text of a line.
    fn end_of(&self, line: u32) -> usize {
        let start = self.source.line_start(line);
        let mark = if start == 0 {
            self.source.content_start()
        } else {
            0
        };
        start + mark + self.source.line(line).len()
    }
}

impl Reader<'_> {
    /// The note with those of these faults mended that it has, `None` where it has none of them.
    ///
    /// # Errors
    /// Where it is not UTF-8, or not Markdown.
    pub fn mend(&self, input: &Input<'_>, faults: &[Fault]) -> Result<Option<Mended>, Unmendable> {
        let text = std::str::from_utf8(input.bytes).map_err(|_| Unmendable::Encoding)?;
        let (source, _) = Source::new(input.bytes);
        if markup::markup(input, &source) != Markup::Markdown {
            return Err(Unmendable::Markup);
        }
        if is_page(source.text()) {
            return Err(Unmendable::Html);
        }
        if text.trim_start_matches('\u{feff}').starts_with("% ") {
            return Err(Unmendable::TitleBlock);
        }
        if text.contains('\r') && !text.contains('\n') {
            return Err(Unmendable::LineEnds);
        }
        let mut text = text.to_owned();
        let mut mends = Vec::new();
        let mut added = Vec::new();
        let mut known = None;
        for fault in Fault::ALL
            .into_iter()
            .filter(|fault| faults.contains(fault))
        {
            let now = Looked::at(self, input, &text, known.take());
            let Some((mended, insertions, then)) = self.without(fault, &now) else {
                known = now.into_reading();
                continue;
            };
            mends.extend(fault::mends(fault, &now.source, &insertions, &mut added));
            known = then;
            text = mended;
        }
        Ok((!mends.is_empty()).then_some(Mended { text, mends }))
    }

    /// The text without a fault, what was put in, and what is read of it; `None` where it has none, or would then read otherwise.
    fn without(
        &self,
        fault: Fault,
        now: &Looked<'_>,
    ) -> Option<(String, Vec<Insertion>, Option<Reading>)> {
        let insertions = match fault {
            Fault::FrontMatter => Vec::from_iter(front_matter::mark(now)),
            Fault::Heading => tight::blanks(now),
            Fault::Date => Vec::from_iter(date::field(now)),
        };
        if insertions.is_empty() {
            return None;
        }
        let mended = applied(now.source.text(), &insertions);
        let then = Looked::at(self, &now.input, &mended, None);
        let is_sound = is_sound(fault, now.reading()?, then.reading()?)
            && (fault != Fault::Heading || tight::code(now) == tight::code(&then));
        let read = then.into_reading();
        is_sound.then_some((mended, insertions, read))
    }
}

/// Tags that only a whole page begins with.
const OF_PAGES: [&str; 6] = ["!doctype", "html", "head", "body", "svg", "?xml"];

/// Whether a text is a page of HTML rather than Markdown with HTML in it.
fn is_page(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let Some(tag) = text.strip_prefix('<') else {
        return false;
    };
    let begins = |name: &&str| {
        let head = tag.get(..name.len());
        let rest = tag.get(name.len()..).unwrap_or("");
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
            && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')
    };
    OF_PAGES.iter().any(begins)
}

/// The text with these insertions, which are in their order.
fn applied(text: &str, insertions: &[Insertion]) -> String {
    let more = insertions.iter().map(|i| i.text.len()).sum::<usize>();
    let mut out = String::with_capacity(text.len() + more);
    let mut from = 0;
    for insertion in insertions {
        out.push_str(text.get(from..insertion.at).unwrap_or(""));
        out.push_str(&insertion.text);
        from = insertion.at;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// Whether a note reads after a mend as it did before, but for what was to be mended.
fn is_sound(fault: Fault, before: &Reading, after: &Reading) -> bool {
    let (old, new) = (&before.recap, &after.recap);
    let dates = |reading: &Reading| reading.recap.date.as_ref().map(|date| date.value);
    match fault {
        // The fields become facts, and the text before the first topic is shorter or gone.
        Fault::FrontMatter => titles(before, 1) == titles(after, 1) && !is_broken(after),
        Fault::Heading => {
            titles(before, 0) == titles(after, 0)
                && lines(before) == lines(after)
                && old == new
                && is_broken(before) == is_broken(after)
        }
        Fault::Date => {
            let stated = new.date.as_ref().map(|date| date.source);
            titles(before, 0) == titles(after, 0)
                && dates(before) == dates(after)
                && stated == Some(FactSource::FrontMatter)
                && (&old.title, &old.project, &old.releases, &old.event)
                    == (&new.title, &new.project, &new.releases, &new.event)
                && (&old.tags, &old.authors) == (&new.tags, &new.authors)
                && !is_broken(after)
        }
    }
}

/// Levels and titles of the topics from a level on.
fn titles(reading: &Reading, from: u8) -> Vec<(u8, &str)> {
    let topics = reading.topics.iter().filter(|topic| topic.level >= from);
    topics.map(|t| (t.level, t.title.as_str())).collect()
}

fn lines(reading: &Reading) -> Vec<u32> {
    let topics = reading.topics.iter();
    topics.map(|topic| topic.own.lines.start).collect()
}

/// Whether the metadata cannot be read as it is meant.
fn is_broken(reading: &Reading) -> bool {
    let mut codes = reading.diagnostics.iter().map(|told| told.code.as_str());
    codes.any(|code| code == "front-matter")
}

#[cfg(test)]
mod tests;
