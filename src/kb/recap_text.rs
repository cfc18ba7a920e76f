//! A recap with the texts of its topics, by its key.

use super::answers::Answered;
use super::{Error, Filters, Kb};
use crate::model::{Recap, Topic};

/// A recap, whole.
#[derive(Debug, Clone)]
pub struct RecapText {
    /// The recap.
    pub recap: Recap,
    /// Its topics by line, each with its own range as it stands in the note.
    pub topics: Vec<(Topic, String)>,
}

impl Kb {
    /// The recap of this key, with its topics' texts. Only its note is looked at.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn recap_text(&self, key: &str) -> Result<Answered<Option<RecapText>>, Error> {
        // A key is the path, with the first line behind it where the note holds several.
        let path = match key.rsplit_once(':') {
            Some((path, line)) if line.bytes().all(|b| b.is_ascii_digit()) => path,
            _ => key,
        };
        let found = match self.recap_text_in(key, path)? {
            // A path may itself end like that.
            None if path != key => self.recap_text_in(key, key)?,
            found => found,
        };
        Ok(self.answered(found, Vec::new()))
    }

    fn recap_text_in(&self, key: &str, path: &str) -> Result<Option<RecapText>, Error> {
        let filters = Filters {
            paths: vec![literal(path)],
            ..Filters::default()
        };
        let (query, _) = self.filter(&filters)?;
        let mut recaps = self.store.recaps(query.as_ref())?.into_iter();
        let Some(stored) = recaps.find(|stored| stored.recap.key() == key) else {
            return Ok(None);
        };
        let topics = self.store.topics_with_markdown(query.as_ref())?.into_iter();
        let own = topics.filter(|(topic, _)| topic.recap_key() == key);
        Ok(Some(RecapText {
            recap: stored.recap,
            topics: own
                .map(|(topic, written)| (topic, written.markdown))
                .collect(),
        }))
    }
}

/// A pattern for this path: signs that would stand for others stand for themselves.
fn literal(path: &str) -> String {
    let one = |sign: char| match sign {
        '*' | '?' | '[' => format!("[{sign}]"),
        // Only a pattern has signs that mean others; elsewhere all of them mean themselves.
        '{' | '}' | '\\' if path.contains(['*', '?', '[']) => format!("[{sign}]"),
        sign => sign.to_string(),
    };
    path.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::{Lookup, Root};
    use crate::kb::{Filters, Kb, Mode, Opening};
    use std::fs;
    use std::time::Duration;

    #[test]
    fn a_recap_is_found_by_its_key_alone() {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("notes")).unwrap();
        fs::write(temp.path().join("kb.toml"), "").unwrap();
        let names = [
            "a.md",
            "a.md.md",
            "b[1].md",
            "c{d,e}*?.md",
            "f[!x]\\\\{}.md",
            "\u{e9} g.md",
        ];
        for name in names {
            let text = format!("# T\n\n## First\n\nin {name}\n\n## Second\n\nmore\n");
            fs::write(temp.path().join("notes").join(name), text).unwrap();
        }
        let mails = "From a@b Mon Jan  2 10:00:00 2017\nFrom: A <a@b>\nSubject: One\nDate: Mon, 2 Jan 2017 10:00:00 +0000\n\nfirst\n\nFrom a@b Tue Jan  3 10:00:00 2017\nFrom: A <a@b>\nSubject: Two\nDate: Tue, 3 Jan 2017 10:00:00 +0000\n\nsecond\n";
        fs::write(temp.path().join("notes/list.mbox"), mails).unwrap();
        let lookup = Lookup {
            root: Some(temp.path()),
            cwd: temp.path(),
            env_root: None,
            index: None,
            cache: None,
        };
        let opening = Opening {
            mode: Mode::Sync,
            patience: Duration::ZERO,
            progress: &mut |_| {},
        };
        let kb = Kb::open(Root::find(&lookup).unwrap(), opening).unwrap();
        let recaps = kb.recaps(&Filters::default()).unwrap().value;
        assert!(recaps.len() >= names.len() + 2, "{}", recaps.len());
        for recap in recaps {
            let key = recap.recap.key();
            let found = kb.recap_text(&key).unwrap().value;
            let found = found.unwrap_or_else(|| panic!("{key}"));
            assert_eq!(found.recap.key(), key);
            assert_eq!(found.topics.len(), recap.topics as usize, "{key}");
            let of = found.topics.iter();
            assert!(of.clone().all(|(topic, _)| topic.recap_key() == key));
        }
        for none in [
            "",
            "a.md",
            "notes/a",
            "notes/*",
            "notes/list.mbox",
            "notes/a.md:1",
            "../kb.toml",
        ] {
            assert!(kb.recap_text(none).unwrap().value.is_none(), "{none}");
        }
    }
}
