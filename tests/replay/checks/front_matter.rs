//! Whatever stands in the front matter of a note, the note below it is read.

use super::{markdown, markups};

pub(super) fn check(data: &[u8]) {
    let Some((first, fields)) = data.split_first() else {
        return;
    };
    let fence = if first % 2 == 0 { "---" } else { "+++" };
    let fields = String::from_utf8_lossy(fields);
    let note = format!("{fence}\n{fields}\n{fence}\n\n## Backups\n\nDecision: keep them.\n");
    if first & 2 == 0 {
        markdown::hold("notes/x.md", note.as_bytes());
    } else {
        markups::hold("notes/x.txt", &note);
    }
}
