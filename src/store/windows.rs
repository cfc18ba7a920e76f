//! Stretches of a text in which words stand near one another.

/// Where a word stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Its first position.
    pub(super) first: u32,
    /// How many positions it takes; none for signs, which stand at the position of the word before them.
    pub(super) size: u32,
    /// What the caller knows it by.
    pub(super) at: usize,
}

/// A word that has to be there so many times.
#[derive(Debug)]
pub(super) struct Wanted {
    places: Vec<Place>,
    times: usize,
    /// How many positions the places before each one take.
    sizes: Vec<u64>,
}

impl Wanted {
    /// A word with its places, in any order.
    pub(super) fn new(mut places: Vec<Place>, times: usize) -> Self {
        // Of several spellings at one position, the longest.
        places.sort_unstable_by_key(|place| (place.first, std::cmp::Reverse(place.size)));
        places.dedup_by_key(|place| place.first);
        let mut sum = 0;
        let mut sizes = vec![0];
        sizes.extend(places.iter().map(|place| {
            sum += u64::from(place.size);
            sum
        }));
        Self {
            places,
            times,
            sizes,
        }
    }

    /// The places from `at` on that are looked at together, and how many positions they take.
    fn from(&self, at: usize) -> Option<(&[Place], u64)> {
        let places = self.places.get(at..at + self.times)?;
        Some((places, self.sizes[at + self.times] - self.sizes[at]))
    }
}

/// Calls `each` with the places of every shortest stretch that has all words in any order, with at most `gap` positions that no
/// word of it takes.
pub(super) fn any_order(words: &[Wanted], gap: u32, mut each: impl FnMut(&[&[Place]])) {
    let mut at = vec![0; words.len()];
    loop {
        let looked: Option<Vec<_>> = words.iter().zip(&at).map(|(w, at)| w.from(*at)).collect();
        let Some(looked) = looked.filter(|looked| !looked.is_empty()) else {
            return;
        };
        let taken: u64 = looked.iter().map(|(_, sizes)| sizes).sum();
        let places: Vec<&[Place]> = looked.into_iter().map(|(places, _)| places).collect();
        let all = || places.iter().copied().flatten();
        let first = all().map(|place| place.first).min().unwrap_or_default();
        let end = places.iter().filter_map(|places| places.last());
        let end = end.map(|place| u64::from(place.first) + u64::from(place.size));
        let span = end.max().unwrap_or_default() - u64::from(first);
        if span >= taken && span - taken <= u64::from(gap) {
            each(&places);
        }
        let next = places.iter().position(|places| places[0].first == first);
        at[next.unwrap_or_default()] += 1;
    }
}

/// How many stretches have the words in their order, each at one of its positions, with at most `gap` others between.
pub(super) fn in_order(words: &[Vec<u32>], gap: u32) -> u32 {
    let Some((first, rest)) = words.split_first() else {
        return 0;
    };
    let begins = first.iter().filter(|at| follow(rest, **at + 1, gap));
    u32::try_from(begins.count()).unwrap_or(u32::MAX)
}

fn follow(words: &[Vec<u32>], from: u32, gap: u32) -> bool {
    let Some((next, rest)) = words.split_first() else {
        return true;
    };
    (0..=gap).any(|skipped| {
        next.binary_search(&(from + skipped)).is_ok()
            && follow(rest, from + skipped + 1, gap - skipped)
    })
}

/// Each different one with how many times it is there, in the order of the first.
pub(super) fn counted<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<(T, usize)> {
    let mut out: Vec<(T, usize)> = Vec::new();
    for one in all {
        match out.iter_mut().find(|(other, _)| *other == one) {
            Some((_, times)) => *times += 1,
            None => out.push((one, 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Place, Wanted, any_order, counted, in_order};

    /// How many stretches of a text have the words of another near one another.
    fn found(text: &str, words: &str, gap: u32) -> usize {
        let word = |(word, times): (&str, usize)| {
            let at = text.split(' ').enumerate().filter(|(_, one)| *one == word);
            let place = |(at, _)| Place {
                first: u32::try_from(at).unwrap_or_default(),
                size: 1,
                at,
            };
            Wanted::new(at.map(place).collect(), times)
        };
        let words: Vec<Wanted> = counted(words.split(' ')).into_iter().map(word).collect();
        let mut count = 0;
        any_order(&words, gap, |_| count += 1);
        count
    }

    #[test]
    fn words_stand_near_in_any_order() {
        assert_eq!(found("fig zork pear kiwi pear plum", "fig plum kiwi", 3), 1);
        assert_eq!(found("fig zork pear kiwi pear plum", "fig plum kiwi", 2), 0);
        assert_eq!(found("a b c d e", "e c a d b", 0), 1);
        assert_eq!(found("a x b x a", "a b", 1), 2);
        assert_eq!(found("a b", "a c", 9), 0);
    }

    #[test]
    fn a_word_twice_is_there_twice() {
        assert_eq!(found("lime alone", "lime lime", 3), 0);
        assert_eq!(found("lime or lime", "lime lime", 1), 1);
        assert_eq!(found("pear fig and nothing", "pear fig pear", 3), 0);
        assert_eq!(found("pear fig and pear", "pear fig pear", 1), 1);
    }

    #[test]
    fn a_row_may_have_gaps() {
        let text = [vec![0, 7], vec![1, 9], vec![3, 10]];
        assert_eq!(in_order(&text, 0), 0);
        assert_eq!(in_order(&text, 1), 2);
        assert_eq!(in_order(&[vec![4]], 0), 1);
    }
}
