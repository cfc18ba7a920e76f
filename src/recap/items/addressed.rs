//! Labels of actions that name right behind them who is to act: `AI @jo: x`, `ACTION jo: x`, `Action for Jo: x`, `ACTION jo to go`.

use super::cues::among;
use super::nicks::is_thing;
use super::subjects::{NO_NAME, is_verb};

/// Labels that may be followed by a name.
const LABELS: &[&str] = &["action item", "action", "ai", "todo"];
/// Words behind such a label that name nobody: `AI policy: x`, `TODO later: x`.
const NOBODY: &str = "is was be will would can could may might must should does did needed required plan plans summary \
    overview policy policies guideline disclosure tool agent assistant bot model ml llm llms code slop usage workload \
    infrastructure infra platform gateway hardware accelerator chip inference system project support group team wg sig \
    working committee community council track news update topic talk session discussion notes note notetaker transcript \
    ethics safety hype native first driven based review reviewer reviewers report feature stuff content data art music \
    research lab company vendor user developer engineer conference summit event today tomorrow later soon now again maybe \
    test tests doc docs bug bugs log history tracker owner assignee who point number page section for on in by with from \
    of at as about after before via per until than more most some many any every each both other another next week month \
    release cycle sprint list lists items everyone everybody anyone someone nobody none";
/// Endings of words that are no nicks.
const ENDINGS: &[&str] = &[
    "ing", "ed", "tion", "sion", "ment", "ity", "ness", "ance", "ence", "ics", "able", "tive",
    "ship", "ware", "ology",
];
/// Words behind `on` and `for` that tell when.
const WHEN: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
    august september october november december today tomorrow";
/// Most names behind a label.
const MOST: usize = 4;

/// A label's own words and who it names.
pub(super) fn addressed(label: &str) -> Option<(&str, &str)> {
    let (own, rest) = labelled(label)?;
    let told = ["for ", "on "]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    let sound = match told {
        Some(who) => {
            return row(who, &|name| is_handle(name) || is_proper(name)).then_some((own, who));
        }
        None => row(rest, &|name| {
            is_handle(name) || is_shouted(own) && is_nick(own, name)
        }),
    };
    sound.then_some((own, rest))
}

/// `ACTION jo to write it`, `AI @jo write it`: the label and what follows it.
pub(super) fn handed(text: &str) -> Option<(&str, &str)> {
    let (own, rest) = labelled(text)?;
    let first = rest.split_whitespace().next()?;
    if is_handle(first) && first.len() < rest.len() {
        return Some((own, rest));
    }
    let (who, what) = rest.split_once(" to ")?;
    let acts = what.starts_with(|c: char| c.is_ascii_lowercase());
    let named = row(who, &|name| is_handle(name) || is_nick(own, name));
    (acts && is_shouted(own) && named).then_some((own, rest))
}

/// The label that a text begins with, and what follows it.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let begins = |label: &&&str| {
        let head = text.get(..label.len());
        head.is_some_and(|head| {
            head.eq_ignore_ascii_case(label) && head.starts_with(char::is_uppercase)
        })
    };
    let length = LABELS.iter().find(begins)?.len();
    let rest = text[length..].strip_prefix(' ')?;
    Some((&text[..length], rest.trim()))
}

/// Whether all of a row of names are sound.
fn row(text: &str, sound: &dyn Fn(&str) -> bool) -> bool {
    let text = text.replace(" and ", ",").replace(['/', '&', '+'], ",");
    let mut names = text.split(',').map(str::trim);
    names.clone().count() <= MOST && names.all(|name| !name.is_empty() && sound(name))
}

fn is_shouted(label: &str) -> bool {
    label.chars().all(|c| c.is_uppercase() || c == ' ')
}

fn is_handle(word: &str) -> bool {
    let name = word
        .strip_prefix('@')
        .unwrap_or("")
        .trim_end_matches([',', ':']);
    name.starts_with(char::is_alphanumeric) && name.chars().all(is_of_nick)
}

fn is_of_nick(c: char) -> bool {
    c.is_alphanumeric() || "-_|^`.".contains(c)
}

/// Whether a word right behind a label in capitals is a nick. `AI` is a field as well as a label: what has a capital there is its name
/// (`AI Gateway`), what ends in `s` is many.
fn is_nick(label: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    let spelled = word.starts_with(char::is_alphabetic)
        && word.len() > 1
        && word.chars().all(is_of_nick)
        && word.contains(char::is_lowercase);
    let is_field = label == "AI" && (word.starts_with(char::is_uppercase) || word.ends_with('s'));
    spelled && !is_field && !is_word(&lower) && !is_thing(word)
}

/// Whether small letters are a word of the language, as far as it is known here.
fn is_word(lower: &str) -> bool {
    among(NOBODY, lower)
        || among(NO_NAME, lower)
        || among(WHEN, lower)
        || is_verb(lower)
        || lower.len() > 4 && ENDINGS.iter().any(|end| lower.ends_with(end))
}

/// `Jo`, `Jo Lee`: words with capitals that are no day and no word that is known.
fn is_proper(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let part = |word: &&str| {
        let rest = word.chars().skip(1);
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "-'.".contains(c))
            && (rest.clone().count() == 0 || rest.clone().any(char::is_lowercase))
            && !is_word(&word.to_lowercase())
    };
    (1..=3).contains(&words.len()) && words.iter().all(part)
}

#[cfg(test)]
mod tests {
    use super::{addressed, handed};

    #[test]
    fn names_stand_right_behind_labels() {
        for (label, who) in [
            ("AI @ann", "@ann"),
            ("Action @brettc", "@brettc"),
            ("TODO @jo, @al", "@jo, @al"),
            ("ACTION fantasai", "fantasai"),
            ("ACTION Jo", "Jo"),
            ("AI mriedem", "mriedem"),
            ("AI jo and al", "jo and al"),
            ("Action on Ann", "Ann"),
            ("Action item for Jo Lee", "Jo Lee"),
        ] {
            assert_eq!(addressed(label).map(|found| found.1), Some(who), "{label}");
        }
        for text in [
            "ACTION mriedem to write it",
            "AI @ann write it",
            "TODO jo and al to go",
        ] {
            assert!(handed(text).is_some(), "{text}");
        }
    }

    #[test]
    fn words_behind_labels_are_no_names() {
        for text in [
            "AI policy",
            "AI Gateway",
            "AI agents",
            "AI generated",
            "AI working group",
            "ACTION required",
            "ACTION ITEMS",
            "TODO later",
            "Action jo",
            "Action for next week",
            "Action on Monday",
            "Action on the docs",
            "AI for all",
            "ai @ann",
        ] {
            assert_eq!(addressed(text), None, "{text}");
        }
        for text in [
            "AI needs to go",
            "AI is to stay",
            "AI models to use",
            "ACTION needed to go",
            "TODO how to go",
            "Action jo to go",
            "TODO documentation to write",
        ] {
            assert_eq!(handed(text), None, "{text}");
        }
    }
}
