//! What surrounds the text of a page: menus, banners, forms, buttons. It goes, but never with the text in it.
//!
//! An element goes
//!
//! - where it is of a kind that shows no text of its own (`script`, `style`, `iframe`, buttons), is hidden, or says of
//!   itself that it is a menu, a search or a dialog (`nav`, `role`);
//! - where its class or id is one that templates give to bars, menus, share buttons, comments, cookie banners, and to lines
//!   with author, date and categories, which are front matter by now;
//! - where it is a `header`, `footer` or `aside`: of the page always, of an article where most of it is links.
//!
//! It stays all the same where more than half of the page's text is in it, links aside, or its `main`: pages of the 2000s stand in one
//! form, and templates name the whole after its sidebar. A `header` with the first heading stays too.

use super::tree;
use dom_query::{NodeData, NodeRef};
use regex::Regex;
use std::sync::LazyLock;

/// What has no text for a reader, whatever is in it.
const MUTE: &str = "script, style, noscript, template, iframe, object, embed, applet, canvas, svg, audio, video, \
    button, select, datalist, dialog, link, meta, frameset, map";

/// What says of itself that it is not the text.
const SAYS_SO: &str = "nav, form, [hidden]:not([hidden='until-found']), [aria-hidden='true'], \
    [role='navigation'], [role='banner'], [role='contentinfo'], [role='search'], [role='complementary'], \
    [role='menu'], [role='menubar'], [role='toolbar'], [role='dialog'], [role='alertdialog'], [role='tablist'], \
    [style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], [style*='visibility: hidden']";

/// Whole classes and ids of what surrounds a text, as the templates of blogs, wikis and documentation name it.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let bars = "(?:(?:site|main|page|global|top|left|right|primary|secondary|post|posts|nav|sphinx)[-_]?)?\
        (?:nav|navbar|navbox|navigation|menu|menus|sidebar|breadcrumbs?|pagination|pager|toc|skip[-_]?links?)";
    let shared = "(?:post[-_]?)?(?:share|sharing|sharedaddy|share[-_]buttons?|social|social[-_](?:links|icons|media|share|buttons)|\
        addtoany\\w*|sd-sharing.*|jp-relatedposts|related[-_]?(?:posts|articles|content))";
    let talk = "comments(?:[-_]area|[-_]section|[-_]list|[-_]wrapper)?|comment[-_]?(?:list|form|respond|reply)|respond|disqus_thread";
    let asked = "(?:cookie|gdpr|consent)(?:[-_].*)?|newsletter(?:[-_].*)?|subscribe(?:[-_].*)?|adsbygoogle|advert(?:isement)?s?";
    let wiki = "mw-(?:editsection|navigation|panel|head|jump-link|indicators|page-base|head-base|cite-backlink)|\
        catlinks|printfooter|noprint|jump-to-nav|siteSub|contentSub2?|vector-.*(?:menu|toc|sticky).*";
    let facts =
        "(?:entry|post|article)[-_](?:meta|footer|info)|posted-on|byline|cat-links|tags?-links";
    let mails = "messagelink|message-back|email-info|quoted-switch";
    let small = "headerlink|anchorjs-link|heading-anchor|screen-reader-text|sr-only|visually-hidden|assistive-text|\
        widget-area|widget|edit-link|post-edit-link|linenos?|gutter|lineno|copybtn|prev-next|navfooter|navheader";
    Regex::new(&format!(
        "(?i)^(?:{bars}|{shared}|{talk}|{asked}|{wiki}|{facts}|{mails}|{small})$"
    ))
    .ok()
});

/// Takes what surrounds the text out of a body.
pub(super) fn remove(body: &NodeRef<'_>) {
    for node in tree::all(body, MUTE) {
        node.remove_from_parent();
    }
    for link in tree::all(body, "h1 a, h2 a, h3 a, h4 a, h5 a, h6 a") {
        // What a heading is linked by.
        if matches!(
            tree::line(&link).as_str(),
            "#" | "\u{b6}" | "\u{a7}" | "\u{1f517}"
        ) {
            link.remove_from_parent();
        }
    }
    outside_of_message(body);
    let page = tree::unlinked(body);
    let whole = |node: &NodeRef<'_>| {
        tree::unlinked(node) * 2 > page || tree::first(node, "main, [role='main']").is_some()
    };
    let told = tree::all(body, SAYS_SO).into_iter();
    let named = tree::all(body, "[class], [id]").into_iter();
    let named = named.filter(|node| is_named(node) && !is_text_itself(node));
    let goes: Vec<NodeRef<'_>> = told.chain(named).collect();
    for node in goes {
        if !tree::is_any(&node, &["main", "article"]) && !whole(&node) {
            node.remove_from_parent();
        }
    }
    for node in tree::all(body, "header, footer, aside") {
        let of_article = node
            .ancestors_it(None)
            .any(|above| tree::is_any(&above, &["article", "main"]));
        let links = tree::linked(&node) * 2 > tree::weight(&node);
        let titled = node.has_name("header") && tree::first(&node, "h1").is_some();
        if (!of_article || links) && !titled && !whole(&node) {
            node.remove_from_parent();
        }
    }
}

/// What can be no surroundings, whatever it is called.
fn is_text_itself(node: &NodeRef<'_>) -> bool {
    tree::is_any(
        node,
        &[
            "html", "body", "main", "article", "p", "pre", "code", "h1", "h2", "h3", "h4",
        ],
    )
}

/// Archives of mailing lists mark where a message begins and ends. What stands around it leads to other messages.
fn outside_of_message(body: &NodeRef<'_>) {
    // Who wrote a message when is front matter; on a page of several it tells them apart.
    if let [only] = tree::all(body, ".email-header").as_slice() {
        only.remove_from_parent();
    }
    let children = body.children();
    let says = |node: &NodeRef<'_>, text: &str| {
        node.query_or(false, |node| match &node.data {
            NodeData::Comment { contents } => contents.trim() == text,
            _ => false,
        })
    };
    let begin = children.iter().position(|node| says(node, "beginarticle"));
    let end = children.iter().position(|node| says(node, "endarticle"));
    let (Some(begin), Some(end)) = (begin, end) else {
        return;
    };
    for (at, node) in children.iter().enumerate() {
        if !(begin..=end).contains(&at) && !node.has_name("h1") {
            node.remove_from_parent();
        }
    }
}

fn is_named(node: &NodeRef<'_>) -> bool {
    let Some(named) = NAMED.as_ref() else {
        return false;
    };
    let id = node.id_attr();
    let class = node.class().unwrap_or_default();
    let mut names = class.split_ascii_whitespace().chain(id.as_deref());
    names.any(|name| name.len() < 64 && named.is_match(name))
}
