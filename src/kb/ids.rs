//! The record that is meant by an id, a part of one, or the place that answers give.

use super::answers::{Found, Shown};
use super::resolve::nearest;
use super::{Error, Kb};
use crate::model::{Span, Topic};
use crate::query::{Field, Node, Query, Text};
use std::path::Path;

impl Kb {
    /// The id that is meant by a whole one, by a place, by a part of one, or by a title. An anchor that only one topic has counts
    /// before other parts.
    pub(super) fn fitting(&self, part: &str) -> Result<Found<String>, Error> {
        // An id that begins as an option does is written behind `./`, as such a path is.
        let bare = match part.trim_start_matches("./") {
            "" => part,
            bare => bare,
        };
        for id in [part, bare] {
            if self.store.topic(id)?.is_some() || self.store.item(id)?.is_some() {
                return Ok(Found::One(Box::new(id.to_owned())));
            }
        }
        if let Some(found) = self.at_place(part)? {
            return Ok(found);
        }
        let part = bare;
        let ids = self.store.ids_containing(part)?;
        let mut anchored = ids
            .iter()
            .filter(|(id, _)| id.rsplit('#').next() == Some(part));
        if let (Some((id, _)), None) = (anchored.next(), anchored.next()) {
            return Ok(Found::One(Box::new(id.clone())));
        }
        if let [(id, _)] = ids.as_slice() {
            return Ok(Found::One(Box::new(id.clone())));
        }
        let titled = self.titled(part)?;
        Ok(match (titled.as_slice(), ids.as_slice()) {
            ([(id, _)], _) => Found::One(Box::new(id.clone())),
            ([], []) => Found::None(self.nearest_id(part)?),
            (_, []) => Found::Several(titled),
            _ => Found::Several(ids),
        })
    }

    /// The ids and titles of the topics that have this title, case and signs aside.
    fn titled(&self, title: &str) -> Result<Vec<(String, String)>, Error> {
        let folded = folded(title);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let text = Text {
            text: folded.clone(),
            span: Span::default(),
        };
        let root = Node::Field(Field::Title, text);
        let named = |topic: Topic| (topic.id, topic.title);
        let mut found = self.store.topics_as(Some(&Query { root }), named)?;
        found.retain(|(_, title)| self::folded(title) == folded);
        Ok(found)
    }

    /// All topics of the note at this path, or of the recap of this key, whole and in order; none where it names no note.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn note(&self, path: &str) -> Result<Vec<Shown>, Error> {
        let mut topics = self.topics_named(path)?;
        if topics.is_empty() {
            topics = self.recap(path)?.value.map_or(topics, |whole| whole.topics);
        }
        let shown = topics.iter().map(|topic| self.shown(&topic.id));
        Ok(shown
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect())
    }

    /// Where a place such as `notes/a.md:999` names a line behind the last topic of a note: the note, and that topic's last line.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn beyond(&self, place: &str) -> Result<Option<(String, u32)>, Error> {
        let Some((path, line)) = with_line(place) else {
            return Ok(None);
        };
        let topics = self.topics_named(path)?;
        let last = topics.iter().max_by_key(|topic| topic.lines().end);
        let last = last.map(|topic| (topic.path.clone(), topic.lines().end));
        Ok(last.filter(|(_, end)| line > *end))
    }

    /// What stands at a place such as `notes/a.md:12`, or in a note without a line: `None` where it names no note.
    fn at_place(&self, place: &str) -> Result<Option<Found<String>>, Error> {
        let topics = self.topics_named(place)?;
        if !topics.is_empty() {
            return Ok(Some(one_or_several(&topics)));
        }
        let Some((path, line)) = with_line(place) else {
            return Ok(None);
        };
        let topics = self.topics_named(path)?;
        let reach = topics.iter().map(|topic| topic.lines().end).max();
        if reach.is_none_or(|end| line > end) {
            return Ok(None);
        }
        // Lines before the first topic, such as front matter, are the first one's.
        let before = topics.iter().rfind(|topic| topic.lines().start <= line);
        let Some(topic) = before.or(topics.first()) else {
            return Ok(None);
        };
        let items = self.store.items_of(&topic.id)?.into_iter();
        let mut items = items.filter(|item| item.lines().start == line);
        let id = items.next().map_or(topic.id.clone(), |item| item.id);
        Ok(Some(Found::One(Box::new(id))))
    }

    /// The topics of the note at a path from the root, by line; or of the only note whose path ends so, as where it is written
    /// from another folder.
    fn topics_named(&self, path: &str) -> Result<Vec<Topic>, Error> {
        let below = Path::new(path).strip_prefix(&self.root.dir).ok();
        let path = below.and_then(Path::to_str).unwrap_or(path);
        let path = path.trim_start_matches("./");
        let topics = self.store.topics_of_note(path)?;
        let Some(stem) = Path::new(path).extension().and_then(|extension| {
            let stem = path.strip_suffix(extension.to_str()?)?.strip_suffix('.')?;
            (topics.is_empty() && !path.contains('#')).then_some(stem)
        }) else {
            return Ok(topics);
        };
        let mut paths: Vec<String> = Vec::new();
        for (id, _) in self.store.ids_containing(stem)? {
            let base = id.split('#').next().unwrap_or(&id);
            let ends = base
                .strip_suffix(stem)
                .is_some_and(|rest| rest.ends_with('/'));
            let topic = if ends { self.store.topic(&id)? } else { None };
            let path_of = topic.map(|(topic, _)| topic.path);
            paths.extend(path_of.filter(|found| found.ends_with(path)));
        }
        paths.sort_unstable();
        paths.dedup();
        match paths.as_slice() {
            [one] => Ok(self.store.topics_of_note(one)?),
            _ => Ok(Vec::new()),
        }
    }

    /// The id that is most like this one: of the same note, where one has its path.
    fn nearest_id(&self, part: &str) -> Result<Option<String>, Error> {
        let ids = self.store.topic_ids()?;
        let anchor = |id: &str| id.rsplit('#').next().unwrap_or(id).to_owned();
        let wanted = anchor(part);
        let base = part.split_once('#').map(|(base, _)| base);
        let in_note = |id: &&str| base.is_some() && id.split_once('#').map(|(b, _)| b) == base;
        let all = || ids.iter().map(|(id, _)| id.as_str());
        let mut own = all().filter(in_note).peekable();
        let near = |ids: &mut dyn Iterator<Item = &str>| {
            let ids: Vec<&str> = ids.collect();
            let anchors: Vec<String> = ids.iter().map(|id| anchor(id)).collect();
            let found = nearest(&wanted, anchors.iter().map(String::as_str))?;
            let at = anchors.iter().position(|anchor| anchor == found)?;
            ids.get(at).map(|id| (*id).to_owned())
        };
        Ok(match own.peek().copied() {
            Some(first) => near(&mut own).or_else(|| Some(first.to_owned())),
            None => near(&mut all()),
        })
    }
}

/// The path and line of a place; what follows a line, such as a column or the end of a range, does not count.
fn with_line(place: &str) -> Option<(&str, u32)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (path, line) = place.rsplit_once(':')?;
    let line = line.split_once('-').map_or(line, |(line, _)| line);
    // A column stands behind the line.
    let (path, line) = match path.rsplit_once(':') {
        Some((path, before)) if digits(before) && digits(line) => (path, before),
        _ => (path, line),
    };
    digits(line).then(|| Some((path, line.parse().ok()?)))?
}

/// A title as its words.
fn folded(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn one_or_several(topics: &[Topic]) -> Found<String> {
    match topics {
        [one] => Found::One(Box::new(one.id.clone())),
        _ => {
            let ids = topics
                .iter()
                .map(|topic| (topic.id.clone(), topic.title.clone()));
            Found::Several(ids.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_line;

    #[test]
    fn a_place_has_a_path_and_a_line() {
        for (place, expected) in [
            ("notes/a.md:12", Some(("notes/a.md", 12))),
            ("notes/a.md:12-30", Some(("notes/a.md", 12))),
            ("notes/a.md:12:4", Some(("notes/a.md", 12))),
            ("notes/a:b.md:12", Some(("notes/a:b.md", 12))),
            ("notes/a.md", None),
            ("notes/a.md:", None),
            ("notes/a.md:x", None),
            ("notes/a.md:99999999999", None),
        ] {
            assert_eq!(with_line(place), expected, "{place}");
        }
    }
}
