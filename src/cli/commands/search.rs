use super::found;
use crate::cli::Status;
use crate::cli::args::{FilterArgs, Format, ListArgs, clamp};
use crate::cli::failure::Failure;
use crate::cli::screens::Print;
use crate::cli::session::Session;
use crate::cli::terminal::file_links;
use crate::cli::{complete, words};
use crate::kb::{SearchAnswer, SearchRequest, Sort};
use crate::render::terminal::Files;
use crate::render::{View, csv, json, markdown, text};
use clap::ValueEnum;
use clap_complete::engine::ArgValueCompleter;
use std::io::Read;
use std::time::{Duration, Instant};

/// Search all topics for words, phrases and fields
///
/// All words are wanted; what has most of them follows. `"two words"` is a phrase, `"two words"~5` finds them near each
/// other, `-word` excludes, `OR` gives alternatives, `( )` group, `prefix*`, `fuzzy~` and `re:/regex/` stand for many
/// words, and `tag:` `release:` `project:` `event:` `date:` `since:` `until:` `title:` `path:` `kind:` `has:decision`
/// ask for facts. A technical term is found as it is written: active/active, --rate, C++, /v3.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// What to search for; several words are joined by a blank, `-` reads the query from standard input
    ///
    /// Filters alone are a search too: of all that fits them.
    #[arg(
        required_unless_present_any = ["interactive", "tag", "release", "project", "event", "since", "until", "path"],
        value_name = "QUERY",
        value_parser = words::word,
        add = ArgValueCompleter::new(complete::query)
    )]
    query: Vec<String>,
    /// Pick one of the hits, or of all topics, in a full screen, and write only that
    #[arg(long, short, conflicts_with_all = ["format", "group", "facets", "explain"])]
    interactive: bool,
    /// What to write of the hit that was picked
    #[arg(
        long,
        value_name = "WHAT",
        default_value = "path",
        requires = "interactive"
    )]
    print: Print,
    /// Find words as they are written only: no other endings, no other names of tags
    ///
    /// Without it `upgrade` finds `upgrades` too, and `ha` what is called by that tag's other names.
    #[arg(long)]
    exact: bool,
    /// In which order to write the hits
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    sort: Order,
    /// Write one hit for each of these, the best, and say how many more it has
    #[arg(long, value_name = "WHAT")]
    group: Option<Group>,
    /// Count all matches by tag, release, project and year, whatever `--limit` says
    ///
    /// With `--limit 0` there are only the counts. CSV and JSONL have no place for them.
    #[arg(long)]
    facets: bool,
    /// Say how the query was understood, and for each hit what its score is made of
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    list: ListArgs,
}

/// An order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The best first
    Relevance,
    /// The newest first, what has no date last
    Date,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Date => Self::Date,
        }
    }
}

/// What one hit is enough of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// One hit a recap
    Recap,
}

const EXAMPLES: &str = "\
Examples:
  kb search active/active
  kb search '\"rolling upgrades\" -grenade' --project cinder
  kb search 'replication (failover OR failback) release:newton'
  kb search 'tag:ha date:2015..2016-05'
  kb search replication --group recap --sort date
  kb search replication --facets --limit 0
  kb search -i replication --print id     pick one of the hits
  kb search replication -failover         without what has the other word
  kb search -- --rate                     a term that begins with a dash
  echo 'os-brick' | kb search - --format json";

/// Hits written unless `--limit` says otherwise.
const HITS: u64 = 10;
/// Hits to pick from unless `--limit` says otherwise: they are there within a second or two.
const PICKED_FROM: u64 = 20_000;
/// A query is at most 4 KiB; what is longer need not be read to its end to be refused.
const MOST_READ: u64 = 64 * 1024;

pub(in crate::cli) fn run(args: Args, session: &mut Session) -> Result<Status, Failure> {
    let request = SearchRequest {
        query: query(&args.query)?,
        typing: false,
        filters: args.filters.into(),
        limit: clamp(args.list.limit.unwrap_or(HITS)),
        offset: clamp(args.list.offset),
        exact: args.exact,
        sort: args.sort.into(),
        by_recap: args.group == Some(Group::Recap),
        facets: args.facets,
        explain: args.explain,
    };
    if args.interactive {
        return pick(request, args.list.limit, args.print, session);
    }
    request.check()?;
    let kb = session.open()?;
    let started = Instant::now();
    let answered = kb.search(&request)?;
    let took = started.elapsed();
    session.tell_about(&answered);
    let answer = &answered.value;
    let links = file_links(&kb);
    let view = View {
        width: session.terminal.text_width().unwrap_or(usize::MAX),
        by_recap: request.by_recap,
        files: Files::wanted(session.links(), &links),
    };
    match args.list.format {
        Format::Text => text::search(session.out(), answer, view)?,
        Format::Json => json::search(session.out(), &answered)?,
        Format::Jsonl => json::search_lines(session.out(), answer)?,
        Format::Md => markdown::search(session.out(), answer, view)?,
        Format::Csv => csv::search(session.out(), answer, args.list.csv_raw)?,
    }
    if args.facets && matches!(args.list.format, Format::Jsonl | Format::Csv) {
        session.tell("this format has no place for facets; text, json and md have");
    }
    tell(session, answer, took);
    Ok(found(answer.total))
}

/// Lets the user pick one of the hits.
fn pick(
    mut request: SearchRequest,
    limit: Option<u64>,
    print: Print,
    session: &mut Session,
) -> Result<Status, Failure> {
    if !request.query.is_empty() {
        request.check()?;
    }
    request.limit = clamp(limit.unwrap_or(PICKED_FROM));
    session.pick(request, String::new(), print)
}

/// Says what stands beside the hits, and how long it took, or why there are none.
fn tell(session: &mut Session, answer: &SearchAnswer, took: Duration) {
    let mut said = text::beside(answer);
    if answer.total == 0 {
        said.extend(text::nothing_found(answer));
    } else {
        let took = took.as_secs_f64() * 1000.0;
        said.push(format!("searched in {took:.1} ms"));
    }
    said.iter().for_each(|line| session.tell(line));
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
