//! No request of the table ends a sign-in: after each the true answer arrives and is taken.

use std::collections::HashSet;

use sendoff_loopback::{Answer, Way};

use crate::{
    site::{quick, visit},
    table::{Case, hostile},
};

/// Sends the bytes to a listener of its own, then the true answer.
async fn survives(case: &Case) {
    let (end, reply) = visit(case.mode, quick(), async |site| {
        let bytes = site.fill_bytes(&case.bytes);
        let reply = if case.finished { site.send_all_there_is(&bytes).await } else { site.send(&bytes).await };
        site.finish(case.mode).await;
        reply
    })
    .await;
    assert_eq!(reply.status(), case.status, "{}: {}", case.name, reply.text);
    reply.check(case.name);
    assert!(reply.text.is_empty() || !reply.text.contains("Answer received"), "{}", case.name);
    let allowed = if case.mode == sendoff_oauth::ResponseMode::Query { "GET" } else { "GET, POST" };
    assert_eq!(reply.header("Allow"), (case.status == 405).then_some(allowed), "{}", case.name);
    let received = end.unwrap_or_else(|end| panic!("{}: {end:?}", case.name));
    assert!(matches!(received.answer, Answer::Code(_)), "{}", case.name);
    assert_eq!((received.way, received.noise.total), (Way::Browser, 1), "{}", case.name);
}

#[tokio::test]
async fn no_request_of_the_table_ends_a_sign_in() {
    let cases = hostile();
    for case in &cases {
        survives(case).await;
    }
    let names: HashSet<_> = cases.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), cases.len(), "every case has a name of its own");
    println!("{} hostile requests, each followed by the true answer", cases.len());
    assert!(cases.len() >= 120);
}

#[tokio::test]
async fn an_answer_that_knows_the_state_and_breaks_a_rule_is_reported() {
    let query = "/mail-setup?code=x&state={S}&iss=https%3A%2F%2Fevil.example";
    let (end, seen) = visit(sendoff_oauth::ResponseMode::Query, quick(), async |site| {
        let mut noise = site.handle.noise();
        site.get("/mail-setup?code=x&state=of-another").await;
        noise.wait_for(|count| count.total == 1).await.unwrap();
        assert_eq!(noise.borrow().disbelieved, None);
        site.get(query).await;
        let seen = *noise.wait_for(|count| count.total == 2).await.unwrap();
        site.answer().await;
        seen
    })
    .await;
    assert_eq!(seen.disbelieved, Some(sendoff_oauth::NoiseReason::WrongIssuer));
    assert_eq!(end.unwrap().noise, seen);
}
