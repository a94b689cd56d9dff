//! A sign-in that waits: our listener with the attempt it was made for.

use std::{convert::Infallible, time::Duration};

use jiff::Timestamp;
use sendoff_loopback::{Answer, Handle, Limits, Listener, Received, RedirectHost};
use sendoff_oauth::{Attempt, ClientIdentifier, Endpoints, IssuerRule, Plan, ResponseMode, Scope, Seed};
use url::Url;

use crate::{
    chromium::HANG,
    web::{PROVIDER, Web},
};

/// The code of these tests: nothing else looks like it.
pub(crate) const CODE: &str = "CANARY-code-0b7f1c2e9d";

/// Where it waits, and how it is steered.
pub(crate) struct Waiting {
    pub(crate) port: u16,
    pub(crate) state: String,
    pub(crate) handle: Handle,
}

impl Waiting {
    /// The address of the answer without its query.
    pub(crate) fn place(&self) -> String {
        format!("http://localhost:{}/mail-setup", self.port)
    }

    /// The true answer by the query.
    pub(crate) fn true_address(&self) -> String {
        format!("{}?code={CODE}&state={}", self.place(), self.state)
    }

    /// Puts up the provider's page that posts the true answer, with the policy of one that means it well.
    pub(crate) fn put_form(&self, web: &Web) {
        let (place, state) = (self.place(), &self.state);
        let html = format!(
            "<!doctype html><title>Working</title><form method=post action='{place}'>\
             <input type=hidden name=code value={CODE}><input type=hidden name=state value={state}>\
             <noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>"
        );
        web.put(PROVIDER, "/form", "", &html);
    }
}

/// Limits under which the port stays open long after the page, so that what the browser asks for behind it would arrive.
pub(crate) fn patient() -> Limits {
    let long = Duration::from_secs(3);
    Limits { after_answer: long, after_page: long, ..Limits::default() }
}

/// Runs `script` while a sign-in waits, and gives the answer it got.
pub(crate) async fn waiting<T>(
    mode: ResponseMode,
    limits: Limits,
    script: impl AsyncFnOnce(Waiting) -> T,
) -> (Received, T) {
    let listener = Listener::bind("/mail-setup", RedirectHost::Localhost).expect("a port");
    let attempt = attempt(&listener, mode);
    let waiting = Waiting { port: listener.port(), state: state(&attempt), handle: listener.handle() };
    let wall = || Timestamp::UNIX_EPOCH;
    let both = async { tokio::join!(listener.receive(attempt, limits, &wall), script(waiting)) };
    let (end, told) = tokio::time::timeout(HANG * 3, both).await.expect("nothing hangs");
    let received = end.unwrap_or_else(|end| panic!("no answer: {end:?}"));
    (received, told)
}

/// The attempt of a real sign-in, for this listener.
pub(crate) fn attempt(listener: &Listener, mode: ResponseMode) -> Attempt {
    let url = |name: &str| Url::parse(&format!("https://{PROVIDER}/{name}")).expect("an address");
    let issuer = IssuerRule::Exact(format!("https://{PROVIDER}"));
    let endpoints = Endpoints::new(url("authorize"), url("token"), issuer).expect("endpoints");
    let scopes = vec![Scope::new("openid".into())];
    let mut plan = Plan::new(ClientIdentifier::new("client".into()), listener.redirect_address().clone(), scopes);
    plan.response_mode = mode;
    let Ok(seed) = Seed::draw(|bytes| {
        // The port differs between attempts, and so do states.
        bytes.fill(listener.port().to_le_bytes()[0]);
        Ok::<(), Infallible>(())
    });
    Attempt::begin(endpoints, plan, seed).expect("an attempt")
}

/// The `state` of the attempt, as it stands in the link.
pub(crate) fn state(attempt: &Attempt) -> String {
    let page = attempt.authorize_url();
    page.query_pairs().find(|(name, _)| name == "state").expect("a state").1.into_owned()
}

/// The code that was taken, as it would be redeemed.
pub(crate) fn taken(received: Received) -> String {
    let Answer::Code(code) = &received.answer else { panic!("no code: {:?}", received.answer) };
    let request = received.attempt.redeem(code, None, &[]).expect("its own code").request;
    String::from_utf8(request.body().to_vec()).expect("a form")
}
