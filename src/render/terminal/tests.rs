//! Markdown in, lines out: what they look like, and what holds for any text and width.

use super::{Drawn, Line, drawn};
use crate::recap::pieces::pieces;
use crate::render::clean::is_hostile;
use proptest::prelude::{Strategy as _, prop, prop_assert, proptest};
use unicode_width::UnicodeWidthStr as _;

fn lines(markdown: &str, width: usize) -> Vec<Line> {
    drawn(&pieces(markdown), Drawn::styled(width))
}

fn text(lines: &[Line]) -> String {
    let lines: Vec<String> = lines.iter().map(Line::text).collect();
    lines.join("\n")
}

fn shown(markdown: &str, width: usize) -> String {
    text(&lines(markdown, width))
}

#[test]
fn blocks_stand_apart_and_lists_are_indented() {
    let markdown = "# Title of it\n\nText with **strong**, *soft*, ~~struck~~ and `code`.\nOn it goes.\n\n\
        - one\n- two\n  - two a\n    1. deep\n    2. deeper, and so long that it is broken\n\n> quoted\n>\n> - in it\n\n---\n\n\
        1. [x] done\n2. [ ] open\n\n```rust\nfn main() {\n\tlet x = 1;\n}\n```\n\n- [ ] box\n- [x] ticked\n";
    insta::assert_snapshot!(shown(markdown, 34), @"
    # Title of it
    Text with strong, soft, struck and
    code. On it goes.

    • one
    • two
      ◦ two a
        1. deep
        2. deeper, and so long that it
           is broken

    │ quoted
    │
    │ • in it

    ──────────────────────────────────

    1. [x] done
    2. [ ] open

      fn main() {
          let x = 1;
      }

    [ ] box
    [x] ticked
    ");
}

#[test]
fn a_list_in_a_loose_list_stands_with_its_item() {
    assert_eq!(
        shown("- a\n\n  - b\n  - c\n\n- d\n\n  text\n", 40),
        "• a\n  ◦ b\n  ◦ c\n\n• d\n\n  text"
    );
}

#[test]
fn tables_fit_or_become_records() {
    let table = "| Name | What it is for | n |\n|:--|:-:|--:|\n| a | short | 1 |\n\
                 | bb | a longer text that has to be broken somewhere | 1000 |\n| **c** | | 7 |\n";
    insta::assert_snapshot!(shown(table, 100), @"
    Name │                What it is for                 │    n
    ─────┼───────────────────────────────────────────────┼─────
    a    │                     short                     │    1
    bb   │ a longer text that has to be broken somewhere │ 1000
    c    │                                               │    7
    ");
    insta::assert_snapshot!(shown(table, 40), @"
    Name │       What it is for       │    n
    ─────┼────────────────────────────┼─────
    a    │           short            │    1
    ─────┼────────────────────────────┼─────
    bb   │ a longer text that has to  │ 1000
         │    be broken somewhere     │
    ─────┼────────────────────────────┼─────
    c    │                            │    7
    ");
    insta::assert_snapshot!(shown(table, 20), @"
    Name: a
    What it is for:
      short
    n: 1

    Name: bb
    What it is for: a
      longer text that
      has to be broken
      somewhere
    n: 1000

    Name: c
    n: 7
    ");
    let wide = "| Name | What it is for |\n|--|--|\n| 日本 | words, words and more words |\n";
    insta::assert_snapshot!(shown(wide, 12), @"
    Name: 日本
    What it is
      for:
      words,
      words and
      more words
    ");
}

#[test]
fn targets_stand_behind_the_text_of_links_that_do_not_say_them() {
    let markdown = "[plan](https://example.org/plan) <https://example.org/x> https://example.org/y. \
        [mail](mailto:a@example.org) <b@example.org> [example.org](https://example.org/) \
        [here](#there) [note](../a%20b.md) ![a picture](p.png) [x](javascript:alert(1))";
    let all = lines(markdown, 400);
    assert_eq!(
        text(&all),
        "plan (https://example.org/plan) https://example.org/x https://example.org/y. \
         mail (mailto:a@example.org) b@example.org example.org here note (../a%20b.md) \
         image: a picture (p.png) x (javascript:alert(1))"
    );
    let led: Vec<&str> = all[0]
        .spans
        .iter()
        .filter_map(|s| s.link.as_deref())
        .collect();
    assert!(
        led.iter()
            .all(|link| link.starts_with("http") || link.starts_with("mailto:"))
    );
    let how = Drawn {
        width: 400,
        targets: false,
        marks: false,
    };
    let short = text(&drawn(&pieces(markdown), how));
    assert!(short.starts_with("plan https://example.org/x "), "{short}");
    // Nobody could follow these.
    assert!(
        short.contains("note (../a%20b.md)") && short.contains("x (javascript"),
        "{short}"
    );
}

#[test]
fn marks_stand_where_styles_are_not_seen() {
    let how = Drawn {
        width: 80,
        targets: true,
        marks: true,
    };
    let markdown = "a **b c** d `e f` *g* ~~h~~ [`i`](https://example.org/j)\n";
    assert_eq!(
        text(&drawn(&pieces(markdown), how)),
        "a **b c** d `e f` *g* ~~h~~ `i` (https://example.org/j)"
    );
}

#[test]
fn wide_characters_count_double_and_break_anywhere() {
    assert_eq!(
        shown("日本語の文章。ここで折り返されます", 14),
        "日本語の文章。\nここで折り返さ\nれます"
    );
    let combined = "e\u{301}e\u{301}e\u{301} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} ok";
    assert_eq!(shown(combined, 6), combined.replacen(" ok", "\nok", 1));
    assert_eq!(
        shown("| 日本 | b |\n|--|--|\n| c | d |", 40),
        "日本 │ b\n─────┼──\nc    │ d"
    );
}

#[test]
fn what_is_too_deep_is_no_longer_indented() {
    let deep = format!("{}end\n\nafter\n", "- ".repeat(300));
    let shown = shown(&deep, 20);
    assert!(shown.lines().all(|line| line.width() <= 20), "{shown}");
    assert!(shown.contains("end") && shown.ends_with("after"), "{shown}");
}

#[test]
fn code_and_addresses_are_not_broken() {
    let long = "x".repeat(60);
    let code = format!("```\n{long} {long}\n```");
    assert_eq!(shown(&code, 20), format!("  {long} {long}"));
    let address = format!("see https://example.org/{long} there");
    assert_eq!(
        shown(&address, 20),
        format!("see\nhttps://example.org/{long}\nthere")
    );
    assert_eq!(
        shown("EXPLICIT_OUTLIVES_REQUIREMENTS", 20),
        "EXPLICIT_OUTLIVES_\nREQUIREMENTS"
    );
    assert_eq!(
        shown(&long, 40),
        format!("{}\n{}", &long[..40], &long[40..])
    );
}

#[test]
fn nothing_hostile_gets_through() {
    let evil = "a\u{1b}]0;x\u{7}b \u{202e}c `\u{9b}31m` [\u{1b}[31m](https://example.org/\u{1b}]8;;\u{7}) \
                <https://e.org/\u{202e}x>\n\n```\n\u{1b}c\u{85}\n```\n\n| \u{1b}[2J |\n|--|\n| \u{feff}x |\n";
    for width in [20, 80] {
        for line in lines(evil, width) {
            assert!(
                !line
                    .text()
                    .contains(|c| is_hostile(c) || c == '\n' || c == '\t'),
                "{line:?}"
            );
            let links = line.spans.iter().filter_map(|span| span.link.as_deref());
            assert!(links.flat_map(str::bytes).all(|b| b.is_ascii_graphic()));
        }
    }
}

#[test]
fn hyperlinks_are_written_only_where_they_are_wanted() {
    let all = lines("[a](https://example.org/b)", 80);
    let written = |hyperlinks| {
        let mut out = Vec::new();
        all[0].write(&mut out, hyperlinks).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert!(!written(false).contains("\u{1b}]8"));
    let linked = written(true);
    assert!(
        linked.starts_with("\u{1b}]8;;https://example.org/b\u{1b}\\"),
        "{linked:?}"
    );
    let stripped = anstream::adapter::strip_str(&linked).to_string();
    assert_eq!(stripped, "a (https://example.org/b)\n");
}

#[test]
fn the_heading_that_is_the_title_is_not_repeated() {
    let body = |markdown: &str, title: &str| text(&super::body(markdown, title, Drawn::styled(60)));
    for heading in [
        "# HA {#ha-anchor}",
        "# HA:",
        "#  HA",
        "# **HA** {: .x}",
        "HA\n==",
    ] {
        assert_eq!(
            body(&format!("{heading}\n\nText\n"), "HA"),
            "Text",
            "{heading}"
        );
    }
    assert_eq!(body("# HA\n\nText\n", "Other"), "# HA\nText");
    assert_eq!(body("# A long one\n\nText\n", "A lo\u{2026}"), "Text");
}

#[test]
fn what_a_blogs_engine_reads_is_not_drawn() {
    let markdown = "{% include toc.html %}\n\nSee [a]({% post_url 2016-05-06-b %}){:target=\"_blank\"}.\n{: .note}\n\n\
        {% highlight sh %}\nls *x*\n{% endhighlight %}\n";
    assert_eq!(shown(markdown, 60), "See a (2016-05-06-b).\n\n    ls *x*");
}

#[test]
fn definitions_are_indented_below_their_term() {
    let markdown = "Term\n: One, which is so long that it is broken\n: Two\n\nOther\n\n: Three\n";
    assert_eq!(
        shown(markdown, 30),
        "Term\n    One, which is so long that\n    it is broken\n    Two\n\nOther\n    Three"
    );
}

#[test]
fn alerts_are_headed_with_what_they_are() {
    let lines = lines("> [!WARNING]\n> Do not.\n>\n> - a\n\n> [!note]\n", 30);
    assert_eq!(text(&lines), "│ Warning\n│ Do not.\n│\n│ • a\n\n│ Note");
    assert_eq!(lines[0].spans[1].style, super::HEADING);
}

/// Blocks of Markdown whose words are all seen.
fn markdown() -> impl proptest::strategy::Strategy<Value = String> {
    let word = "[a-z]{1,9}|日本語の|e\u{301}[a-z]|\u{1f600}";
    let words = prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "));
    let block = (0..9_u8, words).prop_map(|(kind, words)| match kind {
        0 => format!("# {words}\n\n"),
        1 => format!("- {words}\n"),
        2 => format!("  - {words}\n"),
        3 => format!("> {words}\n\n"),
        4 => format!(
            "| {} |\n|--|--|\n| {words} | {words} |\n\n",
            words.replacen(' ', " | ", 1)
        ),
        5 => format!("1. **{words}**\n"),
        6 => format!("*{words}*\n"),
        7 => format!("\n- [x] {words}\n\n"),
        _ => format!("{words}\n\n"),
    });
    prop::collection::vec(block, 0..8).prop_map(|blocks| blocks.concat())
}

/// The letters of a text.
fn letters(text: &str) -> String {
    let mut all: Vec<char> = text
        .chars()
        .filter(|c| c.is_alphabetic() && *c != 'x')
        .collect();
    all.sort_unstable();
    all.into_iter().collect()
}

proptest! {
    #[test]
    fn no_line_is_too_long_and_no_word_is_lost(markdown in markdown(), width in 20_usize..140) {
        let shown = shown(&markdown, width);
        for line in shown.lines() {
            prop_assert!(line.width() <= width, "{} > {width}: {line}\n{markdown}", line.width());
        }
        let plain = crate::recap::plain(&markdown).text;
        for word in letters(&plain).chars().zip(letters(&shown).chars()) {
            prop_assert!(word.0 == word.1, "{shown}\n---\n{plain}");
        }
    }

    #[test]
    fn any_text_is_drawn_clean(
        markdown in "[-<>/a!\\[\\]()`~ \t\n#*:=\"&;|\\\\x1.\u{1b}\u{202e}日]{0,120}",
        width in 0_usize..90,
    ) {
        for line in lines(&markdown, width) {
            prop_assert!(!line.text().contains(|c| is_hostile(c) || c == '\n' || c == '\t'));
        }
    }
}
