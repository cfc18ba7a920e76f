//! Markdown of notes for pages of HTML, with nothing in it that runs, loads or breaks out.

use super::blocks::parser;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How often text is read again after something in it was escaped: escaping may change what the rest is.
const ROUNDS: usize = 8;

/// Lists and quotes that may stand in one another: what stands deeper stands there. Reading the page costs more with each.
const DEEPEST: usize = 60;

/// The schemes that links may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// The tags that may stand in a page.
const TAGS: [&str; 31] = [
    "p",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "b",
    "i",
    "del",
    "s",
    "sub",
    "sup",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
];

/// `markdown` as HTML for a place whose heading has this level: headings go below it, and the heading that the text
/// begins with, which stands above it already, is left out. Where the parser fails, it is the text as it stands.
#[must_use]
pub fn html(markdown: &str, level: u8) -> String {
    let rendered = catch_unwind(AssertUnwindSafe(|| {
        let mut out = String::with_capacity(markdown.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut out, events(markdown, level).into_iter());
        out
    }));
    match rendered {
        Ok(html) => cleaner().clean(&html).to_string(),
        Err(_) => format!("<pre>{}</pre>", ammonia::clean_text(markdown)),
    }
}

/// The events of `markdown`, without its first heading, the others demoted; HTML in it becomes text.
fn events(markdown: &str, level: u8) -> Vec<Event<'_>> {
    let mut out = Vec::new();
    let mut all = parser(markdown).peekable();
    if matches!(all.peek(), Some(Event::Start(Tag::Heading { .. }))) {
        all.by_ref()
            .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
            .for_each(drop);
    }
    let mut depth = 0;
    for event in all {
        match event {
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => depth -= 1,
            _ => {}
        }
        out.push(match event {
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Item) if depth > DEEPEST => {
                Event::SoftBreak
            }
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) if depth >= DEEPEST => continue,
            Event::End(TagEnd::Item) if depth > DEEPEST => continue,
            Event::Start(Tag::Heading { level: own, .. }) => Event::Start(Tag::Heading {
                level: demoted(own, level),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }),
            Event::End(TagEnd::Heading(own)) => Event::End(TagEnd::Heading(demoted(own, level))),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            Event::TaskListMarker(done) => Event::Text(CowStr::Borrowed(if done {
                "\u{2611} "
            } else {
                "\u{2610} "
            })),
            // Footnotes of several notes in one page would have the same anchors.
            Event::FootnoteReference(label) => Event::Text(format!("[{label}]").into()),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                Event::Text(format!("[{label}] ").into())
            }
            Event::End(TagEnd::FootnoteDefinition) => continue,
            event => event,
        });
    }
    out
}

fn demoted(own: HeadingLevel, below: u8) -> HeadingLevel {
    let level = usize::from(below) + own as usize;
    HeadingLevel::try_from(level.clamp(2, 6)).unwrap_or(HeadingLevel::H6)
}

/// What may stay: marks of text, tables, and links that lead to pages or people. No pictures: they would be loaded.
fn cleaner() -> ammonia::Builder<'static> {
    let mut out = ammonia::Builder::empty();
    out.tags(TAGS.into_iter().chain(["td"]).collect::<HashSet<_>>())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(
            [
                ("a", HashSet::from(["href"])),
                ("ol", HashSet::from(["start"])),
            ]
            .into(),
        )
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"));
    out
}

/// `markdown` as Markdown without what would run or load in a page: HTML, pictures and links that are neither web
/// nor mail nor relative are escaped, so that they show as the text they are.
#[must_use]
pub fn defused(markdown: &str) -> String {
    let mut text = markdown.to_owned();
    for _ in 0..ROUNDS {
        let found = catch_unwind(AssertUnwindSafe(|| live(&text)));
        match found {
            Ok(places) if places.is_empty() => return text,
            Ok(places) => {
                text = escaped(&text, &places);
            }
            Err(_) => break,
        }
    }
    // Reading it does not come to rest: every mark that could begin such a thing goes.
    markdown.replace('<', "&lt;").replace('[', "&#91;")
}

/// `text` with a backslash before each of these bytes.
fn escaped(text: &str, places: &[usize]) -> String {
    let mut out = String::with_capacity(text.len() + places.len());
    let mut from = 0;
    for at in places {
        out.push_str(text.get(from..*at).unwrap_or(""));
        out.push('\\');
        from = *at;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// The bytes that begin something live: each `<` of HTML, and the mark that a link or picture begins with.
fn live(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut code: Vec<std::ops::Range<usize>> = Vec::new();
    let mut events = parser(text).into_offset_iter();
    for (event, range) in events.by_ref() {
        let source = text.get(range.clone()).unwrap_or("");
        match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => code.push(range),
            Event::Html(_) | Event::InlineHtml(_) => {
                out.extend(source.match_indices('<').map(|(at, _)| range.start + at));
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_harmless(&dest_url) => {
                out.extend(source.find(['[', '<']).map(|at| range.start + at));
            }
            Event::Start(Tag::Image { .. }) => {
                out.extend(source.find('[').map(|at| range.start + at))
            }
            _ => {}
        }
    }
    // Where texts are put together, a definition of one is good for all: `![x]` here would load what another defines.
    let definitions = events.reference_definitions().iter();
    let unsafe_ones = definitions.filter(|(_, definition)| !is_harmless(&definition.dest));
    out.extend(unsafe_ones.map(|(_, definition)| definition.span.start));
    for (at, _) in text.match_indices("![") {
        let after = code.partition_point(|range| range.start <= at);
        let within = after > 0 && code[after - 1].contains(&at);
        let escaped = text[..at].ends_with('\\');
        out.extend((!within && !escaped).then_some(at + 1));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether following a link runs nothing.
fn is_harmless(target: &str) -> bool {
    let scheme = target
        .split(['/', '?', '#'])
        .next()
        .unwrap_or("")
        .split_once(':');
    scheme.is_none_or(|(scheme, _)| SCHEMES.contains(&scheme.trim().to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::{defused, html, live};
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
        let same =
            "a <https://x.org> `<b>` [c](d.md) **e**\n\n    <indented>\n\n```\n<script>\n```\n";
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
}
