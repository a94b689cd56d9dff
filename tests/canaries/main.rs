//! Rehearsals in the terminal, good ones and failing ones: no secret stands in anything by which it could leave the program
//! (promise 18), nobody but this computer is connected to (14), and nothing is written outside the temporary folder (26). The same for
//! the window is in `tests/window/canaries.rs`.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may fail where it stands, and says what it counted"
)]

mod observed;

use std::{
    env,
    net::TcpListener,
    sync::{Mutex, PoisonError},
};

use sendoff_practice::Fault;
use sendoff_tests::{
    canaries::{Channel, Detector, Form},
    connections::Connections,
    faults::met_by_graph,
};

use observed::Observed;

/// Those that fail in the ordinary run: one of each way in which a secret goes wrong. All of them in the deep one.
const FAILING: [Fault; 8] = [
    Fault::SecretWrong,
    Fault::CodeSpent,
    Fault::TokenCut,
    Fault::IdentityForged,
    Fault::ApprovalNeeded,
    Fault::NoRefreshToken,
    Fault::GraphSendAsDenied,
    Fault::GraphDropped,
];

/// Rehearsals at a time: each is watched closely.
const AT_A_TIME: usize = 2;

/// One test at a time.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn a_rehearsal_gives_nothing_away_by_any_channel() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let ways: [&[&str]; 2] = [&["rehearse"], &["rehearse", "--json"]];
    for arguments in ways {
        let observed = Observed::run(arguments);
        observed.is_whole();
        let places: Vec<String> =
            observed.channels.iter().map(|one| format!("{} ({} B)", one.name, one.len())).collect();
        println!("sendoff {}: {}", arguments.join(" "), places.join(", "));
        proves_itself(&observed);
        assert_eq!(wrong_with(&observed), Vec::<String>::new());
    }
}

#[test]
fn a_rehearsal_that_fails_gives_nothing_away_either() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let deep = env::var_os("SENDOFF_DEEP").is_some();
    let faults: Vec<Fault> = if deep { met_by_graph().collect() } else { FAILING.to_vec() };
    let wrong: Vec<String> = faults.chunks(AT_A_TIME).flat_map(together).collect();
    println!(
        "{} failing rehearsals, each with its secrets looked for in {} forms: {} finds",
        faults.len(),
        Form::ALL.len(),
        wrong.len()
    );
    assert_eq!(wrong, Vec::<String>::new());
}

fn together(faults: &[Fault]) -> Vec<String> {
    let observe = |fault: Fault| {
        let observed = Observed::run(&["rehearse", "--json", "--fault", fault.name()]);
        let mut wrong = wrong_with(&observed);
        if !observed.reported()["fault"]["happened"].as_bool().unwrap_or_default() {
            wrong.push("it did not happen".to_owned());
        }
        wrong.into_iter().map(move |one| format!("{fault}: {one}"))
    };
    std::thread::scope(|scope| {
        let running: Vec<_> = faults.iter().map(|fault| scope.spawn(move || observe(*fault))).collect();
        running.into_iter().flat_map(|one| one.join().expect("no rehearsal panics")).collect()
    })
}

/// Where a secret was found, who else was connected to or asked for a name, what else was written.
fn wrong_with(observed: &Observed) -> Vec<String> {
    let detector = Detector::for_all(&observed.handed_out);
    let mut wrong: Vec<String> = observed.channels.iter().flat_map(|channel| detector.found_in(channel)).collect();
    let connections = Connections::read(&observed.trace);
    assert!(!connections.ports().is_empty(), "the office was connected to, and it was seen");
    wrong.extend(connections.elsewhere());
    wrong.extend(
        connections.ports_of_others().iter().map(|port| format!("connected to port {port} of another program")),
    );
    wrong.extend(observed.written_elsewhere());
    wrong
}

fn proves_itself(observed: &Observed) {
    let detector = Detector::for_all(&observed.handed_out);
    assert_eq!(detector.kinds().len(), 10, "every kind of secret came up: {:?}", detector.kinds());
    let proofs: Vec<_> = observed.channels.iter().map(|channel| detector.proves_itself_in(channel)).collect();
    let (planted, found) = proofs.iter().fold((0, 0), |sum, one| (sum.0 + one.planted, sum.1 + one.found));
    println!(
        "{} secrets of {} kinds; planted in {} forms in {} channels and found {found}/{planted}; {}",
        detector.count(),
        detector.kinds().len(),
        Form::ALL.len(),
        observed.channels.len(),
        Connections::read(&observed.trace),
    );
    assert_eq!(found, planted, "the detector finds what is planted");
}

/// What is written down of connections is enough to see a question for a name, and a port of somebody else.
#[test]
fn a_question_for_a_name_and_a_connection_to_another_program_are_seen() {
    let names = Connections::read(&observed::traced(&["getent", "ahostsv4", "login.name.of.this.test.example"]));
    println!("a program that asks for a name: {names}");
    assert!(names.names() > 0, "{names}");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    let script = format!(": > /dev/tcp/127.0.0.1/{port}");
    let other = Connections::read(&observed::traced(&["bash", "-c", &script]));
    println!("a program that connects to another one: {other}");
    assert_eq!((other.ports_of_others(), other.elsewhere()), (vec![port], vec![]));
}

/// The detector's own claim: fifteen channels and more, thirteen forms, everything found.
#[test]
fn what_is_planted_in_any_form_in_any_channel_is_found() {
    let detector = Detector::for_all(&observed::made_up());
    let channels: Vec<Channel> =
        observed::CHANNELS.iter().map(|name| Channel::new(name).and("made up", "some words\n".repeat(50))).collect();
    let proofs: Vec<_> = channels.iter().map(|channel| detector.proves_itself_in(channel)).collect();
    let (planted, found) = proofs.iter().fold((0, 0), |sum, one| (sum.0 + one.planted, sum.1 + one.found));
    println!("planted in {} channels x {} forms and found {found}/{planted}", channels.len(), Form::ALL.len());
    assert!(planted >= 150 && planted == found);
}
