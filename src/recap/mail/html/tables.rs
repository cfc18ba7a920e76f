//! Tables of data: a line between upright lines for each row, as a text would have it.

use super::tags::attribute;
use super::{LINES, Page};

/// A cell with more text than this is a column of a layout, in bytes.
const LARGEST_CELL: usize = 1500;
/// The most columns that a cell may take.
const MOST_COLUMNS: usize = 50;
/// The end of a line within a cell.
const BREAK: char = '\n';

/// The table that is open, where it holds data.
#[derive(Default)]
pub(super) struct Table {
    /// The cells of the row that is being written.
    cells: Vec<String>,
    /// For each column, how many of the next rows a cell from above still takes.
    taken: Vec<usize>,
    /// How many columns and rows the open cell takes.
    open: Option<(usize, usize)>,
}

/// Whether the table that begins before `rest` holds data: rows of several cells, and none of them with another table, a
/// heading, a quote or a long text. All others are there for the layout. No more is read than up to the next table.
pub(super) fn holds_data(tag: &str, rest: &str) -> bool {
    let role = attribute(tag, "role").unwrap_or_default();
    let (mut rows, mut cells, mut length, mut has_headings) = (0, 0, 0, false);
    let (mut widest, mut is_closed) = (0, false);
    for piece in rest.split('<').skip(1) {
        let (inside, text) = piece.split_once('>').unwrap_or((piece, ""));
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '/');
        match inside[..end.unwrap_or(inside.len())]
            .to_ascii_lowercase()
            .as_str()
        {
            "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "blockquote" => {
                return false;
            }
            "/table" => is_closed = true,
            "tr" => (rows, cells) = (rows + 1, 0),
            name @ ("td" | "th") => {
                (cells, length) = (cells + 1, 0);
                has_headings |= name == "th";
            }
            _ => {}
        }
        if is_closed {
            break;
        }
        length += text.trim().len();
        if length > LARGEST_CELL {
            return false;
        }
        widest = widest.max(cells);
    }
    let is_layout = matches!(role.as_str(), "presentation" | "none");
    is_closed && !is_layout && widest > 1 && (rows > 1 || has_headings)
}

impl Page<'_> {
    /// What a tag means within a table of data. Says whether that is all it means.
    pub(super) fn table_tag(&mut self, name: &str, is_end: bool, tag: &str) -> bool {
        match name {
            "table" => {
                self.end_row();
                self.table = None;
                self.needs_blank = true;
            }
            "tr" => self.end_row(),
            "td" | "th" => {
                self.end_cell();
                if !is_end {
                    self.begin_cell(tag);
                }
            }
            "p" | "ul" | "ol" | "dl" | "hr" => self.words.push(BREAK),
            _ if LINES.contains(&name) => self.words.push(BREAK),
            _ => return false,
        }
        true
    }

    /// What spans columns or rows stands in the first of its places: the others are empty.
    fn begin_cell(&mut self, tag: &str) {
        // A caption, or words that have lost their cell.
        if self
            .table
            .as_ref()
            .is_some_and(|table| table.cells.is_empty())
            && self.from.is_some()
        {
            self.words = joined(&self.words);
            self.flush();
            self.needs_blank = true;
        }
        let span = |name: &str| {
            let said = attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
            said.unwrap_or(1).clamp(1, MOST_COLUMNS)
        };
        self.words.clear();
        if let Some(table) = &mut self.table {
            table.skip();
            table.open = Some((span("colspan"), span("rowspan")));
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = &mut self.table else {
            return;
        };
        let Some((columns, rows)) = table.open.take() else {
            // Words between two cells belong to the first.
            if let Some(last) = table.cells.last_mut() {
                last.push_str(&joined(&std::mem::take(&mut self.words)));
            }
            return;
        };
        let first = table.cells.len();
        // An upright line would begin another cell.
        table.cells.push(joined(&self.words).replace('|', "\u{a6}"));
        table.cells.resize(first + columns, String::new());
        if table.taken.len() < first + columns {
            table.taken.resize(first + columns, 0);
        }
        table.taken[first..first + columns].fill(rows - 1);
        self.words.clear();
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = &mut self.table else {
            return;
        };
        if table.cells.is_empty() {
            return;
        }
        table.skip();
        let cells = std::mem::take(&mut table.cells);
        self.words = format!("| {} |", cells.join(" | "));
        self.flush();
        self.words.clear();
    }
}

impl Table {
    /// Leaves the places out that a cell from above takes.
    fn skip(&mut self) {
        while let Some(rows) = self
            .taken
            .get_mut(self.cells.len())
            .filter(|rows| **rows > 0)
        {
            *rows -= 1;
            self.cells.push(String::new());
        }
    }
}

/// The lines of a cell behind one another: what ends a sentence is followed by a blank, all else by `;`.
fn joined(words: &str) -> String {
    let mut out = String::new();
    for line in words
        .split(BREAK)
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if !out.is_empty() {
            let is_ended = out.ends_with(['.', ':', ';', ',', '!', '?']);
            out.push_str(if is_ended { " " } else { "; " });
        }
        out.push_str(line);
    }
    out
}
