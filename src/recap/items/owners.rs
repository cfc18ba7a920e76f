//! Who an action names, whether it is done, and when it is due.

use super::cues::among;
use super::nicks::{is_odd, is_of_things, is_thing, nicks};
use super::texts::COMMANDS;
use crate::model::PartialDate;
use crate::recap::dates;
use crate::recap::names::names;
use crate::recap::source::prefix;

/// Words that stand before `to` and are no name.
pub(super) const NO_NAME: &str = "need needs want wants try going plan plans remember happy have has had continue agree agreed decide \
    decided up due related prior according next add how what where when whether reach time ready able sure like not \
    able ought used back access similar respect close move switch link links pointer pr prs issue it this that we i you they \
    here there work start action proposal decision please also and or then listen get send talk see ask write update thanks \
    investigate look looking reference changes change refer regards welcome free follow come goal idea way make open file consensus \
    agreement decision conclusion resolution request motion approval advance advancement permission intent committee stage \
    postpone defer return objections support only no yes all anything everything something nothing call desire \
    committed tooling expected expect prefer required intended wip name things individual issues items areas labels post topics steps ways options people folks \
    important solution faq problem problems question questions feature features";
/// Verbs of actions beside the commands of decisions: `Migrate to the new one` names nobody.
const VERBS: &str = "convert migrate escalate consolidate explore document invite check send write ask schedule prepare \
    discuss ping";
/// Labels that say who is to do it.
const OWNER: &str = "owner owners assignee assignees who";
/// Labels that stand before a colon and are no name.
const NO_OWNER: &str = "context result results suggestion suggestions status timeline documentation docs note notes \
    reference references background question questions answer problem goal purpose summary details rationale option \
    example examples update important reminder solution faq priority short-term long-term option options pros cons risk risks milestone deadline eta";

/// Who an action names first, and the action's words without marks of being done.
pub(super) fn owners(text: &str) -> Vec<String> {
    let whole = text;
    let text = text.trim_start_matches(['[', '(', '@', '*', ' ']);
    let (label, rest) = text.split_once(':').unwrap_or(("", ""));
    if among(OWNER, &label.trim().to_lowercase()) {
        let who = rest.split(['.', '(', ';', '\n']).next().unwrap_or("");
        return if is_names(who) {
            split(who)
        } else {
            Vec::new()
        };
    }
    if let Some(who) = before(text, " to ").or_else(|| before(text, " will ")) {
        return who;
    }
    let (head, _) = text
        .split_once(']')
        .or_else(|| text.split_once(": "))
        .or_else(|| Some((text.strip_suffix(':')?, "")))
        .unwrap_or(("", ""));
    if is_names(head) && !among(NO_OWNER, &head.trim().to_lowercase()) {
        return split(head);
    }
    let row = nicks(head, &is_odd).filter(|row| row.len() > 1);
    row.or_else(|| handle(whole))
        .unwrap_or_else(|| trailing(text))
}

/// The handle that a text begins with: `@jo test it`.
fn handle(text: &str) -> Option<Vec<String>> {
    let first = text.split_whitespace().next()?;
    let name = first.trim_end_matches([',', ':']).strip_prefix('@')?;
    is_names(name).then(|| split(name))
}

fn before(text: &str, word: &str) -> Option<Vec<String>> {
    let (head, rest) = text.split_once(word)?;
    if is_of_things(rest) {
        return None;
    }
    if is_names(head) {
        return Some(split(head));
    }
    nicks(head, &is_odd)
}

/// `Jo`, `@jo`, `Jo Smith and Al`, `jo/al`: a few words, each a name, a handle or what joins them.
fn is_names(head: &str) -> bool {
    let words: Vec<&str> = head
        .split(|c: char| c.is_whitespace() || "/,&+".contains(c))
        .filter(|w| !w.is_empty())
        .collect();
    let joins = |w: &str| w == "and" || w == "or";
    let named = |w: &str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        !bare.is_empty()
            && !is_thing(bare)
            && !among(NO_NAME, &bare.to_lowercase())
            && (w.starts_with('@') || w.starts_with(char::is_uppercase) || words.len() == 1)
            && bare
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.'\u{2019}".contains(c))
    };
    // `Ann Lee, Bo Ray and Cy Dee`
    let most = if head.contains(',') { 11 } else { 6 };
    (1..=most).contains(&words.len())
        && words.iter().all(|w| joins(w) || named(w))
        && !joins(words[0])
        && !is_verb(words[0])
}

/// Whether a word is what an action begins with that names nobody.
pub(super) fn is_verb(word: &str) -> bool {
    let word = word.to_lowercase();
    [COMMANDS, VERBS].iter().any(|verbs| among(verbs, &word))
}

/// The names before `to` or `will` and a verb, where nothing else stands there: an outcome that hands out work.
pub(super) fn before_to(text: &str) -> Vec<String> {
    let text = text.trim_start_matches(['[', '(', '@', '*', ' ']);
    let handed = |word: &str| {
        let (head, rest) = text.split_once(word)?;
        let verb = rest.split_whitespace().next().unwrap_or("");
        let acts = verb.len() > 1
            && verb.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && !among(
                "be the a an this that stage continue have remain reflector built-in not advance become",
                verb,
            );
        let last = head.rsplit(' ').next().unwrap_or("");
        let named =
            head.starts_with(char::is_uppercase) && !last.ends_with("ing") && !last.contains('.');
        // `Required to`, `Intended to`: no name, and no past form is one that leads a sentence.
        let past = last.ends_with("ed") && last.len() > 4;
        (acts && named && !past)
            .then(|| before(text, word))
            .flatten()
    };
    handed(" to ")
        .or_else(|| handed(" will "))
        .unwrap_or_default()
}

/// The names that a text consists of: `Jo`, `Jo:`, `@jo and @al`.
pub(super) fn only_names(text: &str) -> Vec<String> {
    let head = text.trim().trim_end_matches(':');
    let sound = head.starts_with('@')
        || head.ends_with('@')
        || head.starts_with(char::is_uppercase) && head.split_whitespace().count() <= 3;
    if sound && is_names(head) {
        split(head)
    } else {
        Vec::new()
    }
}

/// Whether a text is a nick that the items below it say again: `* jo` over `* al and jo to write it`.
pub(super) fn is_repeated(text: &str, mut below: impl Iterator<Item = String>) -> bool {
    let nick = text.trim();
    let word = !nick.is_empty() && !nick.contains(char::is_whitespace);
    word && below.any(|item| item.contains(nick))
}

/// Whether words under an action label are none: a list of them elsewhere, or that there are none.
pub(super) fn is_no_action(text: &str, rule: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches(['.', '!']);
    let words = lower.split_whitespace().count();
    // `TODO: util` is a note to oneself that nobody else can act on.
    let bare = words < 3 && owners(text).is_empty() && rule.contains("`TODO`");
    let handle = words == 1 && (lower.starts_with('@') || lower.ends_with('@'));
    bare || handle
        || lower.starts_with("no action")
        || lower.starts_with("none")
        || lower.starts_with("action items") && words <= 4
}

/// Names in an owner column or in brackets behind a label: `Tim Hockin`, `jo, al`, `@jo/@al`.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let bare = text.trim_start_matches(|c: char| "([ ".contains(c));
    let said = bare
        .split_once(": ")
        .filter(|(label, _)| among(OWNER, &label.to_lowercase()));
    let text = said.map_or(text, |(_, who)| who);
    for piece in text
        .replace(['/', '&', '+', '\n'], ",")
        .replace(" or ", ",")
        .split(',')
    {
        out.extend(names(piece.trim().trim_start_matches('@')));
    }
    if out.is_empty() {
        let whole = text.trim().trim_matches(|c: char| "@[]()".contains(c));
        let sound = !whole.is_empty() && whole.chars().count() <= 60;
        if sound
            && whole.contains(char::is_alphanumeric)
            && !whole.starts_with(|c: char| c.is_ascii_digit())
            && !whole.contains('?')
            && !among("tbd tba none n/a na name", &whole.to_lowercase())
        {
            out.push(whole.to_owned());
        }
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|name| seen.insert(name.clone()));
    out
}

/// `... (@jo)`, `... [jo, al]`, `... - @jo` at the end.
pub(super) fn trailing(text: &str) -> Vec<String> {
    let text = text.trim_end_matches(['.', ' ']);
    let open = text
        .rfind(['(', '['])
        .filter(|_| text.ends_with([')', ']']));
    if let Some(at) = open {
        // `(@jo to file it)`
        let inside = &text[at + 1..text.len() - 1];
        let inside = inside.split(" to ").next().unwrap_or(inside);
        let handles = inside.split(',').all(|w| {
            let w = w.trim();
            w.starts_with('@')
                || text.ends_with(']') && w.split_whitespace().count() <= 2 && is_names(w)
        });
        return if handles { split(inside) } else { Vec::new() };
    }
    // `... @Jo Smith`
    if let Some((_, who)) = text.rsplit_once(" @") {
        let words = who.split(' ').count();
        let named = who.split(' ').all(|w| w.starts_with(char::is_uppercase));
        if (2..=3).contains(&words) && named && is_names(who) {
            return split(who);
        }
    }
    let last: Vec<&str> = text
        .rsplit(' ')
        .take_while(|w| w.trim_end_matches(',').starts_with('@') && w.len() > 1)
        .collect();
    last.into_iter().rev().flat_map(split).collect()
}

/// Whether an action's words say that it is done.
pub(super) fn is_done(text: &str) -> bool {
    let lower = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    let ends = [
        "(done)",
        "[done]",
        "- done",
        "\u{2013} done",
        ": done",
        "(complete)",
        "(completed)",
        "\u{2705}",
        "\u{2714}",
    ];
    lower.starts_with("done:")
        || lower.starts_with("[done]")
        || lower.starts_with("(done)")
        || ends.iter().any(|end| lower.ends_with(end))
}

/// The date that `by`, `due`, `before`, `until` or the like stands before.
pub(super) fn due(text: &str, year: Option<i32>) -> Option<PartialDate> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    ["due", "by", "before", "until", "deadline", "eta"]
        .iter()
        .find_map(|word| {
            lower.match_indices(word).find_map(|(at, _)| {
                let whole = text[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !c.is_alphanumeric());
                let rest = text.get(at + word.len()..)?;
                let near = prefix(rest, 30);
                let found = dates::find(near, year)?;
                let gap = near.get(..found.start)?;
                let close = gap.len() <= 8 && gap.starts_with(|c: char| !c.is_alphanumeric());
                (whole && close).then_some(found.date)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{due, is_done, owners};

    #[test]
    fn finds_owners() {
        let table = [
            ("Mark to post a comment", "Mark"),
            ("fejta to share it", "fejta"),
            ("Jo Smith and Al to write it", "Jo Smith, Al"),
            ("[Jo, Al] write it", "Jo, Al"),
            ("Jo: write it", "Jo"),
            ("Celeste will ask", "Celeste"),
            ("write it (@jo, @al)", "jo, al"),
            ("need to write it", ""),
            ("Write it to the list", ""),
            ("Follow up with them", ""),
            ("Migrate to the new one", ""),
            ("Explore Moving to the new one", ""),
            ("Context: it is slow", ""),
            ("owner: Jo Smith", "Jo Smith"),
            ("[10 mins max] tell them", ""),
            ("mem::zeroed: a lint", ""),
            ("ask them again @Jo Smith", "Jo Smith"),
            ("ask them (@jo to file an issue/tell Al)", "jo"),
        ];
        for (text, expected) in table {
            assert_eq!(owners(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn finds_done_and_due() {
        assert!(is_done("write it (done)"));
        assert!(!is_done("get it done"));
        assert_eq!(
            due("write it by 2016-05-04", None).unwrap().to_string(),
            "2016-05-04"
        );
        assert_eq!(
            due("ship it (due: May 4)", Some(2016)).unwrap().to_string(),
            "2016-05-04"
        );
        assert_eq!(due("standby 2016-05-04", None), None);
    }
}
