//! Sign-ins of the engine to which many answers come at once, against an office that counts what is asked of it.

use std::{collections::HashMap, net::Ipv4Addr, sync::Arc};

use async_trait::async_trait;
use sendoff_engine::{
    live::Live,
    operations::sign_in::SignIn,
    ports::{Browser, BrowserDidNotOpen, SystemClock, SystemRandomness},
    report::Reporter,
    secrets::Secrets,
};
use sendoff_loopback::Limits;
use sendoff_practice::{HandedOutKind, Office, OfficeSettings, Seed};
use sendoff_values::OperationNumber;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::{Barrier, mpsc},
};
use url::Url;

use crate::{
    say,
    signing_in::{plan, way_to},
};

/// One office, and a sign-in for 2 to 50 twins, as often as asked for.
pub(crate) fn race(rounds: usize) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let office = Office::start(OfficeSettings { seed: Some(Seed::TourTools), ..OfficeSettings::default() });
        let office = office.await.expect("an office");
        let exchanges = || {
            let all = office.office().handed_out();
            all.iter().filter(|one| one.kind == HandedOutKind::Verifier).count()
        };
        let way = way_to(&office);
        let (plan, secret) = plan(&office, &way);
        // The office remembers a thousand things.
        for round in 0..rounds.min(900) {
            let twins = Twins(2 + (round * 7) % 49);
            let (before, count) = (exchanges(), twins.0);
            let (live, secrets) = (Live::default(), Secrets::default());
            let sign_in = SignIn {
                way: &way,
                plan: &plan,
                secret: &secret,
                browser: &twins,
                randomness: &SystemRandomness,
                live: &live,
                secrets: &secrets,
                limits: Limits::default(),
            };
            let reporter = Reporter::new(OperationNumber(1), Arc::new(SystemClock), mpsc::unbounded_channel().0);
            let end = sign_in.run(&reporter).await.err().map(|problem| problem.kind.as_str());
            say(&json!({ "twins": count, "exchanges": exchanges() - before, "end": end }));
        }
        office.stop().await;
    });
}

/// A browser that answers so many times at once, each time with a code of its own that nobody gave out.
struct Twins(usize);

#[async_trait]
impl Browser for Twins {
    async fn open(&self, address: &Url) -> Result<(), BrowserDidNotOpen> {
        let asked: HashMap<String, String> = address.query_pairs().into_owned().collect();
        let port = Url::parse(&asked["redirect_uri"]).ok().and_then(|url| url.port()).expect("a port");
        let begin = Arc::new(Barrier::new(self.0));
        for twin in 0..self.0 {
            let body = format!("code=made-up-{twin}&state={}", asked["state"]);
            tokio::spawn(answer(port, body, Arc::clone(&begin)));
        }
        Ok(())
    }
}

async fn answer(port: u16, body: String, begin: Arc<Barrier>) {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await;
    begin.wait().await;
    let Ok(mut stream) = stream else { return };
    let head = format!("POST /mail-setup HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: null");
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let length = body.len();
    let request = format!("{head}\r\n{kind}\r\nContent-Length: {length}\r\n\r\n{body}");
    // The listener may have closed by now.
    let _ = stream.write_all(request.as_bytes()).await;
    let _ = stream.read_to_end(&mut Vec::new()).await;
}
