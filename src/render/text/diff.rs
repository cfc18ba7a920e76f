//! What a change puts in and takes out, as `diff -u` writes it.

use crate::render::clean::{clean, line};
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::io::{self, Write};
use std::time::Duration;

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const NAME: Style = Style::new().bold();
const HUNK: Style = AnsiColor::Cyan.on_default();
/// Lines around a change.
const AROUND: usize = 3;
/// The byte order mark that a text may begin with.
const BOM: char = '\u{feff}';
/// How long the shortest difference is looked for; after that any.
const PATIENCE: Duration = Duration::from_secs(2);

/// What differs between two texts of a file.
pub fn diff(out: &mut dyn Write, path: &str, before: &str, after: &str) -> io::Result<()> {
    // A mark that cannot be seen is not shown as one that cannot be read.
    let (before, after) = match (before.strip_prefix(BOM), after.strip_prefix(BOM)) {
        (Some(before), Some(after)) => (before, after),
        _ => (before, after),
    };
    // Lines are those of notes: they end at `\n` only.
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_slices(&old, &new);
    let name = line(path);
    writeln!(out, "{NAME}--- {name}{NAME:#}\n{NAME}+++ {name}{NAME:#}")?;
    let mut unified = diff.unified_diff();
    for hunk in unified.context_radius(AROUND).iter_hunks() {
        writeln!(out, "{HUNK}{}{HUNK:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let value: &str = change.value();
            let text = value.strip_suffix('\n').unwrap_or(value);
            let shown = clean(text.strip_suffix('\r').unwrap_or(text));
            writeln!(out, "{style}{sign}{shown}{style:#}")?;
            if !value.ends_with('\n') {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn shows_what_changes_and_nothing_hostile() {
        let mut out = Vec::new();
        diff(
            &mut out,
            "a\nb.md",
            "\u{feff}one\r\n##\u{1b}[2J\nend",
            "\u{feff}one\r\n## \u{1b}[2J\nend",
        )
        .unwrap();
        let shown = anstream::adapter::strip_bytes(&out).into_vec();
        insta::assert_snapshot!(String::from_utf8(shown).unwrap(), @r"
        --- a b.md
        +++ a b.md
        @@ -1,3 +1,3 @@
         one
        -##�[2J
        +## �[2J
         end
        \ No newline at end of file
        ");
    }
}
