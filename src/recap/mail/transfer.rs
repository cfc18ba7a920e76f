//! Transfer encodings undone line by line. What is broken is kept as it is written.

use super::decode::Undone;
use super::raw::Raw;

/// Lines as they are.
pub(super) fn plain(raw: &Raw<'_>, first: u32, end: u32) -> Undone {
    let mut out = Undone::default();
    for n in first..end {
        out.mark(n);
        out.bytes.extend_from_slice(raw.body_line(n));
        out.bytes.push(b'\n');
    }
    out
}

/// Quoted-printable: `=C3` is a byte, and a line that ends with `=` goes on in the next.
pub(super) fn quoted(raw: &Raw<'_>, first: u32, end: u32) -> Undone {
    let mut out = Undone::default();
    for n in first..end {
        out.mark(n);
        let line = raw.body_line(n).trim_ascii_end();
        let (line, goes_on) = match line.strip_suffix(b"=") {
            Some(line) => (line, true),
            None => (line, false),
        };
        unquote(line, n, &mut out);
        if !goes_on {
            out.bytes.push(b'\n');
        }
    }
    out
}

fn unquote(line: &[u8], n: u32, out: &mut Undone) {
    let mut rest = line;
    while let Some((byte, after)) = rest.split_first() {
        let figures = after.get(..2).filter(|_| *byte == b'=');
        let decoded = figures.and_then(|f| Some(hex(f[0])? << 4 | hex(f[1])?));
        match decoded {
            Some(decoded) => {
                out.bytes.push(decoded);
                rest = &after[2..];
                continue;
            }
            None if *byte == b'=' => out.fault(n, "broken quoted-printable"),
            None => {}
        }
        out.bytes.push(*byte);
        rest = after;
    }
}

fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// Base64. A line that is none is kept: lists put their footers below what they pass on.
pub(super) fn base64(raw: &Raw<'_>, first: u32, end: u32) -> Undone {
    let mut out = Undone::default();
    let mut bits = Bits::default();
    for n in first..end {
        out.mark(n);
        let line = raw.body_line(n).trim_ascii();
        if line.iter().all(|b| *b == b'=' || sextet(*b).is_some()) {
            line.iter().for_each(|b| bits.take(*b, &mut out.bytes));
            continue;
        }
        out.fault(n, "broken base64");
        if is_damaged(line) {
            let sound = line.iter().filter(|b| sextet(**b).is_some());
            sound.for_each(|b| bits.take(*b, &mut out.bytes));
            continue;
        }
        bits = Bits::default();
        if out.bytes.last().is_some_and(|b| *b != b'\n') {
            out.bytes.push(b'\n');
            out.mark(n);
        }
        out.bytes.extend_from_slice(raw.body_line(n));
        out.bytes.push(b'\n');
    }
    if bits.count == 1 {
        out.fault(end.saturating_sub(1).max(first), "base64 breaks off");
    }
    out
}

/// Whether a line is base64 but for one or two signs: words have blanks between them.
fn is_damaged(line: &[u8]) -> bool {
    let odd = line.iter().filter(|b| sextet(**b).is_none());
    line.len() >= 20 && !line.iter().any(u8::is_ascii_whitespace) && odd.count() <= 2
}

/// Up to four figures of six bits each.
#[derive(Default)]
struct Bits {
    value: u32,
    count: u8,
}

impl Bits {
    /// Takes a figure and gives each byte as soon as it is whole. `=` ends a stretch.
    fn take(&mut self, byte: u8, out: &mut Vec<u8>) {
        let Some(six) = sextet(byte) else {
            *self = Self::default();
            return;
        };
        self.value = (self.value << 6 | u32::from(six)) & 0xff_ffff;
        self.count += 1;
        let whole = match self.count {
            2 => self.value >> 4,
            3 => self.value >> 2,
            4 => self.value,
            _ => return,
        };
        out.push((whole & 0xff) as u8);
        self.count %= 4;
    }
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}
