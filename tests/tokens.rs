//! No silent miss, on the repository's notes: every token that can be copied from them is found again.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking"
)]

#[path = "../benches/tokens/measure/mod.rs"]
mod measure;

use measure::corpus::{Corpus, Note};
use measure::draw::pool;
use measure::{Goals, Kind, Plan};
use std::path::Path;

/// Within the first ten hits, and in the first, in percent.
const GOALS: Goals = Goals {
    in_top: 100.0,
    first: 97.0,
};

#[test]
fn every_token_of_the_notes_is_found() {
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    let plan = Plan {
        draw: 2000,
        seed: 1,
    };
    let report = measure::measure(&notes, plan).unwrap();
    let mut text = Vec::new();
    report.write(&mut text, 200).unwrap();
    assert!(report.meets(GOALS), "{}", String::from_utf8_lossy(&text));
}

/// The tokens of a note, each with its kind, in the order of the alphabet.
fn tokens(text: &str) -> Vec<String> {
    let note = Note::new("a.md".to_owned(), text.as_bytes().to_vec());
    let pool = pool(&Corpus { notes: vec![note] }).unwrap();
    let shown = |kind: Kind, text: &str| format!("{kind}: {text}");
    pool.iter()
        .map(|token| shown(token.kind, &token.text))
        .collect()
}

#[test]
fn draws_what_can_be_copied() {
    let table: &[(&str, &[&str])] = &[
        (
            "see os-brick and N-1.",
            &["version: N-1", "kebab-case: os-brick"],
        ),
        ("a `x ??= 1` b", &["signs: ??=", "code span: x ??= 1"]),
        (
            "(std::mem::swap, `--rate`)",
            &["--option: --rate", "signs: ::", "a::b: std::mem::swap"],
        ),
        ("in /etc/x/y.conf.", &["path: /etc/x/y.conf"]),
        (
            "#x, @who, v2.1; fooBar",
            &[
                "#name: #x",
                "@name: @who",
                "camelCase: fooBar",
                "version: v2.1",
            ],
        ),
        (
            "[a](https://a.b/c_d) `is`s",
            &["address: https://a.b/c_d", "code span: is"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(tokens(text), *expected, "{text}");
    }
}

#[test]
fn draws_nothing_of_the_markup() {
    let markup = [
        "---\ntitle: fooBar\n---\n\n---\n",
        "## a\n\n> > b\n\n**c**: ~~d~~ -- e\n",
        "| a || b |\n|:--|---|\n",
        "<!-- x --> <b class=\"aB\">c</b> &lt;= [x](#a-b) {#c-d}\n",
        "Spec\\_x foo\\_bar\n",
        "![](data:image/png;base64,fooBar)\n",
    ];
    for text in markup {
        assert_eq!(tokens(text), [""; 0], "{text}");
    }
}

#[test]
fn code_is_taken_as_it_stands() {
    assert_eq!(
        tokens("```js\na ** b // c\n```\na ** b\n"),
        ["signs: **", "signs: //"]
    );
}
