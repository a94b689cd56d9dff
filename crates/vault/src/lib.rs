//! Keeps secrets in the keychain of the operating system.
