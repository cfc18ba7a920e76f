//! What is read, what is hidden, and where each line of it stands.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{inline, plain};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

#[test]
fn keeps_what_is_read_and_what_is_hidden() {
    let found = plain(
        "## Title\n\nSome **bold** [link](http://x.org/a) and `code`.\n\n- one\n- two\n\n[r]: http://y.org\n",
    );
    assert_eq!(found.text, "Title\nSome bold link and code.\n- one\n- two");
    assert_eq!(found.extra, "http://x.org/a\nr\nhttp://y.org\n");
}

#[test]
fn keeps_tables_code_and_html() {
    let found =
        plain("| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nls -l\n```\n<b>x</b> <!-- y -->\n");
    assert_eq!(found.text, "a  b\n1  2\nls -l\nx");
    assert!(found.extra.contains("!-- y --") && found.extra.contains("sh"));
}

#[test]
fn blocks_of_tight_items_do_not_run_together() {
    let items =
        "- one\n  ```sh\n  two\n  ```\n- three\n  > four\n- five\n  # six\n- ```\n  seven\n  ```\n";
    let text = "- one\ntwo\n- three\nfour\n- five\nsix\n- seven";
    assert_eq!(plain(items).text, text);
}

#[test]
fn text_between_angle_brackets_is_text() {
    let found = plain("use Wibble<T> and `Vec<u8>` or <your name>, <b>bold</b><br>\n");
    assert_eq!(found.text, "use Wibble<T> and Vec<u8> or <your name>, bold");
    assert_eq!(found.extra, "<b>\n</b>\n");
    assert_eq!(plain("| a |\n|---|\n| Ann<br>Bo |\n").text, "a\nAnn Bo");
}

#[test]
fn the_bytes_of_an_image_are_no_text() {
    let found = plain(
        "![a][i] ![b](data:image/gif;base64,R0lGOD)\n\n[i]: data:image/png;base64,iVBORw0KGgo\n",
    );
    assert_eq!(
        found.extra,
        "data:image/png;base64\ndata:image/gif;base64\ni\ndata:image/png;base64\n"
    );
}

#[test]
fn folds_a_line() {
    assert_eq!(inline("**A**  _b_ `c`"), "A b c");
}

#[test]
fn what_a_blogs_engine_reads_is_hidden() {
    let markdown = "# A {#b}\n{: .no_toc}\n\n[c](d){:.e} {% x %}\n{% include f %}\n\n{% highlight sh %}\n*g*\n{% endhighlight %}\n";
    let found = plain(markdown);
    assert_eq!(found.text, "A\nc {% x %}\n*g*");
    for hidden in [
        "{#b}",
        "{: .no_toc}",
        "{:.e}",
        "{% include f %}",
        "{% endhighlight %}",
    ] {
        assert!(found.extra.contains(hidden), "{hidden}\n{}", found.extra);
    }
    for (line, text) in found.extra_lines.iter().zip(found.extra.lines()) {
        assert!(
            markdown.lines().nth(*line as usize).unwrap().contains(text),
            "{line} {text}"
        );
    }
}

#[test]
fn alerts_say_what_they_are() {
    let found = plain("a\n\n> [!WARNING]\n> Do not.\n\n- b\n  > [!tip]\n  > c\n");
    assert_eq!(found.text, "a\nWarning\nDo not.\n- b\nTip\nc");
    assert_eq!(found.lines, [0, 2, 3, 5, 6, 7]);
}

/// Each line of the text with its line of the source, from 0.
fn numbered(markdown: &str) -> Vec<(u32, String)> {
    let found = plain(markdown);
    let lines = found.text.lines().map(str::to_owned);
    assert_eq!(
        found.lines.len(),
        found.text.lines().count(),
        "{markdown:?}"
    );
    found.lines.into_iter().zip(lines).collect()
}

fn at(line: u32, text: &str) -> (u32, String) {
    (line, text.to_owned())
}

#[test]
fn lines_of_paragraphs_lists_and_headings() {
    let markdown = "# A\n\none\ntwo  \nthree\\\nfour\n\n- a\n  b\n- [x] c\n\n  d\n-\n  e\n  - f\n\nSet\n---\n***\n> q\n> r\n";
    let expected = [
        at(0, "A"),
        at(2, "one"),
        at(3, "two"),
        at(4, "three"),
        at(5, "four"),
        at(7, "- a"),
        at(8, "b"),
        at(9, "- [x] c"),
        at(11, "d"),
        at(13, "- e"),
        at(14, "- f"),
        at(16, "Set"),
        at(19, "q"),
        at(20, "r"),
    ];
    assert_eq!(numbered(markdown), expected);
    let windows = markdown.replace('\n', "\r\n");
    assert_eq!(numbered(&windows), expected);
}

#[test]
fn lines_of_code_tables_and_html() {
    let markdown = "```sh\na\n\n\nb\n```\n\n    c\n\n    d\n\n| h | i |\n|---|---|\n|   | x |\n| y | z |\n\n<div>\n<b>e</b>\n</div>\n\n> ```\n> f\n> g\n> ```\n";
    let found = numbered(markdown);
    let shown: Vec<_> = found
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let expected = [
        at(1, "a"),
        at(4, "b"),
        at(7, "c"),
        at(9, "d"),
        at(11, "h  i"),
        at(13, "  x"),
        at(14, "y  z"),
        at(17, "e"),
        at(21, "f"),
        at(22, "g"),
    ];
    assert_eq!(shown, expected.iter().collect::<Vec<_>>());
    let windows = numbered(&markdown.replace('\n', "\r\n"));
    let shown: Vec<_> = windows
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    assert_eq!(shown, expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_line_break_that_is_an_entity_is_none_of_the_source() {
    assert_eq!(numbered("a&#10;b\nc"), [at(0, "a"), at(0, "b"), at(1, "c")]);
}

#[test]
fn html_reads_as_a_page_shows_it() {
    let markdown =
        "<pre>\nVec&lt;u8&gt; &amp;mut &#39;a\n<!-- a > b\nnot shown <b>\n-->\nshown\n</pre>\n";
    let found = plain(markdown);
    let lines: Vec<&str> = found.text.lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(lines, ["Vec<u8> &mut 'a", "shown"]);
    assert!(found.extra.contains("not shown <b>"), "{}", found.extra);
}

#[test]
fn lines_of_what_is_hidden() {
    let markdown =
        "x\n[over\ntwo](http://a)\n<i\nclass=\"k\">y</i>\n[r]\n\n```sh\n```\n[r]: http://b\n";
    let found = plain(markdown);
    assert_eq!(found.extra_lines.len(), found.extra.lines().count());
    for (line, text) in found.extra_lines.iter().zip(found.extra.lines()) {
        let source = markdown.lines().nth(*line as usize).unwrap();
        // A reference stands where it is used and where it is defined.
        assert!(
            source.contains(text) || source == "[r]",
            "{line} {text} {source}"
        );
    }
}

#[test]
fn two_megabytes_take_no_long_time() {
    let one = "Some words [and](http://a.b/c) a\nbreak <b>x</b> with `code`.\n\n- item\n\n";
    let started = std::time::Instant::now();
    let found = plain(&one.repeat(2 * 1024 * 1024 / one.len()));
    assert_eq!(found.lines.len(), found.text.lines().count());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

/// The pieces that random Markdown is made of.
const PIECES: &str = "(- |\n|\r\n|  \n|[a-c]{1,3} |> |```|~~~|    |\t|\\| |\\|--\\|\n|<b>|</b>|<!--|-->|<i\n|[*_`#&\\\\]|\\[a\\]|\\(b\\)|\\[a\\]: b|\\[\\^a\\]|&#10;|---|1\\. |é|日本){0,60}";

proptest! {
    #[test]
    fn lines_are_as_many_as_the_text_has_and_never_fall(markdown in PIECES) {
        let found = plain(&markdown);
        prop_assert_eq!(found.lines.len(), found.text.lines().count());
        prop_assert_eq!(found.extra_lines.len(), found.extra.lines().count());
        prop_assert!(found.lines.is_sorted());
        let all = u32::try_from(markdown.lines().count()).unwrap();
        prop_assert!(found.lines.iter().chain(&found.extra_lines).all(|line| *line < all));
    }

    #[test]
    fn words_of_a_paragraph_stand_in_their_line(lines in proptest::collection::vec("([a-z]{1,6}( [*][a-z]{1,4}[*]| `[a-z]{1,4}`)? ?){0,4}", 0..20)) {
        let markdown = lines.join("\n");
        let found = plain(&markdown);
        for (line, text) in found.lines.iter().zip(found.text.lines()) {
            let source = &lines[*line as usize].replace(['*', '`'], "");
            prop_assert!(source.contains(text.trim()), "{:?} {:?}", source, text);
        }
    }
}
