//! A browser of its own for each test, with a profile that nothing else has used.

use fantoccini::elements::Element;
use fantoccini::error::NewSessionError;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const DRIVER: &str = "/usr/bin/chromedriver";
const BROWSER: &str = "/usr/bin/chromium";
/// How long something may take on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often a test begins again in a new browser where the browser itself has crashed: seldom, and no word on kb.
const ATTEMPTS: usize = 3;

/// A browser; it ends when this goes.
pub(crate) struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
    _profile: TempDir,
}

/// A command that the driver knows and the client does not.
#[derive(Debug)]
struct Raw(&'static str, Value);

impl WebDriverCompatibleCommand for Raw {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or(""), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (hyper::Method, Option<String>) {
        (hyper::Method::POST, Some(self.1.to_string()))
    }
}

/// Whether there is a browser to test with.
#[allow(clippy::print_stderr, reason = "a test that is left out says so")]
fn is_there() -> bool {
    let there = Path::new(DRIVER).exists() && Path::new(BROWSER).exists();
    if !there {
        let required = std::env::var("KB_TEST_TOOLS").is_ok_and(|value| value == "required");
        assert!(!required, "{DRIVER} and {BROWSER} are wanted");
        eprintln!("SKIPPED: {DRIVER} or {BROWSER} is missing");
    }
    there
}

/// Runs a test in a browser, if there is one.
pub(crate) fn in_browser(test: impl Fn(&Browser)) {
    with_preferences(&json!({}), test);
}

/// Runs a test in a browser with these preferences, if there is one. What fails in a browser that still answers fails
/// the test at once.
pub(crate) fn with_preferences(prefs: &Value, test: impl Fn(&Browser)) {
    if !is_there() {
        return;
    }
    for _ in 1..ATTEMPTS {
        let browser = Browser::started(prefs);
        match catch_unwind(AssertUnwindSafe(|| test(&browser))) {
            Ok(()) => return,
            Err(failure) if browser.answers() => resume_unwind(failure),
            Err(_) => {}
        }
    }
    test(&Browser::started(prefs));
}

impl Browser {
    /// A browser with these preferences; one that does not start is tried again.
    fn started(prefs: &Value) -> Self {
        let attempts = (1..ATTEMPTS).find_map(|_| Self::new(prefs).ok());
        attempts.unwrap_or_else(|| Self::new(prefs).unwrap())
    }

    fn new(prefs: &Value) -> Result<Self, NewSessionError> {
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Command::new(DRIVER)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let mut ports = lines.map_while(Result::ok).filter_map(|line| {
            let port = line.split("successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = ports.next().unwrap();
        std::thread::spawn(move || ports.for_each(drop));
        let runtime = Runtime::new().unwrap();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(profile.path(), prefs));
        let address = format!("http://127.0.0.1:{port}");
        let client = match runtime.block_on(builder.connect(&address)) {
            Ok(client) => client,
            Err(error) => {
                let _ = driver.kill();
                let _ = driver.wait();
                return Err(error);
            }
        };
        let browser = Self {
            runtime,
            client,
            driver,
            _profile: profile,
        };
        // Of several browsers at most one has the focus, and what looks otherwise with it would not.
        browser.cdp(
            "Emulation.setFocusEmulationEnabled",
            &json!({ "enabled": true }),
        );
        Ok(browser)
    }

    /// Whether it still does what it is asked. A dialog that is open is an answer: one of the page.
    fn answers(&self) -> bool {
        let asked = self.client.execute("return 1", Vec::new());
        match self.runtime.block_on(asked) {
            Ok(_) => true,
            Err(error) => error.to_string().contains("alert"),
        }
    }

    /// Opens an address, and waits until all of its page is there: of a page of many frames the driver may come back before.
    #[track_caller]
    pub(crate) fn open(&self, address: &str) {
        let opened = self.runtime.block_on(self.client.goto(address));
        opened.unwrap_or_else(|error| panic!("{address}: {error}"));
        self.until("document.readyState === 'complete'");
    }

    /// What a script returns.
    #[track_caller]
    pub(crate) fn js(&self, script: &str) -> Value {
        let run = self
            .runtime
            .block_on(self.client.execute(script, Vec::new()));
        run.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The text that an expression comes to.
    #[track_caller]
    pub(crate) fn text(&self, expression: &str) -> String {
        let value = self.js(&format!("return String({expression})"));
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub(crate) fn until(&self, expression: &str) {
        let begun = Instant::now();
        while self.js(&format!("return Boolean({expression})")) != true {
            let page = || self.text("document.body.innerText");
            assert!(
                begun.elapsed() < PATIENCE,
                "never: {expression} in {}",
                page()
            );
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// The first element of a selector, as soon as there is one.
    #[track_caller]
    pub(crate) fn find(&self, selector: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE);
        let found = self
            .runtime
            .block_on(wait.for_element(Locator::Css(selector)));
        found.unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// Clicks the first element of a selector.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.runtime.block_on(element.click()).unwrap();
    }

    /// Types into whatever has the focus. What gets it may not be drawn yet: it is tried until it can be typed into.
    #[track_caller]
    pub(crate) fn keys(&self, text: &str) {
        let started = Instant::now();
        loop {
            let typed = async {
                let element = self.client.active_element().await?;
                element.send_keys(text).await
            };
            match self.runtime.block_on(typed) {
                Ok(()) => return,
                Err(error) => assert!(started.elapsed() < PATIENCE, "{error}"),
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Goes back in the history.
    pub(crate) fn back(&self) {
        self.runtime.block_on(self.client.back()).unwrap();
    }

    /// Asks the browser's own protocol.
    pub(crate) fn cdp(&self, command: &str, params: &Value) -> Value {
        let raw = Raw(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": params }),
        );
        self.runtime.block_on(self.client.issue_cmd(raw)).unwrap()
    }

    /// What the console has said since it was last asked.
    pub(crate) fn console(&self) -> Vec<String> {
        let raw = Raw("se/log", json!({ "type": "browser" }));
        let log = self.runtime.block_on(self.client.issue_cmd(raw)).unwrap();
        let entries = log.as_array().cloned().unwrap_or_default();
        let messages = entries
            .iter()
            .map(|entry| entry["message"].as_str().unwrap_or("").to_owned());
        messages.collect()
    }

    /// Makes the page so wide and high, as a phone's where it is narrow.
    pub(crate) fn size(&self, width: u32, height: u32) {
        let params = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.cdp("Emulation.setDeviceMetricsOverride", &params);
    }

    /// Has the browser want dark pages, or light ones.
    pub(crate) fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let feature = json!({ "name": "prefers-color-scheme", "value": value });
        self.cdp(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [feature] }),
        );
    }

    /// A picture of what is shown.
    pub(crate) fn picture(&self) -> Vec<u8> {
        self.runtime.block_on(self.client.screenshot()).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn capabilities(profile: &Path, prefs: &Value) -> Capabilities {
    let args = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
    ];
    let mut args: Vec<String> = args.map(str::to_owned).to_vec();
    args.push(format!("--user-data-dir={}", profile.display()));
    let options = json!({ "binary": BROWSER, "args": args, "prefs": prefs });
    let wanted = json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
        // A dialog of a page stays open, and whatever is asked next fails.
        "unhandledPromptBehavior": "ignore",
    });
    wanted.as_object().cloned().unwrap_or_default()
}
