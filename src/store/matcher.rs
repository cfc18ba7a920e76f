//! Where in a text a query matches, for marking it. The engine's snippets know nothing of tokens
//! that share a position, so this reads the text with our own analyzer.

use super::analysis::{Hopes, Token, tokens_with};
use super::compile::Wanted;
use super::expand::Pattern;
use super::signs;
use super::windows::{self, Place};
use super::words::{self, Stems, Way};
use super::written;
use crate::query::{Field, Node, Query, Text};
use std::collections::{HashMap, HashSet};

/// Finds the places that a query's words match. Fields other than the title, and what the query
/// denies, mark nothing.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    terms: HashSet<String>,
    /// By their first term: the rest of a phrase, with offsets from the first.
    phrases: HashMap<String, Vec<Vec<(u32, String)>>>,
    /// Terms that are near one another, in any order.
    near: Vec<Near>,
    patterns: Vec<Pattern>,
    /// Rows of signs that no term stands for.
    signs: Vec<String>,
    /// Short names, and whether their case does not count.
    written: Vec<(String, bool)>,
    /// Compounds by parts that may stand apart.
    loose: Vec<Loose>,
    /// The query as it was typed.
    typed: Vec<String>,
    /// What its terms begin with; what a pattern fits may begin with anything.
    hopes: Option<Hopes>,
}

/// Words that count only where the others are near.
#[derive(Debug, Clone)]
struct Near {
    /// The terms that stand for each word, and how many times it has to be there.
    words: Vec<(HashSet<String>, usize)>,
    /// How many other words may stand between them, in all.
    gap: u32,
}

/// A compound, and its parts for texts that do not have it.
#[derive(Debug, Clone)]
struct Loose {
    whole: Matcher,
    parts: Matcher,
}

impl Loose {
    /// `None` for a word without parts that say something alone.
    fn of(text: &Text, stems: Stems) -> Option<Self> {
        let loose = words::loose(&text.text, stems);
        let of = |ways: Vec<Vec<Way>>| {
            let mut matcher = Matcher::default();
            ways.into_iter().for_each(|ways| matcher.ways(ways));
            matcher
        };
        (!loose.is_empty()).then(|| Self {
            whole: of(vec![words::word(&text.text, stems)]),
            parts: of(loose),
        })
    }

    fn ranges(&self, plain: &str) -> Vec<(usize, usize)> {
        match self.whole.ranges(plain).is_empty() {
            true => self.parts.ranges(plain),
            false => Vec::new(),
        }
    }
}

impl Matcher {
    /// The matcher of a query of which all is wanted.
    #[must_use]
    pub fn new(query: &Query) -> Self {
        Self::of(query, Stems::With, Wanted::All)
    }

    /// The matchers of the parts of a query that all have to be there, one for each. Words that nearly every text has have no
    /// matcher where others are asked for; nor has what marks nothing.
    #[must_use]
    pub fn of_each(query: &Query) -> Vec<Self> {
        let parts = match &query.root {
            Node::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let small =
            |part: &&Node| matches!(part, Node::Word(text) if words::is_function_word(&text.text));
        let (slight, telling): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(small);
        let matchers = |parts: Vec<&Node>| -> Vec<Self> {
            let root = |part: &Node| Query { root: part.clone() };
            let all = parts.into_iter().map(|part| Self::new(&root(part)));
            all.filter(|matcher| !matcher.is_empty()).collect()
        };
        let out = matchers(telling);
        if out.is_empty() {
            matchers(slight)
        } else {
            out
        }
    }

    /// The matcher of a query. `wanted` says whether parts of compounds are marked too.
    pub(super) fn of(query: &Query, stems: Stems, wanted: Wanted) -> Self {
        let mut matcher = Self::default();
        matcher.node(&query.root, stems, wanted);
        matcher.signs.extend(signs::of_query(query));
        if matcher.patterns.is_empty() {
            let alone = matcher.terms.iter().map(String::as_str);
            matcher.hopes = Some(Hopes::of(alone.chain(matcher.parts())));
        }
        matcher
    }

    /// The same for what has all of the query: parts of its compounds are nothing there.
    #[must_use]
    pub fn of_all(&self) -> Self {
        Self {
            loose: Vec::new(),
            ..self.clone()
        }
    }

    /// The same, of a query that was typed so. The forms of a plain word are one thing.
    pub(super) fn typed(mut self, mut typed: Vec<String>) -> Self {
        typed.retain(|typed| !typed.chars().all(char::is_lowercase));
        self.typed = typed;
        self
    }

    /// The byte ranges of a text that hold the query as it was typed.
    #[must_use]
    pub fn typed_in(&self, text: &str) -> Vec<(usize, usize)> {
        let typed = self.typed.iter();
        let found = typed.flat_map(|typed| text.match_indices(typed.as_str()));
        found.map(|(at, held)| (at, at + held.len())).collect()
    }

    fn node(&mut self, node: &Node, stems: Stems, wanted: Wanted) {
        match node {
            Node::And(nodes) | Node::Or(nodes) => {
                nodes.iter().for_each(|node| self.node(node, stems, wanted));
            }
            Node::Word(text) => {
                let ways = words::word(&text.text, stems);
                self.signs(&ways, text);
                self.own_ways(&text.text, ways);
                if wanted != Wanted::All {
                    self.loose.extend(Loose::of(text, stems));
                }
            }
            Node::Phrase(text) => {
                let ways = words::phrase(&text.text);
                self.signs(&ways, text);
                self.own_ways(&text.text, ways);
            }
            Node::Near(text, gap) => self.near(text, *gap, stems),
            Node::Prefix(text) => self.pattern(Pattern::prefix(&text.text)),
            Node::Fuzzy(text, edits) => self.pattern(Pattern::fuzzy(&text.text, *edits)),
            Node::Regex(text) => self.pattern(Pattern::regex(&text.text).ok()),
            Node::Wider(node, others) => {
                self.node(node, stems, wanted);
                for other in others {
                    match written::is_kept(&other.text) {
                        true => self.written.push((other.text.clone(), false)),
                        false => self.ways(words::phrase(&other.text)),
                    }
                }
            }
            Node::Begun(node) => {
                self.node(node, stems, wanted);
                if let Node::Word(text) | Node::Field(Field::Title, text) = node.as_ref() {
                    self.pattern(Pattern::prefix(text.last_word().1));
                }
            }
            Node::Field(Field::Title, text) => words::each_word(&text.text, stems)
                .into_iter()
                .for_each(|ways| self.ways(ways)),
            Node::Not(_) | Node::Field(..) => {}
        }
    }

    /// The ways of a text of the query: single letters count only with what joins them.
    fn own_ways(&mut self, text: &str, mut ways: Vec<Way>) {
        if written::is_of_letters(text) {
            ways.truncate(1);
            self.written.push((text.to_owned(), true));
        }
        self.ways(ways);
    }

    fn pattern(&mut self, pattern: Option<Pattern>) {
        self.patterns.extend(pattern);
    }

    fn near(&mut self, text: &Text, gap: u32, stems: Stems) {
        let words = words::near(&text.text, stems).into_iter();
        let single = |way: Way| way.terms.into_iter().next().map(|(_, term)| term);
        let words: Vec<HashSet<String>> = words
            .map(|ways| ways.into_iter().filter_map(single).collect())
            .collect();
        if words.len() > 1 {
            let words = windows::counted(words);
            self.near.push(Near { words, gap });
        } else {
            self.ways(words::phrase(&text.text));
        }
    }

    fn signs(&mut self, ways: &[Way], text: &Text) {
        let row = signs::row(&text.text);
        self.signs.extend(row.filter(|_| ways.is_empty()));
    }

    fn ways(&mut self, ways: Vec<Way>) {
        for way in ways {
            let mut terms = way.terms.into_iter();
            let Some((_, first)) = terms.next() else {
                continue;
            };
            let rest: Vec<_> = terms.collect();
            if rest.is_empty() {
                self.terms.insert(first);
            } else {
                self.phrases.entry(first).or_default().push(rest);
            }
        }
    }

    /// The byte ranges of `plain` that match: ascending, apart from each other, on character boundaries.
    #[must_use]
    pub fn ranges(&self, plain: &str) -> Vec<(usize, usize)> {
        if self.is_empty() {
            return Vec::new();
        }
        let parts = self.parts();
        let alone = |term: &str| {
            self.terms.contains(term) || self.patterns.iter().any(|pattern| pattern.fits(term))
        };
        let hopes = self.hopes.as_ref();
        let tokens = tokens_with(plain, hopes, |term| parts.contains(term) || alone(term));
        let mut found = Vec::new();
        for token in &tokens {
            if alone(&token.term) {
                found.push((token.start, token.end));
            }
            let phrases = self.phrases.get(&token.term).into_iter().flatten();
            found.extend(phrases.filter_map(|rest| phrase(&tokens, token, rest)));
        }
        for near in &self.near {
            near.ranges(&tokens, &mut found);
        }
        for row in &self.signs {
            found.extend(signs::places(row, plain));
        }
        for (name, any_case) in &self.written {
            found.extend(written::places(name, *any_case, plain));
        }
        for loose in &self.loose {
            found.extend(loose.ranges(plain));
        }
        merged(found)
    }

    /// The terms that count only beside others.
    fn parts(&self) -> HashSet<&str> {
        let firsts = self.phrases.keys();
        let rests = self.phrases.values().flatten().flatten();
        let near = self
            .near
            .iter()
            .flat_map(|near| near.words.iter().flat_map(|(terms, _)| terms));
        let all = firsts.chain(rests.map(|(_, term)| term)).chain(near);
        all.map(String::as_str).collect()
    }

    fn is_empty(&self) -> bool {
        self.terms.is_empty()
            && self.phrases.is_empty()
            && self.patterns.is_empty()
            && self.near.is_empty()
            && self.signs.is_empty()
            && self.written.is_empty()
    }
}

impl Near {
    /// The words of each stretch that holds all of them within the distance.
    fn ranges(&self, tokens: &[Token], found: &mut Vec<(usize, usize)>) {
        let places = |terms: &HashSet<String>| {
            let of_word = tokens.iter().enumerate();
            let of_word = of_word.filter(|(_, token)| terms.contains(&token.term));
            let place = |(at, token): (usize, &Token)| Place {
                first: token.position,
                size: u32::from(token.term.contains(char::is_alphanumeric)),
                at,
            };
            of_word.map(place).collect()
        };
        let words = self.words.iter();
        let words = words.map(|(terms, times)| windows::Wanted::new(places(terms), *times));
        windows::any_order(&words.collect::<Vec<_>>(), self.gap, |places| {
            let places = places.iter().copied().flatten();
            let near = places.map(|place| &tokens[place.at]);
            found.extend(near.map(|token| (token.start, token.end)));
        });
    }
}

/// The range of a phrase that begins with `first`, if the rest of it follows.
fn phrase(tokens: &[Token], first: &Token, rest: &[(u32, String)]) -> Option<(usize, usize)> {
    let mut range = (first.start, first.end);
    for (offset, term) in rest {
        let position = first.position.checked_add(*offset)?;
        let from = tokens.partition_point(|token| token.position < position);
        let token = tokens[from..]
            .iter()
            .take_while(|token| token.position == position)
            .find(|token| token.term == *term)?;
        range = (range.0.min(token.start), range.1.max(token.end));
    }
    Some(range)
}

fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}
