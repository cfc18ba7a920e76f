//! Bytes of notes to records.

use crate::notes::{self, Note};
use criterion::{Criterion, Throughput};
use kb::model::{Catalogue, Given};
use kb::recap::vocabulary::builtin;
use kb::recap::{Input, Reader};
use std::hint::black_box;

pub(crate) fn bench(criterion: &mut Criterion) {
    let notes = notes::read();
    let (vocabulary, catalogue) = (builtin(), Catalogue::openstack());
    let reader = Reader::new(&vocabulary, &catalogue);
    let given = Given::default();
    let read = |note: &Note| {
        reader.read(&Input {
            path: &note.path,
            id_base: &note.path,
            bytes: &note.bytes,
            given: &given,
        })
    };
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(notes::bytes(&notes)));
    group.bench_function("recap::Reader::read", |bencher| {
        bencher.iter(|| {
            for note in &notes {
                black_box(read(black_box(note)));
            }
        });
    });
    group.finish();
}
