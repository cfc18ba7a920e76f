//! Links between notes: where those of a topic lead, who links to it, and which lead nowhere.
//!
//! The index has keys of all links, so that who links to a note is asked with a few terms; what they find is resolved as any
//! link is, since other notes may be meant.

mod headings;
mod leads;
mod names;
mod paths;
mod resolver;
mod ties;

pub use leads::{Broken, Leads};
pub(super) use names::{keys, title_key};
pub(super) use resolver::Resolver;

use super::answers::{Answered, Finding, Found};
use super::related::Link;
use super::{Error, Kb};
use crate::model::{Diagnostic, NoteLink, Severity, Span, Topic, shown_line};
use crate::store::Written;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What links a topic, or a whole note, has.
#[derive(Debug, Clone)]
pub struct Links {
    /// The topics that were asked for.
    pub topics: Vec<Topic>,
    /// Their links, then those that lead to them, each by path and line.
    pub rows: Vec<LinkRow>,
}

/// A link between notes.
#[derive(Debug, Clone)]
pub struct LinkRow {
    /// Whether what was asked for links, or is linked to.
    pub way: Link,
    /// From 1, among those of its way.
    pub number: usize,
    /// The topic that it stands in.
    pub topic: Arc<Topic>,
    /// As it is written.
    pub link: NoteLink,
    /// Where it leads.
    pub leads: Leads,
}

impl Kb {
    /// The links of the topic with this id, or whose id alone has this part, and those that lead to it; of a whole note where its
    /// path is given.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn links(&self, part: &str) -> Result<Answered<Found<Links>>, Error> {
        let found = match self.meant_by(part)? {
            Found::One(topics) => Found::One(Box::new(self.links_of(*topics)?)),
            Found::Several(ids) => Found::Several(ids),
            Found::None(nearest) => Found::None(nearest),
        };
        Ok(self.answered(found, Vec::new()))
    }

    /// The topics that are meant: those of a note where it is named, else one.
    fn meant_by(&self, part: &str) -> Result<Found<Vec<Topic>>, Error> {
        if let Some(whole) = self.recap(part)?.value {
            return Ok(Found::One(Box::new(whole.topics)));
        }
        let of_note = self.store.topics_of_note(part)?;
        if !of_note.is_empty() {
            return Ok(Found::One(Box::new(of_note)));
        }
        Ok(match self.fitting(part)? {
            Found::One(id) => {
                let item = self.store.item(&id)?;
                let id = item
                    .as_ref()
                    .map_or(id.as_str(), |item| item.topic.as_str());
                let topic = self.store.topic(id)?.map(|(topic, _)| vec![topic]);
                topic.map_or(Found::None(None), |topics| Found::One(Box::new(topics)))
            }
            Found::Several(ids) => match self.one_note(&ids)? {
                Some(topics) => Found::One(Box::new(topics)),
                None => Found::Several(ids),
            },
            Found::None(nearest) => Found::None(nearest),
        })
    }

    /// The topics of the one note that all of these ids, and no other, are of.
    fn one_note(&self, ids: &[(String, String)]) -> Result<Option<Vec<Topic>>, Error> {
        let base = |id: &str| id.rsplit_once('#').map(|(base, _)| base.to_owned());
        let bases: BTreeSet<Option<String>> = ids.iter().map(|(id, _)| base(id)).collect();
        let Some((first, _)) = ids.first().filter(|_| bases.len() == 1) else {
            return Ok(None);
        };
        let Some((topic, _)) = self.store.topic(first)? else {
            return Ok(None);
        };
        let topics = self.store.topics_of_note(&topic.path)?;
        Ok((topics.len() == ids.len()).then_some(topics))
    }

    fn links_of(&self, topics: Vec<Topic>) -> Result<Links, Error> {
        let resolver = self.resolver();
        let mut rows = Vec::new();
        for topic in &topics {
            rows.extend(leading(&resolver, topic)?);
        }
        number(&mut rows, Link::To);
        rows.extend(self.links_to(&topics)?);
        Ok(Links { topics, rows })
    }

    /// The links of other topics that lead to these, which are of one note, by path and line.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn links_to(&self, topics: &[Topic]) -> Result<Vec<LinkRow>, Error> {
        let resolver = self.resolver();
        let own: BTreeSet<&str> = topics.iter().map(|topic| topic.id.as_str()).collect();
        let mut from = Vec::new();
        if let Some(first) = topics.first() {
            for other in self.store.topics_tied(&self.keys_to(&first.path)?)? {
                if !own.contains(other.id.as_str()) {
                    from.extend(leading(&resolver, &other)?);
                }
            }
        }
        from.retain(|row| row.leads.id().is_some_and(|id| own.contains(id)));
        number(&mut from, Link::From);
        Ok(from)
    }

    /// The keys of which each link to the note at a path has one.
    pub(super) fn keys_to(&self, path: &str) -> Result<Vec<String>, Error> {
        let recaps = self.store.recaps_of_note(path)?.into_iter();
        let titles: Vec<String> = recaps.map(|r| r.recap.title.value).collect();
        Ok(names::keys_to(path, &titles, self.root.config.notes()))
    }

    pub(super) fn resolver(&self) -> Resolver<'_> {
        Resolver::new(&self.root, &self.store)
    }

    /// The links of a topic with where they lead.
    pub(super) fn links_from(&self, topic: &Topic) -> Result<Vec<LinkRow>, Error> {
        if topic.note_links.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = leading(&self.resolver(), topic)?;
        number(&mut rows, Link::To);
        Ok(rows)
    }

    /// The links that lead nowhere, of the recaps that are wanted.
    pub(super) fn broken_links(
        &self,
        is_wanted: impl Fn(&Topic) -> bool,
    ) -> Result<Vec<Finding>, Error> {
        let mut topics = self.store.texts_tied(&[names::ANY.to_owned()])?;
        topics.retain(|(topic, _)| is_wanted(topic));
        self.broken(&topics)
    }

    /// Those of one note.
    pub(super) fn broken_links_of(&self, path: &str) -> Result<Vec<Finding>, Error> {
        self.broken(&self.store.texts_of_note(path)?)
    }

    fn broken(&self, topics: &[(Topic, Written)]) -> Result<Vec<Finding>, Error> {
        let resolver = self.resolver();
        let mut out = Vec::new();
        for (topic, written) in topics {
            for row in leading(&resolver, topic)? {
                out.extend(row.leads.broken().map(|why| Finding {
                    path: topic.path.clone(),
                    diagnostic: told(&row.link, &topic.note_links, why, written),
                }));
            }
        }
        Ok(out)
    }
}

/// The links of a topic with where they lead, without numbers.
fn leading(resolver: &Resolver<'_>, topic: &Topic) -> Result<Vec<LinkRow>, Error> {
    let mut rows = Vec::new();
    let shared = Arc::new(topic.clone());
    for link in &topic.note_links {
        let leads = resolver.leads(&topic.path, link)?;
        rows.extend(leads.map(|leads| LinkRow {
            way: Link::To,
            number: 0,
            topic: Arc::clone(&shared),
            link: link.clone(),
            leads,
        }));
    }
    Ok(rows)
}

fn number(rows: &mut [LinkRow], way: Link) {
    for (number, row) in (1..).zip(rows) {
        row.way = way;
        row.number = number;
    }
}

/// How to write a target that looks like an address.
fn address(link: &NoteLink) -> Option<String> {
    let target = link.target.trim_start_matches('/');
    let host = target.split('/').next().unwrap_or_default();
    if host.contains('@') {
        return Some(format!("an address of mail is written `mailto:{target}`"));
    }
    let is_host = host.starts_with("www.") || host.contains('.') && target.len() > host.len();
    let is_host = is_host && host.starts_with(char::is_alphanumeric);
    is_host.then(|| format!("an address of the web is written `https://{target}`"))
}

/// Where on its line a link says where it leads, else what a reader sees of it: between its own beginning and that of the next one,
/// since others may say the same.
fn place(link: &NoteLink, all: &[NoteLink], line: &str) -> Option<usize> {
    let byte = |column: u32| {
        let before = column.saturating_sub(1) as usize;
        line.char_indices()
            .nth(before)
            .map_or(line.len(), |(at, _)| at)
    };
    let behind = all
        .iter()
        .filter(|o| o.line == link.line && o.column > link.column);
    let next = behind.map(|other| other.column).min();
    let (start, end) = (byte(link.column), next.map_or(line.len(), byte));
    let own = line.get(start..end).unwrap_or_default();
    let said = [&link.target, &link.text];
    let found = said.iter().find_map(|text| own.find(text.as_str()));
    let found = found.map(|at| start + at);
    found.or_else(|| said.iter().find_map(|text| line.find(text.as_str())))
}

/// What is said of a link that leads nowhere; `all` are those of its topic.
fn told(link: &NoteLink, all: &[NoteLink], why: &Broken, written: &Written) -> Diagnostic {
    let message = format!("link to `{}`: {why}", link.target);
    let severity = match why {
        // Only kb does not look there.
        Broken::Outside => Severity::Note,
        _ => Severity::Warning,
    };
    let mut out = Diagnostic::of_file(severity, "broken-link", message);
    out.hint = why.hint().or_else(|| address(link));
    out.line = link.line;
    let lines = (0..).zip(written.markdown.lines());
    let mut lines = lines.filter(|(at, _)| written.numbers.at(*at) == link.line);
    let line = lines.next().map_or("", |(_, line)| line);
    let at = place(link, all, line);
    let length = at.map_or(0, |at| match line[at..].starts_with(&link.target) {
        true => link.target.len(),
        false => link.text.len(),
    });
    let before = line[..at.unwrap_or(0)].chars().count();
    out.column = u32::try_from(before + 1).unwrap_or(1);
    out.span = Span::new(0, length);
    out.source_line = shown_line(line, before + length);
    out
}
