//! Terms of the index that a prefix, a word with mistakes or a regular expression stands for.

use super::analysis::{STEM_MARK, chunks};
use super::deadline::Deadline;
use super::error::StoreError;
use super::rank;
use super::schema::Fields;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeMap;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// How often the clock is looked at, in terms.
const GLANCE: usize = 4096;
/// Largest compiled regular expression, in bytes.
const REGEX_SIZE: usize = 1 << 20;

/// What terms are to look like.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// They begin so.
    Prefix(String),
    /// They are at most so many edits away.
    Fuzzy(String, u8),
    /// The expression matches all of the term.
    Regex(Regex),
}

impl Pattern {
    /// Terms that begin with `stem`, as the analyzer would write it.
    pub(super) fn prefix(stem: &str) -> Option<Self> {
        normal(stem).map(Self::Prefix)
    }

    /// Terms like `word`.
    pub(super) fn fuzzy(word: &str, edits: u8) -> Option<Self> {
        normal(word).map(|word| Self::Fuzzy(word, edits.min(2)))
    }

    /// Terms of the form of an expression. Terms are in lower case, so case does not count.
    pub(super) fn regex(expression: &str) -> Result<Self, String> {
        let whole = format!("^(?:{expression})$");
        let regex = RegexBuilder::new(&whole)
            .case_insensitive(true)
            .size_limit(REGEX_SIZE)
            .dfa_size_limit(REGEX_SIZE)
            .build();
        regex.map(Self::Regex).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the regular expression is too large".to_owned(),
            // The last line says what is wrong; the lines before it draw the expression.
            error => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default();
                format!(
                    "the regular expression cannot be read: {}",
                    last.trim_start_matches("error: ")
                )
            }
        })
    }

    /// Whether a term is of this form.
    pub(super) fn fits(&self, term: &str) -> bool {
        !term.starts_with(STEM_MARK)
            && match self {
                Self::Prefix(stem) => term.starts_with(stem.as_str()),
                Self::Fuzzy(word, edits) => {
                    let near = word.chars().count().abs_diff(term.chars().count());
                    near <= usize::from(*edits)
                        && strsim::osa_distance(word, term) <= usize::from(*edits)
                }
                Self::Regex(regex) => regex.is_match(term),
            }
    }
}

/// A text as the terms are that come of it: its longest term.
fn normal(text: &str) -> Option<String> {
    let tokens = chunks(text).into_iter().flatten();
    let terms = tokens.filter(|token| !token.term.starts_with(STEM_MARK));
    terms
        .map(|token| token.term)
        .reduce(|best, term| if term.len() > best.len() { term } else { best })
}

/// The terms of the text fields that a pattern fits, with the documents of each field counted together, in order of the
/// alphabet.
pub(super) fn terms(
    searcher: &Searcher,
    fields: &Fields,
    pattern: &Pattern,
    deadline: &Deadline,
) -> Result<Vec<(String, u64)>, StoreError> {
    let mut found = BTreeMap::new();
    let f = fields;
    for field in [f.title, f.body, f.extra, f.tag_words, f.about] {
        of_field(searcher, field, pattern, deadline, &mut found)?;
    }
    Ok(found.into_iter().collect())
}

/// Whether any term of the text fields begins as a prefix says.
pub(super) fn is_any(
    searcher: &Searcher,
    fields: &Fields,
    pattern: &Pattern,
) -> Result<bool, StoreError> {
    let Pattern::Prefix(stem) = pattern else {
        return Ok(false);
    };
    let failed = |error: tantivy::TantivyError| StoreError::Engine(error.to_string());
    for weighed in rank::fields(fields) {
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(weighed.field).map_err(failed)?;
            let stream = index.terms().range().ge(stem).into_stream();
            let mut stream = stream.map_err(|error| failed(error.into()))?;
            if stream.advance() && stream.key().starts_with(stem.as_bytes()) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn of_field(
    searcher: &Searcher,
    field: Field,
    pattern: &Pattern,
    deadline: &Deadline,
    found: &mut BTreeMap<String, u64>,
) -> Result<(), StoreError> {
    let failed = |error: tantivy::TantivyError| StoreError::Engine(error.to_string());
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field).map_err(failed)?;
        let mut take = |term: &[u8], documents: u32| {
            if let Ok(term) = std::str::from_utf8(term)
                && pattern.fits(term)
            {
                *found.entry(term.to_owned()).or_default() += u64::from(documents);
            }
        };
        match pattern {
            Pattern::Prefix(stem) => {
                let stream = index.terms().range().ge(stem).into_stream();
                let mut stream = stream.map_err(|error| failed(error.into()))?;
                while stream.advance() && stream.key().starts_with(stem.as_bytes()) {
                    take(stream.key(), stream.value().doc_freq);
                    deadline.hold()?;
                }
            }
            Pattern::Fuzzy(word, edits) => {
                let term = Term::from_field_text(field, word);
                let automaton = FuzzyTermQuery::new(term, *edits, true).automaton();
                let stream = index
                    .terms()
                    .search(automaton.map_err(failed)?)
                    .into_stream();
                let mut stream = stream.map_err(|error| failed(error.into()))?;
                while stream.advance() {
                    take(stream.key(), stream.value().doc_freq);
                }
            }
            Pattern::Regex(_) => {
                let stream = index.terms().stream();
                let mut stream = stream.map_err(|error| failed(error.into()))?;
                let mut count = 0;
                while stream.advance() {
                    take(stream.key(), stream.value().doc_freq);
                    count += 1;
                    if count % GLANCE == 0 {
                        deadline.hold()?;
                    }
                }
            }
        }
    }
    Ok(())
}
