//! Every byte of a small index altered: the store does not open what is not as it was written.

use crate::base::{fingerprint, generation, indexed, is_idle};
use kb::store::{Care, Store, StoreError};
use std::fs;
use std::path::{Path, PathBuf};

/// Every so manieth byte in the short version; prime, so that all places of a word are met.
const STRIDE: usize = 53;

/// A whole byte, and single bits.
const FLIPS: [u8; 3] = [0xff, 0x01, 0x40];

fn files(index: &Path) -> Vec<PathBuf> {
    let mut files = crate::sandbox::files_in(&generation(index));
    files.retain(|file| !is_idle(file));
    files.push(index.join("CURRENT"));
    files
}

/// Whether an error leads to a rebuild, or to a refusal that leaves the index to the newer kb it seems to be of.
fn is_seen(error: &StoreError, file: &Path) -> bool {
    let newer = matches!(error, StoreError::Outdated { newer: true, .. });
    error.heals_by_rebuild() || newer && file.ends_with("CURRENT")
}

fn flip_all(stride: usize, flips: &[u8]) {
    let kb = indexed();
    let index = kb.path("index");
    let settings = fingerprint(&generation(&index));
    let open = || Store::open(&index, &settings, Care::Usual);
    let mut missed = Vec::new();
    let mut tried = 0;
    for file in files(&index) {
        let whole = fs::read(&file).unwrap();
        for (at, flip) in (0..whole.len()).step_by(stride).zip(flips.iter().cycle()) {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            fs::write(&file, &bytes).unwrap();
            tried += 1;
            match open() {
                Err(error) if is_seen(&error, &file) => {}
                other => missed.push((file.clone(), at, *flip, other.err())),
            }
        }
        fs::write(&file, &whole).unwrap();
        assert!(open().is_ok(), "put back: {}", file.display());
    }
    assert!(tried > 150, "{tried}");
    let first: Vec<_> = missed.iter().take(20).collect();
    assert!(
        missed.is_empty(),
        "{} of {tried} not seen: {first:#?}",
        missed.len()
    );
}

#[test]
fn a_flipped_byte_is_seen() {
    flip_all(STRIDE, &FLIPS);
}

#[test]
#[ignore = "the long version: every byte, each with each flip"]
fn every_flipped_byte_is_seen() {
    for flip in FLIPS {
        flip_all(1, &[flip]);
    }
}
