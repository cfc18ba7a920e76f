//! Summaries by release: the document of `kb export`, and what templates are given.

use super::items::{ActionRow, DecisionRow, PriorityRow, QuestionRow, Sentence};
use super::{SCHEMA, Source, source, tags};
use crate::kb::reports;
use crate::model::Recap;
use crate::render::escape::link;
use schemars::JsonSchema;
use serde::Serialize;

/// `kb export --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Export<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What was asked for, in words; empty for everything.
    pub scope: &'a str,
    /// The releases in their order.
    pub releases: Vec<ExportRelease<'a>>,
}

impl<'a> From<&'a reports::Export> for Export<'a> {
    fn from(export: &'a reports::Export) -> Self {
        let base = export.link_base.as_deref();
        Self {
            schema: SCHEMA,
            scope: &export.scope,
            releases: export
                .releases
                .iter()
                .map(|release| ExportRelease::new(release, base))
                .collect(),
        }
    }
}

/// What one release's recaps come to; `release` is `null` for recaps that name none.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportRelease<'a> {
    release: Option<&'a str>,
    recaps: Vec<ExportRecap<'a>>,
    priorities: Vec<PriorityRow<'a>>,
    topics: Vec<ExportTopic<'a>>,
}

impl<'a> ExportRelease<'a> {
    fn new(release: &'a reports::ExportRelease, base: Option<&str>) -> Self {
        let topics = release.topics.iter();
        Self {
            release: release.release.as_ref().map(|r| r.as_str()),
            recaps: release.recaps.iter().map(ExportRecap::from).collect(),
            priorities: release.priorities.iter().map(PriorityRow::from).collect(),
            topics: topics.map(|topic| ExportTopic::new(topic, base)).collect(),
        }
    }
}

/// A recap.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportRecap<'a> {
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    event: Option<&'a str>,
}

impl<'a> From<&'a Recap> for ExportRecap<'a> {
    fn from(recap: &'a Recap) -> Self {
        Self {
            path: &recap.path,
            title: &recap.title.value,
            date: recap.date.as_ref().map(|d| d.value.to_string()),
            event: recap.event.as_ref().map(|e| e.value.as_str()),
        }
    }
}

/// A topic with what it comes to. `release` is the first release that it is about, `markdown` is `null` unless the
/// whole text was asked for, `link` is `null` unless a place for links was given.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportTopic<'a> {
    id: &'a str,
    title: &'a str,
    breadcrumb: &'a [String],
    project: Option<&'a str>,
    release: Option<&'a str>,
    event: Option<&'a str>,
    date: Option<String>,
    tags: Vec<&'a str>,
    summary: Vec<Sentence<'a>>,
    decisions: Vec<DecisionRow<'a>>,
    actions: Vec<ActionRow<'a>>,
    questions: Vec<QuestionRow<'a>>,
    markdown: Option<&'a str>,
    source: Source<'a>,
    link: Option<String>,
}

impl<'a> ExportTopic<'a> {
    /// The row of a topic; `base` is what links to sources begin with.
    #[must_use]
    pub fn new(summary: &'a reports::Summary, base: Option<&str>) -> Self {
        let topic = &summary.topic;
        Self {
            id: &topic.id,
            title: &topic.title,
            breadcrumb: &topic.breadcrumb,
            project: topic.project.as_deref(),
            release: topic.releases.first().map(|r| r.as_str()),
            event: topic.event.as_deref(),
            date: topic.date.map(|d| d.to_string()),
            tags: tags(&topic.tags),
            summary: summary.lead.iter().map(Sentence::from).collect(),
            decisions: summary.decisions.iter().map(DecisionRow::from).collect(),
            actions: summary.actions.iter().map(ActionRow::from).collect(),
            questions: summary.questions.iter().map(QuestionRow::from).collect(),
            markdown: summary.markdown.as_deref(),
            source: source(topic),
            link: link(base, &topic.path, topic.lines()),
        }
    }
}
