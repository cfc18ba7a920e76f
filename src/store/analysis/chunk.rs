//! One chunk between blanks to its tokens.

use super::chars::{self, Char, is_cjk, is_edge, is_piece_end, is_sigil, is_sign, is_word};
use super::symbols::is_operator;
use super::{Kind, MAX_TERM_BYTES, STEM_MARK, Token, symbols};
use frostem::Stemmer;
use std::ops::Range;

/// Longer runs of letters have no stem, in characters.
const LONGEST_WORD: usize = 40;
/// More signs before a word are a drawing.
const MOST_SIGNS: usize = 3;
/// A word of more humps is a hash or other noise.
const MOST_HUMPS: usize = 8;

/// A part of a chunk and the position it holds.
struct Part {
    range: Range<usize>,
    position: u32,
}

/// Turns normalised chunks to tokens.
pub(super) struct Chunker<'a> {
    pub(super) chars: &'a [Char],
    pub(super) stemmer: &'a Stemmer,
    pub(super) out: &'a mut Vec<Token>,
    pub(super) position: &'a mut u32,
}

impl Chunker<'_> {
    /// Puts the tokens of the chunk into `out`, in order of their positions, each term once at each.
    pub(super) fn run(mut self) {
        if !self.chars.iter().any(|c| c.c.is_alphanumeric()) {
            return self.symbols_alone();
        }
        let words = self.word_runs();
        let parts = self.parts(&words);
        self.wholes(&parts);
        self.sigils(&parts);
        self.inner_symbols(&words, &parts);
        self.out.sort_by_key(|token| token.position);
        self.drop_doubles();
    }

    fn symbols_alone(&mut self) {
        let before = self.position.saturating_sub(1);
        let mut found = symbols::alone(self.chars);
        found.extend(symbols::within(self.chars, 0..self.chars.len()));
        for run in found {
            self.push(Kind::Symbol, run, before);
        }
        if let Some(at) = symbols::single(self.chars) {
            self.push(Kind::Sign, at..at + 1, before);
        }
        self.drop_doubles();
    }

    /// Runs of one script's letters and digits.
    fn word_runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, c) in self.chars.iter().enumerate() {
            let follows = runs.last().is_some_and(|run| run.end == at);
            if !(c.c.is_alphanumeric() || (follows && is_word(c.c))) {
                continue;
            }
            let same = |run: &Range<usize>| is_cjk(self.chars[run.start].c) == is_cjk(c.c);
            match runs.last_mut() {
                Some(run) if follows && (same(run) || !c.c.is_alphanumeric()) => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    fn parts(&mut self, words: &[Range<usize>]) -> Vec<Part> {
        let mut parts = Vec::with_capacity(words.len());
        for word in words {
            if is_cjk(self.chars[word.start].c) && word.len() > 1 {
                self.pairs(word, &mut parts);
            } else {
                self.part(word.clone(), &mut parts);
            }
        }
        parts
    }

    fn part(&mut self, range: Range<usize>, parts: &mut Vec<Part>) {
        let position = *self.position;
        *self.position += 1;
        self.push(Kind::Part, range.clone(), position);
        self.stem(range.clone(), position);
        self.humps(&range, position);
        parts.push(Part { range, position });
    }

    /// `flatMap` as `flat` and `map`, `HTTPServer2` as `http`, `server` and `2`, all in one place.
    fn humps(&mut self, word: &Range<usize>, position: u32) {
        let humps = humps(&self.chars[word.clone()]);
        if !(2..=MOST_HUMPS).contains(&humps.len()) {
            return;
        }
        for hump in humps {
            let range = word.start + hump.start..word.start + hump.end;
            self.push(Kind::Hump, range.clone(), position);
            self.stem(range, position);
        }
    }

    /// CJK without blanks: each pair of neighbours, and each character for those who ask for one.
    fn pairs(&mut self, run: &Range<usize>, parts: &mut Vec<Part>) {
        for at in run.start..run.end - 1 {
            let position = *self.position;
            self.push(Kind::Form, at..at + 1, position);
            self.part(at..at + 2, parts);
        }
        self.push(Kind::Form, run.end - 1..run.end, *self.position - 1);
    }

    /// The stem of a word without its accents, so that it is one for those who write them and those who do not.
    fn stem(&mut self, range: Range<usize>, position: u32) {
        let letters = &self.chars[range.clone()];
        // No word is so long, and the stemmer takes quadratic time on runs of one letter.
        if !(3..=LONGEST_WORD).contains(&letters.len())
            || !letters.iter().all(|c| c.c.is_alphabetic())
        {
            return;
        }
        let word = chars::text(self.chars, range.clone());
        let word = chars::folded(&word).unwrap_or(word);
        if !chars::is_english(&word) {
            return;
        }
        let stem = self.stemmer.stem(&word);
        if stem != word {
            self.push_text(Kind::Stem, format!("{STEM_MARK}{stem}"), range, position);
        }
    }

    /// The chunk as a whole and the pieces between separators.
    fn wholes(&mut self, parts: &[Part]) {
        let all = 0..self.chars.len();
        let signed = self.trimmed(all.clone(), |c| is_edge(c) && !is_sign(c));
        self.whole(Kind::Whole, signed, parts);
        let bare = self.trimmed(all, is_edge);
        self.whole(Kind::Bare, bare, parts);
        let ends = self.chars.iter().map(|c| is_piece_end(c.c));
        let mut start = 0;
        let mut pieces = Vec::new();
        for (at, ends_here) in ends.enumerate() {
            if ends_here {
                pieces.push(start..at);
                start = at + 1;
            }
        }
        if start > 0 {
            pieces.push(start..self.chars.len());
        }
        let mut next = 0;
        for piece in pieces {
            while next < parts.len() && parts[next].range.start < piece.start {
                next += 1;
            }
            let piece = self.trimmed(piece, is_edge);
            self.whole(Kind::Piece, piece, &parts[next..]);
        }
    }

    /// A whole at the first of `parts` that it holds, if it holds more than plain CJK.
    fn whole(&mut self, kind: Kind, range: Range<usize>, parts: &[Part]) {
        let first = parts
            .first()
            .filter(|part| range.contains(&part.range.start));
        let Some(first) = first else { return };
        if !self.chars[range.clone()].iter().all(|c| is_cjk(c.c)) {
            self.push(kind, range, first.position);
        }
    }

    /// Each word with the signs right before it.
    fn sigils(&mut self, parts: &[Part]) {
        for part in parts {
            let start = part.range.start;
            let signs = |is_sign: fn(char) -> bool| {
                let before = self.chars[..start].iter().rev();
                before.take_while(|c| is_sign(c.c)).count()
            };
            let (joined, all) = (signs(is_sigil), signs(|c| is_sigil(c) || is_operator(c)));
            let inside = all == 1 && start > all && self.chars[start - all - 1].c.is_alphanumeric();
            // Within a compound one `-` or `/` joins words; elsewhere it is part of the name.
            let signs = if inside { joined } else { all };
            if signs > MOST_SIGNS {
                continue;
            }
            for signs in 1..=signs {
                self.push(Kind::Piece, start - signs..part.range.end, part.position);
            }
        }
    }

    /// A range without edge punctuation, but with signs that belong to the word: `--rate`, `.gitignore`, `c++`.
    fn trimmed(&self, range: Range<usize>, is_edge: impl Fn(char) -> bool) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end);
        while start < end && is_edge(self.chars[start].c) && !self.is_dotfile(start, end) {
            start += 1;
        }
        while start < end && is_edge(self.chars[end - 1].c) {
            end -= 1;
        }
        let dashes = self.chars[start..end]
            .iter()
            .take_while(|c| c.c == '-')
            .count();
        if dashes > 2 {
            start += dashes;
        }
        start..end
    }

    fn is_dotfile(&self, at: usize, end: usize) -> bool {
        let after_dot = at > 0 && self.chars[at - 1].c == '.';
        let before_word = at + 1 < end && self.chars[at + 1].c.is_alphanumeric();
        self.chars[at].c == '.' && before_word && !after_dot
    }

    /// Signs before, between and after the words, at the position of the word before them.
    fn inner_symbols(&mut self, words: &[Range<usize>], parts: &[Part]) {
        let mut at = 0;
        let mut part = 0;
        let ends = words.iter().map(|word| word.start);
        for (index, end) in ends.chain([self.chars.len()]).enumerate() {
            while part + 1 < parts.len() && parts[part + 1].range.start < at {
                part += 1;
            }
            for run in symbols::inner(self.chars, at..end)
                .into_iter()
                .chain(symbols::within(self.chars, at..end))
            {
                self.push(Kind::Symbol, run, parts[part].position);
            }
            at = words.get(index).map_or(end, |word| word.end);
        }
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, position: u32) {
        let text = chars::text(self.chars, range.clone());
        if let Some(plain) = chars::folded(&text) {
            self.push_text(kind, text, range.clone(), position);
            self.push_text(Kind::Form, plain, range, position);
        } else {
            self.push_text(kind, text, range, position);
        }
    }

    fn push_text(&mut self, kind: Kind, term: String, range: Range<usize>, position: u32) {
        let span = &self.chars[range];
        let (Some(first), Some(last)) = (span.first(), span.last()) else {
            return;
        };
        self.out.push(Token {
            term: cut(term),
            position,
            start: first.start,
            end: last.end,
            kind,
        });
    }

    /// One chunk has few tokens at a position, so looking back along them is cheap.
    fn drop_doubles(&mut self) {
        let mut kept = 0;
        for at in 0..self.out.len() {
            let token = &self.out[at];
            let doubled = self.out[..kept]
                .iter()
                .rev()
                .take_while(|other| other.position == token.position)
                .any(|other| other.term == token.term);
            if !doubled {
                self.out.swap(kept, at);
                kept += 1;
            }
        }
        self.out.truncate(kept);
    }
}

/// Where a word changes from small to capital letters, from several capitals to a capitalised word, or between
/// letters and digits.
fn humps(word: &[Char]) -> Vec<Range<usize>> {
    let class = |c: &Char| match c {
        c if c.c.is_numeric() => 0,
        c if c.upper => 1,
        _ => 2,
    };
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..word.len() {
        let (before, here) = (class(&word[at - 1]), class(&word[at]));
        let next_small = word.get(at + 1).is_some_and(|c| class(c) == 2);
        let ends = match (before, here) {
            (2, 1) => true,
            (1, 1) => next_small,
            (0, 1 | 2) | (1 | 2, 0) => !is_mark(word[at].c),
            _ => false,
        };
        if ends {
            out.push(start..at);
            start = at;
        }
    }
    out.push(start..word.len());
    out
}

/// A combining mark goes with the letter before it.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// A term within the length the index takes.
fn cut(mut term: String) -> String {
    if term.len() > MAX_TERM_BYTES {
        let mut end = MAX_TERM_BYTES;
        while !term.is_char_boundary(end) {
            end -= 1;
        }
        term.truncate(end);
    }
    term
}
