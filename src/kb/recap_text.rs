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
