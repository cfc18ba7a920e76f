//! The hits: for each its title, what is known of it, and the first row that the query found.

use crate::kb::{Marks, SearchHit};
use crate::render::text::{facts, item_kind};
use crate::tui::browse::state::{App, Focus};
use crate::tui::look::Look;
use crate::tui::text::{cut, marked, plain};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// Rows from which on a hit has more than its title.
const ROOMY: usize = 8;
/// Columns that stand before all but the title.
const INDENT: usize = 2;

/// Draws the hits, that which keys act upon among them.
pub(super) fn draw(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let each = if height >= ROOMY { 3 } else { 1 };
    let fit = (height / each).max(1);
    app.rows = fit;
    app.top = app
        .top
        .clamp((app.selected + 1).saturating_sub(fit), app.selected);
    let Some(found) = &app.found else {
        return;
    };
    let mut rows = Vec::new();
    for (at, hit) in found.hits.iter().enumerate().skip(app.top).take(fit) {
        let style = match (at == app.selected, app.focus) {
            (true, Focus::Hits) => app.look.chosen(),
            (true, _) => app.look.resting(),
            (false, _) => Style::new(),
        };
        let sign = if at == app.selected {
            "\u{203a} "
        } else {
            "  "
        };
        rows.push(title(hit, &found.marks, sign, style, width, app.look));
        if each > 1 {
            rows.extend(below(hit, width.saturating_sub(INDENT), app.look));
        }
    }
    frame.render_widget(Paragraph::new(rows), area);
}

fn title(
    hit: &SearchHit,
    marks: &Marks,
    sign: &str,
    style: Style,
    width: usize,
    look: Look,
) -> Line<'static> {
    let text = match &hit.item {
        Some(item) => format!("{}: {}", item_kind(item), item.text.replace('\n', "; ")),
        None => hit.topic.title.clone(),
    };
    let text = cut(&text, width.saturating_sub(sign.chars().count()));
    let mut row = plain(sign, style);
    row.extend(marked(&text, style, &marks.within(&text), look).spans);
    row
}

/// What is known of a hit, and what the query found in it.
fn below(hit: &SearchHit, width: usize, look: Look) -> [Line<'static>; 2] {
    let indent = " ".repeat(INDENT);
    let facts = format!("{indent}{}", cut(&facts(&hit.topic), width));
    let snippet = &hit.snippet;
    let row = snippet.first_marked().unwrap_or(0);
    let text = snippet.text.lines().nth(row).unwrap_or_default();
    let start: usize = snippet
        .text
        .lines()
        .take(row)
        .map(|l| l.chars().count() + 1)
        .sum();
    let text = cut(text, width);
    let marks: Vec<_> = snippet
        .highlights
        .iter()
        .filter_map(|(from, to)| {
            let from = byte(&text, from.checked_sub(start)?);
            let to = byte(&text, to.checked_sub(start)?);
            (from < to).then_some(from..to)
        })
        .collect();
    let mut found = plain(&indent, Style::new());
    found.extend(marked(&text, Style::new(), &marks, look).spans);
    [plain(&facts, look.quiet()), found]
}

/// The byte that a character begins at, or the end.
fn byte(text: &str, at: usize) -> usize {
    text.char_indices()
        .nth(at)
        .map_or(text.len(), |(byte, _)| byte)
}
