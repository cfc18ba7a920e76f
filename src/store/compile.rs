//! A query tree to the engine's query, built by hand: user text never meets the engine's own grammar.

use super::deadline::Deadline;
use super::documents::keyword;
use super::error::StoreError;
use super::expand::{self, Pattern};
use super::near::Near;
use super::parts::{Part, all, any, enough, not, nothing};
use super::queries::{Boxed, at_least, best, boosted, joined, sum, way_query};
use super::rank::{self, Weighed};
use super::schema::{Class, Fields};
use super::words::{self, Stems, Way};
use super::{dates, paths, signs, terms};
use crate::model::Tag;
use crate::query::{Field, Node, Query, Text};
use std::ops::Bound;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field as EngineField, IndexRecordOption};
use tantivy::{Searcher, Term};

/// A compiled query.
pub(super) enum Compiled {
    /// Something to search for.
    Search(Search),
    /// Nothing can match, for this reason; never everything.
    Nothing(String),
}

/// What to search for.
pub(super) struct Search {
    pub(super) query: Boxed,
    /// The parts of its score.
    pub(super) leaves: Vec<Leaf>,
    /// Whether it is only of words that nearly every text has, and so looks at code alone.
    pub(super) only_common: bool,
    pub(super) deadline: Deadline,
}

/// A part of a query that scores, and what to call it.
pub(super) struct Leaf {
    pub(super) what: String,
    pub(super) query: Boxed,
    /// The same in each field.
    pub(super) within: Vec<(&'static str, Boxed)>,
}

impl Leaf {
    pub(super) fn new(what: &str, query: Boxed) -> Self {
        let within = Vec::new();
        let what = what.to_owned();
        Self {
            what,
            query,
            within,
        }
    }
}

/// What is required of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of the query's words.
    All,
    /// Most of them, and compounds by most of their parts.
    Most,
    /// Any of them, and compounds by any of their parts: for when nothing has all.
    Any,
}

/// Compiles for documents of these classes.
pub(super) struct Compiler<'a> {
    pub(super) fields: &'a Fields,
    pub(super) searcher: &'a Searcher,
    pub(super) classes: &'a [Class],
    pub(super) stems: Stems,
    pub(super) wanted: Wanted,
    pub(super) leaves: Vec<Leaf>,
    pub(super) deadline: Deadline,
}

impl Compiler<'_> {
    /// The query, held to the classes.
    pub(super) fn compile(mut self, query: &Query) -> Result<Compiled, StoreError> {
        let mut only_common = false;
        let part = self.node(&query.root)?;
        let found = match self.or_as_it_stands(part, query)? {
            Part::Is(found) | Part::Must(found) => found,
            Part::May(found) => match self.in_code(query) {
                Some(code) => {
                    only_common = true;
                    code
                }
                None => found,
            },
            Part::IsNot(_) => {
                let why = match query.root.terms().next() {
                    Some(_) => {
                        "what is left out in one of several choices would find nearly everything; leave it out of all of them: \
                        `(a OR b) -c`"
                    }
                    None => "the query only says what not to find; add a word or field to find",
                };
                return Ok(Compiled::Nothing(why.to_owned()));
            }
            Part::Nothing(why) | Part::Cannot(why) => return Ok(Compiled::Nothing(why)),
        };
        let boosts = rank::boosts(self.fields, query);
        let found = self.deadline.held(found);
        let mut all = vec![(Occur::Must, self.everything()), (Occur::Must, found)];
        all.extend(
            boosts
                .iter()
                .map(|leaf| (Occur::Should, leaf.query.box_clone())),
        );
        self.leaves.extend(boosts);
        Ok(Compiled::Search(Search {
            query: Box::new(BooleanQuery::new(all)),
            leaves: self.leaves,
            only_common,
            deadline: self.deadline,
        }))
    }

    /// Words that nearly every text has, as code: `this`, `for`. `None` where the query has signs.
    fn in_code(&mut self, query: &Query) -> Option<Boxed> {
        let texts: Vec<&Text> = query.root.terms().collect();
        let sign = |text: &&Text| words::is_sign(&text.text);
        let wordless = |text: &&Text| signs::row(&text.text).is_some();
        if texts.iter().any(sign) || texts.iter().all(wordless) {
            return None;
        }
        self.leaves.clear();
        let code = self.fields.code;
        let mut all = Vec::new();
        for text in texts {
            let ways = words::word(&text.text, Stems::Without);
            // The parenthesis of `if (` is no term.
            if ways.is_empty() {
                continue;
            }
            let found = best(ways.iter().map(|way| way_query(code, way, 1.0)), 0.0);
            let what = format!("{} in code", text.text);
            self.leaves.push(Leaf::new(&what, found.box_clone()));
            all.push(found);
        }
        Some(joined(Occur::Must, all, Vec::new()))
    }

    /// All documents of the classes.
    pub(super) fn everything(&self) -> Boxed {
        let classes = self.classes.iter();
        let mut of_each: Vec<Boxed> = classes
            .map(|class| self.exact(self.fields.class, class.as_str()))
            .collect();
        match of_each.len() {
            1 => of_each.remove(0),
            _ => joined(Occur::Should, of_each, Vec::new()),
        }
    }

    pub(super) fn node(&mut self, node: &Node) -> Result<Part, StoreError> {
        Ok(match node {
            Node::And(nodes) => all(self.nodes(nodes)?, self.wanted),
            Node::Or(nodes) => any(self.nodes(nodes)?),
            Node::Not(node) => self.denied(node)?,
            Node::Word(text) => self.word(text)?,
            Node::Phrase(text) => self.in_a_row(text)?,
            Node::Near(text, gap) => self.near(text, *gap),
            Node::Prefix(text) => self.pattern(Pattern::prefix(&text.text), text, "*")?,
            Node::Fuzzy(text, edits) => {
                self.pattern(Pattern::fuzzy(&text.text, *edits), text, "~")?
            }
            Node::Regex(text) => {
                let pattern =
                    Pattern::regex(&text.text).map_err(|message| StoreError::BadQuery {
                        message,
                        hint: Some("a `\\` before a sign makes it stand for itself"),
                        span: text.span,
                    })?;
                self.pattern(Some(pattern), text, "")?
            }
            Node::Wider(node, others) => self.wider(node, others)?,
            Node::Begun(node) => self.begun(node)?,
            Node::Field(field, text) => self.field(*field, text)?,
        })
    }

    fn nodes(&mut self, nodes: &[Node]) -> Result<Vec<Part>, StoreError> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    /// What is not wanted is taken at its word: no part of a compound stands for it.
    fn denied(&mut self, node: &Node) -> Result<Part, StoreError> {
        let wanted = std::mem::replace(&mut self.wanted, Wanted::All);
        let leaves = self.leaves.len();
        let part = self.node(node);
        self.wanted = wanted;
        self.leaves.truncate(leaves);
        Ok(not(part?))
    }

    pub(super) fn word(&mut self, text: &Text) -> Result<Part, StoreError> {
        let ways = words::word(&text.text, self.stems);
        let signs = self.as_it_stands(signs::row(&text.text))?;
        if ways.is_empty() {
            return Ok(match signs {
                Some(signs) => {
                    self.leaf(&text.text, &signs, Vec::new());
                    Part::May(signs)
                }
                None => nothing(text),
            });
        }
        let small = words::is_function_word(&text.text) || words::is_sign(&text.text);
        let within = self.within_fields(&ways);
        let found = self.held_together(sum(&within), &text.text, &ways);
        let query = self.with_parts(found, text);
        let query = if small {
            boosted(query, rank::SMALL_WORD)
        } else {
            query
        };
        let query = best([query].into_iter().chain(signs), 0.0);
        self.leaf(&text.text, &query, within);
        Ok(if small {
            Part::May(query)
        } else {
            Part::Is(query)
        })
    }

    /// A compound, or where less will do its parts as words of their own.
    fn with_parts(&self, compound: Boxed, text: &Text) -> Boxed {
        if self.wanted == Wanted::All {
            return compound;
        }
        let loose = words::loose(&text.text, self.stems);
        if loose.is_empty() {
            return compound;
        }
        let part = |ways: &Vec<Way>| boosted(self.in_fields(ways), rank::PART_OF_COMPOUND);
        let parts: Vec<Boxed> = loose.iter().map(part).collect();
        let parts = match self.wanted {
            Wanted::Most => at_least(enough(parts.len()), parts),
            _ => joined(Occur::Should, parts, Vec::new()),
        };
        let parts = match words::number(&text.text, self.stems) {
            Some(number) => {
                let number = boosted(self.in_fields(&number), 0.0);
                joined(Occur::Must, vec![parts, number], Vec::new())
            }
            None => parts,
        };
        joined(Occur::Should, vec![compound, parts], Vec::new())
    }

    /// Words side by side in any of the text fields.
    fn in_a_row(&mut self, text: &Text) -> Result<Part, StoreError> {
        let ways = words::phrase(&text.text);
        let mut within = Vec::new();
        if !ways.is_empty() {
            let of_field = self.within_fields(&ways).into_iter();
            within.extend(of_field.map(|(name, found)| {
                let held = self.held_together(found, &text.text, &ways);
                (name, held)
            }));
        }
        let signs = self.as_it_stands(signs::row(&text.text))?;
        within.extend(signs.map(|signs| ("code", signs)));
        Ok(match within.is_empty() {
            true => nothing(text),
            false => self.phrase(within, text),
        })
    }

    /// A row of signs as code; `None` where no note has it as such.
    fn as_it_stands(&self, row: Option<String>) -> Result<Option<Boxed>, StoreError> {
        let term = row.map(|row| Term::from_field_text(self.fields.signs, &row));
        let Some(term) = term else { return Ok(None) };
        let count = self.searcher.doc_freq(&term).map_err(terms::failed)?;
        let query = || -> Boxed { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        Ok((count > 0).then(query))
    }

    /// The words of a query, or all of it as one row of signs: `{ ... }`.
    fn or_as_it_stands(&mut self, part: Part, query: &Query) -> Result<Part, StoreError> {
        let Some(signs) = self.as_it_stands(signs::of_query(query))? else {
            return Ok(part);
        };
        self.leaf("all of it, as code", &signs, Vec::new());
        Ok(match part {
            Part::Is(words) => Part::Is(joined(Occur::Should, vec![words, signs], Vec::new())),
            Part::May(words) => Part::May(joined(Occur::Should, vec![words, signs], Vec::new())),
            Part::Nothing(_) => Part::May(signs),
            other => other,
        })
    }

    fn phrase(&mut self, within: Vec<(&'static str, Boxed)>, text: &Text) -> Part {
        let query = sum(&within);
        self.leaf(&format!("\"{}\"", text.text), &query, within);
        Part::Is(query)
    }

    /// Words near one another, in any order.
    fn near(&mut self, text: &Text, gap: u32) -> Part {
        let words = words::near(&text.text, self.stems);
        let within = match words.as_slice() {
            [] => return nothing(text),
            [_] => self.within_fields(&words::phrase(&text.text)),
            words => self.near_one_another(words, gap),
        };
        self.phrase(within, text)
    }

    fn near_one_another(&self, words: &[Vec<Way>], gap: u32) -> Vec<(&'static str, Boxed)> {
        let of_field = |weighed: Weighed| {
            let near = Near {
                field: weighed.field,
                words: words.to_vec(),
                gap,
                in_order: false,
            };
            let near = self.deadline.held(Box::new(near));
            (weighed.name, boosted(near, weighed.boost))
        };
        let fields = rank::fields(self.fields).into_iter();
        fields.map(of_field).collect()
    }

    /// The terms that a pattern fits, below the literal form.
    fn pattern(
        &mut self,
        pattern: Option<Pattern>,
        text: &Text,
        sign: &str,
    ) -> Result<Part, StoreError> {
        let Some(pattern) = pattern else {
            return Ok(nothing(text));
        };
        let terms = expand::terms(self.searcher, self.fields, &pattern, &self.deadline)?;
        let mut choices: Vec<Boxed> = Vec::new();
        if !sign.is_empty() {
            let literal = words::phrase(&format!("{}{sign}", text.text));
            let plain = words::phrase(&text.text);
            for ways in [literal, plain].iter().filter(|ways| !ways.is_empty()) {
                choices.push(self.in_fields(ways));
            }
        }
        choices.push(self.any_term(&terms));
        let query = best(choices.into_iter(), 0.0);
        self.leaf(&format!("{}{sign}", text.text), &query, Vec::new());
        Ok(Part::Is(query))
    }

    /// Documents with any of these terms. Rare terms do not count more: a typing mistake is rare too.
    fn any_term(&self, terms: &[(String, u64)]) -> Boxed {
        let of_field = |weighed: Weighed| -> Boxed {
            let terms = terms
                .iter()
                .map(|(term, _)| Term::from_field_text(weighed.field, term));
            let any = ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 1.0);
            boosted(Box::new(any), weighed.boost)
        };
        best(
            rank::fields(self.fields).into_iter().map(of_field),
            rank::TIE,
        )
    }

    /// A part of the query, or one of its other names at lower weight.
    fn wider(&mut self, node: &Node, others: &[Text]) -> Result<Part, StoreError> {
        let leaves = self.leaves.len();
        let own = match self.node(node)? {
            Part::Is(own) => own,
            other => return Ok(other),
        };
        let mut choices = vec![own];
        for other in others {
            let ways = words::phrase(&other.text);
            if !ways.is_empty() {
                choices.push(boosted(self.named(&other.text, &ways), rank::OTHER_NAME));
            }
        }
        let query = best(choices.into_iter(), 0.0);
        self.leaves.truncate(leaves);
        self.leaf(&node.to_string(), &query, Vec::new());
        Ok(Part::Is(query))
    }

    pub(super) fn leaf(&mut self, what: &str, query: &Boxed, within: Vec<(&'static str, Boxed)>) {
        self.leaves.push(Leaf {
            what: what.to_owned(),
            query: query.box_clone(),
            within,
        });
    }

    pub(super) fn in_fields(&self, ways: &[Way]) -> Boxed {
        sum(&self.within_fields(ways))
    }

    /// The best of `ways` in each text field.
    fn within_fields(&self, ways: &[Way]) -> Vec<(&'static str, Boxed)> {
        let of_field = |weighed: Weighed| {
            let ways = ways
                .iter()
                .map(|way| way_query(weighed.field, way, weighed.boost));
            (weighed.name, best(ways, 0.0))
        };
        rank::fields(self.fields)
            .into_iter()
            .map(of_field)
            .collect()
    }

    fn field(&mut self, field: Field, text: &Text) -> Result<Part, StoreError> {
        if text.text.trim().is_empty() {
            return Ok(Part::Nothing("a field has no value".to_owned()));
        }
        let f = self.fields;
        Ok(match field {
            Field::Title => match self.within(f.title, 3.0, text) {
                Part::Is(query) => Part::Must(query),
                _ => Part::cannot(text),
            },
            Field::Event => match self.within(f.event, 1.0, text) {
                Part::Is(query) => Part::Must(Box::new(ConstScoreQuery::new(query, 0.0))),
                _ => Part::cannot(text),
            },
            Field::Tag => match Tag::new(&text.text) {
                Some(tag) => Part::Must(self.exact(f.tag, tag.as_str())),
                None => Part::cannot(text),
            },
            Field::Release => Part::Must(self.exact(f.release, &keyword(&text.text))),
            Field::Project => Part::Must(self.exact(f.project, &keyword(&text.text))),
            Field::Kind => Part::Must(self.exact(f.kind, &keyword(&text.text))),
            Field::Has => Part::Must(self.exact(f.has, &keyword(&text.text))),
            Field::Path => Part::Must(paths::query(self.searcher, f.path, text)?),
            Field::Date => self.days(&dates::period(text)?),
            Field::Since => self.days(&dates::since(text)?),
            Field::Until => self.days(&dates::until(text)?),
        })
    }

    /// A filter: it chooses and does not score.
    pub(super) fn exact(&self, field: EngineField, value: &str) -> Boxed {
        let term = Term::from_field_text(field, value);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
    }

    /// All words of a text in one field.
    fn within(&self, field: EngineField, boost: f32, text: &Text) -> Part {
        let words = words::each_word(&text.text, self.stems).into_iter();
        let one = |ways: Vec<Way>| best(ways.iter().map(|way| way_query(field, way, boost)), 0.0);
        let parts: Vec<Part> = words.map(|ways| Part::Is(one(ways))).collect();
        if parts.is_empty() {
            return nothing(text);
        }
        all(parts, Wanted::All)
    }

    /// Records whose days overlap a period. Those without a date have no number to compare.
    fn days(&self, period: &dates::Period) -> Part {
        let f = self.fields;
        let number = |field, day| Term::from_field_u64(field, day);
        let from = period
            .from
            .map(|day| Bound::Included(number(f.date_last, day)));
        let to = period
            .to
            .map(|day| Bound::Included(number(f.date_first, day)));
        let ends = [
            from.map(|from| RangeQuery::new(from, Bound::Unbounded)),
            to.map(|to| RangeQuery::new(Bound::Unbounded, to)),
        ];
        let ends = ends.into_iter().flatten();
        let ends = ends.map(|end| -> Boxed { Box::new(ConstScoreQuery::new(Box::new(end), 0.0)) });
        Part::Must(joined(Occur::Must, ends.collect(), Vec::new()))
    }
}
