//! `kb man`: a page for every command of the reference.

use crate::sandbox::{Sandbox, files_in};
use std::fs;

/// `kb-config-set` for `kb config set`, of every command of the reference.
fn names() -> Vec<String> {
    let reference = kb::cli::reference();
    let headings = reference
        .lines()
        .filter_map(|line| line.strip_prefix("## "));
    headings.map(|name| name.replace(' ', "-")).collect()
}

#[test]
fn every_command_has_a_page() {
    let kb = Sandbox::new();
    fs::create_dir(kb.path("man")).unwrap();
    kb.kb(&["man", "--dir", "man"]).done();
    let files: Vec<String> = files_in(&kb.path("man"))
        .iter()
        .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut expected: Vec<String> = names().iter().map(|name| format!("{name}.1")).collect();
    expected.sort();
    assert_eq!(files, expected);
    for file in &files {
        let page = fs::read_to_string(kb.path("man").join(file)).unwrap();
        let name = file.strip_suffix(".1").unwrap();
        let title = format!(".TH {name} 1 \" \" \"kb ");
        assert!(page.lines().any(|line| line.starts_with(&title)), "{page}");
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION"] {
            assert!(page.contains(section), "{file}: {section}");
        }
    }
    assert_eq!(
        kb.kb(&["man", "--dir", "man"]).status,
        2,
        "what is there stays"
    );
    kb.kb(&["man", "--dir", "man", "--force"]).done();
    kb.kb(&["man", "--dir", "none"]).failed_with(2);
}

#[test]
fn one_page_goes_to_standard_output() {
    let kb = Sandbox::new();
    let page = kb.kb(&["man", "config", "set"]);
    assert!(
        page.done()
            .contains(".nf\n  kb config set notes notes minutes\n"),
        "{page:?}"
    );
    assert_eq!(
        kb.kb(&["man", "search"]).stdout,
        kb.kb(&["man", "search"]).stdout
    );
    let whole = kb.kb(&["man"]);
    for name in names() {
        let parts: Vec<&str> = name.split('-').collect();
        // A page names the commands right below it.
        if parts.len() == 2 {
            assert!(whole.done().contains(&name.replace('-', "\\-")), "{name}");
        }
    }
    assert!(
        kb.kb(&["man", "serach"])
            .failed_with(2)
            .contains("no command `serach`")
    );
}
