//! Each page has what it is for, and what goes wrong leads on.

use crate::notes::ALL;
use crate::server::{Reply, Served};

const MITAKA: &str = "notes/2015-11-04-storage-mitaka";
const NEWTON: &str = "notes/2016-05-06-storage-newton";

fn served() -> Served {
    Served::new(&ALL)
}

#[test]
fn the_start_tells_what_there_is() {
    let kb = served();
    let page = kb.get("/");
    page.is(200).has(&[
        "<html lang=\"en\"",
        "<a class=\"skip\" href=\"#main\">",
        "in 4 recaps</h1>",
        "href=\"/release/Newton\"",
        "href=\"/recap/notes/2016-05-06-storage-newton.md\"",
        "href=\"/history/replication\"",
        "<label class=\"hide\" for=\"q\">",
        "/?q=has%3Adecision+since%3A2016",
    ]);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(
        page.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    assert_eq!(page.header("cache-control"), "no-store");
}

#[test]
fn an_empty_base_says_how_to_begin() {
    let kb = Served::new::<&str>(&[]);
    kb.get("/").is(200).has(&["There is no recap here yet"]);
    for path in [
        "/matrix",
        "/tags",
        "/releases",
        "/recaps",
        "/decisions",
        "/actions",
    ] {
        kb.get(path).is(200).has(&["<h1"]);
    }
    kb.get("/?q=anything").is(200).has(&["Nothing found"]);
}

#[test]
fn a_search_is_its_address() {
    let kb = served();
    kb.get("/?q=replication&release=newton").is(200).has(&[
        "name=\"q\" type=\"search\" value=\"replication\"",
        "<input type=\"hidden\" name=\"release\" value=\"newton\">",
        "<mark>replication</mark>",
        "href=\"/topic/notes/2016-05-06-storage-newton%23replication-of-groups\"",
        "notes/2016-05-06-storage-newton.md:13-17",
        "Rejected",
        "aria-label=\"Remove release newton\"",
        "href=\"/?q=replication\"",
        "aria-current=\"true\"",
        "href=\"/?q=replication&#38;release=newton&#38;tag=replication\"",
    ]);
    let both = kb.get("/?q=replication");
    both.has(&["5 topics in 2 recaps"]);
    kb.get("/?q=replication&year=2015")
        .has(&["Storage Mitaka recap", "Failover"])
        .lacks(&["of groups</a>"]);
    let newest = kb.get("/?q=replication&sort=date").body;
    let at = |text: &str| newest.find(text).unwrap();
    assert!(at("Replication of groups</a>") < at(">Failover</a>"));
    // Filters alone list what is within them.
    kb.get("/?project=storage")
        .is(200)
        .has(&["Backup</a>"])
        .lacks(&["Oddly"]);
}

#[test]
fn what_is_not_found_leads_on() {
    let kb = served();
    kb.get("/?q=replicatoin&tag=replication")
        .is(200)
        .has(&["did you mean"]);
    kb.get("/?q=oddly&tag=replication").is(200).has(&[
        "Nothing found",
        "without the filters there",
        "<a href=\"/?q=oddly\">Search without filters</a>",
    ]);
    kb.get("/?q=backup&release=newtom").is(200).has(&[
        "No note has release <b>newtom</b>",
        "<a href=\"/?q=backup&#38;release=Newton\">Newton</a>",
    ]);
    kb.get("/?q=a&page=900").is(200);
    kb.get("/nowhere")
        .is(404)
        .has(&["nothing at this address", "href=\"/\""]);
}

#[test]
fn a_query_with_a_fault_is_marked() {
    let kb = served();
    kb.get("/?q=backup+(group&tag=quotas").is(400).has(&[
        "value=\"backup (group\"",
        "<pre class=\"query\">",
        "<mark class=\"fault\">(",
        "name=\"tag\" value=\"quotas\"",
    ]);
    kb.get("/?page=x").is(400).has(&["page=x"]);
    kb.get("/?q=a&year=x").is(400);
    kb.get("/?q=a&since=soon").is(400);
}

#[test]
fn a_topic_is_whole() {
    let kb = served();
    let page = kb.get(&format!("/topic/{NEWTON}%23replication-of-groups"));
    page.is(200).has(&[
        "<h1>Replication of groups</h1>",
        "href=\"/recap/notes/2016-05-06-storage-newton.md\">Storage Newton recap</a>",
        "href=\"/release/Newton\"",
        "<a href=\"https://example.org/groups\" rel=\"noopener noreferrer\">",
        "<span class=\"badge rejected\">Rejected</span>",
        "title=\"title says",
        "href=\"/api/topic?id=notes%2F2016-05-06-storage-newton%23replication-of-groups\"",
        "rel=\"next\" href=\"/topic/notes/2016-05-06-storage-newton%23backup\">Backup",
        "Related topics",
    ]);
    kb.get("/topic/failover")
        .is(200)
        .has(&["%23replication\">Replication</a></li>", "<h1>Failover</h1>"]);
    kb.get(&format!("/topic/{NEWTON}%23backup"))
        .has(&["aria-label=\"to do\"", "aria-label=\"done\""]);
}

#[test]
fn links_between_notes_lead_to_pages() {
    let kb = Served::new(&[
        (
            "notes/a.md",
            "# A\n\n## One\n\nSee [two](b.md#two), [[b]], [none](none.md) and [off](//example.org/off).\n\n[post]({% post_url 2016-05-06-third %})\n",
        ),
        ("notes/2016-05-06-third.md", "# C\n\nThree.\n"),
        (
            "notes/b.md",
            "# B\n\n## Two\n\nSee <a href=\"a.md\">one</a>.\n",
        ),
    ]);
    kb.get("/topic/notes/a%23one").is(200).has(&[
        "See <a href=\"/topic/notes/b%23two\" rel=\"noopener noreferrer\">two</a>, [[b]], <a rel=\"noopener noreferrer\">none</a>",
        "<a rel=\"noopener noreferrer\">off</a>",
        "<a href=\"/topic/notes/2016-05-06-third%23c\" rel=\"noopener noreferrer\">post</a>",
        "Links to</h2>",
        "<li><a href=\"/topic/notes/b%23two\">Two</a>",
        "line 5: broken, there is no `notes/none.md`",
    ]);
    let page = kb.get("/topic/notes/b%23two");
    page.is(200).has(&[
        "Linked from</h2>",
        "<a href=\"/topic/notes/a%23one\">One</a>",
        "notes/a.md:5",
    ]);
}

#[test]
fn an_item_shows_its_topic_with_it_marked() {
    let kb = served();
    kb.get(&format!("/topic/{NEWTON}%23backup/action-2"))
        .is(200)
        .has(&[
            "<h1>Backup</h1>",
            "id=\"action-2\" class=\"done marked\" aria-current=\"true\"",
        ]);
}

#[test]
fn several_topics_are_a_choice_and_none_has_a_neighbour() {
    let kb = served();
    kb.get("/topic/priorities-for").is(300).has(&[
        "2 topics fit",
        &format!("href=\"/topic/{MITAKA}%23priorities-for-mitaka\""),
    ]);
    kb.get("/topic/quotass")
        .is(404)
        .has(&["The nearest is", "%23quotas\""]);
    for path in ["/topic", "/topic/", "/release", "/history/", "/recap"] {
        kb.get(path).is(404).has(&["<h1>Not found</h1>"]);
    }
}

#[test]
fn a_release_has_what_goes_on_and_what_does_not() {
    let kb = served();
    for name in ["newton", "Newton", "latest"] {
        kb.get(&format!("/release/{name}")).is(200).has(&[
            "<h1>Newton</h1>",
            "from Mitaka 1",
            "<span class=\"badge new\">new</span>",
            "was 2 in Mitaka",
            "Rolling upgrades",
            "rel=\"prev\" href=\"/release/Mitaka\"",
            "Rejected",
        ]);
    }
    kb.get("/release/newtom")
        .is(404)
        .has(&["<a class=\"go\" href=\"/release/Newton\">Newton</a>"]);
    kb.get("/release?name=..").is(200).has(&["<h1>..</h1>"]);
}

#[test]
fn the_matrix_leads_on() {
    let kb = served();
    let page = kb.get("/matrix");
    page.is(200).has(&[
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kb-chart\" role=\"group\"",
        "<a href=\"/release/Newton\"><title>Newton</title>",
        "%23priorities-for-newton/priority-2\"><title>Newton, priority 2, carried",
        "<a href=\"/history/replication\"><title>replication</title>",
        "<a href=\"/?tag=replication&amp;release=Newton\"><title>",
        "<table>",
        "<th scope=\"row\">",
    ]);
    page.lacks(&["<style", " style=", "role=\"img\""]);
    let style = page
        .body
        .split("rel=\"stylesheet\" href=\"")
        .nth(1)
        .unwrap();
    let style = kb.get(style.split('"').next().unwrap());
    style.is(200).has(&[".kb-chart rect.carried"]);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.header("cache-control").contains("immutable"));
    kb.get("/matrix?project=none")
        .is(200)
        .has(&["No note has project <b>none</b>"]);
}

#[test]
fn a_history_is_told_oldest_first() {
    let kb = served();
    let page = kb.get("/history/replication");
    page.is(200).has(&[
        "It was agreed to wait for it.",
        "priority 1",
        "Rejected",
        "href=\"/?q=tag%3A%22replication%22\"",
    ]);
    let at = |text: &str| page.body.find(text).unwrap();
    assert!(at("href=\"/release/Mitaka\"") < at("href=\"/release/Newton\""));
    kb.get("/history/second%20driver")
        .is(200)
        .has(&["<h1>second driver</h1>", "needs a second driver"]);
    kb.get("/history/nothing-of-it")
        .is(200)
        .has(&["Nothing is said of it"]);
    kb.get("/history/backup%20(group")
        .is(400)
        .has(&["<mark class=\"fault\">"]);
}

#[test]
fn lists_are_filtered_and_paged() {
    let kb = served();
    kb.get("/tags").is(200).has(&[
        "href=\"/history/replication\"",
        "href=\"/?tag=replication\"",
    ]);
    kb.get("/releases")
        .is(200)
        .has(&["href=\"/release/Mitaka\"", "href=\"/?release=Mitaka\""]);
    kb.get("/recaps?project=storage")
        .is(200)
        .has(&["2 recaps", "Remove project storage"]);
    kb.get("/decisions")
        .is(200)
        .has(&["3 decisions", "notes/2015-11-04-storage-mitaka.md:15"]);
    kb.get("/decisions?release=newton&strong=1").has(&[
        "1 decision<",
        "selected>Newton",
        "checked",
    ]);
    kb.get("/actions")
        .is(200)
        .has(&["3 actions", "to do", "done"]);
    kb.get("/actions?open=1")
        .has(&["2 actions", "Remove open 1"]);
    kb.get("/actions?owner=nobody")
        .is(200)
        .has(&["0 actions", "No note has owner <b>nobody</b>"]);
    let notes: Vec<(String, String)> = (0..120)
        .map(|n| {
            (
                format!("notes/{n}.md"),
                format!("---\ndate: 2016-01-02\n---\n# Note {n}\n\nSame words here {n}.\n"),
            )
        })
        .collect();
    let notes: Vec<(&str, &str)> = notes
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let kb = Served::new(&notes);
    kb.get("/recaps")
        .has(&["120 recaps", "page 1 of 3", "href=\"/recaps?page=2\""]);
    kb.get("/recaps?page=3")
        .has(&["page 3 of 3", "rel=\"prev\" href=\"/recaps?page=2\""]);
    kb.get("/?q=words&page=2").has(&[
        "page 2 of 6",
        "start=\"21\"",
        "href=\"/?q=words\"",
        "href=\"/?q=words&#38;page=3\"",
    ]);
}

#[test]
fn a_recap_has_its_facts_and_topics() {
    let kb = served();
    kb.get(&format!("/recap/{MITAKA}.md")).is(200).has(&[
        "<h1>Storage Mitaka recap</h1>",
        "from front matter",
        "Mitaka Design Summit",
        "class=\"d1\"><a class=\"go\"",
        "It was agreed to wait for it.",
        "mend the count of quotas",
    ]);
}

#[test]
fn no_path_that_is_asked_for_is_opened() {
    let kb = served();
    std::fs::write(kb.outside().join("secret.md"), "# secret words\n").unwrap();
    for path in [
        "/recap/../secret.md",
        "/recap/%2e%2e/secret.md",
        "/recap/..%2fsecret.md",
        "/recap/..%5csecret.md",
        "/recap/notes/../../secret.md",
        "/recap/notes/../kb.toml",
        "/recap/kb.toml",
        "/recap//etc/passwd",
        "/recap?key=/etc/passwd",
        "/recap?key=../secret.md",
        "/recap/notes/2015-11-04-storage-mitaka.md%00.html",
        "/assets/../../kb.toml",
        "/assets/kb.css",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/topic/%ff",
    ] {
        kb.get(path).is(404).lacks(&["secret words", "root:"]);
    }
}

#[test]
fn what_notes_say_is_text() {
    let kb = served();
    let topics = kb.get("/api/topics?path=hostile").body;
    assert!(topics.contains("hostility"), "{topics}");
    for path in [
        "/",
        "/?q=hostility",
        "/?q=turned",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/?q=%22%3E%3Cimg+src=x+onerror=alert(1)%3E",
        "/?q=a&tag=%3Cscript%3E&release=%22onload=",
        "/topic/hostility",
        "/topic/%3Cscript%3Ealert(1)%3C/script%3E",
        "/recap/notes/hostile.md",
        "/recap/%3Cscript%3Ealert(1)%3C/script%3E",
        "/release/%27onmouseover=window.__pwn=1",
        "/release/%3Cscript%3E",
        "/history/hostility",
        "/history/%3Cscript%3E",
        "/matrix",
        "/tags",
        "/recaps",
        "/decisions",
    ] {
        let page = kb.get(path);
        assert!(
            [200, 404, 400].contains(&page.status),
            "{path}: {}",
            page.status
        );
        let own = page.body.matches("<script").count();
        assert_eq!(own, 1, "{path}: {}", page.body);
        let text = page.body.to_lowercase();
        for bad in [
            "<img src=x",
            "<svg/",
            "<b onclick",
            "href=\"javascript",
            "evil.example/p.png\"",
            "='onmouse",
        ] {
            assert!(!text.contains(bad), "{path}: {bad}");
        }
        let hostile = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!page.body.contains(hostile), "{path}");
    }
}

#[test]
fn methods_and_versions() {
    let kb = served();
    let head = kb.ask("HEAD", "/tags");
    assert_eq!(
        (head.is(200).body.as_str(), head.header("content-type")),
        ("", "text/html; charset=utf-8")
    );
    for method in ["POST", "PUT", "DELETE"] {
        kb.ask(method, "/tags").is(405);
        kb.ask(method, "/").is(405);
    }
    let version = kb.get("/version").is(200).body.clone();
    kb.get("/").has(&[&format!("data-version=\"{version}\"")]);
    kb.note(
        "notes/new.md",
        "# A new note\n\n## Brandnew\n\nIt came later.\n",
    );
    kb.until("/version", |reply| reply.body != version);
    kb.get("/?q=brandnew").has(&["A new note"]);
}

#[test]
fn old_answers_say_so() {
    let kb = served();
    kb.note("kb.toml", "exclude = [");
    let told = |reply: &Reply| reply.body.contains("role=\"note\"");
    kb.until("/tags", told).is(200).has(&[
        "<p class=\"notice\" role=\"note\">",
        "may be older than the notes",
    ]);
}
