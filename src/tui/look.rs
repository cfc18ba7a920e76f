//! How things look: with colours, or with what a terminal has without them.

use ratatui::style::{Color, Modifier, Style};

/// The styles of a screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Whether colours are wanted.
    pub(super) colors: bool,
}

impl Look {
    fn colored(self, style: Style, color: Color) -> Style {
        match self.colors {
            true => style.fg(color),
            false => style,
        }
    }

    /// Titles.
    pub(super) fn title(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What stands in the background: facts, rules, keys.
    pub(super) fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Places.
    pub(super) fn place(self) -> Style {
        self.colored(Style::new(), Color::Cyan)
    }

    /// What the query found, added to what it looks like elsewise.
    pub(super) fn mark(self) -> Style {
        let marked = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        self.colored(marked, Color::Yellow)
    }

    /// The row that keys act upon.
    pub(super) fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The same row while keys act elsewhere.
    pub(super) fn resting(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What went wrong.
    pub(super) fn fault(self) -> Style {
        self.colored(Style::new().add_modifier(Modifier::BOLD), Color::Red)
    }

    /// A style of an answer, without its colours where none are wanted.
    pub(super) fn of(self, style: anstyle::Style) -> Style {
        let style = match self.colors {
            true => style,
            false => style.fg_color(None).bg_color(None).underline_color(None),
        };
        style.into()
    }
}
