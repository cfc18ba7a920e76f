//! What is written is whole, and what is not ours stays.

use super::{create, fill, write_file, write_folder};
use crate::kb::Error;
use std::fs::{self, File, OpenOptions};
use std::path::Path;

fn names(dir: &Path) -> Vec<String> {
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut out: Vec<String> = fs::read_dir(dir).unwrap().map(name).collect();
    out.sort();
    out
}

fn files(all: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    all.iter().map(file).collect()
}

#[test]
fn a_file_is_replaced_by_force_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    write_file(&path, b"one", false).unwrap();
    let error = write_file(&path, b"two", false).unwrap_err();
    assert!(matches!(error, Error::Taken(_)), "{error}");
    assert_eq!(
        error.hint().as_deref(),
        Some("pass `--force` to replace it")
    );
    assert_eq!(fs::read(&path).unwrap(), b"one");
    write_file(&path, b"two", true).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(names(dir.path()), ["a.md"]);
}

#[test]
fn only_files_are_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let error = write_file(dir.path(), b"x", true).unwrap_err();
    assert!(
        error.to_string().ends_with("it is a folder, not a file"),
        "{error}"
    );
    let error = write_file(&dir.path().join("no/a.md"), b"x", true).unwrap_err();
    assert!(
        matches!(error, Error::NoFolder(_)) && error.hint().is_some(),
        "{error}"
    );
    let error = write_file(Path::new("/"), b"x", true).unwrap_err();
    assert!(matches!(error, Error::Irreplaceable { .. }), "{error}");
    let file = dir.path().join("a");
    write_file(&file, b"x", false).unwrap();
    let error = write_folder(&file, &files(&[("b", "c")]), true).unwrap_err();
    assert!(
        error.to_string().ends_with("it is a file, not a folder"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn links_and_devices_stay() {
    let dir = tempfile::tempdir().unwrap();
    let (note, link) = (dir.path().join("note"), dir.path().join("link"));
    fs::write(&note, "kept").unwrap();
    std::os::unix::fs::symlink(&note, &link).unwrap();
    for path in [link.as_path(), Path::new("/dev/null")] {
        let error = write_file(path, b"x", true).unwrap_err();
        assert!(matches!(error, Error::Irreplaceable { .. }), "{error}");
    }
    assert_eq!(fs::read(&note).unwrap(), b"kept");
    assert_eq!(names(dir.path()), ["link", "note"]);
}

#[cfg(unix)]
#[test]
fn the_rights_of_a_file_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a");
    fs::write(&path, "x").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    write_file(&path, b"y", true).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o500)).unwrap();
    // Who may do everything is not kept from it.
    if File::create(dir.path().join("probe")).is_err() {
        let error = write_file(&dir.path().join("a"), b"x", false).unwrap_err();
        assert!(matches!(error, Error::Write { .. }), "{error}");
        assert!(write_folder(&dir.path().join("b"), &files(&[("c", "d")]), false).is_err());
        assert_eq!(names(dir.path()), Vec::<String>::new());
    }
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let mut full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    assert!(fill(&mut full, b"x").is_err());
}

#[test]
fn a_folder_of_ours_is_replaced_by_force() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    fs::create_dir(&out).unwrap();
    write_folder(&out, &files(&[("a", "1"), ("b", "2")]), false).unwrap();
    assert_eq!(names(&out), [".kb-export", "a", "b"]);
    let error = write_folder(&out, &files(&[("c", "3")]), false).unwrap_err();
    assert!(matches!(error, Error::Taken(_)), "{error}");
    write_folder(&out, &files(&[("c", "3")]), true).unwrap();
    assert_eq!(names(&out), [".kb-export", "c"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn what_others_wrote_stays() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    write_folder(&out, &files(&[("a", "1")]), false).unwrap();
    fs::write(out.join("mine"), "x").unwrap();
    let error = write_folder(&out, &files(&[("a", "2")]), true).unwrap_err();
    assert!(
        error.to_string().contains("kb did not write `mine` in it"),
        "{error}"
    );
    fs::remove_file(out.join("mine")).unwrap();
    fs::write(out.join("a"), "edited").unwrap();
    let error = write_folder(&out, &files(&[("a", "2")]), true).unwrap_err();
    assert!(
        error.to_string().contains("`a` in it was changed since"),
        "{error}"
    );
    fs::create_dir(out.join("below")).unwrap();
    assert!(write_folder(&out, &files(&[("a", "2")]), true).is_err());
    assert_eq!(names(&out), [".kb-export", "a", "below"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn a_failure_leaves_the_old_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    write_folder(&out, &files(&[("a", "1")]), false).unwrap();
    let long = "x".repeat(4000);
    for bad in [long.as_str(), "../a", "a", ".."] {
        let error = write_folder(&out, &files(&[("a", "2"), (bad, "3")]), true).unwrap_err();
        assert!(matches!(error, Error::Write { .. }), "{error}");
    }
    assert_eq!(fs::read(out.join("a")).unwrap(), b"1");
    assert_eq!(names(dir.path()), ["out"]);
    assert!(create(dir.path(), "", b"").is_err());
}
