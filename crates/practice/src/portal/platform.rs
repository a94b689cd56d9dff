//! Platforms as words of a form or an address, and what the portal says about each.

use crate::directory::Platform;

/// Its word.
pub(super) fn slug(platform: Platform) -> &'static str {
    match platform {
        Platform::Web => "web",
        Platform::Spa => "spa",
        Platform::Desktop => "desktop",
    }
}

/// The platform with this word.
pub(super) fn named(word: &str) -> Option<Platform> {
    Platform::ALL.into_iter().find(|platform| slug(*platform) == word)
}

/// What it is for, and what follows from it (protocol facts 1.7: the platform decides the client type).
pub(super) fn meaning(platform: Platform) -> &'static str {
    match platform {
        Platform::Web => "Build, host and deploy a web server application. A client secret is needed.",
        Platform::Spa => "Configure browser client applications. Tokens are only given to a page, with no secret.",
        Platform::Desktop => "Windows, UWP, console, mobile. A client secret is refused.",
    }
}
