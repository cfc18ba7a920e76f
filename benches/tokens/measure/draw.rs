//! The draw: distinct tokens of all notes, spread over their kinds.

use super::corpus::Corpus;
use super::scan::Scanner;
use super::segments::Segments;
use super::{Kind, Plan, Token};
use std::collections::{BTreeMap, HashMap};

/// All distinct tokens of a corpus, each with the most telling of its kinds and its first place.
pub(crate) fn pool(corpus: &Corpus) -> Result<Vec<Token>, String> {
    let scanner = Scanner::new()?;
    let mut seen: HashMap<String, Token> = HashMap::new();
    for note in &corpus.notes {
        let mut segments = Segments::new()?;
        for (line, text) in note.lines() {
            for segment in segments.of(text.unwrap_or("")) {
                scanner.scan(&segment, &mut |kind, text| {
                    let known = seen.entry(text.to_owned()).or_insert_with(|| Token {
                        text: text.to_owned(),
                        kind,
                        path: note.path.clone(),
                        line,
                    });
                    known.kind = known.kind.min(kind);
                });
            }
        }
    }
    let mut pool: Vec<Token> = seen.into_values().collect();
    pool.sort_by(|a, b| a.text.cmp(&b.text));
    Ok(pool)
}

/// As many tokens as `plan` wants, as evenly of all kinds as there are of them.
pub(crate) fn spread(pool: Vec<Token>, plan: Plan) -> Vec<Token> {
    let mut kinds: BTreeMap<Kind, Vec<Token>> = BTreeMap::new();
    for token in pool {
        kinds.entry(token.kind).or_default().push(token);
    }
    let mut kinds: Vec<Vec<Token>> = kinds.into_values().collect();
    kinds.sort_by_key(Vec::len);
    let mut random = Random(plan.seed);
    let (mut left, mut open) = (plan.draw, kinds.len());
    let mut out = Vec::new();
    for mut tokens in kinds {
        random.shuffle(&mut tokens);
        tokens.truncate(left.div_ceil(open));
        left -= tokens.len();
        open -= 1;
        out.append(&mut tokens);
    }
    out.sort_by(|a, b| (a.kind, &a.path, a.line).cmp(&(b.kind, &b.path, b.line)));
    out
}

/// SplitMix64: the same seed gives the same draw everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            let other = self.next() % (end as u64 + 1);
            items.swap(end, usize::try_from(other).unwrap_or(0));
        }
    }
}
