//! Opening the office and closing it again.

use super::commands::Variables;
use super::{
    Addresses, Announcement, Clock, Faults, Office, OfficeError, OfficeSettings, Seed, State, Storage, founding, sowing,
};
use crate::directory::{Cloud, TenantId};
use crate::fault::Fault;
use crate::google::Google;
use crate::http::{Certificates, Listeners, bind};
use crate::identity::Issued;
use crate::inbox::Inbox;
use crate::mail::{AllMailPorts, House, Mail, MailPorts, Service};
use crate::provider::Provider;
use crate::random::Random;
use crate::routes;
use jiff::SignedDuration;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

/// An office that answers. Dropping it tells its tasks to end; [`stop`](Self::stop) also waits for them.
#[derive(Debug)]
pub struct RunningOffice {
    office: Office,
    ca_pem: String,
    tasks: TaskTracker,
    stop: DropGuard,
}

impl Office {
    /// Opens an office on free ports of 127.0.0.1. Must be called within a tokio runtime.
    pub async fn start(settings: OfficeSettings) -> Result<RunningOffice, OfficeError> {
        let certificates = Certificates::make()?;
        let (pages, pages_at) = bind().await?;
        let (secure, secure_at) = bind().await?;
        let (abroad, abroad_at) = bind().await?;
        let (mail, mail_at) = bind_mail().await?;
        let (machine, machine_at) = bind().await?;
        let office =
            Self::found(&settings, |home| Addresses::new((pages_at, secure_at, abroad_at), mail_at, machine_at, home))?;
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let listeners = Listeners::new(office.clone(), tasks.clone(), stop.clone(), settings.outage);
        listeners.serve_pages(pages, routes::pages(&office));
        listeners.serve_secure(secure, TlsAcceptor::from(Arc::clone(&certificates.config)), routes::secure(&office));
        listeners.serve_secure(abroad, TlsAcceptor::from(certificates.config), routes::abroad(&office));
        for (listener, server) in mail {
            listeners.serve_mail(listener, TlsAcceptor::from(Arc::clone(&certificates.mail_config)), server);
        }
        listeners.serve_machine(machine, certificates.authority);
        Ok(RunningOffice { office, ca_pem: certificates.ca_pem, tasks, stop: stop.drop_guard() })
    }

    /// The office behind its counter: kept or new directory, seed, faults.
    fn found(
        settings: &OfficeSettings,
        addresses: impl FnOnce((TenantId, Cloud)) -> Addresses,
    ) -> Result<Self, OfficeError> {
        let (storage, kept) = Storage::open(settings.data_folder.as_deref())?;
        let mut random = Random::new(settings.random);
        let (mut directory, applications, google, seeded, kept_ahead) = kept.map_or_else(
            || (founding::found(&mut random, settings.cloud), Vec::new(), None, None, SignedDuration::ZERO),
            |kept| (kept.directory, kept.applications, kept.google, kept.seeded, kept.ahead),
        );
        founding::complete(&mut directory, &mut random);
        let google = Google::new(google, &mut random);
        let office = Self::new(State {
            addresses: addresses((directory.tenant, directory.cloud)),
            directory,
            random,
            clock: Clock::ahead_by(settings.clock_offset.unwrap_or(kept_ahead)),
            faults: Faults::default(),
            issued: Issued::new()?,
            provider: Provider::new(applications),
            google,
            inbox: Inbox::default(),
            mail: Mail::default(),
            seeded,
            delay: SignedDuration::try_from(settings.delay).unwrap_or(SignedDuration::MAX),
            slow_answer: settings.slow_answer,
            outage_over: Arc::new(Notify::new()),
            variables: Variables::new(),
            storage,
        });
        office.lock().save();
        office.sow(settings.seed);
        settings.faults.iter().for_each(|fault| office.arm(*fault));
        Ok(office)
    }

    /// Makes the seed's registration or client, unless what was kept still has it.
    fn sow(&self, seed: Option<Seed>) {
        let Some(seed) = seed else { return };
        if !self.has_seed(seed)
            && let Err(refusal) = sowing::sow(self, seed)
        {
            tracing::error!(%refusal, "the practice portal refused its own seed");
        }
    }

    fn has_seed(&self, seed: Seed) -> bool {
        let state = self.lock();
        if seed.is_google() {
            return state.google.kept.seeded.as_ref().is_some_and(|id| state.google.client(id).is_some());
        }
        state.seeded.is_some_and(|app| state.directory.registration(app).is_some())
    }
}

/// A mail server that waits for its listener's connections.
type MailServer = (TcpListener, (House, Service));

/// A port for each mail server of both houses.
async fn bind_mail() -> Result<(Vec<MailServer>, AllMailPorts), OfficeError> {
    let (mut servers, exchange) = bind_house(House::Exchange).await?;
    let (at_gmail, gmail) = bind_house(House::Gmail).await?;
    servers.extend(at_gmail);
    Ok((servers, AllMailPorts { exchange, gmail }))
}

async fn bind_house(house: House) -> Result<(Vec<MailServer>, MailPorts), OfficeError> {
    let (smtp, smtp_at) = bind().await?;
    let (smtps, smtps_at) = bind().await?;
    let (imap, imap_at) = bind().await?;
    let (pop3, pop3_at) = bind().await?;
    let listeners = [(smtp, Service::Smtp), (smtps, Service::Smtps), (imap, Service::Imap), (pop3, Service::Pop3)];
    let servers = listeners.map(|(listener, service)| (listener, (house, service)));
    Ok((servers.into(), MailPorts { smtp: smtp_at, smtps: smtps_at, imap: imap_at, pop3: pop3_at }))
}

impl RunningOffice {
    /// The handle on the office: what portal, robot and tests work with.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Where everything is.
    pub fn addresses(&self) -> Addresses {
        self.office.addresses()
    }

    /// The CA that the secure addresses are under, as PEM.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// Makes something go wrong at the next suitable moment.
    pub fn arm(&self, fault: Fault) {
        self.office.arm(fault);
    }

    /// Writes the CA into `folder` as `practice-ca.pem` and says everything a program needs to use the office.
    pub fn announcement(&self, folder: &Path) -> Result<Announcement, OfficeError> {
        let ca_file = folder.join("practice-ca.pem");
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&ca_file, &self.ca_pem));
        written.map_err(|source| OfficeError::Folder { folder: folder.to_owned(), source })?;
        Ok(Announcement::of(&self.office.lock(), ca_file))
    }

    /// Closes the office: when this returns its tasks have ended and its ports are free.
    pub async fn stop(self) {
        drop(self.stop);
        self.tasks.close();
        self.tasks.wait().await;
    }
}
