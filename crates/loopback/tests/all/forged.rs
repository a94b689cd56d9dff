//! Forged answers, none of which knows the `state`: not one ends an attempt (promise 4).

use sendoff_loopback::Answer;
use sendoff_oauth::ResponseMode::{self, FormPost, Query};

use crate::site::{Site, begin, browser_get, browser_post, quick, still};

/// What a forger says.
const SAID: [&str; 10] = [
    "code=forged",
    "error=access_denied",
    "error=server_error&error_description=evil",
    "error=temporarily_unavailable",
    "error=interaction_required&error_subcode=cancel",
    "error=&code=forged",
    "code=forged&error=access_denied",
    "code=forged&iss=https%3A%2F%2Fissuer.example",
    "access_token=forged&token_type=Bearer",
    "",
];

/// The states a forger can think of. `right` is the one nobody else knows.
fn states(right: &str) -> Vec<(&'static str, String)> {
    let other: String = right.chars().rev().map(|one| if one == 'a' { 'b' } else { 'a' }).collect();
    vec![
        ("none", String::new()),
        ("an empty one", "state=".to_owned()),
        ("an invented one", "state=evil".to_owned()),
        ("one of the same length", format!("state={other}")),
        ("the beginning", format!("state={}", &right[..right.len() - 1])),
        ("the end", format!("state={}", &right[1..])),
        ("one character more", format!("state={right}x")),
        ("a blank more", format!("state={right}+")),
        ("another case", format!("state={}", right.to_uppercase() + "_")),
        ("by another name", format!("State={right}")),
        ("by an escaped other name", format!("%53tate={right}")),
        ("in brackets", format!("state[]={right}")),
        ("escaped twice", format!("state=%25{:02X}{}", right.as_bytes()[0], &right[1..])),
        ("twice, wrong first", format!("state=evil&state={right}")),
        ("twice, right first", format!("state={right}&state=evil")),
        ("twice the right one", format!("state={right}&state={right}")),
        ("a list", format!("state=evil,{right}")),
        ("behind a semicolon", format!("x=y;state={right}")),
    ]
}

async fn send(site: &Site, mode: ResponseMode, said: &str, state: &str) -> u16 {
    let parts: Vec<&str> = [said, state].into_iter().filter(|part| !part.is_empty()).collect();
    let text = parts.join("&");
    let request = match mode {
        Query => browser_get(&format!("/mail-setup?{text}")),
        FormPost => browser_post(&text),
    };
    let reply = site.send(site.fill(&request).as_bytes()).await;
    reply.check(&text);
    reply.status()
}

/// All of them against one attempt, one after the other; then the true answer is taken, and nothing was found worth telling
/// the person.
#[tokio::test]
async fn not_one_forged_answer_ends_an_attempt() {
    let mut forged = 0;
    for mode in [Query, FormPost] {
        let (listener, attempt, site) = begin("/mail-setup", mode);
        let script = async {
            for said in SAID {
                for (name, state) in states(&site.state) {
                    assert_eq!(send(&site, mode, said, &state).await, 400, "{said} with {name}");
                    forged += 1;
                }
            }
            site.finish(mode).await;
        };
        let (end, ()) = tokio::join!(listener.receive(attempt, quick(), &still), script);
        let received = end.unwrap();
        assert!(matches!(received.answer, Answer::Code(_)));
        assert_eq!(received.noise.total, (SAID.len() * states(&site.state).len()) as u64);
        assert_eq!(received.noise.disbelieved, None, "none of them knew the state");
    }
    println!("{forged} forged answers, the attempt alive after each");
    assert!(forged >= 60);
}
