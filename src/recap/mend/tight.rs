//! `##Heading` becomes `## Heading`: kb reads it as a heading, and no other reader of Markdown does.

use super::{Insertion, Looked, parsed, quotes};
use crate::recap::headings;

/// Where blanks are missing behind the marks of a heading.
pub(super) fn blanks(now: &Looked<'_>) -> Vec<Insertion> {
    let heard = now.source.without(&quotes::of_others(&now.source));
    let source = heard.as_ref().unwrap_or(&now.source);
    let start = source.line_start(now.metadata.body_line());
    let start = start.max(source.content_start());
    let (blocks, _) = parsed(source, start, &mut Vec::new());
    let tight = headings::tight_lines(source, &blocks).into_iter();
    let sure = tight.filter(|tight| tight.marks > 1 || has_words(source.line(tight.line)));
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

/// A single word behind a single mark may be a tag of the kind that chats have.
fn has_words(line: &str) -> bool {
    line.split_whitespace().count() > 1
}
