//! Can the computers an application needs be reached from here? The name is looked up, the port knocked at, and where a
//! redirect address leads there by https, hands are shaken. Nothing is said.

use sendoff_journey::Outcome;
use sendoff_problem::{Kind, Problem, ValueName};
use sendoff_recipes::NetworkPlace;
use sendoff_values::Stage;
use sendoff_wire::{Cause, Wire, WireFault};

use crate::report::Reporter;

/// Tries each, one after the other.
///
/// # Errors
/// What stood in the way of the first that was not reached.
pub async fn reach(wire: &Wire, places: &[NetworkPlace], reporter: &Reporter) -> Result<Outcome, Problem> {
    for (part, place) in (0..).zip(places) {
        let reached = knock(wire, place, &reporter.of_part(part)).await;
        reached.map_err(|fault| explained(fault, place, is_proxied(wire, place)))?;
    }
    Ok(Outcome::NetworkReached { by_proxy: places.iter().any(|place| is_proxied(wire, place)) })
}

async fn knock(wire: &Wire, place: &NetworkPlace, reporter: &Reporter) -> Result<(), WireFault> {
    let (host, port) = (place.host.as_str(), place.port);
    let door = stage(reporter, Stage::FindComputer, wire.door(host, port)).await?;
    let open = stage(reporter, Stage::ReachPort, door.open()).await?;
    if place.private { stage(reporter, Stage::SecurePort, open.secure()).await } else { Ok(()) }
}

async fn stage<T>(
    reporter: &Reporter,
    stage: Stage,
    doing: impl Future<Output = Result<T, WireFault>>,
) -> Result<T, WireFault> {
    reporter.working(stage);
    let outcome = doing.await;
    match &outcome {
        Ok(_) => reporter.done(stage),
        Err(_) => reporter.failed(stage),
    }
    outcome
}

fn is_proxied(wire: &Wire, place: &NetworkPlace) -> bool {
    wire.is_proxied(place.host.as_str(), place.port)
}

/// The same faults mean something else here than at a provider: it is a machine of somebody's own.
fn explained(fault: WireFault, place: &NetworkPlace, proxied: bool) -> Problem {
    let kind = kind(&fault);
    let direct = matches!(kind, Kind::ComputerUnknown | Kind::PortClosed | Kind::PortSilent);
    let kind = if proxied && direct { Kind::OnlyByProxy } else { kind };
    let problem = Problem { kind, ..Problem::from(fault) };
    problem.with(ValueName::Host, place.host.as_str()).with(ValueName::Port, place.port.to_string())
}

fn kind(fault: &WireFault) -> Kind {
    match fault.cause {
        Cause::NameUnknown => Kind::ComputerUnknown,
        Cause::Refused => Kind::PortClosed,
        Cause::TimedOut => Kind::PortSilent,
        Cause::CertificateUntrusted { .. }
        | Cause::CertificateOfAnother
        | Cause::CertificateExpired { .. }
        | Cause::CertificateNotYet { .. }
        | Cause::CertificateUnfit => Kind::PortOfAnother,
        Cause::NotEncrypted | Cause::NoCommonSecurity | Cause::HandshakeCut | Cause::Dropped => Kind::PortNotPrivate,
        Cause::HostNotAllowed
        | Cause::NameNotAnswered
        | Cause::AddressSuspicious
        | Cause::Offline
        | Cause::LoginPage
        | Cause::ProxyAsks
        | Cause::ProxyRefused
        | Cause::AnswerCut
        | Cause::AnswerTooLarge
        | Cause::AnswerTooSlow
        | Cause::AnswerRedirects
        | Cause::AnswerEmpty
        | Cause::AnswerUnreadable
        | Cause::SaidTooMuch => fault.kind(),
    }
}
