//! The log of a channel: who said what and when, and what a meeting's bot was told.
//!
//! `#startmeeting` begins a recap, `#topic` a topic; what is told with `#agreed`, `#action` and the like becomes an item of
//! the bot's own minutes. All other talk is set apart: it is found by search, but nothing is decided in it.

mod line;

use super::inline;
use crate::model::Lines;
use crate::recap::bot;
use crate::recap::escape;
use crate::recap::items::marks::mark;
use crate::recap::lines::Line;
use crate::recap::metadata::Field;
use crate::recap::pen::Pen;
use crate::recap::script::Script;
use line::{Said, day, said, time};
use std::collections::{HashMap, HashSet};

/// A text of fewer messages is a note that quotes some.
const FEWEST: usize = 5;
/// Of a hundred lines so many are messages.
const SHARE: usize = 80;

/// Elements of pages: lines that begin with `<li>` are no messages.
const ELEMENTS: &[&str] = &[
    "a", "b", "body", "br", "code", "div", "em", "h1", "h2", "h3", "head", "html", "i", "li", "ol",
    "p", "pre", "span", "strong", "table", "td", "th", "tr", "u", "ul",
];

/// A line of a log, with those that go on with it.
struct Row<'l> {
    place: Lines,
    said: Said<'l>,
    /// What goes on with it on the lines below.
    more: String,
    /// Whether it has the shape of one; another is kept as it is.
    is_known: bool,
    /// How it tells the bot something.
    sign: Sign,
}

/// What commands are read as, in a log with a command that begins a meeting.
type Sign = fn(&str) -> Option<(&'static str, &str)>;

impl<'l> Row<'l> {
    fn new(line: &Line<'l>, begun: Option<Sign>) -> Self {
        let known = said(line.text, begun.is_some());
        let text = Said {
            when: "",
            nick: "",
            text: line.text.trim(),
        };
        Self {
            place: line.place(),
            said: known.unwrap_or(text),
            more: String::new(),
            is_known: known.is_some(),
            sign: begun.unwrap_or(bot::told),
        }
    }

    /// The command that it is, empty where it is none.
    fn command(&self) -> &'static str {
        let told = (self.sign)(self.said.text).filter(|_| !self.said.nick.is_empty());
        told.map_or("", |(name, _)| name)
    }

    /// What a command tells.
    fn told(&self) -> String {
        let told = (self.sign)(self.said.text).map_or("", |(_, told)| told);
        format!("{told}{}", self.more)
    }
}

/// The rows of a text. What is moved in below a message goes on with it, and so does a line that is none.
fn rows<'l>(lines: &[Line<'l>]) -> Vec<Row<'l>> {
    let mut out: Vec<Row<'l>> = Vec::new();
    let signs: [(&str, Sign); 2] = [
        (" #startmeeting ", bot::told),
        (" !startmeeting ", bot::told_on_matrix),
    ];
    let begins = |sign: &str| lines.iter().any(|line| line.text.contains(sign));
    let begun = signs.into_iter().find(|(sign, _)| begins(sign));
    let begun = begun.map(|(_, sign)| sign);
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let row = Row::new(line, begun);
        let above = out.last_mut().filter(|above| {
            let right_below = above.place.end + 1 == row.place.start;
            right_below
                && !row.is_known
                && !above.said.nick.is_empty()
                && line.text.starts_with([' ', '\t'])
        });
        match above {
            Some(above) => {
                above.more.push(' ');
                above.more.push_str(row.said.text);
                above.place.end = row.place.end;
            }
            None => out.push(row),
        }
    }
    out
}

/// The recaps of a log, `None` of any other text.
pub(super) fn scripts(lines: &[Line<'_>]) -> Option<Vec<Script>> {
    let rows = rows(lines);
    if !is_log(&rows) {
        return None;
    }
    let begins = |at: &usize| rows[*at].command() == "startmeeting";
    let mut starts: Vec<usize> = (0..rows.len()).filter(begins).collect();
    // What is said before the first meeting is part of it.
    match starts.first_mut() {
        Some(first) => *first = 0,
        None => starts.push(0),
    }
    let ends = starts[1..].iter().copied().chain([rows.len()]);
    // A log tells the day once, before the first message of it.
    let mut known = None;
    let meetings = starts.iter().zip(ends).map(|(start, end)| {
        let own = &rows[*start..end];
        let days: Vec<String> = own.iter().filter_map(|row| day(&row.said)).collect();
        let first = days.first().cloned().or_else(|| known.clone());
        known = days.last().cloned().or_else(|| known.take());
        script(own, first)
    });
    Some(meetings.collect())
}

/// Whether enough rows are messages, and somebody speaks twice or a meeting begins.
fn is_log(rows: &[Row<'_>]) -> bool {
    let mut spoke: HashMap<&str, usize> = HashMap::new();
    for row in rows.iter().filter(|row| !row.said.nick.is_empty()) {
        *spoke.entry(row.said.nick).or_default() += 1;
    }
    let messages: usize = spoke.values().sum();
    let known = rows.iter().filter(|row| row.is_known).count();
    let is_element = |nick: &&str| ELEMENTS.contains(&nick.to_lowercase().as_str());
    let begins = rows.iter().any(|row| row.command() == "startmeeting");
    let talks = spoke.values().any(|times| *times > 1) && !spoke.keys().any(is_element);
    messages >= FEWEST && known * 100 >= rows.len() * SHARE && (begins || talks)
}

/// One meeting, or a log of none.
fn script(rows: &[Row<'_>], day: Option<String>) -> Script {
    let mut pen = Pen::default();
    pen.script().metadata.fields = fields(rows, day);
    let has_bot = rows.iter().any(|row| !row.command().is_empty());
    for (at, (row, counts)) in rows.iter().zip(minuted(rows)).enumerate() {
        if at == 0 && !row.is_known {
            // What stands above the log names it.
            pen.heading(1, &inline::words(row.said.text), row.place);
        } else if !has_bot && mark(row.said.text).is_some() {
            said_outright(row, &mut pen);
        } else {
            write(row, counts, &mut pen);
        }
    }
    pen.done()
}

/// Which rows go into the minutes: none before the meeting begins or after it ends, and none that is taken back.
fn minuted(rows: &[Row<'_>]) -> Vec<bool> {
    let first = rows
        .iter()
        .position(|row| row.command() == "startmeeting")
        .unwrap_or(0);
    let mut out = vec![false; rows.len()];
    let mut told = Vec::new();
    for (at, row) in rows.iter().enumerate().skip(first) {
        match row.command() {
            "endmeeting" => break,
            "undo" => {
                if let Some(last) = told.pop() {
                    out[last] = false;
                }
            }
            name if label(name).is_some() || name == "topic" => {
                out[at] = true;
                told.push(at);
            }
            _ => {}
        }
    }
    out
}

/// The day of the meeting, and who spoke.
fn fields(rows: &[Row<'_>], day: Option<String>) -> Vec<Field> {
    let line = rows.first().map_or(1, |row| row.place.start);
    let of = |key: &str, values: Vec<String>| Field {
        key: key.to_owned(),
        values,
        line,
    };
    let mut seen = HashSet::new();
    let nicks = rows.iter().map(|row| row.said.nick);
    let nicks = nicks.filter(|nick| !nick.is_empty() && !bot::is_bot(nick) && seen.insert(*nick));
    let nicks = nicks.map(str::to_owned).collect();
    let day = day.map(|day| of("date", vec![day]));
    day.into_iter().chain([of("attendees", nicks)]).collect()
}

/// What is announced by its own label, where there is no bot to tell.
fn said_outright(row: &Row<'_>, pen: &mut Pen) {
    let open = pen.item("- ");
    let text = inline::line(&format!("{}{}", row.said.text, row.more));
    let who = escape::comment(format!("{} {}", row.said.nick, time(row.said.when)).trim());
    pen.line(&format!("{text} {who}"), row.place);
    pen.close(open, row.place);
}

fn write(row: &Row<'_>, counts: bool, pen: &mut Pen) {
    let (name, told) = (row.command(), row.told());
    match name {
        "startmeeting" if !told.is_empty() => {
            return pen.heading(1, &inline::words(&told), row.place);
        }
        "topic" if counts && !told.is_empty() => {
            return pen.heading(2, &inline::words(&told), row.place);
        }
        _ => {}
    }
    let before = pen.script().len();
    let label = label(name).filter(|_| counts && !told.is_empty());
    let open = pen.item("- ");
    let text = match label {
        Some(label) => signed(label, &told, row.said),
        None if row.said.nick.is_empty() => inline::line(&format!("{}{}", row.said.text, row.more)),
        None => inline::line(&format!(
            "<{}> {}{}",
            row.said.nick, row.said.text, row.more
        )),
    };
    pen.line(&text, row.place);
    pen.close(open, row.place);
    // When a meeting began is a fact.
    if label.is_none() && !row.said.text.starts_with("Meeting started ") {
        pen.script().set_apart(before);
    }
}

/// What the bot's minutes put before the words of a command, `None` of one that stays out of them.
fn label(name: &str) -> Option<&'static str> {
    Some(match name {
        "agree" | "agreed" => "AGREED: ",
        "accept" | "accepted" => "ACCEPTED: ",
        "reject" | "rejected" => "REJECTED: ",
        "action" => "ACTION: ",
        "help" | "halp" => "HELP: ",
        "idea" => "IDEA: ",
        "info" => "INFO: ",
        "link" => "LINK: ",
        _ => return None,
    })
}

/// What was told as it stands in the minutes: signed. What is no full signature is kept, but not shown.
fn signed(label: &str, told: &str, said: Said<'_>) -> String {
    match time(said.when) {
        at if at.len() == 8 => inline::line(&format!("{label}{told} ({}, {at})", said.nick)),
        at => {
            let who = escape::comment(format!("{} {at}", said.nick).trim());
            format!("{} {who}", inline::line(&format!("{label}{told}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::scripts;
    use crate::recap::lines::Line;

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
        let first = "- \\<jo> early\n\n# nova\n\n## Bugs\n\n- \\<al> hm\n- INFO: none <!-- al 16:04 -->\n- broken off\n\
                     - REJECTED: it <!-- jo 16:05 -->\n";
        assert_eq!(texts(log).unwrap(), [first, "# cinder\n\n- \\<al> hi\n"]);
    }

    #[test]
    fn logs_of_matrix_have_addresses_and_other_signs() {
        let log = "16:00:00 <@jo:example.org> !startmeeting council\n16:00:01 <@meetbot:example.org> Meeting started at 2024-01-31 16:00:00 UTC\n\
                   16:00:02 <@jo:example.org> !topic Bugs\n16:00:03 <@al:example.org> hm\n16:00:04 <@jo:example.org> !agreed use it\n\
                   16:00:05 <@jo:example.org> !endmeeting\n";
        let text = texts(log).unwrap().concat();
        let end = "## Bugs\n\n- \\<al> hm\n- AGREED: use it (jo, 16:00:04)\n- \\<jo> !endmeeting\n";
        assert!(
            text.starts_with("# council\n\n") && text.ends_with(end),
            "{text}"
        );
        let text = texts(&log.replace('!', "#")).unwrap().concat();
        assert!(text.contains("- AGREED: use it (jo, 16:00:04)\n"), "{text}");
        // Elsewhere such a word is one to some other bot.
        let log = log.replace("!startmeeting", "!start");
        assert!(!texts(&log).unwrap().concat().contains("AGREED"));
    }

    #[test]
    fn without_a_bot_labels_count_and_a_title_stands_above() {
        let log = "Call 2016-05-04\n\n[00:00:05] <jo> hi\n[00:00:06] <jo> AGREED: use it\n"
            .to_owned()
            + &"[00:00:07] <al> hm\n".repeat(4);
        let text = texts(&log).unwrap().concat();
        let start = "# Call 2016-05-04\n\n- \\<jo> hi\n- AGREED: use it <!-- jo 00:00:06 -->\n";
        assert!(text.starts_with(start), "{text}");
    }

    #[test]
    fn a_text_that_quotes_some_is_none() {
        let page = "<li> one\n<b> Decision: two\n".repeat(4);
        assert_eq!(texts(&page), None);
        let emails =
            ["nova", "cinder", "heat", "swift", "ironic"].map(|list| format!("<{list}> hi\n"));
        assert_eq!(texts(&emails.concat()), None);
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
