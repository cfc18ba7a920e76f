//! How many searches a server answers a second, and how late the slowest, against the same searches without it.
//!
//! `cargo bench --bench load -- DIR...` asks the titles of topics of each folder: in this process, then over HTTP of
//! `kb serve` with 1, 8 and 64 connections, in turns, so that all see the same machine. Every answer is read whole.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement prints, and fails by panicking"
)]

mod client;

use client::{Connection, Server};
use kb::config::{Lookup, Root};
use kb::kb::{Filters, Live, SearchRequest, Source};
use kb::render::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How many different queries are asked.
const QUERIES: usize = 400;
/// How long each way is measured in a round, and how many rounds there are.
const ROUND: Duration = Duration::from_secs(4);
const ROUNDS: usize = 3;

/// The times of all answers of one way.
#[derive(Default)]
struct Times {
    all: Vec<Duration>,
    spent: Duration,
}

impl Times {
    fn add(&mut self, other: Times) {
        self.all.extend(other.all);
        self.spent += other.spent;
    }

    fn per_second(&self) -> f64 {
        self.all.len() as f64 / self.spent.as_secs_f64()
    }

    /// The time that this share of answers is within, in milliseconds.
    fn within(&mut self, share: f64) -> f64 {
        self.all.sort_unstable();
        let at = (self.all.len() as f64 * share).ceil() as usize;
        self.all[at.clamp(1, self.all.len()) - 1].as_secs_f64() * 1000.0
    }
}

/// Asks for a round on so many threads, each with its own way to ask.
fn round<W: FnMut(&str)>(threads: usize, queries: &[String], way: impl Fn() -> W + Sync) -> Times {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let work = || {
        let mut ask = way();
        let mut all = Vec::new();
        while began.elapsed() < ROUND {
            let query = &queries[next.fetch_add(1, Ordering::Relaxed) % queries.len()];
            let asked = Instant::now();
            ask(query);
            all.push(asked.elapsed());
        }
        all
    };
    let all = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().unwrap())
            .collect()
    });
    Times {
        all,
        spent: began.elapsed(),
    }
}

fn live(dir: &Path, index: &Path) -> Live {
    let (dir, index) = (dir.to_owned(), index.to_owned());
    let root = move || {
        Root::find(&Lookup {
            root: Some(&dir),
            cwd: &dir,
            env_root: None,
            index: Some(&index),
            cache: None,
        })
    };
    let source = Source {
        root: Box::new(root),
        follow: true,
        tell: Box::new(|_| {}),
    };
    Live::open(source).unwrap()
}

/// Titles of topics, evenly taken: what people search for.
fn queries(live: &Live) -> Vec<String> {
    let topics = live.ask(|kb| kb.topics(&Filters::default())).unwrap().value;
    let words = |title: &str| -> String {
        let word = |c: char| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                ' '
            }
        };
        let plain: String = title.chars().map(word).collect();
        plain
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let step = (topics.len() / QUERIES).max(1);
    let titles = topics.iter().step_by(step).map(|topic| words(&topic.title));
    titles.filter(|title| !title.is_empty()).collect()
}

fn searched(live: &Live, query: &str) {
    let request = SearchRequest {
        query: query.to_owned(),
        limit: 10,
        ..SearchRequest::default()
    };
    let answered = live.ask(|kb| kb.search(&request)).unwrap();
    json::search(&mut Vec::new(), &answered).unwrap();
}

fn measure(dir: &Path) {
    let index = tempfile::tempdir().unwrap();
    let live = live(dir, index.path());
    let queries = queries(&live);
    let server = Server::start(dir, index.path());
    let ways = [1, 2].map(|threads| (format!("in process, {threads} threads"), threads, false));
    let over = [1, 8, 64].map(|threads| (format!("HTTP, {threads} connections"), threads, true));
    let ways: Vec<(String, usize, bool)> = ways.into_iter().chain(over).collect();
    let mut times: Vec<Times> = ways.iter().map(|_| Times::default()).collect();
    for _ in 0..ROUNDS {
        for ((_, threads, http), times) in ways.iter().zip(&mut times) {
            times.add(match http {
                false => round(*threads, &queries, || |query: &str| searched(&live, query)),
                true => round(*threads, &queries, || {
                    let mut connection = Connection::open(&server);
                    move |query: &str| connection.search(query)
                }),
            });
        }
    }
    println!("{}: {} queries", dir.display(), queries.len());
    println!(
        "| way | answers a second | of in process | p50 ms | p99 ms |\n| --- | ---: | ---: | ---: | ---: |"
    );
    let best = times[..2].iter().map(Times::per_second).fold(0.0, f64::max);
    for ((name, ..), times) in ways.iter().zip(&mut times) {
        let rate = times.per_second();
        let (p50, p99) = (times.within(0.5), times.within(0.99));
        println!(
            "| {name} | {rate:.0} | {:.2} | {p50:.2} | {p99:.2} |",
            rate / best
        );
    }
}

fn main() {
    let dirs: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .map(PathBuf::from)
        .collect();
    if dirs.is_empty() {
        println!("name folders of notes: cargo bench --bench load -- DIR...");
    }
    dirs.iter().for_each(|dir| measure(dir));
}
