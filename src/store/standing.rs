//! How a topic stands among answers: a list of links to topics is not one, the lines before the first heading seldom are, a
//! heading without text even less.

use crate::model::{Topic, TopicKind};

/// What sort of text a topic is, seen as an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Text.
    Text = 0,
    /// A table of contents, an index page: lines that only link on.
    Contents = 1,
    /// What stands before the first heading: roles, attendees, how to join.
    Preamble = 2,
    /// A heading with nothing below it.
    Heading = 3,
}

/// From so many linking lines on a topic may be a list of contents.
const LINKS: usize = 3;

impl Standing {
    /// The standing of a topic with this text.
    pub(super) fn of(topic: &Topic, markdown: &str) -> Self {
        if is_contents(markdown) {
            Self::Contents
        } else if topic.kind == TopicKind::Preamble {
            Self::Preamble
        } else if topic.level > 0 && topic.own == topic.tree && is_bare(markdown) {
            Self::Heading
        } else {
            Self::Text
        }
    }

    /// What scores of topics of this standing are multiplied by.
    pub(super) fn factor(number: u64) -> f32 {
        match number {
            1 => 0.5,
            2 => 0.8,
            3 => 0.7,
            _ => 1.0,
        }
    }
}

/// Whether most lines under the heading are list items that do nothing but link within the notes.
fn is_contents(markdown: &str) -> bool {
    let lines = markdown.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut all, mut links) = (0, 0);
    for line in lines {
        all += 1;
        links += usize::from(only_links(line));
    }
    links >= LINKS && links * 10 >= all * 7
}

/// Whether nothing stands below the heading, whose mark may be a line of its own.
fn is_bare(markdown: &str) -> bool {
    let below = markdown.trim().lines().skip(1);
    below
        .flat_map(str::chars)
        .all(|c| c.is_whitespace() || "=-".contains(c))
}

/// `- [Title](#anchor)`, `1. [Title](other.md)`: a target on the web is a reference, not a place in the notes.
fn only_links(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+. |".contains(c));
    let Some(rest) = line.strip_prefix('[') else {
        return false;
    };
    let Some((_, target)) = rest.split_once("](") else {
        return false;
    };
    let Some((target, after)) = target.split_once(')') else {
        return false;
    };
    !target.contains("://") && after.chars().filter(|c| c.is_alphanumeric()).count() <= 12
}

#[cfg(test)]
mod tests {
    use super::{is_bare, is_contents};

    #[test]
    fn knows_bare_headings() {
        assert!(is_bare("## Cells\n\n"));
        assert!(is_bare("Cells\n-----\n\n"));
        assert!(!is_bare("Cells\n=====\n\nSplit in two.\n"));
    }

    #[test]
    fn knows_lists_of_contents() {
        let toc = "## Contents\n\n- [One](#one)\n  - [Two](#two)\n* [Three](three.md) (10 min)\n";
        assert!(is_contents(toc));
        assert!(!is_contents(
            "- [One](#one)\n\nSome text.\n\nMore of it.\n- [Two](#two)\n"
        ));
        assert!(!is_contents(
            "- [a](https://x.org)\n- [b](https://y.org)\n- [c](https://z.org)\n"
        ));
        assert!(!is_contents(
            "- [One](#one) was put off until the next meeting, since nobody came\n"
        ));
    }
}
