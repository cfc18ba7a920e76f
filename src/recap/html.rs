//! Markdown of notes for pages of HTML, with nothing in it that runs, loads or breaks out.

use super::blocks::{alert, parser};
use super::engine;
use super::links::has_scheme;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::borrow::Cow;
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
    html_leading(markdown, level, &|_| None)
}

/// The same in a page beside other pages: a link without a scheme leads to the address that `leads` has for its target, as
/// it is written. Where there is none, its text stays.
#[must_use]
pub fn html_leading(markdown: &str, level: u8, leads: &dyn Fn(&str) -> Option<String>) -> String {
    let rendered = catch_unwind(AssertUnwindSafe(|| {
        let mut ours = HashSet::new();
        let told = engine::without(markdown);
        let events = events(&told.text, level).into_iter();
        let events = events.map(|event| led(event, leads, &mut ours));
        let mut out = String::with_capacity(markdown.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut out, events);
        (out, ours)
    }));
    match rendered {
        Ok((html, ours)) => cleaner(ours).clean(&html).to_string(),
        Err(_) => format!("<pre>{}</pre>", ammonia::clean_text(markdown)),
    }
}

/// A link with the address that it is to lead to, which becomes one of `ours`; any other event as it is.
fn led<'e>(
    event: Event<'e>,
    leads: &dyn Fn(&str) -> Option<String>,
    ours: &mut HashSet<String>,
) -> Event<'e> {
    match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) if !has_scheme(&dest_url) => {
            let address = leads(dest_url.trim()).unwrap_or_default();
            ours.insert(address.clone());
            Event::Start(Tag::Link {
                link_type,
                dest_url: address.into(),
                title,
                id,
            })
        }
        event => event,
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
    while let Some(event) = all.next() {
        match event {
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => depth -= 1,
            _ => {}
        }
        if let Event::Start(Tag::BlockQuote(Some(kind))) = event
            && depth <= DEEPEST
        {
            out.push(Event::Start(Tag::BlockQuote(None)));
            out.extend(headed(alert(kind)));
            continue;
        }
        out.push(match event {
            // A definition stands on a line of its own.
            Event::SoftBreak
                if matches!(all.peek(), Some(Event::Text(text)) if text.starts_with(": ")) =>
            {
                Event::HardBreak
            }
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

/// What an alert is, above its text.
fn headed(kind: &'static str) -> [Event<'static>; 5] {
    [
        Event::Start(Tag::Paragraph),
        Event::Start(Tag::Strong),
        Event::Text(CowStr::Borrowed(kind)),
        Event::End(TagEnd::Strong),
        Event::End(TagEnd::Paragraph),
    ]
}

fn demoted(own: HeadingLevel, below: u8) -> HeadingLevel {
    let level = usize::from(below) + own as usize;
    HeadingLevel::try_from(level.clamp(2, 6)).unwrap_or(HeadingLevel::H6)
}

/// What may stay: marks of text, tables, and links that lead to pages or people. Of addresses without a scheme only `ours`.
/// No pictures: they would be loaded.
fn cleaner(ours: HashSet<String>) -> ammonia::Builder<'static> {
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
        .url_relative(ammonia::UrlRelative::Custom(Box::new(only(ours))))
        .link_rel(Some("noopener noreferrer"));
    out
}

/// Passes these addresses and no others.
fn only(addresses: HashSet<String>) -> impl Fn(&str) -> Option<Cow<'_, str>> + Send + Sync {
    move |address| {
        let found = !address.is_empty() && addresses.contains(address);
        found.then_some(Cow::Borrowed(address))
    }
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
mod tests;
