//! Dates in figures: `2015-11-04`, `31/12/2015`.

use super::pieces::{Piece, between, pieces};
use super::{Found, full};
use crate::model::PartialDate;

/// `2015-11-04`, `2015/11/04`, `2015.11.04`, `2015-11`, `31/12/2015`.
pub(super) fn numeric(
    text: &str,
    pieces: &[Piece<'_>],
    month_first: Option<bool>,
) -> Option<Found> {
    let first = pieces.first()?;
    let second = pieces.get(1)?;
    let mark = between(text, first, second);
    let third = pieces
        .get(2)
        .filter(|third| between(text, second, third) == mark);
    if let Some(year) = first
        .year()
        .filter(|_| second.text.len() == 2 && ["-", "/", "."].contains(&mark))
    {
        if let Some(third) = third {
            // A clock time may be glued on: `2015-11-04T10`.
            let day = third
                .text
                .get(..2)
                .filter(|_| third.text.len() == 2 || third.text.as_bytes().get(2) == Some(&b'T'));
            if let Some(date) = day.and_then(|day| full(first.text, second.text, day)) {
                return Some(Found {
                    date,
                    start: first.start,
                    end: third.start + 2,
                });
            }
        }
        let date = (mark != ".")
            .then(|| PartialDate::new(year, Some(second.number(2)?), None))
            .flatten()?;
        return Some(Found {
            date,
            start: first.start,
            end: second.end,
        });
    }
    let third = third.filter(|_| mark == "/" || mark == ".")?;
    let (a, b, year) = slashed(text, pieces)?;
    let month_first = month_first.filter(|_| mark == "/");
    let (month, day) = ordered(a, b, month_first)?;
    let date = PartialDate::new(year, Some(month), Some(day))?;
    Some(Found {
        date,
        start: first.start,
        end: third.end,
    })
}

/// The three numbers of `31/12/2015` at the beginning of `pieces`, day and month in either order.
pub(super) fn slashed(text: &str, pieces: &[Piece<'_>]) -> Option<(u32, u32, i32)> {
    let [first, second, third, ..] = pieces else {
        return None;
    };
    let mark = between(text, first, second);
    let sound = (mark == "/" || mark == ".") && between(text, second, third) == mark;
    sound
        .then(|| Some((first.number(2)?, second.number(2)?, third.year()?)))
        .flatten()
}

/// The first `12/15` of a text, a month and day of this year, where one of the two can be no month or it is known which comes
/// first. `24/7` is none.
pub(crate) fn of_figures(text: &str, month_first: Option<bool>, year: i32) -> Option<Found> {
    let pieces = pieces(text);
    pieces.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        let digits = |p: &Piece<'_>| p.text.bytes().all(|b| b.is_ascii_digit());
        let sound = between(text, first, second) == "/" && digits(first) && digits(second);
        let (a, b) = (first.number(2)?, second.number(2)?);
        let rest = &text[second.end..];
        let whole = !text[..first.start].ends_with(['/', '.', '-', '+', '$'])
            && !rest.starts_with(['/', '%'])
            && !rest.starts_with(" of ");
        if !sound || !whole || (a, b) == (24, 7) {
            return None;
        }
        let (month, day) = ordered(a, b, month_first)?;
        Some(Found {
            date: PartialDate::new(year, Some(month), Some(day))?,
            start: first.start,
            end: second.end,
        })
    })
}

/// Which of two numbers is the month and which the day, where that is clear.
fn ordered(a: u32, b: u32, month_first: Option<bool>) -> Option<(u32, u32)> {
    match (a > 12, b > 12) {
        (true, false) => Some((b, a)),
        (false, true) => Some((a, b)),
        (false, false) if a == b || month_first == Some(true) => Some((a, b)),
        (false, false) if month_first == Some(false) => Some((b, a)),
        _ => None,
    }
}

/// Whether a text is a date in figures and nothing else, though it may be open which.
pub(super) fn is_in_figures(text: &str) -> bool {
    let figures: Vec<&str> = text.split(['/', '-', '.']).collect();
    let lengths: Vec<usize> = figures.iter().map(|part| part.len()).collect();
    let year_at = |at: usize| lengths[at] == 4 || at == 2 && lengths[at] == 2;
    let marks = text.chars().filter(|c| !c.is_ascii_digit());
    let small = |at: usize| (1..=2).contains(&lengths[at]);
    lengths.len() == 3
        && figures
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && marks.collect::<std::collections::HashSet<char>>().len() == 1
        && small(1)
        && (year_at(0) && small(2) || small(0) && year_at(2))
}
