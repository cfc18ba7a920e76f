//! Lists: topics, recaps, tags, findings, and one topic by its id.

use super::answers::{Answered, Finding, Found, RecapCount, Shown, TagCount, Unknown};
use super::{Error, Filters, Kb};
use crate::model::{Diagnostic, Recap, Severity, Tag, Topic};
use crate::recap::plain;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Kb {
    /// The topics within `filters`, by path and line.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn topics(&self, filters: &Filters) -> Result<Answered<Vec<Topic>>, Error> {
        self.topics_as(filters, |topic| topic)
    }

    /// The same topics, each made into what is kept of it before the next is read: whole, many take much memory.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn topics_as<T>(
        &self,
        filters: &Filters,
        keep: impl Fn(Topic) -> T,
    ) -> Result<Answered<Vec<T>>, Error> {
        let (query, unknown) = self.filter(filters)?;
        Ok(self.answered(self.store.topics_as(query.as_ref(), keep)?, unknown))
    }

    /// The recaps within `filters`, by path. A tag takes the recaps with a topic that has it.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn recaps(&self, filters: &Filters) -> Result<Answered<Vec<RecapCount>>, Error> {
        let (query, unknown) = self.filter(filters)?;
        let wanted: Option<BTreeSet<String>> = match query {
            Some(query) => Some(
                self.store
                    .topics(Some(&query))?
                    .into_iter()
                    .map(|t| t.recap_key())
                    .collect(),
            ),
            None => None,
        };
        let recaps = self.store.recaps(None)?.into_iter();
        let kept = recaps.filter(|r| {
            wanted
                .as_ref()
                .is_none_or(|recaps| recaps.contains(&r.recap.key()))
        });
        let counts = kept
            .map(|r| RecapCount {
                recap: r.recap,
                topics: r.topics,
            })
            .collect();
        Ok(self.answered(counts, unknown))
    }

    /// The tags of the topics within `filters`, the most used first.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn tags(&self, filters: &Filters) -> Result<Answered<Vec<TagCount>>, Error> {
        let (query, unknown) = self.filter(filters)?;
        let topics = self.store.topics(query.as_ref())?;
        let mut counts: BTreeMap<&Tag, (u64, BTreeSet<String>)> = BTreeMap::new();
        for topic in &topics {
            for tagged in &topic.tags {
                let count = counts.entry(&tagged.tag).or_default();
                count.0 += 1;
                count.1.insert(topic.recap_key());
            }
        }
        let mut tags: Vec<TagCount> = counts
            .into_iter()
            .map(|(tag, (topics, recaps))| TagCount {
                entry: self.vocabulary.get(tag).cloned(),
                tag: tag.clone(),
                topics,
                recaps: recaps.len() as u64,
            })
            .collect();
        tags.sort_by_key(|count| std::cmp::Reverse(count.topics));
        Ok(self.answered(tags, unknown))
    }

    /// What the notes within `filters` lack, by path and line.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn check(&self, filters: &Filters) -> Result<Answered<Vec<Finding>>, Error> {
        let recaps = self.recaps(filters)?;
        let kept: BTreeSet<String> = recaps.value.iter().map(|r| r.recap.key()).collect();
        let all = self.store.recaps(None)?;
        let mut findings: Vec<Finding> = Vec::new();
        let mut titles: HashMap<Naming, String> = HashMap::new();
        for stored in &all {
            let recap = &stored.recap;
            let first = titles.entry(naming(recap)).or_insert_with(|| recap.key());
            let repeats = (*first != recap.key()).then(|| same_title(&recap.title.value, first));
            if kept.contains(&recap.key()) || *filters == Filters::default() {
                let own = stored.diagnostics.iter().cloned().chain(repeats);
                findings.extend(own.map(|diagnostic| Finding {
                    path: recap.path.clone(),
                    diagnostic,
                }));
            }
        }
        let is_all = *filters == Filters::default();
        findings.extend(self.broken_links(|topic| is_all || kept.contains(&topic.recap_key()))?);
        if is_all {
            findings.extend(self.report.problems.iter().cloned());
        }
        findings.sort_by(|a, b| (&a.path, a.diagnostic.line).cmp(&(&b.path, b.diagnostic.line)));
        Ok(self.answered(findings, recaps.unknown))
    }

    /// Those of these paths that no note has.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn unknown_paths(&self, paths: &[String]) -> Result<Vec<Unknown>, Error> {
        let recaps = self.store.recaps(None)?;
        let known: BTreeSet<&str> = recaps.iter().map(|r| r.recap.path.as_str()).collect();
        let mut unknown = Vec::new();
        for path in paths.iter().filter(|path| !known.contains(path.as_str())) {
            let filters = Filters {
                paths: vec![path.clone()],
                ..Filters::default()
            };
            let is_read = !self.recaps(&filters)?.value.is_empty();
            let problems = &self.report.problems;
            if !is_read && !problems.iter().any(|found| found.path.contains(path)) {
                unknown.push(Unknown {
                    what: "path",
                    value: path.clone(),
                    nearest: None,
                });
            }
        }
        Ok(unknown)
    }

    /// The key of the first recap with the title, date and project of this one, where that is another.
    pub(super) fn namesake(&self, recap: &Recap) -> Result<Option<String>, Error> {
        let key = super::links::title_key(&recap.title.value);
        let same = self.store.recaps_tied(&[key])?.into_iter();
        let mut same = same.filter(|other| naming(&other.recap) == naming(recap));
        let first = same.next().map(|other| other.recap.key());
        Ok(first.filter(|first| *first != recap.key()))
    }

    /// The topic with this id, at this place (`notes/a.md:12`), or the only one whose id has this part. An anchor that only
    /// one topic has, or a whole id, counts before parts. The id or the line of an item gives its topic with the item.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn show(&self, part: &str) -> Result<Answered<Found<Shown>>, Error> {
        let found = match self.fitting(part)? {
            Found::One(id) => self
                .shown(&id)?
                .map_or(Found::None(None), |shown| Found::One(Box::new(shown))),
            Found::Several(ids) => Found::Several(ids),
            Found::None(nearest) => Found::None(nearest),
        };
        Ok(self.answered(found, Vec::new()))
    }

    pub(super) fn shown(&self, id: &str) -> Result<Option<Shown>, Error> {
        let item = self.store.item(id)?;
        let id = item.as_ref().map_or(id, |item| item.topic.as_str());
        let Some((topic, written)) = self.store.topic(id)? else {
            return Ok(None);
        };
        let items = self.store.items_of(id)?;
        let recaps = self.store.recaps_of_note(&topic.path)?;
        let Some(recap) = recaps
            .into_iter()
            .find(|r| r.recap.key() == topic.recap_key())
        else {
            return Ok(None);
        };
        let siblings = self.store.topics_of_note(&topic.path)?;
        let below = siblings
            .into_iter()
            .filter(|t| t.parent.as_deref() == Some(id))
            .map(|t| (t.id, t.title))
            .collect();
        let text = plain(&written.markdown).text;
        let links = self.links_from(&topic)?;
        Ok(Some(Shown {
            topic,
            recap: recap.recap,
            markdown: written.markdown,
            text,
            below,
            items,
            item,
            links,
        }))
    }
}

/// What no two recaps should have in common: title, date and project.
type Naming = (String, Option<String>, Option<String>);

fn naming(recap: &Recap) -> Naming {
    let date = recap.date.as_ref().map(|d| d.value.to_string());
    let project = recap.project.as_ref().map(|p| p.value.clone());
    (recap.title.value.to_lowercase(), date, project)
}

pub(super) fn same_title(title: &str, first: &str) -> Diagnostic {
    let message = format!("recap `{title}` has the title and date of `{first}`");
    Diagnostic::of_file(Severity::Note, "duplicate-title", message)
        .with_hint("give it a title of its own, or delete the copy")
}
