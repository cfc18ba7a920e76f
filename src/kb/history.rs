//! How something got to where it is: what each recap said about it, oldest first.
//!
//! The rule: of a topic that has the tag asked for, or that holds the words asked for, up to two sentences that mention the
//! thing, decisions and plans before other talk; where the topic's title is about the thing, its decisions and what it
//! settled count without a mention, and one that settles nothing tells its first sentence. Of several words a sentence
//! mentions all that the title does not. A topic that has none of these is left out.

mod asked;
mod told;

use super::answers::Answered;
use super::reports::{History, HistoryEntry, Said};
use super::{Error, Filters, Kb};
use crate::model::{Item, ItemKind, Topic};
use crate::store::Written;
use asked::Asked;
use told::{SENTENCES, sentences};

impl Kb {
    /// The history of a tag, its name or alias, or of words.
    ///
    /// # Errors
    /// Where the words cannot be understood or the index not be read.
    pub fn history(&self, asked: &str, filters: &Filters) -> Result<Answered<History>, Error> {
        let what = self.asked(asked)?;
        let filtered = filters.around(what.query.clone());
        let (query, mut unknown) = self.names().resolve(filtered)?;
        if what.tag.is_none() {
            unknown.extend(self.unknown_words(&what.query)?);
        }
        let order = self.release_order()?;
        let mut entries = Vec::new();
        for (topic, written) in self.store.topics_with_markdown(Some(&query))? {
            let items = self.store.items_of(&topic.id)?;
            entries.extend(entry(&what, topic, &written, items));
        }
        entries.sort_by(|a, b| {
            let key = |e: &HistoryEntry| {
                let place = e.release.as_ref().and_then(|r| order.position(r));
                (
                    e.date.is_none(),
                    e.date,
                    place,
                    e.topic.path.clone(),
                    e.topic.lines().start,
                )
            };
            key(a).cmp(&key(b))
        });
        let history = History {
            query: asked.to_owned(),
            understood: what.understood,
            entries,
        };
        Ok(self.answered(history, unknown))
    }
}

/// What a topic says about the thing, `None` where it says nothing of it.
fn entry(asked: &Asked, topic: Topic, written: &Written, items: Vec<Item>) -> Option<HistoryEntry> {
    let mentions = asked.below(&topic.title);
    let titled = mentions.is_titled();
    let told = |kind: ItemKind| items.iter().filter(move |item| item.kind() == kind);
    let of = |item: &&Item| titled || asked.is_about(item);
    let decisions: Vec<Item> = told(ItemKind::Decision).filter(of).cloned().collect();
    let undecided = told(ItemKind::Undecided).filter(|_| titled);
    let about = told(ItemKind::Priority).filter(|item| asked.is_about(item));
    let priority = about.rev().max_by_key(|item| asked.named_in(item)).cloned();
    let mut summary: Vec<Said> = match &priority {
        Some(item) => vec![as_said(item)],
        None => sentences(&mentions, written, &items),
    };
    if summary.is_empty() {
        summary = decisions
            .iter()
            .chain(undecided)
            .take(SENTENCES)
            .map(as_said)
            .collect();
    }
    (!summary.is_empty()).then(|| HistoryEntry {
        release: priority
            .as_ref()
            .and_then(|p| p.releases.first())
            .or(topic.releases.first())
            .cloned(),
        date: topic.date,
        topic,
        summary,
        decisions,
        priority,
    })
}

fn as_said(item: &Item) -> Said {
    Said {
        text: item.text.replace('\n', "; "),
        line: item.lines().start,
    }
}
