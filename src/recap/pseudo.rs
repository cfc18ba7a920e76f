//! Pseudo-headings: an emphasised or bold line that stands where a heading would.
//!
//! Of about 16,900 bold lines in real recaps 15,300 are names of speakers in transcripts. A transcript
//! gives itself away by saying the same name twice, and then none of its bold lines is a heading, but for those that are
//! a day: they begin a meeting, and what is repeated below stands in each.

use super::blocks::{Block, BlockKind, Blocks};
use super::dates::is_day;
use super::headings::{Heading, Markup};
use super::labels::label;
use super::people::is_people_label;
use super::plain::inline;
use super::source::Source;
use std::collections::HashSet;

/// Longer lines are emphasised sentences, in words.
const MOST_WORDS: usize = 8;

/// The pseudo-headings of a note.
pub(crate) fn headings(source: &Source, found: &Blocks) -> Vec<Heading> {
    let mut emphasis = Vec::new();
    let mut bold = Vec::new();
    let mut days = Vec::new();
    for (index, block) in found.blocks.iter().enumerate() {
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let Some((markup, heading)) = candidate(source, block) else {
            continue;
        };
        let line = source.line_at(block.span.start);
        let goes_on = !source.is_blank(line + 1) && line < source.line_count();
        let next = found.blocks.get(index + 1).map(|b| b.kind);
        let followed = goes_on || next.is_some_and(|kind| !matches!(kind, BlockKind::Heading(_)));
        match markup {
            _ if is_day(&heading.title) => days.extend(followed.then_some(heading)),
            Markup::Emphasis if goes_on => emphasis.push(heading),
            Markup::Bold if followed => bold.push(heading),
            _ => {}
        }
    }
    let mut out = unless_repeated(emphasis, &repeated(source, Markup::Emphasis));
    out.extend(unless_repeated(bold, &repeated(source, Markup::Bold)));
    // A single one is the note's own.
    let different: HashSet<&str> = days.iter().map(|day| day.title.as_str()).collect();
    if different.len() > 1 {
        out.extend(days);
    }
    out
}

fn unless_repeated(found: Vec<Heading>, repeated: &bool) -> Vec<Heading> {
    if *repeated { Vec::new() } else { found }
}

/// Whether any line of this markup stands twice in the note, whatever surrounds it.
fn repeated(source: &Source, markup: Markup) -> bool {
    let mut seen = HashSet::new();
    (1..=source.line_count())
        .filter_map(|n| emphasised(source.line(n).trim()))
        .filter(|(found, _)| *found == markup)
        .any(|(_, text)| !seen.insert(text.to_lowercase()))
}

/// The heading that a paragraph's first line would be.
fn candidate(source: &Source, block: &Block) -> Option<(Markup, Heading)> {
    let line = source.line_at(block.span.start);
    let raw = source.line(line);
    if line > 1 && !source.is_blank(line - 1) || raw.ends_with("  ") || raw.ends_with('\\') {
        return None;
    }
    let (markup, inner) = emphasised(raw.trim())?;
    let title = inline(inner);
    let words = title.split_whitespace().count();
    let titled =
        title.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'`[(/".contains(c));
    // `**Owner: X**` is a label in bold.
    let labelled = label(raw).is_some_and(|l| !l.value.is_empty() && is_people_label(l.name));
    let ends = title.ends_with(['.', ',', ';', ':', '!', '?']);
    let sound = titled
        && !ends
        && !labelled
        && words <= MOST_WORDS
        && (title.chars().any(char::is_alphabetic) || is_day(&title));
    sound.then_some((
        markup,
        Heading {
            level: 0,
            title,
            line,
            markup,
        },
    ))
}

/// The text between the marks of a line that is emphasised or bold as a whole.
fn emphasised(line: &str) -> Option<(Markup, &str)> {
    for (mark, markup) in [
        ("**", Markup::Bold),
        ("__", Markup::Bold),
        ("*", Markup::Emphasis),
        ("_", Markup::Emphasis),
    ] {
        if let Some(rest) = line.strip_prefix(mark) {
            let inner = rest.strip_suffix(mark)?;
            let alone =
                !inner.is_empty() && !inner.starts_with(['*', '_', ' ']) && !inner.contains(mark);
            return alone.then_some((markup, inner));
        }
    }
    None
}
