//! What a page tells of itself: its address, title, date and authors. Nothing is guessed.

mod dates;
mod linked_data;
mod messages;
mod title;

pub(super) use dates::date_in;
pub(super) use title::titled;

use super::tree;
use crate::model::PartialDate;
use dom_query::{Document, NodeData, NodeRef};
use linked_data::LinkedData;
use messages::Message;
use url::Url;

/// The most authors and the longest name that are kept.
const MOST_AUTHORS: usize = 20;
const LONGEST_NAME: usize = 120;
/// Addresses that links are made whole with are no longer, in bytes.
const LONGEST_BASE: usize = 2000;

/// What the head of a page says, and the data in it that machines read.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Its own address: canonical, `og:url`, or where a browser says it saved it from.
    pub(super) address: Option<String>,
    /// What its links are relative to, where that is known.
    pub(super) base: Option<Url>,
    /// When it was published, where metadata says so.
    pub(super) date: Option<PartialDate>,
    /// Who wrote it, where metadata says so.
    pub(super) authors: Vec<String>,
    /// `<title>`.
    document_title: Option<String>,
    /// `og:title`.
    shared_title: Option<String>,
    /// The name of its site, where it is told.
    site: Option<String>,
    /// What an archive of a mailing list puts behind each title, letters alone.
    list: Vec<String>,
}

impl Head {
    /// Reads what a page tells of itself. Its scripts must still be there: some of it is data in scripts.
    pub(super) fn of(document: &Document) -> Self {
        let root = document.root();
        let meta = Meta(tree::all(&root, "meta"));
        let address = address(&root, &meta);
        let own = address.as_deref();
        let own = own.and_then(|address| Url::parse(address).ok());
        let base = base(&root, own.as_ref()).or(own);
        let data = LinkedData::of(&root);
        let date = meta.find(dates::NAMES, dates::of_value);
        let message = tree::body(document).and_then(|body| Message::of(&body));
        let sender = message.iter().map(|message| message.sender.clone());
        let mut named = meta.all(&["author", "article:author", "dc.creator", "dcterms.creator"]);
        // Programs sign pages with their own name.
        let made_by = meta.all(&["generator"]);
        named.retain(|name| !made_by.contains(name));
        let told = [named, data.authors, sender.collect()];
        let authors = told.into_iter().find(|names| !names.is_empty());
        // A `<title>` may also stand in a picture.
        let titles = tree::all(&root, "head > title, body > title");
        let titles: Vec<String> = titles.iter().map(tree::line).collect();
        Self {
            base,
            date: date
                .or(data.date)
                .or(message.and_then(|message| message.date)),
            authors: names(authors.unwrap_or_default()),
            document_title: titles.into_iter().find(|title| !title.is_empty()),
            shared_title: meta.first(&["og:title"]),
            site: meta.first(&["og:site_name", "application-name"]),
            list: messages::list(&root, address.as_deref()),
            address,
        }
    }
}

/// The `<meta>` of a page.
struct Meta<'t>(Vec<NodeRef<'t>>);

impl Meta<'_> {
    /// What the fields of one of these names say, in the order of the page.
    fn values<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = String> + 'm {
        let fits = |node: &&NodeRef<'_>| {
            let named = ["name", "property", "itemprop"].iter();
            named
                .filter_map(|attribute| node.attr(attribute))
                .any(|name| names.iter().any(|n| name.trim().eq_ignore_ascii_case(n)))
        };
        let said = self.0.iter().filter(fits);
        said.filter_map(|node| node.attr("content"))
            .map(|text| tree::one_line(&text))
            .filter(|text| !text.is_empty())
    }

    fn all(&self, names: &[&str]) -> Vec<String> {
        self.values(names).collect()
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.find(names, |text| Some(text.to_owned()))
    }

    /// The first value that can be read, in the order of `names`.
    fn find<T>(&self, names: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let each = names.iter();
        each.filter_map(|name| self.values(&[name]).find_map(|text| read(&text)))
            .next()
    }
}

/// An address of the web, as it is written where it can be.
pub(super) fn web_address(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let known = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    known.then(|| url.to_string())
}

fn address(root: &NodeRef<'_>, meta: &Meta<'_>) -> Option<String> {
    let canonical = tree::all(root, "link[rel~='canonical' i]");
    let canonical = canonical.iter().filter_map(|link| link.attr("href"));
    let canonical = canonical.filter_map(|href| web_address(&href)).next();
    canonical
        .or_else(|| meta.find(&["og:url"], web_address))
        .or_else(|| saved_from(root))
}

/// What browsers and their extensions write before a page that they save: `saved from url=(0042)https://...`, and
/// `url: https://...` in a note of SingleFile.
fn saved_from(root: &NodeRef<'_>) -> Option<String> {
    let outer = root.children_it(false);
    let html = tree::first(root, "html");
    let inner = html.iter().flat_map(|html| html.children());
    let comments = outer.chain(inner).filter(NodeRef::is_comment);
    comments
        .filter_map(|comment| comment.query(|node| of_comment(&node.data)))
        .find_map(|found| found)
}

fn of_comment(data: &NodeData) -> Option<String> {
    let NodeData::Comment { contents } = data else {
        return None;
    };
    let after = match contents.split_once("saved from url=(") {
        Some((_, after)) => after.split_once(')')?.1,
        None if contents.contains("SingleFile") => contents.split_once("url:")?.1,
        None => return None,
    };
    web_address(after.split_whitespace().next()?)
}

/// What `<base>` says, relative to the page's own address.
fn base(root: &NodeRef<'_>, address: Option<&Url>) -> Option<Url> {
    let href = tree::first(root, "base[href]")?.attr("href")?;
    let found = match address {
        Some(address) => address.join(&href).ok(),
        None => Url::parse(&href).ok(),
    };
    // Each link of the page has it in it.
    found.filter(|url| {
        matches!(url.scheme(), "http" | "https") && url.as_str().len() <= LONGEST_BASE
    })
}

/// Who wrote the text by the links in it that say `rel=author`.
pub(super) fn authors_in(main: &NodeRef<'_>) -> Vec<String> {
    let linked = tree::all(main, "[rel~='author' i]");
    names(linked.iter().map(tree::line).collect())
}

/// Names that are none are left out: addresses, texts.
fn names(found: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in found {
        let is_name =
            !name.is_empty() && !name.contains("://") && name.chars().count() <= LONGEST_NAME;
        if is_name && !out.contains(&name) && out.len() < MOST_AUTHORS {
            out.push(name);
        }
    }
    out
}
