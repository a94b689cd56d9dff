//! The browser of somebody at another computer, where nobody listens for the answer.

use std::net::TcpListener;

use jiff::Timestamp;
use sendoff_loopback::{Limits, Listener, Pasted, RedirectHost, Way};
use sendoff_oauth::ResponseMode::Query;
use tokio::time::timeout;

use crate::{
    attempt::{CODE, attempt, state, taken},
    chromium::{Chromium, HANG, Look, Pages},
    history::{found, is_history, plant},
    web::{PROVIDER, Web},
};

/// Somebody who listens at port 9, which only an administrator may do.
fn squatter() -> Option<TcpListener> {
    let squatter = TcpListener::bind("127.0.0.1:9").ok()?;
    squatter.set_nonblocking(true).expect("it can be asked without waiting");
    Some(squatter)
}

/// The port in the address is one that Chromium goes to in no case, also where somebody listens there: it shows the whole
/// address, keeps it out of its history, and what is pasted ends the wait.
#[tokio::test]
async fn chromium_shows_the_address_and_takes_it_nowhere() {
    let squatter = squatter();
    let web = Web::open().await;
    let browser = Chromium::open(&web, Look::Light, Pages::Public).await;
    plant(&web, &browser).await;
    let listener = Listener::for_pasting("/mail-setup", RedirectHost::Localhost).expect("no port is needed");
    let attempt = attempt(&listener, Query);
    let answer = format!("{}?code={CODE}&state={}", listener.redirect_address().as_str(), state(&attempt));
    let handle = listener.handle();
    let at_the_browser = async {
        web.redirect(PROVIDER, "/query", &answer);
        browser.go(&format!("https://{PROVIDER}/query")).await;
        let shown = browser.address().await;
        assert_eq!(shown, answer, "the whole address can be copied");
        println!("the page says {:?}", browser.ask("return document.body.innerText.slice(0, 200)").await);
        assert_eq!(handle.paste(shown).await, Pasted::Taken);
    };
    let wall = || Timestamp::UNIX_EPOCH;
    let both = async { tokio::join!(listener.receive(attempt, Limits::default(), &wall), at_the_browser) };
    let received = timeout(HANG, both).await.expect("nothing hangs").0.expect("an answer");
    assert_eq!(received.way, Way::Pasted);
    assert!(taken(received).contains(&format!("&code={CODE}&")));
    match squatter {
        Some(squatter) => assert!(squatter.accept().is_err(), "nobody came to port 9"),
        None => println!("port 9 cannot be held by this user: whether anybody came was not seen"),
    }
    let code = found(&browser.close().await, "pasted");
    assert!(!code.iter().any(|place| is_history(place)), "a page that was not reached is no history: {code:?}");
}
