//! Attribute lists: `{: .note}`, `{:target="_blank"}`, `{#name}`.

use super::{LONGEST, tags};
use crate::recap::source::prefix;
use std::ops::Range;

/// Words that an item has at most where a table of contents takes its place.
const CONTENTS: usize = 4;

/// An attribute list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List {
    /// Its bytes.
    pub(super) length: usize,
    /// Whether it has a class, a name or a value, and is no mere word in braces.
    pub(super) is_plain_list: bool,
    /// Whether it stands for the table of contents.
    is_contents: bool,
}

/// What a line has that is there for an engine and nothing else.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OwnLine {
    /// Its bytes in the line.
    pub(super) at: Range<usize>,
    /// Whether a table of contents takes the place of the list above.
    pub(super) is_contents: bool,
}

/// The attribute list that a text begins with.
pub(super) fn list(text: &str) -> Option<List> {
    // A line may be long, and have many of them.
    let inner = prefix(text.strip_prefix('{')?, LONGEST);
    let inner = &inner[..inner.find(['}', '\n'])?];
    if !text[inner.len() + 1..].starts_with('}') {
        return None;
    }
    let length = inner.len() + 2;
    let body = match inner.strip_prefix(':') {
        // What begins and ends parts that kramdown reads in another way.
        Some(rest) => rest.trim_start_matches([':', '/']),
        None if inner.starts_with(['#', '.']) => inner,
        None => return None,
    };
    let mut out = List {
        length,
        is_plain_list: false,
        is_contents: false,
    };
    let mut rest = body.trim();
    if rest.is_empty() && !inner.starts_with(":/") {
        return None;
    }
    while !rest.is_empty() {
        let (token, behind) = token(rest)?;
        out.is_plain_list |= !is_name(token);
        out.is_contents |= token == "toc";
        rest = behind.trim_start();
    }
    Some(out)
}

/// The first token of a list, and what stands behind it.
fn token(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let ends = |c: char| match quote {
        Some(open) if open == c => {
            quote = None;
            false
        }
        None if c == '"' || c == '\'' => {
            quote = Some(c);
            false
        }
        None => c.is_whitespace(),
        Some(_) => false,
    };
    let end = text.find(ends).unwrap_or(text.len());
    let (token, rest) = text.split_at(end);
    let is_one = match token.split_at_checked(1) {
        Some((".", class)) => is_name(class),
        Some(("#", id)) => !id.is_empty() && !id.contains(['"', '\'', '=', '?', '{', '#']),
        _ => match token.split_once('=') {
            Some((key, value)) => is_name(key) && is_value(value),
            None => is_name(token),
        },
    };
    is_one.then_some((token, rest))
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "-_:.".contains(c))
}

/// A value in quotes, or a word.
fn is_value(text: &str) -> bool {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text.len() > 1 && text.ends_with(quote),
        first => first.is_some() && !text.contains(['"', '\'', '=', '(', ';']),
    }
}

/// A heading without the attributes at its end.
pub(in crate::recap) fn without(heading: &str) -> &str {
    let text = heading.trim_end();
    let Some(at) = text.rfind('{').filter(|_| text.ends_with('}')) else {
        return heading;
    };
    let (before, end) = text.split_at(at);
    let is_whole = list(end).is_some_and(|list| list.is_plain_list && list.length == end.len());
    let stands_apart = before.ends_with(char::is_whitespace) || end.starts_with("{#");
    let title = before.trim_end();
    match is_whole && stands_apart && !title.trim_start_matches('#').is_empty() {
        true => title,
        false => heading,
    }
}

/// A line that has nothing but tags and attribute lists, in quotes too.
pub(super) fn own_line(line: &str) -> Option<OwnLine> {
    let body = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    let start = line.len() - line.trim_start_matches(['>', ' ', '\t']).len();
    let mut is_contents = false;
    let mut rest = match tags::is_container(body) {
        true => "",
        false => body,
    };
    while !rest.is_empty() {
        let length = match rest.starts_with("{%") {
            _ if rest.starts_with("{{") => tags::shortcode(rest)?,
            true => tags::tag(rest).filter(|tag| !tag.steers())?.length,
            false if rest.starts_with("{:") => {
                let list = list(rest)?;
                is_contents |= list.is_contents;
                list.length
            }
            false => return None,
        };
        rest = rest[length..].trim_start();
    }
    (!body.is_empty()).then(|| OwnLine {
        at: start..start + body.len(),
        is_contents,
    })
}

/// Whether a line is an item of a few words, such as `* TOC`.
pub(super) fn stands_for_contents(line: &str) -> bool {
    let text = line.trim_start();
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let mark = match behind.len() < text.len() {
        true => behind.strip_prefix(['.', ')']),
        false => text.strip_prefix(['*', '-', '+']),
    };
    let words = mark.filter(|rest| rest.starts_with([' ', '\t']));
    words.is_some_and(|words| (1..=CONTENTS).contains(&words.split_whitespace().count()))
}
