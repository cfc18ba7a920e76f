//! Searching tokens, and whether the lines of the hits hold them.

use super::Token;
use super::corpus::{Corpus, Note};
use kb::config::{Lookup, Root};
use kb::kb::{Kb, Mode, Opening, SearchHit, SearchRequest};
use kb::query::{Node, Query};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// Hits that are looked at.
const TOP: usize = 10;
/// Where the notes lie below the root.
const NOTES: &str = "notes/";

/// What a search for a token came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The first hit to hold it, from 1.
    At(usize),
    /// No hit of the first ten holds it: how many hits there are in all.
    Nowhere(usize),
    /// The query was not understood.
    Error(String),
    /// Not searched so: the query language takes it for something else, named here.
    Operator(&'static str),
}

/// One search: what it came to, and the first hit.
#[derive(Debug, Clone)]
pub(crate) struct Tried {
    pub(crate) answer: Answer,
    pub(crate) first: String,
}

/// A token and what its two searches came to.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) token: Token,
    pub(crate) bare: Tried,
    pub(crate) quoted: Tried,
}

/// A knowledge base over a copy of the corpus.
pub(crate) struct Base<'c> {
    kb: Kb,
    notes: HashMap<String, &'c Note>,
    _folder: TempDir,
}

impl<'c> Base<'c> {
    pub(crate) fn index(corpus: &'c Corpus) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        write(folder.path(), corpus).map_err(|e| e.to_string())?;
        let lookup = Lookup {
            root: Some(folder.path()),
            cwd: folder.path(),
            env_root: None,
            index: None,
            cache: None,
        };
        let root = Root::find(&lookup).map_err(|e| e.to_string())?;
        let opening = Opening {
            mode: Mode::Sync,
            patience: Duration::from_secs(2),
            progress: &mut |_| (),
        };
        let notes = corpus.notes.iter();
        Ok(Self {
            kb: Kb::open(root, opening).map_err(|e| e.to_string())?,
            notes: notes
                .map(|note| (format!("{NOTES}{}", note.path), note))
                .collect(),
            _folder: folder,
        })
    }

    /// Searches every token as it stands and quoted, on all cores.
    pub(crate) fn judge(&self, tokens: &[Token]) -> Vec<Verdict> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let share = tokens.len().div_ceil(cores).max(1);
        thread::scope(|scope| {
            let parts = tokens.chunks(share);
            let running: Vec<_> = parts
                .map(|part| scope.spawn(|| part.iter().map(|token| self.verdict(token)).collect()))
                .collect();
            let done = running.into_iter().map(thread::ScopedJoinHandle::join);
            // A part that panicked has told so, and its tokens are missing from the counts.
            done.flat_map(Result::<Vec<_>, _>::unwrap_or_default)
                .collect()
        })
    }

    fn verdict(&self, token: &Token) -> Verdict {
        let bare = match operator(&token.text) {
            Some(name) => Tried {
                answer: Answer::Operator(name),
                first: String::new(),
            },
            None => self.search(&token.text, &token.text),
        };
        Verdict {
            bare,
            quoted: self.search(&quoted(&token.text), &token.text),
            token: token.clone(),
        }
    }

    fn search(&self, query: &str, wanted: &str) -> Tried {
        let request = SearchRequest {
            query: query.to_owned(),
            limit: TOP,
            ..SearchRequest::default()
        };
        let answer = match self.kb.search(&request) {
            Ok(answered) => answered.value,
            Err(error) => {
                return Tried {
                    answer: Answer::Error(error.to_string()),
                    first: String::new(),
                };
            }
        };
        let place = answer.hits.iter().position(|hit| self.holds(hit, wanted));
        Tried {
            answer: place.map_or(Answer::Nowhere(answer.total), |at| Answer::At(at + 1)),
            first: answer
                .hits
                .first()
                .map(|hit| self.told(hit, wanted))
                .unwrap_or_default(),
        }
    }

    /// Whether the bytes of the lines of a hit hold `wanted`.
    fn holds(&self, hit: &SearchHit, wanted: &str) -> bool {
        contains(&self.bytes(hit), wanted.as_bytes())
    }

    /// The bytes of the lines of a hit, as they stand in its file.
    fn bytes(&self, hit: &SearchHit) -> Vec<u8> {
        let lines = match &hit.item {
            Some(item) => item.lines(),
            None => hit.topic.lines(),
        };
        let note = self.notes.get(&hit.topic.path);
        note.map(|note| note.range(lines.start as usize, lines.end as usize))
            .unwrap_or_default()
    }

    /// A hit by its place, and whether it holds `wanted` in other letters.
    fn told(&self, hit: &SearchHit, wanted: &str) -> String {
        let lower = self.bytes(hit).to_ascii_lowercase();
        let other_case = contains(&lower, wanted.to_ascii_lowercase().as_bytes());
        let case = if other_case { " [other case]" } else { "" };
        place_of(hit) + case
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn place_of(hit: &SearchHit) -> String {
    let (topic, lines) = (&hit.topic, hit.topic.lines());
    let path = topic.path.strip_prefix(NOTES).unwrap_or(&topic.path);
    format!("{path}:{}-{} {}", lines.start, lines.end, topic.title)
}

fn write(root: &Path, corpus: &Corpus) -> std::io::Result<()> {
    fs::write(root.join("kb.toml"), "")?;
    for note in &corpus.notes {
        let file = root.join(NOTES).join(&note.path);
        fs::create_dir_all(file.parent().unwrap_or(root))?;
        fs::write(file, &note.bytes)?;
    }
    Ok(())
}

/// The token as a phrase of the query language.
fn quoted(token: &str) -> String {
    let mut out = String::from("\"");
    for c in token.chars() {
        if matches!(c, '"' | '“' | '”' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// What the query language takes the bare token for, where that is more than words that are all wanted.
fn operator(token: &str) -> Option<&'static str> {
    if token.contains(['"', '“', '”']) {
        return Some("hold a quote");
    }
    // One that is not understood is searched, and told as an error.
    let query: Query = kb::query::parse(token).ok()?;
    match &query.root {
        Node::And(nodes) => nodes.iter().find_map(of_node),
        node => of_node(node),
    }
}

fn of_node(node: &Node) -> Option<&'static str> {
    match node {
        Node::Word(_) => None,
        Node::And(nodes) => nodes.iter().find_map(of_node),
        Node::Or(_) => Some("say OR"),
        Node::Not(_) => Some("leave out a word"),
        Node::Field(..) => Some("ask for a field"),
        Node::Prefix(_) => Some("end with a star"),
        Node::Fuzzy(..) => Some("end with a tilde"),
        Node::Regex(_) => Some("are an expression"),
        _ => Some("hold a phrase"),
    }
}
