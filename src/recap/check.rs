//! What a well-read recap still lacks: a date, a known release, tags, titles that differ.

use super::facts::release_line;
use super::metadata::Metadata;
use super::source::Source;
use crate::model::{Catalogue, Diagnostic, FactSource, Lines, Recap, Severity, Span, Topic};
use std::collections::HashMap;

/// The findings about a recap as a whole and about its topics.
pub(super) fn check(
    source: &Source,
    metadata: &Metadata,
    recap: &Recap,
    topics: &[Topic],
    catalogue: &Catalogue,
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if recap.date.is_none() && topics.iter().all(|t| t.date.is_none()) {
        out.push(
            Diagnostic::of_file(
                Severity::Warning,
                "no-date",
                "no date is known for this recap",
            )
            .with_hint(
                "put `date: YYYY-MM-DD` into its front matter, or the date into its file name",
            ),
        );
    }
    out.extend(unknown_releases(source, metadata, recap, catalogue));
    if topics.is_empty() {
        out.push(Diagnostic::of_file(
            Severity::Note,
            "empty",
            "nothing in this note but metadata or blank lines",
        ));
    }
    let mut seen: HashMap<(&Option<String>, String), u32> = HashMap::new();
    for topic in topics {
        if topic.tags.is_empty() && said_from(source, topic.own.lines).is_some() {
            let diagnostic = about(
                source,
                topic,
                "untagged",
                format!("topic `{}` has no tag", topic.title),
            );
            out.push(diagnostic.with_hint(
                "add `tags:` to the front matter, or an alias under `[[tag]]` in kb.toml",
            ));
        }
        // A preamble has the recap's title, as the heading below it may.
        if topic.level == 0 {
            continue;
        }
        let line = topic.own.lines.start;
        let first = *seen
            .entry((&topic.parent, topic.title.to_lowercase()))
            .or_insert(line);
        if first != line {
            let message = format!("topic `{}` has the title of line {first}", topic.title);
            out.push(
                about(source, topic, "duplicate-title", message)
                    .with_hint("tell the two apart in their titles"),
            );
        }
    }
    out
}

fn about(source: &Source, topic: &Topic, code: &str, message: String) -> Diagnostic {
    let lines = topic.own.lines;
    let line = said_from(source, lines).unwrap_or(lines.start);
    let text = source.line(line);
    let start = source.line_start(line).max(topic.own.span.start);
    let indent = text.len() - text.trim_start_matches(['#', ' ', '*', '_']).len();
    let span = Span::new(start + indent, start + text.trim_end().len().max(indent));
    source.diagnostic(Severity::Note, code, message, span)
}

/// The first of these lines with something other than comments in it.
fn said_from(source: &Source, lines: Lines) -> Option<u32> {
    let mut is_comment = false;
    for line in lines.start..=lines.end {
        let mut rest = source.line(line);
        loop {
            let (before, after) = match is_comment {
                true => ("", rest.split_once("-->").map(|(_, after)| after)),
                false => match rest.split_once("<!--") {
                    Some((before, after)) => (before, Some(after)),
                    None => (rest, None),
                },
            };
            if !before.trim().is_empty() {
                return Some(line);
            }
            let Some(after) = after else { break };
            is_comment = !is_comment;
            rest = after;
        }
    }
    None
}

fn unknown_releases(
    source: &Source,
    metadata: &Metadata,
    recap: &Recap,
    catalogue: &Catalogue,
) -> Vec<Diagnostic> {
    let stated = recap
        .releases
        .iter()
        .filter(|r| r.source == FactSource::FrontMatter);
    let unknown = stated.filter(|r| catalogue.find(r.value.as_str()).is_none());
    let line = release_line(metadata).unwrap_or(1);
    unknown
        .map(|release| {
            let message = format!("release `{}` is not in the catalogue", release.value);
            let diagnostic =
                source.line_diagnostic(Severity::Warning, "unknown-release", message, line);
            match nearest(release.value.as_str(), catalogue) {
                Some(near) => diagnostic.with_hint(format!("did you mean `{near}`?")),
                None => diagnostic,
            }
        })
        .collect()
}

/// Longer names are not compared: it takes the time of both lengths multiplied.
const LONGEST_COMPARED: usize = 100;

fn nearest(name: &str, catalogue: &Catalogue) -> Option<String> {
    if name.len() > LONGEST_COMPARED {
        return None;
    }
    let lower = name.to_lowercase();
    let scored = catalogue.known().iter().flat_map(|k| {
        std::iter::once(k.release.as_str()).chain(k.aliases.iter().map(String::as_str))
    });
    let scored = scored.filter(|known| known.len() <= LONGEST_COMPARED);
    let best = scored.map(|known| (strsim::jaro_winkler(&lower, &known.to_lowercase()), known));
    let best = best.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then(|| best.1.to_owned())
}
