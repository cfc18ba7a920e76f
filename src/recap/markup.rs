//! What a note is written in, told by its extension and, where that may be several things, by how it begins.

use super::Input;
use super::metadata;
use super::script::Script;
use super::source::Source;
use super::{mail, rst, text};
use crate::model::Markup;

/// The markup of a note: that of the settings, else that of its extension.
pub(super) fn markup(input: &Input<'_>, file: &Source) -> Markup {
    let path = input.path;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let told = match extension.to_ascii_lowercase().as_str() {
        "rst" | "rest" => Markup::Rst,
        "eml" | "mbox" | "mbx" => Markup::Mail,
        "txt" | "text" | "log" if mail::is_mail(file) => Markup::Mail,
        "txt" | "text" | "log" => Markup::Text,
        _ => Markup::Markdown,
    };
    input.given.markup.unwrap_or(told)
}

/// The recaps of a note that is no Markdown, as Markdown. A block of metadata at its top is the first one's.
pub(super) fn scripts(markup: Markup, input: &Input<'_>, file: &Source) -> Vec<Script> {
    if markup == Markup::Mail {
        return mail::read(input.bytes, file);
    }
    let block = metadata::metadata(file);
    let first = block.body_line();
    let mut scripts = match markup {
        Markup::Rst => vec![rst::read(file, first)],
        _ => text::read(file, first),
    };
    if let Some(script) = scripts.first_mut() {
        script.metadata.add(block);
    }
    scripts
}
