//! A query to a tree, and to an answer.

use crate::notes;
use criterion::Criterion;
use kb::config::{Lookup, Root};
use kb::kb::{Kb, Mode, Opening, SearchRequest};
use kb::query;
use std::hint::black_box;
use std::time::Duration;

/// One of each shape.
const QUERIES: &[&str] = &[
    "replication",
    "volume migration",
    "\"active/active\"",
    "replication -failover release:newton",
    "(backup OR snapshot) driver*",
    "replicaton~",
    "tag:ha has:decision",
];

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("query");
    group.bench_function("query::parse, all", |bencher| {
        bencher.iter(|| {
            for text in QUERIES {
                black_box(query::parse(black_box(text)).unwrap());
            }
        });
    });
    let index = tempfile::tempdir().unwrap();
    let kb = open(index.path());
    for text in QUERIES {
        let request = SearchRequest {
            query: (*text).to_owned(),
            limit: 10,
            ..SearchRequest::default()
        };
        group.bench_function(format!("Kb::search {text}"), |bencher| {
            bencher.iter(|| kb.search(black_box(&request)).unwrap());
        });
    }
    group.finish();
}

/// The notes, indexed in a folder of their own.
fn open(index: &std::path::Path) -> Kb {
    let notes = notes::folder();
    let lookup = Lookup {
        root: Some(&notes),
        cwd: &notes,
        env_root: None,
        index: Some(index),
        cache: None,
    };
    let opening = Opening {
        mode: Mode::Sync,
        patience: Duration::from_secs(10),
        progress: &mut |_| (),
    };
    Kb::open(Root::find(&lookup).unwrap(), opening).unwrap()
}
