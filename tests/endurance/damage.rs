//! Each file of an index cut short, lost, zeroed, or in another's place: a command sees it, heals it and says so,
//! and its answer is that of the sound index.

use crate::base::{Patient, kind};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every length from none to this: the shortest are those that the engine itself does not expect.
const SHORT: usize = 16;

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

/// Does something to each file of a sound index, and wants it healed.
fn each_file(patient: &Patient, what: &str, damage: impl Fn(&Path, &[u8])) {
    for (number, file) in patient.files().iter().enumerate() {
        let damaged = format!("{} {what}", name(file));
        let before = fs::read(file).unwrap();
        damage(file, &before);
        if fs::read(file).unwrap() == before {
            // It held nothing but that.
            continue;
        }
        patient.heals(number % 3, &damaged);
        patient.is_well(&damaged);
        patient.restore();
    }
}

#[test]
fn a_file_cut_short_at_any_length_heals() {
    let patient = Patient::new();
    for file in patient.files() {
        let whole = fs::read(&file).unwrap();
        // Text ends in a newline that nobody misses.
        let last = whole.len() - 1 - usize::from(whole.ends_with(b"\n"));
        let lengths = (0..=SHORT).chain([whole.len() / 2, last]);
        for len in lengths.filter(|len| *len < whole.len()) {
            fs::write(&file, &whole[..len]).unwrap();
            patient.heals(len % 3, &format!("{} cut to {len}", name(&file)));
            patient.restore();
        }
    }
}

#[test]
fn a_lost_file_heals() {
    let patient = Patient::new();
    for (number, file) in patient.files().iter().enumerate() {
        fs::remove_file(file).unwrap();
        let damage = format!("{} lost", name(file));
        let told = patient.answers(number % 3, &damage);
        assert!(told.starts_with("index built anew: "), "{damage}: {told:?}");
        patient.is_well(&damage);
        patient.restore();
    }
}

#[test]
fn a_zeroed_or_longer_file_heals() {
    let patient = Patient::new();
    each_file(&patient, "zeroed", |file, bytes| {
        fs::write(file, vec![0; bytes.len()]).unwrap();
    });
    each_file(&patient, "with its middle zeroed", |file, bytes| {
        let mut bytes = bytes.to_vec();
        let middle = bytes.len() / 2;
        let behind = (middle + 8).min(bytes.len() - 1);
        bytes[middle..behind].fill(0);
        fs::write(file, bytes).unwrap();
    });
    each_file(&patient, "with more behind it", |file, bytes| {
        fs::write(
            file,
            [bytes, &b"more, of eight bytes and others"[..]].concat(),
        )
        .unwrap();
    });
}

/// Pairs of files: each with the next of its segment, and with the one of its kind of another segment.
fn pairs(files: &[PathBuf]) -> Vec<(PathBuf, PathBuf)> {
    let mut pairs: Vec<(PathBuf, PathBuf)> = files
        .windows(2)
        .map(|two| (two[0].clone(), two[1].clone()))
        .collect();
    let mut of_kind: HashMap<String, &PathBuf> = HashMap::new();
    for file in files {
        if let Some(other) = of_kind.insert(kind(file), file) {
            pairs.push((other.clone(), file.clone()));
        }
    }
    pairs
}

#[test]
fn files_in_the_place_of_others_heal() {
    let patient = Patient::new();
    let pairs = pairs(&patient.files());
    assert!(pairs.len() > 18, "{pairs:?}");
    for (number, (one, other)) in pairs.iter().enumerate() {
        let (first, second) = (fs::read(one).unwrap(), fs::read(other).unwrap());
        if first == second {
            continue;
        }
        fs::write(one, &second).unwrap();
        fs::write(other, &first).unwrap();
        let damage = format!("{} and {} swapped", name(one), name(other));
        patient.heals(number % 3, &damage);
        patient.restore();
        // Only one of them: a copy in the place of what belongs there.
        fs::write(one, &second).unwrap();
        let damage = format!("{} in the place of {}", name(other), name(one));
        patient.heals(number % 3, &damage);
        patient.is_well(&damage);
        patient.restore();
    }
}

#[test]
fn an_altered_current_heals_or_is_refused() {
    let patient = Patient::new();
    let current = patient.kb.path("index/CURRENT");
    let sound = fs::read_to_string(&current).unwrap();
    let (generation, format) = sound.trim().split_once(' ').unwrap();
    let altered = [
        String::new(),
        generation.to_owned(),
        format.to_owned(),
        format!("gen-99 {format}"),
        format!("../../notes {format}"),
        format!("/ {format}"),
        format!("{generation}/.. {format}"),
        format!("{generation} format--1"),
        format!("{generation} format-"),
        "\0".repeat(sound.len()),
        "\u{1b}[31m\n".to_owned(),
    ];
    for text in altered {
        fs::write(&current, &text).unwrap();
        patient.heals(0, &format!("CURRENT is {text:?}"));
        patient.is_well(&text);
        patient.restore();
    }
    fs::remove_dir_all(patient.kb.path("index").join(generation)).unwrap();
    patient.heals(0, "CURRENT names what is gone");
}

#[test]
fn what_heals_keeps_what_is_being_read() {
    let patient = Patient::new();
    let file = &patient.files()[3];
    let before = fs::read(file).unwrap();
    let generation = file.parent().unwrap().to_owned();
    fs::write(file, &before[..before.len() / 2]).unwrap();
    patient.heals(0, "cut");
    // The old generation is gone from the folder as a whole; no file of it was written anew in its place.
    assert!(!generation.exists());
    assert!(patient.kb.path("index/CURRENT").exists());
}
