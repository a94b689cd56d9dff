//! A whole sign-in by the engine with the system's browser, against an office of its own. Whatever became of the browser,
//! a robot then goes to the link that the person could have copied.

use std::{sync::Arc, time::Instant};

use sendoff_engine::{
    Addresses,
    live::Live,
    operations::sign_in::SignIn,
    ports::{SystemClock, SystemRandomness},
    report::Reporter,
    secrets::Secrets,
    system::SystemBrowser,
    way::Way,
};
use sendoff_journey::{ComesBack, Event, SignInPlan};
use sendoff_loopback::Limits;
use sendoff_practice::{
    Office, OfficeSettings, RunningOffice, Seed,
    directory::AccountKind,
    robot::{Decision, Person, Robot},
};
use sendoff_recipes::{Audience, ProvidedBy, Provider, ProviderId, Recipes};
use sendoff_values::{ClientSecret, Handle, OperationNumber, Stage, StageState};
use sendoff_wire::{AllowedHosts, Wire, WireSettings};
use serde_json::json;
use tokio::sync::mpsc;
use url::Url;

use crate::say;

/// A way that reaches nobody.
pub(crate) fn way(recipes: &Recipes, provider: Provider) -> Way {
    let allowed = AllowedHosts::provider([]).expect("no hosts");
    let wire = Wire::new(WireSettings::provider(allowed)).expect("a wire");
    Way {
        provider,
        wire: wire.into(),
        catalogue: Arc::new(recipes.errors().clone()),
        google: None,
        replies: recipes.replies().rules().into(),
        codes: recipes.codes().rules().into(),
        practice: false,
        found: None,
    }
}

pub(crate) async fn sign_in() {
    let office = Office::start(OfficeSettings { seed: Some(Seed::TourTools), ..OfficeSettings::default() });
    let office = office.await.expect("an office");
    let way = way_to(&office);
    let (live, secrets, clock) = (Live::default(), Secrets::default(), Arc::new(SystemClock));
    let (tell, mut events) = mpsc::unbounded_channel();
    let (plan, secret) = plan(&office, &way);
    let sign_in = SignIn {
        way: &way,
        plan: &plan,
        secret: &secret,
        browser: &SystemBrowser,
        randomness: &SystemRandomness,
        live: &live,
        secrets: &secrets,
        limits: Limits::default(),
    };
    let operation = OperationNumber(1);
    let reporter = Reporter::new(operation, clock, tell);
    let since = Instant::now();
    let person = async {
        let told = opened(&mut events).await;
        let link = live.page(operation).expect("there is a link to copy").1;
        let took = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
        say(&json!({ "open-browser": told.as_str(), "ms": took, "link": link.as_str() }));
        let account = office.office().account(AccountKind::Mailbox).expect("a mailbox");
        let person = Person {
            address: account.address,
            password: account.password.reveal().to_owned(),
            decision: Decision::AcceptForAll,
        };
        Robot::new().expect("a robot").sign_in(link, &person).await.expect("it signs in");
        std::future::pending::<()>().await;
    };
    tokio::select! {
        end = sign_in.run(&reporter) => match end {
            Ok(signed_in) => say(&json!({ "end": "signed in", "account": signed_in.account })),
            Err(problem) => say(&json!({ "end": problem.kind.as_str() })),
        },
        () = person => {}
    }
    office.stop().await;
}

/// What is said of the browser, once it is.
async fn opened(events: &mut mpsc::UnboundedReceiver<Event>) -> String {
    while let Some(event) = events.recv().await {
        if let Event::Stage(report) = event
            && report.stage == Stage::OpenBrowser
            && report.state != StageState::Working
        {
            return if report.state == StageState::Done { "done" } else { "failed" }.to_owned();
        }
    }
    panic!("nothing is said of the browser")
}

pub(crate) fn way_to(office: &RunningOffice) -> Way {
    let at = |text: String| text.parse::<Url>().expect("an address");
    let (secure, pages) = (office.addresses().secure(), office.addresses().pages());
    let addresses = Addresses {
        login: at(secure.clone()),
        browser: at(pages.clone()),
        graph: at(secure.clone()),
        portal: at(pages),
        mail: None,
        assistant_redirect: None,
    };
    let recipes = Recipes::bundled().expect("recipes").practised_at(|_| addresses.clone());
    let host = addresses.login.host_str().expect("a host");
    let allowed = AllowedHosts::loopback([(host, addresses.login.port().expect("a port"))]).expect("a place");
    let wire = Wire::new(WireSettings::practice(allowed, office.ca_pem().into())).expect("a wire");
    let provider = recipes.provider(ProviderId::Microsoft).expect("a provider").clone();
    Way {
        provider,
        wire: wire.into(),
        catalogue: Arc::new(recipes.errors().clone()),
        google: None,
        replies: recipes.replies().rules().into(),
        codes: recipes.codes().rules().into(),
        practice: true,
        found: None,
    }
}

pub(crate) fn plan(office: &RunningOffice, way: &Way) -> (SignInPlan, ClientSecret) {
    let folder = std::env::temp_dir();
    let announced = office.announcement(&folder).expect("an announcement").microsoft;
    let registration = announced.registration.expect("the seed's registration");
    let permission = "https://graph.microsoft.com/Mail.Send".to_owned();
    let asked = [permission.clone(), "offline_access".to_owned()];
    let identity = way.provider.identity_requests.iter().map(|request| request.as_str().to_owned());
    let plan = SignInPlan {
        provider: ProvidedBy::Bundled(way.provider.id),
        tenant: Some(registration.tenant_id.parse().expect("a directory")),
        audience: Audience::SingleTenant,
        client_id: registration.client_id.parse().expect("an ID"),
        secret: Handle(1),
        mailbox: announced.accounts[0].address.parse().expect("an address"),
        account: "office@harbour.example".parse().expect("an address"),
        delegate_allowed: false,
        requests: asked.into_iter().chain(identity).collect(),
        permissions: vec![permission],
        redirect: way.provider.assistant_redirect.clone(),
        comes_back: ComesBack::ByItself,
    };
    (plan, ClientSecret::new(registration.client_secret))
}
