//! How something got to where it is: what each recap said about it, oldest first.
//!
//! The rule: of a topic that has the tag asked for by its title or text, or that holds the words asked for, up to two
//! sentences that mention the thing, decisions and plans before other talk; where the topic's title is about the thing,
//! its decisions and what it settled count without a mention. A topic that has none of these is left out.

use super::answers::Answered;
use super::reports::{History, HistoryEntry, Said};
use super::{Error, Filters, Kb, SearchRequest};
use crate::model::{Item, ItemKind, Tag, TagReason, Topic};
use crate::query::{self, Field, Node, Query, Text};
use crate::recap::{Statement, said};
use crate::store::{Matcher, Written};

/// Most sentences of an entry.
const SENTENCES: usize = 2;
/// Longer sentences count for less, in words.
const LONG: usize = 45;

/// What was asked for.
struct Asked {
    /// The tag, where it is one.
    tag: Option<Tag>,
    /// Chooses the topics.
    query: Query,
    /// Finds mentions.
    matcher: Matcher,
    understood: String,
}

impl Kb {
    /// The history of a tag, its name or alias, or of words.
    ///
    /// # Errors
    /// Where the words cannot be understood or the index not be read.
    pub fn history(&self, asked: &str, filters: &Filters) -> Result<Answered<History>, Error> {
        let what = self.asked(asked)?;
        let filtered = filters.around(what.query.clone());
        let (query, unknown) = self.names().resolve(filtered)?;
        let order = self.release_order()?;
        let mut entries = Vec::new();
        for (topic, written) in self.store.topics_with_markdown(Some(&query))? {
            let items = self.store.items_of(&topic.id)?;
            entries.extend(entry(&what, topic, &written, items));
        }
        entries.sort_by(|a, b| {
            let key = |e: &HistoryEntry| {
                let place = e.release.as_ref().and_then(|r| order.position(r));
                (
                    e.date.is_none(),
                    e.date,
                    place,
                    e.topic.path.clone(),
                    e.topic.lines().start,
                )
            };
            key(a).cmp(&key(b))
        });
        let history = History {
            query: asked.to_owned(),
            understood: what.understood,
            entries,
        };
        Ok(self.answered(history, unknown))
    }

    fn asked(&self, asked: &str) -> Result<Asked, Error> {
        let words = |text: &str| Node::Phrase(leaf(text));
        let known = self
            .vocabulary
            .resolve(asked.trim())
            .cloned()
            .or_else(|| Tag::new(asked));
        let used = self.store.field_values(Field::Tag)?;
        let tag = known.filter(|tag| used.iter().any(|(name, _)| name == tag.as_str()));
        let Some(tag) = tag else {
            let request = SearchRequest {
                query: asked.to_owned(),
                ..SearchRequest::default()
            };
            let query = request.parse()?;
            return Ok(Asked {
                tag: None,
                matcher: Matcher::new(&query),
                understood: query::describe(&query),
                query,
            });
        };
        let entry = self.vocabulary.get(&tag);
        let names = entry.map(|e| e.aliases.iter().chain([&e.name]).cloned().collect());
        let mut names: Vec<String> = names.unwrap_or_default();
        names.push(tag.as_str().replace('-', " "));
        let mentions = Query {
            root: Node::Or(names.iter().map(|name| words(name)).collect()),
        };
        Ok(Asked {
            query: Query {
                root: Node::Field(Field::Tag, leaf(tag.as_str())),
            },
            matcher: Matcher::new(&mentions),
            understood: format!("tag `{tag}`"),
            tag: Some(tag),
        })
    }
}

fn leaf(text: &str) -> Text {
    Text {
        text: text.to_owned(),
        span: crate::model::Span::default(),
    }
}

impl Asked {
    fn mentioned_in(&self, text: &str) -> bool {
        !self.matcher.ranges(text).is_empty()
    }

    /// How many of the words asked for an item has: "the" alone makes it about little. A tag has all or nothing.
    fn named_in(&self, item: &Item) -> usize {
        match self.tag {
            Some(_) => 0,
            None => self.matcher.ranges(&item.text).len(),
        }
    }

    /// Whether a topic is one to tell of: not where only its author's tags or a narrower tag say so.
    fn takes(&self, topic: &Topic) -> bool {
        let Some(tag) = &self.tag else {
            return true;
        };
        let reason = topic.tags.iter().find(|t| t.tag == *tag).map(|t| &t.reason);
        matches!(
            reason,
            Some(TagReason::Title(_) | TagReason::Text(..) | TagReason::Parent(_))
        )
    }

    /// Whether an item is about it: by its words, or by the tag that they gave it.
    fn is_about(&self, item: &Item) -> bool {
        let tagged = |t: &crate::model::Tagged| {
            Some(&t.tag) == self.tag.as_ref() && matches!(t.reason, TagReason::Title(_))
        };
        self.mentioned_in(&item.text)
            || item.kind() == ItemKind::Priority && item.tags.iter().any(tagged)
    }
}

/// What a topic says about the thing, `None` where it says nothing of it.
fn entry(asked: &Asked, topic: Topic, written: &Written, items: Vec<Item>) -> Option<HistoryEntry> {
    let titled = asked.mentioned_in(&topic.title);
    let told = |kind: ItemKind| items.iter().filter(move |item| item.kind() == kind);
    let of = |item: &&Item| titled || asked.is_about(item);
    let decisions: Vec<Item> = told(ItemKind::Decision).filter(of).cloned().collect();
    let undecided = told(ItemKind::Undecided).filter(|_| titled);
    let about = told(ItemKind::Priority).filter(|item| asked.is_about(item));
    let priority = about.rev().max_by_key(|item| asked.named_in(item)).cloned();
    let mut summary: Vec<Said> = match &priority {
        Some(item) => vec![as_said(item)],
        None if asked.takes(&topic) => sentences(asked, written, titled, &items),
        None => Vec::new(),
    };
    if summary.is_empty() {
        summary = decisions
            .iter()
            .chain(undecided)
            .take(SENTENCES)
            .map(as_said)
            .collect();
    }
    (!summary.is_empty()).then(|| HistoryEntry {
        release: priority
            .as_ref()
            .and_then(|p| p.releases.first())
            .or(topic.releases.first())
            .cloned(),
        date: topic.date,
        topic,
        summary,
        decisions,
        priority,
    })
}

fn as_said(item: &Item) -> Said {
    Said {
        text: item.text.replace('\n', "; "),
        line: item.lines().start,
    }
}

/// The sentences that tell the most of it: first what settles it, then what else is said.
fn sentences(asked: &Asked, written: &Written, titled: bool, items: &[Item]) -> Vec<Said> {
    let all = said(&written.markdown);
    let settled = |text: &str| {
        let settles =
            |item: &&Item| matches!(item.kind(), ItemKind::Decision | ItemKind::Undecided);
        let mut found = items.iter().filter(settles);
        found.any(|item| item.text.contains(text) || text.contains(&item.text))
    };
    let mut scored: Vec<(i32, usize)> = Vec::new();
    for (index, statement) in all.iter().enumerate() {
        let settled = settled(&statement.text);
        scored.extend(score(asked, statement, titled, settled).map(|score| (-score, index)));
    }
    scored.sort_unstable();
    let said = scored.iter().take(SENTENCES).map(|(_, index)| &all[*index]);
    said.map(|statement| Said {
        text: statement.text.clone(),
        line: written.numbers.at(statement.line.saturating_sub(1)),
    })
    .collect()
}

/// How much a sentence tells of the thing, `None` where it is about something else.
fn score(asked: &Asked, statement: &Statement, titled: bool, settled: bool) -> Option<i32> {
    let text = &statement.text;
    let mentions = asked.mentioned_in(text);
    let lower = format!(" {} ", text.to_lowercase());
    let says = |words: &str| words.split('|').any(|word| lower.contains(word));
    let outcome = says(OUTCOME);
    let stands = says(STANDS);
    // In a topic about the thing, what it settles need not name it again.
    if !mentions && !(titled && (settled || outcome || stands)) || text.ends_with(':') {
        return None;
    }
    let words = text.split_whitespace().count();
    let mention = if titled { 2 } else { 4 };
    let mut score = mention * i32::from(mentions) + 6 * i32::from(settled) + 4 * i32::from(outcome);
    score += 2 * i32::from(stands) + i32::from(says(PLAN)) - 2 * i32::from(text.ends_with('?'));
    score -= 2 * i32::from(words > LONG) + 4 * i32::from(words < 4);
    // `This` and `it` lean on a sentence that is not shown.
    score -= i32::from(
        lower.trim_start().starts_with("this ") || lower.trim_start().starts_with("it is "),
    );
    Some(score)
}

/// Words of sentences that say what was settled.
const OUTCOME: &str = " agreed| decided|consensus| conclusion| approved| accepted| adopted| rejected| deferred| postponed| delayed|\
too soon|not yet|good enough| chosen| settled| no longer|dropped| withdrawn|comes first";
/// Words of sentences that say how something stands.
const STANDS: &str = " completed| landed| merged| implemented| supported| introduced| added| will be |workaround|still stands|\
 continues| ongoing|is left| remains|work has started|is being worked| released| ready| concern";
/// Words of sentences that say what is to be done.
const PLAN: &str =
    " will | plan| goal| should | want| needs | need to | next | first step| priority| propos";
