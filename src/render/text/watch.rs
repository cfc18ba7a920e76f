//! What became of a note, as it happens.

use super::findings::folded;
use super::{PLACE, QUIET, plural};
use crate::kb::{Became, Finding, NoteChange};
use crate::render::clean::line;
use crate::render::place::diagnostic;
use std::cmp::Reverse;
use std::io::{self, Write};

/// `1 topic`, `2 topics`.
#[must_use]
pub fn counted(count: u64, thing: &str) -> String {
    plural(usize::try_from(count).unwrap_or(usize::MAX), thing)
}

/// What a note lacks, beside what it lacked when it was told of last.
#[derive(Debug, Default)]
pub struct Lacks {
    /// What is new.
    pub new: Vec<Finding>,
    /// How much is as it was.
    pub as_before: usize,
    /// How much is mended.
    pub mended: usize,
}

impl Lacks {
    /// Tells findings apart from those before. Their lines do not: whoever writes moves what is below.
    #[must_use]
    pub fn of(now: &[Finding], mut before: Vec<Finding>) -> Self {
        let mut lacks = Self::default();
        for finding in now {
            let is_it = |other: &Finding| {
                let (one, other) = (&finding.diagnostic, &other.diagnostic);
                (&one.code, &one.message, &one.source_line)
                    == (&other.code, &other.message, &other.source_line)
            };
            match before.iter().position(is_it) {
                Some(at) => {
                    before.swap_remove(at);
                    lacks.as_before += 1;
                }
                None => lacks.new.push(finding.clone()),
            }
        }
        lacks.mended = before.len();
        // A link that leads nowhere is not to be lost among topics without a tag.
        lacks
            .new
            .sort_by_key(|new| Reverse(new.diagnostic.severity));
        lacks
    }

    /// `1 new, 12 as before, 1 mended`; `None` where it lacks nothing, as before.
    fn told(&self) -> Option<String> {
        let counts = [
            (self.new.len(), "new"),
            (self.as_before, "as before"),
            (self.mended, "mended"),
        ];
        if self.new.is_empty() && self.as_before == 0 {
            return (self.mended > 0).then(|| "nothing lacks any more".to_owned());
        }
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(n, what)| format!("{n} {what}")).collect();
        Some(counts.join(", "))
    }
}

/// A note that is not as it was, with what it lacks that is new, where that was asked for.
pub fn change(
    out: &mut dyn Write,
    time: &str,
    change: &NoteChange,
    lacks: Option<&Lacks>,
    width: Option<usize>,
) -> io::Result<()> {
    let (became, path) = (change.became.name(), line(&change.path));
    write!(
        out,
        "{QUIET}{time}{QUIET:#}  {became:7}  {PLACE}{path}{PLACE:#}"
    )?;
    if change.became == Became::Removed {
        return writeln!(out);
    }
    write!(out, " ({})", plural(change.topics, "topic"))?;
    match lacks.and_then(Lacks::told) {
        Some(told) => writeln!(out, ": {told}")?,
        None => writeln!(out)?,
    }
    let new = lacks.map_or(&[][..], |lacks| &lacks.new);
    for finding in folded(new) {
        write!(
            out,
            "{}",
            diagnostic(&finding.path, &finding.diagnostic, width)
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Lacks;
    use crate::kb::Finding;
    use crate::model::{Diagnostic, Severity};

    fn finding(message: &str, line: u32) -> Finding {
        let diagnostic = Diagnostic::of_file(Severity::Note, "untagged", message);
        Finding {
            path: "a.md".to_owned(),
            diagnostic: Diagnostic { line, ..diagnostic },
        }
    }

    #[test]
    fn what_is_new_is_told_apart_from_what_moved() {
        let before = vec![finding("a", 1), finding("b", 5), finding("b", 9)];
        let lacks = Lacks::of(
            &[finding("b", 6), finding("c", 7), finding("b", 11)],
            before,
        );
        assert_eq!(lacks.new, [finding("c", 7)]);
        assert_eq!(
            lacks.told().as_deref(),
            Some("1 new, 2 as before, 1 mended")
        );
        let told = |now: &[Finding], before| Lacks::of(now, before).told();
        assert_eq!(
            told(&[], vec![finding("a", 1)]).as_deref(),
            Some("nothing lacks any more")
        );
        assert_eq!(told(&[], Vec::new()), None);
    }
}
