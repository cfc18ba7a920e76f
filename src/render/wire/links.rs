//! Links between notes.

use super::Index;
use crate::kb;
use crate::model::{LinkForm, Topic};
use schemars::JsonSchema;
use serde::Serialize;

/// `kb links --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Links<'a> {
    /// [`super::SCHEMA`].
    pub schema: u32,
    /// The topics that were asked for: one, or all of a note.
    pub topics: Vec<LinkedTopic<'a>>,
    /// How many links there are in all.
    pub total: usize,
    /// Those asked for: those of the topics, then those that lead to them.
    pub links: Vec<LinkRow<'a>>,
    /// The ids that the part fits, where it fits several.
    pub candidates: Vec<&'a str>,
    /// The state of the index.
    pub index: Index,
}

/// A topic that links or is linked to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinkedTopic<'a> {
    id: &'a str,
    title: &'a str,
    path: &'a str,
}

/// A link.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinkRow<'a> {
    way: &'static str,
    number: usize,
    text: &'a str,
    target: &'a str,
    form: &'static str,
    line: u32,
    topic: LinkedTopic<'a>,
    leads: LeadsRow<'a>,
}

/// Where a link leads.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeadsRow<'a> {
    kind: &'static str,
    id: Option<&'a str>,
    title: Option<&'a str>,
    path: Option<&'a str>,
    reason: Option<String>,
}

impl<'a> From<&'a Topic> for LinkedTopic<'a> {
    fn from(topic: &'a Topic) -> Self {
        Self {
            id: &topic.id,
            title: &topic.title,
            path: &topic.path,
        }
    }
}

impl<'a> From<&'a kb::LinkRow> for LinkRow<'a> {
    fn from(row: &'a kb::LinkRow) -> Self {
        Self {
            way: row.way.name(),
            number: row.number,
            text: &row.link.text,
            target: &row.link.target,
            form: form(row.link.form),
            line: row.link.line,
            topic: LinkedTopic::from(&*row.topic),
            leads: LeadsRow::from(&row.leads),
        }
    }
}

impl<'a> From<&'a kb::Leads> for LeadsRow<'a> {
    fn from(leads: &'a kb::Leads) -> Self {
        Self {
            kind: leads_kind(leads),
            id: leads.id(),
            title: leads.title(),
            path: leads.path(),
            reason: leads.broken().map(ToString::to_string),
        }
    }
}

/// What a link leads to, in a word.
#[must_use]
pub fn leads_kind(leads: &kb::Leads) -> &'static str {
    match leads {
        kb::Leads::Topic { .. } => "topic",
        kb::Leads::File(_) => "file",
        kb::Leads::Nowhere(_) => "nowhere",
    }
}

fn form(form: LinkForm) -> &'static str {
    match form {
        LinkForm::Path => "path",
        LinkForm::Wiki => "wiki",
        LinkForm::Post => "post",
    }
}
