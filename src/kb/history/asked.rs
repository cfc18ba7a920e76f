//! What a history is asked of: a tag or words, and where a text speaks of it.

use crate::kb::{Error, Kb, SearchRequest};
use crate::model::{Item, ItemKind, Tag, TagReason, Tagged};
use crate::query::{self, Field, Node, Query, Text};
use crate::store::Matcher;

/// What was asked for.
pub(super) struct Asked {
    /// The tag, where it is one.
    pub(super) tag: Option<Tag>,
    /// Chooses the topics.
    pub(super) query: Query,
    /// Finds mentions: all of them have to be there.
    matchers: Vec<Matcher>,
    pub(super) understood: String,
}

/// Where a topic of some title speaks of what was asked for.
pub(super) struct Mentions<'a> {
    asked: &'a Asked,
    /// Which of the matchers find something in the title.
    titled: Vec<bool>,
}

impl Kb {
    pub(super) fn asked(&self, asked: &str) -> Result<Asked, Error> {
        let known = self
            .vocabulary
            .resolve(asked.trim())
            .cloned()
            .or_else(|| Tag::new(asked));
        let used = self.store.field_values(Field::Tag)?;
        let tag = known.filter(|tag| used.iter().any(|(name, _)| name == tag.as_str()));
        match tag {
            Some(tag) => Ok(self.of_tag(tag)),
            None => of_words(asked),
        }
    }

    /// A tag. One that only notes have, and no vocabulary, is no more than a name that some of them give: who says the words
    /// means the same.
    fn of_tag(&self, tag: Tag) -> Asked {
        let entry = self.vocabulary.get(&tag);
        let names = entry.map(|e| e.aliases.iter().chain([&e.name]).cloned().collect());
        let mut names: Vec<String> = names.unwrap_or_default();
        names.push(tag.as_str().replace('-', " "));
        let mentions = Node::Or(names.iter().map(|name| Node::Phrase(leaf(name))).collect());
        let tagged = Node::Field(Field::Tag, leaf(tag.as_str()));
        let root = match entry {
            Some(_) => tagged,
            None => Node::Or(vec![tagged, mentions.clone()]),
        };
        Asked {
            query: Query { root },
            matchers: vec![Matcher::new(&Query { root: mentions })],
            understood: format!("tag `{tag}`"),
            tag: Some(tag),
        }
    }
}

fn of_words(asked: &str) -> Result<Asked, Error> {
    let request = SearchRequest {
        query: asked.to_owned(),
        ..SearchRequest::default()
    };
    let query = request.parse()?;
    Ok(Asked {
        tag: None,
        matchers: Matcher::of_each(&query),
        understood: query::describe(&query),
        query,
    })
}

fn leaf(text: &str) -> Text {
    Text {
        text: text.to_owned(),
        span: crate::model::Span::default(),
    }
}

impl Asked {
    /// Whether a text by itself speaks of it: words that are asked for together are meant together.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let finds = |matcher: &Matcher| !matcher.ranges(text).is_empty();
        !self.matchers.is_empty() && self.matchers.iter().all(finds)
    }

    /// What speaks of it below a title.
    pub(super) fn below(&self, title: &str) -> Mentions<'_> {
        let finds = |matcher: &Matcher| !matcher.ranges(title).is_empty();
        Mentions {
            asked: self,
            titled: self.matchers.iter().map(finds).collect(),
        }
    }

    /// How often an item names what was asked for. A tag has all or nothing.
    pub(super) fn named_in(&self, item: &Item) -> usize {
        match self.tag {
            Some(_) => 0,
            None => {
                let found = self.matchers.iter().map(|m| m.ranges(&item.text).len());
                found.sum()
            }
        }
    }

    /// Whether an item is about it: by its words, or by the tag that they gave it.
    pub(super) fn is_about(&self, item: &Item) -> bool {
        let tagged = |t: &Tagged| {
            Some(&t.tag) == self.tag.as_ref() && matches!(t.reason, TagReason::Title(_))
        };
        self.is_in(&item.text) || item.kind() == ItemKind::Priority && item.tags.iter().any(tagged)
    }
}

impl Mentions<'_> {
    /// Whether the title says all of it.
    pub(super) fn is_titled(&self) -> bool {
        !self.titled.is_empty() && self.titled.iter().all(|found| *found)
    }

    /// Whether a sentence speaks of it: what the title says already need not be said again, but something has to be.
    pub(super) fn in_text(&self, text: &str) -> bool {
        let all = self.asked.matchers.iter().zip(&self.titled);
        let mut any = false;
        for (matcher, titled) in all {
            let found = !matcher.ranges(text).is_empty();
            if !found && !titled {
                return false;
            }
            any |= found;
        }
        any
    }
}
