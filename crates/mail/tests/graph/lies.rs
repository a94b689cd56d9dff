//! What is no 202 is no success: every status with every body, every place at which an answer can end, and answers that only
//! look like the one. Whatever comes, the message goes out once.

use sendoff_problem::Kind;

use crate::{me, run, stub::Turn};

/// Every status that is registered, and some that are not (www.iana.org/assignments/http-status-codes, read 2026-11-21);
/// without 202, and without 1xx, which are no answers.
const STATUSES: [u16; 59] = [
    200, 201, 203, 204, 205, 206, 207, 208, 226, 299, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404,
    405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431,
    451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 510, 511, 599,
];

/// Type and content.
const BODIES: [(&str, &str); 6] = [
    ("application/json", ""),
    ("application/json", r#"{"error":{"code":"ErrorSendAsDenied","message":"m"}}"#),
    ("application/json", r#"{"status":202,"message":"Accepted"}"#),
    ("application/json", r#"{"error":{"code":"202","message":"202 Accepted"}}"#),
    ("text/html", "<!doctype html><title>202 Accepted</title>"),
    ("text/plain", "HTTP/1.1 202 Accepted\r\n\r\n"),
];

/// (promise 34) A third of them, each status and each body among them; with `SENDOFF_DEEP` all.
#[tokio::test]
async fn no_status_but_202_and_no_words_about_one_are_success() {
    let mut scripts = 0;
    let all = std::env::var_os("SENDOFF_DEEP").is_some();
    for (row, status) in STATUSES.into_iter().enumerate() {
        for (column, (kind, body)) in BODIES.into_iter().enumerate() {
            if !all && (row + column) % 3 != 0 {
                continue;
            }
            let head = format!("HTTP/1.1 {status} Accepted\r\nContent-Type: {kind}\r\nLocation: /v1.0/me/sendMail\r\n");
            refused(&format!("{status} {body}"), format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())).await;
            scripts += 1;
        }
    }
    println!("{scripts} answers that are no 202: 0 taken for success, each message sent once");
}

/// Answers from somebody who wants to be taken for Graph, or from a gateway that muddles them.
const STRANGE: [&str; 12] = [
    "HTTP/1.1 0202 Accepted\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 2020 Accepted\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 20 Accepted\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 Accepted 202\r\nContent-Length: 0\r\n\r\n",
    "HTTP/9.9 202 Accepted\r\nContent-Length: 0\r\n\r\n",
    "SIP/2.0 202 Accepted\r\nContent-Length: 0\r\n\r\n",
    "202 Accepted\r\n\r\n",
    "HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n\r\n{",
    "HTTP/1.1 202 Accepted\r\nContent-Length: -1\r\n\r\n",
    "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "HTTP/1.1 202 Accepted\r\nNot a header\r\n\r\n",
    "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
];

/// (promise 34)
#[tokio::test]
async fn what_is_no_whole_answer_of_graph_is_no_success() {
    for answer in STRANGE {
        refused(answer, answer.to_owned()).await;
    }
    println!("{} strange answers: 0 taken for success", STRANGE.len());
}

/// (promises 32 and 34) The right answer, cut before each of its bytes: the outcome is not known, and nobody sends again.
#[tokio::test]
async fn the_right_answer_cut_before_any_byte_of_its_head_is_no_success() {
    let whole = "HTTP/1.1 202 Accepted\r\nrequest-id: 6f2a1c\r\nContent-Length: 0\r\n\r\n";
    for length in 0..whole.len() {
        let kind = refused(&format!("cut at {length}"), whole[..length].to_owned()).await;
        assert_eq!(kind, Kind::MaybeSent, "cut at {length}");
    }
    println!("cut before each of {} bytes: 0 taken for success, 0 sent again", whole.len());
    let (report, ..) = run(vec![me(), Turn::Say(whole.into())]).await;
    assert!(report.outcome.is_ok(), "whole it is the right one");
}

/// The kind that explains why this answer to the message is no success; the message went out once.
async fn refused(name: &str, answer: String) -> Kind {
    let (report, _, heard) = run(vec![me(), Turn::Say(answer.into_bytes())]).await;
    let posts = heard.iter().filter(|request| request.starts_with("POST /v1.0/me/sendMail ")).count();
    assert_eq!((posts, heard.len()), (1, 2), "{name}: sent once");
    match report.outcome {
        Ok(accepted) => panic!("{name} was taken for success: {accepted:?}"),
        Err(problem) => problem.kind,
    }
}
