//! How picking looks: what is typed, how much fits it, and the rows.

use super::state::State;
use crate::tui::text::{cut, marked, plain, push, visible};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

const PROMPT: &str = "> ";
const KEYS: &str = "Enter picks  Esc leaves";

/// Draws all of it.
pub(super) fn draw(state: &mut State, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.is_empty() {
        return;
    }
    let rows = [Constraint::Length(1), Constraint::Min(0)];
    let [top, rest] = Layout::vertical(rows).areas(area);
    let width = usize::from(area.width);
    let count = count(state);
    let room = width.saturating_sub(PROMPT.len() + count.len() + 1);
    let scroll = state.input.visual_scroll(room);
    let typed = visible(state.input.value(), scroll, room);
    let mut head = plain(PROMPT, state.look.quiet());
    push(&mut head, &typed, Style::new());
    push(&mut head, &count, state.look.quiet());
    let gap = width.saturating_sub(head.width() + KEYS.len());
    if gap > 2 {
        push(&mut head, &" ".repeat(gap), Style::new());
        push(&mut head, KEYS, state.look.quiet());
    }
    frame.render_widget(Paragraph::new(head), top);
    let column = PROMPT.len() + state.input.visual_cursor().saturating_sub(scroll);
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    frame.set_cursor_position(Position::new(column.min(area.width - 1), top.y));
    state.height = usize::from(rest.height);
    frame.render_widget(Paragraph::new(list(state, width)), rest);
}

/// How many fit, out of how many; and where not all are offered, how many there are.
fn count(state: &State) -> String {
    let Some(rows) = &state.rows else {
        return "  reading".to_owned();
    };
    let count = format!("  {}/{}", state.fitting.len(), rows.len());
    match state.left_out {
        0 => count,
        more => format!("{count} of {}", rows.len() + more),
    }
}

fn list(state: &mut State, width: usize) -> Vec<Line<'static>> {
    if state.rows.is_some() && state.fitting.is_empty() {
        return vec![plain(&cut(&state.nothing(), width), state.look.quiet())];
    }
    let height = state.height.max(1);
    let least = (state.selected + 1).saturating_sub(height);
    state.top = state.top.clamp(least, state.selected.max(least));
    let places = state.top..(state.top + state.height).min(state.fitting.len());
    let rows = places.filter_map(|place| {
        let row = state.row(place)?;
        let (sign, style) = match place == state.selected {
            true => ("\u{203a} ", state.look.chosen()),
            false => ("  ", Style::new()),
        };
        let text = cut(&row.text, width.saturating_sub(2));
        let mut line = plain(sign, style);
        line.extend(marked(&text, style, &state.typed.marks(row), state.look).spans);
        Some(line)
    });
    rows.collect()
}
