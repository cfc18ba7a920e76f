//! The names of notes.

use crate::model::PartialDate;
use unicode_normalization::UnicodeNormalization;

/// The longest slug, in bytes.
const LONGEST: usize = 80;

/// Names that Windows keeps to itself, whatever their ending.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// What a note is called without its ending: the first of `texts` that has letters or digits of ASCII, as words with `-`
/// between them, behind the date where it is a day. Accents fold; what has no letter for it is left out.
#[must_use]
pub fn slug(date: Option<PartialDate>, texts: &[&str]) -> String {
    let named = texts.iter().map(|text| words(text));
    let slug = named.into_iter().find(|slug| !slug.is_empty());
    let slug = slug.unwrap_or_else(|| "page".to_owned());
    match date.filter(|date| date.day().is_some()) {
        Some(date) if slug.starts_with(&date.to_string()) => slug,
        Some(date) => format!("{date}-{slug}"),
        None if is_reserved(&slug) => format!("page-{slug}"),
        None => slug,
    }
}

fn words(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if c.is_alphanumeric() || c.is_whitespace() || c.is_ascii() {
            // An apostrophe is inside a word.
            if c != '\'' && !out.ends_with('-') && !out.is_empty() {
                out.push('-');
            }
        }
        if out.len() > LONGEST * 2 {
            break;
        }
    }
    shortened(out.trim_matches('-')).to_owned()
}

/// Cut between words where there is such a place.
fn shortened(slug: &str) -> &str {
    let Some(cut) = slug.get(..LONGEST) else {
        return slug;
    };
    if slug[LONGEST..].starts_with('-') {
        return cut;
    }
    let whole = cut.rsplit_once('-').map_or(cut, |(whole, _)| whole);
    whole.trim_end_matches('-')
}

fn is_reserved(slug: &str) -> bool {
    let numbered = ["com", "lpt"].iter().any(|port| {
        slug.strip_prefix(port)
            .is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    });
    numbered || RESERVED.contains(&slug)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[track_caller]
    fn check(date: &str, title: &str, expected: &str) {
        assert_eq!(slug(date.parse().ok(), &[title, "file"]), expected);
    }

    #[test]
    fn makes_names() {
        check("", "Cinder: Mitaka's Recap!", "cinder-mitakas-recap");
        check("2016-05-11", "Caf\u{e9} recap", "2016-05-11-cafe-recap");
        check("2016-05", "Recap", "recap");
        check("2016-05-11", "2016-05-11 Recap", "2016-05-11-recap");
        check("", "\u{4f1a}\u{8b70}", "file");
        check("", "../../etc/passwd", "etc-passwd");
        check("", "CON", "page-con");
        check("", "com1", "page-com1");
        check("2016-05-11", "nul", "2016-05-11-nul");
        assert_eq!(slug(None, &["\u{4f1a}"]), "page");
        let long = slug(None, &["word ".repeat(50).as_str()]);
        assert!(long.len() <= 80 && long.ends_with("word"), "{long}");
        assert_eq!(slug(None, &["x".repeat(500).as_str()]).len(), 80);
    }
}
