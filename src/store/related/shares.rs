//! How much of a topic's words and tags each topic has.

use super::telling::{self, Telling};
use super::topics::Topics;
use crate::model::{Tag, TagReason, Topic};
use crate::store::documents::keyword;
use crate::store::error::StoreError;
use crate::store::schema::Fields;
use std::collections::BTreeMap;
use tantivy::DocAddress;

/// Words that a topic is looked up by.
const WORDS: usize = 25;
/// How much an occurrence in a title counts, against one in the text.
const IN_TITLE: f32 = 2.0;
/// How much a tag counts that the topic has only from its text; from its note, or from another tag.
const IN_TEXT: f32 = 0.7;
const FROM_ELSEWHERE: f32 = 0.4;
/// Tags of a whole note that count less, such as one that most notes have, are not told.
const WORTH_TELLING: f32 = 0.5;
/// How much all tags count against all words.
const TAGS: f32 = 0.35;
/// What is added to all tags of a topic, so that one that many have does not count for all.
const OTHER_TAGS: f32 = 1.0;

/// What a topic shares: places among the words and the tags, with what each counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    words: Vec<(usize, f32)>,
    tags: Vec<(usize, f32)>,
}

impl Sum {
    /// One word alone may be chance, so that it counts half.
    pub(super) fn of_words(&self) -> f32 {
        let number = self.words.len() as f32;
        let all: f32 = self.words.iter().map(|(_, share)| share).sum();
        all * number / (number + 1.0)
    }

    /// How much that is beside `full`, the words of the topic itself.
    pub(super) fn score(&self, full: f32) -> f32 {
        let tags: f32 = self.tags.iter().map(|(_, share)| share).sum();
        (self.of_words() / full).min(1.0) + TAGS * tags
    }
}

/// What of one topic others may share.
pub(super) struct Shares {
    words: Vec<String>,
    /// Tags, and whether they are worth telling.
    tags: Vec<(Tag, bool)>,
    pub(super) sums: BTreeMap<DocAddress, Sum>,
}

/// A word that was chosen, and the topics that have it.
struct Chosen {
    word: Telling,
    in_title: bool,
    rarity: f32,
    having: BTreeMap<DocAddress, f32>,
}

impl Shares {
    /// What topics share with `topic`, whose plain text is `text`; the topic is one of them.
    pub(super) fn new(
        topics: &Topics<'_>,
        fields: &Fields,
        topic: &Topic,
        text: &str,
    ) -> Result<Self, StoreError> {
        let mut sums: BTreeMap<DocAddress, Sum> = BTreeMap::new();
        let chosen = chosen(topics, fields, topic, text)?;
        for (place, word) in chosen.iter().enumerate() {
            let title = if word.in_title { IN_TITLE } else { 1.0 };
            for (at, says) in &word.having {
                let share = word.rarity * word.rarity * title * says;
                sums.entry(*at).or_default().words.push((place, share));
            }
        }
        let tags = tags(topics, fields, topic, &mut sums)?;
        let words = chosen.into_iter().map(|chosen| chosen.word.shown);
        Ok(Self {
            words: words.collect(),
            tags,
            sums,
        })
    }

    /// The words of a sum, those that count most first.
    pub(super) fn words_of(&self, sum: &Sum) -> Vec<String> {
        let mut words: Vec<_> = sum.words.clone();
        words.sort_by(|a, b| b.1.total_cmp(&a.1));
        let shown = words.iter().map(|(place, _)| self.words[*place].clone());
        shown.collect()
    }

    /// The tags of a sum that are worth telling, those that count most first.
    pub(super) fn tags_of(&self, sum: &Sum) -> Vec<Tag> {
        let mut tags: Vec<_> = sum.tags.clone();
        tags.sort_by(|a, b| b.1.total_cmp(&a.1));
        let tags = tags.iter().map(|(place, _)| &self.tags[*place]);
        tags.filter(|(_, told)| *told)
            .map(|(tag, _)| tag.clone())
            .collect()
    }
}

/// The words of a topic that tell most, of those that some other topic has.
fn chosen(
    topics: &Topics<'_>,
    fields: &Fields,
    topic: &Topic,
    text: &str,
) -> Result<Vec<Chosen>, StoreError> {
    let title = telling::of(&topic.title);
    let mut words = telling::of(text);
    for (term, word) in &title {
        words.entry(term.clone()).or_insert_with(|| word.clone());
    }
    let mut weighed = Vec::with_capacity(words.len());
    for (term, word) in words {
        let in_title = title.contains_key(&term);
        weighed.push((weight(topics, fields, &word, in_title)?, in_title, word));
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out = Vec::with_capacity(WORDS);
    for (_, in_title, word) in weighed {
        let having = having(topics, fields, &word)?;
        let rarity = topics.rarity(having.len());
        // A word of this topic alone finds no other, and one of all topics tells nothing.
        if having.len() > 1 && rarity > 0.0 {
            out.push(Chosen {
                word,
                in_title,
                rarity,
                having,
            });
        }
        if out.len() == WORDS {
            break;
        }
    }
    Ok(out)
}

/// How much a word tells of its topic.
fn weight(
    topics: &Topics<'_>,
    fields: &Fields,
    word: &Telling,
    in_title: bool,
) -> Result<f32, StoreError> {
    let mut having = 0;
    for term in &word.terms {
        having += topics.number_having(fields.body, term)?;
    }
    let title = if in_title { IN_TITLE } else { 0.0 };
    Ok(topics.rarity(having) * (1.0 + (word.times.max(1) as f32).ln() + title))
}

/// The topics that have a word in their title or text, and how much it says there.
fn having(
    topics: &Topics<'_>,
    fields: &Fields,
    word: &Telling,
) -> Result<BTreeMap<DocAddress, f32>, StoreError> {
    let mut out: BTreeMap<DocAddress, f32> = BTreeMap::new();
    for (field, counts) in [(fields.body, 1.0), (fields.title, IN_TITLE)] {
        for term in &word.terms {
            for (at, says) in topics.having(field, term)? {
                *out.entry(at).or_default() += says * counts;
            }
        }
    }
    Ok(out)
}

/// Adds what the tags of a topic count, and returns them.
fn tags(
    topics: &Topics<'_>,
    fields: &Fields,
    topic: &Topic,
    sums: &mut BTreeMap<DocAddress, Sum>,
) -> Result<Vec<(Tag, bool)>, StoreError> {
    let mut found = Vec::new();
    let mut all = OTHER_TAGS;
    for tagged in &topic.tags {
        let having = topics.having(fields.tag, &keyword(tagged.tag.as_str()))?;
        let counts = match tagged.reason {
            TagReason::Title(_) => 1.0,
            TagReason::Text(..) => IN_TEXT,
            TagReason::FrontMatter | TagReason::Parent(_) => FROM_ELSEWHERE,
        };
        let weight = topics.rarity(having.len()) * counts;
        if weight > 0.0 {
            all += weight;
            let told = counts >= IN_TEXT || weight >= WORTH_TELLING;
            found.push((tagged.tag.clone(), told, weight, having));
        }
    }
    for (place, (_, _, weight, having)) in found.iter().enumerate() {
        for at in having.keys() {
            sums.entry(*at)
                .or_default()
                .tags
                .push((place, weight / all));
        }
    }
    let tags = found.into_iter();
    Ok(tags.map(|(tag, told, ..)| (tag, told)).collect())
}
