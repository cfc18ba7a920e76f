//! The picture on top of the README shows what kb answers.

use crate::page::root;
use std::fs;
use std::process::Command;

#[test]
fn the_terminal_shows_an_answer() {
    let picture = fs::read_to_string(root().join("docs/search.svg")).unwrap();
    let mut shown = picture.split("<text ").skip(1).map(text_of);
    let command = shown.next().unwrap();
    let words = shell_words::split(command.strip_prefix("$ kb ").unwrap()).unwrap();
    let index = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_kb"))
        .current_dir(root())
        .env("KB_INDEX", index.path())
        .args(words)
        .output()
        .unwrap();
    let answer = String::from_utf8(output.stdout).unwrap();
    let lines = answer.lines().filter(|line| !line.is_empty());
    let shown: Vec<String> = shown.filter(|line| !line.is_empty()).collect();
    assert_eq!(shown, lines.collect::<Vec<_>>(), "docs/search.svg");
}

/// The text of an element that begins here, without its tags.
fn text_of(element: &str) -> String {
    let inside = element.split_once('>').unwrap().1;
    let inside = inside.split("</text>").next().unwrap();
    let parts = inside.split('<').map(|part| match part.split_once('>') {
        Some((_, text)) => text,
        None => part,
    });
    html_escape::decode_html_entities(&parts.collect::<String>()).into_owned()
}
