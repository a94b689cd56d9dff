//! Somebody walks through one set-up after the other, and the program is killed under their hands at random moments. The next
//! start has every finished step, a connection is whole or not there, and the person goes on where they were.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::Stdio,
    sync::LazyLock,
    thread,
    time::{Duration, Instant},
};

use sendoff_practice::HandedOutKind;
use sendoff_recipes::Recipes;
use sendoff_tests::{
    Serving,
    canaries::{Canary, Channel, Detector, Form},
};
use serde_json::Value;
use tempfile::TempDir;

use crate::computer::{Computer, Saver};

/// The program under test, with the person at it.
const WALKER: &str = env!("CARGO_BIN_EXE_keychain-walker");

/// The steps in the order of the rail.
static STEPS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let recipes = Recipes::bundled().unwrap();
    recipes.recipe("tourtools").unwrap().step.iter().map(|step| step.id.as_str()).collect()
});

/// What rests on values that are in memory only: the secret is asked for again, and proved again.
const IN_MEMORY: [&str; 4] = ["client-secret", "sign-in", "test", "save"];

/// After so many kills the computer is a new one.
const BATCH: usize = 20;

/// (promise 22) 40 kills; with `SENDOFF_DEEP` a thousand. Everything is real: the engine, its files, gnome-keyring.
#[test]
fn killed_at_any_moment_of_a_set_up_the_next_start_goes_on_where_it_was() {
    let batches: usize = if std::env::var_os("SENDOFF_DEEP").is_some() { 50 } else { 2 };
    let (office, _folder, announcement) = office();
    let secret = office.addresses()["microsoft"]["client_secret"].as_str().unwrap().to_owned();
    let lanes: Vec<Counted> = thread::scope(|scope| {
        let lane = |number: usize| {
            let (announcement, secret) = (&announcement, &secret);
            move || {
                (number..batches).step_by(2).map(|seed| batch(seed as u64, announcement, secret)).collect::<Vec<_>>()
            }
        };
        let running = [0, 1].map(|number| scope.spawn(lane(number)));
        running.into_iter().flat_map(|lane| lane.join().unwrap()).collect()
    });
    let all = lanes.into_iter().fold(Counted::default(), Counted::and);
    let kills: usize = all.killed_at.values().sum();
    assert_eq!(kills, batches * BATCH);
    assert!(all.killed_at.len() >= 6, "killed at all kinds of places: {:?}", all.killed_at);
    println!(
        "{kills} random kills over {} set-ups (seeds 0 to {}): 0 half clients, 0 finished steps lost, {} set-ups gone on with; \
         {} files searched for {} secrets: 0; killed at {:?}",
        all.saved,
        batches - 1,
        all.resumed,
        all.files,
        all.secrets,
        all.killed_at
    );
}

/// (promise 25) The keychain is stopped in the midst of a save: every screen comes at once, and when it answers again the
/// save ends well.
#[test]
fn while_the_keychain_hangs_every_screen_comes_at_once() {
    let (_office, _folder, announcement) = office();
    let computer = Computer::unlocked();
    let mut walker = Saver::start(computer.command(WALKER).arg(computer.folder()).arg(&announcement).arg("held"));
    walker.hear_of("ready");
    computer.signal_daemon("STOP");
    walker.tell("go on");
    let looked = walker.hear_of("looked");
    assert_eq!(looked["goes_on"], true, "the save waited meanwhile: {looked}");
    let mut took: Vec<f64> = looked["looked"].as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect();
    took.sort_by(f64::total_cmp);
    let (median, longest) = (took[took.len() / 2], took[took.len() - 1]);
    println!("{} screens while the keychain hangs: median {median:.1} ms, longest {longest:.1} ms", took.len());
    // On a busy machine a single one may wait for a processor.
    assert!(median < 100.0 && longest < 1_000.0, "{took:?}");
    computer.signal_daemon("CONT");
    walker.tell("go on");
    while walker.hear_of("shown")["shown"]["page"] != "Step(HandOver)" {}
    assert!(walker.finish());
    assert_eq!(computer.entries().len(), 2);
}

/// An office with a registration that is ready, and where it announces itself.
fn office() -> (Serving, TempDir, PathBuf) {
    let office = Serving::start(&["--seed", "tourtools"]);
    let folder = tempfile::tempdir().unwrap();
    let announcement = folder.path().join("office.json");
    fs::write(&announcement, office.announcement()).unwrap();
    (office, folder, announcement)
}

/// What was met.
#[derive(Default)]
struct Counted {
    killed_at: BTreeMap<String, usize>,
    saved: usize,
    resumed: usize,
    files: usize,
    secrets: usize,
}

impl Counted {
    fn and(mut self, other: Self) -> Self {
        for (page, times) in other.killed_at {
            *self.killed_at.entry(page).or_default() += times;
        }
        self.saved += other.saved;
        self.resumed += other.resumed;
        self.files += other.files;
        self.secrets += other.secrets;
        self
    }
}

/// One computer, on which the program is killed so often.
fn batch(seed: u64, office: &Path, secret: &str) -> Counted {
    let computer = Computer::unlocked();
    let begun = Instant::now();
    let whole = Life::lead(&computer, office, None);
    assert_eq!(whole.page(), Some("Step(HandOver)"), "a walk that nobody disturbs: {:?}", whole.without_secrets());
    let walk = begun.elapsed();
    let mut random = Random(seed);
    let mut counted = Counted::default();
    let mut before = Known { saved: 1, ..Known::default() };
    for _ in 0..BATCH {
        let life = Life::lead(&computer, office, Some(walk.mul_f64(1.3 * random.fraction())));
        counted.resumed += usize::from(before.check(&life));
        before.follow(&life);
        *counted.killed_at.entry(life.page().unwrap_or("the start").to_owned()).or_default() += 1;
    }
    let last = Life::lead(&computer, office, None);
    before.check(&last);
    before.follow(&last);
    assert_eq!(last.page(), Some("Step(HandOver)"), "{:?}", last.without_secrets());
    counted.saved = before.saved;
    assert_eq!(computer.entries().len(), 2 * before.saved, "nothing is left over in the keychain");
    (counted.files, counted.secrets) = nothing_secret_on_disk(&computer, &last, secret);
    println!("seed {seed}: {BATCH} kills, {} set-ups", counted.saved);
    counted
}

/// What must be there at the next start.
#[derive(Default)]
struct Known {
    saved: usize,
    page: Option<String>,
    done: BTreeSet<String>,
    /// A save of this set-up was begun. If the keychain shows nothing of it, its note stays until the next one.
    has_begun_saving: bool,
}

impl Known {
    /// What a life saw last.
    fn follow(&mut self, life: &Life) {
        let Some(found) = life.found() else { return };
        self.saved = found["connections"].as_array().unwrap().len();
        if found["set_ups"].as_array().unwrap().is_empty() {
            (self.page, self.done, self.has_begun_saving) = (None, BTreeSet::new(), false);
        }
        for seen in life.said.iter().map(|line| &line["shown"]).filter(|seen| !seen.is_null()) {
            let page = seen["page"].as_str().unwrap().to_owned();
            self.saved += usize::from(page == "Step(HandOver)");
            self.has_begun_saving = page == "Step(Save)" || (self.has_begun_saving && page != "Step(HandOver)");
            self.page = Some(page);
            self.done = done(seen);
        }
    }

    /// Whether the next life has everything; gives whether a set-up was gone on with.
    fn check(&self, life: &Life) -> bool {
        let Some(found) = life.found() else { return false };
        let told = format!("before {:?} {:?}; then {:?}", self.page, self.done, life.without_secrets());
        let count = |what: &str| found[what].as_array().unwrap().len();
        let (connections, set_ups) = (count("connections"), count("set_ups"));
        let all = [&found["connections"], &found["set_ups"]].into_iter().flat_map(|list| list.as_array().unwrap());
        assert!(all.into_iter().all(|one| one["whole"] == true), "half a client: {told}");
        assert_eq!(found["mishaps"], 0, "{told}");
        assert!(found["open"].as_u64().unwrap() <= u64::from(self.has_begun_saving), "{told}");
        let under_way = self.page.as_deref().is_some_and(|page| page.starts_with("Step(") && page != "Step(HandOver)");
        let saving = self.page.as_deref() == Some("Step(Save)");
        let saved = connections - self.saved;
        assert!(saved == 0 || (saved == 1 && saving), "{told}");
        match (under_way, self.page.as_deref()) {
            (true, _) => assert_eq!(set_ups + saved, 1, "a set-up is lost: {told}"),
            (false, Some("BeforeYouBegin")) => assert!(set_ups <= 1, "{told}"),
            (false, _) => assert_eq!(set_ups, 0, "{told}"),
        }
        let opened = life.said.iter().map(|line| &line["opened"]).find(|opened| !opened.is_null());
        opened.is_some_and(|opened| self.is_gone_on_with(opened, &told))
    }

    fn is_gone_on_with(&self, opened: &Value, told: &str) -> bool {
        let there = done(opened);
        let lost: Vec<_> = self.done.difference(&there).filter(|step| !IN_MEMORY.contains(&step.as_str())).collect();
        assert!(lost.is_empty(), "lost {lost:?}: {told}");
        let was = self.page.as_deref().and_then(step);
        // Whoever was asked for the secret again may have gone back to its step already.
        let unfinished = STEPS.iter().position(|step| !self.done.contains(*step));
        let is = opened["page"].as_str().and_then(step);
        assert!(is.is_some() && is >= was.min(unfinished), "back from {was:?} to {is:?}: {told}");
        was.is_some()
    }
}

fn done(seen: &Value) -> BTreeSet<String> {
    seen["done"].as_array().unwrap().iter().map(|step| step.as_str().unwrap().to_owned()).collect()
}

/// Where a step's page stands in the order of the rail.
fn step(page: &str) -> Option<usize> {
    let name = page.strip_prefix("Step(")?.strip_suffix(')')?;
    STEPS.iter().position(|step| step.replace('-', "") == name.to_lowercase())
}

/// One life of the program, and what it said in it.
struct Life {
    said: Vec<Value>,
}

impl Life {
    /// Until it is killed after this time; or to the end of one set-up.
    fn lead(computer: &Computer, office: &Path, killed_after: Option<Duration>) -> Self {
        let mut walker = computer.command(WALKER);
        walker.arg(computer.folder()).arg(office).args(killed_after.is_none().then_some("once"));
        let mut walker = walker.stdout(Stdio::piped()).spawn().expect("the walker starts");
        let mut output = walker.stdout.take().unwrap();
        let heard = thread::spawn(move || {
            let mut text = String::new();
            output.read_to_string(&mut text).map(|_| text)
        });
        if let Some(time) = killed_after {
            // Not a wait for something: the moment is the thing that is chosen.
            thread::sleep(time);
            walker.kill().unwrap();
        }
        let ended = walker.wait().unwrap();
        let text = heard.join().unwrap().unwrap();
        // The line under way is cut by the kill.
        let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let said: Vec<Value> = whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let life = Self { said };
        assert!(ended.code().is_none_or(|code| code == 0), "{:?}", life.without_secrets());
        life
    }

    /// To be told where something is wrong.
    fn without_secrets(&self) -> Vec<Value> {
        let mut said = self.said.clone();
        let lists = said.iter_mut().filter_map(|line| line.pointer_mut("/found/connections")?.as_array_mut());
        lists.flatten().for_each(|one| one["refresh"] = Value::Null);
        said
    }

    fn found(&self) -> Option<&Value> {
        self.said.iter().map(|line| &line["found"]).find(|found| !found.is_null())
    }

    /// The page that was shown last.
    fn page(&self) -> Option<&str> {
        let shown = |line: &Value| ["shown", "opened"].iter().any(|what| !line[what].is_null());
        let last = self.said.iter().rfind(|line| shown(line))?;
        last["shown"]["page"].as_str().or(last["opened"]["page"].as_str())
    }
}

/// (promise 26) No secret of these walks stands in any file of the home, the keychain's own included; a planted one is found.
/// Gives the number of files and of secrets.
fn nothing_secret_on_disk(computer: &Computer, last: &Life, secret: &str) -> (usize, usize) {
    let found = last.found().unwrap();
    let tokens = found["connections"].as_array().unwrap().iter().map(|one| one["refresh"].as_str().unwrap());
    let mut canaries: Vec<_> = tokens.map(|token| Canary::new(HandedOutKind::RefreshToken, token)).collect();
    canaries.push(Canary::new(HandedOutKind::ClientSecret, secret));
    let detector = Detector::new(canaries);
    let files = || Channel::new("files").and_folder(computer.home());
    assert_eq!(detector.found_in(&files()), Vec::<String>::new());
    let proof = detector.proves_itself_in(&files());
    assert_eq!((proof.planted, proof.found), (Form::ALL.len(), Form::ALL.len()));
    let planted: PathBuf = computer.folder().join("planted");
    fs::write(planted, format!("x{secret}x")).unwrap();
    assert!(!detector.found_in(&files()).is_empty());
    (files().places.len(), detector.count())
}

/// Numbers that are the same for the same seed: SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        f64::from(u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or_default()) / f64::from(u32::MAX)
    }
}
