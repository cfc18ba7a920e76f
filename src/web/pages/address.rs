//! Addresses of pages, as links write them and as requests bring them.
//!
//! The name of a record stands in the path, percent-encoded, its `/` as they are. Browsers take `.` and `..` in a path
//! for steps, and an empty name is none: such names are parameters instead.

use std::fmt::Write as _;
use url::form_urlencoded;

/// What pages of a record are below, and the parameter that brings a name no path can have.
pub(super) type Kind = (&'static str, &'static str);
pub(super) const TOPIC: Kind = ("/topic", "id");
pub(super) const RELEASE: Kind = ("/release", "name");
pub(super) const HISTORY: Kind = ("/history", "about");
pub(super) const RECAP: Kind = ("/recap", "key");

/// The address of a topic, or of an item in it.
pub(super) fn topic(id: impl AsRef<str>) -> String {
    named(TOPIC, id.as_ref())
}

/// The address of a release.
pub(super) fn release(name: impl AsRef<str>) -> String {
    named(RELEASE, name.as_ref())
}

/// The address of the history of a tag, or of words.
pub(super) fn history(about: impl AsRef<str>) -> String {
    named(HISTORY, about.as_ref())
}

/// The address of a recap.
pub(super) fn recap(key: impl AsRef<str>) -> String {
    named(RECAP, key.as_ref())
}

/// The search for all topics of a project.
pub(super) fn project(name: impl AsRef<str>) -> String {
    search(&[("project", name.as_ref())])
}

/// The search for all topics of a release.
pub(super) fn of_release(name: impl AsRef<str>) -> String {
    search(&[("release", name.as_ref())])
}

/// The search for all topics that have a tag.
pub(super) fn tagged(tag: impl AsRef<str>) -> String {
    search(&[("tag", tag.as_ref())])
}

/// The search for a query.
pub(super) fn query(query: impl AsRef<str>) -> String {
    search(&[("q", query.as_ref())])
}

/// The address of a search with these parameters.
pub(super) fn search(pairs: &[(&str, &str)]) -> String {
    with("/", pairs)
}

/// A path with parameters, those that are not empty.
pub(super) fn with(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    match query.finish() {
        none if none.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn named((below, parameter): Kind, name: &str) -> String {
    let steps = |part: &str| matches!(part, "" | "." | "..");
    if name.split('/').any(steps) {
        return with(below, &[(parameter, name)]);
    }
    format!("{below}/{}", encoded(name))
}

/// A name with `%` and two digits for every byte that a path may not have as it is.
fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(byte.into());
            }
            // Writing to a string cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// The name that the path of a request has behind what its page is below; `None` where it is no text.
pub(super) fn name_in(path: &str, below: &str) -> Option<String> {
    let name = path.strip_prefix(below)?;
    decoded(name.strip_prefix('/').unwrap_or(name))
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        out.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(out).ok()
}

/// The parameters of an address that is being changed, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    path: &'static str,
    pairs: Vec<(&'static str, String)>,
}

impl Asked {
    /// A path without parameters.
    pub(super) fn at(path: &'static str) -> Self {
        Self {
            path,
            pairs: Vec::new(),
        }
    }

    /// The same with these values of a name, those that are not empty, after what is there.
    pub(super) fn and<'v>(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = &'v str>,
    ) -> Self {
        let values = values.into_iter().filter(|value| !value.is_empty());
        self.pairs
            .extend(values.map(|value| (name, value.to_owned())));
        self
    }

    /// The same with the parameters of another address after its own.
    pub(super) fn and_all(mut self, other: &Self) -> Self {
        self.pairs.extend(other.pairs.iter().cloned());
        self
    }

    /// The same with a value of a name if it was not there, or without it if it was.
    pub(super) fn toggled(&self, name: &'static str, value: &str) -> Self {
        let mut out = self.clone();
        let before = out.pairs.len();
        out.pairs
            .retain(|(key, own)| *key != name || own.to_lowercase() != value.to_lowercase());
        match out.pairs.len() == before {
            true => out.and(name, [value]),
            false => out,
        }
    }

    /// The same with this value of a name alone; without any where it is empty.
    pub(super) fn set(&self, name: &'static str, value: &str) -> Self {
        let mut out = self.clone();
        out.pairs.retain(|(key, _)| *key != name);
        out.and(name, [value])
    }

    /// The same without any value of these names.
    pub(super) fn without(&self, names: &[&str]) -> Self {
        let mut out = self.clone();
        out.pairs.retain(|(key, _)| !names.contains(key));
        out
    }

    /// Its parameters, but those of these names.
    pub(super) fn pairs_but(&self, names: &[&str]) -> Vec<(&'static str, String)> {
        self.without(names).pairs
    }

    /// As links have it.
    pub(super) fn address(&self) -> String {
        let pairs = self.pairs.iter();
        let pairs: Vec<(&str, &str)> = pairs.map(|(name, value)| (*name, value.as_str())).collect();
        with(self.path, &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, history, name_in, recap, release, topic};

    #[test]
    fn names_come_back_as_they_went() {
        let names = [
            "notes/2016-05-06-a#b-c",
            "notes/a b?c&d#e/decision-1",
            "a/a",
            "50%",
            "%2e%2e/x",
            "\u{e9}\u{1f600}\"<'>\\",
            "notes/m.mbox:12",
        ];
        for name in names {
            let address = topic(name);
            assert!(address.is_ascii() && !address.contains(['"', '<', '\'', '#', '?', ' ', '\\']));
            assert_eq!(
                name_in(&address, "/topic").as_deref(),
                Some(name),
                "{address}"
            );
        }
        assert_eq!(recap("notes/a.md"), "/recap/notes/a.md");
        assert_eq!(history("a/a"), "/history/a/a");
    }

    #[test]
    fn names_that_are_steps_are_parameters() {
        assert_eq!(release(".."), "/release?name=..");
        assert_eq!(release(""), "/release");
        assert_eq!(topic("a/../b#c"), "/topic?id=a%2F..%2Fb%23c");
        assert_eq!(history("/x"), "/history?about=%2Fx");
        assert_eq!(release("..x"), "/release/..x");
    }

    #[test]
    fn what_is_no_text_is_no_name() {
        for path in [
            "/topic/%ff",
            "/topic/%4",
            "/topic/%",
            "/topic/%zz",
            "/other",
        ] {
            assert_eq!(name_in(path, "/topic"), None, "{path}");
        }
        assert_eq!(name_in("/topic/", "/topic").as_deref(), Some(""));
    }

    #[test]
    fn filters_are_toggled() {
        let asked = Asked::at("/").and("q", ["a b&c"]).and("tag", ["ha", "x"]);
        assert_eq!(asked.address(), "/?q=a+b%26c&tag=ha&tag=x");
        assert_eq!(asked.toggled("tag", "HA").address(), "/?q=a+b%26c&tag=x");
        let more = asked.toggled("release", "Newton");
        assert_eq!(more.address(), "/?q=a+b%26c&tag=ha&tag=x&release=Newton");
        assert_eq!(more.toggled("release", "Newton"), asked);
        assert_eq!(
            asked.without(&["tag"]).set("page", "2").address(),
            "/?q=a+b%26c&page=2"
        );
        assert_eq!(asked.set("q", "").without(&["tag"]).address(), "/");
        assert_eq!(asked.pairs_but(&["tag"]), [("q", "a b&c".to_owned())]);
    }
}
