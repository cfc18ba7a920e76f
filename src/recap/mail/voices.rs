//! Who speaks in the lines of a mail: its author, or others in quotes, signatures and what lists add.

use super::patch::patch;
use super::raw::Line;

/// Who speaks in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The author.
    Own,
    /// Someone quoted, so many marks deep.
    Quoted(u8),
    /// The author, in code.
    Code,
    /// A signature, the words before a quote, or what a program has added.
    Aside,
}

/// Words before a quote, of which one ends with a colon.
const SAID: &[&str] = &[
    "wrote",
    "writes",
    "said",
    "schrieb",
    "a \u{e9}crit",
    "escribi\u{f3}",
    "ha scritto",
    "escreveu",
    "napisa",
    "message of",
    "quoting",
    "message from",
];
/// How they begin.
const OPENS: &[&str] = &[
    "on ",
    "am ",
    "le ",
    "el ",
    "il ",
    "em ",
    "quoting ",
    "excerpts from ",
    "in message ",
];
/// Lines below which all is of another mail.
const BELOW: &[&str] = &[
    "original message",
    "forwarded message",
    "urspr\u{fc}ngliche nachricht",
    "weitergeleitete nachricht",
    "message d'origine",
    "mensaje original",
    "original appointment",
];
/// Signs of what lists put below a mail.
const FOOTERS: &[&str] = &["mailing list", "unsubscribe", "listinfo", "to post to this"];

/// A signature after `--` without a blank is so many lines long at most: such lines also part texts.
const SIGNATURE: usize = 12;
/// The quotation marks that count, at most.
const DEEPEST: u8 = 20;

/// Who speaks in each line.
pub(super) fn voices(lines: &[Line]) -> Vec<Voice> {
    let mut out: Vec<Voice> = Vec::with_capacity(lines.len());
    let mut barred = false;
    let mut at = 0;
    while at < lines.len() {
        let text = lines[at].text.as_str();
        if ends_here(lines, at) {
            break;
        }
        let code = patch(&lines[at..]).map(|length| (length, Voice::Code));
        let known = code.or_else(|| Some((inserted(lines, at)?, Voice::Aside)));
        if let Some((length, voice)) = known {
            out.resize(out.len() + length, voice);
            at += length;
            continue;
        }
        let depth = match depth(text) {
            0 if barred => u8::from(is_barred(text)),
            depth => depth,
        };
        out.push(if depth > 0 {
            Voice::Quoted(depth)
        } else {
            Voice::Own
        });
        let trimmed = text.trim();
        barred = is_attribution(trimmed) || barred && (depth > 0 || trimmed.is_empty());
        at += 1;
    }
    out.resize(lines.len(), Voice::Aside);
    attribute(lines, &mut out);
    out
}

/// How many quotation marks a line begins with.
fn depth(text: &str) -> u8 {
    let mut rest = text.trim_start();
    let mut depth = 0;
    while let Some(after) = rest
        .strip_prefix('>')
        .filter(|after| !after.starts_with('='))
    {
        depth = (depth + 1).min(DEEPEST);
        rest = after.trim_start();
    }
    depth
}

/// `| said`, `JS> said`: marks that only count below words like `Jo wrote:`.
fn is_barred(text: &str) -> bool {
    let text = text.trim_start();
    let initials = text.bytes().take_while(u8::is_ascii_uppercase).count();
    text.starts_with('|') || (1..=3).contains(&initials) && text[initials..].starts_with("> ")
}

/// A quoted line without its marks.
pub(super) fn unquoted(text: &str) -> &str {
    let mut rest = text.trim_start();
    let initials = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    if depth(rest) == 0 && is_barred(rest) {
        rest = rest[initials..].get(1..).unwrap_or("");
        return rest.strip_prefix(' ').unwrap_or(rest);
    }
    while let Some(after) = rest.trim_start().strip_prefix('>') {
        rest = after;
    }
    rest.strip_prefix(' ').unwrap_or(rest)
}

/// Whether the author has nothing more to say from this line on.
fn ends_here(lines: &[Line], at: usize) -> bool {
    let text = lines[at].text.as_str();
    match text.as_bytes().first() {
        Some(b'-') => {
            let rest = || lines[at + 1..].iter().take(SIGNATURE + 1).count();
            text == "-- " || text.trim_end() == "--" && rest() <= SIGNATURE || is_below(text)
        }
        Some(b'_') => is_rule(text, '_') && leads_away(lines, at),
        Some(b'B' | b'F' | b'*') => {
            text.starts_with("Begin forwarded message") || is_header(lines, at)
        }
        _ => false,
    }
}

/// `-----Original Message-----`
fn is_below(text: &str) -> bool {
    let words = text.trim_matches(|c: char| c == '-' || c.is_whitespace());
    let is_marked = text.starts_with("--") && text.trim_end().ends_with("--");
    is_marked
        && words.len() < 60
        && BELOW
            .iter()
            .any(|known| words.to_lowercase().contains(known))
}

/// Whether a line is a row of one sign.
pub(super) fn is_rule(text: &str, mark: char) -> bool {
    let text = text.trim_end();
    text.len() >= 20 && text.chars().all(|c| c == mark)
}

/// Whether a line of underscores stands over the footer of a list or the header of another mail.
fn leads_away(lines: &[Line], at: usize) -> bool {
    let below = lines[at + 1..].iter().filter(|line| !line.is_blank());
    let is_footer = |line: &Line| {
        let start: String = line.text.chars().take(200).collect();
        let start = start.to_lowercase();
        FOOTERS.iter().any(|known| start.contains(known))
    };
    below.take(3).any(is_footer) || (at + 1..lines.len()).take(2).any(|at| is_header(lines, at))
}

/// Whether the header of another mail stands here: `From:` over `Sent:` or `Date:` and `Subject:`.
fn is_header(lines: &[Line], at: usize) -> bool {
    let field = |line: &Line, names: &[&str]| {
        let text = line.text.trim_start_matches('*');
        names.iter().any(|name| text.starts_with(name))
    };
    let below = lines.get(at + 1..).unwrap_or_default();
    let near = below.iter().take(6).take_while(|line| !line.is_blank());
    let near: Vec<&Line> = near.collect();
    field(&lines[at], &["From:"])
        && near.iter().any(|line| field(line, &["Sent:", "Date:"]))
        && near.iter().any(|line| field(line, &["Subject:"]))
}

/// How many lines from here on an archive or a signing program has put in.
fn inserted(lines: &[Line], at: usize) -> Option<usize> {
    let text = lines[at].text.trim_end();
    if text == "-------------- next part --------------" {
        let more = lines[at + 1..].iter().take_while(|line| !line.is_blank());
        return Some(1 + more.count());
    }
    if text == "-----BEGIN PGP SIGNED MESSAGE-----" {
        let more = lines[at + 1..].iter().take(3);
        return Some(
            1 + more
                .take_while(|line| line.text.starts_with("Hash:"))
                .count(),
        );
    }
    if text == "-----BEGIN PGP SIGNATURE-----" {
        let end = |line: &Line| line.text.trim_end() == "-----END PGP SIGNATURE-----";
        // Without its end, all that is left may be text.
        let more = lines[at + 1..].iter().take(40).position(end);
        return Some(more.map_or(1, |more| more + 2));
    }
    None
}

/// Whether a line ends what stands before a quote: `On Tue, 3 May 2016, Jo Smith wrote:`.
pub(in crate::recap) fn is_attribution(text: &str) -> bool {
    if text.len() > 300 || !text.ends_with(':') {
        return false;
    }
    let lower = text.to_lowercase();
    SAID.iter().any(|known| lower.contains(known))
}

/// Sets the words before each quote apart: up to three lines that stand right above it.
fn attribute(lines: &[Line], voices: &mut [Voice]) {
    for at in 1..lines.len() {
        let begins = matches!(voices[at], Voice::Quoted(_)) && voices[at - 1] == Voice::Own;
        if !begins {
            continue;
        }
        let blank = usize::from(lines[at - 1].is_blank());
        let Some(last) = at.checked_sub(1 + blank) else {
            continue;
        };
        if voices[last] != Voice::Own || !is_attribution(lines[last].text.trim()) {
            continue;
        }
        let opens = |line: &Line| {
            let start: String = line.text.trim_start().chars().take(20).collect();
            let start = start.to_lowercase();
            OPENS.iter().any(|known| start.starts_with(known))
        };
        let above = (last.saturating_sub(2)..=last).rev();
        let mut above = above.take_while(|n| voices[*n] == Voice::Own && !lines[*n].is_blank());
        let first = above.find(|n| opens(&lines[*n])).unwrap_or(last);
        voices[first..=last].fill(Voice::Aside);
    }
}
