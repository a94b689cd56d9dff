//! What an office is started with, and why it may not start.

use crate::directory::Cloud;
use crate::fault::Fault;
use jiff::SignedDuration;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;
use thiserror::Error;

/// How an office starts. [`Default`] is an empty directory in memory, everything well.
#[derive(Clone, Debug)]
pub struct OfficeSettings {
    /// A registration that is ready from the start.
    pub seed: Option<Seed>,
    /// Where the directory is kept between runs; `None` keeps it in memory. Codes, tokens and messages are never kept.
    pub data_folder: Option<PathBuf>,
    /// How far the office's clock is ahead of the computer's; `None` for as far as it was when it was kept.
    pub clock_offset: Option<SignedDuration>,
    /// Faults armed from the start.
    pub faults: Vec<Fault>,
    /// The cloud a new directory is in.
    pub cloud: Cloud,
    /// A number that makes IDs, secrets and passwords repeat themselves, for tests; `None` for fresh ones.
    pub random: Option<u64>,
    /// How long a new secret or registration stays unknown under `secret-delay` and `registration-delay`.
    pub delay: Duration,
    /// How late the answer comes under `token-slow`.
    pub slow_answer: Duration,
    /// How long the secure port refuses under `network-gone`.
    pub outage: Duration,
}

impl Default for OfficeSettings {
    fn default() -> Self {
        Self {
            seed: None,
            data_folder: None,
            clock_offset: None,
            faults: Vec::new(),
            cloud: Cloud::default(),
            random: None,
            delay: Duration::from_secs(8),
            slow_answer: Duration::from_secs(40),
            outage: Duration::from_secs(5),
        }
    }
}

/// A recipe whose registration the office can start with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seed {
    /// TourTools' guide of 18 January 2025.
    TourTools,
    /// ShopCtrl's guide of 9 August 2023.
    ShopCtrl,
    /// A registration of the office's own for the test of SalesPad's settings (guide of 22 November 2024).
    SalesPad,
    /// The guide of ZappySys' Outlook connector, version 2.
    ZappySys,
    /// The guide of Gathr's Outlook connector.
    Gathr,
    /// Any application that sends by Graph.
    Graph,
    /// Any application that sends by SMTP, and reads by IMAP or POP3.
    Smtp,
    /// Any application that sends and reads in its own name.
    ApplicationAlone,
    /// Any application that sends by the Gmail API.
    GoogleGmail,
    /// Any application that sends by Gmail's SMTP, and reads by IMAP or POP3.
    GoogleSmtp,
}

impl Seed {
    /// Every one there is.
    pub const ALL: [Self; 10] = [
        Self::TourTools,
        Self::ShopCtrl,
        Self::SalesPad,
        Self::ZappySys,
        Self::Gathr,
        Self::Graph,
        Self::Smtp,
        Self::ApplicationAlone,
        Self::GoogleGmail,
        Self::GoogleSmtp,
    ];

    /// The recipe's word, as `--seed` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::TourTools => "tourtools",
            Self::ShopCtrl => "shopctrl",
            Self::SalesPad => "salespad",
            Self::ZappySys => "zappysys",
            Self::Gathr => "gathr",
            Self::Graph => "microsoft-graph",
            Self::Smtp => "microsoft-smtp",
            Self::ApplicationAlone => "microsoft-alone",
            Self::GoogleGmail => "google-gmail",
            Self::GoogleSmtp => "google-smtp",
        }
    }

    /// Whether it is a client of Google's, and no registration of Microsoft's.
    pub(crate) fn is_google(self) -> bool {
        matches!(self, Self::GoogleGmail | Self::GoogleSmtp)
    }
}

/// There is no ready registration for this recipe.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the practice office has no ready registration for {0:?}")]
pub struct SeedUnknown(String);

impl FromStr for Seed {
    type Err = SeedUnknown;

    fn from_str(recipe: &str) -> Result<Self, SeedUnknown> {
        Self::ALL.into_iter().find(|seed| seed.name() == recipe).ok_or_else(|| SeedUnknown(recipe.to_owned()))
    }
}

/// Why the office cannot start or say where it is.
#[derive(Debug, Error)]
pub enum OfficeError {
    /// No port on 127.0.0.1.
    #[error("the practice office cannot listen on 127.0.0.1")]
    Listen(#[source] io::Error),
    /// The certificate could not be made.
    #[error("the practice office cannot make its certificate")]
    Certificate(#[source] rcgen::Error),
    /// The certificate could not be used.
    #[error("the practice office cannot use its certificate")]
    Tls(#[source] rustls::Error),
    /// The key that signs ID tokens could not be made.
    #[error("the practice office cannot make the key that signs ID tokens")]
    SigningKey,
    /// The data folder cannot be read or written.
    #[error("the practice office cannot use the folder {folder}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}
