//! The table of faults: how each is caused, what it is called, and what a person reads.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use sendoff_problem::Problem;
use sendoff_wire::{Limits, LookUpFault};
use sendoff_words::{Known, Words};

use crate::{
    is_deep,
    provider::{Ask, Met, Place, Told, Treat, ample, me, meet},
    refusals::{CODES, NUMBERS},
    stub::{Authority, Guest, Secured, http},
};

/// A fault, and the kind that explains it.
struct Script {
    name: String,
    ask: Ask,
    place: Place,
    kind: &'static str,
    /// It lasts until a limit ends it.
    slow: bool,
}

fn script(name: impl Into<String>, ask: Ask, place: Place, kind: &'static str) -> Script {
    Script { name: name.into(), ask, place, kind, slow: false }
}

/// A provider that says these bytes to the request that matters.
fn saying(ask: Ask, bytes: impl Into<Vec<u8>>) -> Place {
    let bytes = bytes.into();
    doing(ask, move |mut secured| {
        secured.say(&bytes);
        secured.close();
    })
}

/// A provider that does this with the request that matters.
fn doing(ask: Ask, act: impl Fn(Secured) + Send + 'static) -> Place {
    let mut guests = 0;
    let treat: Treat = Box::new(move |guest: Guest, identity| {
        guests += 1;
        let mut secured = guest.secure(identity);
        if ask == Ask::Send && guests == 1 {
            secured.say(&me());
            secured.close();
        } else {
            act(secured);
        }
    });
    Place::Provider(treat)
}

/// A provider that never gets as far as a secured connection.
fn plain(act: impl Fn(Guest) + Send + 'static) -> Place {
    Place::Provider(Box::new(move |guest, _| act(guest)))
}

const ALL: [Ask; 3] = [Ask::Directory, Ask::Token, Ask::Send];

/// The way there.
fn of_the_way() -> Vec<Script> {
    let to = |addresses: &[&str]| Ok(addresses.iter().map(|address| address.parse().unwrap()).collect());
    let mut all = Vec::new();
    for ask in ALL {
        for (name, kind, answer, online) in [
            ("no network", "offline", Err(LookUpFault::Unknown), false),
            ("no such name", "name-unknown", Err(LookUpFault::Unknown), true),
            ("a look-up that fails", "name-not-answered", Err(LookUpFault::NotAnswered), true),
            ("a name that leads to this computer", "address-suspicious", to(&["127.0.0.1"]), true),
            ("a name that leads to a private place", "address-suspicious", to(&["10.0.0.7"]), true),
        ] {
            all.push(script(name, ask, Place::Names(Told { answer, online }), kind));
        }
        all.push(script("a closed port", ask, Place::Closed, "connection-refused"));
        all.push(script("a cut handshake", ask, plain(|mut guest| guest.hear_something()), "securing-failed"));
        all.push(Script {
            slow: true,
            ..script("silence at the door", ask, plain(|mut guest| guest.wait_for_the_end()), "connection-timed-out")
        });
    }
    all
}

/// Proxies, portals, certificates.
fn of_what_is_between() -> Vec<Script> {
    let saying = |reply: &'static str| {
        Place::Proxy(Box::new(move |mut guest: Guest| {
            guest.hear_head();
            guest.say(reply.as_bytes());
        }))
    };
    let asks = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";
    let own = |host: &str, years| Authority::new("Corporate Inspection").identity(host, years);
    let mut all = Vec::new();
    for ask in ALL {
        all.extend([
            script("a proxy that asks", ask, saying(asks), "proxy-asks"),
            script("a proxy that refuses", ask, saying("HTTP/1.1 403 Forbidden\r\n\r\n"), "proxy-refused"),
            script("a proxy that answers a page", ask, saying("<html>blocked</html>"), "proxy-refused"),
            script(
                "a portal in plain text",
                ask,
                plain(|mut guest| {
                    guest.hear_something();
                    guest.say(b"HTTP/1.1 302 Found\r\nLocation: http://welcome.hotel.example/\r\n\r\n");
                }),
                "login-page-in-the-way",
            ),
            script(
                "a portal with a certificate of its own",
                ask,
                Place::Presenting(own("hotel.example", (2000, 2100))),
                "login-page-in-the-way",
            ),
            script(
                "an inspection nobody trusts",
                ask,
                Place::Presenting(own("localhost", (2000, 2100))),
                "certificate-untrusted",
            ),
            script(
                "no common cipher",
                ask,
                plain(|mut guest| {
                    guest.hear_something();
                    guest.say(&[21, 3, 3, 0, 2, 2, 40]);
                }),
                "securing-failed",
            ),
        ]);
    }
    all
}

/// The answer.
fn of_the_answer() -> Vec<Script> {
    let html = "Content-Type: text/html\r\n";
    let json = "Content-Type: application/json\r\n";
    let mut all = Vec::new();
    for ask in ALL {
        // What may have counted is told otherwise than what only reads.
        let lost = match ask {
            Ask::Directory => ("connection-dropped", "answer-cut", "answer-too-slow"),
            Ask::Token => ("outcome-unknown", "outcome-unknown", "outcome-unknown"),
            Ask::Send => ("maybe-sent", "maybe-sent", "maybe-sent"),
        };
        let maybe = |kind| if ask == Ask::Send { "maybe-sent" } else { kind };
        all.extend([
            script("a connection that ends", ask, doing(ask, Secured::cut), lost.0),
            script("a reset", ask, doing(ask, Secured::reset), lost.0),
            script("half an answer", ask, saying(ask, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), lost.1),
            script(
                "a page of a portal",
                ask,
                saying(ask, http("200 OK", html, "<html>Welcome</html>")),
                "login-page-in-the-way",
            ),
            script(
                "a redirect elsewhere",
                ask,
                saying(ask, http("302 Found", "Location: http://hotel.example/\r\n", "")),
                "login-page-in-the-way",
            ),
            script(
                "a redirect on the spot",
                ask,
                saying(ask, http("307 Temporary Redirect", "Location: /elsewhere\r\n", "")),
                "answer-redirects",
            ),
            script(
                "too much",
                ask,
                saying(ask, "HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n"),
                maybe("answer-too-large"),
            ),
            script("no HTTP", ask, saying(ask, "220 mail.example ESMTP\r\n"), maybe("answer-not-json")),
            script("nothing", ask, saying(ask, http("200 OK", json, "")), maybe("answer-empty")),
            script("no JSON", ask, saying(ask, http("200 OK", json, "canary")), maybe("answer-not-json")),
            Script { slow: true, ..script("an answer that never ends", ask, doing(ask, trickle), lost.2) },
        ]);
        for retry in ["Retry-After: 7\r\n", "Retry-After: -1\r\n", "Retry-After: 1000000000\r\n", ""] {
            let name = format!("busy, {retry:?}");
            all.push(script(name, ask, saying(ask, http("429 Too Many Requests", retry, "")), "provider-busy"));
        }
        all.push(script(
            "out of service",
            ask,
            saying(ask, http("503 Service Unavailable", html, "<html>")),
            "provider-busy",
        ));
        all.push(script(
            "a fault of its own",
            ask,
            saying(ask, http("500 Internal Server Error", html, "<html>")),
            "provider-down",
        ));
        all.push(script(
            "a gateway without an answer",
            ask,
            saying(ask, http("504 Gateway Timeout", "", "")),
            maybe("provider-down"),
        ));
    }
    all
}

fn trickle(mut secured: Secured) {
    secured.say(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while secured.say(b" ") {
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// What Microsoft says.
fn of_the_provider() -> Vec<Script> {
    let number = |(number, kind): (u32, &'static str)| {
        let body = format!(
            r#"{{"error":"invalid_request","error_description":"AADSTS{number}: canary","error_codes":[{number}]}}"#
        );
        let refused = http("400 Bad Request", "Content-Type: application/json\r\n", &body);
        script(format!("AADSTS{number}"), Ask::Token, saying(Ask::Token, refused), kind)
    };
    let code = |(status, code, kind): (&'static str, &'static str, &'static str)| {
        let body = format!(r#"{{"error":{{"code":"{code}","message":"m"}}}}"#);
        script(code, Ask::Send, saying(Ask::Send, http(status, "Content-Type: application/json\r\n", &body)), kind)
    };
    NUMBERS.into_iter().map(number).chain(CODES.into_iter().map(code)).collect()
}

/// (promise 31) Faults that last are ended by a limit of two seconds; with `SENDOFF_DEEP` by the program's own of thirty.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_fault_has_a_cause_in_words_of_its_own() {
    let _alone = crate::alone().await;
    let words = Words::english();
    let mut texts: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
    let (mut faults, mut longest, mut wrong) = (0, Duration::ZERO, Vec::new());
    let groups: [(&str, Vec<Script>); 4] = [
        ("on the way", of_the_way()),
        ("between", of_what_is_between()),
        ("in the answer", of_the_answer()),
        ("said by Microsoft", of_the_provider()),
    ];
    for (group, scripts) in groups {
        let count = scripts.len();
        let before = texts.len();
        for (script, met, took) in together(scripts).await {
            longest = longest.max(took);
            match judged(&script, &met) {
                Ok(problem) => {
                    let said = words.problem_words(problem, &Known::default());
                    assert!(!said.actions.is_empty() && !said.button.is_empty(), "{}: says what to do", script.name);
                    texts.entry((said.title.line(), said.why.line())).or_default().insert(script.kind);
                }
                Err(why) => wrong.push(why),
            }
        }
        faults += count;
        println!("{count} faults {group}: {} texts not met before", texts.len() - before);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(texts.values().all(|kinds| kinds.len() == 1), "two kinds in the same words: {texts:#?}");
    println!("{faults} faults, each once asked: {} different texts, the longest after {longest:.1?}", texts.len());
    assert!(faults >= 90 && texts.len() >= 40, "{faults} faults, {} texts", texts.len());
    assert!(longest < Duration::from_secs(33), "{longest:?}");
}

/// All of them, some at a time.
async fn together(scripts: Vec<Script>) -> Vec<(Played, Met, Duration)> {
    let mut all = Vec::new();
    let mut waiting = scripts.into_iter().peekable();
    while waiting.peek().is_some() {
        let now = waiting.by_ref().take(8).map(|Script { name, ask, place, kind, slow }| async move {
            let begun = Instant::now();
            let met = meet(ask, place, limits(slow)).await;
            (Played { name: format!("{name} ({ask:?})"), ask, kind }, met, begun.elapsed())
        });
        all.extend(futures_util::future::join_all(now).await);
    }
    all
}

/// What is left of a script once it was played.
struct Played {
    name: String,
    ask: Ask,
    kind: &'static str,
}

fn limits(slow: bool) -> Limits {
    let short = Duration::from_secs(2);
    match (slow, is_deep()) {
        (true, true) => Limits::default(),
        (true, false) => Limits { connect: short, whole: short, ..Limits::default() },
        (false, _) => ample(),
    }
}

/// The problem, if it is the right one, was asked for once, and tells no secret.
fn judged<'a>(script: &Played, met: &'a Met) -> Result<&'a Problem, String> {
    let name = &script.name;
    let problem = met.outcome.as_ref().err().ok_or_else(|| format!("{name}: taken for success"))?;
    if problem.kind.as_str() != script.kind {
        return Err(format!("{name}: {} and not {}: {problem:?}", problem.kind.as_str(), script.kind));
    }
    let posts = met.heard.iter().filter(|request| request.starts_with("POST")).count();
    if posts > 1 || (script.ask == Ask::Directory && posts > 0) {
        return Err(format!("{name}: {posts} requests that count"));
    }
    // What the provider says may be shown; nothing else of what was sent or came back.
    let shown = format!("{:?} {:?}", problem.values, problem.details.chain);
    if shown.contains("canary") { Err(format!("{name}: {shown}")) } else { Ok(problem) }
}
