//! Whether two short texts, such as titles or priorities, are about one thing.
//!
//! They are where their own words give them one tag, or where they share at least half of the significant words of
//! the shorter one and a third of those of the longer one. What is noted behind a text, names of releases, and what comes from a
//! note as a whole, such as its project's name, do not count.

use super::annotated::bare;
use crate::model::{Catalogue, Item, Release, Tag, TagReason, Tagged, Topic};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

/// Words that titles of many things have.
const STOP: &str = "a about all also an and are as at be between by can do for from get how if in into is it its more next no not \
    of on or our other out should some than that the their then there this to up us use using via vs was we what \
    when where which who why will with without agenda discuss discussion general improve improved improvement \
    issue item meeting misc new note overview project proposal recap release review session status summary summit \
    support supporting team topic update updated work completion complete completing finish finishing better adding \
    enable enabling make making continue continued continuing implement implementation initial effort further see above carried carry";

/// What a text is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// Tags that its own words give it.
    tags: BTreeSet<Tag>,
    /// Its significant words: how they are compared, and how they are written.
    words: BTreeMap<String, String>,
}

/// Texts of both sides by their places, with the reason for each pair, and what has no other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pairs {
    /// Places on the first and on the second side, in the order of the first, with the reason.
    pub(super) both: Vec<(usize, usize, String)>,
    /// Places that only one side has, in order.
    pub(super) only: [Vec<usize>; 2],
}

impl Words {
    /// Those of a topic's title.
    pub(super) fn of_topic(topic: &Topic, catalogue: &Catalogue) -> Self {
        let common = common(topic.project.as_deref(), &topic.releases, catalogue);
        Self::new(&topic.title, &topic.tags, &common)
    }

    /// Those of an item: of its first line, since what follows are its details.
    pub(super) fn of_item(item: &Item, catalogue: &Catalogue) -> Self {
        let common = common(item.project.as_deref(), &item.releases, catalogue);
        let first = item.text.lines().next().unwrap_or_default();
        Self::new(first, &item.tags, &common)
    }

    /// Those of any text with its tags, without the words in `common`, which are in lower case.
    pub(super) fn new(text: &str, tags: &[Tagged], common: &BTreeSet<String>) -> Self {
        // A tag for the project says no more than its name, whatever the tag is called.
        let own = |t: &&Tagged| matches!(&t.reason, TagReason::Title(word) if !common.contains(&word.to_lowercase()));
        let tags = tags.iter().filter(own).map(|t| t.tag.clone());
        let mut words = BTreeMap::new();
        for word in bare(text).split(|c: char| !c.is_alphanumeric()) {
            let lower = word.to_lowercase();
            let form = singular(&lower);
            // A version, such as the `v2` of many things, tells none of them.
            let number = form.strip_prefix('v').unwrap_or(&form);
            let slight = number.chars().all(|c| c.is_ascii_digit()) || form.chars().count() < 2;
            let known =
                |word: &str| STOP.split(' ').any(|stop| stop == word) || common.contains(word);
            if !slight && !known(&lower) && !known(&form) {
                words.entry(form).or_insert(lower);
            }
        }
        let tags = tags.filter(|tag| !common.contains(tag.as_str()));
        Self {
            tags: tags.collect(),
            words,
        }
    }
}

/// Texts to be compared with, by what they have.
pub(super) struct Texts<'w> {
    all: &'w [Words],
    by_word: HashMap<&'w str, Vec<usize>>,
    by_tag: HashMap<&'w Tag, Vec<usize>>,
}

impl<'w> Texts<'w> {
    pub(super) fn new(all: &'w [Words]) -> Self {
        let mut out = Self {
            all,
            by_word: HashMap::new(),
            by_tag: HashMap::new(),
        };
        for (at, one) in all.iter().enumerate() {
            for word in one.words.keys() {
                out.by_word.entry(word).or_default().push(at);
            }
            for tag in &one.tags {
                out.by_tag.entry(tag).or_default().push(at);
            }
        }
        out
    }

    /// Those that are about one thing with `one`, by place, with how alike they are: the more, the more alike.
    pub(super) fn like(&self, one: &Words) -> Vec<(usize, usize)> {
        // Of each text that shares anything: how many words and how many tags.
        let mut shared = vec![(0, 0); self.all.len()];
        for word in one.words.keys() {
            let places = self.by_word.get(word.as_str()).into_iter().flatten();
            places.for_each(|at| shared[*at].0 += 1);
        }
        for tag in &one.tags {
            let places = self.by_tag.get(tag).into_iter().flatten();
            places.for_each(|at| shared[*at].1 += 1);
        }
        let pairs = shared.into_iter().zip(self.all).enumerate();
        let like = pairs
            .filter_map(|(at, ((words, tags), other))| Some((at, score(one, other, words, tags)?)));
        like.collect()
    }

    /// Why `one` and the text at this place are about one thing: ``tag `replication` ``, or ``words `volume`, `manager` ``.
    pub(super) fn reason(&self, one: &Words, at: usize) -> String {
        let other = &self.all[at];
        let tags: Vec<&str> = one
            .tags
            .intersection(&other.tags)
            .map(Tag::as_str)
            .collect();
        if !tags.is_empty() {
            return named("tag", &tags);
        }
        let both = one
            .words
            .iter()
            .filter(|(form, _)| other.words.contains_key(*form));
        let words: Vec<&str> = both.map(|(_, word)| word.as_str()).collect();
        named("word", &words)
    }
}

/// How alike two texts are that share so many words and tags, `None` where they are not about one thing.
fn score(one: &Words, other: &Words, words: usize, tags: usize) -> Option<usize> {
    let shorter = one.words.len().min(other.words.len());
    let longer = one.words.len().max(other.words.len());
    let by_words = words > 0 && words * 2 >= shorter && words * 3 >= longer;
    if tags == 0 && !by_words {
        return None;
    }
    let all_words = one.words.len() + other.words.len() - words;
    let all_tags = one.tags.len() + other.tags.len() - tags;
    Some(thousandths(words, all_words) + thousandths(tags, all_tags))
}

/// The best pairs, one to one: the most alike first, then those that come first. Of each text only the best that is still
/// free is held: all pairs of two long lists would be too many.
pub(super) fn pairs(a: &[Words], b: &[Words]) -> Pairs {
    let texts = Texts::new(b);
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let best = |at: usize, used: &[bool]| {
        let like = texts.like(&a[at]).into_iter();
        let free = like.filter(|(to, _)| !used[*to]);
        free.map(|(to, score)| (score, Reverse(at), Reverse(to)))
            .max()
    };
    let mut next: BinaryHeap<_> = (0..a.len()).filter_map(|at| best(at, &used_b)).collect();
    let mut both = Vec::new();
    while let Some((_, Reverse(at), Reverse(to))) = next.pop() {
        match used_b[to] {
            true => next.extend(best(at, &used_b)),
            false => {
                (used_a[at], used_b[to]) = (true, true);
                both.push((at, to, texts.reason(&a[at], to)));
            }
        }
    }
    both.sort_by_key(|(at, ..)| *at);
    let unused = |used: &[bool]| (0..used.len()).filter(|at| !used[*at]).collect();
    Pairs {
        both,
        only: [unused(&used_a), unused(&used_b)],
    }
}

/// The words of a project's and releases' names, and the names of a single word that releases have.
fn common(project: Option<&str>, releases: &[Release], catalogue: &Catalogue) -> BTreeSet<String> {
    let names = project
        .into_iter()
        .chain(releases.iter().map(Release::as_str));
    let lower: Vec<String> = names.map(str::to_lowercase).collect();
    let words = lower
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    words
        .map(str::to_owned)
        .chain(lower.iter().cloned())
        .chain(
            catalogue
                .known()
                .iter()
                .flat_map(|known| known.names())
                .map(str::to_lowercase),
        )
        .collect()
}

/// A word without the `s` of a plural.
fn singular(word: &str) -> String {
    let stem = word
        .strip_suffix("ies")
        .filter(|stem| stem.chars().count() > 1);
    if let Some(stem) = stem {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
    .to_owned()
}

/// ``word `a` ``, ``words `a`, `b` ``.
fn named(thing: &str, names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let plural = if names.len() == 1 { "" } else { "s" };
    format!("{thing}{plural} {}", quoted.join(", "))
}

fn thousandths(count: usize, of: usize) -> usize {
    count * 1000 / of.max(1)
}

#[cfg(test)]
mod tests {
    use super::{Texts, Words, pairs};
    use crate::model::{Tag, TagReason, Tagged};
    use std::collections::BTreeSet;

    fn words(text: &str) -> Words {
        Words::new(text, &[], &BTreeSet::from(["cinder".to_owned()]))
    }

    fn alike(one: &Words, other: &Words) -> Option<String> {
        let others = std::slice::from_ref(other);
        let texts = Texts::new(others);
        let (at, _) = texts.like(one).pop()?;
        Some(texts.reason(one, at))
    }

    fn tagged(text: &str, tag: &str, reason: TagReason) -> Words {
        let tag = Tag::new(tag).unwrap();
        Words::new(text, &[Tagged { tag, reason }], &BTreeSet::new())
    }

    #[test]
    fn a_tag_for_the_project_tells_nothing() {
        let reason = || TagReason::Title("Ironic".to_owned());
        let words = |text: &str| {
            let tag = Tag::new("bare-metal").unwrap();
            Words::new(
                text,
                &[Tagged {
                    tag,
                    reason: reason(),
                }],
                &BTreeSet::from(["ironic".to_owned()]),
            )
        };
        assert_eq!(alike(&words("Ironic docs"), &words("Ironic on ARM")), None);
    }

    #[test]
    fn half_of_the_shorter_ones_words() {
        for (one, other, reason) in [
            (
                "Generic volume managers",
                "The volume manager",
                Some("words `managers`, `volume`"),
            ),
            (
                "Volume manager",
                "Volume groups and snapshots",
                Some("word `volume`"),
            ),
            (
                "Generic volume manager",
                "Volume groups and snapshots",
                None,
            ),
            ("Discussion of the session", "Session discussion", None),
            ("Cinder API", "Cinder UI", None),
            ("Phase 2", "Rocket 2", None),
            ("Cells V2", "Glance v2 Integration", None),
        ] {
            assert_eq!(
                alike(&words(one), &words(other)).as_deref(),
                reason,
                "{one} / {other}"
            );
        }
    }

    #[test]
    fn a_tag_of_their_own_words() {
        let title = || TagReason::Title("A/A".to_owned());
        let one = tagged("Active/Active", "ha", title());
        let reason = alike(&one, &tagged("A/A everywhere", "ha", title()));
        assert_eq!(reason.as_deref(), Some("tag `ha`"));
        for reason in [
            TagReason::FrontMatter,
            TagReason::Parent(Tag::new("x").unwrap()),
        ] {
            assert_eq!(alike(&one, &tagged("Other", "ha", reason)), None);
        }
    }

    #[test]
    fn the_best_pairs_come_first() {
        let all = |texts: &[&str]| texts.iter().map(|text| words(text)).collect::<Vec<_>>();
        let a = all(&["Volume types", "Volume groups", "Lunch"]);
        let found = pairs(&a, &all(&["Volume group", "Dinner", "Volume"]));
        let both: Vec<(usize, usize)> = found.both.iter().map(|(a, b, _)| (*a, *b)).collect();
        assert_eq!(both, [(0, 2), (1, 0)]);
        assert_eq!(found.only, [vec![2], vec![1]]);
    }
}
