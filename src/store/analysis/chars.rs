//! Characters: normalising a chunk without losing its place in the text, and what each character is.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A normalised character and the bytes of the text it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Char {
    pub(super) c: char,
    /// Whether it was a capital in the text.
    pub(super) upper: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Puts the normalised characters of `chunk`, which begins at byte `base`, into `out`.
///
/// NFKC works within graphemes, so each result keeps the range of its grapheme.
pub(super) fn normalise(chunk: &str, base: usize, out: &mut Vec<Char>) {
    out.clear();
    if chunk.is_ascii() {
        out.extend(chunk.bytes().enumerate().map(|(at, b)| Char {
            c: char::from(b.to_ascii_lowercase()),
            upper: b.is_ascii_uppercase(),
            start: base + at,
            end: base + at + 1,
        }));
        return;
    }
    for (at, grapheme) in chunk.grapheme_indices(true) {
        let (start, end) = (base + at, base + at + grapheme.len());
        let upper = grapheme.starts_with(char::is_uppercase);
        // Twice: lower case of a compatibility character may be one that NFKC changes again.
        let lower = grapheme.nfkc().flat_map(char::to_lowercase).nfkc();
        out.extend(lower.filter(|c| !is_ignored(*c)).map(|c| Char {
            c: if matches!(c, '’' | '‘') { '\'' } else { c },
            upper,
            start,
            end,
        }));
    }
}

/// Characters without a shape: soft hyphen, zero-width and direction marks, and the skin tones of pictographs.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether chunks end at `c`.
pub(super) fn is_break(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Whether `c` belongs to a part. A combining mark belongs to the letter before it.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether `c` is of a script written without blanks between words (or with endings, as Hangul is).
pub(in crate::store) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Brackets and quotes, which never belong to a term at its edge.
pub(super) fn is_wrapper(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '`' | '“' | '”' | '„' | '«' | '»'
    ) || matches!(
        c,
        '「' | '」' | '『' | '』' | '《' | '》' | '【' | '】' | '〈' | '〉'
    )
}

/// Punctuation that never belongs to a whole at its edge.
pub(super) fn is_edge(c: char) -> bool {
    is_wrapper(c)
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '\'')
        || matches!(
            c,
            '—' | '–' | '、' | '。' | '…' | '|' | '=' | '&' | '→' | '⇒' | '•' | '·'
        )
}

/// Punctuation at an edge that may be part of a name or an operator: `__proto__`, `await*`, `[Exposed=*]`.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '*' | '_' | '=' | '&' | '|')
}

/// A sign that makes another word of the word it stands before: `#x`, `@handle`, `$var`, `.join`, `\A`.
pub(super) fn is_sigil(c: char) -> bool {
    matches!(c, '#' | '@' | '$' | '%' | '.' | '\\' | '~' | '_')
}

/// Where a chunk falls into pieces.
pub(super) fn is_piece_end(c: char) -> bool {
    is_wrapper(c)
        || matches!(
            c,
            '/' | '\\' | ',' | ';' | ':' | '|' | '=' | '&' | '?' | '!' | '*' | '@'
        )
        || matches!(c, '→' | '⇒' | '—' | '–' | '、' | '。' | '…' | '•' | '·')
}

/// The characters of a range as a string.
pub(super) fn text(chars: &[Char], range: Range<usize>) -> String {
    chars[range].iter().map(|c| c.c).collect()
}

/// Whether a word without accents may have an English stem.
pub(in crate::store) fn is_english(word: &str) -> bool {
    word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// `text` without accents, where that differs and is something.
pub(in crate::store) fn folded(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')) {
        match c {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            c => plain.push(c),
        }
    }
    // Together again: NFD also took apart what has no accent, such as Hangul.
    let plain: String = plain.nfc().collect();
    // A lone accent leaves nothing.
    (plain != text && !plain.is_empty()).then_some(plain)
}
