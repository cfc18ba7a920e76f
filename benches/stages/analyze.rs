//! Text to terms, with the engine's own tokenizer beside ours on the same text.

use crate::notes;
use criterion::{Criterion, Throughput};
use kb::store::analysis;
use std::hint::black_box;
use tantivy::tokenizer::{TextAnalyzer, TokenStream, TokenizerManager};

pub(crate) fn bench(criterion: &mut Criterion) {
    let notes = notes::read();
    let text = |note: &notes::Note| String::from_utf8_lossy(&note.bytes).into_owned();
    let texts: Vec<String> = notes.iter().map(text).collect();
    let mut group = criterion.benchmark_group("analyze");
    group.throughput(Throughput::Bytes(notes::bytes(&notes)));
    group.bench_function("store::analysis::tokens", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(analysis::tokens(black_box(text)));
            }
        });
    });
    for name in ["default", "en_stem"] {
        let mut analyzer = TokenizerManager::default().get(name).unwrap();
        group.bench_function(format!("the engine's `{name}`"), |bencher| {
            bencher.iter(|| {
                for text in &texts {
                    black_box(collected(&mut analyzer, black_box(text)));
                }
            });
        });
    }
    group.finish();
}

/// All terms at once, as ours come.
fn collected(analyzer: &mut TextAnalyzer, text: &str) -> Vec<tantivy::tokenizer::Token> {
    let mut out = Vec::new();
    let mut stream = analyzer.token_stream(text);
    while let Some(token) = stream.next() {
        out.push(token.clone());
    }
    out
}
