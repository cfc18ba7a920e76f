//! Words near one that no note has, from the index's own dictionary.

use super::analysis::{is_cjk, without_accents};
use super::compile::{Compiler, Wanted};
use super::deadline::Deadline;
use super::error::{StoreError, guard};
use super::expand::{self, Pattern};
use super::queries::{Boxed, joined};
use super::reader::Store;
use super::schema::Class;
use super::words::{self, Stems, Way};
use super::{rank, written};
use crate::query::{Node, Query};
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::Occur;

/// Shorter words are near too many others, in characters.
const SHORTEST: usize = 4;
/// Words up to this length have one mistake at most, in characters.
const ONE_MISTAKE: usize = 5;

/// For so many words of a query the nearest ones are looked up.
const SUGGESTED: usize = 16;
/// Words with more accents are suggested without them.
const MOST_ACCENTS: u8 = 2;
/// How many times more common a shorter word has to be.
const ADDED: u64 = 20;

impl Store {
    /// The words of a query, and of its compounds that no note has, that no note has in any form, nor, of the word that is
    /// being typed, as a beginning, each with the nearest word that some
    /// note has.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn unknown_words(
        &self,
        query: &Query,
    ) -> Result<Vec<(String, Option<String>)>, StoreError> {
        let mut unknown = Vec::new();
        let deadline = Deadline::new();
        let mut leaves = Vec::new();
        query.root.leaves(&mut |leaf| leaves.push(leaf));
        let begun = query.root.word_begun();
        for text in query.root.terms() {
            let whole = text.text.as_str();
            let may_become = begun == Some(text) && guard(|| self.begins_a_word(whole))?;
            if may_become || guard(|| self.has_word(whole))? {
                continue;
            }
            let before = unknown.len();
            self.unknown_of(whole, &deadline, &mut unknown)?;
            // No part of `v1.99.0` says something alone.
            let word = leaves
                .iter()
                .any(|leaf| matches!(leaf, Node::Word(word) if word == text));
            let telling = !words::loose(whole, Stems::With).is_empty();
            let wordless = words::phrase(whole).is_empty();
            if word && !telling && !wordless && unknown.len() == before {
                unknown.push((whole.to_owned(), None));
            }
        }
        Ok(unknown)
    }

    /// The longer words of a text that no note has.
    fn unknown_of(
        &self,
        whole: &str,
        deadline: &Deadline,
        unknown: &mut Vec<(String, Option<String>)>,
    ) -> Result<(), StoreError> {
        let words = whole.split(|c: char| !c.is_alphanumeric());
        let long = |word: &&str| word.len() == whole.len() || word.chars().count() >= SHORTEST;
        for word in words.filter(long) {
            if guard(|| self.has_word(word))? || unknown.iter().any(|(other, _)| other == word) {
                continue;
            }
            // A search does not wait for what it can do without.
            let near = match unknown.len() < SUGGESTED {
                true => guard(|| self.nearest_word(word, deadline)),
                false => Ok(None),
            };
            let near = match near {
                Err(StoreError::TooSlow) => None,
                near => near?,
            };
            unknown.push((word.to_owned(), near));
        }
        Ok(())
    }

    /// Whether some note has a name: its words side by side, and one that counts only as it is written so.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn has_name(&self, name: &str) -> Result<bool, StoreError> {
        let compiler = self.compiler();
        let query = match written::is_kept(name) {
            true => compiler.exact(self.fields.as_written, name),
            false => match words::phrase(name) {
                ways if ways.is_empty() => return Ok(false),
                ways => compiler.in_fields(&ways),
            },
        };
        self.finds_any(query)
    }

    fn compiler(&self) -> Compiler<'_> {
        Compiler {
            fields: &self.fields,
            searcher: &self.searcher,
            classes: &[Class::Topic],
            stems: Stems::With,
            wanted: Wanted::All,
            leaves: Vec::new(),
            deadline: Deadline::new(),
        }
    }

    fn finds_any(&self, query: Boxed) -> Result<bool, StoreError> {
        let topics = self.compiler().everything();
        let query = joined(Occur::Must, vec![topics, query], Vec::new());
        let count = guard(|| {
            self.searcher
                .search(&*query, &Count)
                .map_err(|e| self.failed(e))
        })?;
        Ok(count > 0)
    }

    fn has_word(&self, word: &str) -> Result<bool, StoreError> {
        let ways = words::word(word, Stems::With);
        let (single, rows): (Vec<Way>, Vec<Way>) =
            ways.iter().cloned().partition(|way| way.terms.len() == 1);
        for (_, term) in single.iter().flat_map(|way| &way.terms) {
            for weighed in rank::fields(&self.fields) {
                let term = Term::from_field_text(weighed.field, term);
                if self.searcher.doc_freq(&term).map_err(|e| self.failed(e))? > 0 {
                    return Ok(true);
                }
            }
        }
        if rows.is_empty() {
            return Ok(false);
        }
        let compiler = self.compiler();
        self.finds_any(compiler.held_together(compiler.in_fields(&rows), word, &ways))
    }

    /// Whether a word of some note begins so.
    fn begins_a_word(&self, word: &str) -> Result<bool, StoreError> {
        match Pattern::prefix(word) {
            Some(pattern) => expand::is_any(&self.searcher, &self.fields, &pattern),
            None => Ok(false),
        }
    }

    fn nearest_word(&self, word: &str, deadline: &Deadline) -> Result<Option<String>, StoreError> {
        let length = word.chars().count();
        // The index has pairs of what is written without blanks: they are no words.
        if length < SHORTEST || word.chars().any(is_cjk) {
            return Ok(None);
        }
        let edits = if length <= ONE_MISTAKE { 1 } else { 2 };
        let Some(pattern) = Pattern::fuzzy(word, edits) else {
            return Ok(None);
        };
        let lower = word.to_lowercase();
        let near = expand::terms(&self.searcher, &self.fields, &pattern, deadline)?;
        // A number is never a slip of another one.
        let plain = near.into_iter().filter(|(term, _)| {
            term.chars().all(char::is_alphanumeric) && digits(term).eq(digits(&lower))
        });
        // Fewest mistakes, then the same first letter, then the commonest: letters are left out or mistaken for others more often
        // than added, and swapped ones are all there.
        let best = plain.min_by_key(|(term, count)| {
            let first = term.chars().next() != lower.chars().next();
            let mistakes = strsim::osa_distance(&lower, term);
            let swapped = sorted(term) == sorted(&lower);
            let weight = match term.chars().count() < length {
                true => count / ADDED,
                false => *count,
            };
            (mistakes, first, !swapped, u64::MAX - weight)
        });
        best.map(|(term, count)| self.as_noted(term, count, deadline))
            .transpose()
    }

    /// A term as the notes write it that have it: the index has words with accents also without.
    fn as_noted(
        &self,
        term: String,
        count: u64,
        deadline: &Deadline,
    ) -> Result<String, StoreError> {
        let Some(pattern) = Pattern::fuzzy(&term, MOST_ACCENTS) else {
            return Ok(term);
        };
        let mut alike = expand::terms(&self.searcher, &self.fields, &pattern, deadline)?;
        alike.retain(|(other, _)| without_accents(other).as_ref() == Some(&term));
        let with_accents: u64 = alike.iter().map(|(_, count)| count).sum();
        let commonest = alike.into_iter().max_by_key(|(_, count)| *count);
        Ok(match commonest {
            Some((other, _)) if with_accents >= count => other,
            _ => term,
        })
    }
}

fn digits(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().filter(char::is_ascii_digit)
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}
