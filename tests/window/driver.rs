//! The window through WebDriver, in words of what a person does and sees.

use std::{fs, time::Duration};

use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    error::NewSessionError,
    wd::Capabilities,
};
use hyper_util::client::legacy::connect::HttpConnector;
use sendoff_tests::program;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::stage::{HANG, Stage};

/// The Control key (WebDriver 2, section 17.4.2, table of normalised keys).
pub(crate) const CONTROL: char = '\u{e009}';
/// The Shift key.
pub(crate) const SHIFT: char = '\u{e008}';

/// axe-core, as the UI's own tests use it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");

/// One open window.
pub(crate) struct Window {
    client: Client,
}

impl Window {
    /// Starts the program on the practice office and waits for its first page.
    pub(crate) async fn open(stage: &Stage) -> Self {
        let options = json!({ "binary": program("sendoff-desktop"), "args": ["--practice"] });
        let capabilities: Capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let connect = async {
            loop {
                let mut builder = ClientBuilder::new(HttpConnector::new());
                match builder.capabilities(capabilities.clone()).connect(&stage.driver()).await {
                    Ok(client) => return client,
                    // The driver is still starting.
                    Err(NewSessionError::Lost(_) | NewSessionError::Failed(_) | NewSessionError::FailedC(_)) => {
                        sleep(Duration::from_millis(100)).await;
                    }
                    Err(error) => panic!("no session: {error}\n{}", stage.log()),
                }
            }
        };
        let client = timeout(HANG, connect).await.expect("the driver starts the program");
        let window = Self { client };
        window.see("[data-page=connections] .banner .practice").await;
        window
    }

    /// Closes the window and with it the program.
    pub(crate) async fn close(self) {
        let _ = self.client.close().await;
    }

    /// Waits until a page is shown, its heading has focus and nothing moves any more; then takes its picture.
    pub(crate) async fn page(&self, name: &str) {
        self.see(&format!("[data-page={name}] main")).await;
        self.until("return document.activeElement?.id === 'page-heading'").await;
        self.until("return document.getAnimations().every((one) => one.playState !== 'running')").await;
        self.picture(name).await;
    }

    /// Waits until this is there.
    pub(crate) async fn see(&self, selector: &str) -> Element {
        let found =
            self.client.wait().at_most(HANG).every(Duration::from_millis(50)).for_element(Locator::Css(selector));
        match found.await {
            Ok(element) => element,
            Err(error) => panic!("{selector} does not appear: {error}; shown is:\n{}", self.text("body").await),
        }
    }

    /// Whether this is there now.
    pub(crate) async fn has(&self, selector: &str) -> bool {
        !self.client.find_all(Locator::Css(selector)).await.expect("the driver answers").is_empty()
    }

    /// Presses what matches.
    pub(crate) async fn click(&self, selector: &str) {
        let element = self.see(selector).await;
        // As a person would scroll to it: the driver scrolls documents, not parts of them.
        self.ask("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![json!(selector)])
            .await;
        if let Err(error) = element.click().await {
            panic!("{selector} cannot be pressed: {error:?}; shown is:\n{}", self.text("body").await);
        }
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

    /// Types into whatever has focus.
    pub(crate) async fn type_keys(&self, text: &str) {
        let element = self.client.active_element().await.expect("something has focus");
        element.send_keys(text).await.expect("it takes keys");
    }

    /// Presses a key while others are held.
    pub(crate) async fn chord(&self, held: &[char], key: &str) {
        let keys = key.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        let down = held.iter().map(|value| KeyAction::Down { value: *value });
        let up = held.iter().rev().map(|value| KeyAction::Up { value: *value });
        let chord = down.chain(keys).chain(up).fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.client.perform_actions(chord).await.expect("the keyboard works");
    }

    /// Makes the window this large.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window has a size");
        self.until(&format!("return innerWidth === {width}")).await;
    }

    /// Nothing is cut off at the sides, and the primary button can be reached whole.
    pub(crate) async fn fits(&self) {
        let sideways = "const wide = (one) => one.scrollWidth > one.clientWidth + 1;
            return [document.scrollingElement, ...document.querySelectorAll('main, nav, header, footer')].some(wide)";
        assert_eq!(self.ask(sideways, vec![]).await, Value::Bool(false), "something scrolls sideways");
        let cut = "const button = document.querySelector('#primary');
            button.scrollIntoView({ block: 'nearest' });
            const { left, right, top, bottom } = button.getBoundingClientRect();
            return left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1";
        assert_eq!(self.ask(cut, vec![]).await, Value::Bool(false), "the primary button is cut off");
    }

    /// Takes a picture of the window.
    pub(crate) async fn picture(&self, name: &str) {
        // What was laid out is drawn with the next frame.
        let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.client.execute_async(drawn, vec![]).await.expect("the window draws");
        let picture = self.client.screenshot().await.expect("a picture");
        fs::write(Stage::screens().join(format!("{name}.png")), picture).expect("a file");
    }

    /// Runs axe-core over the page as it really is, contrast included.
    pub(crate) async fn accessible(&self) {
        let axe = fs::read_to_string(AXE).expect("axe-core is installed with the UI's packages");
        self.ask(&format!("{axe}; window.axe = axe; return true"), vec![]).await;
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                ({ violations }) => done(violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' '))),
                (error) => done([String(error)]));";
        let violations = self.client.execute_async(run, vec![]).await.expect("axe runs");
        assert_eq!(violations, json!([]), "the page is not accessible");
    }

    /// Runs a script in the page.
    pub(crate) async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script:.200}: {error}"))
    }
}
