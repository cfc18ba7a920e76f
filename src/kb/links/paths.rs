//! The paths of the notes, by what links call them.

use super::names::{file, folded, folder, opens_folder, stem};
use std::collections::{BTreeSet, HashMap};

/// The paths of the notes by what links call them.
#[derive(Default)]
pub(super) struct Paths {
    /// By path and by path without extension, in lower case.
    pub(super) by_path: HashMap<String, Vec<String>>,
    /// By the folded name of the file without extension.
    pub(super) by_name: HashMap<String, Vec<String>>,
}

impl Paths {
    pub(super) fn add(&mut self, path: &str) {
        let lower = path.to_lowercase();
        for key in BTreeSet::from([lower.as_str(), stem(&lower)]) {
            let known = self.by_path.entry(key.to_owned()).or_default();
            known.push(path.to_owned());
        }
        let name = folded(stem(file(path)));
        self.by_name.entry(name).or_default().push(path.to_owned());
    }

    /// The note that stands for a folder.
    pub(super) fn opening(&self, folder: &str) -> Option<String> {
        let lower = folder.to_lowercase();
        let below = |name: &str| match lower.is_empty() {
            true => name.to_owned(),
            false => format!("{lower}/{name}"),
        };
        let names = ["readme", "index", "_index"].map(below);
        let found = names.iter().find_map(|name| self.by_path.get(name))?;
        found.iter().find(|path| opens_folder(path)).cloned()
    }
}

/// The paths with the most folders in common with that of a note, of these those with the fewest others.
pub(super) fn nearest<'p>(note: &str, paths: &'p [String]) -> Vec<&'p String> {
    let own: Vec<&str> = folder(note).split('/').collect();
    let far = |path: &String| {
        let other: Vec<&str> = folder(path).split('/').collect();
        let common = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
        (own.len() - common, other.len() - common)
    };
    let least = paths.iter().map(far).min();
    let near = paths.iter().filter(|path| Some(far(path)) == least);
    near.collect()
}
