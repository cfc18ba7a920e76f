//! Counts of all matches in a few aligned rows.

use super::QUIET;
use crate::kb::Facets;
use crate::render::clean::line;
use crate::render::facets::{MORE, blocks, shown};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// Columns before the values: the longest name and a gap.
const NAMES: usize = 10;

/// A row for each thing that was counted, broken before it gets wider than `width` columns.
pub(super) fn facets(out: &mut dyn Write, facets: &Facets, width: usize) -> io::Result<()> {
    for (name, counts) in blocks(facets) {
        let mut used = NAMES;
        write!(out, "{QUIET}{name:<NAMES$}{QUIET:#}")?;
        let values = shown(counts).iter();
        let values = values.map(|(value, count)| (line(value), format!(" {count}")));
        let more = counts.len() - shown(counts).len();
        let rest = (more > 0).then(|| (String::new(), format!("{MORE}{more} more")));
        let all: Vec<(String, String)> = values.chain(rest).collect();
        for (at, (value, count)) in all.iter().enumerate() {
            let comma = if at + 1 < all.len() { "," } else { "" };
            let needed = value.width() + count.width() + comma.len();
            if at > 0 && used + 1 + needed > width {
                write!(out, "\n{:NAMES$}", "")?;
                used = NAMES;
            } else if at > 0 {
                write!(out, " ")?;
                used += 1;
            }
            write!(out, "{value}{QUIET}{count}{QUIET:#}{comma}")?;
            used += needed;
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::facets;
    use crate::render::sample;

    fn shown(width: usize) -> String {
        let mut out = Vec::new();
        facets(&mut out, &sample::facets(), width).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.replace("\u{1b}[2m", "").replace("\u{1b}[0m", "")
    }

    #[test]
    fn the_most_frequent_are_shown_and_the_others_counted() {
        insta::assert_snapshot!(shown(60), @"
        tags      tag-1 39, tag-2 38, tag-3 37, tag-4 36, tag-5 35,
                  tag-6 34, tag-7 33, tag-8 32, tag-9 31, tag-10 30,
                  + 4 more
        releases  Mitaka 7, Newton 12
        projects  cin|der� 19
        ");
        let rows = shown(40);
        assert!(rows.lines().all(|row| row.chars().count() <= 40), "{rows}");
    }
}
