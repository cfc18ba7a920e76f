//! What plain text becomes: titles, posts, lists, tables and code.

use super::read;
use crate::recap::source::Source;

fn posts(text: &str) -> Vec<String> {
    let (source, _) = Source::new(text.as_bytes());
    read(&source, 1)
        .into_iter()
        .map(|script| script.text.trim_end().to_owned())
        .collect()
}

fn check(text: &str, expected: &str) {
    let posts = posts(text);
    assert_eq!(posts.len(), 1, "{posts:?}");
    assert_eq!(posts[0], expected.trim_end(), "of\n{text}");
}

/// The headings of each post.
fn headings(text: &str) -> Vec<Vec<String>> {
    let marked = |post: &String| {
        post.lines()
            .filter(|line| line.starts_with('#'))
            .map(str::to_owned)
            .collect()
    };
    posts(text).iter().map(marked).collect()
}

const PARAGRAPH: &str = "There was a long talk about what comes first, and what has to\nwait until the drivers have caught up with it all.\n";

#[test]
fn labels_arrows_and_numbers_within_paragraphs() {
    check(
        "Action: jo to go\nTodo\n * al to go\n=> Decision: yes\n",
        "Action: jo to go\n\nTodo\n\n- al to go\n- Decision: yes\n",
    );
    let full = "We keep the first one until the end of the release after this, or";
    let text = format!("{full}\n2. somebody tells us to do something else.\n");
    check(&text, &text.replace("2. ", "2\\. "));
}

#[test]
fn titles_stand_above_longer_lines() {
    check(
        "Cinder Notes\n\nReplication Next Steps\nThere was a long talk about what comes first, and\nwhat has to wait.\n",
        "# Cinder Notes\n\n## Replication Next Steps\n\nThere was a long talk about what comes first, and\nwhat has to wait.\n",
    );
    for (line, is_title) in [
        ("Scalable backup", true),
        ("ABC Work", true),
        ("Generic group discussion.", false),
        ("Release priorities:", false),
        ("Deadlines (", false),
        ("Host 10.1.*", false),
        (
            "The first of the things we talked about there in the",
            false,
        ),
    ] {
        let text = format!("Cinder Notes\n\n{PARAGRAPH}\n{line}\n{PARAGRAPH}");
        assert_eq!(
            headings(&text)[0].len(),
            if is_title { 2 } else { 1 },
            "{line}"
        );
    }
}

#[test]
fn a_line_that_goes_on_is_no_title() {
    check(
        "See What Was Written\nby Ann Lee\n",
        "See What Was Written\nby Ann Lee\n",
    );
    check(
        "Kind Words\nAnn Lee\nExample Inc\n",
        "Kind Words\nAnn Lee\nExample Inc\n",
    );
}

#[test]
fn code_and_tables_have_no_titles() {
    let text = "My Notes\n\nRun this:\n\n# From The Start\nflat = a,b\n\n$ cinder Quota Show\n | Name Of It | Value |\n | ---------- | ----- |\n | a_b        | 1     |\n\nAnd That Is It\n";
    check(
        text,
        "# My Notes\n\nRun this:\n\n```\n# From The Start\nflat = a,b\n\n$ cinder Quota Show\n```\n\n\
         | Name Of It | Value |\n| --- | --- |\n| a_b | 1 |\n\nAnd That Is It\n",
    );
}

#[test]
fn marked_titles_have_their_levels() {
    check("= Top =\n\n== One ==\ntext\n", "# Top\n\n## One\n\ntext\n");
    check(
        "Notes\n=====\n\nOne\n---\ntext\n\nTwo\n---\n",
        "# Notes\n\n## One\n\ntext\n\n## Two\n",
    );
    check("# Top\n\n## One\n\ntext\n", "# Top\n\n## One\n\ntext\n");
    let numbered =
        format!("Notes of Nova\n\n1. Old business\n\n{PARAGRAPH}\n2. Placement\n\n{PARAGRAPH}");
    assert_eq!(
        headings(&numbered)[0],
        ["# Notes of Nova", "## 1. Old business", "## 2. Placement"]
    );
}

#[test]
fn lists_of_all_sorts_nest_by_their_indent() {
    check(
        "Notes\n\n  \u{2022} one\n    goes on\n  \u{2022} two\n      - deep\n  1) first\n\nEnd.\n",
        "# Notes\n\n- one\n  goes on\n- two\n  - deep\n1. first\n\nEnd.\n",
    );
    check(
        "Decisions:\n- a\n- b\ntext goes on\n",
        "Decisions:\n\n- a\n- b\n  text goes on\n",
    );
    check(
        "\u{2610} open\n\u{2611} done\n[ ] no list\n",
        "- [ ] open\n- [x] done\n\n[ ] no list\n",
    );
    check("** deep\n* top\n** below\n", "- deep\n- top\n  - below\n");
}

#[test]
fn indented_lines_are_nested_items() {
    check(
        "HA\n\tthe lock\n\t\tneeds a test\n\tGorka rebases\n",
        "# HA\n\n- the lock\n  - needs a test\n- Gorka rebases\n",
    );
}

#[test]
fn fences_hold_code_over_empty_lines() {
    check(
        "{{{\nOne Thing\n\nAnother Thing\n}}}\ntext\n",
        "```\nOne Thing\n\nAnother Thing\n```\n\ntext\n",
    );
}

#[test]
fn meetings_one_after_the_other_are_posts() {
    let day = |n: u32| format!("Nova Weekly Meeting 2016-05-0{n}\n\nPlacement\n\n{PARAGRAPH}\n");
    let found = headings(&format!("{}{}", day(1), day(8)));
    assert_eq!(
        found[0],
        ["# Nova Weekly Meeting 2016-05-01", "## Placement"]
    );
    assert_eq!(
        found[1],
        ["# Nova Weekly Meeting 2016-05-08", "## Placement"]
    );
}

#[test]
fn a_copy_of_many_posts_is_cut_at_titles_that_stand_alone() {
    let text = format!(
        "Ignoring Keys\n\n{PARAGRAPH}\nCinder Newton Design Summit Recap\n\nCinder Newton Design Summit Summary\n\n{PARAGRAPH}\n\
         Mitaka Recap\n{PARAGRAPH}\nPriorities for Newton\n\n- HA\n\nCinder Mitaka Design Summit Recap\n\n{PARAGRAPH}\n\
         A Python Service\n\n{PARAGRAPH}"
    );
    let found = headings(&text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(
        found[1],
        [
            "# Cinder Newton Design Summit Recap",
            "## Cinder Newton Design Summit Summary",
            "## Mitaka Recap",
            "## Priorities for Newton"
        ]
    );
    assert_eq!(found[3], ["# A Python Service"]);
}

#[test]
fn a_single_meeting_is_one_post() {
    let text =
        format!("Nova Weekly Meeting\n\nPlacement\n\n{PARAGRAPH}\nOpen Discussion\n\n{PARAGRAPH}");
    assert_eq!(
        headings(&text),
        [[
            "# Nova Weekly Meeting",
            "## Placement",
            "## Open Discussion"
        ]]
    );
}

#[test]
fn speakers_are_no_titles() {
    let text = format!(
        "Nova Call\n\nAnn Lee\n{PARAGRAPH}\nBo Ray\n{PARAGRAPH}\nAnn Lee\n{PARAGRAPH}\nBo Ray\n{PARAGRAPH}"
    );
    assert_eq!(headings(&text), [["# Nova Call"]]);
}

#[test]
fn a_date_below_the_title_is_its_post_s() {
    let (source, _) = Source::new(
        b"Thoughts on Cinder\nPosted on May 6, 2016\n\nIt was a long week in Austin.\n",
    );
    let script = &read(&source, 1)[0];
    let field = &script.metadata.fields[0];
    assert_eq!(
        (field.key.as_str(), field.values[0].as_str(), field.line),
        ("date", "May 6, 2016", 2)
    );
}

#[test]
fn a_date_right_below_a_title_leaves_it_alone() {
    let text = format!(
        "Cinder Ocata Summit Recap\nPosted on November 4, 2016\n\n{PARAGRAPH}\nIronic Pike PTG Recap\n\nMarch 1, 2017\n\n{PARAGRAPH}"
    );
    assert_eq!(
        headings(&text),
        [["# Cinder Ocata Summit Recap"], ["# Ironic Pike PTG Recap"]]
    );
}

#[test]
fn numbers_before_titles() {
    let ruled = "Ironic sync\n===========\n\n1. Standalone tests\n-------------------\nIt votes.\n";
    assert_eq!(
        headings(ruled),
        [["# Ironic sync", "## 1. Standalone tests"]]
    );
    let shouted = format!("NOVA SYNC\n\n1. RELEASE STATUS\n{PARAGRAPH}\n2. CELLS V2\n{PARAGRAPH}");
    assert_eq!(
        headings(&shouted),
        [["# NOVA SYNC", "## 1. RELEASE STATUS", "## 2. CELLS V2"]]
    );
    let roman = format!("Nova Sync\n\nI. Old business\n\n{PARAGRAPH}");
    assert_eq!(headings(&roman), [["# Nova Sync", "## I. Old business"]]);
    // An item that goes on is none.
    check(
        "Nova Sync\n\n1. Cells are read anew and\nwritten again\n2. Done\n",
        "# Nova Sync\n\n1. Cells are read anew and\n   written again\n2. Done\n",
    );
}

#[test]
fn a_meeting_is_a_title_however_it_is_written() {
    let day = |n: &str| {
        format!("Cinder weekly meeting 2016-06-{n}\n\nResource providers\n\n{PARAGRAPH}\n")
    };
    assert_eq!(posts(&format!("{}{}", day("06"), day("13"))).len(), 2);
}

#[test]
fn what_is_moved_in_below_a_title_is_a_list() {
    check(
        "Manila PTG\n\nDecisions\n\tDrop nova-net\n\tKeep ZFS\n",
        "# Manila PTG\n\n## Decisions\n\n- Drop nova-net\n- Keep ZFS\n",
    );
}

#[test]
fn names_go_on_behind_a_comma() {
    check(
        "      OCTAVIA MEETING\n\nPRESENT:   Ann Lee, Bo Ray,\n           Cy Dee\nABSENT:    Ed Gee\n",
        "# OCTAVIA MEETING\n\nPRESENT:   Ann Lee, Bo Ray,\nCy Dee\nABSENT:    Ed Gee\n",
    );
}

#[test]
fn wikis_have_numbers_and_switches() {
    check(
        "== Action items ==\n__NOTOC__\n# Ann: write\n# Bo: read\n\n== Other ==\ntext\n",
        "## Action items\n\n<!-- __NOTOC__ -->\n\n1. Ann: write\n1. Bo: read\n\n## Other\n\ntext\n",
    );
}

#[test]
fn pieces_of_code_are_one() {
    check(
        "Here it is:\n\nimport os\n\ndef main():\nprint os\nreturn\nraise\n\nx = 1\n\nThat is all.\n",
        "Here it is:\n\n```\nimport os\n\ndef main():\nprint os\nreturn\nraise\n\nx = 1\n```\n\nThat is all.\n",
    );
}

#[test]
fn items_of_mail_programs_and_letters() {
    check(
        "Notes:\n\n  * Retrospective\n      o ask for help\n\nThen:\n\n(1) one\n(2) two\n\nor\n\na) one\nb) two\n",
        "Notes:\n\n- Retrospective\n  - ask for help\n\nThen:\n\n1. one\n2. two\n\nor\n\n1. one\n2. two\n",
    );
}

#[test]
fn a_byline_below_the_title_of_an_event() {
    let text = format!("Cinder Rocky PTG\nby Ann Lee, March 2018\n\nBackups\n\n{PARAGRAPH}");
    assert_eq!(headings(&text), [["# Cinder Rocky PTG", "## Backups"]]);
    let text = format!("Cinder Rocky PTG\n\nPosted on March 6, 2018 by Ann Lee\n\n{PARAGRAPH}");
    assert_eq!(headings(&text), [["# Cinder Rocky PTG"]]);
}

#[test]
fn who_signs_is_no_title() {
    let text = format!(
        "Nova Summit Recap 2016\n\n{PARAGRAPH}\nLance\n\n[0] https://example.org/a\n[1] https://example.org/b\n"
    );
    assert_eq!(headings(&text), [["# Nova Summit Recap 2016"]]);
}
