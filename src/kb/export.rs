//! Summaries by release, for people who were not there.

use super::answers::Answered;
use super::priorities::matrix;
use super::reports::{Export, ExportRelease, Said, Summary};
use super::{Error, Filters, Kb};
use crate::model::{Item, ItemKind, Recap, Release, Topic};
use crate::recap::{Statement, said};
use crate::store::Written;
use std::collections::{BTreeSet, HashMap};

/// What to summarise.
#[derive(Debug, Clone, Default)]
pub struct ExportRequest {
    /// What to take.
    pub filters: Filters,
    /// Whether to bring the whole text of each topic along.
    pub full: bool,
    /// What links to sources begin with.
    pub link_base: Option<String>,
}

/// Most sentences that stand for a topic without a decision.
const LEAD: usize = 2;

impl Kb {
    /// The topics within the filters by release, each with what it came to.
    ///
    /// A topic's summary is its decisions, else its first sentences; a topic about two releases stands under the
    /// first of them. Topics of nothing but a heading are left out.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn export(&self, request: &ExportRequest) -> Result<Answered<Export>, Error> {
        let filters = &request.filters;
        let (query, unknown) = self.filter(filters)?;
        let priorities = self.priorities(filters)?.value;
        let mut items: HashMap<String, Vec<Item>> = HashMap::new();
        for item in self.store.items(None)? {
            items.entry(item.topic.clone()).or_default().push(item);
        }
        let mut by_release: HashMap<Option<Release>, Vec<Summary>> = HashMap::new();
        let mut paths: BTreeSet<String> = BTreeSet::new();
        for (topic, written) in self.store.topics_with_markdown(query.as_ref())? {
            paths.insert(topic.recap_key());
            let own = items.remove(&topic.id).unwrap_or_default();
            let release = topic.releases.first().cloned();
            let summary = summary(topic, &written, own, request.full);
            by_release.entry(release).or_default().extend(summary);
        }
        let mut recaps: HashMap<Option<Release>, Vec<Recap>> = HashMap::new();
        for stored in self.store.recaps(None)? {
            if paths.contains(&stored.recap.key()) {
                let release = stored.recap.releases.first().map(|r| r.value.clone());
                recaps.entry(release).or_default().push(stored.recap);
            }
        }
        let order = self.release_order()?;
        let listed = priorities.releases.iter().flatten();
        let named: BTreeSet<&Release> = by_release
            .keys()
            .chain(recaps.keys())
            .flatten()
            .chain(listed)
            .collect();
        let names: Vec<Option<Release>> = order
            .iter()
            .filter(|release| named.contains(release))
            .cloned()
            .map(Some)
            .chain([None])
            .collect();
        let mut releases = Vec::new();
        for release in names {
            let rows = priorities
                .of(&release)
                .chain(priorities.dropped_in(&release));
            let mut one = ExportRelease {
                priorities: rows.cloned().collect(),
                recaps: recaps.remove(&release).unwrap_or_default(),
                topics: by_release.remove(&release).unwrap_or_default(),
                release,
            };
            one.recaps
                .sort_by(|a, b| date(a).cmp(&date(b)).then_with(|| a.path.cmp(&b.path)));
            one.topics.sort_by_cached_key(place);
            let empty = one.priorities.is_empty() && one.topics.is_empty() && one.recaps.is_empty();
            releases.extend((!empty).then_some(one));
        }
        let export = Export {
            scope: filters.in_words(),
            releases,
            matrix: matrix(&priorities),
            heat: self.stats(filters)?.value.heat,
            link_base: request.link_base.clone(),
        };
        Ok(self.answered(export, unknown))
    }
}

fn date(recap: &Recap) -> (bool, Option<crate::model::PartialDate>) {
    let date = recap.date.as_ref().map(|d| d.value);
    (date.is_none(), date)
}

fn place(summary: &Summary) -> (bool, Option<crate::model::PartialDate>, String, u32) {
    let topic = &summary.topic;
    (
        topic.date.is_none(),
        topic.date,
        topic.path.clone(),
        topic.lines().start,
    )
}

/// What a topic comes to, `None` where it is only a heading.
fn summary(topic: Topic, written: &Written, items: Vec<Item>, full: bool) -> Option<Summary> {
    let of = |kinds: &[ItemKind]| -> Vec<Item> {
        items
            .iter()
            .filter(|item| kinds.contains(&item.kind()))
            .cloned()
            .collect()
    };
    let decisions = of(&[ItemKind::Decision]);
    let lead = if decisions.is_empty() {
        lead(written)
    } else {
        Vec::new()
    };
    let actions = of(&[ItemKind::Action]);
    let questions = of(&[ItemKind::Question, ItemKind::Undecided]);
    let bare =
        lead.is_empty() && decisions.is_empty() && actions.is_empty() && questions.is_empty();
    // Code or a table alone is text too, though no sentence of it can stand for the rest.
    let text = written
        .markdown
        .lines()
        .skip(1)
        .any(|line| line.contains(char::is_alphanumeric));
    (!bare || text || full).then(|| Summary {
        topic,
        lead,
        decisions,
        actions,
        questions,
        markdown: full.then(|| written.markdown.clone()),
    })
}

/// The first sentences of a topic: those that tell something, else those there are.
fn lead(written: &Written) -> Vec<Said> {
    let sentences = said(&written.markdown);
    let tells = |s: &&Statement| !s.text.ends_with(':') && s.text.split_whitespace().count() > 2;
    let mut told: Vec<&Statement> = sentences.iter().filter(tells).take(LEAD).collect();
    if told.is_empty() {
        told = sentences.iter().take(LEAD).collect();
    }
    let said = told.into_iter().map(|s| Said {
        text: s.text.clone(),
        line: written.numbers.at(s.line.saturating_sub(1)),
    });
    said.collect()
}

impl Filters {
    /// What was asked for, in words: `release Newton, project cinder`; empty where it was everything.
    #[must_use]
    pub fn in_words(&self) -> String {
        let lists = [
            ("release", &self.releases),
            ("project", &self.projects),
            ("tag", &self.tags),
            ("event", &self.events),
            ("path", &self.paths),
        ];
        let named = lists.into_iter().filter(|(_, values)| !values.is_empty());
        let mut out: Vec<String> = named
            .map(|(name, values)| format!("{name} {}", values.join(" or ")))
            .collect();
        out.extend(self.since.map(|date| format!("since {date}")));
        out.extend(self.until.map(|date| format!("until {date}")));
        out.join(", ")
    }
}
