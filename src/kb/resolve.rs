//! Names in queries and filters: to the names kb uses, and which of them no note has.

use super::answers::Unknown;
use super::releases;
use crate::model::{Catalogue, Release, Tag, Vocabulary};
use crate::query::{Field, Node, Query, Text};
use crate::store::{Store, StoreError};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Names are near from this likeness on, 0 to 1.
const NEAR: f64 = 0.75;

/// What names are resolved with.
pub(super) struct Names<'n> {
    pub(super) vocabulary: &'n Vocabulary,
    pub(super) catalogue: &'n Catalogue,
    pub(super) store: &'n Store,
}

impl Names<'_> {
    /// The query with `tag:A/A` as `tag:ha` and `release:antelope` as `release:2023.1`, and the names in it
    /// that no note has.
    pub(super) fn resolve(&self, query: Query) -> Result<(Query, Vec<Unknown>), StoreError> {
        let mut unknown = Vec::new();
        let mut known = HashMap::new();
        let root = self.node(query.root, &mut unknown, &mut known)?;
        Ok((Query { root }, unknown))
    }

    fn node(
        &self,
        node: Node,
        unknown: &mut Vec<Unknown>,
        known: &mut HashMap<Field, Vec<String>>,
    ) -> Result<Node, StoreError> {
        let mut all = |nodes: Vec<Node>| -> Result<Vec<Node>, StoreError> {
            nodes
                .into_iter()
                .map(|node| self.node(node, unknown, known))
                .collect()
        };
        Ok(match node {
            Node::And(nodes) => Node::And(all(nodes)?),
            Node::Or(nodes) => Node::Or(all(nodes)?),
            Node::Not(inner) => Node::Not(Box::new(self.node(*inner, unknown, known)?)),
            Node::Wider(inner, others) => {
                Node::Wider(Box::new(self.node(*inner, unknown, known)?), others)
            }
            Node::Begun(inner) => match *inner {
                Node::Field(field, text) => self.begun(field, text, unknown, known)?,
                word => Node::Begun(Box::new(word)),
            },
            Node::Field(Field::Release, text) if releases::is_range(&text.text) => {
                self.range(text, unknown)?
            }
            Node::Field(field, text) => {
                let text = Text {
                    text: self.value(field, &text.text),
                    span: text.span,
                };
                unknown.extend(self.unknown(field, &text.text, known)?);
                Node::Field(field, text)
            }
            leaf => leaf,
        })
    }

    /// The releases of a range as alternatives; a leaf that nothing matches where there are none.
    fn range(&self, text: Text, unknown: &mut Vec<Unknown>) -> Result<Node, StoreError> {
        let names = self.release_names()?;
        // A note may call its release `1..2`.
        let named = |name: &String| name.eq_ignore_ascii_case(&text.text);
        if text.text.contains("..") && names.iter().any(named) {
            return Ok(Node::Field(Field::Release, text));
        }
        let found = releases::range(&text.text, &self.release_order()?, self.catalogue);
        let found = found.map_err(|message| StoreError::BadQuery {
            message,
            hint: None,
            span: text.span,
        })?;
        let leaf = |value: String| {
            let span = text.span;
            Node::Field(Field::Release, Text { text: value, span })
        };
        match found {
            Ok(releases) if !releases.is_empty() => {
                Ok(any_of(releases.iter().map(|r| leaf(r.to_string()))))
            }
            nothing => {
                let end = nothing.err().unwrap_or_else(|| text.text.clone());
                let near = nearest(&end, names.iter().map(String::as_str));
                unknown.push(Unknown {
                    what: "release",
                    nearest: near.map(str::to_owned),
                    value: end,
                });
                Ok(leaf(text.text.clone()))
            }
        }
    }

    fn value(&self, field: Field, value: &str) -> String {
        match field {
            Field::Tag => {
                let own = || Tag::new(value).map(|tag| tag.to_string());
                let resolved = self
                    .vocabulary
                    .resolve(value)
                    .map(ToString::to_string)
                    .or_else(own);
                resolved.unwrap_or_else(|| value.to_owned())
            }
            Field::Release => self.catalogue.resolve(value).to_string(),
            Field::Kind => value.to_lowercase().trim_end_matches('s').to_owned(),
            _ => value.to_owned(),
        }
    }

    fn unknown(
        &self,
        field: Field,
        value: &str,
        known: &mut HashMap<Field, Vec<String>>,
    ) -> Result<Option<Unknown>, StoreError> {
        let Some(what) = name_of(field) else {
            return Ok(None);
        };
        let names = self.names_of(field, known)?;
        if names.iter().any(|name| {
            name.eq_ignore_ascii_case(value) || name.to_lowercase() == value.to_lowercase()
        }) {
            return Ok(None);
        }
        let mut nearest = nearest(value, names.iter().map(String::as_str)).map(str::to_owned);
        if field == Field::Release && nearest.is_none() {
            let order = self.release_order()?;
            let near = order.neighbour(&Release::new(value), self.catalogue);
            nearest = near.map(ToString::to_string);
        }
        Ok(Some(Unknown {
            what,
            value: value.to_owned(),
            nearest,
        }))
    }
}

impl Names<'_> {
    /// A field whose value is being typed: all names that begin so, by any of the names that a thing has.
    fn begun(
        &self,
        field: Field,
        text: Text,
        unknown: &mut Vec<Unknown>,
        known: &mut HashMap<Field, Vec<String>>,
    ) -> Result<Node, StoreError> {
        if field == Field::Release && releases::is_range(&text.text) {
            return self.range_begun(text, unknown);
        }
        if name_of(field).is_none() {
            let node = Box::new(Node::Field(field, text));
            return Ok(Node::Begun(node));
        }
        let own = self.value(field, &text.text);
        let others = self.others_begun(field, &text.text);
        let span = text.span;
        let leaf = |name: &String| {
            Node::Field(
                field,
                Text {
                    text: name.clone(),
                    span,
                },
            )
        };
        let names = self.names_of(field, known)?;
        let fits = |name: &&String| {
            begins(name, &text.text) || begins(name, &own) || others.contains(name)
        };
        let found: Vec<Node> = names.iter().filter(fits).map(leaf).collect();
        if found.is_empty() {
            return self.node(Node::Field(field, text), unknown, known);
        }
        Ok(any_of(found.into_iter()))
    }

    /// A range of releases whose end may be on its way: open, as long as that is no release.
    fn range_begun(&self, text: Text, unknown: &mut Vec<Unknown>) -> Result<Node, StoreError> {
        let mut missed = Vec::new();
        let whole = self.range(text.clone(), &mut missed)?;
        match text.text.split_once("..") {
            Some((from, _)) if !missed.is_empty() && !from.trim().is_empty() => {
                let span = text.span;
                let text = format!("{from}..");
                self.range(Text { text, span }, unknown)
            }
            _ => {
                unknown.extend(missed);
                Ok(whole)
            }
        }
    }

    /// What has another name that begins so.
    fn others_begun(&self, field: Field, value: &str) -> Vec<String> {
        let entries = self.vocabulary.entries.iter();
        let tags = entries.filter(|entry| {
            let mut names = [&entry.name].into_iter().chain(&entry.aliases);
            names.any(|name| {
                let tag = Tag::new(name);
                begins(name, value) || tag.is_some_and(|tag| begins(tag.as_str(), value))
            })
        });
        let known = self.catalogue.known().iter();
        let known = known.filter(|release| release.names().any(|name| begins(name, value)));
        match field {
            Field::Tag => tags.map(|entry| entry.tag.to_string()).collect(),
            Field::Release => known.map(|known| known.release.to_string()).collect(),
            _ => Vec::new(),
        }
    }

    /// The values of a field that notes have.
    fn names_of<'k>(
        &self,
        field: Field,
        known: &'k mut HashMap<Field, Vec<String>>,
    ) -> Result<&'k Vec<String>, StoreError> {
        Ok(match known.entry(field) {
            Entry::Occupied(names) => names.into_mut(),
            Entry::Vacant(empty) => {
                let values = match field {
                    Field::Release => self.release_names()?,
                    _ => {
                        let values = self.store.field_values(field)?;
                        values.into_iter().map(|(value, _)| value).collect()
                    }
                };
                empty.insert(values)
            }
        })
    }
}

/// Whether a name begins with what is typed, whatever the case; a stop at its end may be half of a range's sign.
fn begins(name: &str, typed: &str) -> bool {
    let typed = typed.trim().trim_end_matches('.').to_lowercase();
    name.to_lowercase().starts_with(&typed)
}

/// The only one, or any of them.
fn any_of(nodes: impl Iterator<Item = Node>) -> Node {
    let mut nodes: Vec<Node> = nodes.collect();
    match nodes.len() {
        1 => nodes.remove(0),
        _ => Node::Or(nodes),
    }
}

fn name_of(field: Field) -> Option<&'static str> {
    match field {
        Field::Tag => Some("tag"),
        Field::Release => Some("release"),
        Field::Project => Some("project"),
        Field::Kind => Some("kind"),
        _ => None,
    }
}

/// Longer names are not compared: it takes the time of both lengths multiplied.
const LONGEST_COMPARED: usize = 300;

/// The name most like `value`, if one is near.
pub(super) fn nearest<'n>(value: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if value.len() > LONGEST_COMPARED {
        return None;
    }
    let lower = value.to_lowercase();
    let names = names.filter(|name| name.len() <= LONGEST_COMPARED);
    let scored = names.map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    (best.0 >= NEAR).then_some(best.1)
}
