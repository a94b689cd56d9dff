//! Every fault of the practice office: explained by its own kind, sent to the step that mends it, and got past.

use sendoff_practice::Fault;
use serde_json::Value;

use crate::script::{json, sendoff};

/// Fault, the kind that explains it, and the step it sends the person to; `None` where the person stays where they are.
const EXPLAINED: &[(Fault, &str, Option<&str>)] = &[
    (Fault::SecretWrong, "secret-refused", Some("client-secret")),
    (Fault::SecretExpired, "secret-expired", Some("client-secret")),
    (Fault::DirectoryUnknown, "directory-unknown", Some("tenant")),
    (Fault::RegistrationUnknown, "registration-unknown", Some("tenant")),
    (Fault::RegistrationDisabled, "registration-disabled", Some("app-registration")),
    (Fault::RedirectMissing, "redirect-unknown", Some("redirect-uri")),
    (Fault::RedirectWrongPlatformSpa, "wrong-platform", Some("redirect-uri")),
    (Fault::RedirectWrongPlatformPublic, "secret-not-allowed", Some("redirect-uri")),
    (Fault::PermissionMissing, "permission-missing", Some("permissions")),
    (Fault::ApprovalNeeded, "approval-needed", None),
    (Fault::ApprovalDeclined, "approval-declined", None),
    (Fault::WrongAccount, "wrong-account", None),
    (Fault::OtherOrganisation, "account-of-another", None),
    (Fault::PolicyStopped, "policy-stopped", None),
    (Fault::SecondFactor, "second-factor-needed", None),
    (Fault::NotAssigned, "not-assigned", None),
    (Fault::CodeSpent, "code-spent", None),
    (Fault::NoRefreshToken, "no-lasting-access", Some("permissions")),
    (Fault::TokenHtml, "login-page-in-the-way", None),
    (Fault::TokenEmpty, "answer-empty", None),
    (Fault::TokenCut, "outcome-unknown", None),
    (Fault::TokenSlow, "outcome-unknown", None),
    (Fault::TokenBusy, "provider-busy", None),
    (Fault::TokenDown, "provider-busy", None),
    (Fault::TokenDropped, "outcome-unknown", None),
    (Fault::GraphUnauthorized, "access-refused", None),
    (Fault::GraphSendAsDenied, "send-as-denied", Some("mailbox")),
    (Fault::GraphAccessDenied, "sending-denied", Some("permissions")),
    (Fault::GraphMailboxNotEnabled, "mailbox-not-licensed", Some("mailbox")),
    (Fault::GraphUserMissing, "mailbox-not-found", Some("mailbox")),
    (Fault::GraphThrottled, "provider-busy", None),
    (Fault::GraphDropped, "maybe-sent", None),
    (Fault::GraphHtml, "login-page-in-the-way", None),
    (Fault::NetworkGone, "connection-refused", None),
    (Fault::ClockWrong, "clock-wrong", None),
    (Fault::IdentityForged, "identity-not-believed", None),
];

/// What the assistant gets past by itself: a delay is waited out, a look-up is done again.
const WAITED_OUT: &[Fault] = &[Fault::SecretDelay, Fault::RegistrationDelay, Fault::DiscoveryHtml];

/// Rehearsals at a time: most of their time is waiting.
const AT_A_TIME: usize = 4;

#[test]
fn every_fault_is_explained_mended_and_got_past() {
    let all: Vec<Fault> = EXPLAINED.iter().map(|(fault, ..)| *fault).chain(WAITED_OUT.iter().copied()).collect();
    assert!(Fault::ALL.iter().all(|fault| all.contains(fault)), "a fault is not in the table");
    let wrong: Vec<String> = all.chunks(AT_A_TIME).flat_map(together).collect();
    println!("{} faults rehearsed, {} wrong", all.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn together(faults: &[Fault]) -> Vec<String> {
    std::thread::scope(|scope| {
        let running: Vec<_> = faults.iter().map(|fault| scope.spawn(move || rehearse(*fault))).collect();
        running.into_iter().filter_map(|one| one.join().expect("no rehearsal panics")).collect()
    })
}

/// What is wrong with the rehearsal of this fault, if anything.
fn rehearse(fault: Fault) -> Option<String> {
    let output = sendoff(&["rehearse", "--fault", fault.name(), "--json"], "");
    if !output.status.success() {
        return Some(format!("{fault}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let report = json(&output);
    let found = explained(&report);
    let expected = EXPLAINED.iter().find(|(one, ..)| *one == fault);
    let expected = expected.map(|(_, kind, step)| ((*kind).to_owned(), step.map(str::to_owned)));
    let right = report["saved"] == true && found == expected;
    (!right).then(|| format!("{fault}: expected {expected:?}, found {found:?}, saved {}", report["saved"]))
}

fn explained(report: &Value) -> Option<(String, Option<String>)> {
    let problem = report["steps"].as_array()?.iter().map(|step| &step["problem"]).find(|problem| !problem.is_null())?;
    Some((problem["kind"].as_str()?.to_owned(), problem["step"].as_str().map(str::to_owned)))
}
