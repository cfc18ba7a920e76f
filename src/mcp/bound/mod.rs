//! Answers of a bounded size: long texts end with a mark that says how much is missing and where it stands, long lists
//! have fewer entries. What is quoted is cleaned on the way.

use super::reply::{Found, NOTICE, Reply, Rows};
use crate::render::clean;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Most bytes of an answer as JSON. Clients give a model some 25 000 tokens of an answer at most, and cut what is longer
/// wherever it happens to be.
pub(super) const MOST: usize = 64 << 10;
/// What the sentences about an answer may take of that.
const SAID: usize = 6 << 10;
/// Most sentences about an answer, and most bytes of each.
const SENTENCES: usize = 8;
const SENTENCE: usize = 300;
/// Most bytes of a path in a mark.
const PATH: usize = 200;

/// The most bytes that an answer may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room(pub(super) usize);

impl Room {
    /// What is left for the document.
    fn rest(self) -> usize {
        self.0.saturating_sub(SAID)
    }
}

/// How much stays of a text, in bytes, and of a list within an entry.
#[derive(Debug, Clone, Copy)]
struct Measure {
    text: usize,
    list: usize,
}

/// From the most that stays to the least; the first that fits is taken.
const MEASURES: [Measure; 6] = [
    Measure {
        text: 40 << 10,
        list: 400,
    },
    Measure {
        text: 16 << 10,
        list: 100,
    },
    Measure {
        text: 4 << 10,
        list: 40,
    },
    Measure {
        text: 1 << 10,
        list: 12,
    },
    Measure { text: 200, list: 4 },
    Measure { text: 40, list: 1 },
];

/// An answer that fits; `None` only where no measure makes it fit.
pub(super) fn reply(found: &Found, room: Room) -> Option<Reply<Map<String, Value>>> {
    MEASURES
        .iter()
        .find_map(|measure| measured(found, *measure, room.rest()))
}

/// A value that is no answer, short whatever it quotes.
pub(super) fn shortest(value: &Value) -> Value {
    let [long, short] = [5 << 10, 400].map(|text| {
        let measure = Measure { text, list: 10 };
        Cutter::new(measure).value(value, None)
    });
    match size(&long) {
        0..=MOST => long,
        _ => short,
    }
}

/// An answer of this measure, where it fits.
fn measured(found: &Found, measure: Measure, room: usize) -> Option<Reply<Map<String, Value>>> {
    let mut cutter = Cutter::new(measure);
    let mut document = Map::new();
    for (key, value) in &found.document {
        if found.rows.is_none_or(|rows| rows.name != key) {
            let value = cutter.keyed(key, value, None);
            document.insert(key.clone(), value);
        }
    }
    let size = size(&Value::Object(document.clone()));
    // Entries are what was asked for: what stands beside them may not take their room.
    let most = if found.rows.is_some() { room / 2 } else { room };
    if size > most {
        return None;
    }
    let (mut next_offset, mut left_out) = (None, None);
    if let Some(rows) = found.rows {
        let all = found.document.get(rows.name).and_then(Value::as_array);
        let all = all.map_or(&[][..], Vec::as_slice);
        let kept = cutter.rows(all, room - size);
        if kept.is_empty() && !all.is_empty() {
            return None;
        }
        let after = rows.offset + kept.len();
        next_offset = Some(after).filter(|after| *after < rows.total && !kept.is_empty());
        left_out = (kept.len() < all.len()).then(|| fewer(rows, kept.len(), all.len()));
        document.insert(rows.name.to_owned(), Value::Array(kept));
    }
    let part = found.rows.zip(next_offset);
    let part = part.map(|(rows, next)| part_of(rows, next));
    Some(Reply {
        notice: NOTICE,
        truncated: left_out.is_some() || !cutter.cut.is_empty(),
        notices: sentences([cutter.told(), left_out.or(part)], &found.notices),
        next_offset,
        document,
    })
}

/// What is said of an answer: first what was left out of it.
fn sentences(cut_out: [Option<String>; 2], rest: &[String]) -> Vec<String> {
    let all = cut_out.iter().flatten().chain(rest).take(SENTENCES);
    all.map(|sentence| cut(&clean::clean(sentence), SENTENCE, None).0)
        .collect()
}

fn part_of(rows: Rows, next: usize) -> String {
    let (name, first, total) = (rows.name, rows.offset + 1, rows.total);
    format!("{first} to {next} of {total} `{name}`; `offset` {next} goes on")
}

fn fewer(rows: Rows, kept: usize, all: usize) -> String {
    let Rows { name, offset, .. } = rows;
    let next = offset + kept;
    format!("only {kept} of {all} `{name}` fit into an answer; `offset` {next} goes on")
}

fn size(value: &Value) -> usize {
    serde_json::to_string(value).map_or(usize::MAX, |text| text.len())
}

/// Where a record stands.
type Source<'v> = Option<(&'v str, u64)>;

/// Cuts values to a measure, and remembers what it cut.
struct Cutter {
    measure: Measure,
    /// The keys whose values are not whole.
    cut: BTreeSet<String>,
}

impl Cutter {
    fn new(measure: Measure) -> Self {
        let cut = BTreeSet::new();
        Self { measure, cut }
    }

    /// As many entries from the first on as there is room for.
    fn rows(&mut self, all: &[Value], room: usize) -> Vec<Value> {
        let (mut taken, mut kept) = (0, Vec::new());
        for row in all {
            let before = self.cut.clone();
            let row = self.value(row, None);
            taken += size(&row) + 1;
            if taken > room {
                self.cut = before;
                break;
            }
            kept.push(row);
        }
        kept
    }

    fn keyed(&mut self, key: &str, value: &Value, source: Source<'_>) -> Value {
        match value {
            Value::String(text) => {
                let (text, whole) = cut(&clean::clean(text), self.measure.text, source);
                if !whole {
                    self.cut.insert(key.to_owned());
                }
                Value::String(text)
            }
            Value::Array(all) => {
                let kept = all.iter().take(self.measure.list);
                let kept = kept.map(|value| self.keyed(key, value, source)).collect();
                if all.len() > self.measure.list {
                    self.cut.insert(key.to_owned());
                }
                Value::Array(kept)
            }
            value => self.value(value, source),
        }
    }

    fn value(&mut self, value: &Value, source: Source<'_>) -> Value {
        let Value::Object(fields) = value else {
            return value.clone();
        };
        let source = of_record(fields).or(source);
        let fields = fields.iter();
        Value::Object(
            fields
                .map(|(key, value)| (key.clone(), self.keyed(key, value, source)))
                .collect(),
        )
    }

    /// What to say of what was cut.
    fn told(&self) -> Option<String> {
        let names: Vec<String> = self.cut.iter().map(|key| format!("`{key}`")).collect();
        (!names.is_empty()).then(|| format!("cut to keep the answer short: {}", names.join(", ")))
    }
}

fn of_record(fields: &Map<String, Value>) -> Source<'_> {
    let source = fields.get("source")?;
    Some((source["path"].as_str()?, source["line_start"].as_u64()?))
}

/// A text of at most so many bytes and a mark, and whether it is whole.
fn cut(text: &str, most: usize, source: Source<'_>) -> (String, bool) {
    if text.len() <= most {
        return (text.to_owned(), true);
    }
    (
        format!("{}{}", begin(text, most), mark(text.len() - most, source)),
        false,
    )
}

/// The first bytes of a text, at most so many, that are whole characters.
fn begin(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Stands where a text was cut.
fn mark(bytes: usize, source: Source<'_>) -> String {
    match source {
        Some((path, line)) => {
            let path = clean::line(begin(path, PATH));
            format!("… [cut: some {bytes} bytes more, see {path}:{line}]")
        }
        None => format!("… [cut: some {bytes} bytes more]"),
    }
}

/// A text, cleaned, that takes at most so many bytes as a string of JSON, and whether it is whole.
pub(super) fn text(text: &str, most: usize, path: &str, line: u32) -> (String, bool) {
    let text = clean::clean(text);
    let written = |c: char| match c {
        '"' | '\\' | '\n' | '\t' => 2,
        c => c.len_utf8(),
    };
    let mut taken = 0;
    let past = text.char_indices().find(|(_, c)| {
        taken += written(*c);
        taken > most
    });
    match past {
        None => (text.into_owned(), true),
        Some((end, _)) => cut(&text, end, Some((path, u64::from(line)))),
    }
}

#[cfg(test)]
mod tests;
