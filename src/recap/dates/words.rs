//! Dates with a month in words: `November 4, 2015`, `26 February - 2 March 2018`.

use super::Found;
use super::pieces::{Piece, between};
use crate::model::PartialDate;

/// `November 4, 2015`, `4 November 2015`, `Nov 4th-6th 2015`, `13-15 September 2017`, `November 2015`, and with a year given
/// `Nov 4`; of a range the first day.
pub(super) fn worded(text: &str, pieces: &[Piece<'_>], year: Option<i32>) -> Option<Found> {
    ranged(text, pieces, year).or_else(|| single(text, pieces, year))
}

/// A month, its day and how many pieces they take.
fn day_in(text: &str, pieces: &[Piece<'_>]) -> Option<(u32, Option<u32>, usize)> {
    let first = pieces.first()?;
    if let Some(month) = first.month() {
        let day = pieces
            .get(1)
            .filter(|p| near(text, first, p))
            .and_then(|p| p.number(2));
        return Some((month, day, if day.is_some() { 2 } else { 1 }));
    }
    let day = first.number(2)?;
    let of = usize::from(pieces.get(1).is_some_and(|p| p.text == "of"));
    let month = pieces
        .get(1 + of)
        .filter(|p| near(text, &pieces[of], p))?
        .month()?;
    Some((month, Some(day), 2 + of))
}

/// The first day of a range that names both months, `Feb 26 - Mar 2, 2018`, or has its month behind its days, `13-15
/// September 2017`. A year at its end is that of both, but for a range across New Year.
fn ranged(text: &str, pieces: &[Piece<'_>], year: Option<i32>) -> Option<Found> {
    let first = pieces.first()?;
    let (month, day, used) = match day_in(text, pieces) {
        Some((month, Some(day), used)) => (Some(month), day, used),
        Some(_) => return None,
        None => (None, first.number(2)?, 1),
    };
    let next = joined(text, pieces, used)?;
    let (last_month, last_day, count) = day_in(text, &pieces[next..])?;
    let last = pieces.get(next + count - 1)?;
    let days_alone = last_day.is_some_and(|last| day < last) && begins(text, first);
    if last_day.is_none() || month.is_none() && !days_alone {
        return None;
    }
    let stated = pieces
        .get(next + count)
        .filter(|p| near(text, last, p))
        .and_then(|p| Some((p.year()?, p.end)));
    let month = month.unwrap_or(last_month);
    let (year, end) = match stated {
        Some((year, end)) => (year - i32::from(month > last_month), end),
        None => (year?, last.end),
    };
    Some(Found {
        date: PartialDate::new(year, Some(month), Some(day))?,
        start: first.start,
        end,
    })
}

/// Whether a number begins a range of days and counts nothing: not `Sprint 12 - 15 September`, `#12 - 15 September`.
fn begins(text: &str, first: &Piece<'_>) -> bool {
    let tight = text[first.end..].starts_with(['-', '\u{2013}', '\u{2014}', '/']);
    let before = text[..first.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or("").to_lowercase();
    let leads = ["from", "on", "of", "the", "between", "and", "dates"];
    match before.chars().next_back() {
        None => true,
        Some(c) if c.is_alphanumeric() => {
            tight || leads.contains(&word.as_str()) || is_weekday(&word)
        }
        Some(c) => !"#.".contains(c),
    }
}

/// The piece that a range which goes on behind `used` pieces ends with: `4-6`, `4 to 6`, `Monday 4 - Wednesday 6`.
fn joined(text: &str, pieces: &[Piece<'_>], used: usize) -> Option<usize> {
    let last = pieces.get(used.checked_sub(1)?)?;
    let next = pieces.get(used)?;
    let word = ["to", "and", "through", "until"].contains(&next.text);
    let spaced = |a: &Piece<'_>, b: &Piece<'_>| between(text, a, b).trim().is_empty();
    let at = match word {
        true => (spaced(last, next) && spaced(next, pieces.get(used + 1)?)).then_some(used + 1)?,
        false => range(text, last, next).then_some(used)?,
    };
    let named = pieces.get(at).is_some_and(|p| is_weekday(p.text));
    pieces.get(at + usize::from(named))?;
    Some(at + usize::from(named))
}

/// Whether a word is a day of the week, whole or cut to three letters.
pub(crate) fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    days.iter()
        .any(|day| *day == word || word.len() >= 3 && word.len() <= 5 && day.starts_with(&word))
}

/// One day, or a month; of `Nov 4-6, 2015` the first day.
fn single(text: &str, pieces: &[Piece<'_>], year: Option<i32>) -> Option<Found> {
    let first = pieces.first()?;
    let (month, day, used) = day_in(text, pieces)?;
    let last = pieces.get(used - 1)?;
    // The end of a range of days, `4-6`, stands between the day and the year.
    let next = joined(text, pieces, used)
        .filter(|at| day.is_some() && pieces[*at].number(2).is_some())
        .map_or(used, |at| at + 1);
    let after = pieces
        .get(next)
        .filter(|p| near(text, &pieces[next - 1], p));
    if let Some((piece, found)) = after.and_then(|p| p.year().map(|y| (p, y))) {
        let date = PartialDate::new(found, Some(month), day)?;
        return Some(Found {
            date,
            start: first.start,
            end: piece.end,
        });
    }
    // `may` and `march` are verbs: with a capital, or next to a number.
    let capital = first.month().is_none()
        || first.text.starts_with(char::is_uppercase)
        || between_is_name(text, first, last);
    let date = PartialDate::new(year?, Some(month), Some(day.filter(|_| capital)?))?;
    Some(Found {
        date,
        start: first.start,
        end: last.end,
    })
}

/// Whether two pieces stand side by side but for blanks, a comma, a full stop or a hyphen.
fn near(text: &str, a: &Piece<'_>, b: &Piece<'_>) -> bool {
    let gap = between(text, a, b);
    gap.chars().count() <= 3 && gap.chars().all(|c| c.is_whitespace() || ",.-_".contains(c))
}

fn range(text: &str, a: &Piece<'_>, b: &Piece<'_>) -> bool {
    matches!(
        between(text, a, b).trim(),
        "-" | "\u{2013}" | "\u{2014}" | "--" | "&" | "/"
    )
}

/// `may-21` in a file name.
fn between_is_name(text: &str, a: &Piece<'_>, b: &Piece<'_>) -> bool {
    between(text, a, b) == "-" || between(text, a, b) == "_"
}
