//! Messages in the archives of mailing lists: who sent one, when, and to which list.

use super::dates;
use super::title::letters;
use crate::model::PartialDate;
use crate::page::tree;
use dom_query::NodeRef;

/// Who sent a message and when.
pub(super) struct Message {
    pub(super) sender: String,
    pub(super) date: Option<PartialDate>,
}

impl Message {
    /// What an archive says above the first message on a page.
    pub(super) fn of(body: &NodeRef<'_>) -> Option<Self> {
        of_pipermail(body).or_else(|| of_hyperkitty(body))
    }
}

/// `<B>name</B> <A href="mailto:...">...</A> <I>date</I>`
fn of_pipermail(body: &NodeRef<'_>) -> Option<Message> {
    let name = tree::first(body, "b")?;
    let next = name.next_element_sibling();
    let mut after = std::iter::successors(next, NodeRef::next_element_sibling);
    let date = after.by_ref().take(4).find(|node| node.has_name("i"))?;
    let date = Some(dates::of_archive(&tree::line(&date))?);
    Some(Message {
        sender: tree::line(&name),
        date,
    })
}

/// An `email-header` with the sender's name, and the sender's time as the title of a shorter one.
fn of_hyperkitty(body: &NodeRef<'_>) -> Option<Message> {
    let header = tree::first(body, ".email-header")?;
    let sender = tree::line(&tree::first(&header, ".email-author .name")?);
    let titled = tree::all(&header, ".email-date [title], .time[title]");
    let told = titled.iter().filter_map(|node| node.attr("title"));
    let shown = tree::all(&header, ".email-date");
    let date = told.filter_map(|text| dates::of_words(&text)).next();
    let date = date.or_else(|| {
        shown
            .iter()
            .find_map(|node| dates::of_words(&tree::line(node)))
    });
    Some(Message { sender, date })
}

/// The letters of the name of the list that an archive is of, and of its host: by the page's address, else by its first link to
/// one, such as `/archives/list/dev@lists.example.org/`.
pub(super) fn list(root: &NodeRef<'_>, address: Option<&str>) -> Vec<String> {
    let parts = |address: &str| -> Option<Vec<String>> {
        let (_, after) = address.split_once("/list/")?;
        let (name, host) = after.split(['/', '?', '#']).next()?.split_once('@')?;
        Some(vec![letters(name), letters(host)])
    };
    let links = || tree::all(root, "a[href*='/list/']");
    let of_links = || {
        links()
            .iter()
            .filter_map(|link| parts(&link.attr("href")?))
            .next()
    };
    address
        .and_then(parts)
        .or_else(of_links)
        .unwrap_or_default()
}
