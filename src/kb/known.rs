//! Names that the index has, as it is: for those who cannot wait for it to be brought up to date.

use super::{Error, Kb};
use crate::config::Root;
use crate::query::Field;
use crate::store::{Care, Store};

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
            Known::Topics => return Ok(store.topic_ids()?),
        };
        Ok(store.field_values(field)?)
    }
}
