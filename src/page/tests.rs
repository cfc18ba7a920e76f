#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod editors;
mod messages;

use super::{Page, PageError, Stated, note, read};
use std::fmt::Write as _;

#[track_caller]
fn page(html: &str) -> Page {
    read(html.as_bytes()).unwrap_or_else(|error| panic!("{error}: {html}"))
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(page(html).markdown.trim_end(), expected, "{html}");
}

#[test]
fn lists_are_what_they_mean() {
    check("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n    - b\n- c");
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n    - b");
    check(
        "<ul><li>a</li><li><ul><li>b</li></ul></li></ul>",
        "- a\n    - b",
    );
    check(
        "<ul><li><ul><li>b</li></ul></li><li>c</li></ul>",
        "- b\n- c",
    );
    check("<ol start=3><li>a<li value=7>b</ol>", "3. a\n7. b");
    check("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n- b");
    check("<ul>moved to the right</ul>", "moved to the right");
    check(
        "<ul>said <b>first</b><li>a</li></ul>",
        "- said\n- **first**\n- a",
    );
    check("<p>x</p><li>a</li>\n<li>b</li><p>y", "x\n\n- a\n- b\n\ny");
    check(
        "<ul><li>a<br><br>b</li><li>c<br></li></ul>",
        "- a  \nb\n- c",
    );
    check(
        "<ul><li><input type=checkbox checked disabled> done</li><li><input type=checkbox>open</li></ul>",
        "- [x] done\n- [ ] open",
    );
}

#[test]
fn terms_and_meanings_are_lists() {
    check(
        "<dl><dt>a:</dt><dd>b</dd><dt>c</dt></dl>",
        "- **a:** b\n- **c**",
    );
    check("<dl><dd>a<dl><dd>b</dd></dl></dd></dl>", "- a\n    - b");
    check(
        "<dl><div><dt>a</dt><dd><p>b</p></dd></div></dl>",
        "- **a**: b",
    );
}

#[test]
fn tables_hold_data_or_a_layout() {
    check(
        "<table><tr><td>a|b<td>c<tr><td><p>d</p><p>e</p><td>f<ul><li>g</ul></table>",
        "|   |   |\n| - | - |\n| a\\|b | c |\n| d; e | f; g |",
    );
    check(
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
        "| a |  | b |\n| - | - | - |\n| c | d | e |\n|  | f | g |",
    );
    check(
        "<table><caption>Cap</caption><thead><tr><td><b>a</b></td><td>b</td></tr></thead><tr><td>c<td>d</table>",
        "Cap\n\n| a | b |\n| - | - |\n| c | d |",
    );
    check(
        "<table><tr><td>menu</td><td><table><tr><td>a<td>b<tr><td>c<td>d</table></td></tr></table>",
        "menu\n\n|   |   |\n| - | - |\n| a | b |\n| c | d |",
    );
    check(
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "a\n\nb\n\nc\n\nd",
    );
    check(
        "<ul><li>x<table><tr><td>a<td>b<tr><td>c<td>d</table></ul>",
        "- x\n    - a; b\n    - c; d",
    );
}

#[test]
fn code_stays_as_it_is() {
    check(
        "<p>Run this:</p><pre class='brush: bash'>a &lt;b&gt;<br>- c\n\n\n\\_ &nbsp;`x`</pre><p>and that is all there is to say",
        "Run this:\n\n```bash\na <b>\n- c\n\n\n\\_ \u{a0}`x`\n```\n\nand that is all there is to say",
    );
    check(
        "<p>words to outweigh the code by far</p><pre>```\nx\n```</pre>",
        "words to outweigh the code by far\n\n````\n```\nx\n```\n````",
    );
    check(
        "<p><tt>a_b</tt> and snake_case_name",
        "`a_b` and snake_case_name",
    );
}

#[test]
fn lines_are_what_they_mean() {
    check(
        "<p>a<br><br><br>b<br>- c<br>1. d<br>\u{a0}\u{a0}* e",
        "a\n\nb\n- c\n1. d\n  * e",
    );
    check("<p>\u{a0}\u{a0}\u{a0}\u{a0}a\u{a0}b", "a b");
    check("<p># a<p>---<p>===", "\\# a\n\n\\---\n\n\\===");
    check("<b>a<br></b>b <i><p>c</p></i>", "**a**  \nb\n\nc");
    check(
        "<p>He said <q>no</q> to <del>that</del> this",
        "He said \"no\" to ~~that~~ this",
    );
    check("<h2>A <b>b</b><br>c</h2><h3></h3><p>d", "## A b c\n\nd");
    check("<blockquote><p>a<p>b</blockquote>", "> a\n> \n> b");
}

#[test]
fn links_and_pictures() {
    let base = "<base href='https://e.org/a/'>";
    check(
        &format!("{base}<p><a href=b>x</a> <a name=y></a>z"),
        "[x](https://e.org/a/b) z",
    );
    check(
        "<p><a href='java&#10;script:x'>a</a> <a href='data:x'>b</a>",
        "a b",
    );
    check(
        &format!("{base}<p>x <img src=b.png alt='A [b]'> <img src=c.png>"),
        "x ![A \\[b\\]](https://e.org/a/b.png)",
    );
    check("<p>x <img src=b.png alt='A b'>", "x A b");
    check("<a href='https://e.org/'><h2>T</h2></a><p>x", "## T\n\nx");
    check(
        "<p><a href='https://e.org/x'>https://e.org/x</a>",
        "https://e.org/x",
    );
    check(
        "<p><a href='https://e.org/?a=1&amp;b=2'>x</a>",
        "[x](https://e.org/?a=1&b=2)",
    );
}

#[test]
fn surroundings_go_and_text_stays() {
    check(
        "<nav>n</nav><header>h</header><p>text<footer>f</footer><aside>a</aside>",
        "text",
    );
    check(
        "<p>text<div class='share-buttons'>s</div><div id=cookie-banner>c</div><p hidden>h<svg><title>t</title></svg>",
        "text",
    );
    check(
        "<p>a<h2>B <a href='#b'>\u{b6}</a></h2><p>wo\u{ad}rd",
        "a\n\n## B\n\nword",
    );
    // The text in one form, and under the name of a sidebar.
    check(
        "<form><div class=sidebar><p>all of the text</div></form>",
        "all of the text",
    );
    check(
        "<article><header><h1>T</h1><p>By me</header><p>x<aside>a note</aside></article>",
        "By me\n\nx\n\na note",
    );
    // Short minutes that Readability finds nothing in.
    check(
        "<h1>Minutes</h1><ul><li>a<li>b</ul><div>c</div>",
        "- a\n- b\n\nc",
    );
}

#[test]
fn nothing_of_long_minutes_is_lost() {
    let mut html = String::from("<title>M</title><div id=x><div>");
    for n in 0..60 {
        let _ = write!(
            html,
            "<p>A paragraph of some length, with commas, so that it counts, number p{n}.</p><ul><li><a href=https://e.org/{n}>l{n}</a></li></ul>"
        );
    }
    html.push_str("</div><div><table><tr><td>q1<td>q2<tr><td>q3<td>q4</table><p>q5</div></div>");
    let markdown = page(&html).markdown;
    for n in 0..60 {
        assert!(
            markdown.contains(&format!("p{n}.")) && markdown.contains(&format!("[l{n}]")),
            "{n}"
        );
    }
    assert!(
        (1..6).all(|n| markdown.contains(&format!("q{n}"))),
        "{markdown}"
    );
}

#[test]
fn what_breaks_readers_does_not_break_this_one() {
    let deep = |tag: &str, n: usize| format!("<body>{}x", format!("<{tag}>").repeat(n));
    for tag in [
        "div",
        "b",
        "ul><li",
        "table><tr><td",
        "blockquote",
        "span",
        "p><b",
        "b><div",
        "code",
        "dl><dd",
    ] {
        let _ = page(&deep(tag, 100).replace("<b>", "<b class=x>"));
        let found = read(deep(tag, 100_000).as_bytes());
        assert!(
            matches!(found, Err(PageError::TooDeep) | Ok(_)),
            "{tag}: {found:?}"
        );
    }
    // Out of a table a block comes to stand before it.
    for mixed in [
        "<table><div>",
        "<table><b><div>",
        "<a><div>",
        "<b><p>",
        "<svg><desc><div>",
        "<template><div>",
    ] {
        let found = read(mixed.repeat(4_000).as_bytes());
        assert!(found.is_err(), "{mixed}: {found:?}");
    }
    let fonts: String = (0..5000).map(|n| format!("<font size={n}><p>x")).collect();
    assert_eq!(read(fonts.as_bytes()), Err(PageError::TooDeep));
    let attributes: String = (0..5000)
        .map(|n| format!(" a{n}='{}'", "y".repeat(200)))
        .collect();
    check(&format!("<p{attributes}>x"), "x");
    assert!(
        page(&format!("<p>{}", "word ".repeat(1_000_000)))
            .markdown
            .len()
            > 4_000_000
    );
    check("<p>a\0b<![CDATA[c]]><!-- d --!><p", "ab");
    check("a</p></div></b><b", "a");
}

#[test]
fn nothing_that_runs_comes_over() {
    let evil = "<script>s</script><p onclick=x>&lt;script&gt;alert(1)&lt;/script&gt; <img src=x onerror=y alt='<b>'> \
        <svg onload=x><a xlink:href='javascript:x'>y</a></svg><a href='https://e.org/\"><script>'>z</a> \
        <math><mtext><script>m</script></mtext></math> [a](javascript:x) &lt;javascript:x&gt;\
        <table><tr><td>&lt;i&gt;<td>b<tr><td><br>c<td>d</table><pre>&lt;b&gt;\n[x](javascript:y)</pre>";
    let pre = format!(
        "<pre>{}\n&lt;b onclick=x&gt; [x](javascript:y) ![z]( data:x)\n[r]: javascript:x</pre>",
        "words ".repeat(100)
    );
    for html in [evil, &pre] {
        let markdown = page(html).markdown;
        let live =
            pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES);
        for event in live {
            use pulldown_cmark::{Event, Tag};
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("{html}: {markdown}"),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(dest_url.starts_with("https://"), "{dest_url}: {markdown}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn refuses_what_is_no_page() {
    let cases: [(&[u8], PageError); 5] = [
        (b"", PageError::NoText),
        (b"<p> <br> &nbsp; *** </p>", PageError::NoText),
        (b"<frameset><frame src=x></frameset>", PageError::NoText),
        (
            b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>x",
            PageError::Archive,
        ),
        (&[0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], PageError::Binary),
    ];
    for (bytes, error) in cases {
        assert_eq!(
            read(bytes),
            Err(error),
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn facts_are_those_of_the_page() {
    let html = "<!-- saved from url=(0020)https://e.org/saved -->\n<html><head><title>T &amp; t - Site</title>\
        <meta property='og:site_name' content=Site><meta name=Author content='A B'><meta name=date content=2016-05-11>\
        </head><body><h1>T &amp; t</h1><p>x</body></html>";
    let found = page(html);
    assert_eq!(found.title.as_deref(), Some("T & t"));
    assert_eq!(found.address.as_deref(), Some("https://e.org/saved"));
    assert_eq!(found.authors, ["A B"]);
    assert_eq!(found.date, "2016-05-11".parse().ok());
    let of_book = page("<title>Data - A Book</title><h1>A Book</h1><main><h2>Data</h2><p>x</main>");
    assert_eq!(
        (of_book.title.as_deref(), of_book.markdown.as_str()),
        (Some("Data"), "x\n")
    );
    let silent = page("<p>x");
    assert_eq!(
        (silent.title, silent.date, silent.address),
        (None, None, None)
    );
    let timed = page("<article><p>x <time datetime='2016-05-11T10:00Z'>then</time></article>");
    assert_eq!(timed.date, "2016-05-11".parse().ok());
}

#[test]
fn a_note_reads_back() {
    let html = "<title>T: \"x\" # y</title><meta name=date content=2016-05-11><p>---</p><p>a: b</p><hr><h2>Sub</h2><p>Decision: c";
    let stated = Stated {
        project: Some("cinder".to_owned()),
        release: Some("Mitaka".to_owned()),
        ..Stated::default()
    };
    let text = note(&page(html), &stated, "x.html");
    assert!(
        text.starts_with("---\ntitle: \"T: \\\"x\\\" # y\"\nproject: \"cinder\"\n"),
        "{text}"
    );
    assert!(text.contains("\n---\n\n\\---\n\na: b\n"), "{text}");
}
