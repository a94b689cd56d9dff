//! What is no 200 with the name of a message is no success: every status with every body, every place at which an answer can end,
//! and answers that only look like the one. Whatever comes, the message goes out once.

use sendoff_problem::Kind;

use crate::{TAKEN, run, stub::Turn};

/// Statuses of each class, and those with which gateways and other hands answer; without 1xx, which are no answers.
const STATUSES: [u16; 29] = [
    201, 202, 203, 204, 205, 206, 207, 226, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 429, 451,
    500, 502, 503, 504, 511, 599,
];

/// Bodies of a 200 that name no message. What stands twice, or where something else belongs, is not believed.
const BODIES: [&str; 18] = [
    "",
    "null",
    "[]",
    "\"18c1f2a3b4\"",
    "{}",
    "{\"id\":null}",
    "{\"id\":[\"18c1f2a3b4\"]}",
    "{\"id\":\"\"}",
    "{\"id\":\"18c1 f2\"}",
    "{\"id\":\"\\u202e18c1\"}",
    "{\"id\":\"a\",\"id\":\"b\"}",
    "{\"ID\":\"18c1f2a3b4\"}",
    "{\"threadId\":\"18c1f2a3b4\"}",
    "{\"id\":\"18c1f2a3b4\"",
    "{\"message\":{\"id\":\"18c1f2a3b4\"}}",
    "{\"id\":\"18c1f2a3b4\"} and more",
    "<!doctype html><title>{\"id\":\"18c1f2a3b4\"}</title>",
    "{\"error\":{\"code\":200,\"message\":\"OK\",\"errors\":null}}",
];

/// (promise 34)
#[tokio::test]
async fn no_status_but_200_and_no_body_without_a_name_is_success() {
    for status in STATUSES {
        let head = format!("HTTP/1.1 {status} OK\r\nLocation: /gmail/v1/users/me/messages/send\r\n");
        refused(&status.to_string(), said(&head, TAKEN)).await;
    }
    for body in BODIES {
        refused(body, said("HTTP/1.1 200 OK\r\n", body)).await;
    }
    println!("{} answers without a 200 or a name: 0 taken for success", STATUSES.len() + BODIES.len());
}

/// (promise 34) What nests or grows without end is given up, within a moment.
#[tokio::test]
async fn a_huge_or_nested_answer_is_no_success() {
    let deep = |times: usize| format!("{{\"id\":{}{},\"error\":5}}", "[".repeat(times), "]".repeat(times));
    let errors = format!("{{\"error\":{{\"errors\":[{}{{}}]}}}}", "{},".repeat(300_000));
    let name = format!("{{\"id\":\"{}\"}}", "a".repeat(900_000));
    let huge = format!("{{\"id\":\"a\",\"x\":\"{}\"}}", "x".repeat(2 * 1024 * 1024));
    for (status, body) in
        [(200, deep(200)), (200, deep(300_000)), (200, errors.clone()), (200, name), (200, huge), (403, errors)]
    {
        let name = format!("{status} {} bytes", body.len());
        let since = std::time::Instant::now();
        refused(&name, said(&format!("HTTP/1.1 {status} OK\r\n"), &body)).await;
        assert!(since.elapsed().as_secs() < 10, "{name}: {:?}", since.elapsed());
    }
}

/// (promises 32 and 34) The right answer, cut before each of its bytes: the outcome is not known, and nobody sends again.
#[tokio::test]
async fn the_right_answer_cut_before_any_byte_is_no_success() {
    let whole = said("HTTP/1.1 200 OK\r\n", TAKEN);
    for length in 0..whole.len() {
        let kind = refused(&format!("cut at {length}"), whole[..length].to_owned()).await;
        assert_eq!(kind, Kind::MaybeSent, "cut at {length}");
    }
    println!("cut before each of {} bytes: 0 taken for success, 0 sent again", whole.len());
    assert!(run(Turn::Say(whole.into())).await.0.outcome.is_ok(), "whole it is the right one");
}

fn said(head: &str, body: &str) -> String {
    format!("{head}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// The kind that explains why this answer is no success; the message went out once.
async fn refused(name: &str, answer: String) -> Kind {
    let (report, _, heard) = run(Turn::Say(answer.into_bytes())).await;
    assert_eq!(heard.len(), 1, "{name}: sent once");
    match report.outcome {
        Ok(accepted) => panic!("{name} was taken for success: {accepted:?}"),
        Err(problem) => problem.kind,
    }
}
