//! What is asked: words, pairs of words and phrases that stand in the notes, drawn by the seed.

use super::seed::Seed;
use super::vary::{self, Words};

/// Two of each kind.
const EACH: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub words: Vec<String>,
    pub phrase: bool,
}

impl Query {
    /// As kb, tantivy and FTS5 take it.
    pub fn text(&self) -> String {
        let words = self.words.join(" ");
        if self.phrase {
            format!("\"{words}\"")
        } else {
            words
        }
    }

    /// What a search for fixed strings looks for.
    pub fn strings(&self) -> Vec<String> {
        if self.phrase {
            vec![self.words.join(" ")]
        } else {
            self.words.clone()
        }
    }

    pub fn read(line: &str) -> Self {
        let phrase = line.starts_with('"');
        let words = line.trim_matches('"').split(' ').map(str::to_owned);
        Self {
            words: words.collect(),
            phrase,
        }
    }
}

/// Common words, rare words, pairs and phrases.
pub fn draw<'t>(texts: impl Iterator<Item = &'t str>, words: &Words, seed: u64) -> Vec<Query> {
    let mut seed = Seed::new(seed ^ 0x9e37);
    let ranked = words.by_count();
    let long = ranked.iter().filter(|(word, _)| word.len() >= 5);
    let common: Vec<&str> = long.clone().skip(50).take(100).map(|(w, _)| *w).collect();
    let rare = long.clone().filter(|(_, count)| (5..=10).contains(count));
    let rare: Vec<&str> = rare.map(|(word, _)| *word).collect();
    let middling = |word: &&str| word.len() >= 5 && (20..=2000).contains(&words.count(word));
    let lines: Vec<&str> = texts.map(vary::body).flat_map(str::lines).collect();

    let single = |word: &str| Query {
        words: vec![word.to_owned()],
        phrase: false,
    };
    let mut out = Vec::new();
    for list in [common, rare].iter().filter(|list| !list.is_empty()) {
        out.extend((0..EACH).map(|_| single(list[seed.below(list.len())])));
    }
    let pair = |line: &str| {
        let mut found: Vec<&str> = vary::words(line).filter(middling).collect();
        found.dedup();
        let ends = [*found.first()?, *found.last()?];
        (ends[0] != ends[1]).then(|| ends.map(str::to_owned).to_vec())
    };
    out.extend(from_lines(&lines, false, &mut seed, pair));
    out.extend(from_lines(&lines, true, &mut seed, phrase));
    out
}

/// Three words in a row.
fn phrase(line: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = line.split(' ').collect();
    let plain = |piece: &str| piece.len() >= 4 && piece.bytes().all(|b| b.is_ascii_lowercase());
    let found = pieces
        .windows(3)
        .find(|three| three.iter().all(|p| plain(p)));
    found.map(|three| three.iter().map(|piece| (*piece).to_owned()).collect())
}

fn from_lines(
    lines: &[&str],
    phrase: bool,
    seed: &mut Seed,
    take: impl Fn(&str) -> Option<Vec<String>>,
) -> Vec<Query> {
    let mut out = Vec::new();
    // Bounded, for notes that have none.
    for _ in 0..100_000 {
        if out.len() == EACH || lines.is_empty() {
            break;
        }
        if let Some(words) = take(lines[seed.below(lines.len())]) {
            out.push(Query { words, phrase });
        }
    }
    out
}
