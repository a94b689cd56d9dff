//! Who signed in: let in or not, before anything is kept.
//!
//! Microsoft lets in whom the registration and the organisation let in. That is more than the recipe wants: any account of the
//! directory, and with other account types any account there is.

use sendoff_problem::Kind;
use sendoff_recipes::Audience;
use sendoff_values::{MailAddress, TenantId};

/// Whom a set-up lets in.
#[derive(Clone, Copy, Debug)]
pub struct Admission<'a> {
    /// The mailbox.
    pub mailbox: &'a MailAddress,
    /// The directory of the registration; none where the provider has none.
    pub directory: Option<&'a TenantId>,
    /// Whose accounts the registration is for.
    pub audience: Audience,
    /// Whether somebody else may use the mailbox.
    pub delegates: bool,
}

/// Who came back from the sign-in page.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The account's address; none when its name is no address.
    pub address: Option<&'a MailAddress>,
    /// The directory it signed in to.
    pub directory: Option<&'a TenantId>,
    /// Whether it is a guest there.
    pub guest: bool,
}

impl Admission<'_> {
    /// Lets in the mailbox itself from wherever the account types allow, and a delegate of the same organisation where the
    /// recipe has one. A guest is let in nowhere: its mailbox is in the organisation it comes from.
    ///
    /// # Errors
    /// The reason for which this account stays out.
    pub fn check(&self, arrival: &Arrival<'_>) -> Result<(), Kind> {
        // Where a set-up is in no directory, what a provider says of one means nothing.
        let home = self.directory.is_none() || arrival.directory == self.directory;
        let personal = arrival.directory.is_some_and(TenantId::is_personal);
        if personal && !self.audience.takes_personal() {
            Err(Kind::PersonalAccount)
        } else if !home && self.audience.any_directory().is_none() {
            Err(Kind::WrongDirectory)
        } else if arrival.guest {
            Err(Kind::GuestAccount)
        } else if self.is_mailbox(arrival) || self.may_be_delegate(arrival) {
            Ok(())
        } else {
            Err(if home || personal { Kind::WrongAccount } else { Kind::WrongDirectory })
        }
    }

    fn is_mailbox(&self, arrival: &Arrival<'_>) -> bool {
        arrival.address.is_some_and(|address| address.is_same_mailbox(self.mailbox))
    }

    /// Nobody is given a mailbox of another organisation, nor with a personal account one of any.
    fn may_be_delegate(&self, arrival: &Arrival<'_>) -> bool {
        let colleague =
            |address: &MailAddress| arrival.directory == self.directory || address.domain() == self.mailbox.domain();
        let personal = arrival.directory.is_some_and(TenantId::is_personal);
        self.delegates && !personal && arrival.address.is_some_and(colleague)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: &str = "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34";
    const OTHER: &str = "7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa";
    const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

    fn judged(
        audience: Audience,
        delegates: bool,
        (address, directory, guest): (&str, &str, bool),
    ) -> Result<(), Kind> {
        let (mailbox, home) = ("office@harbour.example".parse().unwrap(), HOME.parse().unwrap());
        let (address, directory) = (address.parse().ok(), directory.parse().unwrap());
        let admission = Admission { mailbox: &mailbox, directory: Some(&home), audience, delegates };
        admission.check(&Arrival { address: address.as_ref(), directory: Some(&directory), guest })
    }

    #[test]
    fn without_a_directory_only_the_address_counts() {
        let (mailbox, elsewhere) = ("office@harbour.example".parse().unwrap(), OTHER.parse().unwrap());
        let admission =
            Admission { mailbox: &mailbox, directory: None, audience: Audience::SingleTenant, delegates: false };
        for directory in [None, Some(&elsewhere)] {
            let admitted = |address: &str| {
                let address: MailAddress = address.parse().unwrap();
                admission.check(&Arrival { address: Some(&address), directory, guest: false })
            };
            assert_eq!(admitted("office@harbour.example"), Ok(()), "{directory:?}");
            assert_eq!(admitted("admin@harbour.example"), Err(Kind::WrongAccount), "{directory:?}");
        }
    }

    /// Mailbox user, colleague or administrator, guest, another organisation's, personal account; as the mailbox and as others.
    #[test]
    fn every_account_with_every_account_type() {
        use Audience::{MultiTenant as Any, MultiTenantAndPersonal as All, SingleTenant as Own};
        use Kind::{
            GuestAccount as Guest, PersonalAccount as Personal, WrongAccount as Account, WrongDirectory as Directory,
        };
        let (office, admin) = ("office@harbour.example", "admin@harbour.example");
        for (who, own, any, all) in [
            ((office, HOME, false), Ok(()), Ok(()), Ok(())),
            ((admin, HOME, false), Err(Account), Err(Account), Err(Account)),
            (("no address", HOME, false), Err(Account), Err(Account), Err(Account)),
            (("kim@else.example", HOME, true), Err(Guest), Err(Guest), Err(Guest)),
            ((office, HOME, true), Err(Guest), Err(Guest), Err(Guest)),
            ((office, OTHER, false), Err(Directory), Ok(()), Ok(())),
            (("kim@else.example", OTHER, false), Err(Directory), Err(Directory), Err(Directory)),
            ((office, OTHER, true), Err(Directory), Err(Guest), Err(Guest)),
            ((office, PERSONAL, false), Err(Personal), Err(Personal), Ok(())),
            (("pat@outlook.example", PERSONAL, false), Err(Personal), Err(Personal), Err(Account)),
        ] {
            let found = [Own, Any, All].map(|audience| judged(audience, false, who));
            assert_eq!(found, [own, any, all], "{who:?}");
        }
    }

    #[test]
    fn a_delegate_is_of_the_same_organisation() {
        use Audience::{MultiTenant, MultiTenantAndPersonal, SingleTenant};
        for (audience, who, expected) in [
            (SingleTenant, ("anna@harbour.example", HOME, false), Ok(())),
            (SingleTenant, ("anna@elsewhere.example", HOME, true), Err(Kind::GuestAccount)),
            (SingleTenant, ("anna@harbour.example", OTHER, false), Err(Kind::WrongDirectory)),
            (MultiTenant, ("anna@harbour.example", OTHER, false), Ok(())),
            (MultiTenant, ("kim@else.example", OTHER, false), Err(Kind::WrongDirectory)),
            (MultiTenantAndPersonal, ("anna@harbour.example", PERSONAL, false), Err(Kind::WrongAccount)),
            (MultiTenant, ("", HOME, false), Err(Kind::WrongAccount)),
        ] {
            assert_eq!(judged(audience, true, who), expected, "{audience:?} {who:?}");
        }
    }
}
