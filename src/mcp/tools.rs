//! The tools, in one table: the protocol's list of them and the calls are both made from it.

use super::answers;
use super::arguments::{self, Actions, Decisions, Get, History, Listed, Search, shortened};
use super::bound::{MOST, Room};
use super::problem::Problem;
use super::reply::{self, Answer, Found, Refused};
use crate::kb::Live;
use crate::render::wire;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Something that can be asked.
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    /// The schema of what it is asked with.
    pub(super) input: fn() -> Map<String, Value>,
    /// The schema of what it answers.
    pub(super) output: fn() -> Map<String, Value>,
    call: fn(&Live, Map<String, Value>) -> Result<Answer, Refused>,
}

/// A tool whose arguments and answer are of these types.
macro_rules! tool {
    ($name:ident($input:ty) -> $output:ty, $title:literal, $description:literal) => {
        Tool {
            name: stringify!($name),
            title: $title,
            description: $description,
            input: arguments::schema::<$input>,
            output: reply::schema::<$output>,
            call: |live, arguments| called(live, arguments, answers::$name),
        }
    };
}

/// All tools, those most asked first.
pub(super) const TOOLS: &[Tool] = &[
    tool!(
        search(Search) -> wire::Search<'static>,
        "Search",
        "Search all topics of the notes for words, phrases and fields. Gives hits with a snippet, what was laid down in them, an id for `get`, and their source."
    ),
    tool!(
        get(Get) -> wire::Show<'static>,
        "One topic",
        "One topic, whole, as Markdown with its priorities, decisions, actions and questions, by the id that another tool gave."
    ),
    tool!(
        priorities(Listed) -> wire::Priorities<'static>,
        "Priorities",
        "The priorities of each release in their order: which are new, which carried over and from where, which were dropped."
    ),
    tool!(
        history(History) -> wire::History<'static>,
        "History",
        "How something got to where it is: what each recap says of a tag or of words, oldest first, with decisions and priorities."
    ),
    tool!(
        decisions(Decisions) -> wire::Decisions<'static>,
        "Decisions",
        "What was decided, by date, each with its outcome, and where the notes say that nothing was."
    ),
    tool!(
        actions(Actions) -> wire::Actions<'static>,
        "Actions",
        "What somebody is to do, by date, each with its owners and whether it is done."
    ),
    tool!(
        topics(Listed) -> wire::Topics<'static>,
        "Topics",
        "The topics by note and line, without their texts."
    ),
    tool!(
        releases(Listed) -> wire::Releases<'static>,
        "Releases",
        "The releases that recaps are about, in order, with other names of each and counts."
    ),
];

/// The tool of this name.
pub(super) fn tool(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

/// What the tool of this name answers.
///
/// # Errors
/// Where there is none, or it takes no such arguments.
pub fn answer(live: &Live, name: &str, arguments: Map<String, Value>) -> Result<Answer, Refused> {
    let Some(tool) = tool(name) else {
        let known: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
        return Err(Refused::NoTool {
            name: shortened(name),
            known: known.join(", "),
        });
    };
    (tool.call)(live, arguments)
}

fn called<T: DeserializeOwned + JsonSchema>(
    live: &Live,
    arguments: Map<String, Value>,
    answer: fn(&Live, T) -> Result<Found, Problem>,
) -> Result<Answer, Refused> {
    let asked = arguments::read(arguments)?;
    Ok(match answer(live, asked) {
        Ok(found) => Answer::found(&found, Room(MOST)),
        Err(problem) => Answer::problem(&problem),
    })
}
