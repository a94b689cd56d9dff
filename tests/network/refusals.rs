//! What Microsoft itself says, by its numbers and codes, with the kind that explains each: kept apart from the tables of the
//! product, so that a mistake there shows.

/// Numbers of the sign-in (learn.microsoft.com/entra/identity-platform/reference-error-codes, read 2026-11-21).
pub(crate) const NUMBERS: [(u32, &str); 27] = [
    (90_002, "directory-unknown"),
    (900_023, "directory-malformed"),
    (900_439, "other-cloud"),
    (900_382, "other-cloud"),
    (9_002_346, "personal-accounts-only"),
    (700_016, "registration-unknown"),
    (7_000_112, "registration-disabled"),
    (7_000_229, "registration-not-ready"),
    (7_000_215, "secret-refused"),
    (7_000_222, "secret-expired"),
    (7_000_218, "secret-missing"),
    (700_025, "secret-not-allowed"),
    (9_002_327, "wrong-platform"),
    (50_011, "redirect-unknown"),
    (500_113, "redirect-none"),
    (50_194, "single-tenant-only"),
    (70_011, "permission-unknown"),
    (65_001, "approval-needed"),
    (65_004, "approval-declined"),
    (50_020, "account-of-another"),
    (53_003, "policy-stopped"),
    (50_076, "second-factor-needed"),
    (50_105, "not-assigned"),
    (50_126, "password-wrong"),
    (50_057, "account-disabled"),
    (54_005, "code-spent"),
    (50_173, "access-ended"),
];

/// Codes of Graph when a message is sent (learn.microsoft.com/graph/errors, read 2026-11-21).
pub(crate) const CODES: [(&str, &str, &str); 12] = [
    ("401 Unauthorized", "InvalidAuthenticationToken", "access-refused"),
    ("403 Forbidden", "ErrorAccessDenied", "sending-denied"),
    ("403 Forbidden", "ErrorSendAsDenied", "send-as-denied"),
    ("404 Not Found", "MailboxNotEnabledForRESTAPI", "mailbox-not-licensed"),
    ("404 Not Found", "ErrorInvalidUser", "mailbox-not-found"),
    ("403 Forbidden", "ErrorAccountDisabled", "account-disabled"),
    ("429 Too Many Requests", "ErrorExceededMessageLimit", "sending-limit"),
    ("400 Bad Request", "ErrorInvalidRecipients", "recipient-refused"),
    ("503 Service Unavailable", "ErrorMailboxMoveInProgress", "provider-busy"),
    ("400 Bad Request", "ErrorMessageSizeExceeded", "message-refused"),
    ("403 Forbidden", "insufficient_claims", "policy-stopped"),
    ("500 Internal Server Error", "SomethingNew", "provider-down"),
];
