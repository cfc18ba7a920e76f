//! The knowledge base: open it, ask it. Takes and returns plain data; every front end calls this and nothing
//! below it.

mod alike;
mod annotated;
mod answers;
mod around;
mod compare;
pub mod doctor;
mod error;
mod export;
mod facets;
mod filters;
mod fresh;
mod hints;
mod history;
mod ids;
mod import;
mod init;
mod items;
mod known;
mod links;
mod lists;
mod live;
mod marks;
mod mended;
mod mends;
mod narrow;
mod outcomes;
mod priorities;
mod progress;
mod related;
mod releases;
pub mod reports;
mod resolve;
mod search;
mod settings;
mod snippet;
mod stats;
mod sync;
mod threads;
mod watch;
mod widen;
pub mod write;

pub use crate::store::is_item_id;
pub use answers::{
    Answered, Facets, Finding, Found, IndexReport, IndexState, Reason, RecapCount, SearchAnswer,
    SearchHit, Setting, Shown, Skipped, Spot, TagCount, Unknown,
};
pub use around::{Around, RecapText, WholeRecap, WholeRelease};
pub use compare::Side;
pub use error::Error;
pub use export::ExportRequest;
pub use filters::Filters;
pub use fresh::{BlankNote, NewNote, TEMPLATE_FILE};
pub use import::{BadPage, ImportRequest, Imported};
pub use init::Begun;
pub use items::ItemFilter;
pub use known::Known;
pub use links::{Broken, Leads, LinkRow, Links};
pub use live::{Live, Source};
pub use marks::Marks;
pub use mends::{LeftNote, MendedNote, Mends};
pub use outcomes::{Actions, Decisions};
pub use priorities::matrix;
pub use progress::{Doing, Progress};
pub use related::{Link, Related, RelatedTopic, Why};
pub use releases::ReleaseOrder;
pub use search::{SearchRequest, Sort};
pub use settings::{Change, Changed};
pub use snippet::Snippet;
pub use sync::{Mode, Opening};
pub use watch::{Became, NoteChange, Seen};

use crate::config::{Root, confine};
use crate::corpus::{self, NO_FOLDER, OUTSIDE, UNREADABLE};
use crate::model::{Catalogue, Vocabulary};
use crate::recap::vocabulary::builtin;
use crate::store::Store;
use std::path::PathBuf;
use sync::Synced;

/// Version of the rules that notes are read by: another one means that all of them are read again.
const READER_VERSION: u32 = 10;

/// An open knowledge base.
pub struct Kb {
    root: Root,
    vocabulary: Vocabulary,
    catalogue: Catalogue,
    store: Store,
    report: IndexReport,
    state: IndexState,
    news: Vec<String>,
}

impl Kb {
    /// Opens the knowledge base at `root` and brings its index up to date. Where the index cannot be written, it
    /// is opened as it is, or built in memory, and [`Kb::state`] says so.
    ///
    /// # Errors
    /// Where the index can neither be read nor built.
    pub fn open(root: Root, opening: Opening<'_>) -> Result<Self, Error> {
        threads::ready()?;
        let vocabulary = root.config.vocabulary(builtin())?;
        let catalogue = root.config.catalogue(Catalogue::openstack());
        let fingerprint = fingerprint(&root);
        let rules = sync::Rules {
            root: &root,
            vocabulary: &vocabulary,
            catalogue: &catalogue,
            fingerprint,
        };
        let Synced {
            store,
            report,
            state,
            news,
        } = sync::sync(&rules, opening)?;
        Ok(Self {
            root,
            vocabulary,
            catalogue,
            store,
            report,
            state,
            news,
        })
    }

    /// Whether it answers as one opened anew with the settings of `root` would.
    fn is_as_new(&self, root: &Root) -> bool {
        let rules = sync::Rules {
            root: &self.root,
            vocabulary: &self.vocabulary,
            catalogue: &self.catalogue,
            fingerprint: fingerprint(&self.root),
        };
        let same_place = root.dir == self.root.dir && root.index_dir == self.root.index_dir;
        let same_rules = fingerprint(root) == rules.fingerprint;
        same_place
            && same_rules
            && self.store.is_current()
            && match self.state {
                IndexState::Unchecked => true,
                IndexState::Stale(_) => false,
                IndexState::Fresh | IndexState::InMemory(_) => {
                    sync::is_as_known(&rules, &self.store)
                }
            }
    }

    /// What answers are read from.
    #[must_use]
    pub fn state(&self) -> &IndexState {
        &self.state
    }

    /// What happened on opening that a user should know.
    #[must_use]
    pub fn news(&self) -> &[String] {
        &self.news
    }

    /// Whether there may be notes that cannot be looked at: a folder is gone, or may not be read.
    #[must_use]
    pub fn lacks_notes(&self) -> bool {
        let lacking = [NO_FOLDER, OUTSIDE, UNREADABLE];
        let mut problems = self.report.problems.iter();
        problems.any(|found| lacking.contains(&found.diagnostic.code.as_str()))
    }

    /// What opening changed in the index.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn report(&self) -> Result<Answered<IndexReport>, Error> {
        let mut report = self.report.clone();
        (report.recaps, report.topics) = self.store.counts_of_records()?;
        Ok(self.answered(report, Vec::new()))
    }

    /// How many files below the notes folders are no notes.
    #[must_use]
    pub fn skipped(&self) -> Skipped {
        let counted = corpus::count_skipped(&self.root, &corpus::walk(&self.root));
        Skipped {
            hidden: counted.hidden,
            ignored: counted.ignored,
            excluded: counted.excluded,
            links: counted.links,
            not_notes: counted.not_notes,
        }
    }

    /// The file of a note, `None` where its path leads out of the root: an index that came with a folder may say anything.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        let plain = confine(&self.root.dir, path).ok();
        if plain.as_ref().is_some_and(|plain| plain.exists()) {
            return plain;
        }
        // A name that is no UTF-8 stands in a path as it is written, not as it is.
        let files = corpus::walk(&self.root).files.into_iter();
        let mut named = files.filter(|file| file.path == path).map(|file| file.abs);
        named.next_back().or(plain)
    }

    /// Whether a path lies in a folder of notes, or would once it is written.
    #[must_use]
    pub fn is_in_notes(&self, path: &std::path::Path) -> bool {
        let Some(parent) = real_parent(path) else {
            return false;
        };
        let folders = self.root.config.notes().iter();
        let notes = folders.filter(|folder| folder.as_str() != ".");
        let itself = path.canonicalize().ok();
        notes
            .filter_map(|folder| self.root.dir.join(folder).canonicalize().ok())
            .any(|folder| parent.starts_with(&folder) || itself.as_ref() == Some(&folder))
    }

    /// Whether a path is that of the settings, or lies in the folder of the index.
    #[must_use]
    pub fn is_own_file(&self, path: &std::path::Path) -> bool {
        let (Some(parent), Some(name)) = (real_parent(path), path.file_name()) else {
            return false;
        };
        let target = parent.join(name);
        let known = |own: &std::path::Path| own.canonicalize().unwrap_or_else(|_| own.to_owned());
        let settings = known(&self.root.dir.join("kb.toml"));
        target == settings || target.starts_with(known(&self.root.index_dir))
    }

    fn answered<T>(&self, value: T, unknown: Vec<Unknown>) -> Answered<T> {
        Answered {
            value,
            index: self.state.clone(),
            unknown,
        }
    }

    fn names(&self) -> resolve::Names<'_> {
        resolve::Names {
            vocabulary: &self.vocabulary,
            catalogue: &self.catalogue,
            store: &self.store,
        }
    }
}

/// Changes when the notes of a root would be read otherwise than before.
fn fingerprint(root: &Root) -> String {
    format!("{READER_VERSION} {}", root.config.fingerprint())
}

/// The folder that a path lies in, without links, where there is one.
fn real_parent(path: &std::path::Path) -> Option<std::path::PathBuf> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| std::path::Path::new("."));
    parent.canonicalize().ok()
}
