//! Words near one that no note has, from the index's own dictionary.

use super::compile::{Compiler, Wanted};
use super::deadline::Deadline;
use super::error::{StoreError, guard};
use super::expand::{self, Pattern};
use super::queries::{Boxed, joined};
use super::reader::Store;
use super::schema::Class;
use super::words::{self, Stems};
use super::{rank, written};
use crate::query::Query;
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::Occur;

/// Shorter words are near too many others, in characters.
const SHORTEST: usize = 4;
/// Words up to this length have one mistake at most, in characters.
const ONE_MISTAKE: usize = 5;

/// For so many words of a query the nearest ones are looked up.
const SUGGESTED: usize = 16;
/// How many times more common a shorter word has to be.
const ADDED: u64 = 20;

impl Store {
    /// The words of a query, and of its compounds that no note has, that no note has in any form, each with the nearest word that some
    /// note has.
    ///
    /// # Errors
    ///
    /// What reading the index met.
    pub fn unknown_words(
        &self,
        query: &Query,
    ) -> Result<Vec<(String, Option<String>)>, StoreError> {
        let mut out = Vec::new();
        let deadline = Deadline::new();
        for text in query.root.terms() {
            let whole = text.text.as_str();
            if guard(|| self.has_word(whole))? {
                continue;
            }
            let words = whole.split(|c: char| !c.is_alphanumeric());
            let long = |word: &&str| word.len() == whole.len() || word.chars().count() >= SHORTEST;
            for word in words.filter(long) {
                if !guard(|| self.has_word(word))? && out.iter().all(|(other, _)| other != word) {
                    // A search does not wait for what it can do without.
                    let near = match out.len() < SUGGESTED {
                        true => guard(|| self.nearest_word(word, &deadline)),
                        false => Ok(None),
                    };
                    let near = match near {
                        Err(StoreError::TooSlow) => None,
                        near => near?,
                    };
                    out.push((word.to_owned(), near));
                }
            }
        }
        Ok(out)
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
        let terms = ways.iter().filter_map(|way| match way.terms.as_slice() {
            [(_, term)] => Some(term),
            _ => None,
        });
        for term in terms {
            for weighed in rank::fields(&self.fields) {
                let term = Term::from_field_text(weighed.field, term);
                if self.searcher.doc_freq(&term).map_err(|e| self.failed(e))? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn nearest_word(&self, word: &str, deadline: &Deadline) -> Result<Option<String>, StoreError> {
        let length = word.chars().count();
        if length < SHORTEST {
            return Ok(None);
        }
        let edits = if length <= ONE_MISTAKE { 1 } else { 2 };
        let Some(pattern) = Pattern::fuzzy(word, edits) else {
            return Ok(None);
        };
        let lower = word.to_lowercase();
        let near = expand::terms(&self.searcher, &self.fields, &pattern, deadline)?;
        let plain = near
            .into_iter()
            .filter(|(term, _)| term.chars().all(char::is_alphanumeric));
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
        Ok(best.map(|(term, _)| term))
    }
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}
