//! Name resolution: each way it fails, and where a provider's name may lead. Nothing here leaves this computer.

use std::{net::IpAddr, sync::Arc, time::Duration};

use sendoff_problem::Kind;
use sendoff_wire::{
    AllowedHosts, Cause, Counted, LookUpFault, Names, ProxyChoice, Request, Trust, Wire, WireFault, WireSettings,
};

use crate::{limits, stub::Authority};

#[derive(Clone, Debug)]
struct Told {
    answer: Result<Vec<IpAddr>, LookUpFault>,
    online: bool,
    after: Duration,
}

impl Names for Told {
    fn look_up(&self, host: &str) -> Result<Vec<IpAddr>, LookUpFault> {
        assert_eq!(host, "graph.microsoft.com");
        std::thread::sleep(self.after);
        self.answer.clone()
    }

    fn is_online(&self) -> bool {
        self.online
    }
}

async fn fault(told: Told) -> WireFault {
    let settings = WireSettings {
        allowed: AllowedHosts::provider(["graph.microsoft.com"]).unwrap(),
        trust: Trust::Only(Authority::new("Practice").pem),
        proxy: ProxyChoice::Direct,
        limits: sendoff_wire::Limits { look_up: Duration::from_millis(400), ..limits() },
        names: Arc::new(told),
    };
    let request = Request::get("https://graph.microsoft.com/v1.0/me".parse().unwrap());
    let fault = Wire::new(settings).unwrap().send(request).await.unwrap_err();
    assert_eq!((fault.counted, fault.host.as_str()), (Counted::No, "graph.microsoft.com"));
    fault
}

fn told(answer: Result<&[&str], LookUpFault>) -> Told {
    let addresses = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
    Told { answer: answer.map(addresses), online: true, after: Duration::ZERO }
}

#[tokio::test]
async fn a_name_that_does_not_exist() {
    for answer in [Err(LookUpFault::Unknown), Ok([].as_slice())] {
        let fault = fault(told(answer)).await;
        assert_eq!((fault.cause.clone(), fault.kind()), (Cause::NameUnknown, Kind::NameUnknown));
    }
}

#[tokio::test]
async fn a_look_up_that_fails() {
    let fault = fault(told(Err(LookUpFault::NotAnswered))).await;
    assert_eq!((fault.cause.clone(), fault.kind()), (Cause::NameNotAnswered, Kind::NameNotAnswered));
}

#[tokio::test]
async fn a_look_up_that_takes_too_long() {
    let slow = Told { after: Duration::from_secs(2), ..told(Ok(&["20.190.159.4"])) };
    assert_eq!(fault(slow).await.cause, Cause::NameNotAnswered);
}

#[tokio::test]
async fn a_look_up_that_fails_without_a_network_says_that() {
    for answer in [LookUpFault::Unknown, LookUpFault::NotAnswered] {
        let fault = fault(Told { online: false, ..told(Err(answer)) }).await;
        assert_eq!((fault.cause.clone(), fault.kind()), (Cause::Offline, Kind::Offline));
    }
}

#[tokio::test]
async fn a_providers_name_that_leads_to_a_private_place_is_refused() {
    for addresses in [
        ["127.0.0.1"].as_slice(),
        &["::1"],
        &["10.0.0.7"],
        &["192.168.1.1"],
        &["169.254.169.254"],
        &["fd00::7"],
        &["::ffff:127.0.0.1"],
        &["20.190.159.4", "127.0.0.1"],
    ] {
        let fault = fault(told(Ok(addresses))).await;
        assert_eq!(
            (fault.cause.clone(), fault.kind()),
            (Cause::AddressSuspicious, Kind::AddressSuspicious),
            "{addresses:?}"
        );
    }
}
