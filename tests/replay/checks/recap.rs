//! Whatever the bytes of a note, what is read from it has its place, and no line is lost.

use super::{markdown, markups};
use kb::model::{Catalogue, Given};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader};

/// The endings that the first byte chooses from.
const ENDINGS: [&str; 5] = ["md", "rst", "txt", "eml", "mbox"];

pub(super) fn check(data: &[u8]) {
    let Some((first, note)) = data.split_first() else {
        return;
    };
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    let path = format!("notes/2016-05-06-x.{ending}");
    if ending == "md" {
        markdown::hold(&path, note);
        return;
    }
    match std::str::from_utf8(note) {
        Ok(text) => markups::hold(&path, text),
        // Where its bytes are no text, the file's text is the reader's alone: it has to come to an end.
        Err(_) => {
            let (vocabulary, catalogue, given) =
                (builtin(), Catalogue::openstack(), Given::default());
            let _ = Reader::new(&vocabulary, &catalogue).read(&Input {
                path: &path,
                id_base: "notes/x",
                bytes: note,
                given: &given,
            });
            markups::hold(&path, &String::from_utf8_lossy(note));
        }
    }
}
