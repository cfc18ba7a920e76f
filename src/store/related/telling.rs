//! The words of one text that others could share, and how they are looked up.

use crate::store::analysis::{self, Kind, STEM_MARK, Token};
use std::collections::BTreeMap;

/// Shorter words tell little, in characters.
const SHORTEST: usize = 3;

/// Words that stand in texts about anything.
const COMMON: &str = "about above add added adding after again all allow already also although always among another any anyone anything are \
    around asked back because been before being below best better between big both bring but came can cannot case cases come \
    comes could current currently did different does doing done down during each either else end enough etc even ever every \
    everyone everything example far few find first following for forward found from full fully further gave general get gets \
    getting give given goes going good got great had has have having here him his how however idea inside instead into isn \
    issue issues its itself just keep know known large last late later least less let like likely little long longer look \
    looked looking looks lot made main make makes making many may maybe mean means mention mentioned might more most move moved \
    much must need needed needs never new next not nothing now number off often one ones only open order other others our out over own \
    part people place point possible probably problem problems put quite rather really right said same saw say says second see seem \
    seems seen set several should show shown similar simple simply since small some someone something sometimes soon start still \
    such sure take taken takes talk talked than that the their them then there these they thing things think this those though \
    through thus time times together too took toward try trying turn two under until upon use used useful user users uses using \
    usually very want wanted wants was way ways well went were what when where whether which while who whole whose why will with \
    within without won work worked working works would yes yet you your don doesn didn aren wasn couldn shouldn wouldn ought \
    discuss discussed discussion agenda meeting meetings notes note question questions topic topics update updates session \
    today tomorrow yesterday week weeks month months year years day days kind kinds sort bit via per item items left rest";

/// A word or compound of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Telling {
    /// How the text writes it first, in lower case.
    pub(super) shown: String,
    /// The terms that stand for it: a stem as such, and where a note writes just that.
    pub(super) terms: Vec<String>,
    /// How often the text has it.
    pub(super) times: u32,
}

/// What a text could share with others, by the main term of each.
pub(super) fn of(text: &str) -> BTreeMap<String, Telling> {
    let tokens = analysis::tokens(text);
    let mut out: BTreeMap<String, Telling> = BTreeMap::new();
    for token in &tokens {
        let Some(terms) = terms(token, &tokens) else {
            continue;
        };
        let shown = text.get(token.start..token.end).unwrap_or_default();
        let known = out.entry(terms[0].clone()).or_insert_with(|| Telling {
            shown: shown.to_lowercase(),
            terms,
            times: 0,
        });
        known.times += 1;
    }
    out
}

/// The terms that a word or compound is looked up by, `None` for all else.
fn terms(token: &Token, all: &[Token]) -> Option<Vec<String>> {
    let has_letters = token.term.contains(char::is_alphabetic);
    if !(has_letters || is_reference(token, all)) || token.term.chars().count() < SHORTEST {
        return None;
    }
    match token.kind {
        Kind::Part if COMMON.split_whitespace().any(|word| word == token.term) => None,
        Kind::Part => {
            let stem = stem(token, all);
            Some(vec![format!("{STEM_MARK}{stem}"), stem])
        }
        Kind::Whole | Kind::Bare if is_compound(token, all) => Some(vec![token.term.clone()]),
        _ => None,
    }
}

/// Whether a term without letters is likely the number of an issue or a proposal: `#871`, `2229`. Four digits may be a year.
fn is_reference(token: &Token, all: &[Token]) -> bool {
    let digits = token.term.as_str();
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let is_round = digits.ends_with("000");
    let is_marked = || at_position(token, all).any(|token| token.term.starts_with('#'));
    token.kind == Kind::Part
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.len() >= 4 && !is_year && !is_round || is_marked())
}

/// The stem of a part: itself, where it has no other.
fn stem(part: &Token, all: &[Token]) -> String {
    let beside = at_position(part, all);
    let stems = beside.filter(|token| token.kind == Kind::Stem);
    let own = stems.filter(|stem| (stem.start, stem.end) == (part.start, part.end));
    let term = own
        .map(|stem| stem.term.trim_start_matches(STEM_MARK))
        .next();
    term.unwrap_or(&part.term).to_owned()
}

/// Whether a chunk is more than a word with signs around it, or the number of a heading, such as `11.iv`. Where it
/// has signs at its edges, only the same without them counts.
fn is_compound(whole: &Token, all: &[Token]) -> bool {
    if whole.term.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let has = |kind: Kind| at_position(whole, all).find(move |token| token.kind == kind);
    let is_barest = whole.kind == Kind::Bare || has(Kind::Bare).is_none();
    is_barest && has(Kind::Part).is_some_and(|part| part.end < whole.end)
}

/// The tokens that share a position; tokens come by position.
fn at_position<'t>(token: &Token, all: &'t [Token]) -> impl Iterator<Item = &'t Token> {
    let position = token.position;
    let first = all.partition_point(|other| other.position < position);
    all[first..]
        .iter()
        .take_while(move |other| other.position == position)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn gives_numbers_of_issues() {
        let found = of("RFC 2229, #871, 2016, 50, 5000 of them");
        let shown: Vec<&str> = found.values().map(|word| word.shown.as_str()).collect();
        assert_eq!(shown, ["2229", "871", "rfc"]);
    }

    #[test]
    fn gives_words_by_their_stems_and_compounds() {
        let found = of("Failovers of os-brick; a failover in N-1 2016");
        let shown: Vec<(&str, u32)> = found
            .values()
            .map(|word| (word.shown.as_str(), word.times))
            .collect();
        assert_eq!(
            shown,
            [("brick", 1), ("failovers", 2), ("n-1", 1), ("os-brick", 1)]
        );
        assert_eq!(found["\u{1}failov"].terms, ["\u{1}failov", "failov"]);
    }
}
