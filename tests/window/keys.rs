//! The keyboard: keys as the driver's own actions, never an element that is clicked and never focus made by a script.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};

use crate::driver::Window;

/// The Control key (WebDriver 2, section 17.4.2, table of normalised keys).
pub(crate) const CONTROL: char = '\u{e009}';
/// The Shift key.
pub(crate) const SHIFT: char = '\u{e008}';
/// The Alt key.
pub(crate) const ALT: char = '\u{e00a}';
/// Tab.
const TAB: char = '\u{e004}';
/// Enter.
pub(crate) const ENTER: &str = "\u{e007}";
/// Escape.
pub(crate) const ESCAPE: &str = "\u{e00c}";
/// Arrow down.
const DOWN: &str = "\u{e015}";
/// Arrow left.
pub(crate) const LEFT: &str = "\u{e012}";
/// F6.
pub(crate) const F6: &str = "\u{e036}";

/// More stops than any page has.
const MOST_STOPS: usize = 120;

/// What is asked of every stop: it shows that it has focus, and it is not hidden under footer or banner.
const STOP: &str = "const one = document.activeElement;
    if (!one || one === document.body) return { at: 'nothing', well: true };
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const at = one.outerHTML.slice(0, 160);
    const shows = (shown) => {
        const style = shown && getComputedStyle(shown);
        return !!style && ((style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none');
    };
    const ring = one.matches(':focus-visible') && [one, one.closest('label'), one.nextElementSibling].some(shows);
    const quiet = one.id === 'page-heading';
    const main = one.closest('main')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    const tall = bottom - top > main.bottom - main.top;
    const inView = tall || (top >= main.top - 1 && bottom <= main.bottom + 1 && left >= 0 && right <= innerWidth + 1);
    return { at, well: (ring || quiet) && inView, ring, inView, top, bottom, main: [main.top, main.bottom], left, right, wide: innerWidth };";

impl Window {
    /// Types into whatever has focus.
    pub(crate) async fn type_keys(&self, text: &str) {
        self.chord(&[], text).await;
    }

    /// Presses keys while others are held.
    pub(crate) async fn chord(&self, held: &[char], keys: &str) {
        let keys = keys.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        let down = held.iter().map(|value| KeyAction::Down { value: *value });
        let up = held.iter().rev().map(|value| KeyAction::Up { value: *value });
        let chord = down.chain(keys).chain(up).fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.client.perform_actions(chord).await.expect("the keyboard works");
    }

    /// Tab after Tab until this has focus. Every stop on the way must show itself.
    pub(crate) async fn tab_to(&self, selector: &str) {
        self.see(selector).await;
        let mut seen = Vec::new();
        for _ in 0..MOST_STOPS {
            if self.has_focus(selector).await {
                return;
            }
            self.type_keys(&TAB.to_string()).await;
            // What has focus is scrolled into view with the next frame.
            self.frame().await;
            let stop = self.ask(STOP, vec![]).await;
            assert_eq!(stop["well"], Value::Bool(true), "a stop that does not show itself: {stop}");
            seen.push(stop["at"].as_str().unwrap_or_default().to_owned());
        }
        panic!("{selector} is not reached by Tab; stops were:\n{}", seen.join("\n"));
    }

    /// Goes there by Tab and presses Enter, or Space where Space is what presses; an option of a group by the arrows.
    pub(crate) async fn press_by_key(&self, selector: &str) {
        self.see(selector).await;
        let kind =
            "const one = document.querySelector(arguments[0]); return one.type === 'radio' ? one.name : one.type";
        let kind = self.ask(kind, vec![json!(selector)]).await;
        match kind.as_str() {
            Some("checkbox") => {
                self.tab_to(selector).await;
                self.type_keys(" ").await;
            }
            Some("button" | "submit" | "") | None => {
                self.tab_to(selector).await;
                self.type_keys(ENTER).await;
            }
            Some(group) => self.choose_by_arrows(selector, group).await,
        }
    }

    async fn choose_by_arrows(&self, selector: &str, group: &str) {
        self.tab_to(&format!("input[name='{group}']")).await;
        if self.has_focus(selector).await {
            self.type_keys(" ").await;
        }
        for _ in 0..MOST_STOPS {
            if self.has_focus(selector).await {
                return;
            }
            self.type_keys(DOWN).await;
        }
        panic!("{selector} is not reached by arrows");
    }

    async fn has_focus(&self, selector: &str) -> bool {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        self.ask(script, vec![json!(selector)]).await == Value::Bool(true)
    }
}
