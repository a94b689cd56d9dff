//! The door of a computer that a person named: whether it is found, opens, and can be passed in private. Nothing is said to
//! it and nothing of it is read but the handshake, so that the rule of the allowed hosts is not touched: no text gets there.

use tokio::net::TcpStream;
use url::Url;

use crate::{Server, Talk, Wire, WireFault, proxy::Route};

/// A door whose name leads somewhere. It was not tried yet.
#[derive(Debug)]
pub struct Door<'a>(Server<'a>);

/// A door that opened. There is no way to say anything through it.
#[derive(Debug)]
pub struct OpenDoor(Talk<TcpStream>);

impl Wire {
    /// Looks up `host`, which may be any computer. No proxy is used: what is looked for is the way from this computer itself.
    ///
    /// # Errors
    /// If the name leads nowhere, or nobody could be asked.
    pub async fn door(&self, host: &str, port: u16) -> Result<Door<'_>, WireFault> {
        let found = self.names.clone().door(host.to_owned(), port).await;
        self.server(host, port, found).map(Door)
    }

    /// Whether browsers of this computer go to `host` by a proxy, as far as the system says.
    pub fn is_proxied(&self, host: &str, port: u16) -> bool {
        let page = Url::parse(&format!("https://{host}:{port}/"));
        page.is_ok_and(|page| Route::to(&page, self.matcher.as_ref()).proxy_host().is_some())
    }
}

impl Door<'_> {
    /// Connects to the first address that answers.
    ///
    /// # Errors
    /// If none does.
    pub async fn open(self) -> Result<OpenDoor, WireFault> {
        self.0.talk().await.map(OpenDoor)
    }
}

impl OpenDoor {
    /// Shakes hands by TLS, believing whom a browser here would believe, and leaves.
    ///
    /// # Errors
    /// If no private connection comes about, or its certificate is not the host's.
    pub async fn secure(self) -> Result<(), WireFault> {
        self.0.encrypt().await.map(drop)
    }
}
