use super::found;
use crate::cli::Status;
use crate::cli::args::{FilterArgs, Format, ListArgs, clamp};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::kb::SearchRequest;
use crate::render::{csv, json, markdown, text};
use std::io::Read;
use std::time::Instant;

/// Search all topics for words, phrases and fields
///
/// All words are wanted. `"two words"` is a phrase, `-word` excludes, `OR` gives alternatives, `( )` group, and
/// `tag:` `release:` `project:` `event:` `date:` `title:` `path:` `kind:` ask for facts. A technical term is found
/// as it is written: active/active, --rate, C++, /v3.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// What to search for; several words are joined by a blank, `-` reads the query from standard input
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    list: ListArgs,
}

const EXAMPLES: &str = "\
Examples:
  kb search active/active
  kb search '\"rolling upgrades\" -grenade' --project cinder
  kb search 'replication (failover OR failback) release:newton'
  kb search 'tag:ha date:2015..2016-05'
  kb search -- --rate                     a term that begins with a dash
  echo 'os-brick' | kb search - --format json";

/// Hits written unless `--limit` says otherwise.
const HITS: u64 = 10;
/// A query is at most 4 KiB; what is longer need not be read to its end to be refused.
const MOST_READ: u64 = 64 * 1024;

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let request = SearchRequest {
        query: query(&args.query)?,
        filters: args.filters.into(),
        limit: clamp(args.list.limit.unwrap_or(HITS)),
        offset: clamp(args.list.offset),
        ..SearchRequest::default()
    };
    request.check()?;
    let kb = session.open()?;
    let started = Instant::now();
    let answered = kb.search(&request)?;
    let took = started.elapsed();
    session.tell_about(&answered);
    let answer = &answered.value;
    match args.list.format {
        Format::Text => text::search(session.out(), answer)?,
        Format::Json => json::search(session.out(), &answered)?,
        Format::Jsonl => json::search_lines(session.out(), answer)?,
        Format::Md => markdown::search(session.out(), answer)?,
        Format::Csv => csv::search(session.out(), answer, args.list.csv_raw)?,
    }
    if answer.total == 0 {
        text::nothing_found(answer)
            .iter()
            .for_each(|line| session.tell(line));
    } else {
        session.tell(&format!(
            "searched in {:.1} ms",
            took.as_secs_f64() * 1000.0
        ));
    }
    Ok(found(answer.total))
}

fn query(words: &[String]) -> Result<String, Failure> {
    if words != ["-"] {
        return Ok(words.join(" "));
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(MOST_READ)
        .read_to_end(&mut bytes)
        .map_err(|e| Failure::new(format!("the query cannot be read from standard input: {e}")))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new("the query on standard input is not UTF-8").hinted("pass it as UTF-8 text")
    })?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
