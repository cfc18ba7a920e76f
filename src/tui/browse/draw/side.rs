//! The counts by value.

use crate::tui::browse::facets::{Kind, Side, Value};
use crate::tui::browse::state::{App, Focus};
use crate::tui::look::Look;
use crate::tui::text::{cut, plain};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// Draws the values, that which keys act upon among them.
pub(super) fn draw(app: &mut App, frame: &mut Frame<'_>, area: Rect) {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let acts = app.focus == Focus::Side;
    let (rows, here) = rows(&app.side, acts, width, app.look);
    if acts {
        app.rows = height;
        if here >= app.side.top + height {
            app.side.top = here + 1 - height;
        }
        // The heading above the first value is to be seen again.
        app.side.top = app.side.top.min(here.saturating_sub(1));
    }
    let shown: Vec<Line<'static>> = rows.into_iter().skip(app.side.top).take(height).collect();
    frame.render_widget(Paragraph::new(shown), area);
}

/// All rows, and the one that keys act upon.
fn rows(side: &Side, acts: bool, width: usize, look: Look) -> (Vec<Line<'static>>, usize) {
    let mut rows = Vec::new();
    let mut here = 0;
    let mut above: Option<Kind> = None;
    for (at, value) in side.values.iter().enumerate() {
        if above != Some(value.kind) {
            if above.is_some() {
                rows.push(Line::default());
            }
            rows.push(plain(value.kind.heading(), look.quiet()));
            above = Some(value.kind);
        }
        let is_here = at == side.selected;
        if is_here {
            here = rows.len();
        }
        let style = match (acts && is_here, side.is_chosen(value)) {
            (true, _) => look.chosen(),
            (false, true) => look.title(),
            (false, false) => Style::new(),
        };
        rows.push(plain(&row(value, side.is_chosen(value), width), style));
    }
    (rows, here)
}

/// `✓ replication        12`.
fn row(value: &Value, is_chosen: bool, width: usize) -> String {
    let sign = if is_chosen { "\u{2713} " } else { "  " };
    let count = value.count.to_string();
    let room = width.saturating_sub(2 + count.len() + 1);
    let name = cut(&value.name, room);
    let used = unicode_width::UnicodeWidthStr::width(name.as_str());
    format!("{sign}{name}{:1$} {count}", "", room.saturating_sub(used))
}
