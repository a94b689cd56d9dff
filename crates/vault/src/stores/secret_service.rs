//! The freedesktop.org Secret Service, on Linux and the BSDs.

use std::{error::Error, sync::Arc, time::Duration};

use keyring_core::CredentialStore;
use secret_service::Error as ServiceError;
use zbus::{
    DBusError,
    blocking::{Connection, Proxy, connection::Builder, fdo::DBusProxy},
};
use zbus_secret_service_keyring_store::Store;

use super::Platform;
use crate::{Fault, Keychain, entry};

const BUS_NAME: &str = "org.freedesktop.secrets";

/// A question to unlock that was closed sooner than this was never seen by a person: gnome-keyring answers
/// "dismissed" at once when no prompter is on the bus (measured, gnome-keyring 42, 21 Nov 2026).
const SOONEST_DISMISSAL: Duration = Duration::from_secs(1);

/// How long a question about who answers may take.
const IDENTIFYING: Duration = Duration::from_secs(2);

pub(super) struct SecretService;

impl Platform for SecretService {
    /// A service that restarts at this very moment is there when it is asked once more. What is gone then means that nothing
    /// to store into is reachable.
    fn open(&self) -> Result<Arc<CredentialStore>, Fault> {
        let gone = |outcome: &Result<_, Fault>| matches!(outcome, Err(Fault::WentAway));
        let first = self.opened();
        let outcome = if gone(&first) { self.opened() } else { first };
        if gone(&outcome) { Err(Fault::Absent) } else { outcome }
    }

    fn fault(&self, error: &(dyn Error + Send + Sync + 'static), waited: Duration) -> Fault {
        match error.downcast_ref::<ServiceError>() {
            Some(ServiceError::Locked) => Fault::Locked,
            Some(ServiceError::NoResult) => Fault::NoCollection,
            Some(ServiceError::Prompt) if waited < SOONEST_DISMISSAL => Fault::Locked,
            Some(ServiceError::Prompt) => Fault::Dismissed,
            Some(ServiceError::Unavailable) => Fault::Absent,
            Some(ServiceError::Zbus(error)) => of_bus(error),
            Some(ServiceError::ZbusFdo(error)) => of_standard(error),
            Some(ServiceError::PromptDisconnected | ServiceError::Crypto(_)) => Fault::WentAway,
            Some(_) | None => Fault::other("secret-service"),
        }
    }

    fn identify(&self) -> Keychain {
        owner_process(IDENTIFYING).map_or(Keychain::SecretService, |name| keychain_of(&name))
    }

    fn is_answering(&self, limit: Duration) -> bool {
        let ping = |connection: Connection| {
            let proxy = Proxy::new(&connection, BUS_NAME, "/org/freedesktop/secrets", "org.freedesktop.DBus.Peer")?;
            proxy.call::<_, _, ()>("Ping", &())
        };
        connect(limit).and_then(ping).is_ok()
    }

    /// What keychain programs list.
    fn modifiers(&self) -> &'static [(&'static str, &'static str)] {
        &[("label", "Sendoff connection")]
    }
}

impl SecretService {
    fn opened(&self) -> Result<Arc<CredentialStore>, Fault> {
        let begun = std::time::Instant::now();
        let store: Arc<CredentialStore> = Store::new().map_err(|error| entry::fault(self, error, begun))?;
        Ok(store)
    }
}

fn connect(limit: Duration) -> zbus::Result<Connection> {
    Builder::session()?.method_timeout(limit).build()
}

/// By the error's name on the bus, which is its identity (D-Bus specification, "Errors"; Secret Service API 0.2, "Errors").
#[expect(clippy::wildcard_enum_match_arm, reason = "what is left are faults of a program, not of a keychain")]
fn of_bus(error: &zbus::Error) -> Fault {
    match error {
        zbus::Error::MethodError(name, _, _) => of_name(name.as_str()),
        zbus::Error::FDO(error) => of_standard(error),
        zbus::Error::InputOutput(_) | zbus::Error::Connection(..) | zbus::Error::Handshake(_) => Fault::WentAway,
        zbus::Error::Address(_) => Fault::Absent,
        _ => Fault::other("zbus"),
    }
}

fn of_standard(error: &zbus::fdo::Error) -> Fault {
    if let zbus::fdo::Error::ZBus(error) = error { of_bus(error) } else { of_name(error.name().as_str()) }
}

fn of_name(name: &str) -> Fault {
    match name {
        "org.freedesktop.Secret.Error.IsLocked" => Fault::Locked,
        "org.freedesktop.Secret.Error.NoSession"
        | "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.NoReply"
        | "org.freedesktop.DBus.Error.Disconnected"
        | "org.freedesktop.DBus.Error.NoServer"
        // An item that was found a moment ago is gone, or a service that has only begun shows no objects yet: which of
        // them, says the search of a second call. That a path has no such method is how gnome-keyring says it (measured,
        // gnome-keyring 42, 21 Nov 2026).
        | "org.freedesktop.Secret.Error.NoSuchObject"
        | "org.freedesktop.DBus.Error.UnknownObject"
        | "org.freedesktop.DBus.Error.UnknownMethod" => Fault::WentAway,
        name if name.starts_with("org.freedesktop.DBus.Error.Spawn.") => Fault::WentAway,
        name => Fault::other(name),
    }
}

/// The command name of the process that owns the service's name; Linux shows it to every user, 15 characters of it.
fn owner_process(limit: Duration) -> Option<String> {
    let connection = connect(limit).ok()?;
    let bus = DBusProxy::new(&connection).ok()?;
    let process = bus.get_connection_unix_process_id(BUS_NAME.try_into().ok()?).ok()?;
    let name = std::fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
    Some(name.trim_end().to_owned())
}

fn keychain_of(process: &str) -> Keychain {
    match process {
        "gnome-keyring-d" | "oo7-daemon" | "oo7-server" => Keychain::GnomeKeyring,
        "ksecretd" | "kwalletd5" | "kwalletd6" | "kwalletd" => Keychain::KdeWallet,
        "keepassxc" => Keychain::KeePassXc,
        _ => Keychain::SecretService,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(waited: u64) -> Fault {
        SecretService.fault(&ServiceError::Prompt, Duration::from_millis(waited))
    }

    #[test]
    fn a_question_nobody_could_see_is_a_lock_and_one_that_stood_a_while_was_closed() {
        assert_eq!(after(30), Fault::Locked);
        assert_eq!(after(999), Fault::Locked);
        assert_eq!(after(1_000), Fault::Dismissed);
        assert_eq!(after(2_000), Fault::Dismissed);
    }

    #[test]
    fn errors_of_the_service_are_told_apart() {
        let broken = || zbus::Error::from(std::io::Error::other("broken"));
        let cases = [
            (ServiceError::Locked, Fault::Locked),
            (ServiceError::NoResult, Fault::NoCollection),
            (ServiceError::Unavailable, Fault::Absent),
            (ServiceError::PromptDisconnected, Fault::WentAway),
            (ServiceError::Crypto("odd"), Fault::WentAway),
            (ServiceError::Zbus(broken()), Fault::WentAway),
            (ServiceError::Zbus(zbus::Error::Address(String::new())), Fault::Absent),
            (ServiceError::Zbus(zbus::Error::FDO(Box::new(zbus::fdo::Error::NoReply(String::new())))), Fault::WentAway),
            (ServiceError::Zbus(zbus::Error::Unsupported), Fault::other("zbus")),
            (ServiceError::ZbusFdo(zbus::fdo::Error::ZBus(broken())), Fault::WentAway),
        ];
        for (error, meant) in cases {
            let shown = error.to_string();
            assert_eq!(SecretService.fault(&error, Duration::ZERO), meant, "{shown}");
        }
        let foreign = std::io::Error::other("of no keychain");
        assert_eq!(SecretService.fault(&foreign, Duration::ZERO), Fault::other("secret-service"));
    }

    #[test]
    fn errors_of_the_bus_are_told_apart_by_name() {
        assert_eq!(of_name("org.freedesktop.Secret.Error.IsLocked"), Fault::Locked);
        assert_eq!(of_name("org.freedesktop.Secret.Error.NoSession"), Fault::WentAway);
        assert_eq!(of_standard(&zbus::fdo::Error::ServiceUnknown(String::new())), Fault::WentAway);
        assert_eq!(of_standard(&zbus::fdo::Error::NoReply(String::new())), Fault::WentAway);
        assert_eq!(of_name("org.freedesktop.DBus.Error.UnknownMethod"), Fault::WentAway, "a search alone says no");
        assert_eq!(of_name("org.freedesktop.DBus.Error.Spawn.ExecFailed"), Fault::WentAway);
        assert_eq!(of_name("org.example.Odd"), Fault::other("org.example.Odd"));
    }

    #[test]
    fn processes_are_known_by_the_name_the_kernel_cuts_to_fifteen_characters() {
        for name in ["gnome-keyring-d", "oo7-daemon", "oo7-server"] {
            assert_eq!(keychain_of(name), Keychain::GnomeKeyring);
        }
        for name in ["ksecretd", "kwalletd5", "kwalletd6", "kwalletd"] {
            assert_eq!(keychain_of(name), Keychain::KdeWallet);
        }
        assert_eq!(keychain_of("keepassxc"), Keychain::KeePassXc);
        assert_eq!(keychain_of("something"), Keychain::SecretService);
    }
}
