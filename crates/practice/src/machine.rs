//! The application's own machine, as far as it is knocked at: under any name that is none of Microsoft's, at any port. It takes
//! connections, shows a certificate for the name it was asked by, and says nothing.

use crate::fault::Fault;
use crate::http::{Authority, Listeners};
use crate::office::Office;
use rustls::server::Acceptor;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener as Held};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::LazyConfigAcceptor;

/// How long a caller may be silent, or is left without an answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Whose certificate is shown under `machine-certificate`.
const SOMEBODY_ELSE: &str = "another-machine.example";

impl Office {
    /// Where a computer and port are found here: Microsoft's own servers, and under every other name the application's machine.
    /// `None`: nobody knows the name.
    pub fn resolve(&self, host: &str, port: u16) -> Option<SocketAddr> {
        let mut state = self.lock();
        if let Some(server) = state.addresses.resolve(host, port) {
            return Some(server);
        }
        let now = state.now();
        if state.faults.take(Fault::MachineUnknown, now) {
            return None;
        }
        let refused = state.faults.take(Fault::MachineRefused, now);
        if refused { nobody_listens().ok() } else { Some(state.addresses.machine()) }
    }

    fn happens(&self, fault: Fault) -> bool {
        let mut state = self.lock();
        let now = state.now();
        state.faults.take(fault, now)
    }
}

/// A port that was free a moment ago: whoever connects there is refused by the system itself.
fn nobody_listens() -> io::Result<SocketAddr> {
    Held::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

impl Listeners {
    /// Serves the machine until stopped.
    pub(crate) fn serve_machine(&self, listener: TcpListener, authority: Authority) {
        let (own, authority) = (self.clone(), Arc::new(authority));
        self.tasks.spawn(async move {
            while let Some(stream) = own.accept(&listener).await {
                own.tasks.spawn(own.clone().open_door(stream, Arc::clone(&authority)));
            }
        });
    }

    async fn open_door(self, stream: TcpStream, authority: Arc<Authority>) {
        tokio::select! {
            () = self.stop.cancelled() => {}
            shaken = tokio::time::timeout(PATIENCE, shake(stream, &authority, &self.office)) => {
                if let Ok(Err(error)) = shaken {
                    tracing::debug!(%error, "somebody knocked at the practice machine and left");
                }
            }
        }
    }
}

async fn shake(stream: TcpStream, authority: &Authority, office: &Office) -> io::Result<()> {
    if office.happens(Fault::MachineSilent) {
        std::future::pending::<()>().await;
    }
    let hello = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
    let asked = hello.client_hello().server_name().unwrap_or(SOMEBODY_ELSE).to_owned();
    let shown = if office.happens(Fault::MachineCertificate) { SOMEBODY_ELSE } else { &asked };
    let identity = authority.identity(&[shown]).map_err(io::Error::other)?;
    hello.into_stream(Arc::new(identity)).await.map(drop)
}
