//! What a meeting's bot writes: `#agreed use it` in the channel, and minutes in which each line is signed with who said it
//! and when: `AGREED: use it  (jo, 16:10:30)`.

use super::headings::{Heading, Markup};
use super::items::cues::{Count, Cue};
use super::items::marks::mark;
use super::items::texts::own_text;
use super::source::Source;
use super::units::{Unit, UnitKind};

/// The commands that people give the bot, as MeetBot knows them.
const COMMANDS: &[&str] = &[
    "accept",
    "accepted",
    "action",
    "agree",
    "agreed",
    "chair",
    "endmeeting",
    "endvote",
    "halp",
    "help",
    "idea",
    "info",
    "link",
    "meetingname",
    "meetingtopic",
    "reject",
    "rejected",
    "save",
    "startmeeting",
    "startvote",
    "topic",
    "unchair",
    "undo",
    "vote",
];
/// The labels that it puts before what it was told.
const TOLD: &[&str] = &["HELP:", "IDEA:", "INFO:", "LINK:"];

/// A line that tells the bot something: the command's name without its `#`, and what follows it.
pub(crate) fn command(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let rest = text.strip_prefix('\\').unwrap_or(text).strip_prefix('#')?;
    let end = rest
        .find(|c: char| !c.is_ascii_lowercase())
        .unwrap_or(rest.len());
    let (name, told) = rest.split_at(end);
    let apart = told.is_empty() || told.starts_with([' ', '\t', ':']);
    (apart && COMMANDS.contains(&name)).then(|| (name, told.trim_start_matches(':').trim()))
}

/// What a command announces.
pub(crate) fn announced(name: &str) -> Option<Cue> {
    match name {
        "accept" | "accepted" | "agree" | "agreed" | "reject" | "rejected" => {
            Some(Cue::Decision(Count::One))
        }
        "action" => Some(Cue::Action(Count::One)),
        _ => None,
    }
}

/// A text without the signature at its end, where it has one: `(jo, 16:10:30)`.
pub(crate) fn unsigned(text: &str) -> Option<&str> {
    let (before, signature) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let (nick, time) = signature.split_once(',')?;
    let nick = nick.trim();
    let sound =
        !nick.is_empty() && nick.chars().count() <= 32 && !nick.contains(char::is_whitespace);
    let at = before.trim_end();
    (sound && is_time(time.trim()) && !at.is_empty()).then_some(at)
}

/// `16:10` or `16:10:30`.
pub(crate) fn is_time(text: &str) -> bool {
    let mut count = 0;
    let figures = |piece: &str| piece.len() == 2 && piece.bytes().all(|b| b.is_ascii_digit());
    text.split(':').all(|piece| {
        count += 1;
        figures(piece)
    }) && (2..=3).contains(&count)
}

/// The topics of a bot's minutes: items at the top of a list that are signed and no command.
pub(super) fn headings(source: &Source, units: &[Unit]) -> Vec<Heading> {
    let top = units
        .iter()
        .filter(|unit| unit.depth == 1 && matches!(unit.kind, UnitKind::Item { .. }));
    // Most notes have no such line.
    let ends = |unit: &&Unit| source.line(unit.lines.end).trim_end().ends_with(')');
    let heading = |unit: &Unit| {
        let text = own_text(source, unit.lines);
        let title = unsigned(&text).filter(|title| title.contains(char::is_alphanumeric))?;
        let told = TOLD.iter().any(|label| title.starts_with(label)) || mark(title).is_some();
        (!told).then(|| Heading {
            level: 0,
            title: super::headings::shortened(title),
            line: unit.lines.start,
            markup: Markup::Bold,
        })
    };
    top.filter(ends).filter_map(heading).collect()
}

#[cfg(test)]
mod tests {
    use super::{command, unsigned};

    #[test]
    fn knows_commands() {
        assert_eq!(command("#agreed use it"), Some(("agreed", "use it")));
        assert_eq!(command(" #action: jo to go"), Some(("action", "jo to go")));
        assert_eq!(command("#endmeeting"), Some(("endmeeting", "")));
        for text in [
            "# action", "#actions", "#Action", "#topic-1", "agreed", "#123",
        ] {
            assert_eq!(command(text), None, "{text}");
        }
    }

    #[test]
    fn knows_signatures() {
        assert_eq!(unsigned("use it  (jo, 16:10:30)"), Some("use it"));
        assert_eq!(unsigned("a (b) (jo_x, 16:10)"), Some("a (b)"));
        for text in [
            "(jo, 16:10:30)",
            "use it (jo, 16)",
            "use it (Jo Lee, 16:10)",
            "use it (16:10)",
            "use it",
        ] {
            assert_eq!(unsigned(text), None, "{text}");
        }
    }
}
