//! A mended note has all that it had, and nothing is left to be mended.

use kb::model::{Catalogue, Given};
use kb::recap::vocabulary::builtin;
use kb::recap::{Fault, Input, Reader};

/// The names that the first byte chooses from: a date may be taken from a name.
const PATHS: [&str; 3] = ["notes/x.md", "notes/2016-05-06-x.md", "notes/2016-05.md"];

pub(super) fn check(data: &[u8]) {
    let Some((first, note)) = data.split_first() else {
        return;
    };
    let (vocabulary, catalogue, given) = (builtin(), Catalogue::openstack(), Given::default());
    let mend = |bytes: &[u8]| {
        let input = Input {
            path: PATHS[usize::from(*first) % PATHS.len()],
            id_base: "notes/x",
            bytes,
            given: &given,
        };
        Reader::new(&vocabulary, &catalogue).mend(&input, &Fault::ALL)
    };
    let Ok(Some(mended)) = mend(note) else {
        return;
    };
    assert!(!mended.mends.is_empty(), "{mended:?}");
    let text = std::str::from_utf8(note).unwrap();
    let mut has = mended.text.chars();
    let kept = text.chars().all(|c| has.any(|other| other == c));
    assert!(kept, "{text:?} became {:?}", mended.text);
    assert_eq!(mend(mended.text.as_bytes()), Ok(None), "{:?}", mended.text);
}
