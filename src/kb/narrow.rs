//! Lists narrowed by words: a query of the language that searches are asked in, in which a word also stands for what it names.

use super::answers::Unknown;
use super::search::at_value;
use super::{Error, Filters, Kb, releases};
use crate::model::{Span, Tag};
use crate::query::{self, Field, Node, Query, Text};

impl Kb {
    /// The filters as a query with kb's names, and the names and words in it that no note has.
    pub(super) fn filter(&self, filters: &Filters) -> Result<(Option<Query>, Vec<Unknown>), Error> {
        let mut unknown = Vec::new();
        let query = match filters.words.trim() {
            "" => filters.query(),
            _ => Some(filters.around(self.narrowing(&filters.words, &mut unknown)?)),
        };
        let Some(query) = query else {
            return Ok((None, unknown));
        };
        let resolved = self.names().resolve(query);
        let (query, names) = resolved.map_err(|error| at_value(error, &filters.words))?;
        unknown.extend(names);
        Ok((Some(query), unknown))
    }

    /// The same filters, where words that are all the name of a release, or a range of releases, ask for that release.
    pub(super) fn of_release(&self, filters: &Filters) -> Result<Filters, Error> {
        let words = filters.words.trim();
        let release = self.catalogue.resolve(words).to_string();
        let used = self.store.field_values(Field::Release)?;
        let is_used = |(name, _): &(String, u64)| name.eq_ignore_ascii_case(&release);
        let is_named = used.iter().any(is_used) || releases::is_range(words);
        if words.is_empty() || !filters.releases.is_empty() || !is_named {
            return Ok(filters.clone());
        }
        Ok(Filters {
            releases: vec![words.to_owned()],
            words: String::new(),
            ..filters.clone()
        })
    }

    /// The words as a query. What a word, or all of them together, is the name of counts beside the word: a decision seldom says
    /// again which release and project its recap is about.
    fn narrowing(&self, words: &str, unknown: &mut Vec<Unknown>) -> Result<Query, Error> {
        let fault = |fault| Error::Query {
            text: words.to_owned(),
            fault,
        };
        let parsed = query::parse(words).map_err(fault)?;
        let named = Named::of(self)?;
        let nowhere = self.unknown_words(&parsed)?.into_iter();
        unknown.extend(nowhere.filter(|word| named.by(&word.value).is_empty()));
        let together = named.together(&parsed.root);
        let root = named.node(parsed.root);
        Ok(Query {
            root: either(root, together),
        })
    }
}

impl Kb {
    /// The words of a query that no note has.
    pub(super) fn unknown_words(&self, query: &Query) -> Result<Vec<Unknown>, Error> {
        let unknown = self.store.unknown_words(query)?.into_iter();
        let word = |(value, nearest)| Unknown {
            what: "word",
            value,
            nearest,
        };
        Ok(unknown.map(word).collect())
    }
}

/// The names that notes have, for words to stand for.
struct Named<'k> {
    kb: &'k Kb,
    used: Vec<(Field, Vec<(String, u64)>)>,
}

impl<'k> Named<'k> {
    fn of(kb: &'k Kb) -> Result<Self, Error> {
        let mut used = Vec::new();
        for field in [Field::Release, Field::Project, Field::Tag] {
            used.push((field, kb.store.field_values(field)?));
        }
        Ok(Self { kb, used })
    }

    /// What a text is the name of.
    fn by(&self, text: &str) -> Vec<(Field, String)> {
        let folded = text.to_lowercase();
        let mut found = Vec::new();
        for (field, values) in &self.used {
            let wanted = match field {
                Field::Release => self.kb.catalogue.resolve(text).to_string(),
                Field::Tag => self.tag(text).map_or(String::new(), |tag| tag.to_string()),
                _ => text.to_owned(),
            };
            let wanted = wanted.to_lowercase();
            let is_wanted = |name: &str| [&wanted, &folded].contains(&&name.to_lowercase());
            let names = values.iter().map(|(name, _)| name);
            let named = names.filter(|name| is_wanted(name));
            found.extend(named.map(|name| (*field, name.clone())));
        }
        found
    }

    fn tag(&self, text: &str) -> Option<Tag> {
        let known = self.kb.vocabulary.resolve(text).cloned();
        known.or_else(|| Tag::new(text))
    }

    /// The query with the names beside its words.
    fn node(&self, node: Node) -> Node {
        let all = |nodes: Vec<Node>| nodes.into_iter().map(|node| self.node(node)).collect();
        match node {
            Node::And(nodes) => Node::And(all(nodes)),
            Node::Or(nodes) => Node::Or(all(nodes)),
            Node::Not(inner) => Node::Not(Box::new(self.node(*inner))),
            Node::Word(text) => {
                let named = self.leaves(&text.text, text.span);
                either(Node::Word(text), named)
            }
            Node::Phrase(text) => {
                let named = self.leaves(&text.text, text.span);
                either(Node::Phrase(text), named)
            }
            leaf => leaf,
        }
    }

    /// What plain words are the name of together: `availability zones`.
    fn together(&self, root: &Node) -> Vec<Node> {
        let Node::And(nodes) = root else {
            return Vec::new();
        };
        let texts = nodes.iter().map(|node| match node {
            Node::Word(text) => Some(text),
            _ => None,
        });
        let Some(texts) = texts.collect::<Option<Vec<&Text>>>() else {
            return Vec::new();
        };
        let words: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        let span = texts.first().map_or(Span::default(), |text| text.span);
        self.leaves(&words.join(" "), span)
    }

    fn leaves(&self, text: &str, span: Span) -> Vec<Node> {
        let named = self.by(text).into_iter();
        let leaf = |(field, text)| Node::Field(field, Text { text, span });
        named.map(leaf).collect()
    }
}

fn either(node: Node, others: Vec<Node>) -> Node {
    match others.is_empty() {
        true => node,
        false => Node::Or(std::iter::once(node).chain(others).collect()),
    }
}
