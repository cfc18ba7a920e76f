//! `##Heading` becomes `## Heading`: kb reads it as a heading, and no other reader of Markdown does.

use super::{Insertion, Looked, parsed, quotes};
use crate::recap::blocks::{BlockKind, Blocks};
use crate::recap::bot;
use crate::recap::enclosed::Enclosed;
use crate::recap::headings::{self, Tight};
use crate::recap::source::Source;

/// Where blanks are missing behind the marks of a heading.
pub(super) fn blanks(now: &Looked<'_>) -> Vec<Insertion> {
    let heard = now.source.without(&quotes::of_others(&now.source));
    let source = heard.as_ref().unwrap_or(&now.source);
    let blocks = blocks(now, source);
    let mut tight = headings::tight_lines(source, &blocks);
    if tight.is_empty() {
        return Vec::new();
    }
    let enclosed = Enclosed::new(source.text(), &blocks);
    let below = below_block(now);
    tight.retain(|tight| {
        tight.line >= below
            && !enclosed.has(source.line_start(tight.line))
            && !is_over_code(source, tight.line)
    });
    let has_habit = tight.iter().any(|tight| is_told(source, *tight));
    let sure = tight.into_iter().filter(|tight| {
        tight.marks > 1
            || is_told(source, *tight)
            || has_habit && is_alone(source, tight.line) && !is_command(source, *tight)
    });
    sure.map(|tight| {
        let line = source.line_start(tight.line);
        let mark = if line == 0 { source.content_start() } else { 0 };
        Insertion {
            at: line + mark + tight.marks,
            text: " ".to_owned(),
        }
    })
    .collect()
}

/// All code of a note, as any reader of Markdown finds it.
pub(super) fn code(now: &Looked<'_>) -> Vec<String> {
    let found = blocks(now, &now.source);
    let blocks = found.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Code { .. } => Some(block.span.of(now.source.text()).to_owned()),
        _ => None,
    });
    let spans = found.code.iter().map(|code| code.text.clone());
    blocks.chain(spans).collect()
}

fn blocks(now: &Looked<'_>, source: &Source) -> Blocks {
    let start = source.line_start(now.metadata.body_line());
    parsed(source, start.max(source.content_start()), &mut Vec::new()).0
}

/// The first line below a block that begins as front matter and is none: in it these marks begin a comment.
fn below_block(now: &Looked<'_>) -> u32 {
    let source = &now.source;
    if now.metadata.lines.is_some() || !matches!(source.line(1).trim_end(), "---" | "+++") {
        return 1;
    }
    let block = (1..=source.line_count()).take_while(|line| !source.is_blank(*line));
    block.last().unwrap_or(1) + 1
}

/// Whether the line below is text only as long as this one is: below a heading it is code.
fn is_over_code(source: &Source, line: u32) -> bool {
    let below = source.line(line + 1);
    let blanks = below.len() - below.trim_start_matches(' ').len();
    !below.trim().is_empty() && (blanks >= 4 || below.trim_start_matches(' ').starts_with('\t'))
}

/// Whether a single mark has words behind it that make a heading. A single word may be a tag of the kind that chats have.
fn is_told(source: &Source, tight: Tight) -> bool {
    let words = source.line(tight.line).split_whitespace();
    tight.marks == 1 && words.count() > 1 && !is_command(source, tight)
}

/// Whether a line may be one to the bot of a meeting, such as `#Agreed We do it`.
fn is_command(source: &Source, tight: Tight) -> bool {
    let told = bot::told(source.line(tight.line));
    // `#Action items` is a title.
    tight.marks == 1 && told.is_some_and(|(_, rest)| !rest.to_lowercase().starts_with("item"))
}

/// Whether nothing stands right below a line; above a heading of a single mark nothing does. Whoever writes `#Two words` wrote for
/// readers to which `#Word` is a heading too: those that have tags take neither for one.
fn is_alone(source: &Source, line: u32) -> bool {
    line == source.line_count() || source.is_blank(line + 1)
}
