mod fix;
mod report;
pub(super) mod rules;

use crate::cli::Status;
use crate::cli::args::{FilterArgs, Format, ListArgs};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::{Filters, Finding};
use crate::model::Severity;
use crate::render::{csv, json, markdown, text};
use clap::ValueHint;
use std::cmp::Reverse;
use std::path::Path;

/// Show what the notes lack, and what in them cannot be read
///
/// Each finding with its place and, where known, how to mend it: unknown releases, recaps without a date, topics
/// without a tag, titles used twice, broken front matter, bytes that are not UTF-8. Nothing is changed, unless `--fix` asks
/// for it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Only these notes, as with `--path`
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    notes: Vec<String>,
    /// Exit with 1 where there are findings
    #[arg(long)]
    strict: bool,
    /// Only what is at least as grave as this
    #[arg(long, value_name = "SEVERITY", default_value = "note")]
    severity: Least,
    /// Only this rule, as JSON names it in `code`; may be repeated
    ///
    /// docs/recap-format.md has all of them. With --fix: `front-matter`, `tight-heading` or `name-date`.
    #[arg(long = "rule", value_name = "RULE", value_parser = rules::names(), hide_possible_values = true)]
    rules: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    mending: fix::FixArgs,
}

/// The least grave findings that are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Least {
    /// What could not be read at all
    Error,
    /// What was read otherwise than its author probably meant, too
    Warning,
    /// What is worth knowing, too
    Note,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Error => Self::Error,
            Least::Warning => Self::Warning,
            Least::Note => Self::Note,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  kb check
  kb check --severity warning         without what is only worth knowing
  kb check --rule no-date --rule untagged
  kb check notes/2016-*.md --strict
  kb check --fix                      show what would be mended, and ask
  kb check --fix --dry-run            show it only
  kb check --fix --rule tight-heading
  kb check --fix --into mended        mended copies, for a look at them";

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let mut filters = Filters::from(args.filters);
    let named = args.notes.iter().map(|path| from_root(path, session));
    let named = named.collect::<Result<Vec<String>, Failure>>()?;
    filters.paths.extend(named.iter().cloned());
    let least = Severity::from(args.severity);
    if args.mending.fix {
        let wanted = fix::Wanted {
            filters: &filters,
            faults: rules::mended(&args.rules, least)?,
            format: args.list.format,
        };
        return fix::run(&args.mending, &wanted, session);
    }
    rules::refuse_mends(&args.rules)?;
    let kb = session.open()?;
    let mut answered = kb.check(&filters)?;
    answered.unknown.extend(kb.unknown_paths(&named)?);
    session.tell_about(&answered);
    if !args.rules.is_empty() {
        let is_wanted = |found: &Finding| args.rules.contains(&found.diagnostic.code);
        answered.value.retain(is_wanted);
    }
    let counts = text::severities(&answered.value);
    answered.value.retain(|f| f.diagnostic.severity >= least);
    if args.list.format == Format::Text {
        // A person looks for what matters among a thousand notes without a tag.
        answered
            .value
            .sort_by_key(|f| Reverse(f.diagnostic.severity));
    }
    let total = answered.value.len();
    let page = args.list.page(&answered.value);
    let width = session.terminal.text_width();
    match args.list.format {
        Format::Text => text::check(session.out(), page, &counts, width)?,
        Format::Json => json::check(session.out(), page, &answered)?,
        Format::Jsonl => json::finding_lines(session.out(), page)?,
        Format::Md => markdown::check(session.out(), page)?,
        Format::Csv => csv::check(session.out(), page, args.list.csv_raw)?,
    }
    if matches!(args.list.format, Format::Text) && !session.global.quiet {
        session.finish()?;
        tell_mendable(kb.mendable(&filters, &rules::told(&args.rules))?, session);
    }
    let names_nothing = !answered.unknown.is_empty();
    Ok(match (args.strict && total > 0, names_nothing) {
        (true, _) => Status::Faulty,
        (_, true) => Status::Nothing,
        _ => Status::Done,
    })
}

/// A path as answers write it, from the root on, where it is that of a file or folder there.
fn from_root(path: &str, session: &Session) -> Result<String, Failure> {
    let root = session.root()?.dir;
    let real = Path::new(path).canonicalize().ok();
    let below = real.as_ref().and_then(|real| real.strip_prefix(&root).ok());
    let below = below
        .and_then(Path::to_str)
        .filter(|below| !below.is_empty());
    Ok(below.unwrap_or(path.trim_start_matches("./")).to_owned())
}

/// Says what `--fix` would do.
fn tell_mendable(count: usize, session: &mut Session) {
    if count > 0 {
        let notes = text::many(count, "note", "notes");
        session.tell(&format!("{notes} can be mended: `kb check --fix`"));
    }
}
