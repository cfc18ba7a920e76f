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
    /// The title of a page whose main text stands in `main`: the first heading that its `<title>` or `og:title` holds too;
    /// else `og:title`; else the only first heading of the text; else `<title>`; the latter two without the site's name.
    pub(in crate::page) fn title(&self, main: &NodeRef<'_>) -> Option<String> {
        let headings = tree::all(main, "h1");
        let inner: Vec<String> = texts(headings.iter());
        // Outside the text a heading that is a link is the name of the site, with the way home.
        let outer = tree::all(&main.tree.root(), "h1");
        let outer = texts(outer.iter().filter(|h| tree::first(h, "a[href]").is_none()));
        let told = [&self.document_title, &self.shared_title];
        let told: Vec<String> = told
            .into_iter()
            .flatten()
            .map(|title| title.to_lowercase())
            .collect();
        let is_told = |heading: &&String| {
            let known = heading.to_lowercase();
            told.iter().any(|title| title.contains(&known)) && self.site.as_ref() != Some(*heading)
        };
        let heading = inner.iter().chain(&outer).find(is_told).cloned();
        let only = inner.first().filter(|_| inner.len() == 1).cloned();
        heading
            .or_else(|| self.without_site(self.shared_title.as_ref()?))
            .or(only)
            .or_else(|| self.without_site(self.document_title.as_ref()?))
            .or_else(|| inner.first().cloned())
    }

    /// `Mitaka recap | The Blog` is `Mitaka recap`. `Cinder - Mitaka recap` stays, unless the site is called Cinder.
    fn without_site(&self, title: &str) -> Option<String> {
        let host = self.base.as_ref().and_then(|url| url.host_str());
        let is_site = |part: &str| {
            let known = self
                .site
                .as_deref()
                .is_some_and(|site| site.eq_ignore_ascii_case(part));
            let plain = letters(part);
            known || plain.len() > 3 && host.is_some_and(|host| letters(host).contains(&plain))
        };
        for mark in SITE_MARKS.iter().chain(&OTHER_MARKS) {
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

fn kept(title: &str) -> Option<String> {
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

fn letters(text: &str) -> String {
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
            ..Head::default()
        };
        assert_eq!(head.without_site(title).as_deref(), Some(expected));
    }

    #[test]
    fn leaves_the_site_out() {
        check("Mitaka recap | The Blog", "", "Mitaka recap");
        check("Mitaka recap - The Blog", "The Blog", "Mitaka recap");
        check("The Blog - Mitaka recap", "the blog", "Mitaka recap");
        check("Mitaka recap - Example.org", "", "Mitaka recap");
        check("Cinder - Mitaka recap", "", "Cinder - Mitaka recap");
        check("Cinder | Recap", "", "Cinder | Recap");
    }
}
