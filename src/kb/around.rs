//! One record with what stands beside it: for pages that show it and lead on. What it costs depends on the note, or on
//! the release, and not on how many others there are.

use super::answers::{Answered, Unknown};
use super::items::ItemFilter;
use super::reports::Priorities;
use super::resolve::nearest;
use super::{Error, Filters, Kb};
use crate::model::{Item, ItemKind, Recap, Release, Topic, recap_key};
use std::collections::HashMap;

/// The topics that stand around one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Those above it, the outermost first.
    pub above: Vec<Topic>,
    /// The one before it in its recap.
    pub before: Option<Topic>,
    /// The one after it in its recap.
    pub after: Option<Topic>,
}

/// A recap with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeRecap {
    /// The recap.
    pub recap: Recap,
    /// Its topics, by line.
    pub topics: Vec<Topic>,
    /// The items of its topics, by line.
    pub items: Vec<Item>,
}

/// A recap with the texts of its topics.
#[derive(Debug, Clone)]
pub struct RecapText {
    /// The recap.
    pub recap: Recap,
    /// Its topics by line, each with its own range as it stands in the note.
    pub topics: Vec<(Topic, String)>,
}

/// A release with all that is about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeRelease {
    /// The release.
    pub release: Release,
    /// Other names, such as `Antelope`.
    pub aliases: Vec<String>,
    /// The release before it in use.
    pub before: Option<Release>,
    /// The release after it in use.
    pub after: Option<Release>,
    /// Its priorities, and those that it dropped from the release before.
    pub priorities: Priorities,
    /// What was decided, by note and line.
    pub decisions: Vec<Item>,
    /// Its recaps, the oldest first, each with its topics.
    pub recaps: Vec<(Recap, Vec<Topic>)>,
}

impl WholeRelease {
    /// How many topics its recaps have.
    #[must_use]
    pub fn topics(&self) -> usize {
        self.recaps.iter().map(|(_, topics)| topics.len()).sum()
    }
}

impl Kb {
    /// The topics that stand around one.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn around(&self, topic: &Topic) -> Result<Around, Error> {
        let mut beside = self.store.topics_of_note(&topic.path)?;
        beside.retain(|other| other.recap_key() == topic.recap_key());
        let mut above = Vec::new();
        let mut next = topic.parent.as_ref();
        // A parent stands before what is below it, so that this ends.
        while let Some(found) = next.and_then(|id| beside.iter().find(|other| other.id == *id)) {
            above.push(found.clone());
            next = found.parent.as_ref().filter(|_| above.len() < beside.len());
        }
        above.reverse();
        let at = beside.iter().position(|other| other.id == topic.id);
        let before = at.and_then(|at| beside.get(at.checked_sub(1)?));
        let after = at.and_then(|at| beside.get(at + 1));
        Ok(Around {
            above,
            before: before.cloned(),
            after: after.cloned(),
        })
    }

    /// The recap of a key, as [`Recap::key`] has it; `None` where no recap has it.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn recap(&self, key: &str) -> Result<Answered<Option<WholeRecap>>, Error> {
        Ok(self.answered(self.whole_recap(key)?, Vec::new()))
    }

    /// The same recap with the texts of its topics.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn recap_text(&self, key: &str) -> Result<Answered<Option<RecapText>>, Error> {
        let Some(whole) = self.whole_recap(key)? else {
            return Ok(self.answered(None, Vec::new()));
        };
        let recap = whole.recap;
        let mut texts = self.store.texts_of_note(&recap.path)?;
        texts.retain(|(topic, _)| topic.recap_key() == key);
        let texts = texts.into_iter();
        let topics = texts
            .map(|(topic, written)| (topic, written.markdown))
            .collect();
        Ok(self.answered(Some(RecapText { recap, topics }), Vec::new()))
    }

    fn whole_recap(&self, key: &str) -> Result<Option<WholeRecap>, Error> {
        // A path may end like a line of one.
        let line = key.rsplit_once(':');
        let line = line.filter(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()));
        let paths = std::iter::once(key).chain(line.map(|(path, _)| path));
        for path in paths {
            let recaps = self.store.recaps_of_note(path)?;
            let Some(found) = recaps.into_iter().find(|stored| stored.recap.key() == key) else {
                continue;
            };
            let mut topics = self.store.topics_of_note(path)?;
            topics.retain(|topic| topic.recap_key() == key);
            let mut items = self.store.items_of_note(path)?;
            items.retain(|item| recap_key(&item.path, item.recap_line) == key);
            return Ok(Some(WholeRecap {
                recap: found.recap,
                topics,
                items,
            }));
        }
        Ok(None)
    }

    /// The release of a name, number or alias, or `latest`. One that no recap is about is told as unknown.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn release(&self, name: &str) -> Result<Answered<Option<WholeRelease>>, Error> {
        let order = self.release_order()?;
        let resolved = self.catalogue.resolve(name);
        let lower = resolved.as_str().to_lowercase();
        let named = order.iter().find(|r| r.as_str().to_lowercase() == lower);
        let latest = || order.latest().filter(|_| lower == "latest");
        let Some(release) = named.or_else(latest).cloned() else {
            let names = self.names().release_names()?;
            let near = nearest(name, names.iter().map(String::as_str));
            let neighbour = order.neighbour(&resolved, &self.catalogue);
            let near = near.or(neighbour.map(Release::as_str)).map(str::to_owned);
            let unknown = Unknown {
                what: "release",
                value: name.to_owned(),
                nearest: near,
            };
            return Ok(self.answered(None, vec![unknown]));
        };
        let at = order.position(&release).unwrap_or(0);
        let before = at.checked_sub(1).and_then(|at| order.iter().nth(at));
        let (before, after) = (before.cloned(), order.iter().nth(at + 1).cloned());
        let whole = self.whole_release(release, before, after)?;
        Ok(self.answered(Some(whole), Vec::new()))
    }

    fn whole_release(
        &self,
        release: Release,
        before: Option<Release>,
        after: Option<Release>,
    ) -> Result<WholeRelease, Error> {
        let filters = Filters {
            releases: vec![release.to_string()],
            ..Filters::default()
        };
        let (query, _) = self.filter(&filters)?;
        let mut topics: HashMap<String, Vec<Topic>> = HashMap::new();
        for topic in self.store.topics(query.as_ref())? {
            topics.entry(topic.recap_key()).or_default().push(topic);
        }
        let mut recaps = Vec::new();
        for stored in self.store.recaps(query.as_ref())? {
            let own = topics.remove(&stored.recap.key()).unwrap_or_default();
            recaps.push((stored.recap, own));
        }
        recaps.sort_by_key(|(recap, _)| {
            let date = recap.date.as_ref().or(recap.event_date.as_ref());
            (date.is_none(), date.map(|date| date.value), recap.key())
        });
        let known = self.catalogue.entry(release.as_str());
        let anything = ItemFilter::default();
        Ok(WholeRelease {
            aliases: known.map(|k| k.aliases.clone()).unwrap_or_default(),
            priorities: self.priorities(&filters)?.value,
            decisions: self.items(ItemKind::Decision, &filters, &anything)?.value,
            release,
            before,
            after,
            recaps,
        })
    }
}

#[cfg(test)]
mod tests;
