//! The log of a channel: who said what and when, and what a meeting's bot was told.
//!
//! `#startmeeting` begins a recap, `#topic` a topic; what is told with `#agreed`, `#action` and the like becomes an item of
//! the bot's own minutes. All other talk is set apart: it is found by search, but nothing is decided in it.

use super::inline;
use crate::model::Lines;
use crate::recap::bot;
use crate::recap::dates;
use crate::recap::lines::Line;
use crate::recap::metadata::Field;
use crate::recap::pen::Pen;
use crate::recap::script::Script;
use std::collections::HashSet;

/// A text of fewer messages is a note that quotes some.
const FEWEST: usize = 5;
/// Of a hundred lines so many are messages.
const SHARE: usize = 80;
/// Who keeps the minutes takes no part.
const BOTS: &[&str] = &[
    "openstack",
    "opendevmeet",
    "meetbot",
    "zodbot",
    "supybot",
    "ubottu",
    "limnoria",
];

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said<'l> {
    /// When: `2016-05-04T16:10:30`, `16:10`; empty where the log does not tell.
    when: &'l str,
    /// Who; empty for what the channel itself tells, such as who joined.
    nick: &'l str,
    text: &'l str,
}

/// A line of a log.
struct Row<'l> {
    place: Lines,
    said: Said<'l>,
    /// Whether it has the shape of one; another is kept as it is.
    is_known: bool,
}

impl<'l> Row<'l> {
    fn new(line: &Line<'l>) -> Self {
        let known = said(line.text);
        let text = Said {
            when: "",
            nick: "",
            text: line.text.trim(),
        };
        Self {
            place: line.place(),
            said: known.unwrap_or(text),
            is_known: known.is_some(),
        }
    }

    /// The command that it is and what that tells, both empty where it is none.
    fn command(&self) -> (&'l str, &'l str) {
        bot::command(self.said.text)
            .filter(|_| !self.said.nick.is_empty())
            .unwrap_or_default()
    }

    /// Whether a bot says it.
    fn is_of_bot(&self) -> bool {
        BOTS.contains(&self.said.nick.to_lowercase().as_str())
    }

    /// The day that it tells of itself.
    fn day(&self) -> Option<&'l str> {
        let day = self.said.when.split(['T', ' ']).next()?;
        dates::of_name(day).map(|_| day)
    }
}

/// The recaps of a log, `None` of any other text.
pub(super) fn scripts(lines: &[Line<'_>]) -> Option<Vec<Script>> {
    let rows: Vec<Row<'_>> = lines
        .iter()
        .filter(|line| !line.is_blank())
        .map(Row::new)
        .collect();
    let messages = rows.iter().filter(|row| !row.said.nick.is_empty()).count();
    let known = rows.iter().filter(|row| row.is_known).count();
    if messages < FEWEST || known * 100 < rows.len() * SHARE {
        return None;
    }
    let begins = |at: &usize| rows[*at].command().0 == "startmeeting";
    let mut starts: Vec<usize> = (0..rows.len()).filter(begins).collect();
    // What is said before the first meeting is part of it.
    match starts.first_mut() {
        Some(first) => *first = 0,
        None => starts.push(0),
    }
    let ends = starts[1..].iter().copied().chain([rows.len()]);
    Some(
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| script(&rows[*start..end]))
            .collect(),
    )
}

/// A line of a log: `16:00:07 <jo> hi`, `[16:00] <@jo> hi`, `<jo> hi`, `16:00:07 * jo waves`, `16:00:07 -!- jo has joined`.
fn said(text: &str) -> Option<Said<'_>> {
    let (when, rest) = stamp(text.trim());
    if let Some((nick, text)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        let nick = nick.trim().trim_start_matches(['@', '+', '%', '~', '&']);
        let sound = !nick.is_empty() && nick.len() <= 40 && !nick.contains([' ', '/', '=', '"']);
        let apart = text.is_empty() || text.starts_with([' ', '\t']);
        return (sound && apart).then(|| Said {
            when,
            nick,
            text: text.trim(),
        });
    }
    let told = ["-!- ", "*** ", "* ", "--> ", "<-- ", "-- "]
        .iter()
        .any(|mark| rest.starts_with(mark));
    (told && !when.is_empty()).then_some(Said {
        when,
        nick: "",
        text: rest,
    })
}

/// When something was said, and the rest of its line.
fn stamp(text: &str) -> (&str, &str) {
    let inner = text.strip_prefix('[').unwrap_or(text);
    let signs = |c: char| c.is_ascii_digit() || "-:T".contains(c);
    let (first, rest) = inner.split_at(inner.find(|c| !signs(c)).unwrap_or(inner.len()));
    // A day and the time behind it.
    let second = rest
        .strip_prefix(' ')
        .map(|rest| rest.split_at(rest.find(|c| !signs(c)).unwrap_or(rest.len())));
    let (when, rest) =
        match second.filter(|(time, _)| bot::is_time(time) && dates::of_name(first).is_some()) {
            Some((time, rest)) => (&inner[..first.len() + 1 + time.len()], rest),
            None => (first, rest),
        };
    let rest = rest.trim_start_matches('Z').trim_start_matches(']');
    if bot::is_time(time(when)) {
        (when, rest.trim_start())
    } else {
        ("", text)
    }
}

/// The time of a day's time: `16:10:30` of `2016-05-04T16:10:30`.
fn time(when: &str) -> &str {
    when.rsplit(['T', ' ']).next().unwrap_or(when)
}

/// One meeting, or a log of none.
fn script(rows: &[Row<'_>]) -> Script {
    let mut pen = Pen::default();
    pen.script().metadata.fields = fields(rows);
    for row in rows {
        write(row, &mut pen);
    }
    pen.done()
}

/// The day of the first line that tells it, and who spoke.
fn fields(rows: &[Row<'_>]) -> Vec<Field> {
    let of = |key: &str, values: Vec<String>, row: &Row<'_>| Field {
        key: key.to_owned(),
        values,
        line: row.place.start,
    };
    let day = rows.iter().find_map(|row| Some((row, row.day()?)));
    let day = day.map(|(row, day)| of("date", vec![day.to_owned()], row));
    let people = rows
        .iter()
        .filter(|row| !row.said.nick.is_empty() && !row.is_of_bot());
    let mut seen = HashSet::new();
    let nicks = people
        .map(|row| row.said.nick)
        .filter(|nick| seen.insert(*nick));
    let nicks = nicks.map(str::to_owned).collect();
    let there = rows.first().map(|row| of("attendees", nicks, row));
    day.into_iter().chain(there).collect()
}

fn write(row: &Row<'_>, pen: &mut Pen) {
    let (name, told) = row.command();
    match name {
        "startmeeting" if !told.is_empty() => {
            return pen.heading(1, &inline::words(told), row.place);
        }
        "topic" if !told.is_empty() => return pen.heading(2, &inline::words(told), row.place),
        _ => {}
    }
    let before = pen.script().len();
    let label = label(name).filter(|_| !told.is_empty());
    let open = pen.item("- ");
    let text = match label {
        Some(label) => minuted(label, told, row.said),
        None if row.said.nick.is_empty() => row.said.text.to_owned(),
        None => format!("<{}> {}", row.said.nick, row.said.text),
    };
    pen.line(&inline::line(&text), row.place);
    pen.close(open, row.place);
    // When a meeting began is a fact.
    if label.is_none() && !row.said.text.starts_with("Meeting started ") {
        pen.script().set_apart(before);
    }
}

/// What the bot's minutes put before the words of a command, `None` of one that stays out of them.
fn label(name: &str) -> Option<&'static str> {
    Some(match name {
        "agree" | "agreed" | "accept" | "accepted" => "AGREED: ",
        "reject" | "rejected" => "DECISION: rejected: ",
        "action" => "ACTION: ",
        "help" | "halp" => "HELP: ",
        "idea" => "IDEA: ",
        "info" => "INFO: ",
        "link" => "LINK: ",
        _ => return None,
    })
}

/// What was told as it stands in the minutes: signed.
fn minuted(label: &str, told: &str, said: Said<'_>) -> String {
    match said.when {
        "" => format!("{label}{told}"),
        when => format!("{label}{told} ({}, {})", said.nick, time(when)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Said, said, scripts};
    use crate::recap::lines::Line;

    #[test]
    fn knows_messages() {
        for (text, when, nick, told) in [
            ("16:00:07 <jo> hi all", "16:00:07", "jo", "hi all"),
            (
                "2016-05-04T16:00:07 <jo_x> #agreed use it",
                "2016-05-04T16:00:07",
                "jo_x",
                "#agreed use it",
            ),
            ("[16:00] <@jo> hi", "16:00", "jo", "hi"),
            (
                "[2016-05-04 16:00:07] < jo> hi",
                "2016-05-04 16:00:07",
                "jo",
                "hi",
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
            assert_eq!(said(text), expected, "{text}");
        }
        for text in [
            "16:00 we begin",
            "* an item",
            "<b>bold</b> text",
            "text",
            "<a href=\"x\"> y",
            "2016-05-04 <x",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    fn texts(log: &str) -> Option<Vec<String>> {
        let lines: Vec<Line<'_>> = (1..)
            .zip(log.lines())
            .map(|(no, text)| Line::new(text, no))
            .collect();
        Some(
            scripts(&lines)?
                .into_iter()
                .map(|script| script.text)
                .collect(),
        )
    }

    #[test]
    fn each_meeting_is_a_recap() {
        let log = "16:00 <jo> early\n16:01 <jo> #startmeeting nova\n16:02 <jo> #topic Bugs\n16:03 <al> hm\n\
                   16:04 <al> #info none\nbroken off\n16:05 <jo> #rejected it\n17:00 <jo> #startmeeting cinder\n17:01 <al> hi\n";
        let first = "- \\<jo> early\n\n# nova\n\n## Bugs\n\n- \\<al> hm\n- INFO: none (al, 16:04)\n- broken off\n\
                     - DECISION: rejected: it (jo, 16:05)\n";
        assert_eq!(texts(log).unwrap(), [first, "# cinder\n\n- \\<al> hi\n"]);
    }

    #[test]
    fn a_text_that_quotes_some_is_none() {
        let quoted = "16:00 <jo> one\n16:01 <al> two\n";
        assert_eq!(texts(quoted), None);
        assert_eq!(
            texts(&format!(
                "{}{}",
                quoted.repeat(3),
                "This is what was said about it.\n".repeat(3)
            )),
            None
        );
    }
}
