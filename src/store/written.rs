//! Short names that mean something only as they are written: `HA` is no laugh, and two `a` side by side are no `A/A`. The
//! index folds case and what joins words, so it keeps these names of each text once more as they stand.

use super::compile::Compiler;
use super::queries::{Boxed, boosted, joined, way_query};
use super::words::Way;
use crate::model::is_as_written;
use std::collections::BTreeSet;
use std::ops::Range;
use tantivy::query::Occur;

/// The most words of such a name.
const MOST_WORDS: usize = 4;
/// The most bytes of such a name, with what joins it and a plural.
const LONGEST: usize = 8;
/// What joins the words of a name.
const JOINS: [char; 4] = ['-', '/', '_', '.'];
/// What a name whose case does not count begins with in the index.
const ANY_CASE: char = ' ';

/// Whether the index keeps this name as it is written.
pub(super) fn is_kept(name: &str) -> bool {
    let mut whole = false;
    names(name, |range| whole |= range == (0..name.len()));
    whole
}

/// Whether a name is of single letters that something joins: `A/A`. Its letters by themselves are in any text.
pub(super) fn is_of_letters(name: &str) -> bool {
    let mut words = words(name).into_iter().map(|word| &name[word]);
    name.contains(JOINS)
        && words.all(|word| word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic()))
        && is_kept(name)
}

/// What the index keeps of the names in these texts.
pub(super) fn terms<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for text in texts {
        names(text, |range| {
            let name = &text[range];
            if is_of_letters(name) {
                out.insert(any_case(name));
            }
            if !out.contains(name) {
                out.insert(name.to_owned());
            }
        });
    }
    out
}

fn any_case(name: &str) -> String {
    format!("{ANY_CASE}{}", name.to_lowercase())
}

/// Where a text has a name, in any case where that is said.
pub(super) fn places(name: &str, any_case: bool, text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    names(text, |range| {
        let found = &text[range.clone()];
        if found == name || any_case && found.eq_ignore_ascii_case(name) {
            out.push((range.start, range.end));
        }
    });
    out
}

/// Each range of a text that may be such a name; of a plural also that of the name.
fn names(text: &str, mut each: impl FnMut(Range<usize>)) {
    let words = words(text);
    for (at, first) in words.iter().enumerate() {
        let mut end = first.start;
        for (number, word) in words[at..].iter().take(MOST_WORDS).enumerate() {
            let gap = text.get(end..word.start).filter(|_| number > 0);
            if gap.is_some_and(|gap| gap.len() != 1 || !gap.contains(JOINS)) {
                break;
            }
            end = word.end;
            let singular = text[first.start..end].strip_suffix('s');
            let singular = singular.filter(|_| word.len() > 1).map(|name| name.len());
            for end in singular
                .map(|length| first.start + length)
                .into_iter()
                .chain([end])
            {
                if is_as_written(&text[first.start..end]) {
                    each(first.start..end);
                }
            }
            if end - first.start > LONGEST {
                break;
            }
        }
    }
}

/// The runs of letters and digits in a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match out.last_mut() {
            Some(word) if word.end == at => word.end = at + c.len_utf8(),
            _ => out.push(at..at + c.len_utf8()),
        }
    }
    out
}

impl Compiler<'_> {
    /// The records that have another name of what is asked for. A name that counts only as it is written stands in them
    /// so, or is their tag.
    pub(super) fn named(&self, name: &str, ways: &[Way]) -> Boxed {
        let found = self.in_fields(ways);
        if !is_kept(name) {
            return found;
        }
        let tags = ways.iter();
        let tags = tags.map(|way| way_query(self.fields.tag_words, way, 0.0));
        let held = [self.exact(self.fields.as_written, name)].into_iter();
        let held = joined(Occur::Should, held.chain(tags).collect(), Vec::new());
        joined(Occur::Must, vec![found, held], Vec::new())
    }

    /// What was found of a word or phrase: single letters only with what joins them.
    pub(super) fn held_together(&self, found: Boxed, text: &str, ways: &[Way]) -> Boxed {
        let Some(whole) = ways.first().filter(|_| is_of_letters(text)) else {
            return found;
        };
        let held = vec![
            self.exact(self.fields.as_written, &any_case(text)),
            self.in_fields(std::slice::from_ref(whole)),
        ];
        let held = joined(Occur::Should, held, Vec::new());
        joined(Occur::Must, vec![found, boosted(held, 0.0)], Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::{is_kept, is_of_letters, places, terms};

    #[test]
    fn keeps_short_names_as_they_stand() {
        let kept = |text| terms([text].into_iter()).into_iter().collect::<Vec<_>>();
        assert_eq!(kept("ha, the HA of two AZs"), ["AZ", "AZs", "HA"]);
        assert_eq!(kept("an A/A-mode"), [" a/a", "A", "A/A"]);
        assert!(!kept("<a></a><a b>").contains(&" a/a".to_owned()));
    }

    #[test]
    fn tells_which_names_count_only_as_written() {
        for name in ["HA", "A/A", "a/a", "C-V", "N-1"] {
            assert!(is_kept(name), "{name}");
        }
        for name in ["ha", "osc", "high availability", "c-vol", "A A", "a->b", ""] {
            assert!(!is_kept(name), "{name}");
        }
        assert!(is_of_letters("I/O") && !is_of_letters("2.1") && !is_of_letters("HA"));
    }

    #[test]
    fn tells_where_a_text_has_a_name() {
        assert_eq!(places("HA", false, "ha HA Ha"), [(3, 5)]);
        assert_eq!(places("A/A", true, "a></a> a/a A/As"), [(7, 10), (11, 14)]);
    }
}
