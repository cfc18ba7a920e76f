//! Query text to the terms that may stand for it. Finding and marking share these.

use super::analysis::{Kind, MAX_TERM_BYTES, STEM_MARK, Token, chunks, is_english, is_operators};
use std::collections::HashSet;

/// One way a text may stand in a field: a term, or terms at given distances.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// Offsets from the first term, and the terms. Never empty.
    pub(super) terms: Vec<(u32, String)>,
    /// How much a match of this way counts.
    pub(super) weight: f32,
}

impl Way {
    pub(super) fn term(term: &str, weight: f32) -> Self {
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

/// Parts of compounds from this length on say something alone, in characters.
const TELLING: usize = 3;

/// Whether words are also looked for by their stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stems {
    /// Below the words as written.
    With,
    /// Only as written.
    Without,
}

/// The ways of a word. Empty where it has nothing to search for.
pub(super) fn word(text: &str, stems: Stems) -> Vec<Way> {
    match chunks(text).as_slice() {
        [] => Vec::new(),
        [chunk] => of_chunk(chunk, stems),
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

/// The text as written: as one term, or its words side by side.
pub(super) fn as_written(text: &str) -> Option<Way> {
    phrase(text).into_iter().next()
}

/// Each word of a text that need not stand side by side.
pub(super) fn each_word(text: &str, stems: Stems) -> Vec<Vec<Way>> {
    let chunks = chunks(text).into_iter();
    let ways = chunks.map(|chunk| of_chunk(&chunk, stems));
    ways.filter(|ways| !ways.is_empty()).collect()
}

/// The words that are looked for near one another. The humps of a word share its position, so that two of them would seem to be
/// words that follow each other.
pub(super) fn near(text: &str, stems: Stems) -> Vec<Vec<Way>> {
    let mut words = each_word(text, stems);
    for ways in &mut words {
        ways.retain(|way| way.terms.len() == 1 || way.weight > PART);
    }
    words
}

/// The parts of a compound as words of their own; empty for a plain word.
pub(super) fn loose(text: &str, stems: Stems) -> Vec<Vec<Way>> {
    let mut out = Vec::new();
    for chunk in chunks(text) {
        let humped = |part: &&Token| {
            of(&chunk, Kind::Hump).any(|hump| part.start <= hump.start && hump.end <= part.end)
        };
        let parts = of(&chunk, Kind::Part).filter(|part| !humped(part));
        let mut seen = HashSet::new();
        let words: Vec<&str> = parts
            .chain(of(&chunk, Kind::Hump))
            .map(|token| token.term.as_str())
            .filter(|term| seen.insert(*term))
            .collect();
        // `2` and `1` of `2.1` are in any text.
        let telling = words
            .iter()
            .filter(|term| term.chars().count() >= TELLING)
            .count();
        if telling > 1 {
            out.extend(words.iter().map(|term| word(term, stems)));
        }
    }
    out
}

/// The number at the end of a reference such as `KEP-2221` or `kubernetes#450000`: what it is about is in any note, the
/// number is in few. `None` where the text is no compound with parts as words of their own.
pub(super) fn number(text: &str, stems: Stems) -> Option<Vec<Way>> {
    let last = loose(text, stems).pop()?;
    let digits = |term: &String| term.bytes().all(|b| b.is_ascii_digit());
    let number = last.first().and_then(|way| way.terms.first());
    let telling = number.filter(|(_, term)| term.len() >= TELLING && digits(term));
    telling.is_some().then_some(last)
}

/// The terms of a text in their order, one at each place.
pub(super) fn row(text: &str) -> Vec<String> {
    let chunks = chunks(text);
    let steps = chunks.iter().flat_map(|chunk| steps(chunk));
    steps.map(|(_, term)| term.to_owned()).collect()
}

/// The words of a text in a row as one term, to compare titles by.
pub(super) fn in_a_row(text: &str) -> String {
    let mut out = String::new();
    for chunk in chunks(text) {
        for (_, term) in steps(&chunk) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(term);
        }
    }
    let end = MAX_TERM_BYTES.min(out.len());
    out.truncate(
        (0..=end)
            .rev()
            .find(|at| out.is_char_boundary(*at))
            .unwrap_or(0),
    );
    out
}

/// Words that nearly every English text has. They say little where another word is asked for.
const FUNCTION_WORDS: &str = "a about an and are as at be been but by can could did do does for from had has have \
    how i if in into is it its me my no not of on or our shall should so than that the their them then there these \
    they this those to us was we were what when where which who whom whose why will with would you your";

/// Whether a word is one that nearly every text has: `the`, `How`, but not `IT`.
pub(super) fn is_function_word(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 1 {
        return false;
    }
    let chunks = chunks(text);
    let [chunk] = chunks.as_slice() else {
        return false;
    };
    let mut parts = of(chunk, Kind::Part);
    match (parts.next(), parts.next()) {
        // With the signs around it, it may be another thing: `#if`, `is()`, `not!`.
        (Some(part), None) if part.end - part.start == text.len() => FUNCTION_WORDS
            .split_whitespace()
            .any(|word| word == part.term),
        _ => false,
    }
}

/// Whether a text is one sign, which few notes mean as a word.
pub(super) fn is_sign(text: &str) -> bool {
    matches!(tokens_of(text).as_slice(), [token] if token.kind == Kind::Sign)
}

fn tokens_of(text: &str) -> Vec<Token> {
    chunks(text).into_iter().flatten().collect()
}

fn of_chunk(chunk: &[Token], stems: Stems) -> Vec<Way> {
    let mut ways = exact(chunk);
    if stems == Stems::With {
        ways.extend(stem(chunk));
    }
    ways
}

/// A chunk as written, and its parts side by side: `active/active` stands for `active-active` too.
fn exact(chunk: &[Token]) -> Vec<Way> {
    let parts: Vec<&Token> = of(chunk, Kind::Part).collect();
    if parts.is_empty() {
        let weights = [1.0, FORM].into_iter();
        let symbols = chunk
            .iter()
            .filter(|token| matches!(token.kind, Kind::Symbol | Kind::Sign));
        return symbols
            .zip(weights)
            .map(|(s, weight)| Way::term(&s.term, weight))
            .collect();
    }
    let whole = of(chunk, Kind::Whole).next();
    let mut ways = Vec::new();
    if let Some(main) = whole.or((parts.len() == 1).then_some(parts[0])) {
        ways.push(Way::term(&main.term, 1.0));
        ways.extend(form(chunk, main).map(|form| Way::term(form, FORM)));
    }
    ways.extend(of(chunk, Kind::Bare).map(|bare| Way::term(&bare.term, FORM)));
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
    ways.extend(humps(chunk));
    ways
}

/// `flatMap` as `flat-map`, where it is one word.
fn humps(chunk: &[Token]) -> Option<Way> {
    let mut parts = of(chunk, Kind::Part);
    let (Some(_), None) = (parts.next(), parts.next()) else {
        return None;
    };
    let humps: Vec<&Token> = of(chunk, Kind::Hump).collect();
    (humps.len() > 1).then(|| Way {
        terms: offsets((0..).zip(humps.iter().map(|hump| hump.term.as_str()))),
        weight: PART,
    })
}

/// A plain word by its stem; a compound by those of its parts. Words that are their own stem have no token for it,
/// so both are asked for.
fn stem(chunk: &[Token]) -> Vec<Way> {
    let parts: Vec<&Token> = of(chunk, Kind::Part).collect();
    let [part] = parts.as_slice() else {
        return stems_in_order(chunk, &parts).into_iter().collect();
    };
    let word = plain(chunk, part);
    if of(chunk, Kind::Whole).next().is_some() || !is_english(word) {
        return Vec::new();
    }
    match stem_of(chunk, part) {
        Some(stem) => vec![
            Way::term(stem, STEM),
            Way::term(stem.trim_start_matches(STEM_MARK), STEM),
        ],
        None => vec![Way::term(&format!("{STEM_MARK}{word}"), STEM)],
    }
}

/// None for an identifier such as `Proxy.revocable`: it is a name, not English.
fn stems_in_order(chunk: &[Token], parts: &[&Token]) -> Option<Way> {
    let signs = ['.', '_', ':'];
    let name = of(chunk, Kind::Whole).any(|whole| whole.term.contains(signs))
        || of(chunk, Kind::Hump).next().is_some();
    let any = parts.iter().any(|part| stem_of(chunk, part).is_some());
    (any && !name && parts.len() > 1).then(|| Way {
        terms: offsets(parts.iter().map(|part| {
            let stem = stem_of(chunk, part);
            (part.position, stem.unwrap_or_else(|| plain(chunk, part)))
        })),
        weight: STEM,
    })
}

/// The stem of a part, where it is not the part itself.
fn stem_of<'a>(chunk: &'a [Token], part: &Token) -> Option<&'a str> {
    let same = |stem: &&Token| (stem.start, stem.end) == (part.start, part.end);
    of(chunk, Kind::Stem)
        .find(same)
        .map(|stem| stem.term.as_str())
}

/// Words side by side, with the operators between them: `a ?? b`.
fn in_order(chunks: &[Vec<Token>]) -> Vec<Way> {
    let mut all: Vec<(u32, &str)> = Vec::new();
    for chunk in chunks {
        let steps = steps(chunk);
        if steps.is_empty()
            && let Some((before, _)) = all.last()
        {
            let before = *before;
            all.extend(operator(chunk).map(|term| (before, term)));
        }
        all.extend(steps);
    }
    if all.is_empty() {
        all.extend(chunks.iter().filter_map(|chunk| run_of_signs(chunk)));
        all.dedup();
    }
    if all.is_empty() {
        return Vec::new();
    }
    let mut ways = vec![Way {
        terms: offsets(all.into_iter()),
        weight: 1.0,
    }];
    ways.retain(|way| !way.terms.is_empty());
    ways
}

/// What a chunk of signs must show at the place of the word before it, where no word is asked for: `: &_`.
fn run_of_signs(chunk: &[Token]) -> Option<(u32, &str)> {
    let run = of(chunk, Kind::Symbol).chain(of(chunk, Kind::Sign)).next();
    run.map(|run| (0, run.term.as_str()))
}

/// The run of operator signs that a chunk is, if it is one. Brackets and stops may be glued to other signs in a note.
fn operator(chunk: &[Token]) -> Option<&str> {
    let symbol = of(chunk, Kind::Symbol).next()?;
    is_operators(&symbol.term).then_some(symbol.term.as_str())
}

/// What a chunk must show at each of its positions within a phrase.
fn steps(chunk: &[Token]) -> Vec<(u32, &str)> {
    let parts: Vec<&Token> = of(chunk, Kind::Part).collect();
    match parts.as_slice() {
        [] => Vec::new(),
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
    use super::{Stems, is_function_word, loose, phrase};

    fn word(text: &str) -> Vec<super::Way> {
        super::word(text, Stems::With)
    }

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
            ("zürich", &["zürich", "zurich", "~zurich"]),
            ("résumés", &["résumés", "resumes", "~resum", "resum"]),
            ("中文字", &["中文 文字"]),
            ("中", &["中"]),
            ("(=>)", &["(=>)", "=>"]),
            ("&", &["&"]),
            (",", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(word(text)), *expected, "{text}");
        }
    }

    #[test]
    fn knows_words_that_every_text_has() {
        for word in ["the", "How", "is"] {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["IT", "#if", "is()", "nova", "the/of", ""] {
            assert!(!is_function_word(word), "{word}");
        }
    }

    #[test]
    fn takes_compounds_apart() {
        let parts = |text| -> Vec<String> {
            let parts = loose(text, Stems::Without).into_iter();
            parts.map(|ways| shown(ways).join("|")).collect()
        };
        assert_eq!(parts("import-buffer"), ["import", "buffer"]);
        assert_eq!(parts("Math.sumExact"), ["math", "sum", "exact"]);
        for whole in ["active/active", "2.1", "A/A", "replication"] {
            assert!(parts(whole).is_empty(), "{whole}");
        }
    }

    #[test]
    fn knows_the_number_of_a_reference() {
        for (text, expected) in [
            ("kubernetes/kubernetes#450000", Some("450000")),
            ("KEP-2221", Some("2221")),
            ("CVE-2024-1243", Some("1243")),
            ("2024-roadmap", None),
            ("import-buffer", None),
            ("2.1", None),
            ("450000", None),
        ] {
            let number = super::number(text, Stems::With).map(|ways| shown(ways).remove(0));
            assert_eq!(number.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn gives_the_ways_of_phrases() {
        assert_eq!(shown(phrase("rolling upgrades")), ["rolling upgrades"]);
        assert_eq!(shown(phrase("upgrades")), ["upgrades"]);
        assert_eq!(shown(phrase("C++ a/b => café")), ["c++ a b => cafe"]);
    }
}
