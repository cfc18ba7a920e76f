//! Tests of Markdown in pages.

use super::{defused, html, html_leading, live};
use proptest::prelude::{prop_assert, proptest};

proptest! {
    #[test]
    fn nothing_lives_in_any_text(text in "[-<>/a!\\[\\]()`~ \t\n#*:=\"&;|\\\\x1.]{0,60}") {
        let safe = defused(&text);
        prop_assert!(live(&safe).is_empty(), "{:?}", safe);
        prop_assert!(!html(&text, 3).contains("<a href=\"a"));
    }
}

#[test]
fn nothing_runs_or_loads() {
    let text = "# T\n\n<script>alert(1)</script>\n\n<img src=x onerror=y> ![p](https://x.org/p.png)\n\n\
                [a](javascript:b) [c](https://x.org/\"onclick=d) [e](notes/f.md) <style>g{}</style>\n";
    let page = html(text, 3);
    for bad in [
        "<script",
        "<img",
        "<style",
        "javascript:",
        "p.png",
        " onclick",
        "f.md",
    ] {
        assert!(!page.contains(bad), "{bad}: {page}");
    }
    assert!(page.contains("rel=\"noopener noreferrer\""), "{page}");
    assert!(!page.contains("<h1") && !page.contains(">T<"), "{page}");
    assert!(page.contains("&lt;script&gt;"), "{page}");
}

#[test]
fn headings_go_below_their_place() {
    let page = html(
        "## Own\n\n# A\n\n### B\n\n- [x] done\n\n| a |\n|---|\n| b |\n",
        3,
    );
    assert_eq!(
        page.replace('\n', ""),
        "<h4>A</h4><h6>B</h6><ul><li>\u{2611} done</li></ul>\
         <table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    );
}

#[test]
fn definitions_stand_on_lines_of_their_own() {
    assert_eq!(
        html("Term\n: One\n: Two\nName: text\n", 1).replace('\n', " "),
        "<p>Term<br> : One<br> : Two Name: text</p> "
    );
}

#[test]
fn alerts_say_what_they_are() {
    let text = "> [!WARNING]\n> Do not.\n\n> [!OTHER]\n> Do.\n";
    assert_eq!(
        html(text, 1).replace('\n', ""),
        "<blockquote><p><strong>Warning</strong></p><p>Do not.</p></blockquote>\
         <blockquote><p>[!OTHER]Do.</p></blockquote>"
    );
}

#[test]
fn lists_go_only_so_deep() {
    for mark in ["- ", "> ", "1. "] {
        let text = format!("{}end\n\nafter\n", mark.repeat(500));
        let page = html(&text, 3);
        let opened = page.matches("<ul").count()
            + page.matches("<ol").count()
            + page.matches("<blockquote").count();
        assert_eq!(opened, super::DEEPEST, "{page}");
        assert_eq!(page.matches("<li").count(), page.matches("</li").count());
        assert!(
            page.contains("end") && page.contains("<p>after</p>"),
            "{page}"
        );
    }
}

#[test]
fn markdown_is_defused_and_stays_the_same_else() {
    let same = "a <https://x.org> `<b>` [c](d.md) **e**\n\n    <indented>\n\n```\n<script>\n```\n";
    assert_eq!(defused(same), same);
    assert_eq!(defused("a <b>c</b>"), "a \\<b>c\\</b>");
    assert_eq!(defused("[a](javascript:b)"), "\\[a](javascript:b)");
    assert_eq!(defused("![a](https://x.org/b)"), "!\\[a](https://x.org/b)");
    assert_eq!(defused("<javascript:a>"), "\\<javascript:a>");
}

#[test]
fn escaping_one_thing_does_not_free_another() {
    let text = "<div>\n```\n</div>\n\n```\n<script>alert(1)</script>\n```\n\n<b>\n";
    let safe = defused(text);
    let page = html(&safe, 1);
    assert!(!page.contains("<script"), "{page}");
    assert!(live(&safe).is_empty(), "{safe}");
}

#[test]
fn links_lead_to_the_addresses_that_are_given_and_to_no_other() {
    let leads = |target: &str| (target == "b.md#part").then(|| "/topic/b%23part".to_owned());
    let text = "[a](b.md#part) [own](/topic/b%23part) [c](c.md) [d](//x.org/d) [e](?id=1) [f](https://x.org/f) \
                [g](javascript:b.md#part) [h][ref]\n\n[ref]: b.md#part\n";
    let page = html_leading(text, 1, &leads);
    let wanted = "<a href=\"/topic/b%23part\" rel=\"noopener noreferrer\">";
    // What is written like an address of ours is a target as any other.
    assert_eq!(page.matches("href").count(), 3, "{page}");
    assert_eq!(page.matches(wanted).count(), 2, "{page}");
    assert!(page.contains("href=\"https://x.org/f\""), "{page}");
    assert!(!html(text, 1).contains("href=\"/"), "{page}");
}
