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

/// Every name with underscores in the last column of a table of `docs/reliability.md` is a test or a module of tests.
#[test]
fn tests_that_the_page_of_faults_names_are_there() {
    let mut code = String::new();
    for folder in ["tests", "src"] {
        collect(&file(folder), &mut code);
    }
    let page = fs::read_to_string(file("docs/reliability.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let mut named = 0;
    for row in rows {
        let tests = row.trim_end_matches([' ', '|']).rsplit(" | ").next();
        let words = tests
            .unwrap_or_default()
            .split(|c: char| !c.is_alphanumeric() && c != '_');
        for name in words.filter(|word| word.matches('_').count() > 1) {
            named += 1;
            let there =
                code.contains(&format!("fn {name}(")) || code.contains(&format!("mod {name};"));
            assert!(there, "`{name}` is no test: {row}");
        }
    }
    assert!(named > 60, "{named}");
}

fn collect(folder: &Path, code: &mut String) {
    for entry in files_in(folder) {
        if entry.is_dir() {
            collect(&entry, code);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(entry).unwrap());
        }
    }
}
