//! What a button does. Closed: the window sends back the action a button came with, and invents none.

use sendoff_values::{ConnectionId, FieldId, StepId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    by_script::ScriptPress,
    opening::RecipePress,
    practice::{PracticeFault, Scenario},
    settings::Theme,
};

/// What a press means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Check this page and go on.
    Continue,
    /// To the page before, keeping everything.
    Back,
    /// To a step, by the rail, a summary or an explained error.
    GoTo(StepId),
    /// Leave the note that brought the person here, and stay.
    StayHere,
    /// From the summary to a step and back.
    Change(StepId),
    /// Do again what failed. It starts at once.
    Retry,
    /// End what is under way.
    Stop,
    /// Start signing in: the system browser opens.
    OpenBrowser,
    /// Start signing in where no answer can come back by itself: nothing opens, and an address is pasted.
    SignInElsewhere,
    /// Ask for access in the application's own name: nobody signs in.
    GetAccess,
    /// Open the same sign-in page again.
    OpenBrowserAgain,
    /// Copy the address of the sign-in page, for a private window.
    CopyLink,
    /// Open the portal page of the current step.
    OpenPortalPage,
    /// Copy the address of the portal page of the current step.
    CopyPortalLink,
    /// Read the clipboard into the current step.
    Paste,
    /// Read the clipboard while this field has the focus: a lone value goes there, a text with labels is read whole.
    PasteInto(FieldId),
    /// Read the clipboard as the manifest of the app registration.
    PasteManifest,
    /// Begin to check a set-up that somebody made elsewhere and that does not work.
    CheckSetUp,
    /// Read the clipboard as something about the set-up that is checked: manifest, fields, an error.
    PasteToCheck,
    /// Copy what the check found, for whoever mends it. It holds no secret.
    CopyCheckNote,
    /// Go on from the check with a set-up of its own, with what was read.
    ContinueAsSetUp,
    /// Read the clipboard as what the browser shows.
    PasteFromBrowser,
    /// Choose the file that the step takes, and read it as if it were pasted.
    ChooseFile,
    /// Forget the secret that was pasted.
    ClearSecret,
    /// The steps in the portal by script.
    ByScript(ScriptPress),
    /// Exchange the two IDs.
    SwapIds,
    /// Take the directory that was found for the mailbox.
    UseFoundDirectory,
    /// Move the set-up into the cloud its directory is in.
    SwitchCloud,
    /// Take the same application for where the mailbox is.
    SwitchProvider,
    /// Open Microsoft's approval page, for an administrator who sits here.
    OpenApproval,
    /// Learn whether it was approved, by signing in.
    CheckApproval,
    /// Copy a note for whoever administers the organisation.
    CopyAdministratorNote,
    /// Copy the shown problem as one block for a ticket.
    CopyProblemBlock,
    /// Look up the provider that the set-up names itself.
    FindProvider,
    /// See whether the computers of the step can be reached from here.
    CheckNetwork,
    /// Send the test message.
    SendTest,
    /// Copy the transcript of the test, without secrets.
    CopyTranscript,
    /// The test message has arrived, or not yet.
    Arrived(bool),
    /// The account that signed in may, or may not, send on behalf of the mailbox.
    ConfirmDelegate(bool),
    /// Save the connection in the keychain.
    Save,
    /// Write the hand-over sheet.
    SaveSheet,
    /// Write the file from which the application reads access.
    WriteTokenFile,
    /// Write the application's own table of all connections of the organisation.
    SaveTable,
    /// Leave the finished set-up.
    Done,
    /// Begin a new set-up.
    NewSetUp,
    /// Something about recipes from files.
    Recipe(RecipePress),
    /// Open the practice office.
    Practise,
    /// Leave the practice office.
    LeavePractice,
    /// Begin what the practice office offers.
    Begin(Scenario),
    /// Make this go wrong at the next suitable moment, or say what to do to see it.
    Arm(PracticeFault),
    /// Take back what is armed.
    Disarm,
    /// Make something go wrong without telling what.
    SurpriseMe,
    /// Pretend it is 30 days later in practice.
    MoveTime,
    /// Forget everything of practice.
    ClearPractice,
    /// Open a set-up or a connection of the list.
    OpenConnection(#[ts(type = "string")] ConnectionId),
    /// To the list of connections. What was entered is kept.
    ToConnections,
    /// Show the whole list again.
    ClearSearch,
    /// Read the list once more, which could not be read.
    ReadListAgain,
    /// Show the folder everything is kept in in the system's own file manager.
    OpenFolder,
    /// From a connection to its hand-over.
    OpenHandOver,
    /// Prove a new client secret for a saved connection.
    RenewSecret,
    /// Give this computer the client secret of a connection that was saved elsewhere.
    AddSecret,
    /// Sign in and test a saved connection again.
    SignInAgain,
    /// Leave proving new values; the saved ones stay.
    NotNow,
    /// Look again whether the keychain shows the secret.
    LookAgain,
    /// Delete a connection: asks first.
    DeleteConnection,
    /// Delete it.
    DeleteForGood,
    /// Do not delete it.
    KeepConnection,
    /// Put back what was deleted.
    Undo,
    /// Write the calendar file for the day the secret ends.
    SaveReminder,
    /// Show the file that was written last in the system's own file manager.
    ShowFile,
    /// Close what is said about a file.
    Dismiss,
    /// The values alone, in a narrow window that stays on top.
    OpenStrip,
    /// Back to the whole page.
    CloseStrip,
    /// Copy a note for whoever supports the set-up; it names nobody.
    CopySupportNote,
    /// Open the provider's page about the code of the shown problem.
    LookUpCode,
    /// The settings, over whatever is shown. *Back* leads back.
    OpenSettings,
    /// Light, dark, or as the desktop.
    SetTheme(Theme),
    /// Everything one step larger.
    ZoomIn,
    /// Everything one step smaller.
    ZoomOut,
    /// Everything in its usual size.
    ZoomReset,
    /// The screen-share switch: on by one press, off by two.
    SwitchScreenShare,
    /// The list of keys.
    ShowShortcuts,
    /// Name and version.
    ShowAbout,
    /// Close what is asked or told; the safe choice.
    CloseDialog,
    /// Leave, and lose the secret that is not saved.
    LeaveAnyway,
    /// Ask whether practice data is to be deleted.
    AskClearPractice,
    /// End the program.
    Quit,
}
