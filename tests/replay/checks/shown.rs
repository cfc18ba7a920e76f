//! Markdown that is shown elsewhere has nothing in it that runs or loads.

use kb::recap::{defused, html, html_leading, plain};

/// An address that links without a scheme lead to.
const OURS: &str = "/topic/a%23b";

pub(super) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let plain = plain(&text);
    assert_eq!(plain.text.lines().count(), plain.lines.len(), "{plain:?}");
    assert!(plain.lines.is_sorted(), "{plain:?}");
    assert_eq!(
        plain.extra.lines().count(),
        plain.extra_lines.len(),
        "{plain:?}"
    );
    only_harmless_tags(&html(&text, 2));
    only_harmless_tags(&html_leading(&text, 2, &|target| {
        target.contains('a').then(|| OURS.to_owned())
    }));
    let defused = defused(&text);
    only_harmless_tags(&html(&defused, 2));
    assert_eq!(
        kb::recap::defused(&defused),
        defused,
        "defusing twice is defusing once"
    );
}

/// The page has tags of text and no others, and their attributes are those of links and lists.
fn only_harmless_tags(page: &str) {
    const TAGS: [&str; 31] = [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "b",
        "i",
        "del",
        "s",
        "sub",
        "sup",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    for tag in page.split('<').skip(1) {
        let tag = &tag[..tag
            .find('>')
            .unwrap_or_else(|| panic!("`<{tag}` is open in {page:?}"))];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or("");
        let rest = tag.trim_start_matches('/')[name.len()..].trim();
        let is_link =
            name == "a" && ["", "rel=\"noopener noreferrer\""].contains(&without_address(rest));
        let is_list =
            name == "ol" && rest.starts_with("start=\"") && rest.matches('"').count() == 2;
        let is_plain = TAGS.contains(&name) && rest.is_empty();
        assert!(is_plain || is_link || is_list, "`<{tag}>` in {page:?}");
    }
}

/// The attributes of a link behind an address that leads to the web, to people, or to a page of ours.
fn without_address(attributes: &str) -> &str {
    let Some(rest) = attributes.strip_prefix("href=\"") else {
        return attributes;
    };
    let (address, behind) = rest.split_once('"').unwrap_or((rest, "?"));
    let address = address.to_ascii_lowercase();
    let leads = ["http:", "https:", "mailto:"];
    let is_outside = leads.iter().any(|s| address.starts_with(s));
    assert!(is_outside || address == OURS, "{attributes:?}");
    behind.trim()
}
