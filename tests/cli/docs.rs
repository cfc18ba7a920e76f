//! The documents and these tests are whole.

use crate::sandbox::files_in;
use std::fs;
use std::path::Path;

/// A file of the repository.
fn file(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_reference_is_the_help() {
    let path = file("docs/cli-reference.md");
    let reference = kb::cli::reference();
    if std::env::var_os("KB_UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::write(&path, &reference).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(
        written, reference,
        "run `KB_UPDATE_DOCS=1 cargo test` and commit docs/cli-reference.md"
    );
}

#[test]
fn the_reference_has_every_command() {
    let reference = kb::cli::reference();
    for entry in files_in(&file("src/cli/commands")) {
        let command = entry.file_stem().unwrap().to_str().unwrap();
        if command != "mod" {
            assert!(
                reference.contains(&format!("\n## kb {command}\n")),
                "{command}"
            );
        }
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let main = fs::read_to_string(file("tests/cli/main.rs")).unwrap();
    for entry in files_in(&file("tests/cli")) {
        // What `insta` or an editor leaves behind is no test.
        if entry.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let name = entry.file_stem().unwrap().to_str().unwrap();
        let is_module = main.lines().any(|line| line == format!("mod {name};"));
        assert!(
            is_module || name == "main",
            "`{name}` is not a module of tests/cli/main.rs"
        );
    }
}
