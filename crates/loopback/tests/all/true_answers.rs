//! Answers that must be taken, and what the person sees.

use std::{collections::HashSet, sync::Arc};

use sendoff_loopback::{Answer, Limits, Listener, Received, RedirectHost, Way};
use sendoff_oauth::ResponseMode::{self, FormPost, Query};
use tokio::{io::AsyncWriteExt, sync::Barrier, task::JoinSet};

use crate::site::{Site, attempt_for, begin, browser_get, browser_post, quick, read_to_end, state_of, still, visit};

const TRUE: &str = "/mail-setup?code=x&state={S}";

/// Redeems the code and gives the body, to see that it is the code that was sent.
fn body_of(received: Received) -> String {
    let Answer::Code(code) = &received.answer else { panic!("no code") };
    let request = received.attempt.redeem(code, None, &[]).unwrap().request;
    String::from_utf8(request.body().to_vec()).unwrap()
}

/// By the query or by a form: what the browser keeps to restore a session is then a page without an answer in it.
#[tokio::test]
async fn a_code_leads_to_the_page() {
    for mode in [Query, FormPost] {
        let (end, (redirect, page)) = visit(mode, quick(), async |site| match mode {
            Query => site.answer().await,
            FormPost => site.answer_by_form().await,
        })
        .await;
        redirect.check("redirect");
        page.check("page");
        assert_eq!((redirect.status(), redirect.header("Location"), redirect.body()), (303, Some("/received"), ""));
        assert!(page.body().contains("<h1>Answer received</h1>"));
        assert!(page.body().contains("Go back to the assistant to continue."));
        assert!(!redirect.text.contains("the-true-code") && !page.text.contains("the-true-code"));
        assert!(body_of(end.unwrap()).contains("&code=the-true-code&"));
    }
}

#[tokio::test]
async fn a_refusal_gets_the_other_page() {
    for (mode, request) in [
        (Query, browser_get("/mail-setup?error=access_denied&error_subcode=cancel&state={S}")),
        (FormPost, browser_post("error=access_denied&error_description=AADSTS65004%3A+evil&state={S}")),
        (FormPost, browser_get("/mail-setup?error=access_denied&state={S}")),
    ] {
        let (end, page) = visit(mode, quick(), async |site| {
            let reply = site.send(site.fill(&request).as_bytes()).await;
            if reply.status() == 303 { site.get("/received").await } else { reply }
        })
        .await;
        page.check("page");
        assert_eq!(page.status(), 200);
        assert!(page.body().contains("<h1>Sign-in did not finish</h1>"));
        assert!(page.body().contains("Go back to the assistant; it explains what happened."));
        let Answer::Refused(refusal) = end.unwrap().answer else { panic!("not refused") };
        assert_eq!(refusal.name, sendoff_oauth::ErrorName::AccessDenied);
    }
}

/// Requests of other browsers, and odd ones that are right all the same.
fn good() -> Vec<(&'static str, ResponseMode, String)> {
    let get = |from: &str, to: &str| (Query, browser_get(TRUE).replace(from, to));
    let post = |from: &str, to: &str| (FormPost, browser_post("code=x&state={S}").replace(from, to));
    let long = format!("/mail-setup?code={}&state={{S}}&session_state=y&client_info=z", "x".repeat(12_000));
    let pad = "x".repeat(64 * 1024 - "code=x&state=&pad=".len() - 43);
    [
        ("as 127.0.0.1", get("localhost", "127.0.0.1")),
        ("as ::1", get("localhost", "[::1]")),
        ("without Fetch Metadata", (Query, format!("GET {TRUE} HTTP/1.1\r\nHost: localhost:{{P}}\r\n\r\n"))),
        ("from the address bar", get("Site: cross-site", "Site: none")),
        ("from an http page", get("Site: cross-site", "Site: same-site")),
        ("with a site that is not known", get("Site: cross-site", "Site: martian")),
        ("with header names in lower case", get("Host:", "host:")),
        ("with a referrer", get("Accept:", "Referer: https://login.microsoftonline.com/\r\nAccept:")),
        ("with a length of nothing", get("Accept:", "Content-Length: 0\r\nAccept:")),
        ("with 63 headers", get("Accept:", &format!("{}Accept:", "x: y\r\n".repeat(54)))),
        ("with 12,000 characters of code", (Query, browser_get(&long))),
        ("with the issuer", (Query, browser_get(&format!("{TRUE}&iss=https%3A%2F%2Fissuer.example")))),
        ("with the form of Google", (Query, browser_get(&format!("{TRUE}&scope=a+b&authuser=0&prompt=consent")))),
        ("a form without an origin", post("Origin: null\r\n", "")),
        ("a form with the provider's origin", post("Origin: null", "Origin: https://login.microsoftonline.com")),
        ("a form with its type in upper case", post("application/x-www-form", "Application/X-WWW-Form")),
        ("a form of 64 KiB", (FormPost, browser_post(&format!("code=x&state={{S}}&pad={pad}")))),
        ("a form from an http page", post("Site: cross-site", "Site: same-site")),
    ]
    .map(|(name, (mode, request))| (name, mode, request))
    .to_vec()
}

#[tokio::test]
async fn what_is_right_is_taken_whatever_browser_sends_it() {
    for (name, mode, request) in good() {
        let (end, reply) = visit(mode, quick(), async |site| {
            let reply = site.send(site.fill(&request).as_bytes()).await;
            if reply.status() == 303 { site.get("/received").await } else { reply }
        })
        .await;
        assert_eq!(reply.status(), 200, "{name}: {}", reply.text);
        reply.check(name);
        let received = end.unwrap();
        assert!(matches!(received.answer, Answer::Code(_)), "{name}");
        assert_eq!(received.noise.total, 0, "{name}");
    }
    println!("{} true answers", good().len());
}

#[tokio::test]
async fn in_whatever_pieces_it_comes_it_is_taken() {
    for (mode, request) in [(Query, browser_get(TRUE)), (FormPost, browser_post("code=x&state={S}"))] {
        for size in [1, 2, 7, 64] {
            let (end, status) = visit(mode, quick(), async |site| {
                let mut stream = site.connect().await;
                stream.set_nodelay(true).unwrap();
                for piece in site.fill(&request).into_bytes().chunks(size) {
                    stream.write_all(piece).await.unwrap();
                    tokio::task::yield_now().await;
                }
                let status = read_to_end(stream).await.status();
                site.get("/received").await;
                status
            })
            .await;
            assert!(matches!(status, 200 | 303), "{size}");
            assert!(matches!(end.unwrap().answer, Answer::Code(_)), "{size}");
        }
    }
}

#[tokio::test]
async fn an_empty_path_is_asked_for_as_a_slash() {
    for (path, host, begins) in
        [("", RedirectHost::Ipv4, "http://127.0.0.1:"), ("/", RedirectHost::Localhost, "http://localhost:")]
    {
        let listener = Listener::bind(path, host).unwrap();
        assert!(listener.redirect_address().as_str().starts_with(begins));
        assert_eq!(listener.redirect_address().as_str().ends_with('/'), path == "/");
        let attempt = attempt_for(&listener, Query);
        let request = browser_get("/?code=x&state={S}")
            .replace("{P}", &listener.port().to_string())
            .replace("{S}", &state_of(&attempt));
        let port = listener.port();
        let script = async {
            let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            read_to_end(stream).await.status()
        };
        let limits = Limits { after_answer: std::time::Duration::from_millis(100), ..quick() };
        let (end, status) = tokio::join!(listener.receive(attempt, limits, &still), script);
        assert_eq!(status, 303);
        assert!(matches!(end.unwrap().answer, Answer::Code(_)));
    }
}

#[tokio::test]
async fn a_pasted_address_is_an_answer_too() {
    use sendoff_loopback::Pasted;
    use sendoff_oauth::NoiseReason;
    let (end, pasted) = visit(Query, Limits::default(), async |site| {
        let address = format!("http://localhost:{}/mail-setup?code=x&state=", site.port);
        let mut pasted = Vec::new();
        for text in ["AADSTS50011".to_owned(), format!("{address}old"), format!(" {address}{}\n", site.state)] {
            pasted.push(site.handle.paste(text).await);
        }
        pasted
    })
    .await;
    let expected = [NoiseReason::NotOurAddress, NoiseReason::WrongState].map(Pasted::NotTheAnswer);
    assert_eq!(pasted, [expected.as_slice(), &[Pasted::Taken]].concat());
    let received = end.unwrap();
    assert_eq!((received.way, received.noise.total), (Way::Pasted, 2));
}

/// Nothing is listened on, and the redirect address leads where no browser goes.
#[tokio::test]
async fn an_address_can_be_pasted_where_no_port_is_held() {
    use sendoff_loopback::Pasted;
    use sendoff_oauth::NoiseReason;
    let listener = Listener::for_pasting("/mail-setup", RedirectHost::Localhost).unwrap();
    assert_eq!(listener.redirect_address().as_str(), "http://localhost:9/mail-setup");
    assert!(!listener.holds_ipv6());
    let attempt = attempt_for(&listener, Query);
    let address = format!("http://localhost:9/mail-setup?state={}", state_of(&attempt));
    let handle = listener.handle();
    let paste = async {
        let mut pasted = Vec::new();
        for more in ["&code=a&code=b", "&code=a&iss=https%3A%2F%2Fevil.example", "&code=x", "&code=y"] {
            pasted.push(handle.paste(format!("{address}{more}")).await);
        }
        pasted
    };
    let (end, pasted) = tokio::join!(listener.receive(attempt, quick(), &still), paste);
    let twice = NoiseReason::Twice(sendoff_oauth::Parameter::Code);
    let refused = [twice, NoiseReason::WrongIssuer].map(Pasted::NotTheAnswer);
    assert_eq!(pasted[..2], refused);
    assert_eq!(pasted[2], Pasted::Taken);
    assert!(matches!(pasted[3], Pasted::Late | Pasted::NobodyWaits), "{pasted:?}");
    assert!(body_of(end.unwrap()).contains("&code=x&"));
}

#[tokio::test]
async fn a_pasted_address_after_the_answer_is_late() {
    use sendoff_loopback::Pasted;
    let (end, (pasted, after)) = visit(Query, Limits::default(), async |site| {
        let address = format!("http://localhost:{}/mail-setup?code=x&state={}", site.port, site.state);
        assert_eq!(site.get(TRUE).await.status(), 303);
        let pasted = site.handle.paste(address.clone()).await;
        site.get("/received").await;
        (pasted, site.handle)
    })
    .await;
    assert_eq!(pasted, Pasted::Late);
    assert_eq!(end.unwrap().way, Way::Browser);
    assert_eq!(after.paste("anything".into()).await, Pasted::NobodyWaits);
}

/// Sent at once from as many tasks, each with a code of its own: one of them is claimed, whatever the order, and as long as
/// there are no more of them than open connections each hears the same (promise 5).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twins_get_the_same_reply_and_make_one_answer() {
    let rounds = if deep() { 1000 } else { 40 };
    let (mut replies, mut unheard, mut claimed) = (0, 0, HashSet::new());
    for round in 0..rounds {
        let twins = 2 + (round * 7) % 49;
        let (end, statuses) = visit(Query, quick(), async |site| {
            let statuses = all_at_once(&site, twins).await;
            site.get("/received").await;
            statuses
        })
        .await;
        let silent = statuses.iter().filter(|status| **status == 0).count();
        assert!(statuses.iter().all(|status| matches!(status, 0 | 303)) && silent < twins, "{statuses:?}");
        // More than the open connections there may be: those that made room heard nothing.
        assert!(silent == 0 || twins > Limits::default().connections, "{silent} of {twins} heard nothing");
        let body = body_of(end.unwrap());
        let codes: Vec<usize> = (0..twins).filter(|twin| body.contains(&format!("&code=twin-{twin}-x&"))).collect();
        assert_eq!(codes.len(), 1, "{body}");
        claimed.extend(codes);
        (replies, unheard) = (replies + twins, unheard + silent);
    }
    assert!(claimed.len() > 1, "it is a race");
    println!(
        "{rounds} rounds, {replies} answers ({unheard} unheard), one claimed in each; {} places won",
        claimed.len()
    );
}

async fn all_at_once(site: &Site, twins: usize) -> Vec<u16> {
    let begin = Arc::new(Barrier::new(twins));
    let send = |twin: usize| {
        let (site, begin) = (site.clone(), Arc::clone(&begin));
        async move {
            let request = site.fill(&browser_get(&format!("/mail-setup?code=twin-{twin}-x&state={{S}}")));
            let mut stream = site.connect().await;
            begin.wait().await;
            let _ = stream.write_all(request.as_bytes()).await;
            read_to_end(stream).await.status()
        }
    };
    (0..twins).map(send).collect::<JoinSet<_>>().join_all().await
}

#[expect(clippy::disallowed_methods, reason = "the long form is asked for by the environment of the test run")]
fn deep() -> bool {
    std::env::var("SENDOFF_DEEP").is_ok()
}

#[tokio::test]
async fn an_attempt_for_another_address_is_not_waited_for() {
    let (listener, _, _) = begin("/mail-setup", Query);
    let (_, other, _) = begin("/mail-setup", Query);
    let end = listener.receive(other, quick(), &still).await.unwrap_err();
    assert!(matches!(end, sendoff_loopback::ReceiveEnd::OtherRedirect));
}
