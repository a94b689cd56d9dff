//! Many draws, and bytes of any kind.

use std::collections::HashSet;

use proptest::prelude::*;
use sendoff_oauth::{Attempt, Carrier, Clock, Endpoints, IssuerRule, ResponseMode, Seed, Verdict};
use sendoff_values::IdToken;
use url::Url;

use crate::client::{STATE, accepted, attempt, attempt_at, entra, entra_rule, google, plan};

fn draw(rng: &mut proptest::test_runner::TestRng) -> Attempt {
    let seed = Seed::draw(|bytes| {
        rng.fill_bytes(bytes);
        Ok::<(), std::convert::Infallible>(())
    });
    Attempt::begin(entra(entra_rule()), plan(), seed.unwrap()).unwrap()
}

fn parameter(url: &Url, name: &str) -> String {
    url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
}

/// Ten thousand; with `SENDOFF_DEEP` a million.
fn attempts() -> usize {
    if std::env::var_os("SENDOFF_DEEP").is_some() { 1_000_000 } else { 10_000 }
}

#[test]
fn no_two_attempts_share_anything() {
    let count = attempts();
    let mut rng = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let mut seen = HashSet::new();
    for _ in 0..count {
        let attempt = draw(&mut rng);
        let url = attempt.authorize_url();
        let state = parameter(&url, "state");
        let answer = format!("code=x&state={state}");
        let Verdict::Code(code) = attempt.judge(Carrier::Query, answer.as_bytes()) else { panic!("not its own state") };
        let request = attempt.redeem(&code, None, &[]).unwrap().request;
        let body = Url::parse(&format!("http://x/?{}", std::str::from_utf8(request.body()).unwrap())).unwrap();
        for value in [state, parameter(&url, "nonce"), parameter(&body, "code_verifier")] {
            assert_eq!(value.len(), 43);
            assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'), "{value}");
            assert!(seen.insert(value), "repeated");
        }
        assert_eq!(parameter(&url, "code_challenge_method"), "S256");
        assert!(seen.insert(parameter(&url, "code_challenge")));
    }
    assert_eq!(seen.len(), 4 * count);
    println!("{count} attempts: verifiers, challenges, states and nonces, no two the same");
}

fn provider(number: usize) -> Endpoints {
    let url = |name: &str| Url::parse(&format!("https://provider{number}.example/{name}")).unwrap();
    Endpoints::new(url("a"), url("t"), IssuerRule::Exact(format!("https://provider{number}.example"))).unwrap()
}

proptest! {
    #[test]
    fn no_answer_makes_the_judge_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let attempt = attempt();
        for carrier in [Carrier::Query, Carrier::Form, Carrier::Pasted] {
            let _ = attempt.judge(carrier, &bytes);
        }
        let known = [format!("state={STATE}&code=").as_bytes(), &bytes].concat();
        let _ = attempt.judge(Carrier::Query, &known);
    }

    #[test]
    fn nobody_gets_through_without_the_state(text in "(code|error|state|iss|x)=[a-zA-Z0-9%&=._-]{0,60}(&(code|error|state)=\\PC{0,20}){0,3}") {
        prop_assert!(matches!(attempt().judge(Carrier::Query, text.as_bytes()), Verdict::Noise(_)));
    }

    #[test]
    fn no_token_answer_makes_reading_panic(status in any::<u16>(), body in proptest::collection::vec(any::<u8>(), 0..600)) {
        let attempt = attempt();
        let code = accepted(&attempt, "x");
        let request = attempt.redeem(&code, None, &[]).unwrap().request;
        let _ = request.read(status, &body).is_ok();
        let framed = [b"{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":".as_slice(), &body, b"}"].concat();
        let _ = request.read(200, &framed).is_ok();
    }

    #[test]
    fn no_id_token_makes_checking_panic(text in "\\PC{0,80}(\\.[A-Za-z0-9_-]{0,80}){0,4}", now in -377_705_023_201_i64..=253_402_207_200) {
        let attempt = attempt();
        let code = accepted(&attempt, "x");
        let rules = attempt.redeem(&code, None, &[]).unwrap().identity.unwrap();
        let now = jiff::Timestamp::from_second(now).unwrap();
        let clock = Clock { now, provider: None };
        prop_assert!(rules.check(&IdToken::new(text), clock).is_err());
    }

    #[test]
    fn a_code_bought_at_one_provider_is_never_sent_to_another(buyer in 0_usize..50, other in 0_usize..50, seeds in any::<[u8; 2]>()) {
        let begin = |number, base: u8| {
            let mut next = base;
            let seed = Seed::draw(|bytes| {
                bytes.fill(next);
                next = next.wrapping_add(85);
                Ok::<(), std::convert::Infallible>(())
            });
            Attempt::begin(provider(number), plan(), seed.unwrap()).unwrap()
        };
        let (bought, second) = (begin(buyer, seeds[0]), begin(other, seeds[1]));
        let state = parameter(&bought.authorize_url(), "state");
        let text = format!("code=x&state={state}&iss=https%3A%2F%2Fprovider{buyer}.example");
        let Verdict::Code(code) = bought.judge(Carrier::Query, text.as_bytes()) else { panic!("not accepted") };
        if seeds[0] != seeds[1] {
            prop_assert!(matches!(second.judge(Carrier::Query, text.as_bytes()), Verdict::Noise(_)));
            prop_assert!(second.redeem(&code, None, &[]).is_err());
        }
        let request = bought.redeem(&code, None, &[]).unwrap().request;
        let host = format!("provider{buyer}.example");
        prop_assert_eq!(request.url().host_str(), Some(host.as_str()));
    }
}

#[test]
fn an_answer_for_one_provider_is_noise_at_another() {
    let google = attempt_at(google(), ResponseMode::Query);
    let text = format!("code=x&state={STATE}&iss=https%3A%2F%2Flogin.microsoftonline.com%2Fcommon%2Fv2.0");
    assert!(matches!(google.judge(Carrier::Query, text.as_bytes()), Verdict::Noise(_)));
}
