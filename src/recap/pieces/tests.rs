//! Markdown in, pieces out.

use super::{ListItem, Look, Piece, Run, pieces, text_of};
use proptest::prelude::{prop_assert, proptest};
use std::sync::Arc;

fn run(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        ..Run::default()
    }
}

/// The text of the first piece.
fn paragraph(markdown: &str) -> String {
    match pieces(markdown).as_slice() {
        [Piece::Paragraph(runs), ..] => text_of(runs),
        other => panic!("no paragraph: {other:?}"),
    }
}

#[test]
fn runs_have_one_look_each() {
    let strong = Look {
        strong: true,
        ..Look::default()
    };
    let both = Look {
        emphasis: true,
        ..strong
    };
    let code = Look {
        code: true,
        ..Look::default()
    };
    let with = |text: &str, look| Run { look, ..run(text) };
    assert_eq!(
        pieces("a **b *c*** `d`\n"),
        [Piece::Paragraph(vec![
            run("a "),
            with("b ", strong),
            with("c", both),
            run(" "),
            with("d", code),
        ])]
    );
}

#[test]
fn definitions_stand_below_their_term() {
    let shape = |markdown: &str| -> Vec<String> {
        let name = |piece: &Piece| match piece {
            Piece::Paragraph(runs) => text_of(runs),
            Piece::Definition(runs) => format!("= {}", text_of(runs)),
            other => format!("{other:?}"),
        };
        pieces(markdown).iter().map(name).collect()
    };
    assert_eq!(
        shape("Term\n: One of\n  two lines\n: *Another*\n\n`Other`\n\n: Its own\n\nText\n"),
        [
            "Term",
            "= One of two lines",
            "= Another",
            "Other",
            "= Its own",
            "Text"
        ]
    );
    for text in [
        "Name: text\nDate: today",
        "Well\n:tada: done",
        "a\n:: b",
        ": a",
        "A sentence.\n\n: b",
        "a\n: ",
        "a\n`: b`",
    ] {
        let shape = shape(text);
        assert!(
            shape.iter().all(|piece| !piece.starts_with("= ")),
            "{shape:?}"
        );
    }
    let in_item = pieces("- Term\n  : One\n");
    assert!(matches!(in_item.as_slice(), [Piece::List { items, .. }]
        if matches!(items[0].pieces.as_slice(), [Piece::Paragraph(_), Piece::Definition(_)])));
}

#[test]
fn lists_hold_pieces_and_know_how_close_they_stand() {
    let item = |task, pieces| ListItem { task, pieces };
    let text = |text: &str| Piece::Paragraph(vec![run(text)]);
    let inner = Piece::List {
        first: Some(1),
        tight: true,
        items: vec![item(None, vec![text("c")])],
    };
    assert_eq!(
        pieces("- [x] a\n- b\n  1. c\n"),
        [Piece::List {
            first: None,
            tight: true,
            items: vec![
                item(Some(true), vec![text("a")]),
                item(None, vec![text("b"), inner])
            ],
        }]
    );
    let loose = pieces("- a\n\n- b\n");
    assert!(
        matches!(&loose[..], [Piece::List { tight: false, .. }]),
        "{loose:?}"
    );
}

#[test]
fn lines_are_filled_anew_but_where_a_break_means_something() {
    for (markdown, text) in [
        ("one\ntwo", "one two"),
        ("one  \ntwo\\\nthree", "one\ntwo\nthree"),
        ("##Limits\nCall it", "##Limits\nCall it"),
        ("_Sub topic_\nText", "Sub topic\nText"),
        (
            "**Bold that goes\non and on**\nText",
            "Bold that goes on and on\nText",
        ),
        ("Date: 1\nHeld in: a\nby: c", "Date: 1\nHeld in: a by: c"),
        (
            "what\n\u{2022} one\n\u{2022} two",
            "what\n\u{2022} one\n\u{2022} two",
        ),
        ("what\n2) one", "what\n2) one"),
        ("| a | b |\n| c | d |", "| a | b |\n| c | d |"),
        ("in\n2016 we", "in 2016 we"),
        ("日本\n語", "日本語"),
        ("한국\n어", "한국 어"),
    ] {
        assert_eq!(paragraph(markdown), text, "{markdown}");
    }
}

/// A link of many looks has its target once, however long it is.
#[test]
fn the_runs_of_a_link_share_its_target() {
    let target = format!("https://example.org/{}", "x".repeat(100_000));
    let markdown = format!("[{}]({target})", "*a* b ".repeat(5_000));
    let Some(Piece::Paragraph(runs)) = pieces(&markdown).into_iter().next() else {
        panic!("no paragraph");
    };
    assert_eq!(runs.len(), 10_000);
    let first = runs[0].link.clone().unwrap();
    assert_eq!(*first, *target);
    let shared = |run: &Run| run.link.as_ref().is_some_and(|l| Arc::ptr_eq(l, &first));
    assert!(runs.iter().all(shared));
}

#[test]
fn addresses_lead_where_they_say() {
    let linked = |markdown: &str| -> Vec<String> {
        let Some(Piece::Paragraph(runs)) = pieces(markdown).into_iter().next() else {
            return Vec::new();
        };
        runs.into_iter()
            .filter_map(|run| Some(run.link?.to_string()))
            .collect()
    };
    for (text, link) in [
        ("see https://example.org/a_b.", "https://example.org/a_b"),
        ("(https://example.org/x_(y))", "https://example.org/x_(y)"),
        ("(see http://example.org/x),", "http://example.org/x"),
        ("\"https://example.org\"", "https://example.org"),
        ("<https://example.org/?a=b&c>", "https://example.org/?a=b&c"),
        ("[a](b.md)", "b.md"),
    ] {
        assert_eq!(linked(text), [link], "{text}");
    }
    for text in [
        "https:// alone",
        "`https://example.org`",
        "ftp://example.org",
    ] {
        assert!(linked(text).is_empty(), "{text}");
    }
}

#[test]
fn html_is_text_without_its_tags() {
    for (markdown, text) in [
        ("a<br>b <b>c</b> Vec<T> &lt;d>", "a\nb c Vec<T> <d>"),
        (
            "<p>one</p>\n<p>two<!-- not\nthis --> three</p>",
            "one\ntwo three",
        ),
        ("<tr><td>a</td><td>b</td></tr>", "a b"),
    ] {
        let shown = paragraph(markdown);
        let lines = shown
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(
            lines
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
                .join("\n"),
            text
        );
    }
}

#[test]
fn footnotes_and_pictures_are_text() {
    assert_eq!(paragraph("a[^1]\n\n[^1]: b\n"), "a[1]");
    let note = pieces("a[^1]\n\n[^1]: b\n");
    assert!(
        matches!(&note[1], Piece::Paragraph(runs) if text_of(runs) == "[1] b"),
        "{note:?}"
    );
    assert_eq!(paragraph("![plan](p.png)"), "image: plan");
}

#[test]
fn it_goes_only_so_deep() {
    fn depth(pieces: &[Piece]) -> usize {
        let deepest = pieces.iter().map(|piece| match piece {
            Piece::Quote(inner) => 1 + depth(inner),
            Piece::List { items, .. } => {
                1 + items.iter().map(|i| depth(&i.pieces)).max().unwrap_or(0)
            }
            _ => 0,
        });
        deepest.max().unwrap_or(0)
    }
    for mark in ["- ", "> ", "1. "] {
        let all = pieces(&format!("{}end\n\nafter\n", mark.repeat(500)));
        assert_eq!(depth(&all), super::DEEPEST);
        assert!(matches!(all.last(), Some(Piece::Paragraph(t)) if text_of(t) == "after"));
        assert!(format!("{all:?}").contains("\"end\""));
    }
}

proptest! {
    #[test]
    fn any_text_has_pieces(markdown in "[-<>/a!\\[\\]()`~ \t\r\n#*:=\"&;|\\\\x1.]{0,80}") {
        let all = format!("{:?}", pieces(&markdown));
        prop_assert!(!all.contains("\\r"), "{}", all);
    }
}
