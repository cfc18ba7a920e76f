//! The pages of a list: which part of it is shown, and where the others are.

use super::super::params::{BadParam, Params};
use super::address::Asked;

/// No list is leafed through further than this.
const LAST: usize = 10_000;

/// One page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pager {
    /// From 1.
    page: usize,
    /// Entries of a page.
    size: usize,
}

/// Where the other pages of a list are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Turns {
    /// The first entry that is shown, from 1.
    pub(super) first: usize,
    /// The last entry that is shown.
    pub(super) last: usize,
    /// The address of the page before.
    pub(super) before: Option<String>,
    /// The address of the page after.
    pub(super) after: Option<String>,
    /// The page, from 1.
    pub(super) page: usize,
    /// How many pages there are.
    pub(super) pages: usize,
}

impl Pager {
    /// The page that `page=` asks for, of so many entries.
    pub(super) fn of(params: &mut Params, size: usize) -> Result<Self, BadParam> {
        let page = params.number("page", 1, LAST)?.max(1);
        Ok(Self { page, size })
    }

    /// Entries before it.
    pub(super) fn offset(&self) -> usize {
        (self.page - 1) * self.size
    }

    /// Most entries of it.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// What of a whole list it holds.
    pub(super) fn part<'t, T>(&self, all: &'t [T]) -> &'t [T] {
        let start = self.offset().min(all.len());
        let end = (start + self.size).min(all.len());
        &all[start..end]
    }

    /// Where the others are, of a list of so many entries.
    pub(super) fn turns(&self, total: usize, asked: &Asked) -> Turns {
        let pages = total.div_ceil(self.size).clamp(1, LAST);
        let to = |page: usize| match page {
            1 => asked.without(&["page"]).address(),
            _ => asked.set("page", &page.to_string()).address(),
        };
        Turns {
            first: (self.offset() + 1).min(total),
            last: (self.offset() + self.size).min(total),
            before: (self.page > 1).then(|| to((self.page - 1).min(pages))),
            after: (self.page < pages).then(|| to(self.page + 1)),
            page: self.page,
            pages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::params::Params;
    use super::super::address::Asked;
    use super::{Pager, Turns};

    fn pager(query: &str) -> Pager {
        Pager::of(&mut Params::of(Some(query)).unwrap(), 10).unwrap()
    }

    #[test]
    fn leads_to_the_pages_beside_it() {
        let asked = Asked::at("/recaps").and("tag", ["a b"]);
        let turns = |query: &str| pager(query).turns(25, &asked);
        assert_eq!(turns("").before, None);
        assert_eq!(turns("").after.as_deref(), Some("/recaps?tag=a+b&page=2"));
        assert_eq!(turns("page=2").before.as_deref(), Some("/recaps?tag=a+b"));
        let last = turns("page=3");
        assert_eq!((last.first, last.last, last.after), (21, 25, None));
        assert_eq!(
            turns("page=99").before.as_deref(),
            Some("/recaps?tag=a+b&page=3")
        );
        let none = pager("").turns(0, &asked);
        assert_eq!(
            none,
            Turns {
                page: 1,
                pages: 1,
                ..Turns::default()
            }
        );
    }

    #[test]
    fn holds_its_part() {
        let all: Vec<usize> = (0..25).collect();
        assert_eq!(pager("page=3").part(&all), [20, 21, 22, 23, 24]);
        assert!(pager("page=4").part(&all).is_empty());
        assert_eq!(pager("page=0").part(&all).len(), 10);
        assert!(Pager::of(&mut Params::of(Some("page=x")).unwrap(), 10).is_err());
    }
}
