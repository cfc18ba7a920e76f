//! Tables: those of data get cells that Markdown can write, those of layout become what they hold.

use super::super::tree;
use super::marks::CELL_BREAK;
use dom_query::NodeRef;

/// A cell with more text than this is a column of a page, in letters.
const LARGEST_CELL: usize = 1500;
/// The most columns and cells of a table.
const MOST_COLUMNS: usize = 100;
const MOST_CELLS: usize = 50_000;

/// What in a cell becomes a line of its own.
const LINES: &str = "p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, pre, hr, br, section, figure, figcaption, \
    details, summary, address, center, form, fieldset";

/// Goes through all tables, from the innermost out.
pub(super) fn tidy(main: &NodeRef<'_>) {
    for node in tree::all(main, "colgroup, col") {
        node.remove_from_parent();
    }
    for table in tree::all(main, "table").into_iter().rev() {
        for caption in tree::all(&table, "caption") {
            caption.rename("p");
            table.insert_before(&caption);
        }
        let rows = rows(&table);
        if is_layout(&table, &rows) {
            unfolded(&table);
        } else if table.ancestors_it(None).any(|above| above.has_name("li")) {
            listed(&table, &rows);
        } else {
            squared(&table, &rows);
        }
    }
}

/// The rows with cells. A nested table has been unfolded, or is one of data; then this one is layout.
fn rows<'t>(table: &NodeRef<'t>) -> Vec<Vec<NodeRef<'t>>> {
    let rows = tree::all(table, "tr").into_iter();
    let cells = |row: NodeRef<'t>| -> Vec<NodeRef<'t>> {
        let children = row.element_children().into_iter();
        children
            .filter(|n| tree::is_any(n, &["td", "th"]))
            .collect()
    };
    rows.map(cells).filter(|cells| !cells.is_empty()).collect()
}

/// A table is layout where it says so, holds another, has one column or one row, or a cell of it is a text with headings.
fn is_layout(table: &NodeRef<'_>, rows: &[Vec<NodeRef<'_>>]) -> bool {
    let role = table.attr("role").unwrap_or_default();
    if matches!(role.as_ref(), "presentation" | "none") || tree::first(table, "table").is_some() {
        return true;
    }
    let has_headings = tree::first(table, "th, thead").is_some();
    let narrow = rows.iter().all(|cells| cells.len() < 2);
    let cells = rows.iter().flatten();
    let large = |cell: &NodeRef<'_>| {
        tree::weight(cell) > LARGEST_CELL
            || tree::first(cell, "h1, h2, h3, [data-kb-prose]").is_some()
    };
    let too_large = rows.len() * rows.iter().map(Vec::len).max().unwrap_or(0) > MOST_CELLS;
    narrow || too_large || rows.len() < 2 && !has_headings || cells.into_iter().any(large)
}

/// Only its own parts: a table of data in it stays one.
fn unfolded(table: &NodeRef<'_>) {
    let parts = tree::all(table, "tbody, thead, tfoot, tr, td, th");
    let own = |part: &NodeRef<'_>| {
        let mut above = part.ancestors_it(None);
        above
            .find(|node| node.has_name("table"))
            .is_some_and(|node| node.id == table.id)
    };
    let parts: Vec<NodeRef<'_>> = parts.into_iter().filter(own).collect();
    for part in parts {
        part.rename("div");
    }
    table.rename("div");
}

/// In an item of a list there is no place for a table: its rows become items.
fn listed(table: &NodeRef<'_>, rows: &[Vec<NodeRef<'_>>]) {
    let list = table.tree.new_element("ul");
    table.insert_before(&list);
    for cells in rows {
        let item = table.tree.new_element("li");
        list.append_child(&item);
        for cell in cells {
            flattened(cell);
            item.append_child(&table.tree.new_text(CELL_BREAK.to_string()));
            tree::move_children(cell, &item);
        }
    }
    table.remove_from_parent();
}

/// Gives all rows as many cells, and all cells one line. What spans rows or columns stands in the first of its places.
fn squared(table: &NodeRef<'_>, rows: &[Vec<NodeRef<'_>>]) {
    // For each column, how many of the next rows a cell from above still takes.
    let mut taken: Vec<usize> = Vec::new();
    for (at, cells) in rows.iter().enumerate() {
        spread(cells, rows.len() - at, &mut taken);
    }
    let parents = rows.iter().filter_map(|cells| cells.first()?.parent());
    let grid: Vec<(NodeRef<'_>, usize)> = parents.map(|row| (row, row_length(&row))).collect();
    let widest = grid.iter().map(|(_, length)| *length).max().unwrap_or(0);
    for (row, length) in &grid {
        for _ in *length..widest {
            row.append_child(&table.tree.new_element("td"));
        }
    }
    headed(table, rows);
}

/// Puts empty cells into a row where cells of it or from above take more places than one; `left` rows are left with it.
fn spread(cells: &[NodeRef<'_>], left: usize, taken: &mut Vec<usize>) {
    let mut column = 0;
    for own in cells {
        let cell = || own.tree.new_element("td");
        while taken.get(column).is_some_and(|rows| *rows > 0) {
            taken[column] -= 1;
            own.insert_before(&cell());
            column += 1;
        }
        let columns = span(own, "colspan").min(MOST_COLUMNS.saturating_sub(column).max(1));
        if taken.len() < column + columns {
            taken.resize(column + columns, 0);
        }
        taken[column..column + columns].fill(span(own, "rowspan").min(left) - 1);
        column += columns;
        for _ in 1..columns {
            own.insert_after(&cell());
        }
        flattened(own);
    }
    for rows in taken.iter_mut().skip(column) {
        *rows = rows.saturating_sub(1);
    }
}

fn row_length(row: &NodeRef<'_>) -> usize {
    let cells = row.element_children();
    cells
        .iter()
        .filter(|n| tree::is_any(n, &["td", "th"]))
        .count()
}

fn span(cell: &NodeRef<'_>, name: &str) -> usize {
    let said = cell.attr(name).and_then(|text| text.trim().parse().ok());
    said.unwrap_or(1).clamp(1, MOST_CELLS)
}

/// Makes the first row one of headings where it is one: in a `thead`, or with nothing but bold text.
fn headed(table: &NodeRef<'_>, rows: &[Vec<NodeRef<'_>>]) {
    let Some(row) = rows.first().and_then(|cells| cells.first()?.parent()) else {
        return;
    };
    let cells: Vec<NodeRef<'_>> = row.element_children();
    let in_head = row.parent().is_some_and(|above| above.has_name("thead"));
    // A cell may hold ends of lines by now: they are no text.
    let own = |cell: &NodeRef<'_>| {
        let ends = cell.text().matches(CELL_BREAK).count();
        tree::weight(cell).saturating_sub(ends)
    };
    let bold = |cell: &NodeRef<'_>| {
        let bold = tree::all(cell, "b, strong");
        own(cell) > 0 && bold.iter().map(own).sum::<usize>() >= own(cell)
    };
    let some_heading = cells.iter().any(|cell| cell.has_name("th"));
    // A cell that was added for a wide heading belongs to the headings.
    let headings = |cell: &NodeRef<'_>| cell.has_name("th") || own(cell) == 0;
    if in_head || cells.iter().all(bold) || some_heading && cells.iter().all(headings) {
        for cell in &cells {
            cell.rename("th");
        }
    }
    for bold in tree::all(table, "th b, th strong") {
        tree::unwrap(&bold);
    }
}

/// One line for all that a cell says.
fn flattened(cell: &NodeRef<'_>) {
    let mark = || cell.tree.new_text(CELL_BREAK.to_string());
    for node in tree::all(cell, LINES) {
        if tree::is_any(&node, &["ul", "ol"]) {
            tree::unwrap(&node);
            continue;
        }
        node.insert_before(&mark());
        node.insert_after(&mark());
        match node.has_name("pre") {
            true => node.rename("code"),
            false => tree::unwrap(&node),
        }
    }
    for code in tree::all(cell, "code") {
        if code.text().contains('\n') {
            let line = tree::line(&code);
            code.set_text(line);
        }
    }
}
