//! Everything by which something could leave the program of a stage that is watched, channel by channel.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use sendoff_practice::HandedOutKind;
use sendoff_tests::canaries::{Channel, Detector};

use crate::{chromium::SWITCHES, sharing::Recording, stage::Stage};

/// What the address of a sign-in holds by design: the provider must be told `state` and `nonce`, and it stands there for
/// everybody who sees the browser. They are worth nothing without the verifier, which is not in it.
pub(crate) const IN_AN_ADDRESS: &[HandedOutKind] =
    &[HandedOutKind::State, HandedOutKind::Nonce, HandedOutKind::Challenge];

/// What can be seen of the processes of the program while it runs.
pub(crate) struct Processes {
    commands: Channel,
    environments: Channel,
}

impl Processes {
    pub(crate) fn new() -> Self {
        Self { commands: Channel::new("process list"), environments: Channel::new("environment") }
    }

    /// Looks at them now.
    pub(crate) fn look(&mut self, stage: &Stage) {
        for process in stage.processes() {
            let read = |what: &str| fs::read(format!("/proc/{process}/{what}")).unwrap_or_default();
            self.commands.places.push(place(process, read("cmdline")));
            self.environments.places.push(place(process, read("environ")));
        }
    }
}

fn place(process: u32, bytes: Vec<u8>) -> sendoff_tests::canaries::Place {
    sendoff_tests::canaries::Place { name: format!("process {process}"), bytes }
}

impl Stage {
    /// The files and streams of the program, as they are now.
    pub(crate) fn files(&self) -> Vec<Channel> {
        let (home, watch) = (self.home.path(), self.watch.path());
        let read = |file: &str| fs::read(watch.join(file)).unwrap_or_default();
        let data = home.join("data");
        let (ours, keyrings) = (data.join("sendoff"), data.join("keyrings"));
        let rest = |channel: Channel, folder: &Path| {
            folders_but(folder, &[&ours, &keyrings]).iter().fold(channel, |all, one| all.and_folder(one))
        };
        vec![
            Channel::new("log at trace").and("stderr", read("stderr")),
            Channel::new("standard output").and("stdout", read("stdout")).and("of the driver", self.log()),
            Channel::new("state folder").and_folder(&ours),
            Channel::new("settings folder").and_folder(&home.join("config")),
            Channel::new("temporary folder").and_folder(&home.join("tmp")),
            rest(Channel::new("storage of the web view"), &data),
            Channel::new("cache of the web view").and_folder(&home.join("cache")),
            Channel::new("file of the keychain").and_folder(&keyrings),
            Channel::new("what the page is given").and("record", read("ipc")),
            Channel { allowed: IN_AN_ADDRESS, ..Channel::new("addresses opened") }
                .and("opened", fs::read(home.join("opened")).unwrap_or_default()),
            self.core_dumps(),
        ]
    }

    /// What a crash left: there is none, and none may be there.
    fn core_dumps(&self) -> Channel {
        let files = fs::read_dir(self.home.path()).expect("a folder").flatten();
        let cores = files.filter(|file| file.file_name().to_string_lossy().starts_with("core"));
        let channel = Channel::new("core dumps");
        cores.fold(channel, |all, file| {
            all.and(file.path().display().to_string(), fs::read(file.path()).unwrap_or_default())
        })
    }

    /// The record of where the program and all it started connected to.
    pub(crate) fn connections(&self) -> String {
        let files = fs::read_dir(self.watch.path()).expect("a folder").flatten();
        let records = files.filter(|file| file.file_name().to_string_lossy().starts_with("connections"));
        records.map(|file| fs::read_to_string(file.path()).unwrap_or_default()).collect()
    }
}

/// The channels of the processes and of what was seen on the screen.
pub(crate) fn seen(processes: Processes, recording: &Recording) -> Vec<Channel> {
    let (mut page, mut pictures) = (Channel::new("the page"), Channel::new("pictures of the screen"));
    for (name, text) in recording.texts() {
        if name.starts_with("picture") {
            pictures = pictures.and(name, text);
        } else {
            page = page.and(name, text);
        }
    }
    vec![processes.commands, processes.environments, page, pictures]
}

fn folders_but(folder: &Path, others: &[&Path]) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.is_dir() && !others.contains(&path.as_path())).collect()
}

/// Nothing of what the office handed out stands in any channel, and what is planted there is found.
pub(crate) fn nothing_leaked(channels: &[Channel], detector: &Detector) {
    let (mut planted, mut noticed, mut found) = (0, 0, Vec::new());
    for channel in channels {
        found.extend(detector.found_in(channel));
        let proof = detector.proves_itself_in(channel);
        planted += proof.planted;
        noticed += proof.found;
    }
    let bytes: usize = channels.iter().map(Channel::len).sum();
    println!(
        "{} secrets of {} kinds looked for in {} forms in {} channels ({} kB): {} finds; planted and found {noticed}/{planted}",
        detector.count(),
        detector.kinds().len(),
        sendoff_tests::canaries::Form::ALL.len(),
        channels.len(),
        bytes / 1024,
        found.len(),
    );
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(noticed, planted, "the detector finds what is planted");
}

/// Opens in Chromium what a watched program has opened, from outside of what is watched.
pub(crate) struct Follower {
    ended: Arc<AtomicBool>,
    following: Option<JoinHandle<()>>,
}

impl Follower {
    pub(crate) fn of(stage: &Stage) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let (stop, opened) = (Arc::clone(&ended), stage.home.path().join("opened"));
        let (profile, display) = (stage.profile.path().to_owned(), stage.display().to_owned());
        let following = thread::spawn(move || {
            let mut done = 0;
            while !stop.load(Ordering::Relaxed) {
                let all = fs::read_to_string(&opened).unwrap_or_default();
                for address in all.lines().skip(done) {
                    let mut browser = Command::new("chromium");
                    browser.env("HOME", &profile).env("DISPLAY", &display).args(SWITCHES);
                    browser.arg(format!("--user-data-dir={}", profile.join("open").display())).arg(address);
                    let _ = browser.stdout(Stdio::null()).stderr(Stdio::null()).status();
                    done += 1;
                }
                thread::sleep(Duration::from_millis(50));
            }
        });
        Self { ended, following: Some(following) }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(following) = self.following.take() {
            let _ = following.join();
        }
    }
}
