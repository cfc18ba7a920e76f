//! Text of notes as lines of a screen: cleaned, cut to a width, with marks.

use super::look::Look;
use crate::render::clean;
use crate::render::measure::Ruler;
use ratatui::crossterm::event::{Event, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler as _;
use unicode_width::UnicodeWidthChar as _;

/// One line of text, safe for a terminal, with the ranges of it marked.
pub(super) fn marked(
    text: &str,
    style: Style,
    marks: &[Range<usize>],
    look: Look,
) -> Line<'static> {
    let mut line = Line::default();
    push_marked(&mut line, text, style, marks, look);
    line
}

/// The same, behind what a line has.
pub(super) fn push_marked(
    line: &mut Line<'static>,
    text: &str,
    style: Style,
    marks: &[Range<usize>],
    look: Look,
) {
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(found)) = (text.get(at..mark.start), text.get(mark.clone())) else {
            continue;
        };
        push(line, before, style);
        push(line, found, style.patch(look.mark()));
        at = mark.end;
    }
    push(line, text.get(at..).unwrap_or_default(), style);
}

/// A piece of text behind what a line has.
pub(super) fn push(line: &mut Line<'static>, text: &str, style: Style) {
    if !text.is_empty() {
        line.push_span(Span::styled(clean::line(text), style));
    }
}

/// One line of text, safe for a terminal.
pub(super) fn plain(text: &str, style: Style) -> Line<'static> {
    let mut line = Line::default();
    push(&mut line, text, style);
    line
}

/// Most bytes that are typed: no query is longer.
const TYPED: usize = 4096;

/// Takes a key into what is typed, unless that would be too long with it. Whether it is another text then.
pub(super) fn type_into(input: &mut Input, key: KeyEvent) -> bool {
    let before = input.clone();
    let done = input.handle_event(&Event::Key(key));
    let length = input.value().len();
    if length > TYPED && length > before.value().len() {
        *input = before;
        return false;
    }
    done.is_some_and(|done| done.value)
}

/// Puts text where the cursor is, as much of it as there is room for.
pub(super) fn paste_into(input: &mut Input, text: &str) {
    let mut value: String = input.value().chars().take(input.cursor()).collect();
    let rest: String = input.value().chars().skip(input.cursor()).collect();
    let mut room = TYPED.saturating_sub(value.len() + rest.len());
    for c in clean::line(text).chars() {
        match room.checked_sub(c.len_utf8()) {
            Some(left) => room = left,
            None => break,
        }
        value.push(c);
    }
    let cursor = value.chars().count();
    value.push_str(&rest);
    *input = Input::new(value).with_cursor(cursor);
}

/// Text in rows of so many columns.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    // No terminal has more columns than an `f64` counts.
    Ruler::Columns.wrap(&clean::line(text), width.max(1) as f64, usize::MAX)
}

/// Text in so many columns, cut where it is longer.
pub(super) fn cut(text: &str, width: usize) -> String {
    Ruler::Columns.cut(&clean::line(text), width as f64)
}

/// The columns of a text from `from` on, at most so many.
pub(super) fn visible(text: &str, from: usize, room: usize) -> String {
    let mut column = 0;
    let mut out = String::new();
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if column >= from && column + width <= from + room {
            out.push(c);
        }
        column += width;
    }
    out
}

/// Marks of a text that lies in pieces, `joined` being the pieces with one byte between each two: for each piece its own.
pub(super) fn shared_out(pieces: &[usize], marks: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let mut start = 0;
    let mut marks = marks.iter().peekable();
    let mut out = Vec::with_capacity(pieces.len());
    for length in pieces {
        let end = start + length;
        let mut own = Vec::new();
        while let Some(mark) = marks.peek() {
            if mark.start >= end {
                break;
            }
            let from = mark.start.max(start) - start;
            let to = mark.end.min(end).saturating_sub(start);
            if from < to {
                own.push(from..to);
            }
            if mark.end > end {
                break;
            }
            marks.next();
        }
        out.push(own);
        start = end + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{TYPED, marked, paste_into, shared_out, type_into};
    use crate::tui::look::Look;
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::style::Style;
    use tui_input::Input;

    #[test]
    fn no_more_is_typed_than_a_query_may_have() {
        let press = |input: &mut Input, code, held| type_into(input, KeyEvent::new(code, held));
        let mut input = Input::default();
        for _ in 0..TYPED {
            press(&mut input, KeyCode::Char('x'), KeyModifiers::NONE);
        }
        assert_eq!(input.value().len(), TYPED);
        assert!(!press(&mut input, KeyCode::Char('y'), KeyModifiers::NONE));
        paste_into(&mut input, "y");
        // What was taken out comes back once, and not twice.
        assert!(press(&mut input, KeyCode::Char('u'), KeyModifiers::CONTROL));
        press(&mut input, KeyCode::Char('y'), KeyModifiers::CONTROL);
        assert!(!press(
            &mut input,
            KeyCode::Char('y'),
            KeyModifiers::CONTROL
        ));
        assert_eq!(input.value(), "x".repeat(TYPED));
        // What a command began with may be longer; it can be made shorter.
        let mut input = Input::new("x".repeat(TYPED + 2));
        assert!(!press(&mut input, KeyCode::Char('y'), KeyModifiers::NONE));
        assert!(press(&mut input, KeyCode::Backspace, KeyModifiers::NONE));
        assert_eq!(input.value().len(), TYPED + 1);
    }

    fn shares(pieces: &[usize], marks: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
        let marks: Vec<_> = marks.iter().map(|(start, end)| *start..*end).collect();
        let shares = shared_out(pieces, &marks).into_iter();
        let pairs = |own: Vec<std::ops::Range<usize>>| own.into_iter().map(|m| (m.start, m.end));
        shares.map(|own| pairs(own).collect()).collect()
    }

    #[test]
    fn marks_are_shared_out_among_pieces() {
        // "ab cd" | "ef": a mark within, one over the break, one at the end.
        assert_eq!(
            shares(&[5, 2, 3], &[(0, 2), (3, 8), (10, 12)]),
            [vec![(0, 2), (3, 5)], vec![(0, 2)], vec![(1, 3)]]
        );
        assert!(shares(&[1, 1], &[]).iter().all(Vec::is_empty));
        assert_eq!(shares(&[0, 3], &[(1, 4)]), [vec![], vec![(0, 3)]]);
    }

    #[test]
    fn marked_text_is_whole_and_harmless() {
        let look = Look { colors: false };
        let one = |mark: std::ops::Range<usize>| vec![mark; 1];
        let line = marked("a\u{1b}[31m b", Style::new(), &one(7..8), look);
        let text: String = line.spans.iter().map(|s| s.content.as_ref()).collect();
        assert_eq!(text, "a\u{fffd}[31m b");
        assert_eq!(line.spans.len(), 2);
        // A mark that is none of the text is left out.
        let line = marked("ab", Style::new(), &one(1..9), look);
        assert_eq!(line.spans.len(), 1);
    }
}
