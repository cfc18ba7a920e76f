//! What is read of mails in HTML.

use super::{items, one};
use crate::recap::Reading;

const HEAD: &str = "From: Jo <jo@example.org>
Subject: Page
Date: Mon, 2 May 2016 10:00:00 +0000
Content-Type: text/html; charset=utf-8

";

fn page(html: &str) -> Reading {
    one(format!("{HEAD}{html}\n"))
}

/// The Markdown below the title.
#[track_caller]
fn check(html: &str, expected: &str) {
    let reading = page(html);
    let (_, body) = reading.text.split_once("\n\n").unwrap_or_default();
    assert_eq!(body.trim(), expected, "{html}");
}

#[test]
fn tables_of_data_have_their_rows() {
    check(
        "<p>Next:</p><table><tr><th>Owner</th><th>Action</th></tr>\n<tr><td>Nir</td><td>Fix gate</td></tr></table><p>Bye",
        "Next:\n\n| Owner | Action |\n| --- | --- |\n| Nir | Fix gate |\n\nBye",
    );
    // As office programs write it.
    check(
        "<table><tbody><tr><td><p>A<o:p></o:p></p></td><td><p>B</p><p>C.</p>D</td></tr>\
         <tr><td>x | y</td><td><ul><li>e<li>f</ul></td></tr></tbody></table>",
        "| A | B; C. D |\n| --- | --- |\n| x \u{a6} y | e; f |",
    );
    check(
        "<table><caption>who does it.</caption><tr><td colspan=2>A<td>B<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
        "who does it.\n\n| A |  | B |\n| --- | --- | --- |\n| c | d | e |\n|  | f | g |",
    );
    check(
        "<table><tr><td>a<td>b</tr><tr><td>&nbsp;<td></tr><tr><td>c</td>x<td>d</table>",
        "| a | b |\n| --- | --- |\n| cx | d |",
    );
}

#[test]
fn tables_of_a_layout_are_text() {
    check(
        "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
        "a\nb",
    );
    check(
        "<table><tr><td>m</td><td><table><tr><td>a<td>b<tr><td>c<td>d</table></td></tr></table>",
        "m\n\n| a | b |\n| --- | --- |\n| c | d |",
    );
    check(
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "a  b\nc  d",
    );
    check("<table><tr><td>a<td>b<tr><td>c<td>d", "a  b\nc  d");
}

#[test]
fn owners_of_actions_stand_in_tables() {
    let reading = page(
        "<table><tr><th>Owner</th><th>Action</th></tr>\n<tr><td>Nir</td>\n<td>Fix the gate</td></tr></table>",
    );
    assert_eq!(items(&reading), ["7-8 Fix the gate"]);
}

#[test]
fn empty_lines_are_those_that_are_seen() {
    let apart = "Decision: first\n\nSecond";
    for html in [
        "<div>Decision: first</div><div><br></div><div>Second</div>",
        "<div>Decision: first</div>\n<div>&nbsp;</div>\n<div>Second</div>",
        "<div>Decision: first<br><br>Second</div>",
        "Decision: first<br>\n<br/>\n<br>Second",
        "<div>Decision: first</div><br>Second",
        "<pre>Decision: first\n\nSecond</pre>",
    ] {
        check(html, apart);
    }
    for html in [
        "<div>Decision: first</div>\n<div>Second</div>",
        "<div>Decision: first<br></div><div></div><div>Second</div>",
        "<div>Decision: first</div><div>&nbsp;Second</div>",
    ] {
        check(html, "Decision: first\nSecond");
    }
}

#[test]
fn topics_that_meet_in_a_line_both_have_it() {
    let reading =
        page("<p>It begins.\n\n<p>It ends.<h2>Alpha</h2>One is here.<h2>Beta</h2>\nTwo is here.");
    assert_eq!(
        super::topics(&reading),
        ["1-8 1 Page", "8-8 2 Alpha", "8-9 2 Beta"]
    );
}
