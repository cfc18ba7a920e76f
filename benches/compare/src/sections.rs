//! What the bare engines index: a note split at its lines that begin with `#`, and nothing else.

use std::path::Path;
use std::{fs, io};

pub struct Section {
    pub title: String,
    pub body: String,
}

pub fn of(note: &Path) -> io::Result<Vec<Section>> {
    let text = String::from_utf8_lossy(&fs::read(note)?).into_owned();
    let mut out = Vec::new();
    let (mut title, mut body) = (String::new(), String::new());
    let mut close = |title: String, body: String| {
        if !(title.is_empty() && body.trim().is_empty()) {
            out.push(Section { title, body });
        }
    };
    for line in text.lines() {
        if line.starts_with('#') {
            close(std::mem::take(&mut title), std::mem::take(&mut body));
            title = line.trim_start_matches('#').trim().to_owned();
        } else {
            body.push_str(line);
            body.push('\n');
        }
    }
    close(title, body);
    Ok(out)
}
