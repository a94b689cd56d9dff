//! Carries out one effect and tells the journey what came of it.

use std::{
    path::Path,
    pin::Pin,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use sendoff_journey::{
    AccessPlan, ApprovalPlan, Effect, Event, KeyPlan, Opener, Outcome, PageToOpen, SecretSource, SignInPlan, TestPlan,
};
use sendoff_loopback::{Limits, Pasted};
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::{NetworkPlace, ProvidedBy};
use sendoff_values::{ClientId, ClientSecret, ConnectionId, Handle, OperationNumber, Tenant, TenantId};
use url::Url;

use crate::{
    by_script, compare, opening,
    operations::{
        access::GetAccess,
        approval::Approving,
        by_key::GetAccessByKey,
        check::{self, Checked},
        directory, network, provider,
        sign_in::SignIn,
        test::{Opened, Test},
    },
    paste::{self, PasteContext},
    ports::BrowserDidNotOpen,
    records, removal, sheet, table, token_file,
    workplace::Shared,
};

/// What goes on after an effect is carried out, without holding on to the workplace.
pub(crate) type Afterwards = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Does what `effect` says. Operations end with an [`Event::Finished`] of their number.
pub(crate) async fn carry_out(shared: Arc<Shared>, effect: Effect, context: PasteContext) -> Option<Afterwards> {
    let shared = &*shared;
    match effect {
        Effect::FindDirectory { operation, provider, tenant } => {
            finish(shared, operation, find_directory(shared, operation, &provider, &tenant).await);
        }
        Effect::FindExchanges { operation, domain } => {
            let found = shared.workplace.ports.exchanges.of(&domain).await;
            finish(shared, operation, Ok(Outcome::ExchangesFound(found)));
        }
        Effect::FindProvider { operation, names } => {
            let found = provider::find(&shared.workplace.ways, &names, &shared.reporter(operation)).await;
            finish(shared, operation, found.map(|found| Outcome::ProviderFound(Box::new(found))));
        }
        Effect::CheckSecret { operation, provider, tenant, client_id, secret, made_at } => {
            let of = (&provider, tenant.as_ref(), &client_id);
            let checked = check_secret(shared, operation, of, secret, made_at).await;
            finish(shared, operation, checked.map(|()| Outcome::SecretAccepted));
        }
        Effect::SignIn { operation, plan } => finish(shared, operation, sign_in(shared, operation, &plan).await),
        Effect::CheckNetwork { operation, provider, places } => {
            finish(shared, operation, check_network(shared, operation, &provider, &places).await);
        }
        Effect::GetAccess { operation, plan } => finish(shared, operation, get_access(shared, operation, &plan).await),
        Effect::GetAccessByKey { operation, plan } => {
            finish(shared, operation, get_access_by_key(shared, operation, &plan).await);
        }
        Effect::Approve { operation, plan } => finish(shared, operation, approve(shared, operation, &plan).await),
        Effect::SendTest { operation, message } => finish(shared, operation, test(shared, operation, &message).await),
        Effect::Save { operation, saving } => {
            finish(shared, operation, Box::pin(records::save(shared, operation, *saving, context.journey)).await);
        }
        Effect::WriteSheet { operation, sheet } => finish(shared, operation, sheet::write(shared, &sheet).await),
        Effect::WriteReminder { operation, reminder } => {
            finish(shared, operation, sheet::write_reminder(shared, &reminder).await);
        }
        Effect::WriteTokenFile { operation, provider, connection, name } => {
            finish(shared, operation, token_file::write(shared, &provider, &connection, &name).await);
        }
        Effect::WriteTable { operation, table } => finish(shared, operation, table::write(shared, &table).await),
        Effect::WriteScript(wish) => by_script::tell(shared, wish),
        Effect::SaveScript { operation, script } => {
            finish(shared, operation, by_script::save(shared, &script).await);
        }
        Effect::InjectAnswer { operation, text } => inject(shared, operation, text).await,
        Effect::OpenBrowserAgain { operation } => open_again(shared, operation).await,
        Effect::CopySignInLink { operation } => {
            let (_, page) = shared.live.page(operation)?;
            let copied = copy_for_a_while(shared, page.as_str()).await;
            if copied.is_none() {
                not_copied(shared, None, Problem::new(Kind::ClipboardNotTaken));
            }
            return copied.map(|(_, clearing)| clearing);
        }
        Effect::ReadClipboard(target) => return paste::from_clipboard(shared, target, &context).await,
        Effect::ChooseFile { operation, step } => {
            let file = paste::from_chosen_file(shared, step, &context).await;
            shared.tell(Event::FileChosen { operation, file });
        }
        Effect::CopyText(text) => copy(shared, None, &text).await,
        Effect::CopyRow(operation, text) => copy(shared, Some(operation), &text).await,
        Effect::CopySecret(operation, source) => return copy_secret(shared, operation, source).await,
        Effect::OpenPage(link) => open_page(shared, &link).await,
        Effect::CopyPageLink(link) => {
            if let Some(page) = address_of(shared, &link) {
                copy(shared, None, page.as_str()).await;
            }
        }
        Effect::Compare { row, expected, pasted } => {
            let comparison = compare::compare(&expected, &pasted);
            shared.tell(Event::Compared { row, comparison });
        }
        Effect::Forget(handle) => shared.secrets.forget(handle),
        Effect::Remember(journey) => records::remember(shared, &journey),
        Effect::QueryConnections(query) => records::query(shared, query),
        Effect::LoadSetUp(id) => records::load(shared, &id),
        Effect::ReadListAgain(query) => records::read_again(shared, query).await,
        Effect::OpenFolder => open_folder(shared).await,
        Effect::ShowFile(path) => show(shared, Path::new(&path)).await,
        Effect::OpenErrorPage { provider, number } => open_error_page(shared, &provider, number).await,
        Effect::LookForSecret(id) => records::look_for_secret(shared, id).await,
        Effect::TakeSecret(stored) => records::take_secret(shared, &stored).await,
        Effect::Delete(id) => removal::delete(shared, id).await,
        Effect::UndoDelete(id) => Box::pin(removal::put_back(shared, id)).await,
        Effect::Recipe(effect) => opening::carry_out(shared, effect).await,
        Effect::MakeId => shared.tell(Event::NewId(new_id(shared))),
        // The desk itself does these.
        Effect::Cancel(_)
        | Effect::EnterPractice
        | Effect::LeavePractice
        | Effect::Practice(_)
        | Effect::KeepSettings(_)
        | Effect::Quit => {}
    }
    None
}

fn finish(shared: &Shared, operation: OperationNumber, outcome: Result<Outcome, Problem>) {
    let outcome = outcome.unwrap_or_else(|problem| Outcome::Failed(timed(shared, problem)));
    shared.tell(Event::Finished { operation, outcome: Box::new(outcome) });
}

/// A ticket needs the time.
fn timed(shared: &Shared, mut problem: Problem) -> Problem {
    problem.details.at.get_or_insert_with(|| shared.now());
    problem
}

async fn find_directory(
    shared: &Shared,
    operation: OperationNumber,
    provider: &ProvidedBy,
    tenant: &Tenant,
) -> Result<Outcome, Problem> {
    let way = shared.way(provider)?;
    let tenant = directory::find(&way, tenant, &shared.reporter(operation)).await?;
    Ok(Outcome::DirectoryFound { tenant })
}

async fn check_network(
    shared: &Shared,
    operation: OperationNumber,
    provider: &ProvidedBy,
    places: &[NetworkPlace],
) -> Result<Outcome, Problem> {
    let way = shared.way(provider)?;
    network::reach(&way.wire, places, &shared.reporter(operation)).await
}

async fn check_secret(
    shared: &Shared,
    operation: OperationNumber,
    (provider, tenant, client_id): (&ProvidedBy, Option<&TenantId>, &ClientId),
    handle: Handle,
    made_at: jiff::Timestamp,
) -> Result<(), Problem> {
    let secret = kept_secret(shared, handle)?;
    let checked = Checked { tenant, client_id, secret: &secret, made_at };
    check::check(&*shared.way(provider)?, &checked, &shared.workplace.patience, &shared.reporter(operation)).await
}

async fn sign_in(shared: &Shared, operation: OperationNumber, plan: &SignInPlan) -> Result<Outcome, Problem> {
    let secret = kept_secret(shared, plan.secret)?;
    let (way, ports) = (shared.way(&plan.provider)?, &shared.workplace.ports);
    let sign_in = SignIn {
        way: &way,
        plan,
        secret: &secret,
        browser: &*ports.browser,
        randomness: &*ports.randomness,
        live: &shared.live,
        secrets: &shared.secrets,
        limits: Limits { overall: shared.workplace.sign_in_limit, ..Limits::default() },
    };
    sign_in.run(&shared.reporter(operation)).await.map(Outcome::SignedIn)
}

async fn get_access(shared: &Shared, operation: OperationNumber, plan: &AccessPlan) -> Result<Outcome, Problem> {
    let secret = kept_secret(shared, plan.secret)?;
    let way = shared.way(&plan.provider)?;
    let access = GetAccess { way: &way, plan, secret: &secret, secrets: &shared.secrets };
    access.run(&shared.reporter(operation)).await.map(Outcome::AccessGiven)
}

async fn get_access_by_key(shared: &Shared, operation: OperationNumber, plan: &KeyPlan) -> Result<Outcome, Problem> {
    let key = shared.secrets.private_key(plan.key).ok_or_else(|| Problem::new(Kind::SecretGone))?;
    let way = shared.way(&plan.provider)?;
    let access = GetAccessByKey { way: &way, plan, key: &key, secrets: &shared.secrets };
    access.run(&shared.reporter(operation)).await.map(Outcome::AccessGiven)
}

async fn approve(shared: &Shared, operation: OperationNumber, plan: &ApprovalPlan) -> Result<Outcome, Problem> {
    let (way, ports) = (shared.way(&plan.provider)?, &shared.workplace.ports);
    let approving = Approving {
        way: &way,
        plan,
        browser: &*ports.browser,
        randomness: &*ports.randomness,
        live: &shared.live,
        limits: Limits { overall: shared.workplace.sign_in_limit, ..Limits::default() },
    };
    approving.run(&shared.reporter(operation)).await
}

async fn test(shared: &Shared, operation: OperationNumber, plan: &TestPlan) -> Result<Outcome, Problem> {
    let opened = match plan.access {
        Opener::Tokens(handle) => shared.secrets.tokens(handle).map(|tokens| Opened::Token(tokens.access)),
        Opener::Password(handle) => shared.secrets.app_password(handle).map(Opened::Password),
    };
    let opened = opened.ok_or_else(|| Problem::new(gone(plan.access)))?;
    let mut mark = [0; 16];
    shared.workplace.ports.randomness.fill(&mut mark);
    let way = shared.way(&plan.provider)?;
    let test = Test { way: &way, plan, opened: &opened, mark, now: shared.now() };
    test.run(&shared.reporter(operation)).await.map(Outcome::Tested)
}

/// What is no longer kept.
const fn gone(opener: Opener) -> Kind {
    match opener {
        Opener::Tokens(_) => Kind::AccessEnded,
        Opener::Password(_) => Kind::SecretGone,
    }
}

fn kept_secret(shared: &Shared, handle: Handle) -> Result<ClientSecret, Problem> {
    shared.secrets.client_secret(handle).ok_or_else(|| Problem::new(Kind::SecretGone))
}

/// What the browser shows, pasted while the wait goes on: an address ends it like a redirect; an error is explained.
async fn inject(shared: &Shared, operation: OperationNumber, text: Handle) {
    let Some(text) = shared.secrets.take_browser_text(text) else { return };
    let Some(handle) = shared.live.handle(operation) else { return };
    let address = match paste::from_browser(shared, &text) {
        Ok(address) => address,
        Err(problem) => return shared.tell(Event::AttemptWarned { operation, problem: timed(shared, problem) }),
    };
    let kind = match handle.paste(address.expose().to_owned()).await {
        Pasted::Taken | Pasted::Late | Pasted::NobodyWaits => return,
        Pasted::NotTheAnswer(reason) => reason.kind(),
    };
    shared.tell(Event::AttemptWarned { operation, problem: timed(shared, Problem::new(kind)) });
}

async fn open(shared: &Shared, provider: &ProvidedBy, page: &Url) -> Result<(), BrowserDidNotOpen> {
    let way = shared.way(provider).map_err(|_| BrowserDidNotOpen)?;
    way.open(&*shared.workplace.ports.browser, page).await
}

async fn open_again(shared: &Shared, operation: OperationNumber) {
    if let Some((provider, page)) = shared.live.page(operation)
        && open(shared, &provider, &page).await.is_err()
    {
        tracing::debug!("the browser did not open again");
    }
}

async fn open_page(shared: &Shared, link: &PageToOpen) {
    let opened = match address_of(shared, link) {
        Some(page) => open(shared, &link.provider, &page).await.is_ok(),
        None => false,
    };
    shared.tell(if opened { Event::PageOpened } else { Event::PageNotOpened(Problem::new(Kind::BrowserNotOpened)) });
}

async fn open_folder(shared: &Shared) {
    let folder = shared.workplace.ledger.folder();
    if shared.workplace.ports.files.show(folder).await.is_err() {
        tracing::warn!("the folder could not be shown");
        let problem = Problem::new(Kind::FolderMissing).with(ValueName::Path, folder.display().to_string());
        shared.tell(Event::FolderNotOpened(problem));
    }
}

async fn show(shared: &Shared, place: &Path) {
    if shared.workplace.ports.files.show(place).await.is_err() {
        tracing::warn!("the folder could not be shown");
    }
}

/// Microsoft explains a number at its login host (learn.microsoft.com/entra/identity-platform/reference-error-codes, copy of
/// 2024-04-24: "https://login.microsoftonline.com/error?code=50058").
async fn open_error_page(shared: &Shared, provider: &ProvidedBy, number: u32) {
    let Ok(way) = shared.way(provider) else { return };
    let Ok(mut page) = way.provider.login().join("/error") else { return };
    page.query_pairs_mut().append_pair("code", &number.to_string());
    let opened = open(shared, provider, &page).await.is_ok();
    shared.tell(if opened { Event::PageOpened } else { Event::PageNotOpened(Problem::new(Kind::BrowserNotOpened)) });
}

/// From the provider's table: nothing a person typed becomes more than one checked segment of it.
fn address_of(shared: &Shared, link: &PageToOpen) -> Option<Url> {
    shared.way(&link.provider).ok()?.provider.page_address(link.page, &link.values)
}

async fn copy(shared: &Shared, operation: Option<OperationNumber>, text: &str) {
    if shared.workplace.ports.clipboard.write(text, false).await.is_err() {
        not_copied(shared, operation, Problem::new(Kind::ClipboardNotTaken));
    } else if let Some(operation) = operation {
        shared.tell(Event::Copied(operation));
    }
}

fn not_copied(shared: &Shared, operation: Option<OperationNumber>, problem: Problem) {
    tracing::warn!(kind = problem.kind.as_str(), "nothing was copied");
    shared.tell(Event::NotCopied(operation, problem));
}

/// Copies what must not stay on the clipboard: until when it is there, and what takes it off.
async fn copy_for_a_while(shared: &Shared, secret: &str) -> Option<(Timestamp, Afterwards)> {
    let clipboard = Arc::clone(&shared.workplace.ports.clipboard);
    clipboard.write(secret, true).await.ok()?;
    Some(off_the_clipboard(shared, secret))
}

/// For a secret that lies on the clipboard: until when, and what takes it off then unless something else was copied.
pub(crate) fn off_the_clipboard(shared: &Shared, secret: &str) -> (Timestamp, Afterwards) {
    let clipboard = Arc::clone(&shared.workplace.ports.clipboard);
    let number = shared.on_clipboard.note(secret);
    let seconds = shared.clear_after.load(Ordering::Relaxed);
    let clearing = Arc::clone(&shared.on_clipboard).clear_after(Duration::from_secs(seconds.into()), number, clipboard);
    (shared.now() + SignedDuration::from_secs(seconds.into()), Box::pin(clearing))
}

async fn copy_secret(shared: &Shared, operation: OperationNumber, source: SecretSource) -> Option<Afterwards> {
    let secret = match source {
        SecretSource::Memory(handle) => shared.secrets.handed_over(handle).ok_or(Kind::SecretGone),
        SecretSource::Stored(stored) => records::stored_secret(shared, &stored).await,
    };
    let secret = secret.inspect_err(|kind| not_copied(shared, Some(operation), Problem::new(*kind))).ok()?;
    let Some((until, clearing)) = copy_for_a_while(shared, &secret).await else {
        not_copied(shared, Some(operation), Problem::new(Kind::ClipboardNotTaken));
        return None;
    };
    shared.tell(Event::SecretCopied(operation, until));
    Some(clearing)
}

/// 122 random bits in the shape of a GUID (RFC 9562 section 5.4).
fn new_id(shared: &Shared) -> ConnectionId {
    let mut bytes = [0; 16];
    shared.workplace.ports.randomness.fill(&mut bytes);
    let id = uuid::Builder::from_random_bytes(bytes).into_uuid().to_string();
    match id.parse() {
        Ok(id) => id,
        Err(_) => unreachable!("a UUID has the shape of a GUID"),
    }
}
