//! The header of a mail or of one of its parts: lines to fields, and what they say.

use super::raw::Raw;
use crate::model::Lines;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, ContentType, HeaderValue};

/// Names that show a line to be a header: any words may stand before a colon.
const KNOWN: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "message-id",
    "received",
    "reply-to",
    "in-reply-to",
    "references",
    "return-path",
    "mime-version",
    "sender",
    "user-agent",
    "delivered-to",
    "precedence",
    "organization",
    "errors-to",
    "dkim-signature",
    "domainkey-signature",
    "authentication-results",
    "received-spf",
    "archived-at",
    "importance",
    "priority",
    "status",
    "envelope-to",
    "delivery-date",
    "newsgroups",
    "autocrypt",
    "keywords",
    "comments",
    "disposition-notification-to",
    "auto-submitted",
    "feedback-id",
    "accept-language",
];
/// Beginnings of such names.
const FAMILIES: &[&str] = &["content-", "x-", "list-", "arc-", "resent-", "thread-"];

/// So far below a line that is no header further ones are looked for.
const AHEAD: u32 = 20;
/// More of a field is not read, in bytes.
const LONGEST: usize = 1 << 16;

/// One field of a header.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name in lower case.
    pub(super) name: String,
    /// What stands behind the colon, as it is written, with a line end.
    value: Vec<u8>,
    /// Its lines.
    pub(super) lines: Lines,
}

/// All fields above a body.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The fields, in order.
    pub(super) fields: Vec<Field>,
    /// The first line of the body.
    pub(super) body: u32,
    /// Lines among them that are no fields.
    pub(super) odd: Vec<u32>,
    /// Whether a blank line parts them from the body.
    pub(super) is_closed: bool,
}

/// The name that a line has before its colon, in lower case.
fn name(line: &[u8]) -> Option<String> {
    let colon = line.iter().position(|b| *b == b':')?;
    let name = line[..colon].trim_ascii_end();
    let is_word =
        !name.is_empty() && !name.starts_with(b"--") && name.iter().all(u8::is_ascii_graphic);
    let is_address = line[colon + 1..].starts_with(b"//");
    (is_word && !is_address).then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

/// Whether a line is a header that mails are known to have.
pub(super) fn is_known(line: &[u8]) -> bool {
    let known = |name: String| {
        KNOWN.contains(&name.as_str()) || FAMILIES.iter().any(|family| name.starts_with(family))
    };
    name(line).is_some_and(known)
}

/// The header that begins on line `first`, before line `end`.
pub(super) fn header(raw: &Raw<'_>, first: u32, end: u32) -> Header {
    let mut out = Header::default();
    let mut n = first;
    while n < end {
        let line = raw.line(n);
        if raw.is_blank(n) {
            out.is_closed = true;
            n += 1;
            break;
        }
        let last = (n + 1..end)
            .take_while(|n| raw.line(*n).starts_with(b" ") || raw.line(*n).starts_with(b"\t"))
            .take_while(|n| !raw.is_blank(*n))
            .last()
            .unwrap_or(n);
        match name(line) {
            Some(name) => out.fields.push(field(raw, name, n, last)),
            None if line.starts_with(b">From ") => {}
            None if goes_on(raw, n, end) => out.odd.push(n),
            None => break,
        }
        n = last + 1;
    }
    out.body = n;
    out
}

fn field(raw: &Raw<'_>, name: String, first: u32, last: u32) -> Field {
    let whole = raw.span(first, last);
    let colon = whole.iter().position(|b| *b == b':').map_or(0, |at| at + 1);
    let value = &whole[colon..];
    let value = &value[..value.len().min(LONGEST)];
    let mut value = value.trim_ascii_end().to_vec();
    // Bytes that are no UTF-8 are nearly always of this charset, where none is told.
    let is_told = value.windows(2).any(|two| two == b"=?");
    if !is_told
        && std::str::from_utf8(&value).is_err()
        && let Some(decoder) = charset_decoder(b"windows-1252")
    {
        value = decoder(&value).into_bytes();
    }
    value.push(b'\n');
    Field {
        name,
        value,
        lines: Lines::new(first, last),
    }
}

/// Whether a known header stands soon below a line that is none; a part may begin with the end of its header.
fn goes_on(raw: &Raw<'_>, n: u32, end: u32) -> bool {
    if raw.line(n).starts_with(b"--") {
        return false;
    }
    let below = n + 1..end.min(n + AHEAD);
    let mut near = below.take_while(|n| !raw.is_blank(*n) && !raw.line(*n).starts_with(b"--"));
    near.any(|n| is_known(raw.line(n)))
}

impl Header {
    /// The first field of this name.
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The words of the first field of this name.
    pub(super) fn text(&self, name: &str) -> String {
        self.field(name).map_or_else(String::new, Field::text)
    }

    /// The last line of its fields.
    pub(super) fn last(&self) -> Option<u32> {
        let fields = self.fields.last().map(|field| field.lines.end);
        fields.max(self.odd.last().copied())
    }

    /// What it says the body is, if anything.
    pub(super) fn content_type(&self) -> Option<ContentType<'_>> {
        self.field("content-type")?.content_type()
    }

    /// The name of the file that the body is.
    pub(super) fn file_name(&self) -> Option<String> {
        let disposition = self
            .field("content-disposition")
            .and_then(Field::content_type);
        let named =
            |kind: Option<ContentType<'_>>, key: &str| kind?.attribute(key).map(str::to_owned);
        named(disposition, "filename").or_else(|| named(self.content_type(), "name"))
    }

    /// Whether the body is to be shown apart from the text.
    pub(super) fn is_attached(&self) -> bool {
        let disposition = self.text("content-disposition").to_ascii_lowercase();
        disposition.starts_with("attachment")
    }
}

impl Field {
    /// Its words: unfolded, encoded words decoded, blanks folded.
    pub(super) fn text(&self) -> String {
        match MessageStream::new(&self.value).parse_unstructured() {
            HeaderValue::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => String::new(),
        }
    }

    fn content_type(&self) -> Option<ContentType<'_>> {
        MessageStream::new(&self.value)
            .parse_content_type()
            .into_content_type()
    }

    /// Those it names.
    pub(super) fn addresses(&self) -> Vec<Addr<'_>> {
        match MessageStream::new(&self.value).parse_address() {
            HeaderValue::Address(found) => found.into_list(),
            _ => Vec::new(),
        }
    }
}
