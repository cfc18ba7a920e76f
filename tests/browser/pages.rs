//! How pages look: no wider than a phone, dark where that is wanted, with pictures that lead on.

use crate::driver::in_browser;
use crate::notes::ALL;
use crate::server::Served;

/// A page of each kind, on the notes of the tests.
const PATHS: [&str; 16] = [
    "/",
    "/?q=replication",
    "/?q=replication&tag=replication&year=2016",
    "/?q=nothinglikethat&tag=replication",
    "/?q=backup+(group",
    "/topic/replication-of-groups",
    "/topic/priorities-for",
    "/release/newton",
    "/matrix",
    "/history/replication",
    "/tags",
    "/releases",
    "/recaps",
    "/decisions",
    "/actions",
    "/recap/notes/2016-05-06-storage-newton.md",
];

#[test]
fn no_page_is_wider_than_a_phone() {
    in_browser(|browser| {
        let mut notes = ALL.to_vec();
        notes.push((
        "notes/a-very-long-name-of-a-note-that-goes-on-and-on-and-on-without-any-blank-in-it-at-all-until-it-ends.md",
        "---\nrelease: ALongNameOfAReleaseThatGoesOnAndOnWithoutABlank\ntags: [a-long-tag-that-goes-on-and-on-without-a-blank-in-it]\n---\n# Wide replication\n\n\
         ## Averylongwordthatgoesonandonandonwithoutanyblankinitatalluntilitends replication\n\n```\na line of code that is replication much longer than a phone is wide, so that it has to be scrolled by itself\n```\n\n\
         | a | table | that | is | much | too | wide | for | a | phone | replication |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1111111 | 2222222 | 3333333 | 4444444 | 5555555 | 6 | 7 | 8 | 9 | 0 | 1 |\n",
    ));
        let kb = Served::new(&notes);
        browser.size(375, 800);
        let more = [
            "/topic/averylong",
            "/release/ALongNameOfAReleaseThatGoesOnAndOnWithoutABlank",
        ];
        for path in PATHS.iter().chain(&more) {
            browser.open(&kb.at(path));
            // A browser that has much to do takes a moment to lay out the first page for its size.
            let narrow = "[document.documentElement.scrollWidth, innerWidth].join() === '375,375'";
            browser.until(&format!("{narrow} && {path:?}"));
        }
    });
}

#[test]
fn pages_are_dark_where_that_is_wanted() {
    in_browser(|browser| {
        let kb = Served::new(&ALL);
        let page = "getComputedStyle(document.body).backgroundColor";
        let drawn = "getComputedStyle(document.querySelector('.kb-chart .page')).fill";
        browser.open(&kb.at("/matrix"));
        let light = (browser.text(page), browser.text(drawn));
        browser.dark(true);
        let dark = (browser.text(page), browser.text(drawn));
        assert_eq!(light.0, "rgb(255, 255, 255)");
        assert!(dark.0 != light.0 && dark.1 != light.1, "{light:?} {dark:?}");
    });
}

/// The lowest contrast of a text on what lies behind it.
const CONTRAST: &str = "
    const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = parts(getComputedStyle(at).backgroundColor);
            if (colour.length === 3 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
    };
    let worst = [99, ''];
    for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!own || !element.checkVisibility() || element.closest('svg, .hide, .skip, dialog')) continue;
        const [ink, page] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
        let opacity = 1;
        for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
        const mixed = ink * opacity + page * (1 - opacity);
        const found = (Math.max(mixed, page) + 0.05) / (Math.min(mixed, page) + 0.05);
        if (found < worst[0]) worst = [found, element.outerHTML.slice(0, 120)];
    }
    return worst;";

#[test]
fn every_text_can_be_read() {
    in_browser(|browser| {
        let kb = Served::new(&ALL);
        for dark in [false, true] {
            browser.dark(dark);
            for path in PATHS {
                browser.open(&kb.at(path));
                let worst = browser.js(CONTRAST);
                assert!(
                    worst[0].as_f64().unwrap() >= 4.5,
                    "{path}, dark {dark}: {worst}"
                );
            }
        }
    });
}

#[test]
fn pictures_lead_on() {
    in_browser(|browser| {
        let kb = Served::new(&ALL);
        for (selector, wanted) in [
            (
                "svg a[href='/release/Newton']",
                "location.pathname === '/release/Newton'",
            ),
            (
                "svg a[href*='newton/priority-2']",
                "document.querySelector('.marked').textContent.includes('Replication')",
            ),
            (
                "svg a[href='/history/replication']",
                "document.querySelectorAll('.entry').length === 5",
            ),
            (
                "svg a[href*='tag=replication&release=Mitaka']",
                "document.querySelectorAll('.hit').length === 3",
            ),
        ] {
            browser.open(&kb.at("/matrix"));
            browser.click(selector);
            browser.until(&format!("document.readyState === 'complete' && !location.pathname.startsWith('/matrix') && {wanted}"));
        }
        assert_eq!(browser.console(), Vec::<String>::new());
    });
}
