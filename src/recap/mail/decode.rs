//! The body of a part as text: its transfer encoding and its charset undone, with the line of the file that each piece stands in.

use super::parts::Part;
use super::raw::{Line, Raw};
use crate::model::Lines;
use mail_parser::decoders::charsets::DecoderFnc;
use mail_parser::decoders::charsets::map::charset_decoder;

/// Something in a body that cannot be decoded: the line of the file, and what it is.
pub(super) type Fault = (u32, String);

/// A decoded body.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    /// Its text.
    pub(super) text: String,
    /// Where in the text the lines of the file begin, rising: the byte and the line.
    pub(super) marks: Vec<(usize, u32)>,
    /// What could not be decoded, the first of each kind.
    pub(super) faults: Vec<Fault>,
}

/// Bytes of a body with what [`Decoded`] says of text.
#[derive(Default)]
pub(super) struct Undone {
    pub(super) bytes: Vec<u8>,
    pub(super) marks: Vec<(usize, u32)>,
    pub(super) fault: Option<Fault>,
}

impl Undone {
    /// Notes that what follows stands in line `n`.
    pub(super) fn mark(&mut self, n: u32) {
        self.marks.push((self.bytes.len(), n));
    }

    /// Notes the first fault.
    pub(super) fn fault(&mut self, n: u32, what: &str) {
        self.fault.get_or_insert_with(|| (n, what.to_owned()));
    }
}

/// Decodes the body of a part.
pub(super) fn decoded(raw: &Raw<'_>, part: &Part) -> Decoded {
    let encoding = part.header.text("content-transfer-encoding");
    let undone = match encoding.to_lowercase().as_str() {
        "base64" => super::transfer::base64(raw, part.body, part.end),
        "quoted-printable" => super::transfer::quoted(raw, part.body, part.end),
        // `8-bit`, `7bits`: what else could it be.
        plain if plain.starts_with(['7', '8']) || ["", "binary"].contains(&plain) => {
            super::transfer::plain(raw, part.body, part.end)
        }
        other => {
            let mut undone = super::transfer::plain(raw, part.body, part.end);
            undone.fault(part.first, &format!("unknown transfer encoding `{other}`"));
            undone
        }
    };
    let content = part.header.content_type();
    let charset = content.and_then(|c| c.attribute("charset").map(str::to_owned));
    text(undone, &charset.unwrap_or_default(), part.first)
}

/// Charsets whose text may look like ASCII, or whose lines cannot be told before they are decoded.
fn is_shifting(charset: &str) -> bool {
    [
        "utf-16", "utf16", "utf-7", "utf7", "utf-32", "iso-2022", "hz-",
    ]
    .iter()
    .any(|known| charset.starts_with(known))
}

fn text(undone: Undone, charset: &str, first: u32) -> Decoded {
    let charset = charset.trim().to_lowercase();
    let mut out = Decoded {
        faults: undone.fault.into_iter().collect(),
        ..Decoded::default()
    };
    let is_plain = undone.bytes.is_ascii() && !is_shifting(&charset);
    let is_utf8 = ["", "utf-8", "utf8", "us-ascii", "ascii"].contains(&charset.as_str());
    let decoder = charset_decoder(charset.as_bytes()).filter(|_| !is_utf8);
    if !is_plain && decoder.is_none() && !is_utf8 {
        out.faults
            .push((first, format!("unknown charset `{charset}`")));
    }
    match decoder.filter(|_| !is_plain) {
        Some(decode) if charset.starts_with("utf-16") => {
            out.text = decode(&undone.bytes);
            out.marks = scaled(&undone.marks, 0, undone.bytes.len(), &out.text, 0).collect();
        }
        Some(decode) => by_line(&undone.bytes, &undone.marks, &mut out, |line, _| {
            decode(line)
        }),
        None => utf8(undone.bytes, &undone.marks, &charset, &mut out),
    }
    out
}

/// UTF-8, or what should be: a line that is none is of the charset that such lines mostly are, where the mail does not say that
/// it is UTF-8.
fn utf8(bytes: Vec<u8>, marks: &[(usize, u32)], charset: &str, out: &mut Decoded) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            out.text = text;
            out.marks = marks.to_vec();
            return;
        }
        Err(error) => error.into_bytes(),
    };
    let guess: Option<DecoderFnc> = match charset {
        "utf-8" | "utf8" => None,
        _ => charset_decoder(b"windows-1252"),
    };
    let mut broken = None;
    by_line(&bytes, marks, out, |line, n| {
        match std::str::from_utf8(line) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                broken.get_or_insert(n);
                guess.map_or_else(
                    || String::from_utf8_lossy(line).into_owned(),
                    |guess| guess(line),
                )
            }
        }
    });
    let broken = broken.map(|n| (n, "bytes that are not UTF-8".to_owned()));
    out.faults.extend(broken);
}

/// Decodes line by line. Where a line changes its length, what begins within it is placed by its share.
fn by_line(
    bytes: &[u8],
    marks: &[(usize, u32)],
    out: &mut Decoded,
    mut decode: impl FnMut(&[u8], u32) -> String,
) {
    let (mut start, mut known) = (0, 0);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let end = start + line.len();
        let here = &marks[known..];
        let here = &here[..here.partition_point(|(at, _)| *at < end)];
        let before = marks[..known].last().or(here.first());
        let begins = here.first().filter(|(at, _)| *at == start);
        let n = begins.or(before).map_or(1, |(_, n)| *n);
        let text = decode(line, n);
        let at = out.text.len();
        out.marks.extend(scaled(here, start, line.len(), &text, at));
        out.text.push_str(&text);
        known += here.len();
        start = end;
    }
}

/// Marks within bytes as marks within the text they come to.
fn scaled(
    marks: &[(usize, u32)],
    start: usize,
    length: usize,
    text: &str,
    at: usize,
) -> impl Iterator<Item = (usize, u32)> {
    marks.iter().map(move |(mark, n)| {
        let share = (mark - start) * text.len() / length.max(1);
        let share = (0..=share.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        (at + share.unwrap_or(0), *n)
    })
}

impl Decoded {
    /// Its lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut out = Vec::new();
        let mut places = Places::new(self);
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let first = places.line(at);
            at += line.len();
            let last = places.line(at - 1);
            let text = line.strip_suffix('\n').unwrap_or(line);
            let text = text.strip_suffix('\r').unwrap_or(text);
            out.push(Line {
                text: text.to_owned(),
                from: Lines::new(first, last),
            });
        }
        out
    }
}

/// Walks through a decoded body from its start.
pub(super) struct Places<'d> {
    marks: &'d [(usize, u32)],
    known: usize,
}

impl<'d> Places<'d> {
    /// At the start of a body.
    pub(super) fn new(decoded: &'d Decoded) -> Self {
        Self {
            marks: &decoded.marks,
            known: 0,
        }
    }

    /// The line of the file in which the byte `at` stands; `at` never falls.
    pub(super) fn line(&mut self, at: usize) -> u32 {
        while self
            .marks
            .get(self.known + 1)
            .is_some_and(|(mark, _)| *mark <= at)
        {
            self.known += 1;
        }
        self.marks.get(self.known).map_or(1, |(_, n)| *n)
    }
}
