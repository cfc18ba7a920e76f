//! Finds where links lead, among the notes that the index knows; files are asked for only where no note fits.

use super::headings::Headings;
use super::leads::{Broken, Leads};
use super::names::{
    Place, Target, extension, file, folded, folder, place, stem, title_key, wiki_key,
};
use super::paths::{Paths, nearest};
use crate::config::{Root, Verdict};
use crate::corpus::{Lies, lies};
use crate::kb::resolve::nearest as nearest_name;
use crate::model::{LinkForm, NoteLink};
use crate::store::{Store, StoreError};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Of so many names in double brackets in a folder, one leads to a note where they are meant as links.
const ONE_OF: usize = 4;
/// So many names without a note are compared with those of all notes.
const MOST_COMPARED: usize = 100;
/// Paths that are told of a name that several notes have.
const TOLD: usize = 5;

/// Finds where links lead. What it learns of notes it keeps, for many links.
pub(in crate::kb) struct Resolver<'k> {
    root: &'k Root,
    store: &'k Store,
    paths: OnceCell<Paths>,
    notes: RefCell<HashMap<String, Rc<Headings>>>,
    titles: RefCell<HashMap<String, Rc<[String]>>>,
    wikis: RefCell<HashMap<String, bool>>,
    /// How often a name was compared with all others.
    compared: Cell<usize>,
}

/// The notes that a link may mean.
enum Meant {
    Note(String),
    File(String),
    Nowhere(Broken),
    /// It is no link between notes.
    Nothing,
}

impl<'k> Resolver<'k> {
    pub(in crate::kb) fn new(root: &'k Root, store: &'k Store) -> Self {
        Self {
            root,
            store,
            paths: OnceCell::new(),
            notes: RefCell::default(),
            titles: RefCell::default(),
            wikis: RefCell::default(),
            compared: Cell::new(0),
        }
    }

    /// Where a link in the note at `note` leads; `None` where it is none: a name in double brackets where nobody links
    /// like that, or an address of a site.
    pub(in crate::kb) fn leads(
        &self,
        note: &str,
        link: &NoteLink,
    ) -> Result<Option<Leads>, StoreError> {
        let target = Target::of(link);
        let meant = match (link.form, target.name) {
            (_, "") => Meant::Note(note.to_owned()),
            (LinkForm::Path, path) => self.by_path(note, path, &link.text)?,
            (LinkForm::Wiki | LinkForm::Post, name) => self.by_name(note, name, link.form)?,
        };
        Ok(Some(match meant {
            Meant::Nothing => return Ok(None),
            Meant::File(path) => Leads::File(path),
            Meant::Nowhere(why) => Leads::Nowhere(why),
            Meant::Note(path) => match self.headings(&path)?.leads(&path, target.anchor.as_deref())
            {
                Leads::Nowhere(_) if link.form == LinkForm::Wiki && !self.is_wiki(note)? => {
                    return Ok(None);
                }
                leads => leads,
            },
        }))
    }

    fn by_path(&self, note: &str, path: &str, text: &str) -> Result<Meant, StoreError> {
        let wanted = match place(note, path) {
            Place::Outside if path.starts_with('/') => return Ok(Meant::Nothing),
            Place::Outside => return Ok(Meant::Nowhere(Broken::Outside)),
            Place::Inside(wanted) => wanted,
        };
        // Sites have their own root: that of the notes.
        let folders = self.root.config.notes().iter();
        let folders = folders.filter(|folder| path.starts_with('/') && folder.as_str() != ".");
        let below = folders.map(|folder| format!("{folder}/{wanted}"));
        let tried: Vec<String> = std::iter::once(wanted.clone()).chain(below).collect();
        for path in &tried {
            if let Some(found) = self.at(path) {
                return Ok(found);
            }
        }
        if path.starts_with('/') && !self.is_name_of_note(&wanted) || is_prose(path, text) {
            return Ok(Meant::Nothing);
        }
        Ok(Meant::Nowhere(Broken::Missing {
            nearest: self.namesake(note, &wanted),
            path: wanted,
        }))
    }

    /// What lies at a path: a note under that name, a file, a note without its extension or with that of a web page, the note
    /// that stands for a folder, or a folder.
    fn at(&self, path: &str) -> Option<Meant> {
        let known = self.store.ledger().get(path);
        if known.is_some_and(|entry| entry.hash.is_some()) {
            return Some(Meant::Note(path.to_owned()));
        }
        let lies = lies(&self.root.dir, path);
        if matches!(lies, Lies::File | Lies::Unknown) {
            return Some(Meant::File(path.to_owned()));
        }
        if lies == Lies::Nothing
            && let Some(note) = self.like(path)
        {
            return Some(Meant::Note(note));
        }
        let opening = self.paths().opening(path);
        match (opening, lies) {
            (Some(note), _) => Some(Meant::Note(note)),
            (None, Lies::Folder) => Some(Meant::File(path.to_owned())),
            _ => None,
        }
    }

    /// The note whose path is this one but for its case and extension.
    fn like(&self, path: &str) -> Option<String> {
        let lower = path.to_lowercase();
        let page = matches!(extension(path).as_deref(), Some("html" | "htm"));
        let mut tried = vec![lower.as_str()];
        tried.extend(page.then(|| stem(&lower)));
        let found = tried
            .into_iter()
            .find_map(|p| self.paths().by_path.get(p))?;
        found.first().cloned()
    }

    fn is_name_of_note(&self, path: &str) -> bool {
        self.root.config.globs().judge(path) == Verdict::Note
    }

    /// A note elsewhere whose file has the same name.
    fn namesake(&self, note: &str, path: &str) -> Option<String> {
        let named = self.paths().by_name.get(&folded(stem(file(path))))?;
        nearest(note, named).first().map(|near| (*near).clone())
    }

    fn by_name(&self, note: &str, name: &str, form: LinkForm) -> Result<Meant, StoreError> {
        if let Some(found) = self.named(note, name, form)? {
            return Ok(found);
        }
        if form == LinkForm::Wiki && !self.is_wiki(note)? {
            return Ok(Meant::Nothing);
        }
        Ok(Meant::Nowhere(Broken::Unnamed {
            name: name.to_owned(),
            nearest: self.like_name(name),
        }))
    }

    /// The note whose name is most like this one. Each name is compared with all, so that this has to end.
    fn like_name(&self, name: &str) -> Option<String> {
        let compared = self.compared.replace(self.compared.get() + 1);
        let names = self.paths().by_name.keys().map(String::as_str);
        let near = nearest_name(&folded(name), names.filter(|_| compared < MOST_COMPARED))?;
        self.paths().by_name.get(near)?.first().cloned()
    }

    /// The note of a name: by the name of its file, else by its title; else a file.
    fn named(&self, note: &str, name: &str, form: LinkForm) -> Result<Option<Meant>, StoreError> {
        let paths = self.paths();
        let names = [file(name), stem(file(name))].map(folded);
        let lies_in = folder(name).to_lowercase();
        let lies_in = lies_in.trim_start_matches("./");
        let fits = |path: &&String| {
            let own = folder(path).to_lowercase();
            lies_in.is_empty() || own == lies_in || own.ends_with(&format!("/{lies_in}"))
        };
        for named in names.iter().filter_map(|name| paths.by_name.get(name)) {
            let named: Vec<String> = named.iter().filter(fits).cloned().collect();
            if !named.is_empty() {
                return Ok(Some(chosen(note, name, &named)));
            }
        }
        let titled = self.titled(name)?;
        if !titled.is_empty() {
            return Ok(Some(chosen(note, name, &titled)));
        }
        if form == LinkForm::Wiki
            && extension(name).is_some()
            && let Place::Inside(path) = place(note, name)
            && lies(&self.root.dir, &path) == Lies::File
        {
            return Ok(Some(Meant::File(path)));
        }
        Ok(None)
    }

    /// The notes with a recap of this title.
    fn titled(&self, name: &str) -> Result<Rc<[String]>, StoreError> {
        let key = title_key(name);
        if let Some(known) = self.titles.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let recaps = self.store.recaps_tied(std::slice::from_ref(&key))?;
        let paths: BTreeSet<String> = recaps.into_iter().map(|r| r.recap.path).collect();
        let paths: Rc<[String]> = paths.into_iter().collect();
        self.titles.borrow_mut().insert(key, Rc::clone(&paths));
        Ok(paths)
    }

    /// Whether names in double brackets are meant as links in the folder of a note: whether enough of them lead to notes.
    fn is_wiki(&self, note: &str) -> Result<bool, StoreError> {
        let folder = folder(note);
        if let Some(known) = self.wikis.borrow().get(folder) {
            return Ok(*known);
        }
        let topics = self.store.topics_tied(&[wiki_key(folder)])?;
        let links = topics.iter().flat_map(|topic| &topic.note_links);
        let names = links.filter(|link| link.form == LinkForm::Wiki);
        let names: BTreeSet<&str> = names.map(|link| Target::of(link).name).collect();
        let mut leading = 0;
        for name in names.iter().filter(|name| !name.is_empty()) {
            leading += usize::from(self.named(note, name, LinkForm::Wiki)?.is_some());
        }
        let is = leading > 0 && leading * ONE_OF >= names.len();
        self.wikis.borrow_mut().insert(folder.to_owned(), is);
        Ok(is)
    }

    fn headings(&self, path: &str) -> Result<Rc<Headings>, StoreError> {
        if let Some(known) = self.notes.borrow().get(path) {
            return Ok(Rc::clone(known));
        }
        let headings = Rc::new(Headings::of(self.store.topics_of_note(path)?));
        let mut notes = self.notes.borrow_mut();
        notes.insert(path.to_owned(), Rc::clone(&headings));
        Ok(headings)
    }

    fn paths(&self) -> &Paths {
        self.paths.get_or_init(|| {
            let mut paths = Paths::default();
            let read = self.store.ledger().iter().filter(|e| e.hash.is_some());
            read.for_each(|entry| paths.add(entry.path));
            paths
        })
    }
}

/// Whether what leads nowhere was hardly meant as a link: `[[Get]](key)` and `list[i](x)` are code, and a bare word is no file.
fn is_prose(path: &str, text: &str) -> bool {
    text.starts_with('[') || !path.contains(['.', '/', ' ', '%'])
}

/// The one note among those of a name that is nearest to another.
fn chosen(note: &str, name: &str, named: &[String]) -> Meant {
    let near = nearest(note, named);
    match near.as_slice() {
        [one] => Meant::Note((*one).clone()),
        several => Meant::Nowhere(Broken::Ambiguous {
            name: name.to_owned(),
            paths: several.iter().take(TOLD).map(|p| (*p).clone()).collect(),
        }),
    }
}
