//! The analyzer's rules as data: a text and the terms it gives, position by position.

use super::{Kind, chunks, tokens};

/// Terms by position, joined by `|`; a stem's mark is shown as `~`.
fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut last = None;
    for token in tokens(text) {
        if let Some(last) = last {
            out.push(if last == token.position { '|' } else { ' ' });
        }
        last = Some(token.position);
        out.push_str(&token.term.replace('\u{1}', "~"));
    }
    out
}

#[test]
fn gives_parts_wholes_stems_and_symbols() {
    let table = [
        ("Cells, (upgrades)!", "cells|~cell upgrades|~upgrad"),
        ("active/active", "active|~activ|active/active active|~activ"),
        ("N-1", "n|n-1 1"),
        ("/v3/volumes", "v3|v|3|/v3/volumes|/v3 volumes|~volum"),
        ("os-brick/foo.", "os|os-brick/foo|os-brick brick foo"),
        ("c++/cli", "c|c++/cli|c++|++/ cli|/cli|+/cli|++/cli"),
        ("`C++`,", "c|c++|++"),
        ("--rate", "rate|--rate|-rate|--"),
        ("“don’t”", "don|don't t"),
        ("[WIP]", "wip"),
        (
            ".gitignore …and ...so",
            "gitignore|~gitignor|.gitignore and|.and|..and|...and so|.so|..so|...so",
        ),
        ("??= a??=b", "??=|a|a??=b|??= b|=b|?=b|??=b"),
        ("foo=>bar", "foo|foo=>bar|=> bar|>bar|=>bar"),
        (":: |> (=>) => #!", "::||>|(=>)|=>|=>|#!"),
        ("--- *** |--|--| :-- ___ ===== & -", "&"),
        ("'/'", "/"),
        ("👍🏽", "👍"),
        ("x - y", "x y"),
        ("x => y", "x|=> y"),
        (
            "availability_zone",
            "availability|~avail|availability_zone zone|_zone",
        ),
        ("Zürich cafe\u{301}", "zürich|zurich café|cafe"),
        ("cafés", "cafés|cafes|~cafe"),
        ("中文字", "中|中文 文|文字|字"),
        ("中", "中"),
        ("nova中文", "nova|nova中文 中|中文|文"),
        ("ﬁle Ⅳ", "file iv"),
        ("co\u{ad}operate\u{200b}d", "cooperated|~cooper"),
        ("foo()", "foo"),
        ("done ✅", "done|✅"),
    ];
    for (text, expected) in table {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn keeps_places_in_the_text() {
    let text = "A “Zu\u{308}rich”, ﬁne 中文 don’t İstanbul e\u{301}\u{301}! a\u{200b}b";
    for token in tokens(text) {
        assert!(token.start < token.end, "{token:?}");
        assert!(text.get(token.start..token.end).is_some(), "{token:?}");
    }
    let zurich = tokens(text).into_iter().find(|t| t.term == "zürich");
    let zurich = zurich.map(|t| text[t.start..t.end].to_owned());
    assert_eq!(zurich.as_deref(), Some("Zu\u{308}rich"));
}

#[test]
fn positions_rise_and_terms_stand_once() {
    let text = "a/a c++/c++ ??= x::y::z 中文中文 --- foo=>bar=>baz (x) a_b-c/d.e";
    let all = tokens(text);
    for two in all.windows(2) {
        let step = two[1].position - two[0].position;
        assert!(step <= 1, "{two:?}");
    }
    for (at, token) in all.iter().enumerate() {
        let twin = |o: &&super::Token| o.position == token.position && o.term == token.term;
        assert!(all[at + 1..].iter().find(twin).is_none(), "{token:?}");
    }
    assert_eq!(chunks(text).iter().map(Vec::len).sum::<usize>(), all.len());
}

#[test]
fn cuts_long_terms_and_drops_none() {
    let long = "é".repeat(1000);
    let all = tokens(&long);
    assert_eq!(all[0].kind, Kind::Part);
    assert!(
        all.iter()
            .all(|t| t.term.len() <= 512 && !t.term.is_empty())
    );
}

#[test]
fn survives_odd_text() {
    for text in [
        "",
        " ",
        "\u{301}",
        "a\u{301}\u{0}b",
        "\u{200b}",
        "'",
        "«»",
        "\u{1}",
        "¨ ½ ﷺ",
        "ͺ",
    ] {
        assert!(tokens(text).iter().all(|token| !token.term.is_empty()));
    }
}

proptest::proptest! {
    #[test]
    fn holds_for_any_text(text in "(\\PC|[-=>:/ a-c\u{301}中文'.\u{0}\u{200b}]){0,60}") {
        let all = tokens(&text);
        let mut last = 0;
        for token in &all {
            assert!(text.get(token.start..token.end).is_some_and(|t| !t.is_empty()));
            assert!(!token.term.is_empty() && token.position >= last && token.position <= last + 1);
            last = token.position;
        }
        assert_eq!(all, chunks(&text).concat());
    }
}
