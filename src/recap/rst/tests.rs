//! What each element of reStructuredText becomes, and which lines it stands for.

use super::read;
use crate::recap::source::Source;

/// The Markdown of a text, the lines it stands for, and what was found wanting.
fn script(text: &str) -> (String, Vec<String>, Vec<String>) {
    let (source, _) = Source::new(text.as_bytes());
    let script = read(&source, 1);
    let lines = script
        .lines
        .iter()
        .map(|l| format!("{}-{}", l.start, l.end));
    let told = script.metadata.diagnostics.iter();
    let told = told.map(|d| format!("{} {}: {}", d.line, d.code, d.message));
    (script.text.clone(), lines.collect(), told.collect())
}

fn check(text: &str, expected: &str) {
    let (markdown, _, told) = script(text);
    assert_eq!(markdown.trim_end(), expected.trim_end(), "of\n{text}");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn titles_have_their_levels_by_first_appearance() {
    check(
        "====\nTop\n====\n\nOne\n~~~\ntext\n\nTwo\n---\n\nThree\n~~~~~\n",
        "# Top\n\n## One\n\ntext\n\n### Two\n\n## Three\n",
    );
    // The sign does not tell, and with a line above it is another style.
    check("One\n===\n\n===\nTwo\n===\n", "# One\n\n## Two\n");
    check(
        "C#\n==\n\ntext\n\n----\n\nmore\n",
        "# C\\#\n\ntext\n\n***\n\nmore\n",
    );
}

#[test]
fn a_title_stands_for_its_rules_and_the_comments_above_it() {
    let (markdown, lines, _) = script(".. _top:\n\n===\nTop\n===\n\ntext\n");
    assert_eq!(markdown, "# Top\n\n<!-- .. _top: -->\n\ntext\n\n");
    assert_eq!(lines[0], "1-5");
    assert_eq!(lines[4], "7-7");
}

#[test]
fn rules_that_are_too_short_are_told() {
    let (markdown, _, told) = script("A long title\n-----\n\nShort\n--\n");
    assert!(
        markdown.starts_with("# A long title\n\nShort\n"),
        "{markdown}"
    );
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("2 title-underline: the rule of this title"),
        "{told:?}"
    );
    assert!(
        told[1].starts_with("5 title-underline: too short"),
        "{told:?}"
    );
    let (_, _, told) = script("======\nNo end\n\ntext\n");
    assert!(
        told[0].starts_with("1 title-underline: a rule above"),
        "{told:?}"
    );
}

#[test]
fn lists_nest_and_go_on() {
    check(
        "* a\n  more\n\n  * b\n  * c\n\n* d\n",
        "* a\n  more\n\n  * b\n  * c\n\n* d\n",
    );
    check(
        "#. one\n#. two\n\n   (a) x\n   (b) y\n",
        "1. one\n2. two\n\n   1. x\n   2. y\n",
    );
    check("3) three\n4) four\n", "3. three\n4. four\n");
    check(
        "A. Smith said so.\n\nMore.\n",
        "A. Smith said so.\n\nMore.\n",
    );
    check("Decided:\n- a\n- b\n", "Decided:\n\n- a\n- b\n");
    check(
        "Each has:\n    - Name\n    - Kind\n",
        "Each has:\n\n- Name\n- Kind\n",
    );
}

#[test]
fn definitions_are_items_with_their_text_below() {
    check(
        "Term\n  What it is.\n\nOther\n  More.\n",
        "- Term\n\n  What it is.\n\n- Other\n\n  More.\n",
    );
}

#[test]
fn code_keeps_its_lines() {
    check(
        "Run this::\n\n  tox -e *x*\n\n    more\n\nEnd.\n",
        "Run this:\n\n```\ntox -e *x*\n\n  more\n```\n\nEnd.\n",
    );
    check(
        ".. code-block:: python\n   :linenos:\n\n   a = ```b```\n",
        "<!-- :linenos: -->\n\n````python\na = ```b```\n````\n",
    );
    check(">>> 1 + 1\n2\n", "```python\n>>> 1 + 1\n2\n```\n");
}

#[test]
fn references_lead_to_their_targets() {
    check(
        "See `Cells V2`_, bugs_, `x <http://y.org/a_b>`_ and `z`__.\n\n.. _bugs: http://b.org\n",
        "See Cells V2, [bugs](<http://b.org>), [x](<http://y.org/a_b>) and z.\n\n<!-- .. _bugs: http://b.org -->\n",
    );
    check(
        "Not a_name_ here, [1]_ there.\n\n.. [1] The note.\n",
        "Not a_name\\_ here, [1] there.\n\n[^1]: The note.\n",
    );
}

#[test]
fn a_reference_over_two_lines_counts_both() {
    let (markdown, lines, _) = script("Read `the\npad <http://\nx.org>`_ first,\nthen go.\n");
    assert_eq!(
        markdown,
        "Read [the pad](<http://x.org>) first,\nthen go.\n\n"
    );
    assert_eq!(&lines[..2], ["1-3", "4-4"]);
}

#[test]
fn marks_within_words_are_those_of_markdown() {
    check(
        "*em* **strong** ``co`de`` :ref:`Title <t>` :doc:`a/b` `name` \\*no* 2 * 3 * 4 |x|\n",
        "*em* **strong** ``co`de`` [Title](<t>) `a/b` `name` \\*no\\* 2 \\* 3 \\* 4 |x|\n",
    );
    check(
        "|kb| is it.\n\n.. |kb| replace:: The base\n",
        "The base is it.\n\n<!-- .. |kb| replace:: The base -->\n",
    );
    check("1\\. no list\n", "1\\. no list\n");
}

#[test]
fn grid_tables_have_rows_of_several_lines_and_cells_over_several_columns() {
    check(
        "+--------+----------+\n| Thing  | Owners   |\n+========+==========+\n| Cells  | Ann Lee  |\n|        | Bo Ray   |\n\
         +--------+----------+\n| All of it         |\n+--------+----------+\n",
        "| Thing | Owners |\n| --- | --- |\n| Cells | Ann Lee<br>Bo Ray |\n| All of it |  |\n",
    );
    let (markdown, lines, _) =
        script("+---+---+\n| a | b |\n+---+---+\n| c | d |\n|   +---+\n|   | e |\n+---+---+\n");
    assert_eq!(
        markdown,
        "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n|  | e |\n\n"
    );
    assert_eq!(&lines[..5], ["1-1", "1-1", "2-2", "4-4", "6-6"]);
}

#[test]
fn a_table_whose_borders_do_not_meet_is_told_and_kept() {
    let (markdown, _, told) =
        script("+---+---+\n| a | b |\n+---+---+\n| c | d\n+---+---+\n\ntext\n");
    assert!(
        markdown.starts_with("```\n+---+---+\n| a | b |\n"),
        "{markdown}"
    );
    assert!(markdown.ends_with("text\n\n"), "{markdown}");
    assert_eq!(told, ["4 table: the borders of this table do not meet"]);
    let (_, _, told) = script("====  ====\na     b\n");
    assert_eq!(told, ["1 table: this table has no border below"]);
}

#[test]
fn simple_tables_and_lists_of_values() {
    check(
        "=====  =====\nThing  Who\n=====  =====\nCells  Ann\n       Bo\nBugs   Cy\n=====  =====\n",
        "| Thing | Who |\n| --- | --- |\n| Cells | Ann Bo |\n| Bugs | Cy |\n",
    );
    check(
        ".. list-table:: Work\n   :header-rows: 1\n\n   * - Name\n     - Who\n   * - `Cells`_\n     - Ann,\n       Bo\n",
        "Work\n\n<!-- :header-rows: 1 -->\n\n| Name | Who |\n| --- | --- |\n| Cells | Ann, Bo |\n",
    );
    check(
        ".. csv-table::\n   :header: \"Name\", \"Who\"\n\n   \"Cells, all\", Ann\n   \"two\n   lines\", Bo | Cy\n",
        "<!-- :header: \"Name\", \"Who\" -->\n\n| Name | Who |\n| --- | --- |\n| Cells, all | Ann |\n| two lines | Bo \\| Cy |\n",
    );
}

#[test]
fn directives_are_kept_as_text() {
    check(
        ".. note:: Mind *this*\n   and that.\n\n   More.\n",
        "Note: Mind *this*\nand that.\n\nMore.\n",
    );
    check(".. warning::\n\n   Mind this.\n", "Warning: Mind this.\n");
    check(
        ".. strange:: thing\n   :opt: 1\n\n   Its text.\n",
        "strange: thing\n\n<!-- :opt: 1 -->\n\nIts text.\n",
    );
    check(".. image:: a.png\n   :alt: A cat\n", "![A cat](<a.png>)\n");
    check(
        ".. contents::\n\ntext\n",
        "<!-- .. contents:: -->\n\ntext\n",
    );
}

#[test]
fn fields_and_comments_at_the_top_are_metadata() {
    let (source, _) = Source::new(
        b".. tags: ha, db\n\nTop\n===\n:date: 2016-05-06\n:author: Ann Lee\n\ntext\n\n:not: this\n",
    );
    let script = read(&source, 1);
    let fields = script.metadata.fields.iter();
    let fields: Vec<String> = fields
        .map(|f| format!("{} {}={}", f.line, f.key, f.values.join("|")))
        .collect();
    assert_eq!(
        fields,
        ["1 tags=ha, db", "5 date=2016-05-06", "6 author=Ann Lee"]
    );
    assert!(
        script.text.contains("\ndate: 2016-05-06\n"),
        "{}",
        script.text
    );
}

#[test]
fn quotes_and_lists_that_are_moved_in() {
    check(
        "Text.\n\n   Said by others.\n\nEnd.\n",
        "Text.\n\n> Said by others.\n\nEnd.\n",
    );
    check("Text.\n\n  * a\n  * b\n", "Text.\n\n* a\n* b\n");
    check("| one\n| two\n", "one\\\ntwo\n");
}

#[test]
fn what_a_remark_or_a_term_announces_counts() {
    check(
        ".. important:: Agreed: no new ones.\n",
        "Important:\n\nAgreed: no new ones.\n",
    );
    check(
        "Decision\n  Use the other driver.\n",
        "Decision:\n\nUse the other driver.\n",
    );
}

#[test]
fn fields_above_the_title_are_kept_and_not_shown() {
    check(
        ":orphan:\n\nTop\n===\n\ntext\n",
        "# Top\n\n<!-- :orphan: -->\n\ntext\n",
    );
}

#[test]
fn dashes_below_a_row_join_its_columns() {
    check(
        "=====  =====  ======\nA      B      C\n=====  =====  ======\nspan two      x\n------------  ------\n1      2      3\n=====  =====  ======\n",
        "| A | B | C |\n| --- | --- | --- |\n| span two |  | x |\n| 1 | 2 | 3 |\n",
    );
}
