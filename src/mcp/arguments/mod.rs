//! What each tool is asked with: the filters that all lists share, and what is its own.

mod read;
mod values;

pub(super) use read::{read, schema, shortened};
use values::{Count, Day, Several, Text};

use crate::kb::{Filters, Sort};
use schemars::JsonSchema;
use serde::Deserialize;

/// Most entries of an answer, whatever is asked for: more are not read by whoever asks, but got in parts.
const MOST: usize = 200;
/// Most entries that may be left out before the first.
const FURTHEST: usize = 1_000_000;

/// The part of a list that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) limit: usize,
    pub(super) offset: usize,
}

impl Part {
    /// That part of a whole list.
    pub(super) fn of<'t, T>(&self, all: &'t [T]) -> &'t [T] {
        let start = self.offset.min(all.len());
        let end = start.saturating_add(self.limit).min(all.len());
        &all[start..end]
    }
}

/// Arguments with the filters and the part of a list besides. Written out for each: serde refuses unknown ones only
/// where nothing is flattened.
macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($(#[$own:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($(#[$own])* pub(super) $field: $type,)*
            /// Only what has this tag, by its name or an alias; several are alternatives
            #[serde(default)]
            tag: Several,
            /// Only recaps of this release, by name, number or range: `mitaka`, `2023.1`, `mitaka..newton`, `latest`
            #[serde(default)]
            release: Several,
            /// Only recaps of this project
            #[serde(default)]
            project: Several,
            /// Only recaps of an event whose name has these words
            #[serde(default)]
            event: Several,
            /// Only notes whose path has this part, or fits this glob
            #[serde(default)]
            path: Several,
            /// Only what is of this date or later: 2015, 2015-10 or 2015-10-27
            #[serde(default)]
            #[schemars(with = "Day")]
            since: Option<Day>,
            /// Only what is of this date or earlier
            #[serde(default)]
            #[schemars(with = "Day")]
            until: Option<Day>,
            /// At most so many entries; an answer that grows too long has fewer
            #[serde(default)]
            #[schemars(with = "Count<MOST>")]
            limit: Option<Count<MOST>>,
            /// Leave out the first so many entries: the `next_offset` of an answer goes on after it
            #[serde(default)]
            #[schemars(with = "Count<FURTHEST>")]
            offset: Option<Count<FURTHEST>>,
        }

        impl $name {
            /// What records must be about.
            pub(super) fn filters(&self) -> Filters {
                Filters {
                    words: String::new(),
                    tags: self.tag.0.clone(),
                    releases: self.release.0.clone(),
                    projects: self.project.0.clone(),
                    events: self.event.0.clone(),
                    paths: self.path.0.clone(),
                    since: self.since.map(|day| day.0),
                    until: self.until.map(|day| day.0),
                }
            }

            /// The part that is asked for, of `usual` entries unless something else is said.
            pub(super) fn part(&self, usual: usize) -> Part {
                Part {
                    limit: self.limit.map_or(usual, |count| count.0),
                    offset: self.offset.map_or(0, |count| count.0),
                }
            }
        }
    };
}

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum Order {
    /// The best first
    #[default]
    Relevance,
    /// The newest first
    Date,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Date => Self::Date,
        }
    }
}

/// What hits are put together by.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum Group {
    /// One hit a recap, the best
    Recap,
}

listed! {
    Search {
        /// Words, which all count; `"a phrase"`, `either OR other`, `-without`, `begin*`, and fields such as
        /// `tag:ha`, `release:newton..ocata`, `kind:decision`
        query: Text,
        /// Find words as they are written only: no other forms, no other names of tags
        #[serde(default)]
        exact: bool,
        /// The order of hits
        #[serde(default)]
        sort: Order,
        /// What hits are put together by
        #[serde(default)]
        #[schemars(with = "Group")]
        group: Option<Group>,
    }
}

listed! {
    History {
        /// A tag, its name or an alias, or words
        about: Text,
    }
}

listed! {
    Decisions {
        /// Leave out what only a sentence says
        #[serde(default)]
        strong: bool,
    }
}

listed! {
    Actions {
        /// Only what is for somebody whose name has this part
        #[serde(default)]
        #[schemars(with = "Text")]
        owner: Option<Text>,
        /// Leave out what is marked as done
        #[serde(default)]
        open: bool,
        /// Leave out what only a sentence says
        #[serde(default)]
        strong: bool,
    }
}

listed! { Listed {} }

/// What one record is asked with.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Get {
    /// The id of a topic, or of a priority, decision, action or question in it; a part that only its id has will do
    pub(super) id: Text,
}
