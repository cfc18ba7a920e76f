//! Mails, and files of several: a recap each.
//!
//! Headers, dates and charsets are read by `mail-parser`. Where mails and their parts begin and end, and what encodes their
//! bodies, is read line by line here, so that each line of text has its place in the file.

mod body;
mod decode;
mod digest;
mod fields;
mod header;
mod html;
mod mbox;
mod parts;
mod patch;
mod raw;
mod subject;
mod texts;
mod transfer;
mod voices;
mod writing;

pub(super) use voices::is_attribution;

use super::script::Script;
use super::source::Source;
use mbox::Stretch;
use raw::Raw;

/// So many lines of a header are looked at, to tell a mail from other texts.
const LOOKED_AT: u32 = 500;

/// Whether a text is a mail, or several: it begins with the line that parts them, or with a header that has who it is from, or
/// a subject and a date.
pub(crate) fn is_mail(source: &Source) -> bool {
    let Some(first) = mbox::first_line(source) else {
        return false;
    };
    if mbox::is_separator(source.line(first)) {
        return true;
    }
    let raw = Raw::new(source.text().as_bytes(), source);
    let end = (source.line_count() + 1).min(first + LOOKED_AT);
    let header = header::header(&raw, first, end);
    let is_known = |field: &&header::Field| header::is_known(format!("{}:", field.name).as_bytes());
    let is_whole = header.is_closed && header.odd.is_empty();
    let from = header.text("from");
    let is_from = from.contains('@') || from.contains(" at ") || from.contains('<');
    let is_dated = header.field("subject").is_some() && fields::is_date(&header.text("date"));
    is_whole && header.fields.iter().filter(is_known).count() >= 2 && (is_from || is_dated)
}

/// The recaps of a file: one for each mail.
pub(crate) fn read(bytes: &[u8], source: &Source) -> Vec<Script> {
    let raw = Raw::new(bytes, source);
    let stretches = mbox::stretches(&raw);
    let is_mbox = stretches
        .first()
        .is_some_and(|one| stretches.len() > 1 || mbox::is_separator(source.line(one.first)));
    let raw = if is_mbox { raw.of_mbox() } else { raw };
    let scripts: Vec<Script> = stretches
        .into_iter()
        .map(|stretch| mail(&raw, stretch))
        .collect();
    match scripts.is_empty() {
        true => vec![Script::default()],
        false => scripts,
    }
}

/// The script of one mail.
fn mail(raw: &Raw<'_>, stretch: Stretch) -> Script {
    let Stretch { first, end } = stretch;
    let separator = mbox::is_separator(raw.source.line(first)).then_some(first);
    let top = first + u32::from(separator.is_some());
    let parts = parts::parts(raw, top, end);
    writing::script(raw, &parts, separator, stretch)
}

#[cfg(test)]
mod tests;
