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
const LABELS: &[&str] = &["HELP:", "IDEA:", "INFO:", "LINK:"];

/// Who keeps the minutes takes no part in the meeting.
const BOTS: &[&str] = &[
    "limnoria",
    "meetbot",
    "opendevmeet",
    "openstack",
    "supybot",
    "ubottu",
    "zodbot",
];

/// Whether this is the nick of a bot.
pub(crate) fn is_bot(nick: &str) -> bool {
    let nick = local(nick).unwrap_or(nick);
    BOTS.contains(&nick.to_lowercase().as_str())
}

/// The nick of an address on Matrix: `jo` of `@jo:example.org`.
pub(crate) fn local(address: &str) -> Option<&str> {
    let (nick, server) = address.strip_prefix('@')?.split_once(':')?;
    let sound = |text: &str| {
        let known = |c: char| c.is_alphanumeric() || "-_.=+".contains(c);
        text.starts_with(char::is_alphanumeric) && text.chars().all(known)
    };
    (sound(nick) && sound(server) && server.contains('.')).then_some(nick)
}

/// A line that tells the bot something: the command's name in small letters without its `#`, and what follows it. Markdown
/// that was made of text has a backslash before it; `**#agreed** x` sets it off.
pub(crate) fn command(text: &str) -> Option<(&'static str, &str)> {
    let (said, name, told) = spoken(text, '#')?;
    // `#Action items` is a title.
    let shouted = said.chars().all(|c| c.is_ascii_uppercase());
    (said == name || shouted && !told.to_lowercase().starts_with("item")).then_some((name, told))
}

/// A line of a channel that tells the bot something, in letters of any size.
pub(crate) fn told(text: &str) -> Option<(&'static str, &str)> {
    spoken(text, '#').map(|(_, name, told)| (name, told))
}

/// The same on Matrix, where commands begin with another sign: `!agreed use it`.
pub(crate) fn told_on_matrix(text: &str) -> Option<(&'static str, &str)> {
    spoken(text, '!').map(|(_, name, told)| (name, told))
}

/// A command as it is written behind its sign, its name, and what follows it.
fn spoken(text: &str, sign: char) -> Option<(&str, &'static str, &str)> {
    let text = text.trim_start();
    let rest = text.strip_prefix('\\').unwrap_or(text).strip_prefix(sign)?;
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let (said, told) = rest.split_at(end);
    let apart =
        told.is_empty() || told.starts_with([' ', '\t', ':', '*']) || told.starts_with("_ ");
    let name = COMMANDS
        .iter()
        .find(|name| name.eq_ignore_ascii_case(said))?;
    // Marks right behind the name close what was opened before it: `**#agreed:** x`, not `#agreed **x** stays`.
    let told = told.trim_start_matches(['*', '_', ':']).trim();
    let told = told.trim_start_matches([':', ' ', '\t']);
    apart.then_some((said, name, told))
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

/// A text without the signature at its end, where it has one: `(jo, 16:10:30)`, in reStructuredText `(jo-16:10:30)`.
pub(crate) fn unsigned(text: &str) -> Option<&str> {
    let (before, signature) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let head = signature.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
    let time = &signature[head.len()..];
    // `(at 16:10:30)` tells when, not who.
    let apart = head.trim_end().ends_with([',', '-', '_']);
    let nick = head.trim_end().trim_end_matches([',', '-']);
    let sound =
        !nick.is_empty() && nick.chars().count() <= 40 && !nick.contains(char::is_whitespace);
    let at = before.trim_end();
    (apart && sound && time.len() == 8 && is_time(time) && !at.is_empty()).then_some(at)
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
        let told = LABELS.iter().any(|label| title.starts_with(label)) || mark(title).is_some();
        let title = title.strip_prefix("TOPIC:").unwrap_or(title).trim();
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
    use super::{command, is_bot, local, told, told_on_matrix, unsigned};

    #[test]
    fn knows_addresses_and_commands_of_matrix() {
        assert_eq!(local("@jo:example.org"), Some("jo"));
        assert!(is_bot("@meetbot:example.org") && is_bot("zodbot") && !is_bot("@jo:example.org"));
        for text in [
            "jo:example.org",
            "@jo",
            "@jo: hi",
            "@jo:example",
            "@jo lee:example.org",
        ] {
            assert_eq!(local(text), None, "{text}");
        }
        assert_eq!(told_on_matrix("!agreed use it"), Some(("agreed", "use it")));
        assert_eq!(told("!agreed use it"), None);
        assert_eq!(command("!agreed use it"), None);
        assert_eq!(
            unsigned("use it (@jo:example.org, 16:10:30)"),
            Some("use it")
        );
    }

    #[test]
    fn knows_commands() {
        assert_eq!(command("#agreed use it"), Some(("agreed", "use it")));
        assert_eq!(command(" #action: jo to go"), Some(("action", "jo to go")));
        assert_eq!(command("#endmeeting"), Some(("endmeeting", "")));
        assert_eq!(command("#ACTION jo"), Some(("action", "jo")));
        assert_eq!(command("#agreed** use it"), Some(("agreed", "use it")));
        assert_eq!(
            command("#agreed **drop** it"),
            Some(("agreed", "**drop** it"))
        );
        assert_eq!(told("#Agreed use it"), Some(("agreed", "use it")));
        for text in [
            "# action",
            "#actions",
            "#Action",
            "#ACTION ITEMS",
            "#topic-1",
            "agreed",
            "#123",
        ] {
            assert_eq!(command(text), None, "{text}");
        }
    }

    #[test]
    fn knows_signatures() {
        assert_eq!(unsigned("use it  (jo, 16:10:30)"), Some("use it"));
        assert_eq!(unsigned("a (b) (jo_x2, 16:10:30)"), Some("a (b)"));
        assert_eq!(unsigned("use it (jo-16:10:30)"), Some("use it"));
        assert_eq!(unsigned("use it (jo_16:10:30)"), Some("use it"));
        for text in [
            "(jo, 16:10:30)",
            "use it (jo, 16)",
            "use it (Jo Lee, 16:10)",
            "use it (16:10:30)",
            "lunch (Monday, 16:10)",
            "lunch (at 16:10:30)",
            "use it",
        ] {
            assert_eq!(unsigned(text), None, "{text}");
        }
    }
}
