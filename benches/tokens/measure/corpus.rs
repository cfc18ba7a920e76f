//! The notes of a folder as bytes, and which of their lines are topic text.

use std::fs;
use std::path::Path;

/// Most lines that metadata takes.
const METADATA: usize = 200;

/// A note: its path below the folder, its bytes, and the number of lines its metadata takes.
pub(crate) struct Note {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) metadata: usize,
}

/// All notes of a folder, by path.
pub(crate) struct Corpus {
    pub(crate) notes: Vec<Note>,
}

/// Lines that nothing is drawn from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LeftOut {
    pub(crate) metadata: usize,
    pub(crate) not_text: usize,
}

impl Corpus {
    /// Reads every Markdown file below `folder` that is not hidden.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let mut notes = Vec::new();
        collect(folder, "", &mut notes)?;
        notes.sort_by(|a: &Note, b| a.path.cmp(&b.path));
        if notes.is_empty() {
            return Err(format!("{}: no Markdown", folder.display()));
        }
        Ok(Self { notes })
    }

    pub(crate) fn left_out(&self) -> LeftOut {
        let mut out = LeftOut::default();
        for note in &self.notes {
            out.metadata += note.metadata;
            out.not_text += note.lines().filter(|(_, text)| text.is_none()).count();
        }
        out
    }
}

impl Note {
    pub(crate) fn new(path: String, bytes: Vec<u8>) -> Self {
        Self {
            metadata: metadata(&bytes),
            path,
            bytes,
        }
    }

    /// The lines below the metadata with their numbers; no text where a line is data or is not UTF-8.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, Option<&str>)> {
        let lines = self.bytes.split(|b| *b == b'\n').enumerate();
        lines.skip(self.metadata).map(|(index, line)| {
            let text = std::str::from_utf8(line).ok();
            let text = text.map(|text| text.trim_end_matches('\r'));
            (index + 1, text.filter(|text| !text.contains(";base64,")))
        })
    }

    /// The bytes of the lines `first..=last`, counted from 1.
    pub(crate) fn range(&self, first: usize, last: usize) -> Vec<u8> {
        let lines = self.bytes.split(|b| *b == b'\n');
        let wanted = lines.skip(first.saturating_sub(1));
        let wanted: Vec<&[u8]> = wanted.take((last + 1).saturating_sub(first)).collect();
        wanted.join(&b'\n')
    }
}

fn collect(dir: &Path, below: &str, out: &mut Vec<Note>) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", dir.display());
    for entry in fs::read_dir(dir).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || kind.is_symlink() {
            continue;
        }
        let path = format!("{below}{name}");
        if kind.is_dir() {
            collect(&entry.path(), &format!("{path}/"), out)?;
        } else if name.ends_with(".md") {
            let bytes = fs::read(entry.path()).map_err(failed)?;
            out.push(Note::new(path, bytes));
        }
    }
    Ok(())
}

/// How many lines the blocks of metadata at the top take: `---`, a second `---`, `+++`, or `Title:` and its like.
fn metadata(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).take(METADATA).collect();
    match lines.first() {
        Some(&"---") => {
            let first = block(&lines, "---");
            first + block(&lines[first..], "---")
        }
        Some(&"+++") => block(&lines, "+++"),
        Some(line) if line.to_ascii_lowercase().starts_with("title:") => header(&lines),
        _ => 0,
    }
}

fn block(lines: &[&str], mark: &str) -> usize {
    if lines.first() != Some(&mark) || !lines.get(1).is_some_and(|line| is_field(line)) {
        return 0;
    }
    let end = lines.iter().skip(1).position(|line| *line == mark);
    end.map_or(0, |end| end + 2)
}

fn header(lines: &[&str]) -> usize {
    let fields = lines.iter().take_while(|line| !line.is_empty());
    let count = fields.clone().count();
    if fields.clone().all(|line| is_field(line)) {
        count
    } else {
        0
    }
}

fn is_field(line: &str) -> bool {
    let name = line.split([':', '=']).next().unwrap_or("");
    name.len() < line.len()
        && !name.trim().is_empty()
        && name
            .trim()
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '))
}
