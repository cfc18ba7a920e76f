//! The text of one part to Markdown: what its author says, what others say, code.

use super::body::body;
use super::decode::Decoded;
use super::raw::Line;
use super::voices::{Voice, unquoted, voices};
use crate::model::Lines;
use crate::recap::escape::{escaped_line, fence};
use crate::recap::script::Script;

fn pairs<'l>(lines: impl Iterator<Item = (&'l str, Lines)>) -> Vec<(String, Lines)> {
    lines.map(|(text, from)| (text.to_owned(), from)).collect()
}

/// Lines of text, those of others set apart.
pub(super) fn spoken(lines: &[Line], is_apart: bool, script: &mut Script) {
    let voices = voices(lines);
    let mut at = 0;
    while at < lines.len() {
        let voice = voices[at];
        let length = voices[at..].iter().take_while(|v| **v == voice).count();
        let run = &lines[at..at + length];
        at += length;
        if voice == Voice::Own {
            body(
                &pairs(run.iter().map(|line| (line.text.as_str(), line.from))),
                script,
            );
            continue;
        }
        if voice == Voice::Code {
            fenced(run, script);
            continue;
        }
        let above = script.apart.last().map(|lines| lines.end);
        let goes_on = above == Some(script.len());
        if !goes_on {
            script.gap(run[0].from);
        }
        let before = script.len();
        match voice {
            Voice::Quoted(depth) => quote(run, depth, goes_on, script),
            _ => aside(run, script),
        }
        if !is_apart {
            script.set_apart(before);
        }
    }
}

/// A quote, as deep as it is.
fn quote(run: &[Line], depth: u8, goes_on: bool, script: &mut Script) {
    let marks = ">".repeat(usize::from(depth));
    let stripped = run.iter().map(|line| (unquoted(&line.text), line.from));
    let mut inner = Script::default();
    body(&pairs(stripped), &mut inner);
    if goes_on {
        // Else a quote that is less deep would be taken for more of the one above.
        script.gap(run[0].from);
    }
    for (line, from) in inner.text.lines().zip(inner.lines) {
        script.push(format!("{marks} {line}").trim_end(), from);
    }
    script.gap(run[run.len() - 1].from);
}

/// Lines that are no text of the author, as they are.
pub(super) fn aside(run: &[Line], script: &mut Script) {
    for line in run {
        script.push(&escaped_line(&line.text), line.from);
    }
    script.gap(run[run.len() - 1].from);
}

/// Markdown as it is. A fence that is never closed ends with the part.
pub(super) fn markdown(decoded: &Decoded, script: &mut Script) {
    let mut fence = None;
    let lines = decoded.lines();
    for line in &lines {
        let text = line.text.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| text.starts_with(mark));
        fence = match (fence, mark) {
            (None, mark) => mark,
            (open, mark) if open == mark => None,
            (open, _) => open,
        };
        let before = script.len();
        script.push(&line.text, line.from);
        if fence.is_none() && text.starts_with('>') {
            script.set_apart(before);
        }
    }
    if let Some((fence, last)) = fence.zip(lines.last()) {
        script.push(fence, last.from);
    }
    if let Some(last) = lines.last() {
        script.gap(last.from);
    }
}

/// Code, such as a patch that came with a mail.
pub(super) fn code(decoded: &Decoded, script: &mut Script) {
    fenced(&decoded.lines(), script);
}

/// Lines of code between fences that are longer than any in it.
fn fenced(lines: &[Line], script: &mut Script) {
    let Some((first, last)) = lines.first().zip(lines.last()) else {
        return;
    };
    let fence = fence(lines.iter().map(|line| line.text.as_str()));
    script.gap(first.from);
    script.push(&fence, first.from);
    for line in lines {
        script.push(&line.text, line.from);
    }
    script.push(&fence, last.from);
    script.gap(last.from);
}
