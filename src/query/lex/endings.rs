//! The signs at a word's end that widen it: `word*` and `word~`.

use super::token::Kind;

/// Letters and digits that a word must have before its last sign is an operator: what is shorter
/// is more often code, and would match half of the words there are.
const MIN_STEM: usize = 3;
/// Words up to this long may differ by one edit, longer ones by two, unless a digit says otherwise.
const SHORT: usize = 5;

/// What a word says: the word without its last sign where that is an operator, else all of it.
///
/// `raw` is the word with its backslashes. One before what would be an operator is taken off.
pub(super) fn of_word(text: String, raw: &str) -> (Kind, String) {
    let Some((stem, kind)) = sign(&text) else {
        return (Kind::Word, text);
    };
    if is_stem(stem) {
        return (kind, stem.to_owned());
    }
    let sign = &text[stem.len()..];
    match stem.strip_suffix('\\') {
        Some(bare) if is_stem(bare) && is_escaped(raw, sign) => {
            (Kind::Word, format!("{bare}{sign}"))
        }
        _ => (Kind::Word, text),
    }
}

/// The text before the sign at its end, and what the sign would make of it.
fn sign(text: &str) -> Option<(&str, Kind)> {
    if let Some(stem) = text.strip_suffix('*') {
        return Some((stem, Kind::Prefix));
    }
    let (stem, edits) = text.rsplit_once('~')?;
    let edits = match edits {
        "" if stem.chars().count() <= SHORT => 1,
        "" | "2" => 2,
        "1" => 1,
        _ => return None,
    };
    Some((stem, Kind::Fuzzy(edits)))
}

/// Whether a sign after this is an operator. Not in `**bold**` or `~~gone~~`, where it has a partner.
fn is_stem(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters >= MIN_STEM
        && text.ends_with(is_word_sign)
        && !text.contains(|c: char| c.is_whitespace() || c == '*')
        && !text.trim_start_matches("~/").contains('~')
}

/// Part of a word: `_` as in identifiers, and the accents that some systems write apart from their letter.
fn is_word_sign(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether the backslash before the sign stands for itself alone: not the second one of `\\*`.
fn is_escaped(raw: &str, sign: &str) -> bool {
    let before = raw.strip_suffix(sign).unwrap_or(raw);
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}
