//! Which lines of a note are headings, and which only look like one.
//!
//! Counted over 6,066 public recaps: all 38 lines `##Like this` are headings, of 59 lines `#Like this` ten
//! are; of 144 lines over a row of dashes 57 are the end of a paragraph. Each rule below is one of these counts.

use super::blocks::{Block, BlockKind, Blocks};
use super::bot;
use super::enclosed::Enclosed;
use super::engine::without_attributes;
use super::items::openings::without_block_name;
use super::links::unlinked;
use super::metadata::tags_of_pad;
use super::plain::inline;
use super::pseudo;
use super::source::{Source, prefix};
use super::units::Unit;
use crate::model::{Diagnostic, Lines, Severity, Span};

/// Longer lines below a bare mark are text, in words.
const MOST_WORDS: usize = 14;
/// Longer titles are cut, in bytes.
const LONGEST: usize = 400;

/// How a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Markup {
    /// `## Heading`, `##Heading`, or a line over `====`.
    Heading,
    /// `_Heading_` alone on a line: one level below the heading above it.
    Emphasis,
    /// `**Heading**` alone on a line: one level below the heading above it.
    Bold,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Level 1 to 6; 0 for a pseudo-heading, whose level its place decides.
    pub(crate) level: u8,
    /// Its text without markup, blanks folded, without a colon at the end.
    pub(crate) title: String,
    /// Its first line.
    pub(crate) line: u32,
    /// How it is written.
    pub(crate) markup: Markup,
}

/// The headings of a note, top to bottom.
pub(crate) fn headings(
    source: &Source,
    found: &Blocks,
    units: &[Unit],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Heading> {
    let tight = tight_lines(source, found).into_iter();
    let mut out: Vec<Heading> = tight.filter_map(|tight| tight.heading(source)).collect();
    for (index, block) in found.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading(level) if is_atx(source, block) || is_setext(source, block) => {
                let line = source.line_at(block.span.start);
                if tags_of_pad(source.line(line)).is_some() {
                    continue;
                }
                // The backslash of a broken line is no title.
                let own = || heading(level, &block.text, line);
                out.extend(match block.text.trim() {
                    "" | "\\" => slipped(source, level, line).or_else(own),
                    _ => own(),
                });
            }
            BlockKind::Code { fenced: true } if index + 1 == found.blocks.len() => {
                unclosed_fence(source, block, &mut out, diagnostics);
            }
            _ => {}
        }
    }
    out.extend(pseudo::headings(source, found));
    out.extend(bot::headings(source, units));
    out.sort_by_key(|h| h.line);
    out.dedup_by_key(|h| h.line);
    out
}

fn heading(level: u8, text: &str, line: u32) -> Option<Heading> {
    let title = clean(text);
    (!title.is_empty()).then_some(Heading {
        level,
        title,
        line,
        markup: Markup::Heading,
    })
}

/// A heading of which only the mark stands in its line: exports break lines behind it.
fn slipped(source: &Source, level: u8, mark: u32) -> Option<Heading> {
    let line = mark + 1;
    let text = source.line(line).trim();
    let is_title = text.starts_with(|c: char| c.is_alphanumeric() || "[\"'`*_(".contains(c))
        && text.split_whitespace().count() <= MOST_WORDS
        && !text.ends_with(['.', ',', ';']);
    is_title
        .then(|| heading(level, &inline(text), line))
        .flatten()
}

/// A title: blanks folded, no closing `#`, no colon at the end, no `{#anchor}` or other attributes, no name of a block; the name of a
/// note without its brackets, where that is all of it.
fn clean(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title = folded.as_str();
    title = without_block_name(without_attributes(title));
    let bare = title.trim_end_matches('#');
    // `C#` keeps its sign.
    if bare.is_empty() || bare.ends_with(' ') {
        title = bare.trim_end();
    }
    let title = title.trim_end_matches(|c: char| c == ':' || c.is_whitespace());
    // Other names in double brackets may be signs: `The [[Call]] slot`.
    let is_name = title.starts_with("[[") && title.find("]]") == Some(title.len() - 2);
    match is_name {
        true => shortened(&unlinked(title)),
        false => shortened(title),
    }
}

/// A title of bounded length: each topic below it has it too.
pub(super) fn shortened(title: &str) -> String {
    let kept = prefix(title, LONGEST);
    if kept.len() < title.len() {
        return format!("{}\u{2026}", kept.trim_end());
    }
    title.to_owned()
}

/// Hash marks with a blank or nothing behind them, on one line. `#Tight` over dashes is the parser's setext
/// heading, and so is a mark too far indented to be one, in a paragraph that ends over a rule.
fn is_atx(source: &Source, block: &Block) -> bool {
    let first = source.line_at(block.span.start);
    let line = source.line(first).trim_start();
    let rest = line.trim_start_matches('#');
    source.line_at(block.span.end.saturating_sub(1)) <= first
        && (1..=6).contains(&(line.len() - rest.len()))
        && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// A single short line that is no sentence, list, quote, table row or list of names.
fn is_setext(source: &Source, block: &Block) -> bool {
    let first = source.line_at(block.span.start);
    let underline = source.line(first + 1).trim();
    // `==-` is no rule: the parser goes on to the next line, and so would the title.
    let all = |mark: char| underline.chars().all(|c| c == mark);
    let ruled = underline.len() >= 2 && (all('=') || all('-'));
    let text = source.line(first).trim();
    let sentence = text.ends_with(['.', ',', ';']) || text.matches(',').count() > 2;
    let labelled =
        super::labels::label(text).is_some_and(|l| super::people::is_people_label(l.name));
    ruled
        && !sentence
        && !labelled
        && !text.contains('|')
        && text.chars().count() <= 100
        && text.split_whitespace().count() <= 14
}

/// A line whose marks have no blank behind them, and which is a heading all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tight {
    /// Its number.
    pub(super) line: u32,
    /// How many marks it has.
    pub(super) marks: usize,
}

impl Tight {
    fn heading(self, source: &Source) -> Option<Heading> {
        let rest = &source.line(self.line)[self.marks..];
        let level = u8::try_from(self.marks).unwrap_or(6);
        heading(level, &inline(rest), self.line)
    }
}

/// All such lines of a note.
pub(super) fn tight_lines(source: &Source, found: &Blocks) -> Vec<Tight> {
    let blocks = found.blocks.iter().filter(|block| match block.kind {
        BlockKind::Heading(_) => !is_atx(source, block) && !is_setext(source, block),
        kind => kind == BlockKind::Paragraph,
    });
    let mut lines: Vec<Tight> = blocks.flat_map(|block| tight(source, block.span)).collect();
    if !lines.is_empty() {
        let enclosed = Enclosed::new(source.text(), found);
        lines.retain(|tight| !enclosed.is_literal(source.line_start(tight.line)));
    }
    lines
}

/// `##Heading` anywhere, and `#Heading` after a blank line, inside a paragraph.
fn tight(source: &Source, span: Span) -> impl Iterator<Item = Tight> {
    let first = source.line_at(span.start);
    let last = source.line_at(span.end.saturating_sub(1).max(span.start));
    (first..=last).filter_map(|line| {
        let text = source.line(line);
        let marks = text.bytes().take_while(|b| *b == b'#').count();
        let rest = &text[marks..];
        let sound = match marks {
            1 => (line == 1 || source.is_blank(line - 1)) && is_title_like(rest),
            2..=6 => rest.starts_with(|c: char| c.is_alphanumeric() || "[\"'`*_(".contains(c)),
            _ => false,
        };
        sound.then_some(Tight { line, marks })
    })
}

fn is_title_like(rest: &str) -> bool {
    let mut chars = rest.chars();
    let capital = chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase);
    capital && !rest.contains('=') && !rest.trim_end().ends_with(['.', ';', ','])
}

/// The lines of a code fence that begins on line `first`, goes on to the end of the note and is never closed.
pub(super) fn open_fence(source: &Source, first: u32) -> Option<Lines> {
    let fence = source.line(first).trim_start();
    let mark = fence.chars().next().filter(|c| "~`".contains(*c))?;
    let lines = source.trimmed(first, source.line_count())?;
    let last = source.line(lines.end).trim();
    let closed = lines.end > first && last.len() >= 3 && last.chars().all(|c| c == mark);
    (!closed).then_some(lines)
}

/// A fence that is never closed makes code of all the rest. What stands there as a heading after a
/// blank line, at a level the note has used before, is read as one, so that its topics are not lost.
fn unclosed_fence(
    source: &Source,
    block: &Block,
    out: &mut Vec<Heading>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let first = source.line_at(block.span.start);
    let Some(lines) = open_fence(source, first) else {
        return;
    };
    diagnostics.push(
        source
            .line_diagnostic(
                Severity::Warning,
                "open-fence",
                "code fence is never closed",
                first,
            )
            .with_hint(
                "close it after the code; headings below it, of levels used before, were read as headings",
            ),
    );
    let used: Vec<u8> = out.iter().map(|h| h.level).collect();
    for line in first + 1..=lines.end {
        let text = source.line(line);
        let marks = text.bytes().take_while(|b| *b == b'#').count();
        let rest = text[marks..].trim_start();
        let level = u8::try_from(marks).unwrap_or(u8::MAX);
        if source.is_blank(line - 1)
            && used.contains(&level)
            && rest.starts_with(char::is_uppercase)
        {
            out.extend(heading(level, &inline(rest), line));
        }
    }
}
