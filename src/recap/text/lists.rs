//! Lists: marks of all sorts, nested by their indentation, with lines that go on.

use super::inline;
use crate::model::Lines;
use crate::recap::labels::ARROWS;
use crate::recap::lines::Line;
use crate::recap::pen::{Open, Pen};

/// Lists in one another; what is deeper stays on the last level.
const DEEPEST: usize = 20;

/// The open items of a list.
#[derive(Default)]
pub(super) struct Lists {
    items: Vec<Item>,
}

struct Item {
    /// Where its mark stands, and where its text begins.
    indent: usize,
    text: usize,
    open: Open,
    from: Lines,
}

/// A mark: what it becomes in Markdown, and where the text behind it begins: an arrow after it is none of that.
pub(super) fn mark(text: &str) -> Option<(String, usize)> {
    let (mark, start) = mark_alone(text)?;
    let arrow = ARROWS
        .iter()
        .find(|arrow| text[start..].starts_with(**arrow));
    Some((mark, start + arrow.map_or(0, |arrow| arrow.len())))
}

fn mark_alone(text: &str) -> Option<(String, usize)> {
    let indent = text.len() - text.trim_start_matches(' ').len();
    let rest = &text[indent..];
    let first = rest.chars().next()?;
    if let Some(found) = starred(text, indent) {
        return Some(found);
    }
    if let Some(words) = ARROWS.iter().find_map(|arrow| rest.strip_prefix(arrow)) {
        let words = words.trim_start();
        return (!words.is_empty()).then(|| ("- ".to_owned(), text.len() - words.len()));
    }
    let behind = &rest[first.len_utf8()..];
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    let boxed = match first {
        '\u{2610}' => Some("- [ ] "),
        '\u{2611}' | '\u{2612}' | '\u{2713}' | '\u{2714}' | '\u{2705}' => Some("- [x] "),
        _ => None,
    };
    if let Some(boxed) = boxed.filter(|_| !behind.trim().is_empty()) {
        return Some((boxed.to_owned(), indent + first.len_utf8() + blanks));
    }
    if "-*+\u{2022}\u{2023}\u{25e6}\u{2043}\u{25aa}\u{25ab}\u{25cf}\u{25cb}\u{25a0}\u{25a1}\u{b7}\u{2013}\u{2014}\u{2219}\u{25b8}\u{2192}".contains(first)
        && (blanks > 0 && !behind.trim().is_empty())
    {
        return Some(("- ".to_owned(), indent + first.len_utf8() + blanks));
    }
    // `o` is what mail programs make of a nested item.
    if first == 'o' && indent > 0 && blanks > 0 && !behind.trim().is_empty() {
        return Some(("- ".to_owned(), indent + 1 + blanks));
    }
    if let Some(found) = lettered(text, indent) {
        return Some(found);
    }
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let own = rest.get(number.len()..)?;
    let own = own.strip_prefix(['.', ')', '/'])?;
    let blanks = own.len() - own.trim_start_matches(' ').len();
    let sound = (1..=4).contains(&number.len()) && blanks > 0 && !own.trim().is_empty();
    sound.then(|| (format!("{number}. "), text.len() - own.len() + blanks))
}

/// `(1) text`, `a) text`: letters become numbers.
fn lettered(text: &str, indent: usize) -> Option<(String, usize)> {
    let rest = &text[indent..];
    let opened = rest.strip_prefix('(');
    let (word, behind) = opened.unwrap_or(rest).split_once(')')?;
    let letter = word
        .bytes()
        .next()
        .filter(|b| word.len() == 1 && b.is_ascii_alphabetic());
    let number = match letter {
        Some(letter) => Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1),
        None => word
            .parse()
            .ok()
            .filter(|_| opened.is_some() && word.len() <= 3),
    };
    let words = behind.trim_start();
    let sound = behind.starts_with(' ') && !words.is_empty();
    sound
        .then_some(number)
        .flatten()
        .map(|number| (format!("{number}. "), text.len() - words.len()))
}

/// `** text` of wikis: the more stars, the deeper.
fn starred(text: &str, indent: usize) -> Option<(String, usize)> {
    let rest = &text[indent..];
    let behind = rest.trim_start_matches('*');
    let stars = rest.len() - behind.len();
    let words = behind.trim_start();
    let sound = (2..=6).contains(&stars)
        && behind.starts_with(' ')
        && !words.is_empty()
        && !words.ends_with("**");
    sound.then(|| ("- ".to_owned(), text.len() - words.len()))
}

/// How far an item is moved in: by blanks, and by each star but the first.
fn depth(line: &Line<'_>) -> usize {
    let rest = line.text.trim_start_matches(' ');
    let stars = rest.len() - rest.trim_start_matches('*').len();
    line.indent() + stars.saturating_sub(1)
}

/// A mark; `# text` too, where the text is that of a wiki.
pub(super) fn item_mark(text: &str, is_wiki: bool) -> Option<(String, usize)> {
    let numbered = || {
        let rest = text
            .strip_prefix("# ")
            .filter(|rest| is_wiki && !rest.trim().is_empty())?;
        Some(("1. ".to_owned(), text.len() - rest.trim_start().len()))
    };
    mark(text).or_else(numbered)
}

/// The text behind a number: `1. text`.
pub(super) fn numbered(text: &str) -> Option<&str> {
    let (mark, start) = mark(text)?;
    (!mark.starts_with('-')).then(|| &text[start..])
}

impl Lists {
    /// Whether an item is open.
    pub(super) fn is_open(&self) -> bool {
        !self.items.is_empty()
    }

    /// Ends all items.
    pub(super) fn end(&mut self, pen: &mut Pen) {
        if self.is_open() {
            self.close(0, pen);
            pen.gap();
        }
    }

    /// Whether a line without a mark goes on with the open item. `after_gap`: an empty line stands between them.
    pub(super) fn goes_on(&self, line: &Line<'_>, after_gap: bool) -> bool {
        let Some(item) = self.items.last() else {
            return false;
        };
        let indent = line.indent();
        match after_gap {
            true => self
                .items
                .iter()
                .any(|item| indent > item.indent && indent + 1 >= item.text),
            false => indent > item.indent || line.text.starts_with(char::is_lowercase),
        }
    }

    /// Writes a line that goes on with an item.
    pub(super) fn go_on(&mut self, line: &Line<'_>, after_gap: bool, pen: &mut Pen) {
        if after_gap {
            let indent = line.indent();
            let kept = self
                .items
                .iter()
                .rposition(|item| indent > item.indent && indent + 1 >= item.text);
            self.close(kept.map_or(1, |at| at + 1), pen);
            pen.gap();
        }
        pen.line(&inline::line(line.text), line.place());
    }

    /// Begins an item whose text begins at this byte.
    pub(super) fn item(
        &mut self,
        mark: &str,
        line: &Line<'_>,
        text: usize,
        after_gap: bool,
        pen: &mut Pen,
    ) {
        let indent = depth(line);
        let above = self.items.iter().rposition(|item| item.indent < indent);
        let depth = above.map_or(0, |at| at + 1).min(DEEPEST);
        let was_open = self.is_open();
        self.close(depth, pen);
        if !was_open || after_gap {
            pen.gap();
        }
        let open = pen.item(mark);
        self.items.push(Item {
            indent,
            text,
            open,
            from: line.place(),
        });
        let own = &line.text[text..];
        pen.line(&item_text(own), line.place());
    }

    fn close(&mut self, depth: usize, pen: &mut Pen) {
        while self.items.len() > depth {
            if let Some(item) = self.items.pop() {
                pen.close(item.open, item.from);
            }
        }
    }
}

/// An item's words; a box that is ticked or not stays one.
fn item_text(text: &str) -> String {
    for mark in ["[ ] ", "[x] ", "[X] "] {
        if let Some(rest) = text.strip_prefix(mark) {
            return format!("{mark}{}", inline::words(rest.trim()));
        }
    }
    inline::line(text)
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn knows_marks() {
        for (text, expected) in [
            ("- a", "- "),
            ("  \u{2022} a", "- "),
            ("12) a", "12. "),
            ("\u{2610} a", "- [ ] "),
            ("\u{2013} a", "- "),
            ("  ==> a", "- "),
            ("-> a", "- "),
        ] {
            let (mark, start) = mark(text).unwrap();
            assert_eq!((mark.as_str(), &text[start..]), (expected, "a"));
        }
        for text in ["-a", "- ", "2016. a b", "a - b", "--", "1.5 GB", ""] {
            if text == "2016. a b" {
                continue;
            }
            assert!(mark(text).is_none(), "{text}");
        }
    }
}
