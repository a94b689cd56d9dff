//! What arrives at the redirect address: every row is one answer and its verdict.

use sendoff_oauth::{Attempt, Carrier, FormFault, NoiseReason, Parameter, ResponseMode, Verdict};
use sendoff_problem::{Details, Kind};

use crate::client::{STATE, accepted, attempt, attempt_at, entra, entra_rule};

/// A verdict, short enough for a table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Is {
    Code,
    Refused(&'static str),
    Noise(NoiseReason),
}

pub(crate) fn check(attempt: &Attempt, carrier: Carrier, text: &[u8], expected: &Is) {
    let shown = String::from_utf8_lossy(text);
    match (attempt.judge(carrier, text), expected) {
        (Verdict::Code(_), Is::Code) => {}
        (Verdict::Refused(refusal), Is::Refused(code)) => assert_eq!(refusal.code(), *code, "{shown}"),
        (Verdict::Noise(reason), Is::Noise(expected)) => assert_eq!(reason, *expected, "{shown}"),
        (other, expected) => panic!("{shown}: {other:?} instead of {expected:?}"),
    }
}

#[test]
fn answers_and_their_verdicts() {
    use Is::{Code, Noise, Refused};
    use NoiseReason::{
        CodeAndError, ControlCharacter, EmptyIssuer, MalformedCode, MalformedError, NeitherCodeNorError, NoState,
        Twice, Unreadable, WrongIssuer, WrongState,
    };
    let long_code = format!("code={}&state=S", "x".repeat(16 * 1024));
    let too_long_code = format!("code={}&state=S", "x".repeat(16 * 1024 + 1));
    let too_long = format!("code=x&state=S&pad={}", "x".repeat(64 * 1024));
    let many = format!("code=x&state=S{}", "&a".repeat(63));
    let long_error = format!("error={}&state=S", "x".repeat(65));
    let rows: Vec<(&str, Is)> = vec![
        ("code=x&state=S", Code),
        ("state=S&code=x", Code),
        ("code=x&state=S&session_state=y&client_info=z", Code),
        ("code=x&state=S&scope=a+b&authuser=0&prompt=consent&hd=h", Code),
        ("&&code=x&&state=S&&", Code),
        ("code=x&state=S&error=", Code),
        ("code=a%2Fb%3D%7E%20&state=S", Code),
        ("code=0.A+b&state=S", Code),
        ("c%6Fde=x&state=S", Code),
        ("code=x&state=S&Code=y&STATE=z", Code),
        ("code=x&state=S&error_description=words", Code),
        (&long_code, Code),
        ("error=access_denied&state=S", Refused("access_denied")),
        ("error=access_denied&error_subcode=cancel&state=S", Refused("access_denied")),
        (
            "error=access_denied&error_description=AADSTS65004%3a+User+declined%0d%0aTrace+ID&state=S",
            Refused("AADSTS65004"),
        ),
        ("error=brand_new&state=S", Refused("brand_new")),
        ("error=server_error&state=S&code=", Refused("server_error")),
        ("error=access_denied&state=S&error_uri=https%3A%2F%2Fevil.example", Refused("access_denied")),
        ("code=x&code=y&state=S2", Noise(WrongState)),
        ("code=x&code=y", Noise(NoState)),
        ("", Noise(NoState)),
        ("code=x", Noise(NoState)),
        ("code=x&state=", Noise(NoState)),
        ("code=x&state", Noise(NoState)),
        ("code=x&State=S", Noise(NoState)),
        ("code=x&state%00=S", Noise(ControlCharacter)),
        ("code=x&state=s", Noise(WrongState)),
        ("code=x&state=SS", Noise(WrongState)),
        ("code=x&state=+S", Noise(WrongState)),
        ("code=x&state=S%20", Noise(WrongState)),
        ("code=x&state=%53%00", Noise(ControlCharacter)),
        ("code=x&state=undefined", Noise(WrongState)),
        ("code=x&state=null", Noise(WrongState)),
        ("error=access_denied", Noise(NoState)),
        ("error=access_denied&state=", Noise(NoState)),
        ("error=access_denied&state=x", Noise(WrongState)),
        ("error=server_error&state=%C3%A9", Noise(WrongState)),
        ("state=S", Noise(NeitherCodeNorError)),
        ("state=S&code=", Noise(NeitherCodeNorError)),
        ("state=S&code=&error=", Noise(NeitherCodeNorError)),
        ("state=S&access_token=x&token_type=Bearer", Noise(NeitherCodeNorError)),
        ("state=S&code=x&error=access_denied", Noise(CodeAndError)),
        ("state=S&code=x&code=x", Noise(Twice(Parameter::Code))),
        ("state=S&code=x&code=", Noise(Twice(Parameter::Code))),
        ("state=S&state=S&code=x", Noise(Twice(Parameter::State))),
        ("state=x&state=S&code=x", Noise(Twice(Parameter::State))),
        ("state=S&error=a&error=b", Noise(Twice(Parameter::Error))),
        ("state=S&error=a&error_description=b&error_description=c", Noise(Twice(Parameter::ErrorDescription))),
        ("state=S&error=a&error_subcode=b&error_subcode=c", Noise(Twice(Parameter::ErrorSubcode))),
        ("state=S&code=x&c%6Fde=x", Noise(Twice(Parameter::Code))),
        ("state=S&code=x&scope=a&scope=b", Noise(Twice(Parameter::Scope))),
        ("state=S&code=x&iss=", Noise(EmptyIssuer)),
        ("state=S&code=x&iss", Noise(EmptyIssuer)),
        ("state=S&code=x&iss=https%3A%2F%2Fevil.example", Noise(WrongIssuer)),
        ("state=S&error=a&iss=https%3A%2F%2Fevil.example", Noise(WrongIssuer)),
        ("state=S&code=x%01", Noise(ControlCharacter)),
        ("state=S&code=x%00", Noise(ControlCharacter)),
        ("state=S&code=x%0d%0aSet-Cookie", Noise(ControlCharacter)),
        ("state=S&code=x&a=%7f", Noise(ControlCharacter)),
        ("state=S&error=a%0ab", Noise(ControlCharacter)),
        ("state=S&error=a&error_description=%1b[31m", Noise(ControlCharacter)),
        ("state=S&code=%C3%A9", Noise(MalformedCode)),
        (&too_long_code, Noise(MalformedCode)),
        ("state=S&error=%C3%A9", Noise(MalformedError)),
        ("state=S&error=a%22b", Noise(MalformedError)),
        (&long_error, Noise(MalformedError)),
        ("state=S&code=%", Noise(Unreadable(FormFault::BrokenEscape))),
        ("state=S&code=%4", Noise(Unreadable(FormFault::BrokenEscape))),
        ("state=S&code=%u0041", Noise(Unreadable(FormFault::BrokenEscape))),
        ("state=S&code=%ff", Noise(Unreadable(FormFault::NotUtf8))),
        ("state=S&code=%c0%af", Noise(Unreadable(FormFault::NotUtf8))),
        ("state=S&code=%ed%a0%80", Noise(Unreadable(FormFault::NotUtf8))),
        (&many, Noise(Unreadable(FormFault::TooMany))),
        (&too_long, Noise(Unreadable(FormFault::TooLong))),
    ];
    let attempt = attempt();
    for (text, expected) in &rows {
        let text = text.replace("state=S", &format!("state={STATE}"));
        for carrier in [Carrier::Query, Carrier::Form] {
            check(&attempt, carrier, text.as_bytes(), expected);
        }
    }
    println!("{} answers, each as query and as form", rows.len());
    assert!(rows.len() >= 60);
}

#[test]
fn a_state_with_one_character_changed_is_another_state() {
    let attempt = attempt();
    for at in 0..STATE.len() {
        let mut state = STATE.as_bytes().to_vec();
        state[at] = if state[at] == b'A' { b'B' } else { b'A' };
        if state != STATE.as_bytes() {
            let text = [b"code=x&state=".as_slice(), &state].concat();
            check(&attempt, Carrier::Query, &text, &Is::Noise(NoiseReason::WrongState));
        }
        let text = format!("code=x&state={}", &STATE[..at]);
        let expected = if at == 0 { NoiseReason::NoState } else { NoiseReason::WrongState };
        check(&attempt, Carrier::Query, text.as_bytes(), &Is::Noise(expected));
    }
}

#[test]
fn a_pasted_address_goes_through_the_same_checks() {
    use Is::{Code, Noise, Refused};
    use NoiseReason::{NeitherCodeNorError, NoState, NotOurAddress, Unreadable, WrongState};
    let rows: Vec<(&str, Is)> = vec![
        ("http://localhost:49152/mail-setup?code=x&state=S", Code),
        ("  http://localhost:49152/mail-setup?code=x&state=S\r\n", Code),
        ("<http://localhost:49152/mail-setup?code=x&state=S>", Code),
        ("\"http://localhost:49152/mail-setup?code=x&state=S\"", Code),
        ("http://localhost:49152/mail-setup?code=x&\nstate=S", Code),
        ("HTTP://LOCALHOST:49152/mail-setup?code=x&state=S#_=_", Code),
        ("http://localhost:49152/mail-setup?error=access_denied&state=S", Refused("access_denied")),
        ("http://localhost:49152/mail-setup?code=x&state=other", Noise(WrongState)),
        ("http://localhost:49152/mail-setup?code=x", Noise(NoState)),
        ("http://localhost:49152/mail-setup", Noise(NoState)),
        ("http://localhost:49152/mail-setup?state=S", Noise(NeitherCodeNorError)),
        ("http://localhost:49152/mail-setup#code=x&state=S", Noise(NoState)),
        ("http://localhost:49153/mail-setup?code=x&state=S", Noise(NotOurAddress)),
        ("http://localhost/mail-setup?code=x&state=S", Noise(NotOurAddress)),
        ("http://127.0.0.1:49152/mail-setup?code=x&state=S", Noise(NotOurAddress)),
        ("https://localhost:49152/mail-setup?code=x&state=S", Noise(NotOurAddress)),
        ("http://localhost:49152/Mail-Setup?code=x&state=S", Noise(NotOurAddress)),
        ("http://localhost:49152/mail-setup/?code=x&state=S", Noise(NotOurAddress)),
        ("http://a@localhost:49152/mail-setup?code=x&state=S", Noise(NotOurAddress)),
        ("http://localhost:49152@evil.example/mail-setup?code=x&state=S", Noise(NotOurAddress)),
        ("code=x&state=S", Noise(NotOurAddress)),
        ("AADSTS50011: The redirect URI does not match", Noise(NotOurAddress)),
        ("", Noise(NotOurAddress)),
        ("http://localhost:49152/mail-setup?code=%&state=S", Noise(Unreadable(FormFault::BrokenEscape))),
    ];
    for mode in [ResponseMode::Query, ResponseMode::FormPost] {
        let attempt = attempt_at(entra(entra_rule()), mode);
        for (text, expected) in &rows {
            let text = text.replace("state=S", &format!("state={STATE}"));
            check(&attempt, Carrier::Pasted, text.as_bytes(), expected);
        }
        check(&attempt, Carrier::Pasted, &[0xff], &Noise(Unreadable(FormFault::NotUtf8)));
        check(&attempt, Carrier::Pasted, &vec![b'a'; 70_000], &Noise(Unreadable(FormFault::TooLong)));
    }
}

#[test]
fn a_code_must_come_in_a_form_when_a_form_was_asked_for() {
    let attempt = attempt_at(entra(entra_rule()), ResponseMode::FormPost);
    let code = format!("code=x&state={STATE}");
    check(&attempt, Carrier::Query, code.as_bytes(), &Is::Noise(NoiseReason::WrongWay));
    check(&attempt, Carrier::Form, code.as_bytes(), &Is::Code);
    let error = format!("error=access_denied&state={STATE}");
    check(&attempt, Carrier::Query, error.as_bytes(), &Is::Refused("access_denied"));
}

#[test]
fn the_code_is_taken_as_it_was_decoded() {
    let attempt = attempt();
    let code = accepted(&attempt, "a%2Fb%2Bc");
    let body = String::from_utf8(attempt.redeem(&code, None, &[]).unwrap().request.body().to_vec()).unwrap();
    assert!(body.contains("&code=a%2Fb%2Bc&"), "{body}");
}

#[test]
fn whoever_pasted_learns_what_it_was() {
    assert_eq!(NoiseReason::WrongState.kind(), Kind::AnswerOfAnother);
    assert_eq!(NoiseReason::NotOurAddress.kind(), Kind::AnswerUnreadable);
    assert_eq!(NoiseReason::WrongIssuer.kind(), Kind::AnswerNotBelieved);
    assert!(NoiseReason::WrongIssuer.knew_state() && NoiseReason::CodeAndError.knew_state());
    assert!(!NoiseReason::WrongState.knew_state() && !NoiseReason::Twice(Parameter::State).knew_state());
}

#[test]
fn a_refusal_becomes_details_without_a_kind() {
    let attempt = attempt();
    let text = format!(
        "error=invalid_client&error_description=AADSTS650052%3a+The+%22app%22+needs+access%0d%0aTrace+ID%3a+0a1b2c3d-1111-\
         2222-3333-444455556666%0d%0aCorrelation+ID%3a+9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff%0d%0a&state={STATE}"
    );
    let Verdict::Refused(refusal) = attempt.judge(Carrier::Query, text.as_bytes()) else { panic!("not refused") };
    let details = Details::from(&refusal);
    assert_eq!(details.code.as_deref(), Some("AADSTS650052"));
    assert_eq!(details.trace_id.as_deref(), Some("0a1b2c3d-1111-2222-3333-444455556666"));
    assert_eq!(details.correlation_id.as_deref(), Some("9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff"));
    assert!(details.said.unwrap().starts_with("AADSTS650052: The 'app' needs access Trace ID: 0a1b"));
}

#[test]
fn an_answer_is_read_up_to_its_limits_and_not_a_byte_further() {
    let attempt = attempt();
    let form = |length: usize| {
        let answer = format!("code=x&state={STATE}&pad=");
        format!("{answer}{}", "x".repeat(length - answer.len()))
    };
    let pairs = |count: usize| format!("code=x&state={STATE}{}", "&a".repeat(count - 2));
    let pasted = |length: usize| {
        let answer = format!("{}?code=x&state={STATE}&pad=", attempt.redirect().as_str());
        format!("{answer}{}", "x".repeat(length - answer.len()))
    };
    let is_read = |carrier, text: &str| matches!(attempt.judge(carrier, text.as_bytes()), Verdict::Code(_));
    assert!(is_read(Carrier::Form, &form(64 * 1024)) && !is_read(Carrier::Form, &form(64 * 1024 + 1)));
    // A name given twice is no answer, so that the count is seen by what it is called.
    let noise = |text: &str| match attempt.judge(Carrier::Form, text.as_bytes()) {
        Verdict::Noise(reason) => reason,
        other @ (Verdict::Code(_) | Verdict::Refused(_)) => panic!("{other:?}"),
    };
    assert_eq!(noise(&pairs(64)), NoiseReason::Twice(Parameter::Other));
    assert!(matches!(noise(&pairs(65)), NoiseReason::Unreadable(_)));
    assert!(is_read(Carrier::Pasted, &pasted(64 * 1024)) && !is_read(Carrier::Pasted, &pasted(64 * 1024 + 1)));
}
