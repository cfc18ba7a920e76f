//! The filters of an address: as chips that take one away, and names among them that no note has.

use super::super::params::{BadParam, Params};
use super::address::Asked;
use crate::kb::{Filters, Unknown};
use crate::model::PartialDate;

/// A filter that is on, and the address without it.
pub(super) struct Chip {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) without: String,
}

/// A name that no note has.
pub(super) struct NoSuch {
    pub(super) what: &'static str,
    pub(super) value: String,
    /// The nearest, and the address with it instead.
    pub(super) nearest: Option<(String, Option<String>)>,
}

/// The parameters that are no filters.
const OTHERS: [&str; 3] = ["q", "page", "sort"];

/// The filters that an address has, and the address itself.
pub(super) fn read(params: &mut Params, path: &'static str) -> Result<(Filters, Asked), BadParam> {
    let filters = params.filters()?;
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let all = |values: &[String]| values.to_vec();
    let mut asked = Asked::at(path);
    for (name, values) in [
        ("tag", all(&filters.tags)),
        ("release", all(&filters.releases)),
        ("project", all(&filters.projects)),
        ("event", all(&filters.events)),
        ("path", all(&filters.paths)),
        ("since", vec![date(filters.since)]),
        ("until", vec![date(filters.until)]),
    ] {
        asked = asked.and(name, values.iter().map(String::as_str));
    }
    Ok((filters, asked))
}

/// The filters that are on.
pub(super) fn chips(asked: &Asked) -> Vec<Chip> {
    let on = asked.pairs_but(&OTHERS).into_iter();
    let chips = on.map(|(name, value)| Chip {
        without: asked.without(&["page"]).toggled(name, &value).address(),
        name,
        value,
    });
    chips.collect()
}

/// The names that no note has, each with where the nearest leads.
pub(super) fn no_such(unknown: Vec<Unknown>, asked: &Asked, query: &str) -> Vec<NoSuch> {
    let unknown = unknown.into_iter();
    let told = unknown.map(|unknown| {
        let instead = |near: &str| {
            let names = asked.pairs_but(&[]);
            let own = names.iter().find(|(name, value)| {
                *name == unknown.what && value.to_lowercase() == unknown.value.to_lowercase()
            });
            match own {
                Some((name, value)) => Some(asked.toggled(name, value).and(name, [near])),
                None if query.contains(&unknown.value) => {
                    Some(asked.set("q", &query.replace(&unknown.value, near)))
                }
                None => None,
            }
        };
        NoSuch {
            nearest: unknown.nearest.as_ref().map(|near| {
                let instead = instead(near).map(|asked| asked.without(&["page"]).address());
                (near.clone(), instead)
            }),
            what: unknown.what,
            value: unknown.value.clone(),
        }
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::params::Params;
    use super::{chips, no_such, read};
    use crate::kb::Unknown;

    #[test]
    fn each_filter_can_be_taken_away() {
        let mut params = Params::of(Some("tag=a&tag=b&since=2015&page=3")).unwrap();
        let (filters, asked) = read(&mut params, "/recaps").unwrap();
        assert_eq!(filters.tags, ["a", "b"]);
        let chips: Vec<String> = chips(&asked.and("page", ["3"]))
            .into_iter()
            .map(|chip| format!("{}={} {}", chip.name, chip.value, chip.without))
            .collect();
        assert_eq!(
            chips,
            [
                "tag=a /recaps?tag=b&since=2015",
                "tag=b /recaps?tag=a&since=2015",
                "since=2015 /recaps?tag=a&tag=b",
            ]
        );
    }

    #[test]
    fn the_nearest_name_takes_the_place() {
        let unknown = |value: &str| Unknown {
            what: "tag",
            value: value.to_owned(),
            nearest: Some("ha".to_owned()),
        };
        let mut params = Params::of(Some("tag=hb")).unwrap();
        let (_, asked) = read(&mut params, "/").unwrap();
        let told = no_such(vec![unknown("hb"), unknown("hc")], &asked, "x tag:hc");
        let near = |at: usize| told[at].nearest.clone().unwrap().1.unwrap();
        assert_eq!(near(0), "/?tag=ha");
        assert_eq!(near(1), "/?tag=hb&q=x+tag%3Aha");
    }
}
