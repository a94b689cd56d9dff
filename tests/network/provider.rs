//! A provider of a few threads and plain sockets, and the engine's own way to it.

use std::{net::IpAddr, sync::Arc, time::Duration};

use rustls::ServerConfig;
use sendoff_engine::{
    Addresses,
    operations::directory,
    ports::SystemClock,
    report::Reporter,
    way::{NoToken, Way},
};
use sendoff_mail::{GraphRoute, Mark, Owner, TestMessage};
use sendoff_oauth::{ClientIdentifier, TokenRequest};
use sendoff_problem::Problem;
use sendoff_recipes::{ProviderId, Recipes};
use sendoff_values::{AccessToken, ClientSecret, MailAddress, OperationNumber, TenantId};
use sendoff_wire::{AllowedHosts, Limits, LookUpFault, Names, ProxyChoice, Trust, Wire, WireSettings};
use url::Url;

use crate::stub::{Authority, Guest, Server, http};

/// What is asked of the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Whether there is such a directory: reads only.
    Directory,
    /// A token.
    Token,
    /// To send a message; who sends it was answered before.
    Send,
}

/// How a provider treats a guest whose connection it may secure.
pub(crate) type Treat = Box<dyn FnMut(Guest, &Arc<ServerConfig>) + Send>;

/// Where the way leads.
pub(crate) enum Place {
    /// To a provider on this computer.
    Provider(Treat),
    /// To one with this identity instead of its own.
    Presenting(Arc<ServerConfig>),
    /// To nobody: the port is closed.
    Closed,
    /// To where a look-up of Microsoft's names leads.
    Names(Told),
    /// Through a proxy that treats its guests so.
    Proxy(Box<dyn FnMut(Guest) + Send>),
}

/// What a look-up gives.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) answer: Result<Vec<IpAddr>, LookUpFault>,
    pub(crate) online: bool,
}

impl Names for Told {
    fn look_up(&self, _host: &str) -> Result<Vec<IpAddr>, LookUpFault> {
        self.answer.clone()
    }

    fn is_online(&self) -> bool {
        self.online
    }
}

/// What one request met.
pub(crate) struct Met {
    pub(crate) outcome: Result<(), Problem>,
    /// Requests that came whole, as far as the provider could read them.
    pub(crate) heard: Vec<String>,
}

/// Asks, once, with these limits.
pub(crate) async fn meet(ask: Ask, place: Place, limits: Limits) -> Met {
    let authority = Authority::new("Practice");
    let own = authority.localhost();
    match place {
        Place::Provider(mut treat) => {
            let server = Server::start(move |guest| treat(guest, &own));
            against(ask, server, ProxyChoice::Direct, &authority, limits).await
        }
        Place::Presenting(identity) => {
            let server = Server::answering(&identity, http("200 OK", "", "{}"));
            against(ask, server, ProxyChoice::Direct, &authority, limits).await
        }
        Place::Closed => {
            let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let way = at(port, ProxyChoice::Direct, &authority, limits);
            Met { outcome: asked(&way, ask).await, heard: Vec::new() }
        }
        Place::Names(names) => {
            let way = provided(settings(public(), ProxyChoice::Direct, &authority, limits, Arc::new(names)), None);
            Met { outcome: asked(&way, ask).await, heard: Vec::new() }
        }
        Place::Proxy(treat) => {
            let proxy = Server::start(treat);
            let entrance = format!("http://user:canary@127.0.0.1:{}", proxy.port).parse().unwrap();
            let server = Server::answering(&own, http("200 OK", "", "{}"));
            against(ask, server, ProxyChoice::Stated(entrance), &authority, limits).await
        }
    }
}

async fn against(ask: Ask, server: Server, proxy: ProxyChoice, authority: &Authority, limits: Limits) -> Met {
    let way = at(server.port, proxy, authority, limits);
    let outcome = asked(&way, ask).await;
    Met { outcome, heard: server.end().await }
}

/// The way to a provider at this port.
pub(crate) fn at(port: u16, proxy: ProxyChoice, authority: &Authority, limits: Limits) -> Way {
    let allowed = AllowedHosts::loopback([("localhost", port)]).unwrap();
    let names = Arc::new(sendoff_wire::SystemNames);
    provided(settings(allowed, proxy, authority, limits, names), Some(port))
}

fn public() -> AllowedHosts {
    AllowedHosts::provider(["login.microsoftonline.com", "graph.microsoft.com"]).unwrap()
}

fn settings(
    allowed: AllowedHosts,
    proxy: ProxyChoice,
    authority: &Authority,
    limits: Limits,
    names: Arc<dyn Names>,
) -> WireSettings {
    WireSettings { allowed, trust: Trust::Only(authority.pem.clone()), proxy, limits, names }
}

fn provided(settings: WireSettings, port: Option<u16>) -> Way {
    let bundled = Recipes::bundled().unwrap();
    let recipes = match port {
        None => bundled,
        Some(port) => {
            let here: Url = format!("https://localhost:{port}").parse().unwrap();
            let [login, browser, graph, portal] = [(); 4].map(|()| here.clone());
            let addresses = Addresses { login, browser, graph, portal, mail: None, assistant_redirect: None };
            bundled.practised_at(|_| addresses.clone())
        }
    };
    let provider = recipes.provider(ProviderId::Microsoft).unwrap().clone();
    let catalogue = Arc::new(recipes.errors().clone());
    let replies = recipes.replies().rules().into();
    let codes = recipes.codes().rules().into();
    let (wire, practice) = (Wire::new(settings).unwrap().into(), port.is_some());
    Way { provider, wire, catalogue, google: None, replies, codes, practice, found: None }
}

pub(crate) fn tenant() -> TenantId {
    "b2f0c6d1-77aa-4f0d-8f5e-0c1c6a9e2d34".parse().unwrap()
}

/// Asks as the engine does.
pub(crate) async fn asked(way: &Way, ask: Ask) -> Result<(), Problem> {
    match ask {
        Ask::Directory => {
            let (tell, _told) = tokio::sync::mpsc::unbounded_channel();
            let reporter = Reporter::new(OperationNumber(1), Arc::new(SystemClock), tell);
            directory::find(way, &sendoff_values::Tenant::Id(tenant()), &reporter).await.map(drop)
        }
        Ask::Token => token(way).await.map_err(|refused| refused.problem(way)),
        Ask::Send => send(way).await,
    }
}

async fn token(way: &Way) -> Result<(), NoToken> {
    let endpoints = way.endpoints(Some(&tenant())).unwrap();
    let client = ClientIdentifier::new("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0aa".to_owned());
    let secret = ClientSecret::new("canary-8xQ8Q~abcdefghijklmnopqrstuvwxyz0".to_owned());
    let request = TokenRequest::client_credentials(&endpoints, &client, &secret, way.application_scope());
    way.token(&request).await.map(drop)
}

async fn send(way: &Way) -> Result<(), Problem> {
    let mailbox: MailAddress = "office@harbour.example".parse().unwrap();
    let now = "2026-11-21T09:58:00Z".parse().unwrap();
    let message = TestMessage::worded(&mailbox, &mailbox, "Test from Sendoff", "A test.", now, Mark([7; 16])).unwrap();
    let mut base = way.provider.graph().clone();
    base.set_path("/v1.0");
    let route = GraphRoute { wire: &way.wire, base: &base, owner: Owner::SignedIn, codes: &way.codes };
    route.send(&AccessToken::new("eyJ.canary".to_owned()), &message, &mut |_| ()).await.outcome.map(drop)
}

/// What Graph says of whoever asks.
pub(crate) fn me() -> Vec<u8> {
    let account = r#"{"id":"0c1c","mail":"office@harbour.example","userPrincipalName":"office@harbour.example"}"#;
    http("200 OK", "Content-Type: application/json\r\n", account)
}

/// Long enough never to matter, short enough not to hang a test.
pub(crate) fn ample() -> Limits {
    let ample = Duration::from_secs(20);
    Limits { look_up: ample, connect: ample, whole: ample, ..Limits::default() }
}
