//! The kinds that only Google has: its rows of the closed table.
//!
//! Where they come from stands in `recipes/errors/google.toml`.

macro_rules! and_those_of_google {
    ($table:ident! { $($rows:tt)* }) => {
        $table! {
            $($rows)*
            /// The text is no client ID of Google's.
            NotAGoogleClientId = "not-a-google-client-id", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A client ID without its ending.
            GoogleClientIdCut = "google-client-id-cut", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A client ID stands where the secret belongs.
            ClientIdNotHere = "client-id-not-here", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A client secret begins as one does and ends too soon.
            GoogleSecretCut = "google-secret-cut", Some(StepId::GoogleClient), You, Failure, retry false;
            /// There is white space inside a client secret.
            GoogleSecretBroken = "google-secret-broken", Some(StepId::GoogleClient), You, Failure, retry false;
            /// Google shows the last four characters of a secret only (secret-masked).
            GoogleSecretHidden = "google-secret-hidden", Some(StepId::GoogleClient), You, Failure, retry false;
            /// An API key.
            GoogleApiKeyPasted = "google-api-key-pasted", Some(StepId::GoogleClient), You, Failure, retry false;
            /// A refresh, access or ID token.
            GoogleAccessPasted = "google-access-pasted", None, You, Failure, retry false;
            /// An authorization code.
            GoogleCodePasted = "google-code-pasted", None, You, Failure, retry false;
            /// The address of a service account.
            ServiceAccountPasted = "service-account-pasted", None, You, Failure, retry false;
            /// The number of a service account.
            UniqueIdPasted = "unique-id-pasted", None, You, Failure, retry false;
            /// The number of a project.
            ProjectNumberPasted = "project-number-pasted", Some(StepId::Project), You, Failure, retry false;
            /// The name of a project.
            ProjectNamePasted = "project-name-pasted", Some(StepId::Project), You, Failure, retry false;
            /// The text is no project ID.
            NotAProjectId = "not-a-project-id", Some(StepId::Project), You, Failure, retry false;
            /// The text is no app password.
            NotAnAppPassword = "not-an-app-password", Some(StepId::Mailbox), You, Failure, retry false;
            /// An ID or a secret of Microsoft's.
            OfMicrosoftPasted = "of-microsoft-pasted", None, You, Failure, retry false;
            /// A file of Google's ends before it is closed.
            GoogleFileCut = "google-file-cut", None, You, Failure, retry false;
            /// A file of Google's is no JSON from a place on.
            GoogleFileBroken = "google-file-broken", None, You, Failure, retry false;
            /// Something is missing in a file, or is not what Google writes there.
            GoogleFileUnfit = "google-file-unfit", None, You, Failure, retry false;
            /// A file would send a secret to a computer that is not Google's.
            GoogleFileElsewhere = "google-file-elsewhere", None, You, Failure, retry false;
            /// A client's file without a secret: made later, or for phones.
            GoogleFileWithoutSecret = "google-file-without-secret", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The client is one for phones.
            GoogleFileOfPhone = "google-file-of-phone", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The settings of an app for Firebase.
            GoogleFileOfFirebase = "google-file-of-firebase", None, You, Failure, retry false;
            /// What a command-line tool keeps for itself.
            GoogleFileOfTool = "google-file-of-tool", None, You, Failure, retry false;
            /// The file of a client stands where the key of a service account belongs.
            ClientFilePasted = "client-file-pasted", None, You, Failure, retry false;
            /// The key of a service account stands where the file of a client belongs.
            ServiceAccountFilePasted = "service-account-file-pasted", Some(StepId::GoogleClient), You, Failure, retry false;
            /// The text is no key file of a service account.
            ServiceAccountKeyMissing = "service-account-key-missing", None, You, Failure, retry false;
            /// The key in the file of a service account is not whole.
            ServiceAccountKeyBroken = "service-account-key-broken", None, You, Failure, retry false;
        }
    };
}

pub(super) use and_those_of_google;
