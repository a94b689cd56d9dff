//! A provider whose name is given in the set-up itself: which answers name it, what was found under them, and the permissions that are
//! asked for there (docs/decisions/discovery.md).

use std::collections::BTreeSet;

use sendoff_values::{HostName, StepId};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    access::Access,
    mail_servers::{MailServer, MailServers},
    naming::Naming,
    permission::Permission,
    probe::ProbeKind,
    question::Question,
    read::{Misfit, require},
    recipe::Recipe,
    template::{Placeholder, Template, Values},
    text::Id,
    typed::TypedKind,
};

/// What a recipe for a provider that is found says of it: each is one answer, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundRule {
    /// Its name for itself.
    issuer: Template,
    /// The permissions asked for there, by the provider's own names.
    permissions: Template,
    smtp: Option<Template>,
    imap: Option<Template>,
    pop3: Option<Template>,
}

/// The names under which a person says that their provider is found. Nothing was asked there yet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderNames {
    /// Its name for itself, as an address (RFC 8414 section 2).
    pub issuer: String,
    /// The mail servers of the ways that are tested.
    pub mail: MailServers,
}

impl ProviderNames {
    /// The computer that is asked.
    pub fn host(&self) -> String {
        let host = Url::parse(&self.issuer).ok().and_then(|issuer| issuer.host_str().map(str::to_owned));
        host.unwrap_or_else(|| self.issuer.clone())
    }
}

/// A provider that was found under its names, as its own document describes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundProvider {
    /// Under which names.
    pub names: ProviderNames,
    /// How its document names it, to the letter.
    pub issuer: String,
    /// Where people sign in.
    pub authorize: Url,
    /// Where codes and secrets go.
    pub token: Url,
    /// Whether every answer names the provider (RFC 9207 section 3).
    pub names_itself: bool,
    /// Whether the answer can come back in a form, which keeps it out of the browser's history.
    pub answers_in_form: bool,
}

impl FoundProvider {
    /// The computer at which people sign in.
    pub fn signs_in_at(&self) -> &str {
        self.authorize.host_str().unwrap_or_default()
    }

    /// The computer that is sent codes and secrets.
    pub fn takes_secrets_at(&self) -> &str {
        self.token.host_str().unwrap_or_default()
    }

    /// Every computer that would be sent a secret, a code, access or a browser. All of them are shown, and confirmed.
    pub fn hosts(&self) -> BTreeSet<HostName> {
        let addresses = [self.issuer.as_str(), self.authorize.as_str(), self.token.as_str()];
        let hosts = addresses.into_iter().filter_map(|text| Url::parse(text).ok()?.host_str()?.parse().ok());
        hosts.chain(self.names.mail.all().filter_map(|server| server.host.parse().ok())).collect()
    }
}

impl Recipe {
    /// The names of the provider, as far as they were typed; the recipe is tailored.
    pub fn provider_names(&self, values: &Values) -> Option<ProviderNames> {
        let rule = self.found.as_ref()?;
        let tried = |kind: ProbeKind| self.probe.iter().any(|probe| probe.kind == kind);
        let server = |kind: ProbeKind, port: u16| -> Option<Option<MailServer>> {
            let Some(template) = rule.server(kind).filter(|_| tried(kind)) else { return Some(None) };
            MailServer::typed(&template.fill(values).ok()?, port).map(Some)
        };
        let mail = MailServers {
            smtp: server(ProbeKind::Smtp, SUBMISSION)?,
            imap: server(ProbeKind::Imap, IMAPS)?,
            pop3: server(ProbeKind::Pop3, POP3S)?,
        };
        Some(ProviderNames { issuer: rule.issuer.fill(values).ok()?, mail })
    }

    /// The questions whose answers name the provider, in the recipe's order; the recipe is tailored.
    pub fn naming_questions(&self) -> impl Iterator<Item = &Question> {
        let names: BTreeSet<&Id> = self.found.iter().flat_map(FoundRule::places).filter_map(answer).collect();
        self.question.iter().filter(move |question| names.contains(&question.id))
    }

    /// Puts the permissions that were typed among those of the recipe.
    pub(crate) fn write_out_permissions(&mut self, typed: &Values) {
        let Some(rule) = &self.found else { return };
        let typed = rule.permissions.fill(typed).unwrap_or_default();
        self.permission.extend(typed.split(' ').filter_map(Permission::of_somebody).collect::<Vec<_>>());
    }

    /// What must hold for each way to answer; `self` has been tailored to it, and `typed` are samples.
    pub(crate) fn check_found(&self, typed: &Values) -> Result<(), Misfit> {
        let alone = self.provider.naming() == Naming::Alone;
        require(alone == self.found.is_some(), "found", "it belongs to the provider `discovered`, and to no other")?;
        let stepped = self.step(StepId::Provider).is_some();
        require(alone == stepped, "step provider", "it belongs to the provider `discovered`, and to no other")?;
        let Some(rule) = &self.found else { return Ok(()) };
        require(self.access == Access::Delegated, "access", "only who signs in can use a provider that is found")?;
        let first = self.step.first().is_some_and(|step| step.id == StepId::Provider && step.tick.is_some());
        require(first, "step provider", "it comes first, and what it shows is ticked")?;
        rule.places().try_for_each(|template| self.check_answer(template))?;
        let reached = |probe: &ProbeKind| rule.server(*probe).is_some();
        let probes: Vec<ProbeKind> = self.probe.iter().map(|probe| probe.kind).collect();
        require(probes.iter().all(reached), "found", "a way that is tested has no server")?;
        require(self.provider_names(typed).is_some(), "found", "what is typed names no provider")
    }

    fn check_answer(&self, template: &Template) -> Result<(), Misfit> {
        let question = answer(template).and_then(|id| self.question(id.as_str()));
        let kind = question.and_then(|question| Some(question.typed.as_ref()?.kind));
        let fits = matches!(kind, Some(TypedKind::Issuer | TypedKind::MailServer | TypedKind::Permissions));
        // A server of a way that is not taken is not asked for.
        let unasked = question.is_none() && answer(template).is_some();
        require(fits || unasked, "found", "each is one answer of its own kind, and nothing else")
    }
}

/// Submission (RFC 6409 section 3.1), IMAP and POP3 encrypted from the first byte (RFC 8314 section 3): the ports where none is typed.
const SUBMISSION: u16 = 587;
const IMAPS: u16 = 993;
const POP3S: u16 = 995;

impl FoundRule {
    fn server(&self, probe: ProbeKind) -> Option<&Template> {
        match probe {
            ProbeKind::Smtp => self.smtp.as_ref(),
            ProbeKind::Imap => self.imap.as_ref(),
            ProbeKind::Pop3 => self.pop3.as_ref(),
            ProbeKind::GraphSend | ProbeKind::GraphMail | ProbeKind::GraphMailAndCalendars | ProbeKind::GmailSend => {
                None
            }
        }
    }

    fn places(&self) -> impl Iterator<Item = &Template> {
        [&self.issuer, &self.permissions].into_iter().chain(&self.smtp).chain(&self.imap).chain(&self.pop3)
    }
}

/// The question of a text that is one answer and nothing else.
fn answer(template: &Template) -> Option<&Id> {
    if let Placeholder::Answer(id) = template.single()? { Some(id) } else { None }
}
