//! The header of a mail as metadata: title, date, author, project and tags, as a note would give them.

use super::header::{Field as HeaderField, Header};
use super::mbox::separator_date;
use super::subject::{Subject, subject};
use crate::model::{Lines, PartialDate, Severity};
use crate::recap::dates;
use crate::recap::escape::escaped;
use crate::recap::facts::{is_openstack, project_of_name};
use crate::recap::metadata::{Field, Metadata};
use crate::recap::source::Source;
use mail_parser::DateTime;

/// What is shown in place of a subject that is missing.
pub(super) const NO_SUBJECT: &str = "(no subject)";

/// The metadata of a mail. `separator` is the line that parts it from the one above it.
pub(super) fn metadata(source: &Source, header: &Header, separator: Option<u32>) -> Metadata {
    let mut out = Metadata::default();
    let first = separator.or(header.fields.first().map(|field| field.lines.start));
    let last = header.last().or(separator);
    out.lines = first.zip(last).map(|(first, last)| Lines::new(first, last));
    let lists = lists(header);
    let said = subject(&header.text("subject"), &lists);
    let line = header.field("subject").map_or(1, |field| field.lines.start);
    if said.title.contains("=?") && said.title.contains("?=") {
        let message = "words of the subject cannot be decoded";
        let found = source.line_diagnostic(Severity::Warning, "mail-encoding", message, line);
        out.diagnostics.push(found);
    }
    if !said.title.is_empty() {
        push(&mut out, "title", vec![escaped(&said.title)], line);
    }
    about(&said, &lists, line, &mut out);
    date(source, header, separator, &mut out);
    if let Some(from) = header.field("from") {
        push(&mut out, "author", authors(from), from.lines.start);
    }
    out
}

/// The title of a mail within a mail, and who wrote it when.
pub(super) fn introduction(source: &Source, header: &Header) -> (String, String) {
    let Metadata { fields, .. } = metadata(source, header, None);
    let of = |key: &str| fields.iter().find(|field| field.key == key);
    let said = subject(&header.text("subject"), &[]).title;
    let words = ["author", "date"].into_iter();
    let words: Vec<String> = words
        .filter_map(|key| Some(of(key)?.values.join(", ")))
        .collect();
    let title = if said.is_empty() {
        NO_SUBJECT.to_owned()
    } else {
        said
    };
    (title, words.join(", "))
}

fn push(out: &mut Metadata, key: &str, values: Vec<String>, line: u32) {
    let values: Vec<String> = values
        .into_iter()
        .filter(|v| !v.trim().is_empty())
        .collect();
    if !values.is_empty() {
        let key = key.to_owned();
        out.fields.push(Field { key, values, line });
    }
}

/// Names of the lists that a mail was sent to.
fn lists(header: &Header) -> Vec<String> {
    let id = header.text("list-id");
    let id = id.rsplit_once('<').map_or(id.as_str(), |(_, id)| id);
    let post = header.text("list-post");
    let post = post
        .rsplit_once("mailto:")
        .map_or("", |(_, address)| address);
    let of = |text: &str, end: &[char]| text.split(end).next().unwrap_or("").trim().to_lowercase();
    let names = [of(id, &['.', '>']), of(post, &['@', '>'])];
    let mut names: Vec<String> = names.into_iter().filter(|n| !n.is_empty()).collect();
    names.dedup();
    names
}

/// Its first tag that names a project is the project; the others are tags. What the list is of is not said of each mail, but
/// shows what world it is from.
fn about(said: &Subject, lists: &[String], line: u32, out: &mut Metadata) {
    let mut lists: Vec<String> = lists.to_vec();
    lists.extend(said.lists.iter().cloned());
    let signs = format!("{} {}", said.title, lists.join(" ")).to_lowercase();
    let world = is_openstack(&signs);
    let mut tags = Vec::new();
    let mut project = None;
    for tag in &said.tags {
        match project_of_name(tag, world).filter(|_| project.is_none()) {
            Some(known) => project = Some(known),
            None => tags.push(tag.clone()),
        }
    }
    push(out, "project", project.into_iter().collect(), line);
    push(out, "tags", tags, line);
    push(out, "mailing_list", lists, line);
}

/// The day as its sender's clock had it; without a `Date:` that of the separator.
fn date(source: &Source, header: &Header, separator: Option<u32>, out: &mut Metadata) {
    let Some(field) = header.field("date") else {
        let stated = separator.and_then(|n| separator_date(source.line(n)));
        let stated = stated.and_then(|text| dates::find(&text, None));
        if let Some((found, line)) = stated.zip(separator) {
            push(out, "date", vec![found.date.to_string()], line);
        }
        return;
    };
    let line = field.lines.start;
    match day(&field.text()) {
        Some(day) => push(out, "date", vec![day.to_string()], line),
        None => out.diagnostics.push(
            source
                .line_diagnostic(
                    Severity::Warning,
                    "mail-date",
                    "a date that no calendar has",
                    line,
                )
                .with_hint("write it as in `Tue, 3 May 2016 16:20:11 +0200`"),
        ),
    }
}

/// The day of a `Date:`, in the order of mails or in another.
fn day(text: &str) -> Option<PartialDate> {
    let of_mail = DateTime::parse_rfc822(&format!("{text}\n")).filter(DateTime::is_valid);
    let of_mail = of_mail.and_then(|date| {
        let (month, day) = (u32::from(date.month), u32::from(date.day));
        PartialDate::new(i32::from(date.year), Some(month), Some(day))
    });
    // As in separators, with the year at the end.
    let text = separator_date(text).unwrap_or_else(|| text.to_owned());
    let found = || dates::find(&text, None).map(|found| found.date);
    of_mail.or_else(|| found().filter(|date| date.day().is_some()))
}

/// Whether a text is a date as mails write it.
pub(super) fn is_date(text: &str) -> bool {
    DateTime::parse_rfc822(&format!("{}\n", text.trim())).is_some_and(|date| date.is_valid())
}

/// The names of those a mail is from, or their addresses: `Jo Smith <jo@example.org>`, `jo at example.org (Jo Smith)`.
pub(super) fn authors(from: &HeaderField) -> Vec<String> {
    let text = from.text();
    if !text.contains(['@', '<'])
        && let Some((address, name)) = text.split_once('(')
        && address.contains(" at ")
    {
        let name = name.trim_end().strip_suffix(')').unwrap_or(name);
        return vec![person(if name.trim().is_empty() {
            address
        } else {
            name
        })];
    }
    let found = from.addresses();
    let names = found.iter().filter_map(|one| {
        let name = one.name.as_deref().filter(|name| !name.trim().is_empty());
        name.or(one.address.as_deref()).map(person)
    });
    let names: Vec<String> = names.collect();
    match names.is_empty() {
        true => vec![person(&text)],
        false => names,
    }
}

/// A name that stays one where names are parted by commas and `and`: `Smith, Jo` is `Jo Smith`. What a list adds (`via dev`)
/// goes.
fn person(name: &str) -> String {
    let name = name.split(" via ").next().unwrap_or(name);
    let name = name.trim().trim_matches(['\'', '"']);
    let parts: Vec<&str> = name.split([',', ';', '<']).map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let joined = match parts.as_slice() {
        [last, first] => format!("{first} {last}"),
        _ => parts.join(" "),
    };
    joined.replace(" and ", " & ")
}
