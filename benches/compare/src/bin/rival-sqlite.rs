//! SQLite FTS5: `rival-sqlite build FILE NOTES`, `rival-sqlite search FILE QUERY`.

use compare::{sections, trees};
use rusqlite::{Connection, OpenFlags, params};
use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;

type Done = Result<(), Box<dyn Error>>;

const TABLE: &str = "CREATE VIRTUAL TABLE section USING fts5(path UNINDEXED, title, body, \
                     tokenize = 'porter unicode61')";
const SEARCH: &str = "SELECT path, title, snippet(section, 2, '[', ']', '...', 32) FROM section \
                      WHERE section MATCH ? ORDER BY bm25(section) LIMIT 10";

fn main() -> Done {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1..).unwrap_or_default() {
        [verb, file, notes] if verb == "build" => build(Path::new(file), Path::new(notes)),
        [verb, file, query] if verb == "search" => search(Path::new(file), query),
        _ => Err("rival-sqlite build FILE NOTES | search FILE QUERY".into()),
    }
}

fn build(file: &Path, notes: &Path) -> Done {
    let mut base = Connection::open(file)?;
    base.execute(TABLE, [])?;
    let batch = base.transaction()?;
    let mut insert = batch.prepare("INSERT INTO section (path, title, body) VALUES (?, ?, ?)")?;
    for note in trees::markdown(notes)? {
        let name = note.strip_prefix(notes)?.to_string_lossy().into_owned();
        for section in sections::of(&note)? {
            insert.execute(params![name, section.title, section.body])?;
        }
    }
    drop(insert);
    batch.commit()?;
    Ok(())
}

/// Words and phrases are the same in FTS5's language.
fn search(file: &Path, query: &str) -> Done {
    let base = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut select = base.prepare(SEARCH)?;
    let mut rows = select.query([query])?;
    let mut out = stdout().lock();
    while let Some(row) = rows.next()? {
        let (path, title): (String, String) = (row.get(0)?, row.get(1)?);
        let snippet: String = row.get(2)?;
        writeln!(out, "{title}\n  {path}\n  {snippet}")?;
    }
    Ok(())
}
