//! What counts how much: fields, and words that stand together.
//!
//! The figures were chosen by trying them on judged queries (`docs/quality.md`); each has its reason here. They are
//! factors of BM25 scores, or scores of that scale.

use super::compile::Leaf;
use super::near::Near;
use super::queries::{Boxed, boosted, way_query};
use super::schema::Fields;
use super::words::{self, Way};
use crate::query::Query;
use tantivy::Term;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// How much the other fields add to the best one: a word in title and text says little more than in the title.
pub(super) const TIE: f32 = 0.1;
/// Another name of what is asked for counts less than its own.
pub(super) const OTHER_NAME: f32 = 0.4;
/// Words that begin as what is typed count less than the word itself, if it is one: next to nothing beside others.
pub(super) const BEGUN: f32 = 0.02;
/// A word that nearly every text has adds next to nothing beside others.
pub(super) const SMALL_WORD: f32 = 0.1;
/// A part of a compound counts less than the compound, where that is nowhere.
pub(super) const PART_OF_COMPOUND: f32 = 0.5;
/// Where not all words are there, having one more of them counts more than having one often.
pub(super) const ONE_MORE_WORD: f32 = 8.0;

/// A title that is the query, neither more nor less.
const WHOLE_TITLE: f32 = 8.0;
/// The query's words side by side.
const ROW_IN_TITLE: f32 = 2.0;
const ROW_IN_TEXT: f32 = 1.0;
/// Two of its words side by side.
const PAIR_IN_TITLE: f32 = 0.5;
const PAIR_IN_TEXT: f32 = 0.3;
/// In the text, one other word may stand within the row.
const GAP_IN_TEXT: u32 = 1;

/// A text field, how it is called, how much a match in it counts, and how many terms it usually has. Titles say
/// what a topic is about; link targets and the like are the last place to look.
pub(super) struct Weighed {
    pub(super) field: Field,
    pub(super) name: &'static str,
    pub(super) boost: f32,
    /// The engine's own average changes with every deleted document; a fixed length keeps scores the same after an
    /// edit and after a rebuild.
    pub(super) usual_length: u64,
}

/// The text fields.
pub(super) fn fields(f: &Fields) -> [Weighed; 8] {
    let weighed = |field, name, boost, usual_length| Weighed {
        field,
        name,
        boost,
        usual_length,
    };
    [
        weighed(f.title, "title", 5.0, 8),
        weighed(f.tag_words, "tags", 2.0, 6),
        weighed(f.items, "decisions, actions and priorities", 1.3, 60),
        weighed(f.code, "code", 1.0, 30),
        weighed(f.body, "text", 1.0, 800),
        weighed(f.breadcrumb, "titles above", 0.7, 12),
        weighed(f.extra, "links", 0.5, 60),
        weighed(f.about, "facts of the recap", 0.5, 12),
    ]
}

/// What lifts records in which the query's words stand together.
pub(super) fn boosts(f: &Fields, query: &Query) -> Vec<Leaf> {
    let texts: Vec<&str> = query.root.terms().map(|text| text.text.as_str()).collect();
    let row = texts.join(" ");
    let steps = words::row(&row);
    if steps.is_empty() {
        return Vec::new();
    }
    let mut out = vec![whole_title(f, &row)];
    if steps.len() < 2 {
        return out;
    }
    let what = format!("`{}` side by side", steps.join(" "));
    out.extend(together(
        f,
        &what,
        &steps,
        (ROW_IN_TITLE, ROW_IN_TEXT),
        GAP_IN_TEXT,
    ));
    if steps.len() > 2 {
        let pairs = steps.windows(2);
        let telling = |two: &&[String]| !two.iter().any(|word| words::is_function_word(word));
        for two in pairs.filter(telling) {
            let what = format!("`{}` side by side", two.join(" "));
            out.extend(together(f, &what, two, (PAIR_IN_TITLE, PAIR_IN_TEXT), 0));
        }
    }
    out
}

fn whole_title(f: &Fields, row: &str) -> Leaf {
    let term = Term::from_field_text(f.whole_title, &words::in_a_row(row));
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let query: Boxed = Box::new(ConstScoreQuery::new(Box::new(query), WHOLE_TITLE));
    Leaf::new("the whole title", query)
}

fn together(f: &Fields, what: &str, terms: &[String], boosts: (f32, f32), gap: u32) -> [Leaf; 2] {
    let way = Way {
        terms: (0..).zip(terms.iter().cloned()).collect(),
        weight: 1.0,
    };
    let in_text: Boxed = match gap {
        0 => way_query(f.body, &way, 1.0),
        gap => Box::new(Near {
            field: f.body,
            words: terms
                .iter()
                .map(|term| vec![Way::term(term, 1.0)])
                .collect(),
            gap,
            in_order: true,
        }),
    };
    [
        Leaf::new(
            &format!("{what} in the title"),
            way_query(f.title, &way, boosts.0),
        ),
        Leaf::new(&format!("{what} in the text"), boosted(in_text, boosts.1)),
    ]
}

/// The records that have any of these texts as they are written, as far as terms tell. `None` for none.
pub(super) fn as_written(f: &Fields, texts: &[String]) -> Option<Boxed> {
    let fields = [f.title, f.body, f.items, f.code, f.extra, f.about];
    let ways = texts.iter().filter_map(|text| words::as_written(text));
    let queries: Vec<(Occur, Boxed)> = ways
        .flat_map(|way| fields.map(|field| (Occur::Should, way_query(field, &way, 1.0))))
        .collect();
    (!queries.is_empty()).then(|| -> Boxed { Box::new(BooleanQuery::new(queries)) })
}
