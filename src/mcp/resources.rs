//! Topics and recaps as resources: listed in parts, read as Markdown with the lines they come from.

use super::address::{self, Address};
use super::bound::{self, MOST};
use super::problem::Problem;
use super::reply::NOTICE;
use crate::kb::{Answered, Filters, Found, Live, RecapText};
use crate::model::{Lines, Topic};
use crate::render::{clean, wire};

/// Recaps in a part of the list.
const PAGE: usize = 100;
/// Most bytes of a title in the list.
const TITLE: usize = 200;
/// What is left of the bound for a text, beside its address and its head.
const TEXT: usize = MOST - (16 << 10);

/// A part of the list of recaps.
pub(super) struct Page {
    /// Address, key and title of each.
    pub(super) recaps: Vec<(String, String, String)>,
    /// Where the next part begins, if there is one.
    pub(super) next: Option<usize>,
}

/// The recaps from this one on.
pub(super) fn page(live: &Live, start: usize) -> Result<Page, Problem> {
    let recaps = live.ask(|kb| kb.recaps(&Filters::default()))?.value;
    let (mut rows, mut taken) = (Vec::new(), 0);
    for recap in recaps.iter().skip(start).take(PAGE) {
        let key = recap.recap.key();
        let uri = address::recap(&key);
        let title = bound::text(&clean::line(&recap.recap.title.value), TITLE, &key, 1).0;
        // Paths may be long: the list keeps to the bound of an answer.
        taken += uri.len() + 2 * key.len() + title.len() + 128;
        if taken > MOST && !rows.is_empty() {
            break;
        }
        rows.push((uri, clean::line(&key), title));
    }
    let next = Some(start.saturating_add(rows.len()));
    Ok(Page {
        next: next.filter(|next| *next < recaps.len() && !rows.is_empty()),
        recaps: rows,
    })
}

/// The text of a resource, `None` where there is none of this address.
pub(super) fn read(live: &Live, uri: &str) -> Result<Option<String>, Problem> {
    let (names, is_topic) = match Address::of(uri) {
        Some(Address::Topic(names)) => (names, true),
        Some(Address::Recap(names)) => (names, false),
        None => return Ok(None),
    };
    for name in &names {
        let text = match is_topic {
            true => topic(live, name)?,
            false => recap(live, name)?,
        };
        if text.is_some() {
            return Ok(text);
        }
    }
    Ok(None)
}

fn topic(live: &Live, id: &str) -> Result<Option<String>, Problem> {
    let answered = live.ask(|kb| kb.show(id))?;
    let Found::One(shown) = &answered.value else {
        return Ok(None);
    };
    // An address names one record: a part of an id does not do.
    let item = shown.item.as_ref().map(|item| item.id.as_str());
    if shown.topic.id != id && item != Some(id) {
        return Ok(None);
    }
    let mut out = head(&answered);
    put(&mut out, &shown.topic, &shown.markdown);
    Ok(Some(out))
}

fn recap(live: &Live, key: &str) -> Result<Option<String>, Problem> {
    let answered = live.ask(|kb| kb.recap_text(key))?;
    let Some(RecapText { recap, topics }) = &answered.value else {
        return Ok(None);
    };
    let mut out = head(&answered);
    let title = bound::text(&clean::line(&recap.title.value), TITLE, &recap.path, 1).0;
    out.push_str(&format!("Recap: {title}\n"));
    for (index, (topic, markdown)) in topics.iter().enumerate() {
        if out.len() > TEXT || !put(&mut out, topic, markdown) {
            let left = topics.len() - index - 1;
            out.push_str(&format!("\n\n… [cut: {left} more topics]\n"));
            break;
        }
    }
    Ok(Some(out))
}

/// What a text begins with: what it is, and whether it is as new as the notes.
fn head<T>(answered: &Answered<T>) -> String {
    let index = wire::Index::of(answered);
    let state = match index.fresh {
        true => "as new as the notes",
        false => "maybe older than the notes",
    };
    format!("{NOTICE}\nIndex: {state}\n")
}

/// Puts a topic at the end of a text, behind the lines that it comes from; whether it is there whole.
fn put(out: &mut String, topic: &Topic, markdown: &str) -> bool {
    let Lines { start, end } = topic.lines();
    out.push_str(&format!(
        "\nSource: {}:{start}-{end}\n\n",
        clean::line(&topic.path)
    ));
    let taken = serde_json::to_string(&out).map_or(usize::MAX, |text| text.len());
    let room = TEXT.saturating_sub(taken);
    let (text, is_whole) = bound::text(markdown, room, &topic.path, start);
    out.push_str(&text);
    if !text.ends_with('\n') {
        out.push('\n');
    }
    is_whole
}
