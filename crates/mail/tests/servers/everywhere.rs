//! What can happen at any point of any conversation.

use sendoff_problem::Kind;

use crate::{
    protocols::Protocol,
    run::{Ends, Row, row, scripted},
    stub::{Fault, Script},
};

/// The fault, what it means while nothing is decided, and what it means when it stands where the answer to the message
/// should, or where it shows whose answer that was: there only a whole answer decides.
const FAULTS: &[(Fault, Kind, Kind)] = &[
    (Fault::Closes, Kind::ConnectionDropped, Kind::MaybeSent),
    (Fault::Cuts, Kind::AnswerCut, Kind::MaybeSent),
    (Fault::Keeps, Kind::AnswerTooSlow, Kind::MaybeSent),
    (Fault::Drips, Kind::AnswerTooSlow, Kind::MaybeSent),
    (Fault::Floods, Kind::AnswerTooLarge, Kind::MaybeSent),
    (Fault::Says("HTTP/1.1 400 Bad Request\r\n"), Kind::ServerNotUnderstood, Kind::MaybeSent),
    (Fault::Says("\r\n"), Kind::ServerNotUnderstood, Kind::MaybeSent),
    (Fault::Says("\u{0}\u{1b}[2J\u{202e}\r\n"), Kind::ServerNotUnderstood, Kind::MaybeSent),
];

/// Points at which what happens decides nothing any more.
const AFTER_ALL: &[&str] = &["quit"];

pub(crate) fn rows() -> Vec<Row> {
    [Protocol::Smtp, Protocol::Smtps, Protocol::Imap, Protocol::Pop3]
        .into_iter()
        .flat_map(at_each_point)
        .chain(own())
        .collect()
}

fn at_each_point(protocol: Protocol) -> Vec<Row> {
    let points: Vec<_> = protocol.script().turns.iter().map(|turn| turn.at).collect();
    let each = points.into_iter().flat_map(|at| FAULTS.iter().map(move |fault| (at, fault)));
    each.map(|(at, (fault, early, late))| row(protocol, at, fault.clone(), ending(at, *early, *late))).collect()
}

fn ending(at: &str, early: Kind, late: Kind) -> Ends {
    match at {
        at if AFTER_ALL.contains(&at) => Ends::Well,
        "message" | "noop" => Ends::With(late),
        _ => Ends::With(early),
    }
}

/// What each protocol has of its own: answers without end, answers that come twice, and positive answers to something else.
fn own() -> Vec<Row> {
    let not_understood = Ends::With(Kind::ServerNotUnderstood);
    let too_large = Ends::With(Kind::AnswerTooLarge);
    let too_slow = Ends::With(Kind::AnswerTooSlow);
    let maybe = Ends::With(Kind::MaybeSent);
    let turned_away = Ends::With(Kind::ServerTurnedAway);
    let mut rows = Vec::new();
    for at in ["greeting", "ehlo", "auth", "sender", "recipient", "data"] {
        rows.extend([
            row(Protocol::Smtps, at, Fault::Repeats("250-more\r\n"), too_large),
            row(Protocol::Smtps, at, Fault::Doubles, not_understood),
            row(Protocol::Smtps, at, Fault::Says("299 fine\r\n"), not_understood),
            row(Protocol::Smtps, at, Fault::Says("250-fine\r\n220 fine\r\n"), not_understood),
            row(Protocol::Smtps, at, Fault::Says("421 4.3.0 Service not available\r\n"), turned_away),
        ]);
    }
    rows.extend([
        row(Protocol::Smtps, "message", Fault::Repeats("250-more\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Doubles, maybe),
        row(Protocol::Smtps, "message", Fault::Adds("550 5.7.1 No\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::AddsLater("550 5.7.1 No\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Says("354 go on\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Says("251 fine\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Says("2500 fine\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Says("250\tfine\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Says("OK 250\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Says("250-fine\r\n550 5.7.1 No\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Lingers("250-fine\r\n"), maybe),
        row(Protocol::Smtps, "message", Fault::Says("421 4.3.0 Service not available\r\n"), turned_away),
        row(Protocol::Smtps, "noop", Fault::Says("550 5.7.1 No\r\n"), maybe),
        row(Protocol::Smtps, "noop", Fault::Says("221 2.0.0 Bye\r\n"), maybe),
        row(Protocol::Smtps, "noop", Fault::Says("421 4.3.0 Service not available\r\n"), maybe),
        row(Protocol::Smtps, "quit", Fault::Says("550 5.7.1 No\r\n"), Ends::Well),
        // An answer that comes on its own while the message is on its way, and then what became of the message.
        a_step_early("550 5.7.1 No\r\n"),
        a_step_early("421 4.3.0 Service not available\r\n"),
        a_step_early("250-fine\r\n550 5.7.1 No\r\n"),
        silent_after_a_step_early(),
        // An answer that comes before the message has ended.
        row(Protocol::Smtps, "data", Fault::Adds("250 2.0.0 OK\r\n"), not_understood),
        row(Protocol::Smtps, "data", Fault::Adds("552 5.3.4 Too large\r\n"), Ends::With(Kind::MessageRefused)),
        row(Protocol::Smtps, "ehlo", Fault::Lingers("250-mail.test\r\n"), too_slow),
        row(Protocol::Smtp, "first ehlo", Fault::Lingers("250-mail.test\r\n"), too_slow),
        row(Protocol::Smtp, "first ehlo", Fault::Repeats("250-more\r\n"), too_large),
        row(Protocol::Smtp, "greeting", Fault::Doubles, not_understood),
        row(Protocol::Smtp, "first ehlo", Fault::Doubles, not_understood),
    ]);
    rows.extend(imap(not_understood, too_large, too_slow, turned_away));
    rows.extend(pop(not_understood, too_large, too_slow));
    rows
}

/// Agrees to the message before it has ended, and says this when it has.
fn a_step_early(then: &str) -> Row {
    let script = Protocol::Smtps.script().saying("message", then);
    let fault = Some(("data", Fault::AddsLater("250 2.0.0 OK\r\n")));
    scripted(Protocol::Smtps, Script { fault, ..script }, Ends::With(Kind::MaybeSent))
}

/// The same, and then nothing more.
fn silent_after_a_step_early() -> Row {
    let mut row = a_step_early("");
    row.script.turns.truncate(row.script.turns.len() - 2);
    row
}

fn imap(not_understood: Ends, too_large: Ends, too_slow: Ends, turned_away: Ends) -> Vec<Row> {
    let mut rows = Vec::new();
    for at in ["capability", "auth", "examine", "fetch"] {
        rows.extend([
            row(Protocol::Imap, at, Fault::Repeats("* 1 FETCH (FLAGS ())\r\n"), too_large),
            row(Protocol::Imap, at, Fault::Lingers("* 1 EXISTS\r\n"), too_slow),
            row(Protocol::Imap, at, Fault::Says("* BYE Server shutting down.\r\n"), turned_away),
            row(Protocol::Imap, at, Fault::Says("a9 OK not yours\r\n"), not_understood),
            row(Protocol::Imap, at, Fault::Says("{tag}OK\r\n"), not_understood),
            row(Protocol::Imap, at, Fault::Says("{tag} MAYBE\r\n"), not_understood),
            row(Protocol::Imap, at, Fault::Says("{tag} BAD Command Argument Error.\r\n"), not_understood),
            row(Protocol::Imap, at, Fault::Says("* X {99999999999}\r\n"), too_large),
            row(Protocol::Imap, at, Fault::Says("* X {500}\r\n"), too_slow),
        ]);
    }
    for at in ["capability", "auth", "examine"] {
        rows.push(row(Protocol::Imap, at, Fault::Doubles, not_understood));
        rows.push(row(Protocol::Imap, at, Fault::Adds("a4 OK FETCH completed.\r\n"), not_understood));
        rows.push(row(Protocol::Imap, at, Fault::AddsLater("* OK still here\r\n"), Ends::Well));
    }
    rows.extend([
        row(Protocol::Imap, "greeting", Fault::Says("* PREAUTH you are in\r\n"), not_understood),
        row(Protocol::Imap, "greeting", Fault::Says("* BYE Too many connections.\r\n"), turned_away),
        row(Protocol::Imap, "greeting", Fault::Says("220 mail.test ESMTP\r\n"), not_understood),
        row(Protocol::Imap, "greeting", Fault::Says("+OK POP3 here\r\n"), not_understood),
        row(Protocol::Imap, "examine", Fault::Says("{tag} OK but no count\r\n"), not_understood),
        row(Protocol::Imap, "examine", Fault::Says("* -1 EXISTS\r\n{tag} OK\r\n"), not_understood),
        row(Protocol::Imap, "fetch", Fault::Says("{tag} OK but nothing\r\n"), not_understood),
        row(Protocol::Imap, "fetch", Fault::Says("* 2 FETCH (X {2}\r\nhi)\r\n{tag} OK another\r\n"), not_understood),
        row(Protocol::Imap, "fetch", Fault::Says("* 3 FETCH (X NIL)\r\n{tag} OK without a name\r\n"), Ends::Well),
    ]);
    rows
}

fn pop(not_understood: Ends, too_large: Ends, too_slow: Ends) -> Vec<Row> {
    let mut rows = Vec::new();
    for at in ["greeting", "capa", "auth", "answer", "stat"] {
        rows.push(row(Protocol::Pop3, at, Fault::Doubles, not_understood));
        rows.push(row(Protocol::Pop3, at, Fault::Says("+OKAY\r\n"), not_understood));
        rows.push(row(Protocol::Pop3, at, Fault::Says("* OK IMAP here\r\n"), not_understood));
    }
    for at in ["capa", "top"] {
        rows.push(row(Protocol::Pop3, at, Fault::Repeats("+OK\r\n"), too_large));
        rows.push(row(Protocol::Pop3, at, Fault::Lingers("+OK\r\n"), too_slow));
    }
    rows.extend([
        row(Protocol::Pop3, "auth", Fault::Says("+OK already?\r\n"), not_understood),
        row(Protocol::Pop3, "stat", Fault::Says("+OK\r\n"), not_understood),
        row(Protocol::Pop3, "stat", Fault::Says("+OK many\r\n"), not_understood),
        row(Protocol::Pop3, "stat", Fault::Says("+OK -1 0\r\n"), not_understood),
        row(Protocol::Pop3, "top", Fault::Says("+OK\r\n.\r\n"), Ends::Well),
    ]);
    rows
}
