//! The topics most like one topic, with the reason for each.

use super::answers::{Answered, Found};
use super::{Error, Kb};
use crate::model::{Tag, Topic};
use crate::recap::plain;
use crate::store::Alike;
use std::collections::BTreeSet;
use std::fmt;

/// How much a link counts against all words.
const LINK: f32 = 0.3;
/// What a topic of the same note counts, and the topic right above: they stand beside each other anyway.
const SAME_NOTE: f32 = 0.7;
const PARENT: f32 = 0.7;
/// What the topic's own text counts in another place: it comes after all that has something new.
const COPY: f32 = 0.01;
/// What a text counts that a topic above it in the answer has too.
const REPEAT: f32 = 0.4;
/// Topics that score less have nothing in common worth telling.
const LEAST: f32 = 0.1;
/// Most topics that are given.
const MOST: usize = 100;
/// Words and tags that are told of a topic.
const TOLD: usize = 5;

/// A topic and those like it.
#[derive(Debug, Clone)]
pub struct Related {
    /// The topic.
    pub topic: Topic,
    /// Those like it, the most alike first.
    pub others: Vec<RelatedTopic>,
}

/// A topic that is like another one.
#[derive(Debug, Clone)]
pub struct RelatedTopic {
    /// From 1.
    pub rank: usize,
    /// The topic.
    pub topic: Topic,
    /// How alike; comparable within one answer only.
    pub score: f32,
    /// Why.
    pub why: Why,
}

/// What two topics have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// Tags of both, the rarest first.
    pub tags: Vec<Tag>,
    /// Words of both, the most telling first.
    pub words: Vec<String>,
    /// Whether one links to the other.
    pub link: Option<Link>,
    /// Whether the text is the same.
    pub same_text: bool,
}

/// Which of two topics links to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The related topic links to the one that was asked for.
    From,
    /// The topic that was asked for links to the related one.
    To,
}

impl Link {
    /// Its name in documents of programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Link::From => "from",
            Link::To => "to",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if self.same_text {
            parts.push("the same text".to_owned());
        }
        match self.link {
            Some(Link::From) => parts.push("links to it".to_owned()),
            Some(Link::To) => parts.push("linked from it".to_owned()),
            None => {}
        }
        let tags: Vec<&str> = self.tags.iter().map(Tag::as_str).collect();
        if !tags.is_empty() {
            parts.push(format!("both about {}", tags.join(", ")));
        }
        if !self.words.is_empty() {
            parts.push(format!("words: {}", self.words.join(", ")));
        }
        f.write_str(&parts.join("; "))
    }
}

impl Kb {
    /// The topics most like the one with this id, or whose id alone has this part, as [`Kb::show`] takes it.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn related(&self, part: &str) -> Result<Answered<Found<Related>>, Error> {
        let found = match self.fitting(part)? {
            Found::One(id) => self.related_to(&id)?,
            Found::Several(ids) => Found::Several(ids),
            Found::None(nearest) => Found::None(nearest),
        };
        Ok(self.answered(found, Vec::new()))
    }

    fn related_to(&self, id: &str) -> Result<Found<Related>, Error> {
        let item = self.store.item(id)?;
        let id = item.as_ref().map_or(id, |item| item.topic.as_str());
        let Some((topic, written)) = self.store.topic(id)? else {
            return Ok(Found::None(None));
        };
        let ties = self.ties(&topic)?;
        let alike = self
            .store
            .alike(&topic, &plain(&written.markdown).text, &ties.paths)?;
        let own = words(&written.markdown);
        let mut others: Vec<(RelatedTopic, String)> = Vec::with_capacity(alike.len());
        for alike in alike {
            let link = ties.link(&alike.topic)?;
            others.push(judged(&topic, &own, link, alike));
        }
        sort(&mut others);
        let mut seen = BTreeSet::new();
        for (other, text) in &mut others {
            if !seen.insert(std::mem::take(text)) {
                other.score *= REPEAT;
            }
        }
        sort(&mut others);
        let kept = others.into_iter().map(|(other, _)| other);
        let mut others: Vec<RelatedTopic> = kept
            .filter(|other| other.score >= LEAST || other.why.same_text)
            .collect();
        others.truncate(MOST);
        for (index, other) in others.iter_mut().enumerate() {
            other.rank = index + 1;
        }
        Ok(Found::One(Box::new(Related { topic, others })))
    }
}

/// The most alike first; what is as alike by path and line.
fn sort(others: &mut [(RelatedTopic, String)]) {
    let place = |other: &RelatedTopic| (other.topic.path.clone(), other.topic.lines().start);
    others.sort_by(|(a, _), (b, _)| {
        let scores = b.score.total_cmp(&a.score);
        scores.then_with(|| place(a).cmp(&place(b)))
    });
}

/// What of another topic makes it like `topic`, whose words are `own`, and how much; and the other's words.
fn judged(topic: &Topic, own: &str, link: Option<Link>, alike: Alike) -> (RelatedTopic, String) {
    let other = alike.topic;
    let mut score = alike.score;
    if link.is_some() {
        score += LINK;
    }
    if other.path == topic.path {
        score *= SAME_NOTE;
    }
    if topic.parent.as_ref() == Some(&other.id) {
        score *= PARENT;
    }
    let text = words(&alike.markdown);
    let same_text = text == own;
    if same_text {
        score *= COPY;
    }
    let mut why = Why {
        tags: alike.tags,
        words: told(&alike.words),
        link,
        same_text,
    };
    why.tags.truncate(TOLD);
    let related = RelatedTopic {
        rank: 0,
        // Rounded, so that the order of adding floats does not show.
        score: (score * 1000.0).round() / 1000.0,
        topic: other,
        why,
    };
    (related, text)
}

/// The words worth telling: none that stands in another one, such as `brick` beside `os-brick`.
fn told(words: &[String]) -> Vec<String> {
    let near = &words[..words.len().min(2 * TOLD)];
    let has_part = |whole: &String, word: &String| {
        let mut parts = whole.split(|c: char| !c.is_alphanumeric());
        whole != word && parts.any(|part| part == word)
    };
    let alone = |word: &&String| !near.iter().any(|whole| has_part(whole, word));
    near.iter().filter(alone).take(TOLD).cloned().collect()
}

/// A text without what its lines are broken by.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn tells_each_word_once() {
        let words = ["brick", "os-brick", "driver"].map(str::to_owned);
        assert_eq!(told(&words), ["os-brick", "driver"]);
    }
}
