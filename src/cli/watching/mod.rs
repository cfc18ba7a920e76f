//! `kb watch` at work: a row of syncs, each after some changes, until somebody ends it.
//!
//! What goes wrong meanwhile (a lock held by another kb, settings half written, a root that is gone) is said once, and tried
//! again: whoever edits notes does not want to start the watch again.

mod wakes;

use super::Status;
use super::failure::Failure;
use super::place::Place;
use super::session::Session;
use crate::config::Root;
use crate::corpus::{Watched, Watcher};
use crate::kb::{Error, Finding, Kb, Mode, NoteChange, Seen};
use crate::model::Severity;
use crate::render::{json, text};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use wakes::{Wakes, Woken};

/// How often folders are looked at that nobody watches, and how often what failed is tried again.
const PERIOD: Duration = Duration::from_secs(2);
/// How many times as long as a look took there is none after it.
const REST: u32 = 10;
/// How long to wait for another kb that writes.
const PATIENCE: Duration = Duration::from_secs(2);

/// Which findings are wanted.
#[derive(Debug)]
pub(super) struct Checked {
    /// The least grave of them.
    pub(super) least: Severity,
    /// Their rules; all where there are none.
    pub(super) rules: Vec<String>,
}

impl Checked {
    /// Those of these that are wanted.
    fn wanted(&self, mut found: Vec<Finding>) -> Vec<Finding> {
        found.retain(|Finding { diagnostic, .. }| {
            let is_named = self.rules.is_empty() || self.rules.contains(&diagnostic.code);
            is_named && diagnostic.severity >= self.least
        });
        found
    }
}

/// What is wanted.
#[derive(Debug)]
pub(super) struct Follow {
    /// What changed notes lack, where that is to be shown.
    pub(super) check: Option<Checked>,
    /// Whether never to ask the system.
    pub(super) polls: bool,
    /// Whether to write JSON.
    pub(super) as_json: bool,
}

/// What a look gave: the notes as they are now, what became of them, and what those that changed lack, if that was asked for.
struct Looked {
    kb: Kb,
    changes: Vec<NoteChange>,
    found: Option<Vec<Finding>>,
}

/// A watch.
pub(super) struct Watching<'s> {
    session: &'s mut Session,
    follow: Follow,
    place: Place,
    /// The root that was found first: no other one takes its place.
    dir: PathBuf,
    has_settings: bool,
    watcher: Watcher,
    wakes: Wakes,
    /// The notes as they were told of last.
    seen: Seen,
    /// What notes lack, by their paths, as it was told of last.
    lacking: BTreeMap<String, Vec<Finding>>,
    /// Whether folders are looked at, since nobody watches them.
    looks: bool,
    /// Why the last try came to nothing.
    failed: Option<String>,
    /// Whether notes cannot be looked at that may be there, such as those of a folder that is gone.
    lacks: bool,
    /// What was said of the notes, which stays as it is until it changes.
    news: Vec<String>,
    /// Whether the index failed in a way that damage has.
    suspicious: bool,
    /// How long the last look took.
    cost: Duration,
}

impl<'s> Watching<'s> {
    /// Brings the index up to date and begins to watch.
    pub(super) fn begin(follow: Follow, session: &'s mut Session) -> Result<Self, Failure> {
        let place = Place::here(session.global.index.clone())?;
        let root = session.root()?;
        let wakes = Wakes::new();
        let mut watcher = Watcher::new(wakes.waker(), follow.polls);
        // Watched first and read then: what changes in between is read again.
        let watched = watcher.follow(&root);
        let (dir, has_settings) = (root.dir.clone(), root.config_file.is_some());
        let patience = session.global.lock_timeout.unwrap_or(PATIENCE);
        let kb = session.open_at(root, Mode::Sync, patience)?;
        let mut watching = Self {
            session,
            follow,
            place,
            dir,
            has_settings,
            watcher,
            wakes,
            seen: kb.seen(),
            lacking: BTreeMap::new(),
            looks: false,
            failed: None,
            lacks: kb.lacks_notes(),
            news: kb.news().to_vec(),
            suspicious: false,
            cost: Duration::ZERO,
        };
        // Who reads that it watches may ask it to end.
        watching.wakes.end_on_signals()?;
        watching.greet(&kb)?;
        watching.note(watched);
        Ok(watching)
    }

    fn greet(&mut self, kb: &Kb) -> Result<(), Failure> {
        let report = kb.report()?.value;
        let (topics, recaps) = (report.topics, report.recaps);
        let plural = |count: u64, thing| text::counted(count, thing);
        let (topics, recaps) = (plural(topics, "topic"), plural(recaps, "recap"));
        let message = format!("watching {topics} in {recaps}; Ctrl-C ends it");
        self.session.tell(&message);
        if let Some(checked) = &self.follow.check {
            let found = kb.check(&Default::default())?.value;
            for finding in checked.wanted(found) {
                let of_note = self.lacking.entry(finding.path.clone()).or_default();
                of_note.push(finding);
            }
            let notes = plural(self.lacking.len() as u64, "note");
            let message = format!("{notes} with findings (`kb check` lists them)");
            self.session.tell(&message);
        }
        Ok(())
    }

    /// Goes on until it is ended.
    pub(super) fn run(mut self) -> Result<Status, Failure> {
        loop {
            match self.wakes.wait(PERIOD.max(self.cost * REST)) {
                Woken::Ended => return Ok(Status::Done),
                Woken::Quiet if !self.is_due() => {}
                Woken::Quiet | Woken::Changed => self.look()?,
            }
        }
    }

    /// Whether to look though nobody told of a change.
    fn is_due(&self) -> bool {
        self.looks || self.failed.is_some() || !self.dir.exists()
    }

    /// Looks at the notes, and tells what became of them. Only the answer's stream can end it.
    fn look(&mut self) -> Result<(), Failure> {
        let begun = Instant::now();
        let looked = catch_unwind(AssertUnwindSafe(|| self.looked()));
        let looked = looked.unwrap_or_else(|panic| Err(Error::panicked(&*panic).into()));
        self.cost = begun.elapsed();
        let Looked { kb, changes, found } = match looked {
            Ok(found) => found,
            Err(failure) => {
                self.suspicious = failure.may_be_damage();
                self.fail(&failure);
                return Ok(());
            }
        };
        self.suspicious = false;
        let lacked = std::mem::replace(&mut self.lacks, kb.lacks_notes());
        let works = kb.state().reason().is_none();
        let had_failed = works && self.failed.take().is_some();
        if had_failed || works && lacked && !self.lacks {
            self.session.tell("going on");
        }
        self.seen = kb.seen();
        self.tell(&changes, found.as_deref())
    }

    fn looked(&mut self) -> Result<Looked, Failure> {
        let root = self.root()?;
        let watched = self.watcher.follow(&root);
        self.note(watched);
        let mode = match self.suspicious {
            true => Mode::Verify,
            false => Mode::Sync,
        };
        let patience = self.session.global.lock_timeout.unwrap_or(PATIENCE);
        let was_failing = self.failed.is_some();
        let kb = self.session.open_quietly(root, mode, patience)?;
        // Where it failed before, it was said what is the matter.
        self.news(kb.news(), was_failing);
        if let (Some(reason), false) = (kb.state().reason(), was_failing) {
            self.failed = Some(reason.to_owned());
        }
        let changes = kb.changes_since(&self.seen)?;
        let paths: BTreeSet<String> = changes.iter().map(|c| c.path.clone()).collect();
        let found = match &self.follow.check {
            Some(checked) => Some(checked.wanted(kb.check_notes(&paths)?)),
            None => None,
        };
        Ok(Looked { kb, changes, found })
    }

    /// The root as it is now.
    fn root(&mut self) -> Result<Root, Failure> {
        let found = self.place.root(Some(&self.dir)).map_err(Error::from);
        let root = match found {
            Ok(root) => root,
            Err(error) => {
                // What comes back is another folder under the same name.
                self.watcher.forget_all();
                return Err(error.into());
            }
        };
        if self.has_settings && root.config_file.is_none() {
            let message = format!("there is no `kb.toml` in `{}` any more", root.dir.display());
            return Err(Failure::new(message).hinted("put it back; the index stays as it is"));
        }
        Ok(root)
    }

    /// Says it where folders begin to be looked at from time to time.
    fn note(&mut self, watched: Watched) {
        let Watched::Polled(why) = watched else {
            self.looks = false;
            return;
        };
        if !std::mem::replace(&mut self.looks, true) {
            let every = PERIOD.as_secs();
            self.session.tell(&format!(
                "looking at the folders every {every} seconds: {why}"
            ));
        }
    }

    /// Says what is new about the notes.
    fn news(&mut self, news: &[String], quietly: bool) {
        for said in news
            .iter()
            .filter(|said| !quietly && !self.news.contains(said))
        {
            self.session.tell(said);
        }
        self.news = news.to_vec();
    }

    /// Says why a look came to nothing, once.
    fn fail(&mut self, failure: &Failure) {
        let why = failure.message();
        if self.failed.as_ref() != Some(&why) {
            self.session.fail(failure);
            self.failed = Some(why);
        }
    }

    /// Writes what became of notes, and what they lack.
    fn tell(&mut self, changes: &[NoteChange], found: Option<&[Finding]>) -> Result<(), Failure> {
        let now = chrono::Local::now();
        let width = self.session.terminal.text_width();
        let out = self.session.out();
        for change in changes {
            let own = found.as_ref().map(|found| {
                let own = found.iter().filter(|f| f.path == change.path);
                own.cloned().collect::<Vec<_>>()
            });
            let before = self.lacking.remove(&change.path).unwrap_or_default();
            if self.follow.as_json {
                json::change(out, &now.to_rfc3339(), change, own.as_deref())?;
            } else {
                let lacks = own.as_ref().map(|own| text::Lacks::of(own, before));
                let time = now.format("%H:%M:%S").to_string();
                text::change(out, &time, change, lacks.as_ref(), width)?;
            }
            if let Some(own) = own.filter(|own| !own.is_empty()) {
                self.lacking.insert(change.path.clone(), own);
            }
        }
        self.session.finish()
    }
}
