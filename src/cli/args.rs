//! Arguments that several commands share.

use super::{complete, words};
use crate::config::Listen;
use crate::kb::Filters;
use crate::model::PartialDate;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum, ValueHint};
use clap_complete::engine::ArgValueCompleter;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

/// What the values of arguments are called that are words of a query.
pub(super) const QUERIES: [&str; 2] = ["QUERY", "TAG-OR-WORDS"];

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// The knowledge base: a folder with `kb.toml`, or any folder of notes
    ///
    /// Without it kb looks upwards from the working folder for `kb.toml`, then at KB_ROOT.
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) root: Option<PathBuf>,
    /// Keep the index in this folder [env: KB_INDEX]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) index: Option<PathBuf>,
    /// Wait so many seconds for another kb that writes the index [default: 10 for `kb index`, else 2]
    ///
    /// A command that reads then answers from the index as it is, and says so.
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub(super) lock_timeout: Option<Duration>,
    /// Answer from the index as it is, without looking at the notes
    ///
    /// The quickest answer; it may be older than the notes. Where there is no index, there is no answer.
    #[arg(long, global = true)]
    pub(super) no_sync: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorWhen,
    /// Write long answers to the terminal as they are, without a pager
    ///
    /// The pager is what KB_PAGER names, else PAGER, else `less -FRX`.
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Say more on stderr
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Filters of all commands that read.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct FilterArgs {
    /// Only what has this tag, by its name or an alias; repeat it for alternatives
    #[arg(long, value_name = "TAG", value_parser = NonEmptyStringValueParser::new(), add = ArgValueCompleter::new(complete::tags))]
    tag: Vec<String>,
    /// Only recaps of this release, by name or number (`mitaka`, `2023.1`)
    #[arg(long, value_name = "RELEASE", value_parser = NonEmptyStringValueParser::new(), add = ArgValueCompleter::new(complete::releases))]
    release: Vec<String>,
    /// Only recaps of this project
    #[arg(long, value_name = "PROJECT", value_parser = NonEmptyStringValueParser::new(), add = ArgValueCompleter::new(complete::projects))]
    project: Vec<String>,
    /// Only recaps of an event whose name has these words
    #[arg(long, value_name = "WORDS", value_parser = NonEmptyStringValueParser::new(), add = ArgValueCompleter::new(complete::events))]
    event: Vec<String>,
    /// Only what is of this date or later (`2015`, `2015-10`, `2015-10-27`)
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<PartialDate>,
    /// Only what is of this date or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<PartialDate>,
    /// Only notes whose path has this part, or fits this glob (`notes/2016-*`)
    #[arg(long, value_name = "PATH", value_parser = NonEmptyStringValueParser::new(), add = ArgValueCompleter::new(complete::paths))]
    path: Vec<String>,
}

impl From<FilterArgs> for Filters {
    fn from(args: FilterArgs) -> Self {
        Self {
            words: String::new(),
            tags: args.tag,
            releases: args.release,
            projects: args.project,
            events: args.event,
            paths: args.path,
            since: args.since,
            until: args.until,
        }
    }
}

/// The filters of a list, and words that narrow it.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct NarrowArgs {
    /// Only what has these words, in the language of `kb search`
    ///
    /// A word also stands for the tag, the release or the project that it is the name of. Several words are joined by a blank.
    #[arg(value_name = "QUERY", value_parser = words::word, add = ArgValueCompleter::new(complete::query))]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
}

impl From<NarrowArgs> for Filters {
    fn from(args: NarrowArgs) -> Self {
        Self {
            words: args.query.join(" "),
            ..args.filters.into()
        }
    }
}

/// How a list is written and which part of it.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct ListArgs {
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
    /// Write at most so many, or `all` [default: all; 10 for `kb search` and `kb related`]
    #[arg(long, value_name = "N", value_parser = count)]
    pub(super) limit: Option<u64>,
    /// Leave out the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) offset: u64,
    /// In CSV, keep cells that a spreadsheet would run as they are
    #[arg(long)]
    pub(super) csv_raw: bool,
}

impl ListArgs {
    /// The part of `all` that was asked for.
    pub(super) fn page<'t, T>(&self, all: &'t [T]) -> &'t [T] {
        let start = clamp(self.offset).min(all.len());
        let end = self.limit.map_or(all.len(), |limit| {
            start.saturating_add(clamp(limit)).min(all.len())
        });
        &all[start..end]
    }
}

/// Where a server listens and whom it answers.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Server")]
pub(super) struct ListenArgs {
    /// Listen at this address; for any but this machine's own, who asks has to know a token
    ///
    /// It stands in the address that is written: what KB_TOKEN says, else one made up. Where KB_TOKEN is set it is wanted on this machine
    /// too.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = host)]
    host: IpAddr,
    /// Listen at this port; 0 for any that is free
    #[arg(long, value_name = "PORT", default_value_t = 4747)]
    port: u16,
    /// Answer also when asked under this name, with its port where that is another (`kb.example.org:443`)
    #[arg(long, value_name = "NAME", value_parser = name)]
    allow_host: Vec<String>,
}

impl From<ListenArgs> for Listen {
    fn from(args: ListenArgs) -> Self {
        let token = std::env::var("KB_TOKEN").ok();
        Self {
            host: args.host,
            port: args.port,
            names: args.allow_host,
            token: token.filter(|token| !token.is_empty()),
        }
    }
}

fn host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        text => text.parse().map_err(|_| {
            "not an address; write it as 127.0.0.1, ::1 or 0.0.0.0 (all of them)".to_owned()
        }),
    }
}

/// A name that a server is asked under.
fn name(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_alphanumeric() || "-._:[]".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => Ok(text.to_owned()),
        false => Err("not a name; write it as kb.example.org or kb.example.org:443".to_owned()),
    }
}

/// A count as the machine's own.
pub(super) fn clamp(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// A JSON record a line
    Jsonl,
    /// Markdown
    Md,
    /// CSV, safe for spreadsheets
    Csv,
}

/// How a single answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Plainly {
    /// For people
    Text,
    /// One JSON document
    Json,
}

/// A number of entries, or all of them.
fn count(text: &str) -> Result<u64, String> {
    match text {
        "all" => Ok(u64::MAX),
        number => number
            .parse()
            .map_err(|_| "not a number; write it as 20, or `all`".to_owned()),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number: f64 = text
        .parse()
        .map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(number).map_err(|_| "not a number of seconds".to_owned())
}

/// A date as options take it.
pub(super) fn date(text: &str) -> Result<PartialDate, String> {
    text.parse().map_err(|error: crate::model::date::BadDate| {
        format!("{error}; write it as 2015, 2015-10 or 2015-10-27")
    })
}
