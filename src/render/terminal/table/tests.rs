//! Which columns give way, and that no word and no address is broken.

use crate::recap::pieces::pieces;
use crate::render::terminal::{Drawn, Line, drawn};
use unicode_width::UnicodeWidthStr as _;

const ADDRESS: &str = "https://review.example.org/q/topic:store-replication+status:open";

fn shown(markdown: &str, width: usize) -> String {
    let lines = drawn(&pieces(markdown), Drawn::styled(width));
    let lines: Vec<String> = lines.iter().map(Line::text).collect();
    lines.join("\n")
}

/// A table of several short columns, an address, and a long text.
fn wide() -> String {
    format!(
        "| Feature | Status | Owner | Address | To do |\n|--|--|--|--|--|\n\
         | Replication | ✅ 完了 | 山田太郎 | {ADDRESS} | What has to be done in this release, and in the one behind it |\n\
         | Encryption | no | Ann | n/a | nothing |\n"
    )
}

#[test]
fn short_columns_keep_their_width_and_the_long_one_gives_way() {
    let table = "| Feature | Status | Owner | To do |\n|--|--|--|--|\n\
        | Replication | ✅ 完了 | 山田太郎 | What has to be done in this release, and in the one behind it |\n\
        | Encryption | no | Ann | nothing |\n";
    insta::assert_snapshot!(shown(table, 60), @"
    Feature     │ Status  │ Owner    │ To do
    ────────────┼─────────┼──────────┼──────────────────────────
    Replication │ ✅ 完了 │ 山田太郎 │ What has to be done in
                │         │          │ this release, and in the
                │         │          │ one behind it
    ────────────┼─────────┼──────────┼──────────────────────────
    Encryption  │ no      │ Ann      │ nothing
    ");
}

#[test]
fn an_address_in_a_table_stays_whole_at_any_width() {
    for width in 10..160 {
        let shown = shown(&wide(), width);
        for word in [ADDRESS, "Replication", "Encryption", "release,"] {
            assert!(
                width < word.width() + 2 && word != ADDRESS || shown.contains(word),
                "{width} {word}\n{shown}"
            );
        }
    }
}

#[test]
fn where_the_words_do_not_fit_side_by_side_rows_become_lines() {
    assert!(shown(&wide(), 130).starts_with("Feature     │ Status  │ Owner    │ Address"));
    assert!(
        shown(&wide(), 90).starts_with("Feature: Replication\nStatus: ✅ 完了\nOwner: 山田太郎\n")
    );
}

#[test]
fn text_without_blanks_is_broken_between_its_signs_but_not_to_one_or_two() {
    let long = "長い文章はどこでも折り返すことができますが一文字ずつではありません";
    let table = format!("| a | b |\n|--|--|\n| {long} | 完了しました |\n");
    for width in 32..100 {
        let shown = shown(&table, width);
        assert!(shown.contains("完了しました"), "{width}\n{shown}");
        assert!(shown.contains("長い文章は"), "{width}\n{shown}");
    }
}
