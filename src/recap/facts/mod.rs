//! What holds for a whole recap, each fact from the first place that has it.
//!
//! The order of places is fixed: metadata, title, file name, rules of `kb.toml`, path, headings, labels. Body
//! text never votes: a recap of one release may name another six times.

mod date;
mod event;
mod project;
mod release;
#[cfg(test)]
mod tests;
mod title;

pub(super) use date::{section_date, year_of_heading, year_of_path};
pub(super) use project::{is_openstack, of_name as project_of_name};

use super::Input;
use super::dates::Habit;
use super::headings::Heading;
use super::metadata::Metadata;
use super::source::Source;
use crate::model::{Catalogue, Fact, FactSource, Recap, Release, Tag};

/// All that the facts of a note are read from.
pub(crate) struct Evidence<'e> {
    /// Path, context.
    pub(crate) input: &'e Input<'e>,
    /// The text.
    pub(crate) source: &'e Source,
    /// The metadata at its top.
    pub(crate) metadata: &'e Metadata,
    /// Its headings.
    pub(crate) headings: &'e [Heading],
    /// The known releases.
    pub(crate) catalogue: &'e Catalogue,
    /// Whether its file holds several recaps: what the file's name says need not hold for each of them.
    pub(crate) is_one_of_several: bool,
}

impl Evidence<'_> {
    /// The file's name without extension, where it can tell of this recap.
    fn telling_stem(&self) -> &str {
        if self.is_one_of_several {
            ""
        } else {
            self.stem()
        }
    }

    /// The file's name without extension.
    fn stem(&self) -> &str {
        let name = self
            .input
            .path
            .rsplit('/')
            .next()
            .unwrap_or(self.input.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// How its dates are written, of which those without a year are of this one.
    fn habit(&self, year: Option<i32>) -> Habit {
        Habit::of(self.headings.iter().map(|h| h.title.as_str()), year)
    }

    /// Names of the folders above the file, outermost first.
    fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        let folders = self
            .input
            .path
            .rsplit_once('/')
            .map_or("", |(folders, _)| folders);
        folders.split('/').filter(|f| !f.is_empty())
    }

    /// Title, file name, project, event, tags, mailing lists and path in one: where a sign of the project's world may stand.
    fn surroundings(&self, title: &str) -> String {
        let fields = [project::KEYS, event::KEYS, TAGS, LISTS];
        let said: Vec<&str> = fields
            .into_iter()
            .flat_map(|keys| self.metadata.all(keys))
            .collect();
        format!("{title} {} {}", self.input.path, said.join(" ")).to_lowercase()
    }
}

const TAGS: &[&str] = &["tags", "tag", "keywords", "categories", "category"];
const LISTS: &[&str] = &["mailing_list"];
/// Further tags of an author are searched as metadata only: each topic of the note has all of these.
const MOST_TAGS: usize = 100;
/// The longest name of a project, event, place, release or tag, in bytes: each topic and item of the note has it. What is
/// longer is none, and is searched as metadata only.
const LONGEST_NAME: usize = 300;
const AUTHORS: &[&str] = &["author", "authors", "by"];
const ATTENDEES: &[&str] = &["attendees", "participants", "present"];

/// The facts of a note. `attendees` are those found in its text.
pub(crate) fn facts(evidence: &Evidence<'_>, attendees: Vec<String>) -> Recap {
    let title = title::title(evidence);
    let mut tags: Vec<Tag> = evidence
        .metadata
        .all(TAGS)
        .flat_map(|t| t.split(','))
        .filter(|tag| tag.len() <= LONGEST_NAME)
        .filter_map(Tag::new)
        .take(MOST_TAGS)
        .collect();
    let mut seen = std::collections::HashSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    let given = evidence
        .metadata
        .all(ATTENDEES)
        .flat_map(super::names::names);
    let mut all: Vec<String> = given.chain(attendees).collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|name| seen.insert(name.clone()));
    let mut releases = release::releases(evidence, &title);
    releases.retain(|fact| fact.value.as_str().len() <= LONGEST_NAME);
    let is_name = |fact: &Fact<String>| fact.value.len() <= LONGEST_NAME;
    Recap {
        path: evidence.input.path.to_owned(),
        project: project::project(evidence, &title).filter(is_name),
        releases,
        event: event::event(evidence, &title).filter(is_name),
        location: event::location(evidence, &title).filter(is_name),
        date: date::date(evidence, &title),
        event_date: date::event_date(evidence),
        tags,
        authors: authors(evidence.metadata),
        attendees: all,
        metadata: evidence.metadata.lines,
        lines: None,
        title,
    }
}

fn authors(metadata: &Metadata) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for value in metadata.all(AUTHORS) {
        let all = value.split([',', ';']).flat_map(|n| n.split(" and "));
        // The address behind a name.
        for name in all.map(|one| one.split('<').next().unwrap_or(one).trim()) {
            if !name.is_empty() && seen.insert(name) {
                out.push(name.to_owned());
            }
        }
    }
    out
}

/// The line on which metadata gives the release.
pub(super) fn release_line(metadata: &Metadata) -> Option<u32> {
    metadata.field(release::KEYS).map(|field| field.line)
}

/// The releases that a heading or line names, as one that is about releases.
pub(super) fn named_releases(text: &str, catalogue: &Catalogue) -> Vec<Release> {
    release::of_priorities(text, catalogue)
}

/// A metadata value as a fact.
fn stated(metadata: &Metadata, keys: &[&str]) -> Option<Fact<String>> {
    metadata
        .first(keys)
        .map(|value| Fact::new(value.to_owned(), FactSource::FrontMatter))
}
