//! Tells that something changed in the folders of the notes. What changed, a walk finds.
//!
//! Only folders that a walk looks into are watched, one by one: neither the index nor what git ignores wakes anybody, and
//! the system's watches, of which there are few, are for notes. Where the system cannot watch, time has to do.

mod remote;

use super::walk;
use crate::config::{CONFIG_FILE, Root};
use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Told that something may have changed, by any thread.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How changes are noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watched {
    /// The system tells.
    Told,
    /// Somebody has to look from time to time, for this reason.
    Polled(String),
}

/// Watches the folders of one root.
pub struct Watcher {
    wake: Wake,
    by: By,
    /// The folders that are watched.
    watched: BTreeSet<PathBuf>,
    shared: Arc<Shared>,
}

enum By {
    System(RecommendedWatcher),
    Looks(String),
}

/// What the thread that is told by the system needs to know, and what it found out.
#[derive(Default)]
struct Shared {
    index: Mutex<PathBuf>,
    /// Folders or files that went away: their watches went with them.
    gone: Mutex<BTreeSet<PathBuf>>,
}

impl Watcher {
    /// A watcher that watches nothing yet, and never asks the system with `polls`.
    #[must_use]
    pub fn new(wake: Wake, polls: bool) -> Self {
        let shared = Arc::new(Shared::default());
        let by = match polls {
            true => By::Looks("asked for".to_owned()),
            false => match watcher(&wake, &shared) {
                Ok(watcher) => By::System(watcher),
                Err(error) => By::Looks(reason(&error)),
            },
        };
        Self {
            wake,
            by,
            watched: BTreeSet::new(),
            shared,
        }
    }

    /// Watches the folders of a root as they are now: new ones too, and no longer those that are gone.
    pub fn follow(&mut self, root: &Root) -> Watched {
        root.index_dir.clone_into(&mut lock(&self.shared.index));
        if let By::Looks(why) = &self.by {
            return Watched::Polled(why.clone());
        }
        if remote::is_remote(&root.dir) {
            return self.give_up("the notes lie on a file system of another machine");
        }
        let gone = std::mem::take(&mut *lock(&self.shared.gone));
        gone.iter().for_each(|path| self.forget(path));
        let mut folders: BTreeSet<PathBuf> = walk(root).folders.into_iter().collect();
        folders.insert(root.dir.clone());
        let old: Vec<PathBuf> = self.watched.difference(&folders).cloned().collect();
        old.iter().for_each(|path| self.forget(path));
        let new: Vec<PathBuf> = folders.difference(&self.watched).cloned().collect();
        for folder in new {
            if let Err(why) = self.watch(folder) {
                return self.give_up(&why);
            }
        }
        Watched::Told
    }

    /// Forgets all folders: the root may be another one under the same name.
    pub fn forget_all(&mut self) {
        let all: Vec<PathBuf> = self.watched.iter().cloned().collect();
        all.iter().for_each(|path| self.forget(path));
    }

    fn watch(&mut self, folder: PathBuf) -> Result<(), String> {
        let By::System(watcher) = &mut self.by else {
            return Ok(());
        };
        match watcher.watch(&folder, RecursiveMode::NonRecursive) {
            Ok(()) => {
                self.watched.insert(folder);
            }
            Err(error) if is_exhausted(&error) => return Err(reason(&error)),
            // It went away meanwhile, or may not be read: what may be read of it is looked at with the others.
            Err(_) => {}
        }
        Ok(())
    }

    /// Stops watching a folder and those in it.
    fn forget(&mut self, path: &Path) {
        let below = self.watched.range(path.to_owned()..);
        let below = below.take_while(|folder| folder.starts_with(path));
        let below: Vec<PathBuf> = below.cloned().collect();
        for folder in below {
            if let By::System(watcher) = &mut self.by {
                // Where the folder is gone, so is its watch.
                let _ = watcher.unwatch(&folder);
            }
            self.watched.remove(&folder);
        }
    }

    fn give_up(&mut self, why: &str) -> Watched {
        self.by = By::Looks(why.to_owned());
        self.watched.clear();
        // What changed between the last look and this is not lost.
        (self.wake)();
        Watched::Polled(why.to_owned())
    }
}

fn watcher(wake: &Wake, shared: &Arc<Shared>) -> notify::Result<RecommendedWatcher> {
    let (wake, shared) = (Arc::clone(wake), Arc::clone(shared));
    notify::recommended_watcher(move |event: notify::Result<Event>| match event {
        Ok(event) if shared.counts(&event) => wake(),
        Ok(_) => {}
        // Something was missed.
        Err(_) => wake(),
    })
}

impl Shared {
    /// Whether an event may be about notes or settings.
    fn counts(&self, event: &Event) -> bool {
        match event.kind {
            EventKind::Access(_) => return false,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
                lock(&self.gone).extend(event.paths.iter().cloned());
            }
            _ => {}
        }
        let index = lock(&self.index);
        let is_own = |path: &PathBuf| path.starts_with(&*index);
        event.need_rescan() || event.paths.iter().any(|p| !is_own(p) && !is_hidden(p))
    }
}

/// Files that editors make beside a note wake nobody; those that say which files are notes do.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.as_encoded_bytes());
    let name = name.unwrap_or_default();
    let is_rule = [".gitignore", ".ignore", CONFIG_FILE].map(str::as_bytes);
    name.starts_with(b".") && !is_rule.contains(&name)
}

/// Whether the system has no more watches to give.
fn is_exhausted(error: &notify::Error) -> bool {
    let full = |error: &io::Error| {
        let kind = error.kind();
        kind == io::ErrorKind::StorageFull || matches!(error.raw_os_error(), Some(23 | 24 | 38))
    };
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        notify::ErrorKind::Io(error) => full(error),
        _ => false,
    }
}

/// The reason in words.
fn reason(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system has no more watches to give".to_owned(),
        notify::ErrorKind::Io(error) => format!("the system cannot watch folders: {error}"),
        _ => "the system cannot watch folders".to_owned(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
