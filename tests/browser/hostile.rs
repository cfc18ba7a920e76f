//! Nothing that a note or an address says runs or loads anything: because it is cleaned, and because of the policy alone.

use crate::corpus;
use crate::driver::{Browser, in_browser};
use crate::server::Served;
use serde_json::json;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use url::form_urlencoded::byte_serialize;

/// Listens, and knows what it was asked for.
struct Listener {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// A server of the test: answers every path with what `answer` makes of it.
fn listen(answer: impl Fn(&str) -> String + Send + 'static) -> Listener {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let path = answered(stream, &answer).unwrap_or_default();
            heard.lock().unwrap().push(path);
        }
    });
    Listener { address, asked }
}

impl Listener {
    /// That nobody asked for anything. A browser may open a connection before it knows that the policy forbids to ask.
    #[track_caller]
    fn was_asked_nothing(&self) {
        let asked = self.asked.lock().unwrap();
        let asked: Vec<&String> = asked.iter().filter(|path| !path.is_empty()).collect();
        assert_eq!(asked, Vec::<&String>::new());
    }

    /// That nobody came at all.
    #[track_caller]
    fn was_left_alone(&self) {
        assert_eq!(*self.asked.lock().unwrap(), Vec::<String>::new());
    }
}

fn answered(mut stream: TcpStream, answer: &impl Fn(&str) -> String) -> std::io::Result<String> {
    stream.set_read_timeout(Some(std::time::Duration::from_millis(500)))?;
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head);
    let path = head.split(' ').nth(1).unwrap_or("").to_owned();
    stream.write_all(answer(&path).as_bytes())?;
    Ok(path)
}

/// That nothing ran in the page that is open, and that all it loaded is its own.
#[track_caller]
fn harmless(browser: &Browser, what: &str) {
    let seen = browser.js(
        "return [typeof window.__pwn, performance.getEntriesByType('resource').map((e) => e.name)
            .filter((name) => !name.startsWith(location.origin + '/')), location.href]",
    );
    assert_eq!(
        (&seen[0], &seen[1]),
        (&json!("undefined"), &json!([])),
        "{what}: {seen}"
    );
}

/// A part of a path with what a file system takes.
fn file_name(line: &str) -> String {
    let kept = line.chars().filter(|c| !matches!(c, '/' | '\0' | '\n'));
    kept.take(80).collect()
}

fn note(line: &str) -> String {
    let (quoted, one) = (json!(line).to_string(), line.replace('\n', " "));
    format!(
        "---\ntitle: {quoted}\nproject: {quoted}\nrelease: {quoted}\nevent: {quoted}\ntags: [{quoted}]\nauthors: [{quoted}]\ndate: 2016-05-06\n---\n\
         # {one}\n\n{line}\n\nstandsomewhere {one}\n\n## Sub {one}\n\nDecision: {one}\n\n### Action items\n\n- [ ] {one}\n\n\
         ## Priorities\n\n1. {one}\n2. two {one}\n"
    )
}

/// Ends what a line may have left open, so that the next one is read by itself.
const END: &str = "\n\n</script></style></textarea></pre>--> ?> ]]>\n\n";
/// Lines that stand in one topic, or in one address.
const TOGETHER: usize = 10;

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

#[test]
fn nothing_of_a_note_runs() {
    in_browser(|browser| {
        let listener = listen(|_| String::new());
        let lines = corpus::all(&listener.address);
        let alone = lines.iter().enumerate();
        let alone =
            alone.map(|(at, line)| (format!("notes/{at:03} {}.md", file_name(line)), note(line)));
        let together = lines.chunks(TOGETHER).enumerate();
        let together = together.map(|(at, some)| {
            (
                format!("notes/all{at}.md"),
                format!("# All\n\n{}", some.join(END)),
            )
        });
        let notes: Vec<(String, String)> = alone.chain(together).collect();
        let notes: Vec<(&str, &str)> = notes
            .iter()
            .map(|(p, t)| (p.as_str(), t.as_str()))
            .collect();
        let kb = Served::new(&notes);
        let mut paths: Vec<String> = [
            "/",
            "/matrix",
            "/tags",
            "/tags?page=2",
            "/releases",
            "/decisions?page=2",
            "/actions",
        ]
        .map(str::to_owned)
        .to_vec();
        // The lists show every title, tag, name and path.
        paths.extend(
            (1..=lines.len().div_ceil(20)).map(|page| format!("/?q=standsomewhere&page={page}")),
        );
        paths.extend((1..=5).map(|page| format!("/recaps?page={page}")));
        paths.extend(
            (0..lines.len().div_ceil(TOGETHER))
                .map(|at| format!("/topic?id=notes%2Fall{at}%23all")),
        );
        let topics: serde_json::Value =
            serde_json::from_str(&kb.get("/api/topics?limit=1000").body).unwrap();
        let ids = topics["topics"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|topic| topic["id"].as_str());
        // A topic, a history, a release, a recap of some of them.
        paths.extend(
            ids.step_by(40)
                .map(|id| format!("/topic?id={}", encoded(id))),
        );
        for (at, line) in lines.iter().enumerate().step_by(25) {
            paths.push(format!("/history?about={}", encoded(line)));
            paths.push(format!("/release?name={}", encoded(line)));
            paths.push(format!(
                "/recap?key={}",
                encoded(&format!("notes/{at:03} {}.md", file_name(line)))
            ));
        }
        for path in &paths {
            browser.open(&kb.at(path));
            harmless(browser, path);
        }
        nothing_was_stopped(browser);
        listener.was_left_alone();
    });
}

/// The console tells of nothing that had to be stopped.
#[track_caller]
fn nothing_was_stopped(browser: &Browser) {
    let told: Vec<String> = browser
        .console()
        .into_iter()
        .filter(|said| is_told(said))
        .collect();
    assert_eq!(told, Vec::<String>::new());
}

/// Whether the console tells of something that was stopped, and not of a page that is not there.
fn is_told(said: &str) -> bool {
    !said.contains("status of 40")
}

#[test]
fn nothing_of_an_address_runs() {
    in_browser(|browser| {
        let listener = listen(|_| String::new());
        let lines = corpus::all(&listener.address);
        let kb = Served::new(&[("notes/a.md", "# A\n\nwords\n")]);
        let mut paths = Vec::new();
        for some in lines.chunks(TOGETHER) {
            let named = |name: &str| {
                some.iter()
                    .map(|line| format!("&{name}={}", encoded(line)))
                    .collect::<String>()
            };
            paths.push(format!(
                "/?q={}{}{}{}",
                encoded(&some[0]),
                named("tag"),
                named("release"),
                named("project")
            ));
        }
        for (at, line) in lines.iter().enumerate().step_by(5) {
            let line = encoded(line);
            // Each in one place; the places go round.
            paths.push(match at / 5 % 5 {
                0 => format!("/history?about={line}"),
                1 => format!("/topic?id={line}"),
                2 => format!("/recap?key={line}"),
                3 => format!("/release?name={line}"),
                _ => format!("/actions?owner={line}&release={line}"),
            });
        }
        for path in &paths {
            browser.open(&kb.at(path));
            harmless(browser, path);
        }
        // A line that is typed comes back as a part of a page.
        for some in lines.chunks(3).step_by(16) {
            let typed = json!(some.join(" "));
            browser.open(&kb.at("/"));
            browser.js(&format!("const q = document.getElementById('q'); q.value = {typed}; q.dispatchEvent(new Event('input', {{ bubbles: true }}))"));
            browser.until("location.search.length > 9");
            harmless(browser, "typed");
        }
        nothing_was_stopped(browser);
        listener.was_left_alone();
    });
}

#[test]
fn the_policy_holds_alone() {
    in_browser(|browser| {
        let evil = listen(|_| String::new());
        let lines = corpus::policed(&evil.address);
        let kb = Served::new(&[("notes/a.md", "# A\n\nwords\n")]);
        let policy = kb.get("/").header("content-security-policy").to_owned();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        // The lines stand in frames of one page, which the policy forbids, and that is all that it forbids less.
        let policy = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
        let raw = lines.clone();
        let server = listen(move |path| match path.trim_matches('/').parse::<usize>() {
            Ok(at) => page(raw.get(at).map_or("", String::as_str), &policy),
            Err(_) => {
                let frames = (0..raw.len()).map(|at| format!("<iframe src=/{at}></iframe>"));
                answer(&frames.collect::<String>(), "X-Test: 1")
            }
        });
        browser.open(&server.address);
        let ran = browser.js("return [window, ...Array.from({ length: frames.length }, (_, at) => frames[at])].map((frame) => [typeof frame.__pwn, frame.document.body !== null])");
        let ran = ran.as_array().unwrap();
        assert_eq!(ran.len(), lines.len() + 1);
        for (at, of_frame) in ran.iter().enumerate() {
            assert_eq!(
                *of_frame,
                json!(["undefined", true]),
                "{:?}",
                lines.get(at.wrapping_sub(1))
            );
        }
        evil.was_asked_nothing();
    });
}

/// A page with a line as it stands, in a text and in an attribute, as if nobody cleaned it.
fn page(line: &str, policy: &str) -> String {
    let body = format!(
        "<!doctype html><meta charset=utf-8><title>t</title><p title=\"{line}\">a</p><div>{line}</div>"
    );
    answer(&body, &format!("Content-Security-Policy: {policy}"))
}

fn answer(body: &str, header: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}
