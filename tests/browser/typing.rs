//! What the script adds: search as you type, keys, pages that follow the notes. And what stays without it.

use crate::driver::{self, Browser};
use crate::notes::ALL;
use crate::server::Served;
use serde_json::json;

/// Keys as the driver has them.
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";

/// Runs a test on a page of the notes.
fn opened(path: &str, test: impl Fn(&Served, &Browser)) {
    driver::in_browser(|browser| {
        let kb = Served::new(&ALL);
        browser.open(&kb.at(path));
        test(&kb, browser);
    });
}

#[test]
fn a_search_goes_on_while_it_is_typed() {
    opened("/", |_, browser| {
        browser.js("window.stays = true");
        browser.keys("/");
        assert_eq!(browser.text("document.activeElement.id"), "q");
        browser.keys("quot");
        browser.until("location.search === '?q=quot'");
        browser.keys("as");
        browser.until("location.search === '?q=quotas'");
        browser.until("document.querySelectorAll('.hit').length === 2");
        browser
            .until("document.getElementById('live').textContent.startsWith('2 topics in 1 recap')");
        // The page was not left, and the box has the focus and its text.
        assert_eq!(
            browser.text(
                "[window.stays, document.activeElement.id, document.getElementById('q').value]"
            ),
            "true,q,quotas"
        );
        assert_eq!(browser.text("document.title"), "quotas - kb");
        browser.back();
        browser.until("location.search === '' && document.querySelector('main h1').textContent.includes('recaps')");
        assert_eq!(browser.text("document.getElementById('q').value"), "");
    });
}

#[test]
fn counts_put_filters_on_and_take_them_away() {
    opened("/?q=replication", |_, browser| {
        let count = "document.getElementById('count').textContent.trim().replace(/\\s+/g, ' ')";
        assert_eq!(browser.text(count), "5 topics in 2 recaps");
        browser.click(".facets a[href*='release=Newton']");
        browser.until("location.search === '?q=replication&release=Newton'");
        assert_eq!(browser.text(count), "2 topics in 1 recap");
        // The counts beside it are those without the filter.
        assert_eq!(browser.text("[...document.querySelectorAll('.facets a[href*=Mitaka]')].map((a) => a.textContent.trim())"), "Mitaka 3");
        // Typing keeps the filter.
        browser.click("#q");
        browser.keys(" groups");
        browser.until("location.search === '?q=replication+groups&release=Newton'");
        browser.click(".chips a");
        browser.until("location.search === '?q=replication+groups'");
        browser.back();
        browser.until("location.search.includes('release=Newton')");
    });
}

#[test]
fn keys_move_about() {
    opened("/?q=replication", |_, browser| {
        let at = "[...document.querySelectorAll('a.go')].indexOf(document.activeElement)";
        browser.keys("j");
        assert_eq!(browser.text(at), "0");
        browser.keys("jjk");
        assert_eq!(browser.text(at), "1");
        browser.keys(DOWN);
        assert_eq!(browser.text(at), "2");
        browser.keys(UP);
        browser.keys("kk");
        assert_eq!(browser.text("document.activeElement.id"), "q");
        browser.keys(DOWN);
        assert_eq!(browser.text(at), "0");
        browser.keys("?");
        browser.until("document.getElementById('keys').open");
        browser.keys(ESCAPE);
        browser.until("!document.getElementById('keys').open");
        browser.keys("/");
        browser.keys(ESCAPE);
        assert_eq!(browser.text("document.activeElement.id === 'q'"), "false");
        browser.keys("j");
        browser.keys(ENTER);
        browser.until("location.pathname.startsWith('/topic/')");
        browser.keys("]");
        browser.until(
            "document.readyState === 'complete' && document.querySelector('.turn a[rel=prev]')",
        );
    });
}

#[test]
fn a_search_that_is_given_up_leaves_nothing_behind() {
    opened("/", |_, browser| {
        // It never gets its answer.
        browser.js(
            "window.fetch = (_, { signal }) => new Promise((_, no) => signal?.addEventListener('abort', () => no(signal.reason)))",
        );
        browser.keys("/");
        browser.keys("quotas");
        browser.until("document.querySelector('main').ariaBusy === 'true'");
        browser.js("const q = document.getElementById('q'); q.value = ''; q.dispatchEvent(new Event('input', { bubbles: true }))");
        browser.until("document.querySelector('main').ariaBusy === null");
    });
}

#[test]
fn the_content_can_be_skipped_to() {
    opened("/topic/failover", |_, browser| {
        browser.js("window.stays = true; document.querySelector('.skip').focus()");
        browser.keys(ENTER);
        browser.until("location.hash === '#main' && document.activeElement.id === 'main'");
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert_eq!(
            browser.text("[window.stays, document.activeElement.id]"),
            "true,main"
        );
    });
}

#[test]
fn pages_follow_the_notes() {
    opened("/topic/quotas", |kb, browser| {
        browser.js("window.stays = true; document.querySelector('main .tags a').focus()");
        let focused = browser.text("document.activeElement.textContent");
        let (path, text) = ALL[0];
        kb.note(
            path,
            &text.replace("Quotas count twice", "Quotas count thrice"),
        );
        browser.until("document.querySelector('main').textContent.includes('count thrice')");
        assert_eq!(
            browser.text("[window.stays, document.activeElement.textContent]"),
            format!("true,{focused}")
        );
        // What is being typed and chosen stays.
        browser.open(&kb.at("/actions"));
        browser.click("input[name=open]");
        browser.click("#owner");
        browser.keys("somebody");
        kb.note(path, &text.replace("mend the count", "repair the count"));
        browser.until("document.querySelector('main').textContent.includes('repair the count')");
        assert_eq!(
            browser.text("[document.activeElement.id, document.activeElement.value]"),
            "owner,somebody"
        );
        assert_eq!(
            browser.js("return document.querySelector('input[name=open]').checked"),
            true
        );
    });
}

#[test]
fn without_a_script_all_is_there() {
    let prefs = json!({ "profile.managed_default_content_settings.javascript": 2 });
    driver::with_preferences(&prefs, |browser| {
        let kb = Served::new(&ALL);
        browser.open(&kb.at("/"));
        browser.click("#q");
        browser.keys("quotas");
        browser.keys(ENTER);
        let hit = browser.find(".hit a.go");
        drop(hit);
        browser.click(".facets a[href*='release=Mitaka']");
        browser.find(".chips a");
        browser.click(".hit a.go");
        browser.find(".note");
        browser.open(&kb.at("/decisions"));
        browser.click("input[name=strong]");
        browser.click(".filters button");
        browser.find(".chips a[href='/decisions']");
    });
}
