//! The window through WebDriver, in words of what a person does and sees.

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, error::CmdError, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{
    keys::CONTROL,
    look::Looks,
    stage::{HANG, Stage},
};

/// With what the person works.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hand {
    Mouse,
    Keyboard,
}

/// One open window.
pub(crate) struct Window {
    pub(crate) client: Client,
    pub(crate) hand: Hand,
    /// What is done with every page that is looked at.
    pub(crate) looks: RefCell<Looks>,
}

impl Window {
    /// Starts the program and waits for its first page.
    pub(crate) async fn open(stage: &Stage) -> Self {
        Self::open_for(stage, Hand::Mouse).await
    }

    /// The same for somebody who works with the keyboard alone, or with the mouse too.
    pub(crate) async fn open_for(stage: &Stage, hand: Hand) -> Self {
        // One that is still ending would answer in the place of this one.
        stage.empty().await;
        let (binary, arguments) = stage.program();
        let options = json!({ "binary": binary, "args": arguments });
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let client = connect(&stage.driver(), capabilities, || stage.log()).await;
        let window = Self { client, hand, looks: RefCell::default() };
        let banner = if stage.is_real() { "" } else { " .banner .practice" };
        window.see(&format!("[data-page=connections]{banner}")).await;
        window
    }

    /// Closes the window and with it the program.
    pub(crate) async fn close(self) {
        let _ = self.client.close().await;
    }

    /// Waits until a page is shown, its heading has focus and nothing moves any more; then looks at it.
    pub(crate) async fn page(&self, name: &str) {
        self.see(&format!("[data-page={name}] main")).await;
        self.until("return document.activeElement?.id === 'page-heading'").await;
        self.look(name).await;
    }

    /// Waits until nothing moves any more.
    pub(crate) async fn still(&self) {
        self.frame().await;
        let still = "return document.getAnimations().every((one) => one.playState !== 'running'
            || one.effect.getComputedTiming().iterations === Infinity)";
        self.until(still).await;
    }

    /// Waits until this is there.
    pub(crate) async fn see(&self, selector: &str) -> Element {
        let begun = Instant::now();
        loop {
            // A page that is drawn anew while it is searched gives an error too.
            match self.client.find(Locator::Css(selector)).await {
                Ok(element) => return element,
                Err(error) if begun.elapsed() > HANG => {
                    panic!("{selector} does not appear: {error}; shown is:\n{}", self.text("body").await)
                }
                Err(_) => sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Waits until this is gone.
    pub(crate) async fn gone(&self, selector: &str) {
        self.until(&format!("return !document.querySelector(`{selector}`)")).await;
    }

    /// Whether this is there now.
    pub(crate) async fn has(&self, selector: &str) -> bool {
        !self.client.find_all(Locator::Css(selector)).await.expect("the driver answers").is_empty()
    }

    /// Presses what matches, with the hand that is used.
    pub(crate) async fn press(&self, selector: &str) {
        match self.hand {
            Hand::Mouse => self.click(selector).await,
            Hand::Keyboard => self.press_by_key(selector).await,
        }
    }

    /// Goes to a field and types in the place of what stands there.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        match self.hand {
            Hand::Mouse => self.click_into(selector).await,
            Hand::Keyboard => self.tab_to(selector).await,
        }
        self.chord(&[CONTROL], "a").await;
        self.type_keys(text).await;
    }

    /// A line that comes in above a field moves it away under the press.
    async fn click_into(&self, selector: &str) {
        let begun = Instant::now();
        let focused = "return document.activeElement?.matches(arguments[0]) ?? false";
        self.click(selector).await;
        while self.ask(focused, vec![json!(selector)]).await != Value::Bool(true) {
            assert!(begun.elapsed() < HANG, "{selector} takes no focus; shown is:\n{}", self.text("body").await);
            self.click(selector).await;
        }
    }

    async fn click(&self, selector: &str) {
        let begun = Instant::now();
        // What is drawn anew between the look and the press is looked for again.
        while let Err(error) = self.click_once(selector).await {
            if begun.elapsed() < HANG {
                sleep(Duration::from_millis(50)).await;
                continue;
            }
            let over =
                "const { left, top, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
                return document.elementFromPoint(left + width / 2, top + height / 2)?.outerHTML.slice(0, 200)";
            let over = self.ask(over, vec![json!(selector)]).await;
            panic!("{selector} cannot be pressed: {error:?}; there is {over}; shown is:\n{}", self.text("body").await);
        }
    }

    async fn click_once(&self, selector: &str) -> Result<(), CmdError> {
        let element = self.see(selector).await;
        // As a person would scroll to it: the driver scrolls documents, not parts of them.
        let scroll = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
        self.client.execute(scroll, vec![json!(selector)]).await?;
        element.click().await
    }

    /// The words of what matches first.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        self.ask(script, vec![json!(selector)]).await.as_str().unwrap_or_default().to_owned()
    }

    /// The words of everything that matches.
    pub(crate) async fn texts(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim())";
        serde_json::from_value(self.ask(script, vec![json!(selector)]).await).expect("texts")
    }

    /// What stands in a field.
    pub(crate) async fn value(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.value ?? ''";
        self.ask(script, vec![json!(selector)]).await.as_str().unwrap_or_default().to_owned()
    }

    /// The id of what has focus.
    pub(crate) async fn focused(&self) -> String {
        self.ask("return document.activeElement?.id ?? ''", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// What a button does, by the word of its action.
    pub(crate) async fn action(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.dataset.action ?? ''";
        self.ask(script, vec![json!(selector)]).await.as_str().unwrap_or_default().to_owned()
    }

    /// The title of the page.
    pub(crate) async fn title(&self) -> String {
        self.client.title().await.expect("the driver answers")
    }

    /// Waits until a script gives true.
    pub(crate) async fn until(&self, script: &str) {
        let come = async {
            while self.ask(script, vec![]).await != Value::Bool(true) {
                sleep(Duration::from_millis(50)).await;
            }
        };
        let came = timeout(HANG, come).await.is_ok();
        assert!(came, "never true: {script}; shown is:\n{}", self.text("body").await);
    }

    /// Makes the window this large.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window has a size");
        self.until(&format!("return innerWidth === {width} && innerHeight === {height}")).await;
        // What the page does about its new size is done: it may scroll what has focus into view.
        self.frame().await;
    }

    /// Runs a script in the page.
    pub(crate) async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script:.200}: {error}"))
    }
}

/// A session with a driver that may still be starting.
pub(crate) async fn connect(driver: &str, capabilities: Capabilities, log: impl Fn() -> String) -> Client {
    let mut reason = String::new();
    let mut capabilities = capabilities;
    // A script ends when it is done: the driver's own limit of 30 seconds is a wish for a quick computer.
    capabilities.insert("timeouts".to_owned(), json!({ "script": 600_000 }));
    let connect = async {
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(driver).await {
                Ok(client) => return client,
                Err(error) => reason = error.to_string(),
            }
            sleep(Duration::from_millis(100)).await;
        }
    };
    let connected = timeout(HANG, connect).await;
    connected.unwrap_or_else(|_| panic!("no session: {reason}\n{}", log()))
}
