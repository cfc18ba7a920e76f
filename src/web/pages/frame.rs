//! What stands around every page: its name, the search, the sections, a notice where answers may be old.

use super::Question;
use super::address::Asked;
use super::assets::Assets;
use crate::kb::{IndexState, Live};
use std::sync::Arc;

/// What all pages of a server share.
pub(super) struct Shell {
    assets: Arc<Assets>,
    /// Tells this server from those before it at the same address, whose states have the same numbers.
    edition: String,
}

impl Shell {
    pub(super) fn new(assets: Arc<Assets>) -> Self {
        let mut chance = [0; 6];
        // Without chance a page may miss that the server began anew; it is right again when it is loaded.
        let _ = getrandom::fill(&mut chance);
        let edition = chance.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { assets, edition }
    }

    /// Changes whenever pages may be others than before.
    pub(super) fn version(&self, live: &Live) -> String {
        format!("{}-{}", self.edition, live.version())
    }

    /// The frame of a page that tells what went wrong.
    pub(super) fn bare(&self, title: &str) -> Frame {
        Frame {
            title: title.to_owned(),
            here: "",
            query: String::new(),
            kept: Vec::new(),
            notice: None,
            version: String::new(),
            assets: Arc::clone(&self.assets),
        }
    }
}

/// What stands around a page.
pub(super) struct Frame {
    /// The page's name.
    pub(super) title: String,
    /// The section that it is in, by its path.
    pub(super) here: &'static str,
    /// What the search box holds.
    pub(super) query: String,
    /// Parameters that another search keeps.
    pub(super) kept: Vec<(&'static str, String)>,
    /// Why what it says may be old.
    pub(super) notice: Option<String>,
    /// What it was made from.
    pub(super) version: String,
    pub(super) assets: Arc<Assets>,
}

/// The sections: path and name.
pub(super) const SECTIONS: [(&str, &str); 7] = [
    ("/", "Search"),
    ("/releases", "Releases"),
    ("/matrix", "Matrix"),
    ("/tags", "Tags"),
    ("/decisions", "Decisions"),
    ("/actions", "Actions"),
    ("/recaps", "Recaps"),
];

impl Frame {
    /// The sections, each with whether the page is in it.
    pub(super) fn sections(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let here = self.here;
        let sections = SECTIONS.iter();
        sections.map(move |(path, name)| (*path, *name, *path == here))
    }

    /// The same with what another search keeps.
    pub(super) fn keeping(mut self, query: &str, asked: &Asked) -> Self {
        self.query = query.to_owned();
        self.kept = asked.pairs_but(&["q", "page"]);
        self
    }
}

impl Question<'_> {
    /// The frame of a page of this name in the section of this path.
    pub(super) fn frame(&self, title: &str, here: &'static str, index: &IndexState) -> Frame {
        Frame {
            here,
            notice: index.notice(),
            version: self.version.clone(),
            ..self.shell.bare(title)
        }
    }
}
