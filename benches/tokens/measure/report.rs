//! What was measured, as a table, and every miss with its place.

use super::Kind;
use super::corpus::LeftOut;
use super::judge::{Answer, Tried, Verdict};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What has to be reached, in percent of the searches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goals {
    pub(crate) in_top: f64,
    pub(crate) first: f64,
}

/// One folder's figures.
pub(crate) struct Report {
    pub(crate) folder: String,
    pub(crate) files: usize,
    pub(crate) left_out: LeftOut,
    /// Distinct tokens that there are.
    pub(crate) found: usize,
    pub(crate) seed: u64,
    pub(crate) verdicts: Vec<Verdict>,
}

/// Searches of one way, and how they went.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    searched: usize,
    in_top: usize,
    first: usize,
}

impl Count {
    fn of<'v>(tried: impl Iterator<Item = &'v Tried>) -> Self {
        let mut count = Self::default();
        for tried in tried.filter(|tried| !matches!(tried.answer, Answer::Operator(_))) {
            count.searched += 1;
            count.in_top += usize::from(matches!(tried.answer, Answer::At(_)));
            count.first += usize::from(tried.answer == Answer::At(1));
        }
        count
    }

    fn meets(self, goals: Goals) -> bool {
        percent(self.in_top, self.searched) >= goals.in_top
            && percent(self.first, self.searched) >= goals.first
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 100.0;
    }
    part as f64 * 100.0 / whole as f64
}

impl Report {
    /// Whether both ways of searching reach the goals.
    pub(crate) fn meets(&self, goals: Goals) -> bool {
        let bare = Count::of(self.verdicts.iter().map(|v| &v.bare));
        let quoted = Count::of(self.verdicts.iter().map(|v| &v.quoted));
        bare.meets(goals) && quoted.meets(goals)
    }

    /// Writes the table and at most `most` misses.
    pub(crate) fn write(&self, out: &mut dyn Write, most: usize) -> io::Result<()> {
        let LeftOut { metadata, not_text } = self.left_out;
        writeln!(out, "{}", self.folder)?;
        writeln!(
            out,
            "  {} files; {} of {} distinct tokens, seed {}; not drawn from: {metadata} lines of metadata, {not_text} of data",
            self.files,
            self.verdicts.len(),
            self.found,
            self.seed,
        )?;
        self.table(out)?;
        self.operators(out)?;
        self.misses(out, most)
    }

    fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut kinds: BTreeMap<Kind, Vec<&Verdict>> = BTreeMap::new();
        for verdict in &self.verdicts {
            kinds.entry(verdict.token.kind).or_default().push(verdict);
        }
        writeln!(
            out,
            "  {:<12}{:>7}{:>22}{:>22}{:>22}{:>22}",
            "kind", "drawn", "bare: in ten", "first", "quoted: in ten", "first"
        )?;
        for (kind, verdicts) in &kinds {
            row(out, kind.name(), verdicts)?;
        }
        row(out, "all", &self.verdicts.iter().collect::<Vec<_>>())
    }

    fn operators(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for verdict in &self.verdicts {
            if let Answer::Operator(name) = verdict.bare.answer {
                *names.entry(name).or_default() += 1;
            }
        }
        let names: Vec<_> = names
            .iter()
            .map(|(n, count)| format!("{count} {n}"))
            .collect();
        match names.is_empty() {
            true => Ok(()),
            false => writeln!(out, "  searched only quoted: {}", names.join(", ")),
        }
    }

    fn misses(&self, out: &mut dyn Write, most: usize) -> io::Result<()> {
        let mut misses: Vec<(usize, String)> = Vec::new();
        for verdict in &self.verdicts {
            for (way, tried) in [("bare", &verdict.bare), ("quoted", &verdict.quoted)] {
                misses.extend(miss(way, tried, verdict));
            }
        }
        // What is not found at all comes before what is found late.
        misses.sort_by_key(|(rank, _)| *rank);
        writeln!(out, "  misses: {}", misses.len())?;
        for (_, line) in misses.iter().take(most) {
            writeln!(out, "    {line}")?;
        }
        match misses.len().saturating_sub(most) {
            0 => Ok(()),
            more => writeln!(out, "    and {more} more"),
        }
    }
}

fn row(out: &mut dyn Write, name: &str, verdicts: &[&Verdict]) -> io::Result<()> {
    let cell = |part, whole| format!("{part} of {whole} {:>6.2} %", percent(part, whole));
    let bare = Count::of(verdicts.iter().map(|v| &v.bare));
    let quoted = Count::of(verdicts.iter().map(|v| &v.quoted));
    write!(out, "  {name:<12}{:>7}", verdicts.len())?;
    for count in [bare, quoted] {
        let in_top = cell(count.in_top, count.searched);
        let first = cell(count.first, count.searched);
        write!(out, "{in_top:>22}{first:>22}")?;
    }
    writeln!(out)
}

/// A miss as a line, and how bad it is: the lower the worse.
fn miss(way: &str, tried: &Tried, verdict: &Verdict) -> Option<(usize, String)> {
    let (rank, what) = match &tried.answer {
        Answer::Operator(_) | Answer::At(1) => return None,
        Answer::Error(message) => (0, format!("error: {message}")),
        Answer::Nowhere(total) => (1, format!("not in the first ten of {total}")),
        Answer::At(place) => (2, format!("only at {place}")),
    };
    let token = &verdict.token;
    let mut line = format!(
        "{way:<6} {what:<30} {:<10} {}  <- {}:{}",
        token.kind.name(),
        token.text,
        token.path,
        token.line
    );
    if !tried.first.is_empty() {
        line.push_str(&format!("; first is {}", tried.first));
    }
    Some((rank, line.chars().filter(|c| !c.is_control()).collect()))
}
