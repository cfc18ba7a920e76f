//! Searching: a query to the records that match, best first.
//!
//! First those that have all of its words. Where they do not fill a page, those that have most of them follow, and
//! where nothing has all, those that have any. The best are then looked at in their own texts: what holds the
//! query as it was written comes up, and the newer of two that match alike.

use super::collect::{Match, Matches};
use super::compile::{Compiled, Compiler, Search, Wanted};
use super::deadline::Deadline;
use super::documents;
use super::error::{StoreError, guard};
use super::explain::{self, Because};
use super::facets;
use super::groups::Groups;
use super::literal::{Literals, Spelling};
use super::matcher::Matcher;
use super::newer::Ages;
use super::rank;
use super::reader::Store;
use super::recurring;
use super::schema::Class;
use super::words::Stems;
use crate::model::{Item, ItemKind, LineNumbers, Topic};
use crate::query::{Field, Query, Text};
use rayon::prelude::*;
use std::collections::HashSet;
use tantivy::{DocAddress, TantivyDocument};

/// What to search for, and what of it to answer.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'q> {
    /// The query, with kb's own names in its fields.
    pub query: &'q Query,
    /// The text that the query was read from.
    pub raw: &'q str,
    /// Whether words are looked for as written only.
    pub exact: bool,
    /// Whether the newest come first.
    pub newest_first: bool,
    /// Whether only the best hit of each recap counts.
    pub by_recap: bool,
    /// Whether to count all matches by what they are about.
    pub facets: bool,
    /// Whether to say why each hit scored as it did.
    pub explain: bool,
    /// Most hits wanted.
    pub limit: usize,
    /// Hits left out at the beginning.
    pub offset: usize,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// All topics that match, and items where `kind:` asks for them; copies of one text count once.
    pub total: usize,
    /// How many of them have all that is wanted.
    pub with_all: usize,
    /// The recaps that they stand in; those of copies do not count.
    pub recaps: usize,
    /// Those of the page asked for, the best first.
    pub hits: Vec<Hit>,
    /// Marks what the query matches.
    pub matcher: Matcher,
    /// Why nothing could match, where that is known before searching.
    pub nothing: Option<String>,
    /// How many matches have each value, behind the letter of its field, as [`super::name`] has them.
    pub facets: Vec<(String, u64)>,
}

/// One topic or item that matches.
#[derive(Debug, Clone)]
pub struct Hit {
    /// How well it matches; comparable within one search only.
    pub score: f32,
    /// Whether it has all that is wanted.
    pub has_all: bool,
    /// The topic, or that of the item.
    pub topic: Topic,
    /// Its own range as Markdown.
    pub markdown: String,
    /// The lines of its note that this stands in.
    pub numbers: LineNumbers,
    /// The raw text of its note's metadata, where it is the first topic.
    pub metadata: String,
    /// The item, where it is one that matches.
    pub item: Option<Item>,
    /// Topics with the same title and text.
    pub repeats: Vec<Topic>,
    /// Other hits of its recap, where only the best counts.
    pub more_in_recap: usize,
    /// Why it scored as it did, where that was asked for.
    pub because: Option<Vec<Because>>,
}

impl Hit {
    /// What it stands for in its note, as it is written.
    fn source(&self) -> String {
        self.metadata.clone() + &self.markdown
    }
}

/// The best so many matches are looked at once more, in their texts.
const LOOKED_AT: usize = 200;
/// So many documents are worth a second thread.
const WORTH_THREADS: usize = 32;
/// So many more are looked at for a name, where few of the best have it as it is written.
const LOOKED_FURTHER: usize = 2000;
/// Where fewer have all that is wanted, those that have most of it follow: the first page.
const FEW: usize = 10;

/// What matches, and what it was found with.
struct Scored {
    matches: Matches,
    nothing: Option<String>,
    with_all: usize,
    /// How much of the query each tier of matches has.
    tiers: Vec<(Wanted, Option<Search>)>,
}

impl Store {
    /// The topics that match, or the items where `kind:` asks for such, the best first.
    ///
    /// # Errors
    ///
    /// [`StoreError::BadQuery`], [`StoreError::TooSlow`], or what reading the index met.
    pub fn search(&self, ask: &Ask<'_>) -> Result<Found, StoreError> {
        let stems = if ask.exact {
            Stems::Without
        } else {
            Stems::With
        };
        let deadline = Deadline::new();
        let Scored {
            matches,
            nothing,
            with_all,
            tiers,
        } = guard(|| self.scored(ask, stems, &deadline))?;
        let facets = match ask.facets {
            true => guard(|| facets::count(&self.searcher, &matches.all))?,
            false => Vec::new(),
        };
        let literals = Literals::of(ask.query, ask.raw);
        let ages = Ages::of(&matches.all);
        let mut all = matches.all;
        if ask.newest_first {
            all.iter_mut().for_each(|m| *m = m.newest_first());
        } else if ask.limit > 0 {
            guard(|| self.look_at(&mut all, &literals, &ages))?;
        }
        let shown = ask.offset.saturating_add(ask.limit).max(LOOKED_AT);
        let mut groups = Groups::of(all, ask.by_recap, shown);
        if !ask.newest_first {
            groups.keep_typed_on_first_page(FEW);
        }
        let repeated = groups.repeated(with_all);
        let page = groups.best.iter().skip(ask.offset).take(ask.limit);
        let page: Vec<Match> = page.copied().collect();
        let hits = page.iter().map(|found| self.hit(found, &groups));
        let mut hits = hits.collect::<Result<Vec<_>, StoreError>>()?;
        if ask.explain {
            let sums = guard(|| explain::sums(self, &tiers, &page))?;
            deadline.kept()?;
            for ((hit, found), mut because) in hits.iter_mut().zip(&page).zip(sums) {
                because.extend(explain::factors(found, &hit.source(), &literals, &ages));
                hit.because = Some(because);
            }
        }
        let wanted = tiers.last().map_or(Wanted::All, |(wanted, _)| *wanted);
        Ok(Found {
            total: groups.best.len(),
            with_all: with_all - repeated,
            recaps: groups.recaps(),
            hits,
            matcher: Matcher::of(ask.query, stems, wanted).typed(literals.typed),
            nothing,
            facets,
        })
    }

    fn scored(
        &self,
        ask: &Ask<'_>,
        stems: Stems,
        deadline: &Deadline,
    ) -> Result<Scored, StoreError> {
        let (mut matches, search, mut nothing) = self.tier(ask, stems, Wanted::All, deadline)?;
        let with_all = matches.all.len();
        let common = search.as_ref().is_some_and(|search| search.only_common);
        if with_all == 0 && common && nothing.is_none() {
            nothing = Some(only_common(ask.query));
        }
        let mut tiers = vec![(Wanted::All, search)];
        let further: &[Wanted] = match with_all {
            _ if nothing.is_some() || common => &[],
            0 => &[Wanted::Most, Wanted::Any],
            _ => &[Wanted::Most],
        };
        for wanted in further {
            if matches.all.len() >= FEW {
                break;
            }
            let (more, search, _) = self.tier(ask, stems, *wanted, deadline)?;
            matches = matches.then(more, tiers.len());
            tiers.push((*wanted, search));
        }
        Ok(Scored {
            matches,
            nothing,
            with_all,
            tiers,
        })
    }

    fn tier(
        &self,
        ask: &Ask<'_>,
        stems: Stems,
        wanted: Wanted,
        deadline: &Deadline,
    ) -> Result<(Matches, Option<Search>, Option<String>), StoreError> {
        let compiler = Compiler {
            fields: &self.fields,
            searcher: &self.searcher,
            classes: classes(ask.query),
            stems,
            wanted,
            leaves: Vec::new(),
            deadline: deadline.clone(),
        };
        Ok(match compiler.compile(ask.query)? {
            Compiled::Search(search) => (self.found_by(&search, true)?, Some(search), None),
            Compiled::Nothing(why) => (Matches::default(), None, Some(why)),
        })
    }

    /// Scores the best matches once more by their texts and dates.
    fn look_at(
        &self,
        all: &mut [Match],
        literals: &Literals,
        ages: &Ages,
    ) -> Result<(), StoreError> {
        let written = self.bring_up(all, literals)?;
        let end = all.len().min(LOOKED_AT);
        if end < all.len() {
            all.select_nth_unstable(end);
        }
        let (best, rest) = all.split_at_mut(end);
        self.look_at_each(best, |found, doc| {
            *found = self.looked_at(found, doc, literals, ages);
        })?;
        recurring::weigh(best);
        for found in rest.iter_mut() {
            found.unseen = true;
        }
        let own = |found: &&Match| found.spelling == Spelling::Own;
        if literals.is_name() && best.iter().filter(own).count() < FEW {
            // What `WHAT=` is made of stands in any text.
            rest.sort_unstable();
            let further = LOOKED_FURTHER.min(rest.len());
            let further = &mut rest[..further];
            further.sort_unstable_by_key(|found| found.address);
            self.look_at_each(further, |found, doc| {
                let looked = self.looked_at(found, doc, literals, ages);
                if looked.spelling == Spelling::Own {
                    *found = looked;
                }
            })?;
        }
        let held = all[..end].iter().any(|found| found.as_typed);
        for found in &mut all[end..] {
            if found.unseen && !held && written.contains(&found.address) {
                let doc = self.doc(found)?;
                found.as_typed = literals.held(&documents::source(&self.fields, &doc));
            }
        }
        Ok(())
    }

    /// Looks at the documents of matches, on all threads.
    fn look_at_each(
        &self,
        found: &mut [Match],
        look: impl Fn(&mut Match, &TantivyDocument) + Sync,
    ) -> Result<(), StoreError> {
        let one = |found: &mut Match| {
            let doc = self.doc(found)?;
            look(found, &doc);
            Ok(())
        };
        if found.len() < WORTH_THREADS {
            return found.iter_mut().try_for_each(one);
        }
        found
            .par_iter_mut()
            .with_min_len(WORTH_THREADS / 2)
            .try_for_each(one)
    }

    fn looked_at(
        &self,
        found: &Match,
        doc: &TantivyDocument,
        literals: &Literals,
        ages: &Ages,
    ) -> Match {
        let source = documents::source(&self.fields, doc);
        let factor = literals.factor(&source) * ages.factor(found.date);
        let mut looked = found.times(factor);
        looked.unseen = false;
        looked.as_typed = literals.held(&source);
        looked.spelling = literals.spelling(&source);
        looked
    }

    /// Sees to it that records with the query as it is written are among those that are looked at, however many others
    /// have its parts. Those records, where there are more matches than are looked at.
    fn bring_up(
        &self,
        all: &mut [Match],
        literals: &Literals,
    ) -> Result<HashSet<DocAddress>, StoreError> {
        let written = rank::as_written(&self.fields, &literals.typed);
        let Some(written) = written.filter(|_| all.len() > LOOKED_AT) else {
            return Ok(HashSet::new());
        };
        let written = self.collect(&*written, false)?;
        let written: HashSet<DocAddress> = written.all.iter().map(|m| m.address).collect();
        for found in all {
            found.unseen = !written.contains(&found.address);
        }
        Ok(written)
    }

    fn hit(&self, found: &Match, groups: &Groups) -> Result<Hit, StoreError> {
        let doc = guard(|| self.doc(found))?;
        let item: Option<Item> = match documents::is_item(&self.fields, &doc) {
            true => Some(documents::record(&self.fields, &doc)?),
            false => None,
        };
        let (topic, written) = match &item {
            Some(item) => self
                .topic(&item.topic)?
                .ok_or_else(|| StoreError::damaged("an item without its topic"))?,
            None => guard(|| self.with_markdown(&doc))?,
        };
        let repeats = groups.repeats_of(found).into_iter();
        let repeats = repeats.map(|m| guard(|| documents::record(&self.fields, &self.doc(&m)?)));
        Ok(Hit {
            score: found.score(),
            has_all: found.tier == 0,
            topic,
            markdown: written.markdown,
            numbers: written.numbers,
            metadata: documents::metadata(&self.fields, &doc).to_owned(),
            item,
            repeats: repeats.collect::<Result<_, _>>()?,
            more_in_recap: groups.more_in_recap(found),
            because: None,
        })
    }
}

/// Items are searched where the query asks for their kinds.
fn classes(query: &Query) -> &'static [Class] {
    let asks = |(field, text): (Field, &Text)| {
        field == Field::Kind && ItemKind::of_name(text.text.trim()).is_some()
    };
    match query.root.fields().any(asks) {
        true => &[Class::Topic, Class::Item],
        false => &[Class::Topic],
    }
}

fn only_common(query: &Query) -> String {
    let words: Vec<&str> = query.root.terms().map(|text| text.text.as_str()).collect();
    let each = |mark: char| words.iter().map(move |word| format!("{mark}{word}{mark}"));
    let (named, quoted): (Vec<_>, Vec<_>) = (each('`').collect(), each('"').collect());
    let (named, quoted) = (named.join(", "), quoted.join(" "));
    let (it, is) = match words.len() {
        1 => ("it", "is"),
        _ => ("they", "are"),
    };
    format!(
        "nearly every text has {named}, so {it} {is} looked for in code alone, and no code has all of that; \
         to search all text write `{quoted}`"
    )
}
