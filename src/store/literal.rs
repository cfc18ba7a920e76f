//! Whether a record holds what was asked for as it was written: the last word on technical terms, whose case and
//! signs the index folds.

use super::words;
use crate::query::{Node, Query};
use regex::{Regex, RegexBuilder};

/// What holding all words as written adds to the factor of a score.
const AS_WRITTEN: f32 = 0.6;
/// The same for a word that a hyphen or a slash joins: who writes `false-positives` means it more than `false positives`,
/// which is found with it. From 2 to 6 made little difference on judged queries.
const COMPOUND_AS_WRITTEN: f32 = 2.5;
/// What holding them as one text adds.
const IN_A_ROW: f32 = 0.2;

/// How a text has a name. The better ones sort first: who asks for `2.1` does not mean `13.2.1.1`,
/// and who asks for `flatMap` not `flat map`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spelling {
    /// As it is written.
    #[default]
    Own,
    /// As it is written, in longer numbers alone.
    Within,
    /// In other spellings alone.
    Other,
}

impl Spelling {
    fn of(name: &str, text: &str) -> Self {
        let mut found = text.match_indices(name).map(|(at, _)| at).peekable();
        if found.peek().is_none() {
            return Self::Other;
        }
        let (first, last) = (name.chars().next(), name.chars().next_back());
        let whole = |at: usize| {
            let before = text[..at].chars().rev();
            let after = text[at + name.len()..].chars();
            !goes_on(first, before) && !goes_on(last, after)
        };
        match found.any(whole) {
            true => Self::Own,
            false => Self::Within,
        }
    }
}

/// Whether the number with this digit at its end goes on with these.
fn goes_on(end: Option<char>, mut beyond: impl Iterator<Item = char>) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let next = match beyond.next() {
        Some('.') => beyond.next(),
        next => next,
    };
    end.is_some_and(digit) && next.is_some_and(digit)
}

/// The texts of a query as their author wrote them.
pub(super) struct Literals {
    /// The query as it was typed, where it only has words and phrases, and without the escapes and quotes of the
    /// language where it is a single one.
    pub(super) typed: Vec<String>,
    each: Vec<Literal>,
    /// The spellings of the query, where it is one identifier, path, option, version, run of signs or piece of code.
    names: Vec<String>,
}

struct Literal {
    text: String,
    /// Finds it in capitals too: a word of small letters stands at the beginning of sentences.
    any_case: Option<Regex>,
}

impl Literal {
    fn new(text: &str) -> Self {
        let small = |c: char| c.is_lowercase() || c.is_whitespace() || matches!(c, '-' | '/');
        let any_case = text.chars().all(small).then(|| {
            let pattern = regex::escape(text);
            RegexBuilder::new(&pattern).case_insensitive(true).build()
        });
        Self {
            text: text.to_owned(),
            any_case: any_case.and_then(Result::ok),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        match &self.any_case {
            Some(pattern) => pattern.is_match(text),
            None => text.contains(&self.text),
        }
    }
}

impl Literals {
    /// Those of the words and phrases of a query, and of the text it was read from.
    pub(super) fn of(query: &Query, raw: &str) -> Self {
        let texts: Vec<&str> = query.root.terms().map(|text| text.text.as_str()).collect();
        let wanted = |text: &&&str| !words::is_function_word(text) || texts.len() == 1;
        let each = texts.iter().filter(wanted);
        let raw = raw.trim();
        Self {
            typed: typed(query, raw, &texts),
            each: each.map(|text| Literal::new(text)).collect(),
            names: names(query, raw),
        }
    }

    /// Whether the query is one name.
    pub(super) fn is_name(&self) -> bool {
        !self.names.is_empty()
    }

    /// How a text has the one name that the query is. The same for all texts where it is none.
    pub(super) fn spelling(&self, markdown: &str) -> Spelling {
        let of_name = |name: &String| Spelling::of(name, markdown);
        let best = self.names.iter().map(of_name).min();
        best.filter(|_| !markdown.is_empty()).unwrap_or_default()
    }

    /// Whether a text holds the query as it was typed.
    pub(super) fn held(&self, markdown: &str) -> bool {
        self.typed.iter().any(|typed| markdown.contains(typed))
    }

    /// What to multiply the score of a record by that has this text.
    pub(super) fn factor(&self, markdown: &str) -> f32 {
        if self.each.is_empty() {
            return 1.0;
        }
        let held = self.each.iter().filter(|literal| literal.is_in(markdown));
        let share = held.count() as f32 / self.each.len() as f32;
        let in_a_row = self.each.len() > 1 && self.held(markdown);
        1.0 + self.as_written() * share + if in_a_row { IN_A_ROW } else { 0.0 }
    }

    fn as_written(&self) -> f32 {
        match self.each.as_slice() {
            [one] if one.text.contains(['-', '/']) => COMPOUND_AS_WRITTEN,
            _ => AS_WRITTEN,
        }
    }
}

fn typed(query: &Query, raw: &str, texts: &[&str]) -> Vec<String> {
    let mut plain = true;
    query
        .root
        .leaves(&mut |leaf| plain &= !matches!(leaf, Node::Field(..) | Node::Regex(_)));
    if !plain || raw.is_empty() {
        return Vec::new();
    }
    let mut out = vec![raw.to_owned()];
    if let [text] = texts
        && *text != raw
    {
        out.push((*text).to_owned());
    }
    out
}

/// The spellings of the name that a query is, if it is one: in the signs it was written with, and without escapes.
fn names(query: &Query, raw: &str) -> Vec<String> {
    let mut leaves = Vec::new();
    query.root.leaves(&mut |node| match node {
        Node::Field(..) => {}
        leaf => leaves.push(leaf),
    });
    let [leaf] = leaves.as_slice() else {
        let wordless = !raw.contains(char::is_alphanumeric);
        let code = (wordless || raw.contains(CODE)) && leaves.len() == query.root.terms().count();
        let own = raw.contains("OR") || raw.contains(['"', '“', '”']);
        return if code && !own {
            vec![raw.to_owned()]
        } else {
            Vec::new()
        };
    };
    let pasted = raw.starts_with(['“', '”', '„', '«']);
    let one = !raw.contains(char::is_whitespace);
    match leaf {
        Node::Phrase(_) if pasted => vec![raw.to_owned()],
        Node::Word(text) | Node::Phrase(text) if one && is_capital(&text.text) => {
            vec![text.text.clone()]
        }
        Node::Word(text) | Node::Phrase(text) if is_name(&text.text) => {
            let raw = (one && is_name(raw)).then(|| raw.to_owned());
            raw.into_iter().chain([text.text.clone()]).collect()
        }
        Node::Prefix(_) | Node::Fuzzy(..) if one => vec![raw.to_owned()],
        _ => Vec::new(),
    }
}

/// Signs that hardly stand in English.
const CODE: [char; 14] = [
    '{', '}', '[', ']', '<', '>', '=', ';', '|', '&', '*', '#', '$', '`',
];

/// `Pending`, `Publishing-bot`: a word that somebody wrote with a capital.
fn is_capital(word: &str) -> bool {
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/');
    word.starts_with(char::is_uppercase) && word.chars().all(letters)
}

/// Whether a text is a name rather than a word or words: it has a capital within, a digit or a sign. Words of small letters
/// that a hyphen or a slash joins are words.
pub(super) fn is_name(text: &str) -> bool {
    let sign = |c: char| {
        !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '-' | '/' | '\'' | '’')
    };
    let digit = |c: char| c.is_ascii_digit();
    let begins = text.starts_with(['-', '/']) && text.len() > 1;
    let inner = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    text.contains(sign) || text.contains(digit) || begins || text.split_whitespace().any(inner)
}

#[cfg(test)]
mod tests {
    use super::Spelling::{self, Other, Own, Within};

    #[test]
    fn a_number_within_another_is_not_it() {
        let cases = [
            ("2.1", "cheesecake (repl v2.1).", Own),
            ("2.1", "see 13.2.1.1 and 2.1", Own),
            ("2.1", "see 13.2.1.1", Within),
            ("v2.1", "v2.10, v2.1.3", Within),
            ("2.1", "[3, 2, 1]", Other),
            ("flatMap", "a flatMapAsync", Own),
            ("flatMap", "a flat map", Other),
        ];
        for (name, text, wanted) in cases {
            assert_eq!(Spelling::of(name, text), wanted, "{name} in {text}");
        }
        assert!(Own < Within && Within < Other);
    }
}
