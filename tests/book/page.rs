//! Pages, and the commands in them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Made from `--help`, and the contents: no session stands in them.
const NO_SESSIONS: [&str; 2] = ["cli-reference.md", "SUMMARY.md"];

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A page of the book, or the README.
pub(crate) struct Page {
    /// Its path in the repository.
    pub(crate) path: String,
    /// What stands in it.
    pub(crate) text: String,
}

/// A command of a block, and the answer that the page shows.
#[derive(Debug)]
pub(crate) struct Command {
    /// What the shell is given: more than one line where a text follows.
    pub(crate) text: String,
    /// The lines shown below it.
    pub(crate) shown: String,
    /// Where these lines stand in the page, counted from 0.
    pub(crate) lines: Range<usize>,
}

impl Page {
    fn read(path: String) -> Self {
        let text = fs::read_to_string(root().join(&path)).unwrap();
        Self { path, text }
    }

    /// The commands of all blocks, in their order.
    pub(crate) fn commands(&self) -> Vec<Command> {
        let mut commands: Vec<Command> = Vec::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((_, line)) = lines.next() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            if ticks < 3 {
                continue;
            }
            let (fence, language) = line.split_at(ticks);
            assert!(
                !matches!(language, "sh" | "bash" | "shell"),
                "{}: commands stand in ```console, with `$ ` before each",
                self.path
            );
            let inside: Vec<(usize, &str)> =
                lines.by_ref().take_while(|(_, l)| *l != fence).collect();
            if language == "console" {
                self.block(&inside, &mut commands);
            }
        }
        commands
    }

    fn block(&self, lines: &[(usize, &str)], commands: &mut Vec<Command>) {
        let mut until: Option<&str> = None;
        let first = commands.len();
        for &(at, line) in lines {
            if let Some(word) = until {
                let command = commands.last_mut().unwrap();
                command.text += &format!("\n{line}");
                command.lines = at + 1..at + 1;
                until = (line != word).then_some(word);
            } else if let Some(text) = line.strip_prefix("$ ") {
                commands.push(Command {
                    text: text.to_owned(),
                    shown: String::new(),
                    lines: at + 1..at + 1,
                });
                until = text.split_once("<<'").map(|(_, rest)| {
                    let word = rest.split_once('\'');
                    word.unwrap_or_else(|| panic!("{}: {line}", self.path)).0
                });
            } else {
                let command = commands.get_mut(first..).and_then(<[_]>::last_mut);
                let command =
                    command.unwrap_or_else(|| panic!("{}: `{line}` answers nothing", self.path));
                command.shown += &format!("{line}\n");
                command.lines.end = at + 1;
            }
        }
    }
}

/// The README and all pages of the book that people write.
pub(crate) fn written() -> Vec<Page> {
    let mut pages = vec![Page::read("README.md".to_owned())];
    pages.extend(
        in_the_book()
            .into_iter()
            .filter(|name| !NO_SESSIONS.contains(&name.as_str()))
            .map(|name| Page::read(format!("docs/{name}"))),
    );
    pages
}

/// All Markdown of the repository that is about kb.
pub(crate) fn all() -> Vec<Page> {
    let beside = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"];
    let pages = in_the_book().into_iter().map(|name| format!("docs/{name}"));
    let paths = beside.into_iter().map(str::to_owned).chain(pages);
    paths.map(Page::read).collect()
}

/// The names of the files in `docs/` that are Markdown, sorted.
pub(crate) fn in_the_book() -> Vec<String> {
    let entries = fs::read_dir(root().join("docs")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_page = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
    let mut names: Vec<String> = paths
        .filter(is_page)
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}
