//! How the landing page looks, in light and dark, wide and narrow.

use std::{fs, path::PathBuf};

use sendoff_oauth::ResponseMode::FormPost;

use crate::{
    attempt::{patient, waiting},
    chromium::{Chromium, Look, Pages},
    web::{PROVIDER, Web},
};

/// The lowest contrast of any words on the page with what is behind them, and the lightness of the page.
const CONTRAST: &str = "
    const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
    const part = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const light = (color) => { const [r, g, b] = numbers(color).map(part); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const behind = light(getComputedStyle(document.querySelector('main')).backgroundColor);
    const ratio = (one) => {
        const [high, low] = [light(getComputedStyle(one).color), behind].sort((a, b) => b - a);
        return (high + 0.05) / (low + 0.05);
    };
    return [Math.min(...[...document.querySelectorAll('h1, p')].map(ratio)), behind];";

/// Where the pictures go.
fn pictures() -> PathBuf {
    let here = std::env::current_exe().expect("a place");
    let folder = here.ancestors().nth(3).expect("the target folder").join("screens").join("landing");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

async fn photograph(browser: &Chromium, name: &str) -> (f64, f64) {
    for (width, size) in [(1000, "wide"), (420, "narrow")] {
        browser.client.set_window_size(width, 760).await.expect("it has a size");
        let picture = browser.client.screenshot().await.expect("a picture");
        fs::write(pictures().join(format!("{name}-{size}.png")), picture).expect("it can be written");
        let sideways = browser.ask("return document.documentElement.scrollWidth > innerWidth").await;
        assert_eq!(sideways, false, "{name} does not fit {width}");
    }
    serde_json::from_value(browser.ask(CONTRAST).await).expect("two numbers")
}

/// Both pages can be read in light and dark, and follow the desktop.
#[tokio::test]
async fn the_landing_page_can_be_read_in_light_and_dark() {
    for (look, name) in [(Look::Light, "light"), (Look::Dark, "dark")] {
        let web = Web::open().await;
        let browser = Chromium::open(&web, look, Pages::Public).await;
        let (_, seen) = waiting(FormPost, patient(), async |site| {
            site.put_form(&web);
            let refused = format!("{}?error=access_denied&state=old", site.place());
            browser.go(&refused).await;
            browser.arrive("Sign-in did not finish").await;
            let not_finished = photograph(&browser, &format!("not-finished-{name}")).await;
            browser.go(&format!("https://{PROVIDER}/form")).await;
            browser.arrive("Answer received").await;
            [not_finished, photograph(&browser, &format!("received-{name}")).await]
        })
        .await;
        for (contrast, behind) in seen {
            assert!(contrast >= 7.0, "{name}: {contrast}");
            assert_eq!(behind > 0.5, look == Look::Light, "{name}: {behind}");
        }
        println!("{name}: lowest contrast {:.1}", seen.iter().map(|(contrast, _)| *contrast).fold(99.0, f64::min));
        browser.close().await;
    }
}
