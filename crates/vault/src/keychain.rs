//! The keychains of the platforms, by the names people know.

use std::fmt;

/// Which keychain answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keychain {
    /// GNOME Keyring.
    GnomeKeyring,
    /// KDE Wallet.
    KdeWallet,
    /// KeePassXC as Secret Service.
    KeePassXc,
    /// Some other service of the freedesktop.org Secret Service API.
    SecretService,
    /// The login keychain of macOS.
    MacKeychain,
    /// Windows Credential Manager.
    WindowsCredentialManager,
    /// The memory of this program: practice.
    Memory,
}

impl Keychain {
    /// Its own name, as it stands in sentences.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GnomeKeyring => "GNOME Keyring",
            Self::KdeWallet => "KDE Wallet",
            Self::KeePassXc => "KeePassXC",
            Self::SecretService => "Secret Service",
            Self::MacKeychain => "macOS Keychain",
            Self::WindowsCredentialManager => "Windows Credential Manager",
            Self::Memory => "Practice Keychain",
        }
    }
}

impl fmt::Display for Keychain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
