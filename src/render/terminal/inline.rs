//! Runs of text as words of a terminal: their style, their marks, where they lead.

use super::links::{says, target};
use super::words::Words;
use super::{CODE, Drawn, LINK, QUIET, Span};
use crate::recap::pieces::{Look, Run, text_of};
use crate::render::clean::{clean, line};
use anstyle::Style;

/// The words of runs, on top of a style.
pub(super) fn words(runs: &[Run], base: Style, how: Drawn) -> Words {
    let mut out = Words::default();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|run| run.link == first.link).count();
        let (part, behind) = rest.split_at(same);
        rest = behind;
        match &first.link {
            Some(to) => link(&mut out, part, to, base, how),
            None => part
                .iter()
                .for_each(|run| say(&mut out, run, base, None, how)),
        }
    }
    out
}

/// A link, and where it leads.
fn link(out: &mut Words, runs: &[Run], to: &str, base: Style, how: Drawn) {
    let address = target(to);
    for run in runs {
        say(out, run, base, Some(&address), how);
    }
    let text = text_of(runs);
    let said = says(&text, to) || to.trim().is_empty();
    if said || !how.targets && address.is_some() {
        return;
    }
    out.add(&Span::new(" (", QUIET), false);
    let shown = Span {
        text: line(to).replace(' ', "%20"),
        style: QUIET,
        link: address,
    };
    out.add(&shown, true);
    out.add(&Span::new(")", QUIET), true);
}

fn say(out: &mut Words, run: &Run, base: Style, link: Option<&Option<String>>, how: Drawn) {
    let address = link.cloned().flatten();
    let is_address = link.is_some() && run.text.contains("://") && !run.text.contains(' ');
    let mark = match how.marks {
        true => marks(run.look),
        false => "",
    };
    let span = Span {
        text: clean(&run.text).into_owned(),
        style: style(base, run.look, link.is_some()),
        link: address,
    };
    // Blanks stand outside of marks.
    let (head, text, tail) = parts(&span.text);
    for (text, mark) in [(head, ""), (text, mark), (tail, "")] {
        if !text.is_empty() {
            let opened = mark.to_owned() + text;
            let closed = opened + &mark.chars().rev().collect::<String>();
            out.add(&span.like(closed), is_address);
        }
    }
}

/// The blanks before a text, the text, and the blanks behind it.
fn parts(text: &str) -> (&str, &str, &str) {
    let body = text.trim();
    if body.is_empty() {
        return (text, "", "");
    }
    let start = text.len() - text.trim_start().len();
    (&text[..start], body, &text[start + body.len()..])
}

fn marks(look: Look) -> &'static str {
    match look {
        Look { code: true, .. } => "`",
        Look { struck: true, .. } => "~~",
        Look { strong: true, .. } => "**",
        Look { emphasis: true, .. } => "*",
        _ => "",
    }
}

fn style(base: Style, look: Look, is_link: bool) -> Style {
    let mut out = match (look.code, is_link) {
        (_, true) => on(LINK, base),
        (true, _) => on(CODE, base),
        _ => base,
    };
    if look.strong {
        out = out.bold();
    }
    if look.emphasis {
        out = out.italic();
    }
    if look.struck {
        out = out.strikethrough();
    }
    out
}

/// A style with the effects of another.
fn on(style: Style, base: Style) -> Style {
    style.effects(style.get_effects() | base.get_effects())
}
