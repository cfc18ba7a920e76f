//! Links that could lead to other notes, and names of places, from the events that blocks are made of.
//!
//! What has a scheme (`https:`, `mailto:`), stands in code, or is made by a template leads to no note. Where a link leads is
//! not known here: that takes the other notes.

mod tags;
mod words;

pub(super) use words::unlinked;

use super::blocks::Placed;
use crate::model::LinkForm;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Longer targets lead nowhere, in bytes.
const LONGEST: usize = 1000;
/// The text of a link is cut here, in characters.
const LONGEST_TEXT: usize = 200;

/// A link that could lead to a note, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// First byte.
    pub(crate) at: usize,
    pub(crate) form: LinkForm,
    pub(crate) target: String,
    pub(crate) text: String,
}

/// What ties the places of notes to one another.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Ties {
    /// Links, by place.
    pub(crate) links: Vec<Found>,
    /// Names that are given to places: `<a id="x">`, `{#x}`.
    pub(crate) anchors: Vec<Placed>,
}

/// Gathers links from events.
pub(crate) struct Gather<'b> {
    body: &'b str,
    /// Where `body` begins.
    offset: usize,
    out: Ties,
    /// The link whose text comes.
    open: Option<Found>,
    /// A stretch of text without a gap.
    run: Range<usize>,
    in_code: bool,
}

impl<'b> Gather<'b> {
    /// Nothing yet of this text, which begins `offset` bytes into the note.
    pub(crate) fn new(body: &'b str, offset: usize) -> Self {
        Self {
            body,
            offset,
            out: Ties::default(),
            open: None,
            run: 0..0,
            in_code: false,
        }
    }

    /// Takes the next event.
    pub(crate) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let (Some(open), Event::Text(text) | Event::Code(text)) = (&mut self.open, event) {
            open.text.push_str(text);
            return;
        }
        match event {
            Event::Text(_) if self.in_code => {}
            Event::Text(_) if self.goes_on(range.start) => self.run.end = range.end,
            Event::Text(_) => {
                self.end_run();
                self.run = range.clone();
            }
            Event::SoftBreak | Event::HardBreak if self.open.is_some() => {
                self.open.iter_mut().for_each(|open| open.text.push(' '));
            }
            other => {
                self.end_run();
                self.other(other, range);
            }
        }
    }

    fn other(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if *link_type != LinkType::Email => self.open = self.link(dest_url, range.start),
            Event::End(TagEnd::Link) => self.close(),
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range.start),
            _ => {}
        }
    }

    /// Everything, by place.
    pub(crate) fn done(mut self) -> Ties {
        self.end_run();
        self.close();
        self.out.links.sort_by_key(|link| link.at);
        self.out
    }

    /// Whether text that begins here goes on with the run: a backslash before a sign is no text.
    fn goes_on(&self, start: usize) -> bool {
        let gap = self.body.get(self.run.end..start);
        !self.run.is_empty() && matches!(gap, Some("" | "\\"))
    }

    fn link(&self, target: &str, at: usize) -> Option<Found> {
        may_lead_to_a_note(target).then(|| Found {
            at: at + self.offset,
            form: LinkForm::Path,
            target: target.trim().to_owned(),
            text: String::new(),
        })
    }

    fn close(&mut self) {
        if let Some(mut link) = self.open.take() {
            link.text = shown(&link.text, &link.target);
            self.out.links.push(link);
        }
    }

    /// Looks for names in double brackets and for what templates lead to, in a stretch of text.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text = self.body.get(run.clone()).unwrap_or_default();
        if text.len() < 4 {
            return;
        }
        let start = run.start + self.offset;
        for mut link in words::links(text) {
            link.at += start;
            link.text = shown(&link.text, &link.target);
            self.out.links.push(link);
        }
        if let Some((at, name)) = words::anchor(text) {
            self.out.anchors.push(Placed {
                at: at + start,
                text: name.to_owned(),
            });
        }
    }

    fn html(&mut self, html: &str, start: usize) {
        for (at, name, value) in tags::attributes(html) {
            let at = at + start;
            match name {
                tags::Name::Place if value.len() <= LONGEST => self.out.anchors.push(Placed {
                    at: at + self.offset,
                    text: value,
                }),
                tags::Name::Target => {
                    let link = self.link(&value, at);
                    self.out.links.extend(link.map(|link| Found {
                        text: shown("", &link.target),
                        ..link
                    }));
                }
                tags::Name::Place => {}
            }
        }
    }
}

/// Whether a target could be a note: it has no scheme, and no template makes it.
fn may_lead_to_a_note(target: &str) -> bool {
    let target = target.trim();
    // What holds an address is one, however it is written.
    let is_made = ["{{", "{%", "${", "<%", "://"]
        .iter()
        .any(|t| target.contains(t));
    let fits = !target.is_empty() && target.len() <= LONGEST;
    fits && !is_made && !has_scheme(target) && !target.starts_with("//") && !target.starts_with('?')
}

/// Whether a target has a scheme, such as `https:`.
pub(super) fn has_scheme(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
    })
}

/// The text of a link on one line, not too long; its target where it has none.
fn shown(text: &str, target: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = match words.is_empty() {
        true => target.to_owned(),
        false => words.join(" "),
    };
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}\u{2026}", text[..end].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::LinkForm;
    use crate::recap::blocks::blocks;

    fn found(text: &str) -> Vec<(String, String)> {
        let links = blocks(text, 0).ties.links.into_iter();
        links.map(|link| (link.target, link.text)).collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let pair = |(target, text): &(&str, &str)| ((*target).to_owned(), (*text).to_owned());
        let expected: Vec<_> = expected.iter().map(pair).collect();
        assert_eq!(found(text), expected, "{text}");
    }

    #[test]
    fn finds_links_by_paths() {
        check(
            "See [the `plan`](../a/b.md#x) and [c](c%20d.md).",
            &[("../a/b.md#x", "the plan"), ("c%20d.md", "c")],
        );
        check("[a][r], [r]\n\n[r]: b.md", &[("b.md", "a"), ("b.md", "r")]);
        check("- [here](#part)\n", &[("#part", "here")]);
        check("<a href=\"b.md\">b</a>", &[("b.md", "b.md")]);
        check("[a](<b c.md> \"title\")", &[("b c.md", "a")]);
    }

    #[test]
    fn leaves_out_what_leads_elsewhere() {
        for text in [
            "[a](https://b.org/c.md) <a@b.c> [m](mailto:x@y.z) [d](//b.org)",
            "`[a](b.md)` and `[[Name]]`",
            "```\n[[Name]] [a](b.md)\n```\n",
            "    [[Name]] in code\n",
            "![picture](b.png)",
            "[a]({{site.baseurl}}/b)",
            "<!-- <a href=\"b.md\"> -->",
            "if [[ -f x ]]; then [[]] [[ ]]",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn finds_names_in_brackets() {
        check(
            "See [[Other note#Part|the part]] or [[a_b-c]], ![[d]].",
            &[
                ("Other note#Part", "the part"),
                ("a_b-c", "a_b-c"),
                ("d", "d"),
            ],
        );
        check("| a | b |\n|--|--|\n| [[x\\|y]] | z |\n", &[("x", "y")]);
        check("[[#Part]]", &[("#Part", "#Part")]);
        check("[[a](b.md)]", &[("b.md", "a")]);
        check("[[two\nlines]]", &[]);
    }

    #[test]
    fn finds_what_templates_name() {
        let text = "As [we said]({% post_url 2016-05-06-name %}), {% link _posts/a.md %}";
        let links = blocks(text, 0).ties.links;
        assert_eq!(links[0].form, LinkForm::Post);
        assert_eq!(
            (&*links[0].target, &*links[0].text),
            ("2016-05-06-name", "we said")
        );
        assert_eq!(links[1].form, LinkForm::Path);
        assert_eq!(links[1].target, "/_posts/a.md");
    }

    #[test]
    fn finds_names_of_places() {
        let text = "# Title {#own}\n\n<a name=\"x\"></a> and <h2 id='y'>z</h2>\n";
        let names = blocks(text, 5).ties.anchors;
        let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["own", "x", "y"]);
    }
}
