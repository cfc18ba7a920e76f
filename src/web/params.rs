//! The parameters of an address: each read once, by its name; what nobody reads is told.

use crate::kb::Filters;
use crate::model::PartialDate;
use url::form_urlencoded;

/// Most bytes of an address's parameters.
const LONGEST: usize = 16 << 10;

/// Most parameters of an address, and most values of one.
const MOST: usize = 128;
const VALUES: usize = 64;

/// The parameters of an address, those that were not read yet.
pub(super) struct Params {
    pairs: Vec<(String, String)>,
}

/// What is wrong with a parameter.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadParam {
    /// There are more of them than any question needs.
    #[error("the address is longer than {LONGEST} bytes")]
    TooLong,
    /// There are more of them than any question needs.
    #[error("the address has more than {MOST} parameters, or more than {VALUES} of one name")]
    TooMany,
    /// It must be there.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// It is there twice.
    #[error("`{0}` is there twice")]
    Twice(&'static str),
    /// Its value means nothing.
    #[error("`{name}={value}`: {why}")]
    Value {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: String,
        /// What it has to be.
        why: String,
    },
    /// No question has it.
    #[error("there is no parameter `{name}` here; there are: {known}")]
    Unknown {
        /// Its name.
        name: String,
        /// Those that there are.
        known: String,
    },
}

impl Params {
    /// Those of the part of an address after `?`.
    pub(super) fn of(query: Option<&str>) -> Result<Self, BadParam> {
        let query = query.unwrap_or("");
        if query.len() > LONGEST {
            return Err(BadParam::TooLong);
        }
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        let pairs: Vec<(String, String)> = pairs.take(MOST + 1).collect();
        let named = |name: &str| pairs.iter().filter(|(key, _)| key == name).count();
        let is_long = pairs.iter().any(|(key, _)| named(key) > VALUES);
        if is_long || pairs.len() > MOST {
            return Err(BadParam::TooMany);
        }
        Ok(Self { pairs })
    }

    /// All values of a name that are not empty.
    pub(super) fn all(&mut self, name: &str) -> Vec<String> {
        let named = self.pairs.extract_if(.., |(key, _)| key == name);
        let values = named.map(|(_, value)| value);
        let mut out: Vec<String> = Vec::new();
        for value in values.filter(|value| !value.trim().is_empty()) {
            if !out.contains(&value) {
                out.push(value);
            }
        }
        out
    }

    /// The only value of a name, if it is there and not empty.
    pub(super) fn one(&mut self, name: &'static str) -> Result<Option<String>, BadParam> {
        let mut values = self.all(name);
        match values.len() {
            0 | 1 => Ok(values.pop()),
            _ => Err(BadParam::Twice(name)),
        }
    }

    /// The only value of a name.
    pub(super) fn needed(&mut self, name: &'static str) -> Result<String, BadParam> {
        self.one(name)?.ok_or(BadParam::Missing(name))
    }

    /// Whether a name is there, as `true` or `1`.
    pub(super) fn flag(&mut self, name: &'static str) -> Result<bool, BadParam> {
        // `?strong` alone says it, too.
        let is_there = self.pairs.iter().any(|(key, _)| key == name);
        match self.one(name)?.unwrap_or_default().as_str() {
            "" => Ok(is_there),
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            value => Err(bad(name, value.to_owned(), "it is `true` or `false`")),
        }
    }

    /// The number of a name, at most `most`.
    pub(super) fn number(
        &mut self,
        name: &'static str,
        usual: usize,
        most: usize,
    ) -> Result<usize, BadParam> {
        let Some(value) = self.one(name)? else {
            return Ok(usual);
        };
        match value.parse() {
            Ok(number) if number <= most => Ok(number),
            _ => Err(bad(name, value, &format!("it is a number up to {most}"))),
        }
    }

    /// One of several words of a name, the first where it is not there.
    pub(super) fn choice(
        &mut self,
        name: &'static str,
        words: &[&'static str],
    ) -> Result<&'static str, BadParam> {
        let first = words.first().copied().unwrap_or("");
        let Some(value) = self.one(name)? else {
            return Ok(first);
        };
        let known = words.iter().find(|word| **word == value);
        known
            .copied()
            .ok_or_else(|| bad(name, value, &format!("it is one of {}", words.join(", "))))
    }

    fn date(&mut self, name: &'static str) -> Result<Option<PartialDate>, BadParam> {
        let Some(value) = self.one(name)? else {
            return Ok(None);
        };
        let date = value.parse();
        let why = "it is written 2015, 2015-10 or 2015-10-27";
        date.map(Some).map_err(|_| bad(name, value, why))
    }

    /// The filters that all questions share.
    pub(super) fn filters(&mut self) -> Result<Filters, BadParam> {
        Ok(Filters {
            words: String::new(),
            tags: self.all("tag"),
            releases: self.all("release"),
            projects: self.all("project"),
            events: self.all("event"),
            paths: self.all("path"),
            since: self.date("since")?,
            until: self.date("until")?,
        })
    }

    /// That nothing is left; `known` are the names that could have been.
    pub(super) fn end(self, known: &[&str]) -> Result<(), BadParam> {
        match self.pairs.into_iter().next() {
            None => Ok(()),
            Some((name, _)) => Err(BadParam::Unknown {
                name,
                known: known.join(", "),
            }),
        }
    }
}

fn bad(name: &'static str, value: String, why: &str) -> BadParam {
    BadParam::Value {
        name,
        value,
        why: why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{BadParam, Params};

    #[test]
    fn are_read_once_and_told_when_not() {
        let mut params = Params::of(Some("q=a+b%2Fc&tag=ha&tag=&tag=x&limit=5&deep=1")).unwrap();
        assert_eq!(params.needed("q").unwrap(), "a b/c");
        assert_eq!(params.filters().unwrap().tags, ["ha", "x"]);
        assert_eq!(params.number("limit", 10, 100), Ok(5));
        assert_eq!(
            params.end(&["q", "limit"]).unwrap_err().to_string(),
            "there is no parameter `deep` here; there are: q, limit"
        );
    }

    #[test]
    fn say_what_is_wrong() {
        let one = |query: &str| Params::of(Some(query)).unwrap();
        assert_eq!(one("q=a&q=b").one("q"), Err(BadParam::Twice("q")));
        assert_eq!(one("").needed("q"), Err(BadParam::Missing("q")));
        assert!(one("limit=101").number("limit", 10, 100).is_err());
        assert!(one("limit=-1").number("limit", 10, 100).is_err());
        assert_eq!(one("strong").flag("strong"), Ok(true));
        assert_eq!(one("").flag("strong"), Ok(false));
        assert!(one("facets=yes").flag("facets").is_err());
        assert!(one("since=soon").filters().is_err());
        for many in [
            "tag=a&".repeat(65),
            (0..129).map(|n| format!("{n}&")).collect(),
        ] {
            assert!(Params::of(Some(&many)).is_err());
        }
        assert!(Params::of(Some(&"a".repeat(20_000))).is_err());
        assert_eq!(
            one("sort=x")
                .choice("sort", &["a", "b"])
                .unwrap_err()
                .to_string(),
            "`sort=x`: it is one of a, b"
        );
    }
}
