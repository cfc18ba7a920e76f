//! Names in lists: `A B (AB), C D [Org], e@ and f`.

use super::bot;
use super::labels::without_bullet;
use super::links::unlinked;
use super::plain::inline;

/// The names in a list such as `A B (AB), C D [X], e@`.
pub(crate) fn names(text: &str) -> Vec<String> {
    let text = inline(without_bullet(&unlinked(text)));
    // `[jo]` alone is a name, `Jo [Org]` has one.
    if let Some(bare) = bracketed(&text) {
        return bare.split(',').filter_map(name).collect();
    }
    let mut out = Vec::new();
    let mut depth = 0_i32;
    let mut piece = String::new();
    for c in text.chars().chain([',']) {
        match c {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = (depth - 1).max(0),
            ',' | ';' | '\u{2022}' if depth == 0 => {
                out.extend(
                    piece
                        .split(" and ")
                        .flat_map(|p| p.split(" & "))
                        .filter_map(name),
                );
                piece.clear();
            }
            _ if depth == 0 => piece.push(c),
            _ => {}
        }
    }
    out
}

/// The words of a text that is nothing but square brackets: `jo, al` for `[jo], [al]`. A place to be filled is none: `[name here]`.
fn bracketed(text: &str) -> Option<String> {
    let inside = |piece: &str| {
        let words = piece.trim().strip_prefix('[')?.strip_suffix(']')?;
        let one_name = !words.contains(['[', ']', ' '])
            || words.split(' ').all(|w| w.starts_with(char::is_uppercase));
        one_name.then(|| words.to_owned())
    };
    let pieces: Option<Vec<String>> = text.split(',').map(inside).collect();
    pieces.map(|pieces| pieces.join(","))
}

/// A name without organisation, handle and marks; `None` for what is none.
pub(crate) fn name(text: &str) -> Option<String> {
    let text = inline(text);
    let text = before_address(&text);
    // `~15 people`, `20 mins`
    let first = text.trim_start_matches('~').split_whitespace().next();
    let counted = first.is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let head = text.split(" (").next().unwrap_or("").trim();
    if counted || bot::is_bot(head) {
        return None;
    }
    if let Some(nick) = bot::local(head) {
        return Some(nick.to_owned());
    }
    let bare = text.split(['(', '[', '<', '/', '|']).next().unwrap_or("");
    let bare = [" - ", " -- ", " \u{2013} ", " \u{2014} "]
        .iter()
        .fold(bare, |name, dash| name.split(dash).next().unwrap_or(name));
    let bare = bare.strip_prefix("and ").unwrap_or(bare);
    let bare = without_marks(bare);
    let mut words: Vec<&str> = bare
        .split_whitespace()
        .filter(|w| !w.starts_with('@'))
        .collect();
    // The address behind a name.
    if words.len() > 1 {
        words.retain(|word| !(word.contains('@') && word.contains('.')));
    }
    let joined = words.join(" ");
    let lower = joined.to_lowercase();
    let sound = (1..=5).contains(&words.len())
        && joined.chars().count() <= 60
        && joined.chars().any(char::is_alphabetic)
        && !is_nobody(&lower)
        && !["everyone", "all", "others", "you", "etc", "et al"].contains(&lower.as_str())
        && !words.iter().any(|w| w.contains("://") || w.contains('='))
        && (words.len() < 3 || mostly_capitals(&words));
    sound.then_some(joined)
}

/// A name without the signs around it. A nick may well begin or end with `_`: `jokke_` is another one than `jokke`.
fn without_marks(name: &str) -> &str {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let emphasised = name.starts_with('_') && name.ends_with('_');
    match emphasised || name.contains(char::is_whitespace) {
        true => name.trim_matches('_'),
        false => name,
    }
}

/// Whether words in small letters name no person: `tbd`, `nobody yet`, `volunteer needed`.
pub(crate) fn is_nobody(lower: &str) -> bool {
    const WHOLE: &str = "tbd|tba|none|n/a|na|name|who|your name|company|open|vacant|unknown|unowned|no owner|noone|\
        need one|help wanted|help needed|unassigned";
    const BEGIN: [&str; 9] = [
        "nobody",
        "no one",
        "volunteer",
        "not assigned",
        "not yet",
        "to be ",
        "needs ",
        "looking for ",
        "quorum",
    ];
    WHOLE.split('|').any(|words| words == lower) || BEGIN.iter().any(|head| lower.starts_with(head))
}

/// Whether most words have a capital; those between names that never have one do not count.
fn mostly_capitals(words: &[&str]) -> bool {
    let own = words.iter().filter(|word| !is_particle(word));
    let capitals = own.clone().filter(|w| w.starts_with(char::is_uppercase));
    capitals.count() * 2 > own.count()
}

/// Whether a word is a small one between names: `Zoë van der Berg`, `Ana de la Cruz`.
pub(crate) fn is_particle(word: &str) -> bool {
    const SMALL: &str = "van von der den de del della di da do dos du des la le las los ter ten te zu zum zur bin ibn y e";
    SMALL.split(' ').any(|small| small == word)
}

/// A text up to the address in it and the label of that: `Jo Lee` of `Jo Lee Slides: https://x.org`.
fn before_address(text: &str) -> &str {
    let Some((before, _)) = text.split_once("://") else {
        return text;
    };
    let before_word = |text: &'_ str| text.rfind(char::is_whitespace).unwrap_or(0);
    let head = before[..before_word(before)].trim_end();
    match head.strip_suffix(':') {
        // `Zoom link: https://x.org` names nobody.
        Some(labelled) => {
            let name = labelled[..before_word(labelled)].trim_end();
            if name.contains(' ') { name } else { "" }
        }
        None => head,
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn nicks_keep_what_emphasis_loses() {
        assert_eq!(
            names("jokke_, songjian_ and al_x"),
            ["jokke_", "songjian_", "al_x"]
        );
        assert_eq!(names("_gryf (they)"), ["_gryf"]);
        assert_eq!(names("_Ann Lee_, **Bo**, __Cy__"), ["Ann Lee", "Bo", "Cy"]);
        assert_eq!(names("_Ann Lee, Bo_"), ["Ann Lee", "Bo"]);
    }

    #[test]
    fn splits_names() {
        assert_eq!(
            names("* A Bc (AB), D Ef [X] (@d), g@ and h"),
            ["A Bc", "D Ef", "g", "h"]
        );
        assert_eq!(names("someone (whoops...)"), ["someone"]);
        assert_eq!(names("- [mriedem]"), ["mriedem"]);
        assert_eq!(names("[jo], [al]"), ["jo", "al"]);
        assert_eq!(names("- [Ann Lee]"), ["Ann Lee"]);
        assert_eq!(
            names("Ann Lee, Zo\u{eb} van der Berg, Ana de la Cruz"),
            ["Ann Lee", "Zo\u{eb} van der Berg", "Ana de la Cruz"]
        );
        assert_eq!(
            names("[[Ana Bell]], [[Bob Stone|Bob]]"),
            ["Ana Bell", "Bob"]
        );
        assert_eq!(names("Jo Lee <jo@x.org>, al@x.org"), ["Jo Lee", "al@x.org"]);
        assert_eq!(names("Jo Lee Slides: https://x.org/a"), ["Jo Lee"]);
        assert_eq!(names("RG https://x.org/a, 44past4"), ["RG", "44past4"]);
        for text in [
            "TBD",
            "https://x.org",
            "~15 people",
            "20 mins",
            "Bot: http://x.org",
            "zodbot",
            "nobody yet",
            "[need one]",
            "[image1]: <data:x>",
            "![][image1]",
            "[jo][jo]",
            "open",
            "volunteer needed",
            "No one",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
        assert!(names("we went on to talk about other things for the rest of it").is_empty());
    }
}
