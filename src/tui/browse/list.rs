//! Lists over the search: a history, or priorities. Each entry leads to a record.

use crate::kb::reports::{History, HistoryEntry, Priorities, PriorityRow, Status};
use crate::model::Release;
use crate::render::priorities::AS_NOTED;
use crate::render::text::item_kind;
use crate::tui::look::Look;
use crate::tui::text::{plain, wrapped};
use ratatui::style::Style;
use ratatui::text::Line;

/// Columns that stand before what is said of an entry.
const INDENT: usize = 4;

/// One entry.
pub(super) struct Entry {
    /// What stands above it, where that is another than of the entry before.
    heading: Option<String>,
    lead: String,
    said: Vec<String>,
    pub(super) id: String,
    /// Its line in the note.
    pub(super) line: u32,
}

/// A list.
pub(super) struct List {
    title: String,
    entries: Vec<Entry>,
    selected: usize,
    top: usize,
}

impl List {
    /// How something got to where it is.
    pub(super) fn history(history: &History) -> Self {
        let mut list = Self::new(format!("history of {}", history.understood));
        let mut last = None;
        for entry in &history.entries {
            let heading = (last != Some(&entry.release)).then(|| named(entry.release.as_ref()));
            last = Some(&entry.release);
            list.entries.push(of_history(entry, heading));
        }
        list
    }

    /// Priorities, release by release.
    pub(super) fn priorities(found: &Priorities) -> Self {
        let mut list = Self::new("priorities".to_owned());
        for release in &found.releases {
            let mut heading = Some(named(release.as_ref()));
            for row in found.of(release).chain(found.dropped_in(release)) {
                let is_dropped = row.release != *release;
                list.entries
                    .push(of_priority(row, is_dropped, heading.take()));
            }
        }
        list
    }

    fn new(title: String) -> Self {
        Self {
            title,
            entries: Vec::new(),
            selected: 0,
            top: 0,
        }
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry that keys act upon.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.entries.get(self.selected)
    }

    /// Goes so many entries down, or up.
    pub(super) fn go(&mut self, by: isize) {
        let last = self.entries.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// The rows in view, of so many columns and rows: the entry that keys act upon is among them.
    pub(super) fn view(&mut self, width: usize, height: usize, look: Look) -> Vec<Line<'static>> {
        let mut rows = Vec::new();
        let mut here = 0..0;
        for (at, entry) in self.entries.iter().enumerate() {
            let start = rows.len();
            let lead = match at == self.selected {
                true => look.chosen(),
                false => Style::new(),
            };
            entry.draw(&mut rows, width, lead, look);
            if at == self.selected {
                here = start..rows.len();
            }
        }
        if here.end > self.top + height {
            self.top = here.end - height;
        }
        self.top = self.top.min(here.start).min(rows.len().saturating_sub(1));
        rows.into_iter().skip(self.top).take(height).collect()
    }
}

impl Entry {
    fn draw(&self, rows: &mut Vec<Line<'static>>, width: usize, lead: Style, look: Look) {
        if let Some(heading) = &self.heading {
            if !rows.is_empty() {
                rows.push(Line::default());
            }
            rows.extend(
                wrapped(heading, width)
                    .iter()
                    .map(|row| plain(row, look.title())),
            );
        }
        let room = width.saturating_sub(INDENT / 2);
        for row in wrapped(&self.lead, room) {
            let mut line = Line::raw(" ".repeat(INDENT / 2));
            crate::tui::text::push(&mut line, &row, lead);
            rows.push(line);
        }
        for said in &self.said {
            for row in wrapped(said, width.saturating_sub(INDENT)) {
                rows.push(plain(&format!("{:INDENT$}{row}", ""), look.quiet()));
            }
        }
    }
}

fn named(release: Option<&Release>) -> String {
    release.map_or("no release", Release::as_str).to_owned()
}

fn of_history(entry: &HistoryEntry, heading: Option<String>) -> Entry {
    let date = entry.date.map(|date| date.to_string());
    let facts = [date, entry.topic.project.clone()].into_iter().flatten();
    let facts: Vec<String> = facts.chain([entry.topic.title.clone()]).collect();
    let priority = entry.priority.as_ref();
    let priority = priority.map(|item| format!("{}: {}", item_kind(item), item.text));
    // The summary of a priority is its own words.
    let summary = entry.summary.iter().filter(|_| priority.is_none());
    let summary: Vec<String> = summary.map(|said| said.text.clone()).collect();
    let line = entry.summary.first().map(|said| said.line);
    Entry {
        heading,
        lead: facts.join(" \u{b7} "),
        said: priority.into_iter().chain(summary).collect(),
        id: entry.topic.id.clone(),
        line: line.unwrap_or(entry.topic.lines().start),
    }
}

fn of_priority(row: &PriorityRow, is_dropped: bool, heading: Option<String>) -> Entry {
    let item = &row.item;
    let mut said = Vec::new();
    let lead = match is_dropped {
        true => format!(
            "dropped since {}: {}",
            named(row.release.as_ref()),
            item.text
        ),
        false => {
            match (&row.carried_from, row.status) {
                (Some(from), _) => said.push(format!(
                    "carried from {} {}: {}",
                    from.release, from.rank, from.text
                )),
                (None, Some(Status::Carried)) => said.push(AS_NOTED.to_owned()),
                (None, Some(Status::New)) => said.push("new".to_owned()),
                _ => {}
            }
            if let Some(after) = &row.dropped_in {
                said.push(format!("dropped in {after}"));
            }
            format!("{}. {}", item.rank(), item.text)
        }
    };
    said.extend(
        item.project
            .iter()
            .map(|p| format!("{p} \u{b7} {}", item.topic_title)),
    );
    Entry {
        heading,
        lead: lead.replace('\n', "; "),
        said: vec![said.join(" \u{b7} ")],
        id: item.topic.clone(),
        line: item.lines().start,
    }
}
