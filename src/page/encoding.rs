//! The bytes of a page as text.

use super::PageError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How far into a page browsers look for what it says of its encoding, in bytes; pages with long heads say it late.
const HEAD: usize = 8 * 1024;

/// `<meta charset=x>`, `<meta ... content="text/html; charset=x">` and `<?xml encoding="x"?>`. A wrong guess of what is
/// inside a comment costs nothing: browsers take such a one too where it comes first.
static DECLARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern =
        r#"(?i-u)(?:<meta[^>]*?\bcharset|<\?xml[^>]*?\bencoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#;
    Regex::new(pattern).ok()
});

/// By its byte order mark; else by what it says of itself; else UTF-8 where it is that; else windows-1252, which is what
/// browsers take. Bytes that the encoding does not have become U+FFFD, as they do there.
pub(super) fn text(bytes: &[u8]) -> Result<String, PageError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| declared(bytes));
    let encoding = encoding.unwrap_or_else(|| match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) => WINDOWS_1252,
    });
    let (text, _, _) = encoding.decode(bytes);
    // One NUL is an accident that the parser mends; many are a picture or a program.
    let nuls = text.bytes().filter(|byte| *byte == 0).count();
    if nuls > 16 && nuls > text.len() / 100 {
        return Err(PageError::Binary);
    }
    Ok(text.into_owned())
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let label = DECLARED.as_ref()?.captures(head)?.get(1)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Whoever could read this far did not read UTF-16.
    match encoding == UTF_16LE || encoding == UTF_16BE {
        true => Some(UTF_8),
        false => Some(encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(text(bytes).unwrap(), expected);
    }

    #[test]
    fn tells_the_encoding() {
        check("\u{feff}é".as_bytes(), "é");
        check(b"\xff\xfee\0\xe9\0", "eé");
        check("<p>é".as_bytes(), "<p>é");
        check(b"<p>\xe9\x96", "<p>é–");
        check(
            b"<META CHARSET='iso-8859-2'>\xb3",
            "<META CHARSET='iso-8859-2'>ł",
        );
        let by_type =
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">";
        let bytes = [by_type.as_bytes(), b"\xe4\xe0"].concat();
        check(&bytes, &format!("{by_type}да"));
        check(b"<meta charset=utf-16>\xc3\xa9", "<meta charset=utf-16>é");
        check(b"<meta charset=nonsense>\xe9", "<meta charset=nonsense>é");
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert!(text(&[0; 100]).is_err());
        assert!(text(b"<p>a\0b").is_ok());
    }
}
