//! What notes lack.

use super::plural;
use crate::kb::Finding;
use crate::model::Severity;
use crate::render::place::diagnostic;
use std::collections::HashMap;
use std::io::{self, Write};

/// The rule whose findings of one note are one: a note without tags has as many of them as topics.
const UNTAGGED: &str = "untagged";
/// Most lines of a note that are named.
const NAMED: usize = 6;

/// Findings with their places, hints filled to `width` columns, and a last line that counts all of them.
pub fn check(
    out: &mut dyn Write,
    page: &[Finding],
    counts: &str,
    width: Option<usize>,
) -> io::Result<()> {
    for finding in folded(page) {
        let told = diagnostic(&finding.path, &finding.diagnostic, width);
        writeln!(out, "{told}")?;
    }
    writeln!(out, "{counts}")
}

/// The findings, where topics of one note without a tag are one finding.
pub(super) fn folded(findings: &[Finding]) -> Vec<Finding> {
    let mut lines: HashMap<&str, Vec<u32>> = HashMap::new();
    let is_untagged = |finding: &Finding| finding.diagnostic.code == UNTAGGED;
    for finding in findings.iter().filter(|finding| is_untagged(finding)) {
        let of_note = lines.entry(&finding.path).or_default();
        of_note.push(finding.diagnostic.line);
    }
    let mut out = Vec::new();
    for finding in findings {
        let mut told = finding.clone();
        if is_untagged(finding) {
            match lines.remove(finding.path.as_str()) {
                Some(lines) if lines.len() > 1 => told.diagnostic.message = of_topics(&lines),
                Some(_) => {}
                // It is told with the first of its note.
                None => continue,
            }
        }
        out.push(told);
    }
    out
}

/// `4 topics have no tag: lines 1, 5, 9, 14`.
fn of_topics(lines: &[u32]) -> String {
    let named: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
    let more = match lines.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (topics, named) = (plural(lines.len(), "topic"), named.join(", "));
    format!("{topics} have no tag: lines {named}{more}")
}

/// How many findings there are of each severity.
#[must_use]
pub fn severities(all: &[Finding]) -> String {
    let of = |severity| {
        all.iter()
            .filter(|f| f.diagnostic.severity == severity)
            .count()
    };
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ];
    let counts: Vec<String> = kinds
        .iter()
        .map(|(severity, name)| plural(of(*severity), name))
        .collect();
    counts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::folded;
    use crate::kb::Finding;
    use crate::model::{Diagnostic, Severity};

    fn finding(path: &str, code: &str, line: u32) -> Finding {
        let diagnostic = Diagnostic::of_file(Severity::Note, code, format!("{code} {line}"));
        Finding {
            path: path.to_owned(),
            diagnostic: Diagnostic { line, ..diagnostic },
        }
    }

    #[test]
    fn topics_of_a_note_without_a_tag_are_one_finding() {
        let mut all = vec![
            finding("a.md", "no-date", 0),
            finding("b.md", "untagged", 3),
        ];
        all.extend((1..=8).map(|line| finding("a.md", "untagged", line)));
        let told = folded(&all);
        let told: Vec<(&str, &str)> = told
            .iter()
            .map(|finding| (finding.path.as_str(), finding.diagnostic.message.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("a.md", "no-date 0"),
                ("b.md", "untagged 3"),
                (
                    "a.md",
                    "8 topics have no tag: lines 1, 2, 3, 4, 5, 6 and 2 more"
                ),
            ]
        );
    }
}
