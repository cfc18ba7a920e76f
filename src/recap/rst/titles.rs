//! Titles: a line over a rule of one sign, or between two. The level of a style is its place in the order of appearance.

use super::writer::Writer;
use crate::model::Lines;
use crate::recap::lines::Line;
use unicode_width::UnicodeWidthStr;

/// The sign of a title's rule and whether one stands above it too.
pub(super) type Style = (char, bool);

/// Rules shorter than this are text where their title is longer: `...`, `--`.
const SHORT: usize = 4;
/// A title longer than this is a paragraph over a rule.
const LONGEST: usize = 200;

/// A title and the lines it takes.
struct Title<'l> {
    text: &'l str,
    style: Style,
    count: usize,
    /// Whether its rule is shorter than it.
    is_short: bool,
}

/// The sign that a line consists of, and how often.
pub(super) fn rule(text: &str) -> Option<(char, usize)> {
    let sign = text.chars().next().filter(char::is_ascii_punctuation)?;
    text.chars()
        .all(|c| c == sign)
        .then_some((sign, text.len()))
}

/// Whether a line between blank ones divides what is above from what is below.
fn is_transition(lines: &[Line<'_>]) -> bool {
    let long = rule(lines[0].text).is_some_and(|(_, count)| count >= SHORT);
    long && lines.get(1).is_none_or(Line::is_blank)
}

fn title<'l>(lines: &[Line<'l>]) -> Option<Title<'l>> {
    between(lines).or_else(|| over(lines))
}

/// A title over a rule.
fn over<'l>(lines: &[Line<'l>]) -> Option<Title<'l>> {
    let [first, second, ..] = lines else {
        return None;
    };
    let (sign, count) = rule(second.text)?;
    let width = first.text.width();
    let sound = !first.is_blank() && first.indent() == 0 && first.text.len() <= LONGEST;
    let titled = first.text.contains(char::is_alphanumeric);
    (sound && titled && (count >= SHORT || count >= width)).then_some(Title {
        text: first.text,
        style: (sign, false),
        count: 2,
        is_short: count < width,
    })
}

/// A title between two rules.
fn between<'l>(lines: &[Line<'l>]) -> Option<Title<'l>> {
    let [above, text, below, ..] = lines else {
        return None;
    };
    let (sign, count) = rule(above.text)?;
    let (same, second) = rule(below.text)?;
    let width = text.text.trim_end().width();
    let sound = !text.is_blank() && sign == same && text.text.len() <= LONGEST;
    let long = count.max(second) >= SHORT || count >= width;
    (sound && long && rule(text.text).is_none()).then_some(Title {
        text: text.text.trim(),
        style: (sign, true),
        count: 3,
        is_short: count.min(second) < width,
    })
}

/// Whether the next thing below a list of fields and comments is a title.
pub(super) fn follows(lines: &[Line<'_>]) -> bool {
    let told = |line: &Line<'_>| {
        line.is_blank()
            || line.indent() > 0
            || line.text.starts_with("..")
            || super::fields::field(line.text).is_some()
    };
    let first = lines.iter().position(|line| !told(line));
    first.is_some_and(|at| title(&lines[at..]).is_some())
}

impl Writer<'_> {
    /// Writes the title or the dividing rule that `lines` begin with; how many lines it takes.
    pub(super) fn title(&mut self, lines: &[Line<'_>]) -> Option<usize> {
        if is_transition(lines) {
            self.flush_top();
            self.pen.rule(lines[0].place());
            return Some(1);
        }
        let Some(title) = title(lines) else {
            self.half_title(lines);
            return None;
        };
        let rule = &lines[title.count - 1];
        if title.is_short {
            self.warn(
                "title-underline",
                "the rule of this title is shorter than the title",
                "make it at least as long; it was read as a title all the same",
                rule.no,
            );
        }
        self.heading(title.text, title.style, Lines::new(lines[0].no, rule.no));
        Some(title.count)
    }

    fn heading(&mut self, text: &str, style: Style, from: Lines) {
        let known = self.styles.iter().position(|s| *s == style);
        let level = known.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let text = self.cell(text);
        let above = self.top.first().map_or(from.start, |(no, _)| *no);
        self.pen
            .heading(level + 1, &text, Lines::new(above, from.end));
        self.flush_top();
    }

    /// Tells of a rule over a line that has none below it, or a shorter one.
    fn half_title(&mut self, lines: &[Line<'_>]) {
        let [first, second, ..] = lines else {
            return;
        };
        let long = |line: &Line<'_>| rule(line.text).is_some_and(|(_, count)| count >= SHORT);
        let short =
            rule(second.text).is_some_and(|(sign, count)| "=-~^".contains(sign) && count >= 2);
        if long(first) && !second.is_blank() {
            let hint = "put the same rule below the title; it was read as text";
            self.warn(
                "title-underline",
                "a rule above a title and none below it",
                hint,
                first.no,
            );
        } else if short && first.text.contains(char::is_alphanumeric) && first.text.len() <= LONGEST
        {
            let hint = "make it as long as the title; it was read as text";
            self.warn(
                "title-underline",
                "too short to be the rule of a title",
                hint,
                second.no,
            );
        }
    }
}
