//! Whether two priorities, or the titles of two topics, are about one thing.
//!
//! The rule: they share a tag that their own words gave, or at least half of the significant words of the shorter
//! and a third of those of the longer.

use crate::model::{TagReason, Tagged};
use std::collections::BTreeSet;

/// Words that say nothing of what a thing is about.
const COMMON: &str = "a an the and or of in on at to for from with by as is are be it its into onto via vs per \
    support supporting improve improved improvement improving better new more work working continue continued continuing \
    completion complete completing finish finishing add adding enable enabling make making update updates session \
    discussion status other further general use using implement implementation initial effort feature stuff next step";

/// What something is about: the tags of its own words, and its significant words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct About {
    tags: BTreeSet<String>,
    words: BTreeSet<String>,
}

/// How much two things have in common, and in which words that is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    /// Shared tags, then shared words in per mille of all words of both.
    pub(super) score: (usize, usize),
    /// ``tag `replication` ``, or ``words `cells`, `v2` ``.
    pub(super) reason: String,
}

impl About {
    /// What `text` with these tags is about. Only tags that the text itself gave count, not wider ones above them.
    pub(super) fn new(text: &str, tags: &[Tagged]) -> Self {
        let own = tags
            .iter()
            .filter(|t| matches!(t.reason, TagReason::Title(_)));
        Self {
            tags: own.map(|t| t.tag.to_string()).collect(),
            words: words(text),
        }
    }

    /// What the two have in common, `None` where that is too little.
    pub(super) fn shared(&self, other: &Self) -> Option<Shared> {
        let tags: Vec<&String> = self.tags.intersection(&other.tags).collect();
        let words: Vec<&String> = self.words.intersection(&other.words).collect();
        let (short, long) = match (self.words.len(), other.words.len()) {
            (a, b) if a <= b => (a, b),
            (a, b) => (b, a),
        };
        let worded = short > 0 && words.len() * 2 >= short && words.len() * 3 >= long;
        let reason = match (tags.as_slice(), worded) {
            ([], false) => return None,
            ([], true) => format!("{} {}", plural("word", words.len()), quoted(&words)),
            (tags, _) => format!("{} {}", plural("tag", tags.len()), quoted(tags)),
        };
        let all = self.words.union(&other.words).count().max(1);
        Some(Shared {
            score: (tags.len(), words.len() * 1000 / all),
            reason,
        })
    }
}

fn plural(thing: &str, count: usize) -> String {
    format!("{thing}{}", if count == 1 { "" } else { "s" })
}

fn quoted(words: &[&String]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    quoted.join(", ")
}

/// The significant words of a text, in lower case, without what stands in brackets and without a plural `s`.
fn words(text: &str) -> BTreeSet<String> {
    let bare = text.split(" (").next().unwrap_or(text).to_lowercase();
    bare.split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map(|w| w.trim_matches('.'))
        .filter(|w| !w.is_empty() && !COMMON.split(' ').any(|common| common == *w))
        .map(|w| match w.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
            _ => w.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::About;

    #[test]
    fn tells_by_words() {
        let reason = |a: &str, b: &str| {
            let shared = About::new(a, &[]).shared(&About::new(b, &[]));
            shared.map(|s| s.reason)
        };
        assert_eq!(
            reason("Cells V2", "Cells v2 (multiple cells)").as_deref(),
            Some("words `cell`, `v2`")
        );
        assert_eq!(
            reason("Improved upgrade support", "Upgrades").as_deref(),
            Some("word `upgrade`")
        );
        assert_eq!(reason("Better support for x", "Better support for y"), None);
        assert_eq!(reason("Scheduler", "Get me a network"), None);
    }
}
