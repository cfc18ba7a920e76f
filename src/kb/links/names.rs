//! What links call notes: paths and names without what does not count, and the keys under which the index knows both.

use crate::model::{LinkForm, NoteLink};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The key of every topic with a link.
pub(super) const ANY: &str = "*";

/// Names of the note that stands for its folder.
const OPENING: [&str; 3] = ["readme", "index", "_index"];

/// Where a target leads by its path alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A path below the root, with `/`; empty for the root itself.
    Inside(String),
    /// Above the root.
    Outside,
}

/// A target in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target<'t> {
    /// The path or name; empty where it is the note itself.
    pub(super) name: &'t str,
    /// The place in the note.
    pub(super) anchor: Option<String>,
}

impl<'t> Target<'t> {
    /// The parts of a link's target.
    pub(super) fn of(link: &'t NoteLink) -> Self {
        let (name, anchor) = match link.target.split_once('#') {
            Some((name, anchor)) => (name, Some(anchor)),
            None => (link.target.as_str(), None),
        };
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        match link.form {
            LinkForm::Path => Self {
                name: name.split('?').next().unwrap_or_default(),
                anchor: anchor.map(decoded),
            },
            // Names may have signs that addresses write otherwise.
            LinkForm::Wiki | LinkForm::Post => Self {
                name: name.trim(),
                anchor: anchor.map(|a| a.rsplit('#').next().unwrap_or(a).trim().to_owned()),
            },
        }
    }
}

/// Where a path that stands in the note at `note` leads.
pub(super) fn place(note: &str, path: &str) -> Place {
    let path = decoded(path);
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => folder(note).split('/').filter(|p| !p.is_empty()).collect(),
    };
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                if parts.pop().is_none() {
                    return Place::Outside;
                }
            }
            part => parts.push(part),
        }
    }
    Place::Inside(parts.join("/"))
}

/// `%20` as the blank that it stands for; a text that comes to no UTF-8 stays.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|d| std::str::from_utf8(d).ok());
        let byte = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The folder of a path; empty for the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A path without its extension.
pub(super) fn stem(path: &str) -> &str {
    match file(path).rfind('.') {
        Some(at) if at > 0 => &path[..path.len() - file(path).len() + at],
        _ => path,
    }
}

/// The extension of a path, in lower case.
pub(super) fn extension(path: &str) -> Option<String> {
    let file = file(path);
    let at = file.rfind('.').filter(|at| *at > 0)?;
    Some(file[at + 1..].to_lowercase())
}

/// Whether the note at a path stands for its folder.
pub(super) fn opens_folder(path: &str) -> bool {
    OPENING.contains(&stem(file(path)).to_lowercase().as_str())
}

/// A name as links may write it: case does not count, nor whether words are parted by blanks, `-` or `_`.
pub(super) fn folded(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| c.is_whitespace() || c == '-' || c == '_');
    words
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// The key of a recap that a name may mean by its title.
pub(in crate::kb) fn title_key(title: &str) -> String {
    format!("t:{}", folded(title))
}

/// The key of topics in a folder that have names in double brackets.
pub(super) fn wiki_key(folder: &str) -> String {
    format!("f:{folder}")
}

fn path_key(path: &str) -> String {
    format!("p:{}", path.to_lowercase())
}

fn name_key(name: &str) -> String {
    format!("w:{}", folded(name))
}

/// The keys that the index has of the links of a topic of the note at a path.
pub(in crate::kb) fn keys(note: &str, links: &[NoteLink]) -> Vec<String> {
    let mut out = BTreeSet::new();
    for link in links {
        out.insert(ANY.to_owned());
        if link.form == LinkForm::Wiki {
            out.insert(wiki_key(folder(note)));
        }
        let name = Target::of(link).name;
        if name.is_empty() {
            out.insert(path_key(stem(note)));
            continue;
        }
        if link.form != LinkForm::Path {
            out.insert(name_key(file(name)));
            out.insert(name_key(stem(file(name))));
        }
        if link.form != LinkForm::Post
            && let Place::Inside(path) = place(note, name)
        {
            out.insert(path_key(&path));
            out.insert(path_key(stem(&path)));
        }
    }
    out.into_iter().collect()
}

/// The keys of which a link to the note at `path` has one; `titles` are those of its recaps, `folders` those of the notes.
pub(super) fn keys_to(path: &str, titles: &[String], folders: &[String]) -> Vec<String> {
    let mut paths = vec![path];
    for folder in folders {
        let below = path.strip_prefix(folder.as_str());
        paths.extend(below.and_then(|below| below.strip_prefix('/')));
    }
    let mut out = BTreeSet::new();
    for path in paths {
        out.insert(path_key(path));
        out.insert(path_key(stem(path)));
        if opens_folder(path) {
            out.insert(path_key(folder(path)));
            out.insert(path_key(stem(folder(path))));
        }
    }
    let names = titles.iter().map(String::as_str);
    out.extend(names.chain([file(path), stem(file(path))]).map(name_key));
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Place, Target, decoded, folded, keys, keys_to, place, stem};
    use crate::model::{LinkForm, NoteLink};

    fn link(form: LinkForm, target: &str) -> NoteLink {
        NoteLink {
            form,
            target: target.to_owned(),
            text: String::new(),
            line: 1,
            column: 1,
        }
    }

    #[test]
    fn follows_paths_within_the_root() {
        let inside = |path: &str| Place::Inside(path.to_owned());
        assert_eq!(place("notes/a/b.md", "../c.md"), inside("notes/c.md"));
        assert_eq!(
            place("notes/a/b.md", "./d%20e.md"),
            inside("notes/a/d e.md")
        );
        assert_eq!(place("notes/a/b.md", "/x//y/"), inside("x/y"));
        assert_eq!(place("b.md", "."), inside(""));
        assert_eq!(place("notes/b.md", "../../etc/passwd"), Place::Outside);
        assert_eq!(place("notes/b.md", "%2e%2e/%2e%2e/etc"), Place::Outside);
        assert_eq!(decoded("%zz%"), "%zz%");
        assert_eq!(decoded("%ff"), "%ff");
    }

    #[test]
    fn takes_targets_apart() {
        let path = link(LinkForm::Path, "a.md?x=1#b%20c");
        let target = Target::of(&path);
        assert_eq!(
            (target.name, target.anchor.as_deref()),
            ("a.md", Some("b c"))
        );
        let wiki = link(LinkForm::Wiki, "Some name#Top#Part");
        let target = Target::of(&wiki);
        assert_eq!(
            (target.name, target.anchor.as_deref()),
            ("Some name", Some("Part"))
        );
        assert_eq!(folded("Some_name - of THE note"), "some-name-of-the-note");
        assert_eq!(stem("a.b/c.d.md"), "a.b/c.d");
    }

    /// Whatever leads to a note has one of the keys by which it is looked for.
    #[test]
    fn has_keys_in_common() {
        let links = [
            (LinkForm::Path, "release-1.2.md"),
            (LinkForm::Path, "release-1.2"),
            (LinkForm::Path, "/sub/Release-1.2.html"),
            (LinkForm::Wiki, "Release 1.2"),
            (LinkForm::Wiki, "sub/release-1.2"),
            (LinkForm::Wiki, "The second release"),
            (LinkForm::Post, "release-1.2"),
        ];
        let titles = ["The Second Release".to_owned()];
        let wanted = keys_to("notes/sub/release-1.2.md", &titles, &["notes".to_owned()]);
        for (form, target) in links {
            let keys = keys("notes/sub/b.md", &[link(form, target)]);
            assert!(keys.iter().any(|key| wanted.contains(key)), "{target}");
        }
    }
}
