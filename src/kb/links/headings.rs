//! The places within one note that a link may name.

use super::leads::{Broken, Leads};
use crate::kb::resolve::nearest;
use crate::model::Topic;
use crate::recap::slug;

/// The topics of a note with the names of the places in them.
pub(super) struct Headings(Vec<Topic>);

impl Headings {
    /// Of the topics of one note, by line.
    pub(super) fn of(topics: Vec<Topic>) -> Self {
        Self(topics)
    }

    /// Where a link to the note at `path` leads that names this place in it, or none.
    pub(super) fn leads(&self, path: &str, anchor: Option<&str>) -> Leads {
        let Some(first) = self.0.first() else {
            return Leads::File(path.to_owned());
        };
        let found = match anchor {
            None => Some(first),
            Some(anchor) => self.named(anchor),
        };
        match (found, anchor) {
            (Some(topic), _) => Leads::Topic {
                id: topic.id.clone(),
                title: topic.title.clone(),
                path: topic.path.clone(),
            },
            (None, anchor) => {
                let anchor = anchor.unwrap_or_default();
                let names = self.0.iter().flat_map(names);
                Leads::Nowhere(Broken::NoHeading {
                    path: path.to_owned(),
                    anchor: anchor.to_owned(),
                    nearest: nearest(&slug(anchor), names).map(str::to_owned),
                })
            }
        }
    }

    /// The topic with a place of this name: as it is, by its line, or by its letters and digits alone, since other programs
    /// make other names of headings.
    fn named(&self, anchor: &str) -> Option<&Topic> {
        let exact = self.0.iter().find(|t| names(t).any(|name| name == anchor));
        exact
            .or_else(|| self.at_line(anchor))
            .or_else(|| self.outer(anchor))
            .or_else(|| {
                let letters = letters(anchor);
                let like = |topic: &&Topic| names(topic).any(|name| self::letters(name) == letters);
                self.0.iter().find(like).filter(|_| !letters.is_empty())
            })
    }

    /// The topic that holds the line of `L12` or `L12-L15`.
    fn at_line(&self, anchor: &str) -> Option<&Topic> {
        let number = anchor.strip_prefix('L')?.split('-').next()?;
        let line: u32 = number.parse().ok()?;
        let holds = |topic: &&Topic| topic.own.lines.start <= line;
        self.0.iter().rev().find(holds).or(self.0.first())
    }

    /// The first topic for what every page has: `#top`, and what no heading is called: a text to be marked, `#heading=h.1x2` of
    /// exported documents.
    fn outer(&self, anchor: &str) -> Option<&Topic> {
        let is_outer = anchor.eq_ignore_ascii_case("top") || anchor.contains('=');
        self.0.first().filter(|_| is_outer)
    }
}

/// The names of the places of a topic.
fn names(topic: &Topic) -> impl Iterator<Item = &str> {
    let own = topic.id.rsplit_once('#').map(|(_, anchor)| anchor);
    own.into_iter()
        .chain(topic.anchors.iter().map(String::as_str))
}

/// The letters and digits of a name, in lower case.
fn letters(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
