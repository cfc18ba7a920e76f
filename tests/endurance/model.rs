//! Random edits, renames, syncs and kills against a search that cannot be wrong: a look through all texts.

mod world;

use crate::base::times;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use world::{World, turned};

/// Cases in the short version and in the long one.
const SHORT: u32 = 160;
const LONG: u32 = 10_000;

/// Words that no stem, slip or other name brings together.
const WORDS: [&str; 8] = [
    "zorvik", "plumbat", "quexel", "dranofi", "wubbish", "krelmot", "fynaxu", "gostrep",
];

const PATHS: [&str; 6] = [
    "a.md",
    "b.md",
    "deep/a.md",
    "deep/er/c.md",
    "a.markdown",
    "B.md",
];

/// The topics of a note, each with the words it has, as bits.
type Text = Vec<u8>;

#[derive(Debug, Clone)]
enum Step {
    /// Adds a note or writes it anew.
    Write(usize, Text),
    /// Writes words of the same length, in a note that may have been written just now; its time stays.
    Exchange(usize),
    Remove(usize),
    Rename(usize, usize),
    /// Another time and nothing else.
    Touch(usize, u8),
    /// Brings the index up to date, and looks for each word.
    Sync,
    /// Begins to take a note out of the index, and dies.
    Drop(usize),
    /// A kb that is killed after so many tenths of a millisecond.
    Kill(u16),
    /// The index is gone.
    Forget,
}

fn text() -> impl Strategy<Value = Text> {
    prop::collection::vec(any::<u8>(), 1..4)
}

fn step() -> impl Strategy<Value = Step> {
    let note = 0..PATHS.len();
    prop_oneof![
        8 => (note.clone(), text()).prop_map(|(at, text)| Step::Write(at, text)),
        3 => note.clone().prop_map(Step::Exchange),
        3 => note.clone().prop_map(Step::Remove),
        3 => (note.clone(), note.clone()).prop_map(|(from, to)| Step::Rename(from, to)),
        2 => (note.clone(), any::<u8>()).prop_map(|(at, ago)| Step::Touch(at, ago)),
        8 => Just(Step::Sync),
        1 => note.prop_map(Step::Drop),
        1 => (0..600_u16).prop_map(Step::Kill),
        1 => Just(Step::Forget),
    ]
}

fn run(cases: u32) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let histories = prop::collection::vec(step(), 1..14);
    let mut runner = TestRunner::new(config);
    let result = runner.run(&histories, |steps| {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
        }
        world.holds();
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn kb_finds_what_a_look_through_all_texts_finds() {
    run(times(SHORT));
}

#[test]
#[ignore = "the long version: ten thousand histories"]
fn kb_finds_it_after_ten_thousand_histories() {
    run(times(LONG));
}

#[test]
fn the_words_are_made_for_exchange() {
    assert_ne!(turned(0b0000_0001), 0b0000_0001, "two words of one length");
    assert_eq!(turned(turned(0b1011_0110)), 0b1011_0110);
}
