//! The parts of a mail to its script.

use super::decode::decoded;
use super::digest;
use super::fields::{self, NO_SUBJECT};
use super::header::Header;
use super::html;
use super::mbox::Stretch;
use super::parts::{Kind, Part, Parts};
use super::raw::Raw;
use super::texts;
use crate::model::{Lines, Severity};
use crate::recap::escape::{escaped, escaped_line};
use crate::recap::script::Script;

/// So many lines of a header that are none, and parts that are never closed, are told of.
const MOST_TOLD: usize = 20;

struct Writing<'w> {
    raw: &'w Raw<'w>,
    parts: &'w Parts,
    script: Script,
}

/// The script of a mail. Its title stands for all lines of its header, so that they are lines of its first topic.
pub(super) fn script(
    raw: &Raw<'_>,
    parts: &Parts,
    separator: Option<u32>,
    Stretch { first, end }: Stretch,
) -> Script {
    let none = Header::default();
    let header = parts.all.first().map_or(&none, |part| &part.header);
    let metadata = fields::metadata(raw.source, header, separator);
    let mut writing = Writing {
        raw,
        parts,
        script: Script {
            metadata,
            ..Script::default()
        },
    };
    writing.title(first);
    let chosen = parts.chosen(raw);
    let apart = writing.forwarded();
    for (at, part) in parts.all.iter().enumerate().filter(|(at, _)| chosen[*at]) {
        writing.part(at, part, apart[at]);
    }
    for first in parts.open.iter().take(MOST_TOLD) {
        writing.tell("mail-part", "a part of this mail is never closed", *first);
    }
    writing.reach(first, end);
    rise(&mut writing.script.lines, end - 1);
    writing.script
}

/// Makes lines never fall: the header of a mail that is a single file stands for its title and for the file's name.
/// A part that begins behind the `last` line has it.
fn rise(lines: &mut [Lines], last: u32) {
    let (mut start, mut end) = (1, 1);
    for line in lines {
        (start, end) = (start.max(line.start.min(last)), end.max(line.end.min(last)));
        *line = Lines::new(start, end);
    }
}

impl Writing<'_> {
    /// Goes on to the last line: what is left out, such as boundaries, is of the last topic.
    fn reach(&mut self, first: u32, end: u32) {
        let last = self.raw.source.trimmed(first, end - 1);
        let last = last.map_or(first, |lines| lines.end);
        self.script.push("", Lines::new(last, last));
    }

    fn title(&mut self, first: u32) {
        let title = self.script.metadata.first(&["title"]).unwrap_or(NO_SUBJECT);
        let heading = format!("# {title}");
        // Without a header there is no line that it could stand for.
        if let Some(last) = self.script.metadata.lines.map(|lines| lines.end.max(first)) {
            self.script.push(&heading, Lines::new(first, last));
            self.gap(last);
        }
        if let Some(top) = self.parts.all.first() {
            self.check(top);
        }
    }

    /// For each part whether it is in a mail that is passed on: others speak there. The mails of a digest are a list's own.
    fn forwarded(&self) -> Vec<bool> {
        let mut out: Vec<bool> = Vec::with_capacity(self.parts.all.len());
        for part in &self.parts.all {
            let forwarded = part.parent.is_some_and(|parent| {
                let holder = &self.parts.all[parent];
                let in_digest = holder.parent.map(|p| self.parts.all[p].kind) == Some(Kind::Digest);
                out[parent] || holder.kind == Kind::Mail && !in_digest
            });
            out.push(forwarded);
        }
        out
    }

    /// Tells of a header that is broken.
    fn check(&mut self, part: &Part) {
        for n in part.header.odd.iter().take(MOST_TOLD) {
            self.tell("mail-header", "a line that is no header", *n);
        }
        let is_odd = |lines: Lines| {
            let raw = self.raw.span(lines.start, lines.end);
            std::str::from_utf8(raw).is_err()
        };
        let odd = part.header.fields.iter().find(|f| is_odd(f.lines));
        if let Some(line) = odd.map(|field| field.lines.start) {
            self.tell("mail-encoding", "bytes that are not UTF-8", line);
        }
        let has_body = (part.body..part.end)
            .next()
            .is_some_and(|n| !self.raw.is_blank(n));
        if !part.header.is_closed && has_body {
            let message = "the text begins without a blank line below the header";
            self.tell("mail-header", message, part.body);
        }
    }

    fn tell(&mut self, code: &str, message: &str, line: u32) {
        let line = line.min(self.raw.source.line_count());
        let diagnostic = self
            .raw
            .source
            .line_diagnostic(Severity::Warning, code, message, line);
        self.script.metadata.diagnostics.push(diagnostic);
    }

    fn gap(&mut self, n: u32) {
        self.script.gap(Lines::new(n, n));
    }

    fn part(&mut self, at: usize, part: &Part, is_apart: bool) {
        match part.kind {
            Kind::Mail => self.inner(at, part),
            Kind::Leaf | Kind::Preamble | Kind::Epilogue => self.leaf(part, is_apart),
            Kind::Several | Kind::Alternatives | Kind::Digest => {}
        }
    }

    /// The header of a mail within the mail.
    fn inner(&mut self, at: usize, part: &Part) {
        let Some(top) = self
            .parts
            .all
            .get(at + 1)
            .filter(|top| top.parent == Some(at))
        else {
            return;
        };
        let in_digest = part.parent.map(|p| self.parts.all[p].kind) == Some(Kind::Digest);
        let (title, words) = fields::introduction(self.raw.source, &top.header);
        let first = match self.raw.is_blank(part.first) {
            true => top.first,
            false => part.first,
        };
        let from = Lines::new(first, top.body.saturating_sub(1).max(first));
        self.gap(first);
        let before = self.script.len();
        match in_digest {
            true => self.script.push(&format!("## {}", escaped(&title)), from),
            false => self.script.push(&escaped_line(&title), from),
        }
        let heading = self.script.len();
        self.script.push(&escaped_line(&words), from);
        self.script.gap(from);
        self.script
            .set_apart(if in_digest { heading } else { before });
        self.check(top);
    }

    fn leaf(&mut self, part: &Part, is_apart: bool) {
        let media = part.media_type();
        let is_text = media.starts_with("text/") || media.starts_with("message/");
        let is_page = media == "text/html" || media == "application/xhtml+xml";
        if part.kind == Kind::Leaf && (part.header.is_attached() || !is_text && !is_page) {
            self.name(part, &media);
        }
        if !is_text && !is_page {
            return;
        }
        // A mail that is encoded is one that is passed on all the same.
        let is_apart = is_apart || media.starts_with("message/");
        let decoded = decoded(self.raw, part);
        for (line, what) in &decoded.faults {
            let place = (*line).max(1);
            self.tell("mail-encoding", what, place);
        }
        let before = self.script.len();
        match media.as_str() {
            _ if is_page => texts::spoken(&html::lines(&decoded), is_apart, &mut self.script),
            "text/markdown" | "text/x-markdown" => texts::markdown(&decoded, &mut self.script),
            "text/plain" | "text/enriched" if !is_code(part) => {
                let lines = decoded.lines();
                if is_apart || !digest::write(&lines, &mut self.script) {
                    texts::spoken(&lines, is_apart, &mut self.script);
                }
            }
            _ => texts::code(&decoded, &mut self.script),
        }
        if is_apart {
            self.script.set_apart(before);
        }
    }

    /// Names a file that came with the mail.
    fn name(&mut self, part: &Part, media: &str) {
        let name = part.header.file_name().unwrap_or_default();
        let name = if name.trim().is_empty() {
            "without a name"
        } else {
            name.trim()
        };
        let from = Lines::new(part.first, part.body.saturating_sub(1).max(part.first));
        self.gap(part.first);
        let before = self.script.len();
        self.script
            .push(&escaped_line(&format!("attachment: {name}, {media}")), from);
        self.script.gap(from);
        self.script.set_apart(before);
    }
}

/// Whether a file that says it is plain text is a patch, a script or a log.
fn is_code(part: &Part) -> bool {
    let name = part.header.file_name().unwrap_or_default().to_lowercase();
    let ends = [
        ".patch", ".diff", ".log", ".py", ".sh", ".json", ".yaml", ".yml", ".xml", ".conf", ".csv",
        ".c", ".rs", ".ini",
    ];
    ends.iter().any(|end| name.ends_with(end))
}
