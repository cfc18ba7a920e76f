//! Names that the index has, as it is: for those who cannot wait for it to be brought up to date.

use super::{Error, Kb};
use crate::config::Root;
use crate::model::{ItemKind, Span};
use crate::query::{Field, Node, Query, Text};
use crate::store::{Care, Store, StoreError};
use std::collections::BTreeSet;

/// What names are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Tags.
    Tags,
    /// Releases.
    Releases,
    /// Projects.
    Projects,
    /// Events.
    Events,
    /// Those who are named for actions.
    Owners,
    /// Ids of topics.
    Topics,
}

impl Kb {
    /// The names that the index of `root` has, with the number of topics of each. Nothing is read but the index, and
    /// nothing is written.
    ///
    /// # Errors
    /// Where there is no index, or none that this version of kb made with these settings.
    pub fn known(root: &Root, known: Known) -> Result<Vec<(String, u64)>, Error> {
        let store = Store::open(&root.index_dir, &super::fingerprint(root), Care::Answers)?;
        let field = match known {
            Known::Tags => Field::Tag,
            Known::Releases => Field::Release,
            Known::Projects => Field::Project,
            Known::Events => Field::Event,
            Known::Owners => return Ok(owners(&store)?),
            Known::Topics => return Ok(store.topic_ids()?),
        };
        Ok(store.field_values(field)?)
    }
}

/// Owners of actions by name. They are of no topics.
fn owners(store: &Store) -> Result<Vec<(String, u64)>, StoreError> {
    let text = Text {
        text: ItemKind::Action.name().to_owned(),
        span: Span::default(),
    };
    let root = Node::Field(Field::Kind, text);
    let actions = store.items(Some(&Query { root }))?.into_iter();
    let owners = actions.flat_map(|action| action.owners);
    let names = owners.map(|name| name.trim_start_matches('@').to_owned());
    let names: BTreeSet<String> = names.collect();
    Ok(names.into_iter().map(|name| (name, 0)).collect())
}
