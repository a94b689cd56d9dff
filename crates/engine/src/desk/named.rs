//! What an event or an effect names: the tokens that came with one, the operation that the other starts.

use sendoff_journey::{Effect, Event, Outcome};
use sendoff_values::{Handle, OperationNumber};

/// The tokens that a sign-in brings, which may come too late to be wanted.
pub(super) fn access_in(event: &Event) -> Option<Handle> {
    let Event::Finished { outcome, .. } = event else { return None };
    if let Outcome::SignedIn(signed_in) = &**outcome { Some(signed_in.access) } else { None }
}

/// The number of an effect that waits and may be cancelled.
pub(super) fn number_of(effect: &Effect) -> Option<OperationNumber> {
    match effect {
        Effect::CopyRow(operation, _)
        | Effect::CopySecret(operation, _)
        | Effect::FindDirectory { operation, .. }
        | Effect::FindExchanges { operation, .. }
        | Effect::CheckSecret { operation, .. }
        | Effect::SignIn { operation, .. }
        | Effect::FindProvider { operation, .. }
        | Effect::CheckNetwork { operation, .. }
        | Effect::GetAccess { operation, .. }
        | Effect::GetAccessByKey { operation, .. }
        | Effect::Approve { operation, .. }
        | Effect::SendTest { operation, .. }
        | Effect::Save { operation, .. }
        | Effect::WriteSheet { operation, .. }
        | Effect::WriteReminder { operation, .. }
        | Effect::WriteTable { operation, .. }
        | Effect::SaveScript { operation, .. }
        | Effect::ChooseFile { operation, .. }
        | Effect::WriteTokenFile { operation, .. } => Some(*operation),
        Effect::InjectAnswer { .. }
        | Effect::WriteScript(_)
        | Effect::OpenBrowserAgain { .. }
        | Effect::CopySignInLink { .. }
        | Effect::Cancel(_)
        | Effect::Compare { .. }
        | Effect::ReadClipboard(_)
        | Effect::CopyText(_)
        | Effect::OpenPage(_)
        | Effect::CopyPageLink(_)
        | Effect::Forget(_)
        | Effect::Remember(_)
        | Effect::QueryConnections(_)
        | Effect::LoadSetUp(_)
        | Effect::ReadListAgain(_)
        | Effect::ShowFile(_)
        | Effect::OpenErrorPage { .. }
        | Effect::OpenFolder
        | Effect::LookForSecret(_)
        | Effect::TakeSecret(_)
        | Effect::Delete(_)
        | Effect::UndoDelete(_)
        | Effect::MakeId
        | Effect::Recipe(_)
        | Effect::EnterPractice
        | Effect::LeavePractice
        | Effect::Practice(_)
        | Effect::KeepSettings(_)
        | Effect::Quit => None,
    }
}
