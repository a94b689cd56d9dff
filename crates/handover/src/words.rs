//! The headings and labels of the sheet. Their texts are in the catalogue, one entry each.

macro_rules! sheet_words {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)+) => {
        /// Headings and labels, in the reader's language.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct SheetWords {
            $($(#[$doc])* pub $name: String,)+
        }

        impl SheetWords {
            /// The keys of the catalogue, in the order of the fields.
            pub const KEYS: &'static [&'static str] = &[$($key),+];

            /// Asks `text` for each key.
            pub fn read(mut text: impl FnMut(&'static str) -> String) -> Self {
                Self { $($name: text($key),)+ }
            }
        }
    };
}

sheet_words! {
    /// The language of the texts as a BCP 47 tag: `en`.
    language = "sheet-language";
    /// The heading, to which the application's name is added on a line of its own: `Mail set-up`.
    title = "sheet-title";
    /// `Organisation`.
    organisation = "sheet-organisation";
    /// `Application`.
    application = "sheet-application";
    /// `Mailbox`.
    mailbox = "sheet-mailbox";
    /// `Date`.
    day = "sheet-day";
    /// `Prepared by`.
    prepared_by = "sheet-prepared-by";
    /// `Read this first`.
    warnings = "sheet-warnings";
    /// `Values`.
    values = "sheet-values";
    /// Head of the column of the application's labels: `Field`.
    field = "sheet-field";
    /// Head of the column of values: `Value`.
    value = "sheet-value";
    /// Before something to choose: `Choose`.
    choose = "sheet-choose";
    /// Before the beginning of a secret: `Delivered separately; starts`.
    secret_starts = "sheet-secret-starts";
    /// Before the beginning of a key's ID: `Delivered separately; key ID starts`.
    key_id_starts = "sheet-key-id-starts";
    /// Before the portal's label: `In the portal:`.
    provider_label = "sheet-provider-label";
    /// `In the application, afterwards`.
    afterwards = "sheet-afterwards";
    /// `If it does not work`.
    if_it_fails = "sheet-if-it-fails";
    /// `What was proved`.
    proofs = "sheet-proofs";
    /// Head of the column of proofs: `Proof`.
    proof = "sheet-proof";
    /// Head of the column of times: `Time`.
    time = "sheet-time";
    /// `Test message`.
    message_id = "sheet-message-id";
    /// `When the secret ends`.
    expiry = "sheet-expiry";
    /// Before the day: `Ends`.
    ends = "sheet-ends";
    /// Before what stops working: `What stops then`.
    stops = "sheet-stops";
    /// Before the steps: `How to renew`.
    renew = "sheet-renew";
    /// `What was changed, and how to undo it`.
    changes = "sheet-changes";
    /// Head of the column of changes: `Change`.
    change = "sheet-change";
    /// Head of the column of ways back: `Undo`.
    undo = "sheet-undo";
    /// `About this sheet`.
    source = "sheet-source";
    /// The mark across each page of a practice sheet: `PRACTICE`.
    practice = "sheet-practice";
    /// What the mark means: `Practice: nothing on this sheet is real.`
    practice_note = "sheet-practice-note";
}
