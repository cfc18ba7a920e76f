//! `##Heading` becomes `## Heading`: kb reads it as a heading, and no other reader of Markdown does.

use super::{Insertion, Looked, parsed, quotes};
use crate::recap::bot;
use crate::recap::headings::{self, Tight};
use crate::recap::source::Source;

/// Where blanks are missing behind the marks of a heading.
pub(super) fn blanks(now: &Looked<'_>) -> Vec<Insertion> {
    let heard = now.source.without(&quotes::of_others(&now.source));
    let source = heard.as_ref().unwrap_or(&now.source);
    let start = source.line_start(now.metadata.body_line());
    let start = start.max(source.content_start());
    let (blocks, _) = parsed(source, start, &mut Vec::new());
    let tight = headings::tight_lines(source, &blocks);
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
