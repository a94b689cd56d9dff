//! Looking at a page as it really is: whether everybody can use it (axe-core), whether it fits, whether it keeps to the words of
//! the house; and its pictures, in every size.

use std::{env, fs, path::PathBuf, time::Duration};

use sendoff_words::avoided_in;
use serde_json::Value;
use tokio::time::sleep;

use crate::{driver::Window, keys::CONTROL, sharing::Recording};

/// axe-core, as the UI's own tests use it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");

/// Every rule of axe, contrast included; what it finds, in short.
const RUN_AXE: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map((one) => one.id + ': ' + one.nodes.map((node) =>
            node.html.slice(0, 200) + ' ' + node.any.map((check) => check.message).join(' ')).join(' | '))),
        (error) => done([String(error)]))";

/// What sticks out at the sides.
const SIDEWAYS: &str = "const wide = (one) => one.scrollWidth > one.clientWidth + 1;
    return [document.scrollingElement, ...document.querySelectorAll('main, nav, header, footer, dialog')]
        .filter(wide).map((one) => one.tagName)";

/// Whether the primary button cannot be brought into view whole.
const CUT_OFF: &str = "const button = document.querySelector('#primary');
    if (!button || button.offsetParent === null) return false;
    const scrolled = document.scrollingElement.scrollTop;
    button.scrollIntoView({ block: 'nearest' });
    const { left, right, top, bottom } = button.getBoundingClientRect();
    document.scrollingElement.scrollTop = scrolled;
    return left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1";

/// Whether a part of the explained error that has focus is out of view, although there is room for all of it.
const ERROR_CUT_OFF: &str = "const error = document.activeElement?.closest('[data-problem]');
    if (!error) return false;
    const { top, bottom, height } = error.getBoundingClientRect();
    const page = document.querySelector('main').getBoundingClientRect();
    const [first, last] = [Math.max(page.top, 0), Math.min(page.bottom, innerHeight)];
    return height < last - first && (top < first - 1 || bottom > last + 1)";

/// Our own words on the page, one text after the other: without those of portal and application, values, scripts, Details and
/// Raw, and without what only says them again to a screen reader.
const OUR_WORDS: &str =
    "const theirs = '.portal, .value, [role=status], script, style, pre, details dl, .raw, textarea, input, \
        [data-block=copy-rows] .label, [data-block=exact-match] .label';
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [document.title];
    for (let one = walk.nextNode(); one; one = walk.nextNode())
        if (/\\p{L}/u.test(one.data) && !one.parentElement.closest(theirs)) texts.push(one.data.trim());
    return texts";

/// Filled buttons in view: one wherever the person is to act, never two (ux-spec 19, 1).
const FILLED: &str = "const shown = document.querySelector('dialog[open]') ?? document;
    return [...shown.querySelectorAll('button.filled')].filter((one) => one.offsetParent !== null).length";

/// A size in which pages are looked at.
struct Size {
    name: &'static str,
    width: u32,
    height: u32,
    /// How often Ctrl+= is pressed.
    zooms: usize,
}

const fn size(name: &'static str, width: u32, height: u32, zooms: usize) -> Size {
    Size { name, width, height, zooms }
}

/// Sizes in which every page must fit.
const SIZES: [Size; 3] =
    [size("1080x760", 1080, 760, 0), size("800x600", 800, 600, 0), size("200percent", 1080, 760, 5)];

/// For pictures alone: a window so high that the whole page stands in it.
const WHOLE: [Size; 2] = [size("whole", 1080, 1800, 0), size("200percent-whole", 1080, 2400, 5)];

/// Where this is set, the tour leaves its pictures (`cargo xtask screens`).
const PICTURES: &str = "SENDOFF_PICTURES";

/// What is done with the pages that are looked at.
#[derive(Default)]
pub(crate) struct Looks {
    /// `light` or `dark`, where pages are looked at in every size; without it a page is checked in the size it has.
    pub(crate) tour: Option<&'static str>,
    /// Everything that can be read, for a test about what must not be.
    pub(crate) recording: Option<Recording>,
    /// What is wrong with the pages so far, so that one walk finds all of it.
    pub(crate) wrong: Vec<String>,
    /// Begins the names of the pictures.
    part: &'static str,
    seen: usize,
}

impl Window {
    /// Looks at the page under this name, in every size on a tour.
    pub(crate) async fn look(&self, name: &str) {
        self.check(name).await;
        if self.looks.borrow().tour.is_some() {
            self.in_every_size(name).await;
        }
    }

    /// Looks at the page in the size it has.
    pub(crate) async fn look_as_it_is(&self, name: &str) {
        self.check(name).await;
        self.note(name, self.misfits().await);
        if env::var_os(PICTURES).is_some() {
            self.picture(&self.next_stem(name)).await;
        }
    }

    async fn check(&self, name: &str) {
        self.still().await;
        self.record(name).await;
        let mut violations = self.violations().await;
        if !violations.is_empty() {
            // Unless the page was still coming in when it was looked at, it is found again.
            self.still().await;
            violations = self.violations().await;
        }
        self.note(name, violations);
        self.note(name, self.avoided_words().await);
        let filled = self.ask(FILLED, vec![]).await;
        if filled.as_u64() > Some(1) {
            self.note(name, vec![format!("{filled} filled buttons")]);
        }
    }

    async fn in_every_size(&self, name: &str) {
        let pictures = env::var_os(PICTURES).is_some();
        let whole = if pictures { &WHOLE[..] } else { &[] };
        let stem = self.next_stem(name);
        for size in SIZES.iter().chain(whole) {
            self.resize(size.width, size.height).await;
            self.zoom_in(size.zooms).await;
            self.note(&format!("{name} at {}", size.name), self.misfits().await);
            if pictures {
                self.picture(&format!("{stem}.{}", size.name)).await;
            }
            self.zoom_back(size.zooms, size.width).await;
        }
        self.resize(SIZES[0].width, SIZES[0].height).await;
    }

    /// Ends a walk: nothing that was looked at may be wrong.
    pub(crate) fn nothing_was_wrong(&self) {
        let wrong = &self.looks.borrow().wrong;
        assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    /// From now on every page is looked at in every size, and counted on from `seen`.
    pub(crate) fn begin_tour(&self, theme: &'static str, part: &'static str, seen: usize) {
        let mut looks = self.looks.borrow_mut();
        (looks.tour, looks.part, looks.seen) = (Some(theme), part, seen);
    }

    /// How many pages were looked at, and what was wrong with them.
    pub(crate) fn take_looks(&self) -> (usize, Vec<String>) {
        let mut looks = self.looks.borrow_mut();
        (looks.seen, std::mem::take(&mut looks.wrong))
    }

    /// How the name of the next picture begins: where it stands in the tour, what it shows, and the theme.
    fn next_stem(&self, name: &str) -> String {
        let mut looks = self.looks.borrow_mut();
        looks.seen += 1;
        format!("{}{:02}-{name}.{}", looks.part, looks.seen, looks.tour.unwrap_or_default())
    }

    fn note(&self, name: &str, wrong: Vec<String>) {
        self.looks.borrow_mut().wrong.extend(wrong.into_iter().map(|one| format!("{name}: {one}")));
    }

    /// What axe-core finds.
    async fn violations(&self) -> Vec<String> {
        if self.ask("return window.axe === undefined", vec![]).await == Value::Bool(true) {
            let axe = fs::read_to_string(AXE).expect("axe-core is installed with the UI's packages");
            self.ask(&format!("{axe}; window.axe = axe; return true"), vec![]).await;
        }
        let found = self.client.execute_async(RUN_AXE, vec![]).await.expect("axe runs");
        serde_json::from_value(found).expect("texts")
    }

    /// Words on the page that this house avoids.
    async fn avoided_words(&self) -> Vec<String> {
        let texts: Vec<String> = serde_json::from_value(self.ask(OUR_WORDS, vec![]).await).expect("texts");
        let avoided = |text: String| avoided_in(&text).map(|word| format!("{word:?} in {text:?}"));
        texts.into_iter().filter_map(avoided).collect()
    }

    /// What does not fit into the window as it is.
    pub(crate) async fn misfits(&self) -> Vec<String> {
        let sideways = self.ask(SIDEWAYS, vec![]).await;
        let sideways: Vec<String> = serde_json::from_value(sideways).expect("names");
        let mut found: Vec<String> = sideways.into_iter().map(|name| format!("{name} scrolls sideways")).collect();
        if self.ask(CUT_OFF, vec![]).await == Value::Bool(true) {
            found.push("the primary button is cut off".to_owned());
        }
        if self.ask(ERROR_CUT_OFF, vec![]).await == Value::Bool(true) {
            found.push("the explained error is cut off".to_owned());
        }
        found
    }

    async fn zoom_in(&self, times: usize) {
        for _ in 0..times {
            self.chord(&[CONTROL], "=").await;
        }
        if times > 0 {
            self.until("return innerWidth <= 541").await;
            self.frame().await;
        }
    }

    async fn zoom_back(&self, times: usize, width: u32) {
        if times > 0 {
            self.chord(&[CONTROL], "0").await;
            self.until(&format!("return innerWidth === {width}")).await;
            self.frame().await;
        }
    }

    /// Takes a picture of the window into `target/screens`.
    pub(crate) async fn picture(&self, name: &str) {
        let picture = self.drawn().await;
        fs::write(screens().join(format!("{name}.png")), picture).expect("a file");
    }

    /// Waits for the next frame: what was laid out is drawn with it, and what begins to move has begun.
    pub(crate) async fn frame(&self) {
        let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.client.execute_async(drawn, vec![]).await.expect("the window draws");
    }

    /// The window as it is drawn.
    pub(crate) async fn drawn(&self) -> Vec<u8> {
        self.frame().await;
        // The driver takes what was drawn last, which may still be the frame before.
        sleep(Duration::from_millis(30)).await;
        self.client.screenshot().await.expect("a picture")
    }

    async fn record(&self, name: &str) {
        if self.looks.borrow().recording.is_none() {
            return;
        }
        let markup = self.ask("return new XMLSerializer().serializeToString(document)", vec![]).await;
        let values = "return [...document.querySelectorAll('input, textarea')].map((one) => one.value).join('\\n')";
        let values = self.ask(values, vec![]).await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (title, seen, picture) = (self.title().await, self.text("body").await, self.drawn().await);
        if let Some(recording) = &mut self.looks.borrow_mut().recording {
            recording
                .add(name, &[("title", title), ("text", seen), ("markup", text(&markup)), ("fields", text(&values))]);
            recording.picture(name, picture);
        }
    }
}

/// Where pictures of the window go.
pub(crate) fn screens() -> PathBuf {
    let here = env::current_exe().unwrap_or_default();
    let folder = here.ancestors().nth(3).map(PathBuf::from).unwrap_or_default().join("screens");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}
