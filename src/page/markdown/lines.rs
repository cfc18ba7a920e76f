//! Lines of Markdown as people write them.
//!
//! The converter writes text such that it stays text. Where a page has typed lists, as pads do (`- item` and a break), the
//! list is what was meant.

use super::{CELL_BREAK, DONE, OPEN, PROSE_END, PROSE_START, STRUCK};

/// Writes the lines of `text` with all marks filled in. Code stays as it is.
pub(super) fn write(out: &mut String, text: &str, texts: &[String]) {
    let mut fence: Option<&str> = None;
    let mut blank = true;
    for line in text.lines() {
        let ticks = fence_of(line);
        match (fence, ticks) {
            (Some(open), Some(mark)) if line.trim() == open && mark == open => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) => {
                let line = plain(line, texts);
                // Empty lines come alone, and no break stands before one.
                if line.trim().is_empty() {
                    if !blank {
                        ended(out);
                        out.push('\n');
                    }
                    blank = true;
                    continue;
                }
                blank = false;
                // An item begins a line by itself.
                if item(line.trim_start()).is_some() {
                    ended(out);
                }
                out.push_str(&line);
                out.push('\n');
                continue;
            }
            (Some(_), _) => {}
        }
        blank = false;
        out.push_str(line);
        out.push('\n');
    }
    ended(out);
}

/// The ticks that a line opens or closes a block of code with, behind the marks of lists and quotes.
fn fence_of(line: &str) -> Option<&str> {
    let inner = line.trim_start_matches(|c: char| " >-.".contains(c) || c.is_ascii_digit());
    let ticks = inner.len() - inner.trim_start_matches('`').len();
    (ticks >= 3 && !inner[ticks..].contains('`')).then(|| &inner[..ticks])
}

/// Takes the two spaces of a break from the end of the last line.
fn ended(out: &mut String) {
    let kept = out.trim_end_matches('\n');
    let ends = out.len() - kept.len();
    let length = kept.trim_end_matches(' ').len();
    out.truncate(length);
    out.extend(std::iter::repeat_n('\n', ends));
}

/// A line outside of code.
fn plain(line: &str, texts: &[String]) -> String {
    if let Some(number) = line.trim().strip_prefix(PROSE_START) {
        let number = number.trim_end_matches(PROSE_END).parse::<usize>().ok();
        return number
            .and_then(|n| texts.get(n))
            .cloned()
            .unwrap_or_default();
    }
    let line = typed_list(line);
    let line = ampersands(&words(&line));
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            STRUCK => out.push_str("~~"),
            DONE => out.push_str("[x] "),
            OPEN => out.push_str("[ ] "),
            '\u{a0}' => out.push(' '),
            c => out.push(c),
        }
    }
    let out = out.replace("[x]  ", "[x] ").replace("[ ]  ", "[ ] ");
    match out.contains(CELL_BREAK) {
        true => cells(&out),
        false => out,
    }
}

/// `\- item` is an item, with its indent of hard spaces.
fn typed_list(line: &str) -> String {
    let inner = line.trim_start_matches([' ', '\u{a0}']);
    let indent = line[..line.len() - inner.len()].chars().count();
    let hard = line[..line.len() - inner.len()].contains('\u{a0}');
    match (item(inner), hard) {
        (Some(item), _) if hard || item != inner => format!("{}{item}", " ".repeat(indent)),
        // An indent of a first line is none of Markdown: four spaces would make code of it.
        (_, true) => inner.to_owned(),
        _ => line.to_owned(),
    }
}

/// A line that begins with the mark of an item, without the escape of the mark.
fn item(line: &str) -> Option<String> {
    let mark = line.strip_prefix('\\').unwrap_or(line);
    if ["- ", "* ", "+ "].iter().any(|sign| mark.starts_with(sign)) {
        return Some(mark.to_owned());
    }
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &line[..line.len() - after.len()];
    let sign = after.strip_prefix('\\').unwrap_or(after);
    let is_item =
        (1..=9).contains(&number.len()) && [". ", ") "].iter().any(|s| sign.starts_with(s));
    is_item.then(|| format!("{number}{sign}"))
}

/// `\_` between letters needs no escape: names such as `volume_type` stay as they are typed.
fn words(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("\\_") {
        let before = rest[..at].chars().next_back();
        let after = rest[at + 2..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        out.push_str(&rest[..at]);
        out.push_str(match inside(before) && inside(after) {
            true => "_",
            false => "\\_",
        });
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
    out
}

/// `&amp;` is how addresses come from the converter; `&` means the same there, unless it begins an entity. Code between
/// ticks stays.
fn ampersands(line: &str) -> String {
    let spans = line.split('`').enumerate();
    let spans = spans.map(|(at, span)| match at % 2 {
        0 => shortened(span),
        _ => span.to_owned(),
    });
    spans.collect::<Vec<_>>().join("`")
}

fn shortened(text: &str) -> String {
    let mut parts = text.split("&amp;");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let end = end.unwrap_or(part.len());
        let is_entity = end > 0 && part[end..].starts_with(';');
        out.push_str(if is_entity { "&amp;" } else { "&" });
        out.push_str(part);
    }
    out
}

/// Lines of a cell, or cells of a row that became an item: what ends a sentence is followed by a blank, all else by `;`.
fn cells(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for part in line
        .split(CELL_BREAK)
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let open = out.is_empty() || out.ends_with(['|', '-', ' ']) || part.starts_with('|');
        if !open {
            let ended = out.ends_with(['.', ':', ';', ',', '!', '?']);
            out.push_str(if ended { " " } else { "; " });
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(part);
    }
    let indent = line.len() - line.trim_start_matches(' ').len();
    format!("{}{out}", " ".repeat(indent))
}
