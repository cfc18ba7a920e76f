//! Lists with marks and numbers.

use super::writer::Writer;
use crate::recap::lines::{Line, hanging, indented};

/// A numbered item's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Enumerator {
    /// Its number; `None` of `#.`.
    number: Option<u64>,
    /// How its number is written.
    style: Style,
    /// Where its text begins.
    start: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Auto,
    Arabic,
    Letter,
    Roman,
}

/// The mark of Markdown for a mark, and where the text behind it begins.
pub(super) fn bullet(text: &str) -> Option<(&'static str, usize)> {
    let mark = match text.chars().next()? {
        '*' => "* ",
        '+' => "+ ",
        '-' | '\u{2022}' | '\u{2023}' | '\u{2043}' => "- ",
        _ => return None,
    };
    let wide = text.chars().next().map_or(1, char::len_utf8);
    let behind = &text[wide..];
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    match (behind.is_empty(), blanks) {
        (true, _) => Some((mark, wide)),
        (_, 0) => None,
        _ => Some((mark, wide + blanks)),
    }
}

/// The number that a line begins with.
pub(super) fn enumerator(text: &str) -> Option<Enumerator> {
    let inner = text.strip_prefix('(');
    let open = usize::from(inner.is_some());
    let body = inner.unwrap_or(text);
    let end = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    let (word, rest) = body.split_at(end);
    let closes = rest.starts_with(')') || open == 0 && rest.starts_with('.');
    let behind = rest.get(1..)?;
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    if !closes || blanks == 0 && !behind.is_empty() {
        return None;
    }
    let (style, number) = number(word)?;
    Some(Enumerator {
        number,
        style,
        start: open + end + 1 + blanks,
    })
}

fn number(word: &str) -> Option<(Style, Option<u64>)> {
    if word.is_empty() {
        return None;
    }
    if word == "#" {
        return Some((Style::Auto, None));
    }
    if word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 9 {
        return Some((Style::Arabic, word.parse().ok()));
    }
    let lower = word.to_ascii_lowercase();
    let one_case = word == lower || word == word.to_ascii_uppercase();
    let letter = lower
        .bytes()
        .next()
        .filter(|b| b.is_ascii_lowercase() && lower.len() == 1);
    match letter {
        Some(b'i') => Some((Style::Roman, Some(1))),
        Some(b) => Some((Style::Letter, Some(u64::from(b - b'a' + 1)))),
        None => Some((Style::Roman, Some(roman(&lower)?))).filter(|_| one_case),
    }
}

fn roman(lower: &str) -> Option<u64> {
    let mut values = Vec::new();
    for c in lower.chars() {
        values.push(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            _ => return None,
        });
    }
    let mut sum = 0_i64;
    for (at, value) in values.iter().enumerate() {
        let less = values.get(at + 1).is_some_and(|next| next > value);
        sum += if less { -*value } else { *value };
    }
    u64::try_from(sum)
        .ok()
        .filter(|sum| (1..=39).contains(sum) && lower.len() <= 6)
}

impl Writer<'_> {
    /// A list with marks, item after item.
    pub(super) fn bullets(&mut self, lines: &[Line<'_>]) -> usize {
        self.gap();
        self.begun = true;
        let mut at = 0;
        while let Some((mark, start)) = lines.get(at).and_then(|line| bullet(line.text)) {
            let count = 1 + indented(&lines[at + 1..], 1);
            self.list_item(mark, &lines[at..at + count], start);
            at += count;
            at += self.between_items(&lines[at..], |line| bullet(line.text).is_some());
        }
        at
    }

    /// A numbered list, `None` where it only looks like one.
    pub(super) fn numbered(&mut self, lines: &[Line<'_>]) -> Option<usize> {
        let first = enumerator(lines[0].text)?;
        if !begins(&first, lines) {
            return None;
        }
        self.gap();
        self.begun = true;
        let (mut at, mut next) = (0, first.number.unwrap_or(1));
        while let Some(found) = lines.get(at).and_then(|line| enumerator(line.text)) {
            let follows =
                found.number.is_none_or(|n| at == 0 || n >= next) || found.style == Style::Arabic;
            if !follows {
                break;
            }
            let number = found.number.unwrap_or(next);
            let count = 1 + indented(&lines[at + 1..], 1);
            self.list_item(&format!("{number}. "), &lines[at..at + count], found.start);
            next = number + 1;
            at += count;
            at += self.between_items(&lines[at..], |line| enumerator(line.text).is_some());
        }
        Some(at)
    }

    fn list_item(&mut self, mark: &str, lines: &[Line<'_>], start: usize) {
        let inner = hanging(lines, start);
        self.item(mark, lines[0].place(), |w| w.body(&inner));
    }

    /// Goes on to the next item of a list, over blank lines.
    fn between_items(&mut self, lines: &[Line<'_>], is_item: impl Fn(&Line<'_>) -> bool) -> usize {
        let blanks = lines.iter().take_while(|line| line.is_blank()).count();
        match lines.get(blanks) {
            Some(next) if is_item(next) => {
                if blanks > 0 {
                    self.gap();
                } else {
                    self.pen.tight();
                }
                blanks
            }
            _ => {
                self.gap();
                0
            }
        }
    }
}

/// Whether a line with a number begins a list: `A. Smith said` does not, unless `B.` follows.
fn begins(first: &Enumerator, lines: &[Line<'_>]) -> bool {
    let below = lines.get(1);
    let alone = below.is_none_or(|line| line.is_blank() || line.indent() > 0);
    let follows = |line: &Line<'_>| {
        let next = enumerator(line.text);
        next.is_some_and(|next| {
            next.style == first.style && next.number.is_none_or(|n| Some(n - 1) == first.number)
        })
    };
    let item = 1 + indented(&lines[1..], 1);
    let next = lines[item..].iter().find(|line| !line.is_blank());
    match first.style {
        Style::Auto | Style::Arabic => {
            alone || below.is_some_and(|line| enumerator(line.text).is_some())
        }
        Style::Letter | Style::Roman => first.number == Some(1) && next.is_some_and(follows),
    }
}
