//! Priorities release by release: which go on from the release before, which are new, which were dropped.

use super::alike::{Texts, Words};
use super::annotated::is_carried;
use super::answers::Answered;
use super::items::ItemFilter;
use super::reports::{CarriedFrom, Matrix, MatrixCell, MatrixRow, Priorities, PriorityRow, Status};
use super::{Error, Filters, Kb};
use crate::model::{Catalogue, Item, ItemKind, Release};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The priorities of one project, release by release.
type Lists = BTreeMap<usize, Vec<PriorityRow>>;

impl Kb {
    /// The priorities within `filters`, by release, project, note and rank, with those that the releases asked for
    /// dropped from the release before.
    ///
    /// What a priority goes on from is looked for among all priorities of its project in the release before it that
    /// lists any.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn priorities(&self, filters: &Filters) -> Result<Answered<Priorities>, Error> {
        let filters = &self.of_release(filters)?;
        let anything = ItemFilter::default();
        let wanted = self.items(ItemKind::Priority, filters, &anything)?;
        // What was there before is told from all notes of the projects, whatever else was asked for.
        let context = Filters {
            projects: filters.projects.clone(),
            ..Filters::default()
        };
        let all = self.items(ItemKind::Priority, &context, &anything)?.value;
        let tagged = Filters {
            tags: filters.tags.clone(),
            words: filters.words.clone(),
            ..context
        };
        let tagged = self.items(ItemKind::Priority, &tagged, &anything)?.value;
        let tagged: BTreeSet<&str> = tagged.iter().map(|item| item.id.as_str()).collect();
        let ids: BTreeSet<&str> = wanted.value.iter().map(|item| item.id.as_str()).collect();
        let order = self.release_order()?;
        let mut rows = Vec::new();
        for lists in self.lists(all, &order) {
            rows.extend(asked_for(lists, &ids, &tagged));
        }
        rows.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| place(x).cmp(&place(y))));
        let mut releases: Vec<Option<Release>> = Vec::new();
        for (_, row) in rows
            .iter()
            .filter(|(_, row)| ids.contains(row.item.id.as_str()))
        {
            if !releases.contains(&row.release) {
                releases.push(row.release.clone());
            }
        }
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        Ok(self.answered(Priorities { releases, rows }, wanted.unknown))
    }

    /// The priorities of each project, or series of releases, by the places of their releases, with what became of them.
    fn lists(&self, all: Vec<Item>, order: &super::ReleaseOrder) -> Vec<Lists> {
        let mut projects: BTreeMap<(Option<String>, String), Lists> = BTreeMap::new();
        for item in all {
            for release in of_releases(&item) {
                let series = match (&item.project, &release) {
                    (None, Some(release)) => series(release),
                    _ => String::new(),
                };
                let lists = projects.entry((item.project.clone(), series)).or_default();
                let place = release
                    .as_ref()
                    .and_then(|r| order.position(r))
                    .unwrap_or(usize::MAX);
                lists.entry(place).or_default().push(PriorityRow {
                    item: item.clone(),
                    release,
                    status: None,
                    carried_from: None,
                    dropped_in: None,
                });
            }
        }
        let mut out: Vec<Lists> = projects.into_values().collect();
        for lists in &mut out {
            compare(lists, &self.catalogue);
            lists.values_mut().flatten().for_each(as_noted);
        }
        out
    }
}

/// What a release is one of, by the words of its name before its number: `Fedora 40`; nothing for one that is a name or a number
/// alone. Where no project says that two releases are of one thing, this does.
fn series(release: &Release) -> String {
    let lower = release.as_str().to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
    if words.last().filter(is_number).is_none() {
        return String::new();
    }
    let names = words
        .iter()
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    let names = names.filter(|name| !name.is_empty() && *name != "v");
    names.collect::<Vec<&str>>().join(" ")
}

/// Those rows that were asked for, and those that a release asked for dropped, with the places of their releases.
fn asked_for(
    lists: Lists,
    ids: &BTreeSet<&str>,
    tagged: &BTreeSet<&str>,
) -> Vec<(usize, PriorityRow)> {
    let wanted = |row: &PriorityRow| ids.contains(row.item.id.as_str());
    let rows = lists.values().flatten();
    let asked: BTreeSet<Release> = rows
        .filter(|row| wanted(row))
        .filter_map(|row| row.release.clone())
        .collect();
    let placed = lists
        .into_iter()
        .flat_map(|(at, rows)| rows.into_iter().map(move |row| (at, row)));
    let kept = placed.filter_map(|(at, mut row)| {
        if wanted(&row) {
            return Some((at, row));
        }
        let gone = row.dropped_in.as_ref().is_some_and(|r| asked.contains(r));
        let dropped = gone && tagged.contains(row.item.id.as_str());
        // Seen from the release that was asked for, it is one that went.
        row.status = Some(Status::Dropped);
        dropped.then_some((at, row))
    });
    kept.collect()
}

/// The order of priorities within a release.
fn place(row: &PriorityRow) -> (Option<&str>, &str, u32, u32) {
    let item = &row.item;
    (
        item.project.as_deref(),
        &item.path,
        item.lines().start,
        item.rank(),
    )
}

/// The releases that a priority is listed under.
fn of_releases(item: &Item) -> Vec<Option<Release>> {
    if item.releases.is_empty() {
        return vec![None];
    }
    item.releases.iter().cloned().map(Some).collect()
}

/// Tells of each list what goes on in the next one.
fn compare(lists: &mut Lists, catalogue: &Catalogue) {
    let places: Vec<usize> = lists
        .keys()
        .copied()
        .filter(|place| *place != usize::MAX)
        .collect();
    for pair in places.windows(2) {
        let [before, after] = pair else { continue };
        let Some(mut rows) = lists.remove(after) else {
            continue;
        };
        if let Some(earlier) = lists.get_mut(before) {
            carry(earlier, &mut rows, catalogue);
        }
        lists.insert(*after, rows);
    }
    // Where there is no release before, what the one after does not have is dropped.
    for row in places
        .first()
        .and_then(|first| lists.get_mut(first))
        .into_iter()
        .flatten()
    {
        row.status = row.dropped_in.as_ref().map(|_| Status::Dropped);
    }
}

fn carry(before: &mut [PriorityRow], after: &mut [PriorityRow], catalogue: &Catalogue) {
    let about = |rows: &[PriorityRow]| -> Vec<Words> {
        rows.iter()
            .map(|row| Words::of_item(&row.item, catalogue))
            .collect()
    };
    let (earlier, later) = (about(before), about(after));
    let earlier = Texts::new(&earlier);
    let mut goes_on = vec![false; before.len()];
    for (row, about) in after.iter_mut().zip(&later) {
        let candidates = earlier.like(about);
        // What is like one that goes on, in the list of another recap or in other words, is not dropped.
        for (at, _) in &candidates {
            goes_on[*at] = true;
        }
        // The most in common; of equals the one in the same words, then the first.
        let same = |at: usize| before[at].item.text == row.item.text;
        let best = candidates.into_iter().max_by(|(a, x), (b, y)| {
            let words = || same(*a).cmp(&same(*b));
            x.cmp(y).then_with(words).then_with(|| b.cmp(a))
        });
        row.status = Some(match best {
            Some(_) => Status::Carried,
            None => Status::New,
        });
        if let Some((at, _)) = best {
            row.carried_from = carried_from(&before[at], &earlier.reason(about, at));
        }
    }
    let next = after.first().and_then(|row| row.release.clone());
    for (row, goes_on) in before.iter_mut().zip(goes_on) {
        if !goes_on {
            row.dropped_in.clone_from(&next);
        }
    }
}

/// What a note itself calls carried over is so, though no list has what it goes on from.
fn as_noted(row: &mut PriorityRow) {
    let first = row.item.text.lines().next().unwrap_or_default();
    if is_carried(first) {
        row.status = Some(Status::Carried);
    }
}

fn carried_from(row: &PriorityRow, reason: &str) -> Option<CarriedFrom> {
    Some(CarriedFrom {
        release: row.release.clone()?,
        rank: row.item.rank(),
        id: row.item.id.clone(),
        text: row.item.text.clone(),
        reason: format!("by {reason}"),
    })
}

/// The priorities as a table. Those dropped from a release that is not among `rows` are left out.
#[must_use]
pub fn matrix(priorities: &Priorities) -> Matrix {
    let rows = &priorities.rows;
    let mut out = Matrix::default();
    for row in rows {
        if let Some(release) = row.release.as_ref().filter(|r| !out.releases.contains(r)) {
            out.releases.push(release.clone());
        }
    }
    let mut chains: HashMap<(&str, &Release), usize> = HashMap::new();
    for row in rows {
        let Some(release) = &row.release else {
            continue;
        };
        let column = out.releases.iter().position(|r| r == release).unwrap_or(0);
        let before = row.carried_from.as_ref();
        let chain = before.and_then(|from| chains.get(&(from.id.as_str(), &from.release)).copied());
        let free = chain.filter(|at| out.rows[*at].cells[column].is_none());
        let at = free.unwrap_or_else(|| {
            out.rows.push(MatrixRow {
                text: String::new(),
                project: row.item.project.clone(),
                cells: vec![None; out.releases.len()],
            });
            out.rows.len() - 1
        });
        // What it goes on from may not be among the rows, though its release is.
        if let (None, Some(from)) = (chain, before)
            && let Some(earlier) = out.releases.iter().position(|r| *r == from.release)
        {
            out.rows[at].cells[earlier] = Some(MatrixCell {
                rank: from.rank,
                text: from.text.clone(),
                id: from.id.clone(),
                status: None,
            });
        }
        out.rows[at].cells[column] = Some(MatrixCell {
            rank: row.item.rank(),
            text: row.item.text.clone(),
            id: row.item.id.clone(),
            status: row.status,
        });
        chains.insert((row.item.id.as_str(), release), at);
    }
    for row in &mut out.rows {
        row.text = most_used(&row.cells);
    }
    out
}

/// The words that most cells have, case aside; of equals the last.
fn most_used(cells: &[Option<MatrixCell>]) -> String {
    let texts: Vec<&str> = cells
        .iter()
        .flatten()
        .map(|cell| cell.text.as_str())
        .collect();
    let count = |text: &str| {
        let lower = text.to_lowercase();
        texts
            .iter()
            .filter(|other| other.to_lowercase() == lower)
            .count()
    };
    let most = texts.iter().max_by_key(|text| count(text));
    most.map_or_else(String::new, |text| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{MatrixCell, most_used};

    #[test]
    fn a_row_has_the_words_that_most_releases_use() {
        let cell = |text: &str| {
            Some(MatrixCell {
                rank: 1,
                text: text.to_owned(),
                id: String::new(),
                status: None,
            })
        };
        let row = [
            cell("Cells"),
            cell("Cells V2"),
            None,
            cell("cells v2"),
            cell("Many cells"),
        ];
        assert_eq!(most_used(&row), "cells v2");
        assert_eq!(most_used(&[cell("One"), cell("Other")]), "Other");
    }
}
