//! Mix-up (RFC 9207, RFC 9700 section 4.4): who the answer says it is from.

use sendoff_oauth::{Carrier, Endpoints, IssuerRule, NoiseReason, ResponseMode};
use url::form_urlencoded;

use crate::{
    callback::{Is, check},
    client::{AUTHORITY, STATE, TENANT, attempt_at, entra, entra_rule, google},
};

#[test]
fn every_pair_of_provider_and_issuer_has_the_right_verdict() {
    let tenant = format!("{AUTHORITY}/{TENANT}/v2.0");
    let generic = "https://issuer.example/realm";
    let providers: Vec<(&str, Endpoints, Vec<String>)> = vec![
        ("directory", entra(entra_rule()), vec![tenant.clone()]),
        (
            "any directory",
            entra(IssuerRule::EntraAnyTenant { authority: AUTHORITY.to_owned() }),
            vec![tenant.clone(), format!("{AUTHORITY}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0")],
        ),
        ("google", google(), vec!["https://accounts.google.com".into(), "accounts.google.com".into()]),
        ("exact", entra(IssuerRule::Exact(generic.into())), vec![generic.into()]),
    ];
    let variants: Vec<String> = [
        &tenant,
        &format!("{tenant}/"),
        &tenant.to_uppercase(),
        &tenant.replace("https", "http"),
        &tenant.replace(TENANT, "common"),
        &tenant.replace(TENANT, "{tenantid}"),
        &tenant.replace(TENANT, &TENANT.to_uppercase()),
        &tenant.replace(TENANT, "9188040d-6c67-4c5b-b112-36a304b66dad"),
        &tenant.replace("v2.0", "v1.0"),
        &format!(" {tenant}"),
        "https://sts.windows.net/3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f/",
        "https://login.microsoftonline.com.evil.example/3d1f0c9e-5a4b-4c7d-8e2f-1a2b3c4d5e6f/v2.0",
        "https://accounts.google.com",
        "accounts.google.com",
        "https://accounts.google.com/",
        "HTTPS://accounts.google.com",
        generic,
        "https://issuer.example/realm/",
        "https://evil.example",
        "null",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut verdicts = 0;
    for (name, endpoints, right) in providers {
        let attempt = attempt_at(endpoints.clone(), ResponseMode::Query);
        let strict = attempt_at(endpoints.announcing_issuer(), ResponseMode::Query);
        let kinds = [("code=x", Is::Code), ("error=access_denied", Is::Refused("access_denied"))];
        for (kind, good) in &kinds {
            let answer = |issuers: &[&str]| {
                let mut text = format!("{kind}&state={STATE}");
                for issuer in issuers {
                    text += "&iss=";
                    text.extend(form_urlencoded::byte_serialize(issuer.as_bytes()));
                }
                text
            };
            for issuer in &variants {
                let wrong = Is::Noise(NoiseReason::WrongIssuer);
                let expected = if right.contains(issuer) { good } else { &wrong };
                println!("{name}: {issuer}");
                check(&attempt, Carrier::Query, answer(&[issuer]).as_bytes(), expected);
                verdicts += 1;
            }
            let twice = Is::Noise(NoiseReason::Twice(sendoff_oauth::Parameter::Issuer));
            check(&attempt, Carrier::Query, answer(&[&right[0], &right[0]]).as_bytes(), &twice);
            check(&attempt, Carrier::Query, answer(&[""]).as_bytes(), &Is::Noise(NoiseReason::EmptyIssuer));
            check(&attempt, Carrier::Query, answer(&[]).as_bytes(), good);
            check(&strict, Carrier::Query, answer(&[]).as_bytes(), &Is::Noise(NoiseReason::NoIssuer));
            check(&strict, Carrier::Query, answer(&[&right[0]]).as_bytes(), good);
            verdicts += 5;
        }
    }
    println!("{verdicts} verdicts on issuers");
    assert!(verdicts >= 48);
}
