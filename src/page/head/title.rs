//! The title of a page, without the name of its site.

use super::Head;
use crate::page::tree;
use dom_query::NodeRef;

/// What stands between the title of a page and the name of its site, where little else does.
const SITE_MARKS: [&str; 6] = [
    " | ",
    " \u{ab} ",
    " \u{bb} ",
    " :: ",
    " \u{2039} ",
    " \u{203a} ",
];
/// What stands there, and in titles too: it counts where the site's name is known.
const OTHER_MARKS: [&str; 5] = [" - ", " \u{2013} ", " \u{2014} ", " \u{b7} ", " \u{2022} "];

impl Head {
    /// The title of a page whose main text stands in `main`: a paragraph at the top that says it is one; else the first heading that
    /// its `<title>` or `og:title` holds too; else `og:title`; else the only first heading of the text; else `<title>`; both titles
    /// without the site's name. A heading that nothing else calls the title is none where a text stands above it.
    pub(in crate::page) fn title(&self, main: &NodeRef<'_>) -> Option<String> {
        if let Some(stated) = titled(main) {
            return Some(tree::line(&stated));
        }
        let told: Vec<&String> = [&self.document_title, &self.shared_title]
            .into_iter()
            .flatten()
            .collect();
        let inner = texts(tree::all(main, "h1").iter());
        // Outside the text a heading may be the name of the site: it is a link then, or the end of each title.
        let outer = tree::all(&main.tree.root(), "h1");
        let outer = texts(outer.iter().filter(|h| tree::first(h, "a[href]").is_none()));
        let ends = |name: &String| {
            told.iter()
                .any(|title| *title != name && title.ends_with(name))
        };
        let (sites, outer): (Vec<String>, Vec<String>) = outer
            .into_iter()
            .filter(|h| !inner.contains(h))
            .partition(ends);
        let is_told = |heading: &&String| {
            let known = heading.to_lowercase();
            let holds = |title: &&String| title.to_lowercase().contains(&known);
            self.site.as_ref() != Some(*heading) && told.iter().any(holds)
        };
        let heading = inner.iter().chain(&outer).find(is_told).cloned();
        let first = leading(main).filter(|first| self.site.as_ref() != Some(first));
        let first = first.as_ref();
        let only = first.filter(|_| inner.len() == 1).cloned();
        heading
            .or_else(|| self.without_site(self.shared_title.as_ref()?, &sites))
            .or(only)
            .or_else(|| self.without_site(self.document_title.as_ref()?, &sites))
            .or_else(|| first.cloned())
    }

    /// `Mitaka recap | The Blog` is `Mitaka recap`. `Cinder - Mitaka recap` stays, unless the site is called Cinder.
    fn without_site(&self, title: &str, sites: &[String]) -> Option<String> {
        let host = self.base.as_ref().and_then(|url| url.host_str());
        let is_site = |part: &str| {
            let known = self
                .site
                .as_deref()
                .is_some_and(|site| site.eq_ignore_ascii_case(part));
            let plain = letters(part);
            let known = known || self.list.contains(&plain);
            let named = sites.iter().any(|site| site == part);
            known
                || named
                || plain.len() > 3 && host.is_some_and(|host| letters(host).contains(&plain))
        };
        for mark in SITE_MARKS.iter().chain(&OTHER_MARKS) {
            if let Some((rest, list)) = title.rsplit_once(mark)
                && self.list.contains(&letters(list))
            {
                // Its name and its host.
                return self.without_site(rest, sites);
            }
            if let Some((rest, site)) = title.rsplit_once(mark)
                && (is_site(site) || SITE_MARKS.contains(mark) && rest.contains(' '))
            {
                return kept(rest);
            }
            if let Some((site, rest)) = title.split_once(mark)
                && is_site(site)
            {
                return kept(rest);
            }
        }
        kept(title)
    }
}

/// The first heading of the text, where no text stands above it.
fn leading(main: &NodeRef<'_>) -> Option<String> {
    let mut all = tree::all(main, "h1").into_iter();
    let first = all.find(|h| tree::line(h).contains(char::is_alphanumeric))?;
    (!tree::has_text_above(&first, main)).then(|| tree::line(&first))
}

/// The paragraph at the top that an editor has written as the title of the text, as Google Docs and Word do.
pub(in crate::page) fn titled<'t>(main: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    let mut told = tree::all(main, "p.title, p.MsoTitle").into_iter();
    let first = told.find(|node| tree::weight(node) > 0)?;
    (!tree::has_text_above(&first, main)).then_some(first)
}

fn kept(title: &str) -> Option<String> {
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

pub(super) fn letters(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn texts<'n, 't: 'n>(nodes: impl Iterator<Item = &'n NodeRef<'t>>) -> Vec<String> {
    let all = nodes.map(tree::line);
    all.filter(|text| text.contains(char::is_alphanumeric))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Head;

    #[track_caller]
    fn check(title: &str, site: &str, expected: &str) {
        let head = Head {
            site: Some(site.to_owned()),
            base: url::Url::parse("https://blog.example.org/x").ok(),
            list: vec!["devlist".to_owned(), "listsenet".to_owned()],
            ..Head::default()
        };
        assert_eq!(
            head.without_site(title, &["A Book".to_owned()]).as_deref(),
            Some(expected)
        );
    }

    #[test]
    fn leaves_the_site_out() {
        check("Mitaka recap | The Blog", "", "Mitaka recap");
        check("Mitaka recap - The Blog", "The Blog", "Mitaka recap");
        check("The Blog - Mitaka recap", "the blog", "Mitaka recap");
        check("Mitaka recap - Example.org", "", "Mitaka recap");
        check("Cinder - Mitaka recap", "", "Cinder - Mitaka recap");
        check("Cinder | Recap", "", "Cinder | Recap");
        check("Recap - A Book", "", "Recap");
        check(
            "[nova] Recap - x - dev-list - lists.e.net",
            "",
            "[nova] Recap - x",
        );
    }
}
