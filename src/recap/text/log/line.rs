//! A line of a log: when, who, what.

use crate::recap::bot;
use crate::recap::dates;

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said<'l> {
    /// When: `2016-05-04T16:10:30`, `16:10`; empty where the log does not tell.
    pub(super) when: &'l str,
    /// Who; empty for what the channel itself tells, such as who joined.
    pub(super) nick: &'l str,
    pub(super) text: &'l str,
}

/// Marks of what the channel tells of itself.
const NOTICES: &[&str] = &[
    "-!- ",
    "*** ",
    "* ",
    "--> ",
    "<-- ",
    "-- ",
    "--- ",
    "! ",
    "\u{2192} ",
    "\u{2190} ",
];

/// A line of a log: `16:00:07 <jo> hi`, `[16:00] <@jo> hi`, `(16:00:07) jo: hi`, `16:00:07 jo | hi`, `<jo> hi`, and WeeChat's own
/// with tabs; or what the channel tells: `16:00:07 * jo waves`, `--- Log opened Wed May 04 15:58:01 2016`.
///
/// Where a meeting `is_begun` by a command, `16:00 jo: hi` and `jo: hi` are messages too; elsewhere they are times and labels.
pub(super) fn said(text: &str, is_begun: bool) -> Option<Said<'_>> {
    let text = text.trim();
    if text.starts_with("--- ") && day_told(text).is_some() {
        return Some(Said {
            when: "",
            nick: "",
            text,
        });
    }
    let (when, boxed, rest) = stamp(text);
    if let Some((nick, said)) = angled(rest)
        .or_else(|| tabbed(when, rest))
        .or_else(|| piped(when, rest))
    {
        return Some(Said {
            when,
            nick,
            text: said,
        });
    }
    if !when.is_empty() && NOTICES.iter().any(|mark| rest.starts_with(mark)) {
        return Some(Said {
            when,
            nick: "",
            text: rest,
        });
    }
    let (nick, said) = colon(rest).filter(|_| boxed || is_begun)?;
    Some(Said {
        when,
        nick,
        text: said,
    })
}

/// `<jo> hi`, `< jo> hi`, `<@jo> hi`.
fn angled(rest: &str) -> Option<(&str, &str)> {
    let (nick, text) = rest.strip_prefix('<')?.split_once('>')?;
    let apart = text.is_empty() || text.starts_with([' ', '\t']);
    known(nick)
        .filter(|_| apart)
        .map(|nick| (nick, text.trim()))
}

/// `jo<TAB>hi`, behind a time.
fn tabbed<'l>(when: &str, rest: &'l str) -> Option<(&'l str, &'l str)> {
    let (nick, text) = rest.split_once('\t').filter(|_| !when.is_empty())?;
    let told = ["--", "-->", "<--", "*", "=!=", ""].contains(&nick.trim());
    match told {
        true => Some(("", text.trim())),
        false => known(nick).map(|nick| (nick, text.trim())),
    }
}

/// `jo | hi`, behind a time.
fn piped<'l>(when: &str, rest: &'l str) -> Option<(&'l str, &'l str)> {
    let (nick, text) = rest.split_once(" | ").filter(|_| !when.is_empty())?;
    known(nick).map(|nick| (nick, text.trim()))
}

/// `jo: hi`, behind a time in brackets.
fn colon(rest: &str) -> Option<(&str, &str)> {
    let (nick, text) = rest.split_once(": ")?;
    known(nick).map(|nick| (nick, text.trim()))
}

/// A nick without the sign of its rights, or that of an address on Matrix.
fn known(nick: &str) -> Option<&str> {
    let nick = bot::local(nick.trim()).unwrap_or(nick);
    let nick = nick.trim().trim_start_matches(['@', '+', '%', '~', '&']);
    let sound =
        !nick.is_empty() && nick.len() <= 40 && !nick.contains([' ', '/', '=', '"', '<', ':']);
    sound.then_some(nick)
}

/// When something was said, whether that stands in brackets, and the rest of its line.
fn stamp(text: &str) -> (&str, bool, &str) {
    let inner = text.trim_start_matches(['[', '(']);
    let boxed = inner.len() < text.len();
    let Some((when, rest)) = clock(inner) else {
        return ("", false, text);
    };
    let rest = rest.trim_start_matches(' ');
    let rest = ["AM", "PM", "am", "pm"]
        .iter()
        .find_map(|half| rest.strip_prefix(half))
        .unwrap_or(rest);
    let rest = rest.strip_prefix([']', ')']).unwrap_or(rest);
    (when, boxed, rest.trim_start())
}

/// A time, with the day before it where there is one: `16:00`, `2016-05-04T16:00:07`, `2016-05-04 16:00:07`, `May 04 16:00:07`.
/// What follows the time itself, such as the zone, is none of it.
fn clock(text: &str) -> Option<(&str, &str)> {
    let signs = |c: char| !(c.is_ascii_digit() || "-/:T.".contains(c));
    let word = |from: usize| {
        text.get(from..)
            .map_or(0, |rest| rest.find(signs).unwrap_or(rest.len()))
    };
    let mut start = 0;
    if dates::SHORT_MONTHS
        .iter()
        .any(|month| text.starts_with(month))
        && text.get(3..4) == Some(" ")
    {
        let day = 4 + text[4..].len() - text[4..].trim_start().len();
        start = day + word(day) + 1;
    } else if is_day(&text[..word(0)]) && text[word(0)..].starts_with([' ', '\t']) {
        start = word(0) + 1;
    }
    let first = text.get(start..start + word(start))?;
    let at = start + first.find('T').map_or(0, |at| at + 1);
    let rest = &text[at..];
    let end = [8, 5]
        .into_iter()
        .find(|end| rest.get(..*end).is_some_and(bot::is_time))?;
    let behind = &rest[end..];
    // A fraction of a second, and the zone.
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit() || "Z+-.:".contains(c));
    Some((&text[..at + end], behind))
}

/// `2016-05-04`, and nothing behind it.
fn is_day(text: &str) -> bool {
    !text.contains(':') && dates::of_name(text).is_some()
}

/// The time of a day's time: `16:10:30` of `2016-05-04T16:10:30`.
pub(super) fn time(when: &str) -> &str {
    when.rsplit(['T', ' ', '\t']).next().unwrap_or(when)
}

/// The day of a line: that of its time, or the one that the log tells.
pub(super) fn day(said: &Said<'_>) -> Option<String> {
    let first = said.when.split(['T', ' ', '\t']).next().unwrap_or("");
    let of_time = dates::of_name(first).map(|_| first.to_owned());
    of_time.or_else(|| day_told(said.text).filter(|_| said.nick.is_empty()))
}

/// `--- Log opened Wed May 04 15:58:01 2016`, `--- Day changed Thu May 05 2016`.
fn day_told(text: &str) -> Option<String> {
    let told = text
        .strip_prefix("--- Log opened ")
        .or_else(|| text.strip_prefix("--- Day changed "));
    let told = told.or_else(|| text.strip_prefix("--- Log closed "))?;
    dates::of_clock(told).map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Said, day, said};

    #[test]
    fn knows_messages() {
        for (text, when, nick, told) in [
            ("16:00:07 <@jo:example.org> hi", "16:00:07", "jo", "hi"),
            ("16:00:07 <jo> hi all", "16:00:07", "jo", "hi all"),
            (
                "2016-05-04T16:00:07 <jo_x> #agreed use it",
                "2016-05-04T16:00:07",
                "jo_x",
                "#agreed use it",
            ),
            (
                "2016-05-04T16:00:07+0000 <jo> hi",
                "2016-05-04T16:00:07",
                "jo",
                "hi",
            ),
            (
                "2016-05-04T16:00:07.123-05:00 <jo> hi",
                "2016-05-04T16:00:07",
                "jo",
                "hi",
            ),
            ("[16:00] <@jo> hi", "16:00", "jo", "hi"),
            ("[04:00:07 PM] <jo> hi", "04:00:07", "jo", "hi"),
            (
                "[2016-05-04 16:00:07] < jo> hi",
                "2016-05-04 16:00:07",
                "jo",
                "hi",
            ),
            ("May 04 16:00:07 <jo> hi", "May 04 16:00:07", "jo", "hi"),
            ("(16:00:07) jo: hi", "16:00:07", "jo", "hi"),
            ("16:00:07 @jo | hi", "16:00:07", "jo", "hi"),
            (
                "2017-03-02 14:00:01\tjo\thi",
                "2017-03-02 14:00:01",
                "jo",
                "hi",
            ),
            (
                "2017-03-02 14:00:01\t-->\tjo has joined",
                "2017-03-02 14:00:01",
                "",
                "jo has joined",
            ),
            ("<jo> hi", "", "jo", "hi"),
            ("16:00 * jo waves", "16:00", "", "* jo waves"),
            (
                "16:00 -!- jo has joined #x",
                "16:00",
                "",
                "-!- jo has joined #x",
            ),
        ] {
            let expected = Some(Said {
                when,
                nick,
                text: told,
            });
            assert_eq!(said(text, false), expected, "{text}");
        }
        for text in [
            "16:00 we begin",
            "16:00 Lunch: pasta",
            "* an item",
            "<b>bold</b> text",
            "text",
            "<a href=\"x\"> y",
            "2016-05-04 <x",
            "--- a/file",
            "16:00",
            "May",
            "May 1",
            "\u{e9}\u{e9}:00",
        ] {
            assert_eq!(said(text, false), None, "{text}");
        }
    }

    #[test]
    fn knows_those_of_a_meeting_that_is_begun() {
        for (text, nick) in [("16:00 jo: hi", "jo"), ("al_x: hi", "al_x")] {
            assert_eq!(said(text, true).unwrap().nick, nick);
            assert_eq!(said(text, false), None);
        }
    }

    #[test]
    fn knows_days() {
        for (text, expected) in [
            ("2016-05-04T16:00:07 <jo> hi", Some("2016-05-04")),
            (
                "--- Log opened Wed May 04 15:58:01 2016",
                Some("2016-05-04"),
            ),
            ("--- Day changed Thu May 05 2016", Some("2016-05-05")),
            ("16:00 <jo> hi", None),
        ] {
            assert_eq!(
                day(&said(text, false).unwrap()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
