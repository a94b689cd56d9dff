//! The owner of the mailbox sits at another computer: the link goes there, and the address comes back by hand.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use sendoff_practice::robot::{Form, Robot, RobotError};
use sendoff_tests::program;
use url::Url;

/// Longer than anything on this computer takes; past it something hangs.
const HANG: Duration = Duration::from_mins(1);

/// A rehearsal that waits for an address.
struct Rehearsal {
    child: Child,
    input: Option<ChildStdin>,
    told: mpsc::Receiver<String>,
    output: mpsc::Receiver<String>,
}

impl Rehearsal {
    fn start() -> Self {
        let arguments = ["rehearse", "--browser", "elsewhere", "--json"];
        let mut child = Command::new(program("sendoff"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let told = lines(child.stderr.take().unwrap());
        let output = lines(child.stdout.take().unwrap());
        Self { child, input, told, output }
    }

    /// The link, after the risk and what is awaited were told.
    fn link(&self) -> (Url, String, String) {
        let line: serde_json::Value = serde_json::from_str(&self.output.recv_timeout(HANG).unwrap()).unwrap();
        let link = line["open"].as_str().unwrap().parse().unwrap();
        (link, self.told.recv_timeout(HANG).unwrap(), self.told.recv_timeout(HANG).unwrap())
    }

    fn paste(&mut self, line: &str) {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Pastes what is not the answer; gives what is said of it.
    fn paste_badly(&mut self, line: &str) -> String {
        self.paste(line);
        self.told.recv_timeout(HANG).unwrap()
    }
}

impl Drop for Rehearsal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(from: impl std::io::Read + Send + 'static) -> mpsc::Receiver<String> {
    let (tell, lines) = mpsc::channel();
    std::thread::spawn(move || BufReader::new(from).lines().map_while(Result::ok).all(|line| tell.send(line).is_ok()));
    lines
}

/// Signs in with a browser that knows nothing of the program; gives what then stands in its address line. Account and
/// password stand on the page.
async fn at_the_other_computer(link: Url) -> Url {
    let mut robot = Robot::new().unwrap();
    let mut page = robot.open(link).await.unwrap();
    loop {
        let forms = page.forms();
        let button = |form: &&Form| ["Sign in", "Accept"].into_iter().find(|words| form.has_button(words));
        let (form, button) = forms.iter().find_map(|form| Some((form, button(&form)?))).expect("something to press");
        page = match robot.submit(form, button).await {
            Ok(next) => next,
            Err(RobotError::Unreachable { address, .. }) => return address,
            Err(error) => panic!("{error}"),
        };
    }
}

/// The whole way: what is pasted goes through the same checks as an answer that comes by itself (`state`, issuer,
/// duplicates), nothing listens for it, and the risk is told before the link.
#[tokio::test]
async fn an_address_brought_from_another_computer_finishes_the_sign_in() {
    let mut rehearsal = Rehearsal::start();
    let (link, risk, awaited) = rehearsal.link();
    for said in ["opens their mailbox", "when they expect it", "came unasked", "holds a code", "works once"] {
        assert!(risk.contains(said), "{said:?} is not in {risk}");
    }
    assert!(awaited.contains("cannot be reached") && awaited.contains("15 minutes"), "{awaited}");
    let asked: Vec<_> = link.query_pairs().into_owned().collect();
    let value = |name: &str| asked.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
    assert_eq!(value("response_mode"), None, "a form would leave nothing to paste");
    assert_eq!(value("code_challenge_method"), Some("S256"));
    assert!(value("redirect_uri").unwrap().starts_with("http://localhost:9/"), "{asked:?}");

    let address = at_the_other_computer(link).await;
    let parts = |address: &Url, change: &dyn Fn(&str, String) -> String| {
        let mut changed = address.clone();
        let pairs: Vec<_> =
            address.query_pairs().map(|(name, value)| (name.to_string(), change(&name, value.to_string()))).collect();
        changed.query_pairs_mut().clear().extend_pairs(pairs);
        changed
    };
    let other_state = parts(&address, &|name, value| if name == "state" { "x".repeat(43) } else { value });
    let other_place = address.as_str().replace(":9/", ":9999/");
    for (pasted, said) in [
        ("hello", "This does not come from the sign-in page"),
        (other_state.as_str(), "This answer belongs to another attempt"),
        (&other_place, "This does not come from the sign-in page"),
        (&format!("{address}&code=another"), "The answer could not be trusted"),
        (&format!("{address}&iss=https%3A%2F%2Fevil.example"), "could not be trusted"),
    ] {
        let heard = rehearsal.paste_badly(pasted);
        assert!(heard.contains(said) || said.contains(&heard), "{pasted}: {heard}");
    }
    // As it comes out of a message: among other words.
    rehearsal.paste(&format!("Here it is: {address} - best regards"));
    let report: serde_json::Value = serde_json::from_str(&rehearsal.output.recv_timeout(HANG).unwrap()).unwrap();
    assert_eq!(report["saved"], true, "{report}");
    assert_eq!(rehearsal.child.wait().unwrap().code(), Some(0));
}

#[test]
fn nobody_who_brings_an_address_ends_the_rehearsal_at_once() {
    let mut rehearsal = Rehearsal::start();
    let _ = rehearsal.link();
    rehearsal.input = None;
    let told = rehearsal.told.recv_timeout(HANG).unwrap();
    assert!(told.contains("standard input ended"), "{told}");
    assert_eq!(rehearsal.child.wait().unwrap().code(), Some(3));
}
