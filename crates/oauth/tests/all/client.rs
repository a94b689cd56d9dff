//! One application at one directory, with randomness that is known.

use std::convert::Infallible;

use sendoff_oauth::{
    AcceptedCode, Attempt, Carrier, ClientIdentifier, Endpoints, IssuerRule, Plan, ResponseMode, Scope, Seed, Verdict,
};
use url::Url;

pub(crate) const CLIENT: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
pub(crate) const TENANT: &str = "3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f";
pub(crate) const AUTHORITY: &str = "https://login.microsoftonline.com";
/// The octets of RFC 7636 appendix B.
pub(crate) const APPENDIX_B: [u8; 32] = [
    116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240,
    91, 88, 5, 88, 83, 132, 141, 121,
];
pub(crate) const STATE: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
pub(crate) const NONCE: &str = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";

/// Appendix B for the verifier, 0 to 31 for the state, 32 to 63 for the nonce.
pub(crate) fn known_seed() -> Seed {
    let mut next = 0;
    let Ok(seed) = Seed::draw(|bytes| {
        match next {
            0 => bytes.copy_from_slice(&APPENDIX_B),
            turn => bytes.iter_mut().zip((turn - 1) * 32..).for_each(|(byte, value)| *byte = value),
        }
        next += 1;
        Ok::<(), Infallible>(())
    });
    seed
}

pub(crate) fn scopes(text: &str) -> Vec<Scope> {
    text.split_whitespace().map(|word| Scope::new(word.to_owned())).collect()
}

pub(crate) fn client() -> ClientIdentifier {
    ClientIdentifier::new(CLIENT.to_owned())
}

pub(crate) fn entra_rule() -> IssuerRule {
    IssuerRule::EntraTenant { authority: AUTHORITY.to_owned(), tenant: TENANT.parse().unwrap() }
}

pub(crate) fn entra(issuer: IssuerRule) -> Endpoints {
    let url = |name: &str| Url::parse(&format!("{AUTHORITY}/{TENANT}/oauth2/v2.0/{name}")).unwrap();
    Endpoints::new(url("authorize"), url("token"), issuer).unwrap()
}

pub(crate) fn google() -> Endpoints {
    let url = |text: &str| Url::parse(text).unwrap();
    let (authorize, token) = ("https://accounts.google.com/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token");
    Endpoints::new(url(authorize), url(token), IssuerRule::Google).unwrap()
}

pub(crate) fn plan() -> Plan {
    let redirect = "http://localhost:49152/mail-setup".parse().unwrap();
    Plan::new(client(), redirect, scopes("openid profile offline_access https://graph.microsoft.com/Mail.Send"))
}

pub(crate) fn attempt_at(endpoints: Endpoints, mode: ResponseMode) -> Attempt {
    Attempt::begin(endpoints, Plan { response_mode: mode, ..plan() }, known_seed()).unwrap()
}

pub(crate) fn attempt() -> Attempt {
    attempt_at(entra(entra_rule()), ResponseMode::Query)
}

pub(crate) fn accepted(attempt: &Attempt, code: &str) -> AcceptedCode {
    match attempt.judge(Carrier::Query, format!("code={code}&state={STATE}").as_bytes()) {
        Verdict::Code(code) => code,
        other @ (Verdict::Noise(_) | Verdict::Refused(_)) => panic!("{other:?}"),
    }
}
