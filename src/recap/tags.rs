//! Which tags a topic has, and why.
//!
//! The rule: a tag's words in the title make the tag. In the text they do where they stand at least once in
//! every 120 words, six times at the most that are asked for; so a short section needs one mention, and a
//! passing mention in a long one is no tag. A plural `s` does not count, nor what joins the words: `-`, `/`, a
//! blank. Aliases of up to three letters with a capital, `HA` or `A/A`, match only as they are written.

use super::speakers::Speakers;
use crate::model::tag::TagEntry;
use crate::model::{Tag, TagReason, Tagged, Vocabulary, is_as_written};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// One mention is asked for in so many words.
const WORDS_PER_MENTION: usize = 120;
/// No more mentions than this are asked for.
const MOST_MENTIONS: usize = 6;

/// A vocabulary made ready for reading many notes.
#[derive(Debug)]
pub(crate) struct Matcher<'v> {
    vocabulary: &'v Vocabulary,
    /// First word of an alias, lower case and without a plural `s`, to the aliases that begin with it.
    by_first: HashMap<Cow<'v, str>, Vec<Alias<'v>>>,
}

#[derive(Debug)]
struct Alias<'v> {
    entry: &'v TagEntry,
    written: &'v str,
    words: Vec<Word<'v>>,
    /// Must match letter for letter, joining marks included.
    exact: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word<'t> {
    text: &'t str,
    folded: Cow<'t, str>,
    /// What stands between it and the next word.
    gap: Gap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Blank,
    Mark(char),
    Break,
}

impl<'v> Matcher<'v> {
    /// A matcher for all names and aliases of a vocabulary.
    #[must_use]
    pub(crate) fn new(vocabulary: &'v Vocabulary) -> Self {
        let mut by_first: HashMap<Cow<'v, str>, Vec<Alias<'v>>> = HashMap::new();
        for entry in &vocabulary.entries {
            let written = entry.aliases.iter().map(String::as_str);
            for written in [entry.name.as_str(), entry.tag.as_str()]
                .into_iter()
                .chain(written)
            {
                // A tag such as `ha` would match in any case: it counts as its name and aliases do.
                if written == entry.tag.as_str() && written.len() <= 3 {
                    continue;
                }
                let words = words(written);
                let Some(first) = words.first().map(|w| w.folded.clone()) else {
                    continue;
                };
                by_first.entry(first).or_default().push(Alias {
                    entry,
                    written,
                    words,
                    exact: is_as_written(written),
                });
            }
        }
        for aliases in by_first.values_mut() {
            aliases.sort_by_key(|alias| std::cmp::Reverse(alias.words.len()));
        }
        Self {
            vocabulary,
            by_first,
        }
    }

    /// The tags of a topic: its author's, its title's, its text's and those above them, in order of the tags.
    #[must_use]
    ///
    /// A short form that is how a person of the note is called (`DLM: I agree`) is no mention.
    pub(crate) fn tags(
        &self,
        given: &[Tag],
        title: &str,
        text: &str,
        speakers: &Speakers,
    ) -> Vec<Tagged> {
        let mut out: BTreeMap<Tag, TagReason> = BTreeMap::new();
        for tag in given {
            let tag = self.vocabulary.resolve(tag.as_str()).unwrap_or(tag);
            out.entry(tag.clone()).or_insert(TagReason::FrontMatter);
        }
        for (tag, (written, _)) in self.mentions(&words(title), speakers) {
            out.entry(tag)
                .or_insert_with(|| TagReason::Title(written.to_owned()));
        }
        let words = words(text);
        let asked = words
            .len()
            .div_ceil(WORDS_PER_MENTION)
            .clamp(1, MOST_MENTIONS);
        for (tag, (written, times)) in self.mentions(&words, speakers) {
            if times >= asked {
                let times = u32::try_from(times).unwrap_or(u32::MAX);
                out.entry(tag)
                    .or_insert_with(|| TagReason::Text(written.to_owned(), times));
            }
        }
        let mut found: Vec<Tag> = out.keys().cloned().collect();
        while let Some(tag) = found.pop() {
            let parent = self.vocabulary.get(&tag).and_then(|e| e.parent.clone());
            if let Some(parent) = parent.filter(|parent| !out.contains_key(parent)) {
                out.insert(parent.clone(), TagReason::Parent(tag));
                found.push(parent);
            }
        }
        out.into_iter()
            .map(|(tag, reason)| Tagged { tag, reason })
            .collect()
    }

    /// How often each tag is mentioned, and in which words first. A shorter alias inside a longer one of the same
    /// tag is no mention of its own.
    fn mentions(&self, words: &[Word<'_>], speakers: &Speakers) -> BTreeMap<Tag, (&'v str, usize)> {
        let mut out: BTreeMap<Tag, (&'v str, usize)> = BTreeMap::new();
        let mut until: HashMap<&Tag, usize> = HashMap::new();
        for at in 0..words.len() {
            let Some(aliases) = self.by_first.get(&*words[at].folded) else {
                continue;
            };
            let person = speakers.contains(words[at].text);
            let meant = |alias: &&Alias<'v>| {
                !(person && alias.words.len() == 1) && alias.matches(&words[at..])
            };
            for alias in aliases.iter().filter(meant) {
                let tag = &alias.entry.tag;
                let end = at + alias.words.len();
                let inside = until.get(tag).copied().unwrap_or(0);
                if at >= inside {
                    out.entry(tag.clone()).or_insert((alias.written, 0)).1 += 1;
                }
                until.insert(tag, end.max(inside));
            }
        }
        out
    }
}

impl Alias<'_> {
    fn matches(&self, words: &[Word<'_>]) -> bool {
        let last = self.words.len() - 1;
        words.len() > last
            && self
                .words
                .iter()
                .zip(words)
                .enumerate()
                .all(|(at, (own, word))| {
                    let joined = at == last
                        || word.gap != Gap::Break && (!self.exact || word.gap == own.gap);
                    let same = if self.exact {
                        word.text == own.text || word.text.strip_suffix('s') == Some(own.text)
                    } else {
                        word.folded == own.folded
                    };
                    joined && same
                })
    }
}

/// The words of a text: runs of letters and digits, with what joins each to the next.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::with_capacity(text.len() / 8);
    let mut end = 0;
    while let Some(start) = text[end..].find(char::is_alphanumeric) {
        let start = end + start;
        if let Some(last) = out.last_mut() {
            last.gap = gap_of(&text[end..start]);
        }
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_alphanumeric());
        end = start + length.unwrap_or(rest.len());
        out.push(word(&text[start..end]));
    }
    out
}

fn word(text: &str) -> Word<'_> {
    let small = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    let folded = match text.bytes().all(small) {
        true => Cow::Borrowed(without_plural(text)),
        false => Cow::Owned(without_plural(&text.to_lowercase()).to_owned()),
    };
    Word {
        text,
        folded,
        gap: Gap::Break,
    }
}

/// `classes` and `class` differ, but `locks` and `lock` do not.
fn without_plural(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

fn gap_of(gap: &str) -> Gap {
    let mut chars = gap.chars();
    match (chars.next(), chars.next()) {
        (Some(c @ ('-' | '/' | '_' | '.')), None) => Gap::Mark(c),
        _ if gap.chars().all(char::is_whitespace) => Gap::Blank,
        _ => Gap::Break,
    }
}

#[cfg(test)]
mod tests {
    use super::{Matcher, Speakers};
    use crate::model::Tag;
    use crate::recap::vocabulary::builtin;

    fn tags(given: &[&str], title: &str, text: &str) -> Vec<String> {
        let vocabulary = builtin();
        let given: Vec<Tag> = given.iter().filter_map(|t| Tag::new(t)).collect();
        let found = Matcher::new(&vocabulary).tags(&given, title, text, &Speakers::default());
        found
            .into_iter()
            .map(|t| format!("{}: {}", t.tag, t.reason))
            .collect()
    }

    #[test]
    fn reads_titles() {
        assert_eq!(
            tags(&[], "C-Vol Active/Active HA", ""),
            [
                "ha: title says `active/active`",
                "volume-service: title says `c-vol`"
            ]
        );
        assert_eq!(tags(&[], "Rolling Upgrades", "").len(), 2);
        assert_eq!(tags(&["Cinder"], "x", ""), ["cinder: front matter"]);
    }

    #[test]
    fn leaves_the_initials_of_who_speaks() {
        let text = "DLM: I agree\n\n* **DLM**: And more\nAPI: once\n";
        let speakers = crate::recap::speakers::speakers(text);
        let vocabulary = builtin();
        let matcher = Matcher::new(&vocabulary);
        assert!(matcher.tags(&[], "DLM", text, &speakers).is_empty());
        let none = Speakers::default();
        assert_eq!(matcher.tags(&[], "DLM", text, &none).len(), 1);
    }

    #[test]
    fn reads_short_forms_only_as_written() {
        assert_eq!(
            tags(&[], "x", "run it in an a/a way"),
            ["ha: text says `a/a`"]
        );
        assert_eq!(
            tags(&[], "x", "either AZs or not"),
            ["availability-zones: text says `AZ`"]
        );
        assert!(tags(&[], "x", "ha ha, a cg and a a az").is_empty());
        assert!(tags(&[], "x", "a / a").is_empty());
    }

    #[test]
    fn wants_more_of_a_long_text() {
        let filler = "word ".repeat(400);
        assert!(tags(&[], "x", &format!("replication {filler}")).is_empty());
        let often = format!("replication cheesecake {filler} tiramisu repl v2.1");
        assert_eq!(
            tags(&[], "x", &often),
            ["replication: text says `replication` 4 times"]
        );
    }
}
