//! What an argument of a prompt, or a name in an address, may go on with: names that the notes have.

use super::address::{RECAP, TOPIC};
use super::problem::Problem;
use super::prompts::{RELEASE_BRIEF, TOPIC_HISTORY};
use crate::kb::{Filters, Live};
use crate::render::clean;

/// Most names that are given, by the protocol.
const MOST: usize = 100;
/// Longer names are not offered.
const LONGEST: usize = 300;

/// What is to be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Release,
    Project,
    Tag,
    Topic,
    Recap,
}

/// Names to choose from, and how many there are in all.
pub(super) struct Names {
    pub(super) names: Vec<String>,
    pub(super) total: usize,
}

impl Wanted {
    /// What this argument of this prompt is.
    pub(super) fn of_prompt(prompt: &str, argument: &str) -> Option<Self> {
        match (prompt, argument) {
            (RELEASE_BRIEF, "release") => Some(Self::Release),
            (RELEASE_BRIEF, "project") => Some(Self::Project),
            (TOPIC_HISTORY, "about") => Some(Self::Tag),
            _ => None,
        }
    }

    /// What an address of this template names.
    pub(super) fn of_template(template: &str) -> Option<Self> {
        match template {
            _ if template.starts_with(TOPIC) => Some(Self::Topic),
            _ if template.starts_with(RECAP) => Some(Self::Recap),
            _ => None,
        }
    }
}

/// The names of this sort that begin so, whatever their case; those that have it further on come after them.
pub(super) fn names(live: &Live, wanted: Wanted, begun: &str) -> Result<Names, Problem> {
    let all = all(live, wanted)?;
    let begun = begun.to_lowercase();
    let harmless = |name: &String| name.len() <= LONGEST && clean::line(name) == *name;
    let found = all.into_iter().filter(harmless).filter_map(|name| {
        let at = name.to_lowercase().find(&begun)?;
        Some((at > 0, name))
    });
    let mut found: Vec<(bool, String)> = found.collect();
    // The order of the list stays within both.
    found.sort_by_key(|(further, _)| *further);
    let total = found.len();
    let names = found.into_iter().take(MOST).map(|(_, name)| name);
    Ok(Names {
        names: names.collect(),
        total,
    })
}

fn all(live: &Live, wanted: Wanted) -> Result<Vec<String>, Problem> {
    let none = Filters::default();
    Ok(match wanted {
        Wanted::Release => {
            let releases = live.ask(|kb| kb.releases(&none))?.value.into_iter();
            releases.map(|r| r.release.as_str().to_owned()).collect()
        }
        Wanted::Project => {
            let stats = live.ask(|kb| kb.stats(&none))?.value;
            stats.projects.into_iter().map(|p| p.name).collect()
        }
        Wanted::Tag => {
            let tags = live.ask(|kb| kb.tags(&none))?.value.into_iter();
            tags.map(|t| t.tag.as_str().to_owned()).collect()
        }
        Wanted::Topic => {
            let topics = live.ask(|kb| kb.topics(&none))?.value.into_iter();
            topics.map(|topic| topic.id).collect()
        }
        Wanted::Recap => {
            let recaps = live.ask(|kb| kb.recaps(&none))?.value.into_iter();
            recaps.map(|recap| recap.recap.key()).collect()
        }
    })
}
