//! Patterns of paths that may read a date out of them: `meetings/{date:%Y-%m}/*.md`.

use super::globs::LONGEST;
use crate::model::PartialDate;
use crate::recap::MONTHS;
use regex::{Captures, Regex, RegexBuilder};

/// Most memory for one compiled pattern.
const SIZE_LIMIT: usize = 1 << 20;

/// A pattern of paths relative to the root; one without a slash is a pattern of file names.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    regex: Regex,
}

/// Why a text is no pattern, and the mend.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PatternError {
    pub(super) message: String,
    pub(super) hint: &'static str,
}

fn refuse<T>(message: impl Into<String>, hint: &'static str) -> Result<T, PatternError> {
    Err(PatternError {
        message: message.into(),
        hint,
    })
}

impl Pattern {
    pub(super) fn new(glob: &str) -> Result<Self, PatternError> {
        if glob.len() > LONGEST {
            return refuse("the pattern is too long", "name a folder and use `**`");
        }
        let regex = Translator::default().translate(glob)?;
        let compiled = RegexBuilder::new(&regex).size_limit(SIZE_LIMIT).build();
        compiled.map(|regex| Self { regex }).or_else(|_| {
            refuse(
                "the pattern cannot be used",
                "make it shorter, with at most one `{date:...}`",
            )
        })
    }

    /// Whether `path` fits, with the date that was read out of it. What stands in the place of
    /// the date and is none (`2015-13`) does not fit.
    pub(super) fn fits(&self, path: &str) -> Option<Option<PartialDate>> {
        let captures = self.regex.captures(path)?;
        if captures.name("Y").is_none() {
            return Some(None);
        }
        date(&captures).map(Some)
    }
}

fn date(captures: &Captures<'_>) -> Option<PartialDate> {
    let number = |name: &str| captures.name(name).map(|m| m.as_str().parse::<u32>());
    let named = captures.name("B").map(|m| {
        let name = m.as_str().to_lowercase();
        MONTHS
            .iter()
            .zip(1_u32..)
            .find(|(month, _)| month.starts_with(&name))
            .map(|(_, n)| n)
    });
    let month = match named {
        Some(month) => Some(month?),
        None => number("m").transpose().ok()?,
    };
    let year = number("Y")?
        .ok()
        .and_then(|year| i32::try_from(year).ok())?;
    PartialDate::new(year, month, number("d").transpose().ok()?)
}

/// Pattern text to the text of a regular expression, sign by sign.
#[derive(Default)]
struct Translator {
    out: String,
    in_choice: bool,
}

impl Translator {
    fn translate(mut self, glob: &str) -> Result<String, PatternError> {
        let glob = glob.trim_start_matches("./").trim_start_matches('/');
        if glob.is_empty() {
            return refuse("the pattern is empty", "such as `meetings/**/*.md`");
        }
        self.out.push_str("(?s)^");
        if !glob.contains('/') {
            self.out.push_str("(?:.*/)?");
        }
        let mut rest = glob;
        let mut at_segment = true;
        while let Some(c) = rest.chars().next() {
            let taken = self.step(rest, c, at_segment)?;
            at_segment = rest[..taken].ends_with('/');
            rest = &rest[taken..];
        }
        if self.in_choice {
            return refuse(
                "`{` is not closed",
                r"close it with `}`, or write `\{` for the sign",
            );
        }
        self.out.push('$');
        Ok(self.out)
    }

    /// Translates what `rest` begins with and returns its length in bytes.
    fn step(&mut self, rest: &str, c: char, at_segment: bool) -> Result<usize, PatternError> {
        if let Some(date) = rest.strip_prefix("{date:") {
            let Some((format, _)) = date.split_once('}') else {
                return refuse("`{date:` is not closed", "such as `{date:%Y-%m-%d}`");
            };
            date_regex(format, &mut self.out)?;
            return Ok("{date:}".len() + format.len());
        }
        if rest.starts_with("**") {
            return self.folders(rest, at_segment);
        }
        match c {
            '*' => self.out.push_str("[^/]*"),
            '?' => self.out.push_str("[^/]"),
            '{' if self.in_choice => {
                return refuse("`{` inside `{ }`", "write the choices out side by side");
            }
            '{' => self.choice("(?:", true),
            ',' if self.in_choice => self.out.push('|'),
            '}' if self.in_choice => self.choice(")", false),
            '[' => {
                return refuse(
                    "`[` is not supported",
                    r"write `{a,b}` for a choice, `\[` for the sign",
                );
            }
            '\\' => return Ok(1 + self.literal(rest[1..].chars().next().unwrap_or('\\'))),
            c => return Ok(self.literal(c)),
        }
        Ok(1)
    }

    fn folders(&mut self, rest: &str, at_segment: bool) -> Result<usize, PatternError> {
        if at_segment && rest.starts_with("**/") {
            self.out.push_str("(?:[^/]+/)*");
            Ok(3)
        } else if at_segment && rest == "**" {
            self.out.push_str(".+");
            Ok(2)
        } else {
            refuse(
                "`**` beside other signs",
                "it stands for whole folders: `a/**/b.md` or `a/**`",
            )
        }
    }

    fn choice(&mut self, sign: &str, open: bool) {
        self.in_choice = open;
        self.out.push_str(sign);
    }

    fn literal(&mut self, c: char) -> usize {
        self.out
            .push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        c.len_utf8()
    }
}

/// The part for a date: named groups `Y`, `m`, `d`, and `B` for a month by name.
fn date_regex(format: &str, out: &mut String) -> Result<(), PatternError> {
    const KNOWN: &str = "the parts are %Y, %m, %d, %B (March) and %b (Mar)";
    let mut seen = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
            continue;
        }
        let part = chars.next();
        let (name, regex) = match part {
            Some('Y') => ('Y', "[0-9]{4}".to_owned()),
            Some('m') => ('m', "[0-9]{2}".to_owned()),
            Some('d') => ('d', "[0-9]{2}".to_owned()),
            Some('B') => ('B', format!("(?i:{})", MONTHS.join("|"))),
            Some('b') => (
                'B',
                format!("(?i:{})", MONTHS.map(|month| &month[..3]).join("|")),
            ),
            Some(other) => return refuse(format!("`%{other}` is no part of a date"), KNOWN),
            None => return refuse("`%` names no part of a date", KNOWN),
        };
        if seen.contains(name) {
            return refuse("one part of the date stands twice", KNOWN);
        }
        seen.push(name);
        out.push_str(&format!("(?P<{name}>{regex})"));
    }
    let month = seen.contains('m') || seen.contains('B');
    if !seen.contains('Y') || (seen.contains('d') && !month) {
        return refuse("a date needs `%Y`, and a day its month", KNOWN);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn check(glob: &str, path: &str, expected: &str) {
        let got = match Pattern::new(glob).unwrap().fits(path) {
            None => "no".to_owned(),
            Some(None) => "yes".to_owned(),
            Some(Some(date)) => date.to_string(),
        };
        assert_eq!(got, expected, "{path} against {glob}");
    }

    #[test]
    fn fits_paths() {
        check("meetings/*.md", "meetings/a.md", "yes");
        check("meetings/*.md", "meetings/a/b.md", "no");
        check("meetings/**", "meetings/a/b.md", "yes");
        check("meetings/**/*.md", "meetings/b.md", "yes");
        check("**/ptg/*.md", "notes/x/ptg/b.md", "yes");
        check("*.md", "notes/x/b.md", "yes");
        check("./a?c.{md,markdown}", "a-c.markdown", "yes");
        check("a/[b].md".replace('[', "\\[").as_str(), "a/[b].md", "yes");
        check("a+(b).md", "a+(b).md", "yes");
        check("a.md", "axmd", "no");
        check("ü/*.md", "ü/高.md", "yes");
    }

    #[test]
    fn reads_dates() {
        check(
            "meetings/{date:%Y-%m}/*.md",
            "meetings/2015-10/a.md",
            "2015-10",
        );
        check("{date:%Y/%m/%d}/*.md", "2015/10/27/a.md", "2015-10-27");
        check("{date:%Y}-*.md", "notes/2015-x.md", "2015");
        check("{date:%d %B %Y}.md", "27 october 2015.md", "2015-10-27");
        check("*-{date:%b%Y}.md", "denver-Sep2018.md", "2018-09");
        check("{date:%Y-%m}*.md", "2015-13.md", "no");
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        for bad in [
            "",
            "a**b",
            "{a",
            "{a,{b,c}}",
            "[ab].md",
            "{date:%Y",
            "{date:%q}",
            "{date:%}",
            "{date:%m}",
            "{date:%Y-%d}",
            "{date:%Y-%Y}",
            "{date:%m-%m-%Y}",
            "{date:%Y}/{date:%Y}.md",
        ] {
            assert!(Pattern::new(bad).is_err(), "{bad}");
        }
        assert!(Pattern::new(&"a".repeat(5000)).is_err());
    }
}
