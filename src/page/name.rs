//! The names of notes.

use crate::model::PartialDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug, in bytes.
const LONGEST: usize = 80;

/// Names that Windows keeps to itself, whatever their ending.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// What a note is called without its ending: the first of `texts` that has letters or digits, as words with `-` between them,
/// behind the date where it is a day. Accents of Latin letters fold; letters of other scripts stay.
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
    for c in text.nfkc() {
        match folded(c) {
            Some(ascii) => ascii.chars().for_each(|c| plain(c, &mut out)),
            None if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            // Such as the signs of vowels, which stand over the letter before.
            None if is_combining_mark(c) => {
                if out.ends_with(|last: char| !last.is_ascii()) {
                    out.push(c);
                }
            }
            None if UNSEEN.contains(&c) => {}
            None => plain('-', &mut out),
        }
        if out.len() > LONGEST * 2 {
            break;
        }
    }
    let out: String = out.trim_matches('-').nfc().collect();
    shortened(&out).to_owned()
}

/// Signs that stand inside a word.
const UNSEEN: [char; 6] = [
    '\u{2019}', '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{feff}',
];

/// What a sign is in ASCII, where it is some of it with marks or in another form.
fn folded(c: char) -> Option<String> {
    let bare = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
    let bare: String = bare.collect();
    (!bare.is_empty() && bare.is_ascii()).then_some(bare)
}

/// A sign of ASCII in a name.
fn plain(c: char, out: &mut String) {
    if c.is_ascii_alphanumeric() {
        out.push(c.to_ascii_lowercase());
    } else if c != '\'' && !out.ends_with('-') && !out.is_empty() {
        // An apostrophe is inside a word.
        out.push('-');
    }
}

/// Cut between words where there is such a place.
fn shortened(slug: &str) -> &str {
    if slug.len() <= LONGEST {
        return slug;
    }
    let most = (0..=LONGEST).rev().find(|at| slug.is_char_boundary(*at));
    let (cut, rest) = slug.split_at(most.unwrap_or(0));
    if rest.starts_with('-') {
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
        check(
            "",
            "\u{65e5}\u{672c}\u{8a9e} \u{30e1}\u{30e2}",
            "\u{65e5}\u{672c}\u{8a9e}-\u{30e1}\u{30e2}",
        );
        check(
            "2016-05-11",
            "\u{41e}\u{431}\u{437}\u{43e}\u{440} No. 2",
            "2016-05-11-\u{43e}\u{431}\u{437}\u{43e}\u{440}-no-2",
        );
        // However they are written, such letters are one.
        check(
            "",
            "\u{306b}\u{307b}\u{3093}\u{304b}\u{3099}",
            "\u{306b}\u{307b}\u{3093}\u{304c}",
        );
        check("", "\u{418}\u{306}\u{439}", "\u{439}\u{439}");
        check(
            "",
            "\u{939}\u{93f}\u{928}\u{94d}\u{926}\u{940}",
            "\u{939}\u{93f}\u{928}\u{94d}\u{926}\u{940}",
        );
        check("", "a\u{2014}b \u{201c}c\u{201d} d\u{2019}s", "a-b-c-ds");
        check("", "\u{2026}!", "file");
        check("", "../../etc/passwd", "etc-passwd");
        check("", "CON", "page-con");
        check("", "com1", "page-com1");
        check("2016-05-11", "nul", "2016-05-11-nul");
        assert_eq!(slug(None, &["!"]), "page");
        let long = slug(None, &["\u{4f1a}".repeat(100).as_str()]);
        assert_eq!(long, "\u{4f1a}".repeat(26));
        let long = slug(None, &["word ".repeat(50).as_str()]);
        assert!(long.len() <= 80 && long.ends_with("word"), "{long}");
        assert_eq!(slug(None, &["x".repeat(500).as_str()]).len(), 80);
    }
}
