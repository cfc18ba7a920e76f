//! Digests of mailing lists in plain text: several messages in one mail, each below a row of dashes, as Mailman writes them.
//!
//! Each message becomes a topic of its own, with who wrote it when set apart; and so is what the list itself says above and below.

use super::fields::introduction;
use super::header::header;
use super::raw::{Line, Raw};
use super::texts::{aside, spoken};
use super::voices::is_rule;
use crate::model::Lines;
use crate::recap::escape::{escaped, escaped_line};
use crate::recap::script::Script;
use crate::recap::source::Source;

/// So many lines below a row of dashes a message begins at most.
const AHEAD: usize = 3;
/// The most lines of a message's header.
const LONGEST: usize = 100;

/// Writes the messages of a digest. Says whether the lines are one.
pub(super) fn write(lines: &[Line], script: &mut Script) -> bool {
    let starts = starts(lines);
    let Some(first) = starts.iter().find(|start| start.is_message) else {
        return false;
    };
    apart(&lines[..first.rule], script);
    let ends = starts.iter().skip(1).map(|next| next.rule);
    for (start, end) in starts.iter().zip(ends.chain([lines.len()])) {
        match start.is_message {
            true => message(&lines[start.rule..end], start.header - start.rule, script),
            false => apart(&lines[start.rule..end], script),
        }
    }
    true
}

/// A row of dashes over a message, or over what the list says at the end.
struct Start {
    rule: usize,
    header: usize,
    is_message: bool,
}

fn starts(lines: &[Line]) -> Vec<Start> {
    let mut out: Vec<Start> = Vec::new();
    for (rule, _) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_rule(&line.text, '-'))
    {
        let below = (rule + 1..lines.len()).take(AHEAD);
        let Some(header) = below.into_iter().find(|at| !lines[*at].is_blank()) else {
            continue;
        };
        let is_message = begins_message(&lines[header..]);
        let text = lines[header].text.as_str();
        let is_end = text.starts_with("Subject: Digest Footer")
            || text.starts_with("End of ") && text.contains(" Digest");
        // What ends a digest stands below a message.
        if is_message || is_end && !out.is_empty() {
            out.push(Start {
                rule,
                header,
                is_message,
            });
        }
    }
    out
}

/// `Message: 1` over a header that says who wrote it, and what about or when.
fn begins_message(lines: &[Line]) -> bool {
    let number = lines[0].text.strip_prefix("Message:").map(str::trim);
    let is_numbered =
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let fields = || {
        lines
            .iter()
            .take(LONGEST)
            .take_while(|line| !line.is_blank())
    };
    let has = |name: &str| fields().any(|line| line.text.starts_with(name));
    is_numbered && has("From:") && (has("Subject:") || has("Date:"))
}

/// A message whose header begins at line `top`.
fn message(lines: &[Line], top: usize, script: &mut Script) {
    let fields = lines[top..].iter().take_while(|line| !line.is_blank());
    let fields: Vec<&str> = fields.map(|line| line.text.as_str()).collect();
    let (head, rest) = lines.split_at(top + fields.len());
    let text = fields.join("\n");
    let (source, _) = Source::new(text.as_bytes());
    let raw = Raw::new(text.as_bytes(), &source);
    let header = header(&raw, 1, source.line_count() + 1);
    let (title, words) = introduction(&source, &header);
    let (first, last) = (lines[0].from, head[head.len() - 1].from);
    let from = Lines::new(first.start, last.end);
    script.gap(first);
    script.push(&format!("## {}", escaped(&title)), from);
    let heading = script.len();
    script.push(&escaped_line(&words), from);
    script.gap(from);
    script.set_apart(heading);
    spoken(rest, false, script);
}

fn apart(lines: &[Line], script: &mut Script) {
    let Some(first) = lines.first() else {
        return;
    };
    script.gap(first.from);
    let before = script.len();
    aside(lines, script);
    script.set_apart(before);
}
