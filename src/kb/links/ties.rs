//! How one topic is linked with others, for those who ask what is like it.

use super::names::keys;
use super::resolver::Resolver;
use crate::kb::related::Link;
use crate::kb::{Error, Kb};
use crate::model::Topic;
use std::collections::{BTreeSet, HashSet};

/// A topic's links.
pub(in crate::kb) struct Ties<'k> {
    resolver: Resolver<'k>,
    id: String,
    /// The ids of the topics that it links to.
    ids: BTreeSet<String>,
    /// The paths of their notes.
    pub(in crate::kb) paths: BTreeSet<String>,
    /// The keys of which a link to it has one.
    keys: HashSet<String>,
}

impl Kb {
    pub(in crate::kb) fn ties(&self, topic: &Topic) -> Result<Ties<'_>, Error> {
        let resolver = self.resolver();
        let (mut ids, mut paths) = (BTreeSet::new(), BTreeSet::new());
        for row in super::leading(&resolver, topic)? {
            ids.extend(row.leads.id().map(str::to_owned));
            paths.extend(row.leads.path().map(str::to_owned));
        }
        Ok(Ties {
            resolver,
            id: topic.id.clone(),
            ids,
            paths,
            keys: self.keys_to(&topic.path)?.into_iter().collect(),
        })
    }
}

impl Ties<'_> {
    /// Which of the two links to the other, if one does.
    pub(in crate::kb) fn link(&self, other: &Topic) -> Result<Option<Link>, Error> {
        if self.ids.contains(&other.id) {
            return Ok(Some(Link::To));
        }
        let may = keys(&other.path, &other.note_links);
        if !may.iter().any(|key| self.keys.contains(key)) {
            return Ok(None);
        }
        let rows = super::leading(&self.resolver, other)?;
        let links = rows.iter().any(|row| row.leads.id() == Some(&self.id));
        Ok(links.then_some(Link::From))
    }
}
