//! The parts of a mail: one row of them, in the order of the file, each with the one that holds it.
//!
//! Boundaries are looked up line by line among those that are open, so that depth costs nothing.

use super::header::{self, Header};
use super::raw::Raw;
use std::collections::HashMap;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Holds other parts.
    Several,
    /// Holds one text in several forms: the plainest is read.
    Alternatives,
    /// Holds mails that others wrote to a list.
    Digest,
    /// A mail within the mail.
    Mail,
    /// Text, a file, a picture.
    Leaf,
    /// What stands before the first part, for programs that know no parts.
    Preamble,
    /// What stands behind the last part.
    Epilogue,
}

/// One part.
#[derive(Debug)]
pub(super) struct Part {
    /// What it is.
    pub(super) kind: Kind,
    /// The part that holds it.
    pub(super) parent: Option<usize>,
    /// What it says of itself.
    pub(super) header: Header,
    /// Its first line, header and all.
    pub(super) first: u32,
    /// The first line of its body.
    pub(super) body: u32,
    /// The line behind the last one of its body.
    pub(super) end: u32,
}

/// The parts of a mail and where they are broken.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The parts: those within a part stand behind it.
    pub(super) all: Vec<Part>,
    /// First lines of parts whose end is missing.
    pub(super) open: Vec<u32>,
}

/// A part whose boundary is looked for.
struct Open {
    part: usize,
    boundary: Vec<u8>,
    /// How deep the same boundary was open before.
    before: Option<usize>,
}

struct Reading<'r> {
    raw: &'r Raw<'r>,
    end: u32,
    out: Parts,
    open: Vec<Open>,
    depths: HashMap<Vec<u8>, usize>,
    /// The part whose body goes on.
    leaf: Option<usize>,
}

/// The parts of the mail whose header begins on line `first`, before line `end`.
pub(super) fn parts(raw: &Raw<'_>, first: u32, end: u32) -> Parts {
    let mut reading = Reading {
        raw,
        end,
        out: Parts::default(),
        open: Vec::new(),
        depths: HashMap::new(),
        leaf: None,
    };
    let mut n = reading.begin(first, None);
    while n < end {
        n = match reading.delimiter(n) {
            Some((depth, is_last)) => reading.delimit(n, depth, is_last),
            None => n + 1,
        };
    }
    reading.close_to(0, end);
    reading.out
}

impl Reading<'_> {
    /// Reads the header on line `first` and what follows from it; gives the line to go on with.
    fn begin(&mut self, first: u32, parent: Option<usize>) -> u32 {
        let (mut first, mut parent) = (first, parent);
        loop {
            let header = header::header(self.raw, first, self.end);
            let body = header.body;
            let is_digest = parent.is_some_and(|p| self.out.all[p].kind == Kind::Digest);
            let (kind, boundary) = kind(&header, is_digest);
            let part = self.add(kind, parent, header, (first, body));
            match kind {
                Kind::Mail => (first, parent) = (body, Some(part)),
                Kind::Leaf => {
                    self.leaf = Some(part);
                    return body;
                }
                _ => {
                    self.hold(part, boundary.unwrap_or_default());
                    let none = Header::default();
                    let preamble = self.add(Kind::Preamble, Some(part), none, (body, body));
                    self.leaf = Some(preamble);
                    return body;
                }
            }
        }
    }

    fn add(
        &mut self,
        kind: Kind,
        parent: Option<usize>,
        header: Header,
        (first, body): (u32, u32),
    ) -> usize {
        self.out.all.push(Part {
            kind,
            parent,
            header,
            first,
            body,
            end: self.end,
        });
        self.out.all.len() - 1
    }

    /// Looks for the boundary of a part from here on.
    fn hold(&mut self, part: usize, boundary: String) {
        let boundary = boundary.into_bytes();
        let before = self.depths.insert(boundary.clone(), self.open.len());
        self.open.push(Open {
            part,
            boundary,
            before,
        });
    }

    /// The open part that a line ends or goes on with, and whether it is its end.
    fn delimiter(&self, n: u32) -> Option<(usize, bool)> {
        let line = self.raw.line(n).strip_prefix(b"--")?.trim_ascii_end();
        if let Some(depth) = self.depths.get(line) {
            return Some((*depth, false));
        }
        let depth = self.depths.get(line.strip_suffix(b"--")?)?;
        Some((*depth, true))
    }

    /// Goes on behind a line of a boundary.
    fn delimit(&mut self, n: u32, depth: usize, is_last: bool) -> u32 {
        let part = self.open[depth].part;
        if !is_last {
            self.close_to(depth + 1, n);
            return self.begin(n + 1, Some(part));
        }
        self.close_to(depth + 1, n);
        self.forget(n);
        let none = Header::default();
        self.leaf = Some(self.add(Kind::Epilogue, Some(part), none, (n + 1, n + 1)));
        n + 1
    }

    /// Ends all parts deeper than `depth` before line `end`: their own ends are missing.
    fn close_to(&mut self, depth: usize, end: u32) {
        while self.open.len() > depth {
            if let Some(open) = self.open.last() {
                self.out.open.push(self.out.all[open.part].first);
            }
            self.forget(end);
        }
        self.end_leaf(end);
    }

    fn forget(&mut self, end: u32) {
        self.end_leaf(end);
        if let Some(open) = self.open.pop() {
            match open.before {
                Some(depth) => self.depths.insert(open.boundary, depth),
                None => self.depths.remove(&open.boundary),
            };
        }
    }

    fn end_leaf(&mut self, end: u32) {
        if let Some(leaf) = self.leaf.take() {
            self.out.all[leaf].end = end;
        }
    }
}

/// What a part is by its header, and the boundary of those it holds. Within a digest all are mails unless they say otherwise.
fn kind(header: &Header, in_digest: bool) -> (Kind, Option<String>) {
    let Some(content) = header.content_type() else {
        return (if in_digest { Kind::Mail } else { Kind::Leaf }, None);
    };
    let (main, sub) = (content.c_type.as_ref(), content.subtype().unwrap_or(""));
    let encoding = header.text("content-transfer-encoding").to_lowercase();
    let is_encoded = ["base64", "quoted-printable"].contains(&encoding.as_str());
    if main.eq_ignore_ascii_case("message") && !is_encoded {
        let is_mail = ["rfc822", "global", "news"].contains(&sub.to_lowercase().as_str());
        return (if is_mail { Kind::Mail } else { Kind::Leaf }, None);
    }
    let boundary = content.attribute("boundary").map(str::trim_end);
    let boundary = boundary.filter(|b| !b.is_empty()).map(str::to_owned);
    if !main.eq_ignore_ascii_case("multipart") || boundary.is_none() {
        return (Kind::Leaf, None);
    }
    let kind = match sub.to_lowercase().as_str() {
        "alternative" => Kind::Alternatives,
        "digest" => Kind::Digest,
        _ => Kind::Several,
    };
    (kind, boundary)
}

impl Parts {
    /// For each part whether it is read: of several forms of one text those that are read best.
    pub(super) fn chosen(&self, raw: &Raw<'_>) -> Vec<bool> {
        let ranks = self.ranks(raw);
        let mut has_parts = vec![false; self.all.len()];
        for part in self.all.iter().filter(|part| !is_aside(part.kind)) {
            if let Some(parent) = part.parent {
                has_parts[parent] = true;
            }
        }
        let mut out: Vec<bool> = Vec::with_capacity(self.all.len());
        for (at, part) in self.all.iter().enumerate() {
            let is_read = part.parent.is_none_or(|parent| {
                let is_choice = self.all[parent].kind == Kind::Alternatives;
                let is_best = match part.kind {
                    Kind::Preamble => !has_parts[parent],
                    Kind::Epilogue => true,
                    _ => !is_choice || ranks[at] == ranks[parent],
                };
                out[parent] && is_best
            });
            out.push(is_read);
        }
        out
    }

    /// How well a part can be read: 3 as plain text, 2 as HTML, 1 otherwise, 0 not at all; of those that hold others, the best.
    fn ranks(&self, raw: &Raw<'_>) -> Vec<u8> {
        let mut ranks: Vec<u8> = self.all.iter().map(|part| part.rank(raw)).collect();
        for (at, part) in self.all.iter().enumerate().rev() {
            if let Some(parent) = part.parent.filter(|_| !is_aside(part.kind)) {
                ranks[parent] = ranks[parent].max(ranks[at]);
            }
        }
        ranks
    }
}

fn is_aside(kind: Kind) -> bool {
    matches!(kind, Kind::Preamble | Kind::Epilogue)
}

impl Part {
    fn rank(&self, raw: &Raw<'_>) -> u8 {
        if self.kind != Kind::Leaf || (self.body..self.end).all(|n| raw.is_blank(n)) {
            return 0;
        }
        match self.media_type().as_str() {
            "text/plain" | "text/markdown" => 3,
            "text/html" | "application/xhtml+xml" => 2,
            _ => 1,
        }
    }

    /// What it is, in lower case: `text/plain` where it does not say.
    pub(super) fn media_type(&self) -> String {
        let content = self.header.content_type();
        let named = content.and_then(|c| Some(format!("{}/{}", c.c_type, c.subtype()?)));
        named.map_or_else(|| "text/plain".to_owned(), |named| named.to_lowercase())
    }
}
