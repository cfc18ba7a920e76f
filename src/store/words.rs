//! Query text to the terms that may stand for it. Finding and marking share these.

use super::analysis::{Kind, STEM_MARK, Token, chunks};

/// One way a text may stand in a field: a term, or terms at given distances.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// Offsets from the first term, and the terms. Never empty.
    pub(super) terms: Vec<(u32, String)>,
    /// How much a match of this way counts.
    pub(super) weight: f32,
}

impl Way {
    fn term(term: &str, weight: f32) -> Self {
        Self {
            terms: vec![(0, term.to_owned())],
            weight,
        }
    }
}

/// The text as written counts in full; each way further from it counts less.
const FORM: f32 = 0.8;
const PARTS: f32 = 0.8;
const STEM: f32 = 0.6;
const PART: f32 = 0.5;

/// The ways of a word. Empty where it has nothing to search for.
pub(super) fn word(text: &str) -> Vec<Way> {
    match chunks(text).as_slice() {
        [] => Vec::new(),
        [chunk] => {
            let mut ways = exact(chunk);
            ways.extend(stem(chunk));
            ways
        }
        more => in_order(more),
    }
}

/// The ways of words that stand side by side.
pub(super) fn phrase(text: &str) -> Vec<Way> {
    match chunks(text).as_slice() {
        [] => Vec::new(),
        [chunk] => exact(chunk),
        more => in_order(more),
    }
}

/// Each word of a text that need not stand side by side.
pub(super) fn each_word(text: &str) -> Vec<Vec<Way>> {
    let ways = |chunk: Vec<Token>| {
        let mut ways = exact(&chunk);
        ways.extend(stem(&chunk));
        ways
    };
    chunks(text).into_iter().map(ways).collect()
}

/// A chunk as written, and its parts side by side: `active/active` stands for `active-active` too.
fn exact(chunk: &[Token]) -> Vec<Way> {
    let parts: Vec<&Token> = of(chunk, Kind::Part).collect();
    if parts.is_empty() {
        let weights = [1.0, FORM].into_iter();
        let symbols = of(chunk, Kind::Symbol).zip(weights);
        return symbols
            .map(|(s, weight)| Way::term(&s.term, weight))
            .collect();
    }
    let whole = of(chunk, Kind::Whole).next();
    let mut ways = Vec::new();
    if let Some(main) = whole.or((parts.len() == 1).then_some(parts[0])) {
        ways.push(Way::term(&main.term, 1.0));
        ways.extend(form(chunk, main).map(|form| Way::term(form, FORM)));
    }
    match parts.as_slice() {
        // The bare `c` of `C++` is another word; `rate` of `--rate` is worth finding.
        [part] if whole.is_some() && part.term.chars().count() > 1 => {
            ways.push(Way::term(plain(chunk, part), PART));
        }
        [_] => {}
        parts => ways.push(Way {
            terms: offsets(parts.iter().map(|part| (part.position, plain(chunk, part)))),
            weight: if whole.is_some() { PARTS } else { 1.0 },
        }),
    }
    ways
}

/// A plain word by its stem. Words that are their own stem have no token for it, so both are asked for.
fn stem(chunk: &[Token]) -> Vec<Way> {
    let mut parts = of(chunk, Kind::Part);
    let (Some(part), None, None) = (parts.next(), parts.next(), of(chunk, Kind::Whole).next())
    else {
        return Vec::new();
    };
    if part.term.len() < 3 || !part.term.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Vec::new();
    }
    match of(chunk, Kind::Stem).next() {
        Some(stem) => vec![
            Way::term(&stem.term, STEM),
            Way::term(stem.term.trim_start_matches(STEM_MARK), STEM),
        ],
        None => vec![Way::term(&format!("{STEM_MARK}{}", part.term), STEM)],
    }
}

fn in_order(chunks: &[Vec<Token>]) -> Vec<Way> {
    let steps = chunks.iter().flat_map(|chunk| steps(chunk));
    vec![Way {
        terms: offsets(steps),
        weight: 1.0,
    }]
}

/// What a chunk must show at each of its positions within a phrase.
fn steps(chunk: &[Token]) -> Vec<(u32, &str)> {
    let parts: Vec<&Token> = of(chunk, Kind::Part).collect();
    match parts.as_slice() {
        // The innermost symbol: `=>` also where the note has it in brackets.
        [] => of(chunk, Kind::Symbol)
            .last()
            .map(|symbol| (symbol.position, symbol.term.as_str()))
            .into_iter()
            .collect(),
        [part] if part.term.chars().count() == 1 => {
            let token = of(chunk, Kind::Whole).next().unwrap_or(part);
            vec![(token.position, plain(chunk, token))]
        }
        parts => parts
            .iter()
            .map(|part| (part.position, plain(chunk, part)))
            .collect(),
    }
}

fn offsets<'a>(steps: impl Iterator<Item = (u32, &'a str)>) -> Vec<(u32, String)> {
    let mut first = None;
    let mut from_first = |position: u32| position - *first.get_or_insert(position);
    steps
        .map(|(position, term)| (from_first(position), term.to_owned()))
        .collect()
}

fn of(chunk: &[Token], kind: Kind) -> impl Iterator<Item = &Token> {
    chunk.iter().filter(move |token| token.kind == kind)
}

/// The accent-free spelling of a token.
fn form<'a>(chunk: &'a [Token], token: &Token) -> Option<&'a str> {
    let same = |form: &&Token| (form.start, form.end) == (token.start, token.end);
    of(chunk, Kind::Form)
        .find(same)
        .map(|form| form.term.as_str())
}

/// A token's accent-free spelling, which notes with and without accents both have.
fn plain<'a>(chunk: &'a [Token], token: &'a Token) -> &'a str {
    form(chunk, token).unwrap_or(&token.term)
}

#[cfg(test)]
mod tests {
    use super::{phrase, word};

    fn shown(ways: Vec<super::Way>) -> Vec<String> {
        let terms = |way: super::Way| {
            way.terms
                .into_iter()
                .map(|(_, term)| term.replace('\u{1}', "~"))
        };
        ways.into_iter()
            .map(|way| terms(way).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn gives_the_ways_of_words() {
        let table: &[(&str, &[&str])] = &[
            ("upgrades", &["upgrades", "~upgrad", "upgrad"]),
            ("cell", &["cell", "~cell"]),
            ("C++", &["c++"]),
            ("--rate", &["--rate", "rate"]),
            ("a/a", &["a/a", "a a"]),
            ("zürich", &["zürich", "zurich"]),
            ("中文字", &["中文 文字"]),
            ("中", &["中"]),
            ("(=>)", &["(=>)", "=>"]),
            ("&", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(word(text)), *expected, "{text}");
        }
    }

    #[test]
    fn gives_the_ways_of_phrases() {
        assert_eq!(shown(phrase("rolling upgrades")), ["rolling upgrades"]);
        assert_eq!(shown(phrase("upgrades")), ["upgrades"]);
        assert_eq!(shown(phrase("C++ a/b => café")), ["c++ a b => cafe"]);
    }
}
