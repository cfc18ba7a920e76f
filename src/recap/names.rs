//! Names in lists: `A B (AB), C D [Org], e@ and f`.

use super::bot;
use super::labels::without_bullet;
use super::plain::inline;

/// The names in a list such as `A B (AB), C D [X], e@`.
pub(crate) fn names(text: &str) -> Vec<String> {
    let text = inline(without_bullet(text));
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

/// A name without organisation, handle and marks; `None` for what is none.
pub(crate) fn name(text: &str) -> Option<String> {
    let text = inline(text);
    let text = before_address(&text);
    // `~15 people`, `20 mins`
    let first = text.trim_start_matches('~').split_whitespace().next();
    let counted = first.is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    if counted || bot::is_bot(text.split(" (").next().unwrap_or("").trim()) {
        return None;
    }
    let bare = text.split(['(', '[', '<', '/', '|']).next().unwrap_or("");
    let bare = [" - ", " -- ", " \u{2013} ", " \u{2014} "]
        .iter()
        .fold(bare, |name, dash| name.split(dash).next().unwrap_or(name));
    let bare = bare.strip_prefix("and ").unwrap_or(bare);
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
    let mut words: Vec<&str> = bare
        .split_whitespace()
        .filter(|w| !w.starts_with('@'))
        .collect();
    // The address behind a name.
    if words.len() > 1 {
        words.retain(|word| !(word.contains('@') && word.contains('.')));
    }
    let nobody = [
        "tbd",
        "tba",
        "none",
        "n/a",
        "na",
        "everyone",
        "all",
        "others",
        "name",
        "you",
        "etc",
        "et al",
        "your name",
    ];
    let joined = words.join(" ");
    let lower = joined.to_lowercase();
    let sound = (1..=5).contains(&words.len())
        && joined.chars().count() <= 60
        && joined.chars().any(char::is_alphabetic)
        && !nobody.contains(&lower.as_str())
        && !words.iter().any(|w| w.contains("://") || w.contains('='))
        && (words.len() < 3
            || words
                .iter()
                .filter(|w| w.starts_with(char::is_uppercase))
                .count()
                * 2
                > words.len());
    sound.then_some(joined)
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
    fn splits_names() {
        assert_eq!(
            names("* A Bc (AB), D Ef [X] (@d), g@ and h"),
            ["A Bc", "D Ef", "g", "h"]
        );
        assert_eq!(names("someone (whoops...)"), ["someone"]);
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
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
        assert!(names("we went on to talk about other things for the rest of it").is_empty());
    }
}
