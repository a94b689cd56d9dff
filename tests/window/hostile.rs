//! The page under attack from within: hostile text in every field, pages it must not go to, commands it must not call, and
//! places it must not reach (promises 40 and 41; the places are in `ways.rs`).

use std::{collections::BTreeSet, env, fs, time::Instant};

use sendoff_practice::Fault;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    driver::Window,
    office::{Account, OwnOffice},
    scene::Scene,
    stage::{Props, Stage},
};

/// What a text would run if it were taken for markup, script, style or an address. `ran` counts.
const PAYLOADS: [&str; 40] = [
    "<script>ran++</script>",
    "<script src=data:,ran++></script>",
    "<img src=x onerror=ran++>",
    "<img/src=x/onerror=ran++>",
    "<svg onload=ran++>",
    "<svg><script>ran++</script></svg>",
    "<svg><animate onbegin=ran++ attributeName=x dur=1s>",
    "<body onload=ran++>",
    "<iframe srcdoc='<script>parent.ran++</script>'></iframe>",
    "<iframe src=javascript:parent.ran++></iframe>",
    "<object data=javascript:ran++>",
    "<embed src=javascript:ran++>",
    "<a href=javascript:ran++ autofocus onfocus=ran++>x</a>",
    "<input autofocus onfocus=ran++>",
    "<details open ontoggle=ran++>",
    "<video><source onerror=ran++></video>",
    "<marquee onstart=ran++>",
    "<style>@import 'javascript:ran++';</style>",
    "<link rel=stylesheet href=javascript:ran++>",
    "<meta http-equiv=refresh content='0;url=javascript:ran++'>",
    "<base href=javascript:ran++//>",
    "<math><mtext><img src=x onerror=ran++></mtext></math>",
    "<template><img src=x onerror=ran++></template>",
    "<!--><img src=x onerror=ran++>-->",
    "<![CDATA[<img src=x onerror=ran++>]]>",
    "javascript:ran++",
    "java\tscript:ran++",
    "data:text/html,<script>ran++</script>",
    "vbscript:ran++",
    "{{constructor.constructor('ran++')()}}",
    "${ran++}",
    "#{ran++}",
    "<%= ran++ %>",
    "{@html '<img src=x onerror=ran++>'}",
    "**<img src=x onerror=ran++>**",
    "[x](javascript:ran++)",
    "\\u003cimg src=x onerror=ran++\\u003e",
    "&lt;img src=x onerror=ran++&gt;",
    "%3Cimg%20src=x%20onerror=ran++%3E",
    "\u{ff1c}img src=x onerror=ran++\u{ff1e}",
];

/// Ways out of where the text may stand.
const BEFORE: [&str; 5] = ["", "\">", "'>", "</textarea></title>", "\u{202e}\u{0}"];

/// An organisation with such a name.
const NAME: &str = "\"><img src=x onerror=ran++>";

/// What stands in the page: counts, follows what goes to Rust and comes back, types, and shows hostile screens.
pub(crate) const PAGE: &str = include_str!("hostile.js");

/// What typing every text into one field came to.
#[derive(Debug, Default, Deserialize)]
struct Typed {
    name: String,
    texts: usize,
    /// Taken by Rust.
    taken: usize,
    /// Followed by another screen.
    answered: usize,
    /// Standing in that screen as it was typed.
    back: usize,
    strange: usize,
}

/// What showing a page with hostile words came to.
#[derive(Debug, Deserialize)]
struct Worded {
    texts: usize,
    /// Words of that page, each replaced.
    words: usize,
    /// How often a text stood in the page, at the least.
    fewest: usize,
    strange: usize,
    /// Whether the page still stands.
    page: bool,
}

/// All of it.
#[derive(Default)]
struct Total {
    fields: usize,
    typed: usize,
    taken: usize,
    back: usize,
    pages: usize,
    words: usize,
    /// Fields whose texts the page itself keeps: a search in a list, the parts of a day that are no numbers.
    kept: Vec<String>,
}

fn texts() -> Vec<String> {
    BEFORE.iter().flat_map(|before| PAYLOADS.map(|payload| format!("{before}{payload}"))).collect()
}

/// Whether every page and every field takes every text.
fn deep() -> bool {
    env::var_os("SENDOFF_DEEP").is_some()
}

async fn watched(window: &Window) {
    window.ask(PAGE, vec![]).await;
}

/// The watch has eyes: what runs is counted, and of the texts those that are markup are seen where they are taken for it.
async fn the_watch_sees(window: &Window) {
    let planted = "const [texts, done] = arguments; hostile.planted(texts).then(done)";
    let planted = window.client.execute_async(planted, vec![json!(texts())]).await.expect("an answer");
    println!("{} texts planted as markup: {planted}", texts().len());
    assert_eq!(planted["ran"], 0, "the policy keeps planted script from running");
    assert!(planted["seen"].as_u64() >= Some(120), "many are no markup, but calls and addresses: {planted}");
    assert!(planted["reports"].as_u64() >= Some(60), "{planted}");
    let script = "const script = document.createElement('script'); script.textContent = 'ran++';
        document.body.append(script); script.remove(); return reports";
    let reports = window.ask(script, vec![]).await.to_string();
    assert!(reports.contains("script-src"), "a script is refused, and that is reported: {reports}");
    window.ask("window.ran++", vec![]).await;
    assert_eq!(window.ask("return window.ran", vec![]).await, json!(1), "what runs is counted");
    window.ask("window.ran = 0; window.reports = []", vec![]).await;
}

async fn nothing_ran(window: &Window) {
    let found = window.ask("return [ran, reports, hostile.strange()]", vec![]).await;
    assert_eq!(found, json!([0, [], 0]), "what ran, what was reported, and what no page of ours has");
}

/// Types every text into each field of the page; all of them reach Rust, or none.
async fn flood(window: &Window, total: &mut Total) {
    flood_first(window, total, u64::MAX).await;
}

/// The same for so many fields at most.
async fn flood_first(window: &Window, total: &mut Total, most: u64) {
    let fields = window.ask("return hostile.fields().length", vec![]).await.as_u64().expect("a number");
    assert!(fields > 0, "no field on this page:\n{}", window.text("body").await);
    for number in 0..fields.min(most) {
        let typed = type_all(window, number).await;
        nothing_ran(window).await;
        assert_eq!((typed.texts, typed.strange), (texts().len(), 0), "{typed:?}");
        if typed.taken == 0 {
            total.kept.push(typed.name);
            continue;
        }
        assert_eq!(typed.taken, typed.texts, "{typed:?}");
        total.fields += 1;
        total.typed += typed.texts;
        total.taken += typed.taken;
        total.back += typed.back;
    }
}

/// Types every text into one field. A script of the driver may take half a minute, and so it goes by twenty.
async fn type_all(window: &Window, number: u64) -> Typed {
    let (begun, mut all) = (Instant::now(), Typed::default());
    for some in texts().chunks(20) {
        let typing = "const [number, texts, done] = arguments; hostile.type(number, texts).then(done)";
        let typed = window.client.execute_async(typing, vec![json!(number), json!(some)]).await;
        let typed: Typed = serde_json::from_value(typed.expect("the page takes text")).expect("counts");
        all.name = typed.name;
        all.texts += typed.texts;
        all.taken += typed.taken;
        all.answered += typed.answered;
        all.back += typed.back;
        all.strange += typed.strange;
    }
    println!("{all:?}, {:.1} s", begun.elapsed().as_secs_f64());
    all
}

/// Shows the page with each of its words replaced by hostile text, whoever the word is from.
async fn every_word(window: &Window, total: &mut Total) {
    let all = texts();
    let begun = Instant::now();
    let chosen: Vec<&String> = if deep() { all.iter().collect() } else { all.iter().step_by(7).collect() };
    let showing = "const [texts, done] = arguments; hostile.words(texts).then(done)";
    let shown = window.client.execute_async(showing, vec![json!(chosen)]).await.expect("it is shown");
    let shown: Worded = serde_json::from_value(shown).expect("counts");
    println!("{shown:?}, {:.1} s", begun.elapsed().as_secs_f64());
    nothing_ran(window).await;
    assert_eq!((shown.texts, shown.strange, shown.page), (chosen.len(), 0, true), "{shown:?}");
    assert!(shown.fewest >= 5 && shown.words >= 10, "{shown:?}");
    total.pages += 1;
    total.words += shown.texts * shown.words;
}

/// Hostile text in every field, all the way to Rust and back, and hostile words in every page (promise 40). The ways out are in
/// `ways.rs`.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_typed_runs_and_the_page_goes_nowhere() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    let mut scene = Scene::new(&window, &stage, &office);
    watched(&window).await;
    the_watch_sees(&window).await;
    let (mut total, begun) = (Total::default(), Instant::now());
    every_page(&mut scene, &mut total).await;
    println!(
        "{} texts in {} fields: {} typed, {} taken by Rust, {} back in a screen as they were; kept by the page: {:?}",
        texts().len(),
        total.fields,
        total.typed,
        total.taken,
        total.back,
        total.kept
    );
    println!("{} pages with {} hostile words; all in {:.0?}", total.pages, total.words, begun.elapsed());
    assert!(total.fields >= 5 && total.pages >= 12, "as many as there are");
    assert!(total.back >= 3 * texts().len(), "what is no secret comes back as it was typed");
    window.close().await;
}

/// Every page from the list to the hand-over and back, and every field on the way, which is mended afterwards.
async fn every_page(scene: &mut Scene<'_>, total: &mut Total) {
    let window = scene.window;
    window.chord(&[crate::keys::CONTROL], "n").await;
    window.see("[data-page=mailbox-question]").await;
    every_word(window, total).await;
    flood(window, total).await;
    // The name goes along into every page behind this one.
    scene.answer_for(NAME).await;
    for step in crate::person::PREPARE {
        window.see(&format!("[data-page={step}]")).await;
        every_word(window, total).await;
        // The two IDs of a tenant go the way of the other fields.
        if step == "client-secret" || (step == "tenant" && deep()) {
            flood(window, total).await;
        }
        scene.fill_in(step).await;
        scene.go_on(step).await;
    }
    an_error(scene, total).await;
    window.press("#primary").await;
    window.see("[data-page=test]").await;
    every_word(window, total).await;
    flood(window, total).await;
    finish(scene).await;
    window.see("[data-page=hand-over] textarea").await;
    every_word(window, total).await;
    // Its three fields are of one kind, and each letter in them is compared.
    flood_first(window, total, if deep() { u64::MAX } else { 1 }).await;
    window.press("footer [data-action=done]").await;
    window.see("[data-page=connections] [data-search]").await;
    every_word(window, total).await;
    flood(window, total).await;
}

/// What a provider says of an error is somebody else's text; then the sign-in goes well.
async fn an_error(scene: &mut Scene<'_>, total: &mut Total) {
    let window = scene.window;
    window.see("[data-page=sign-in]").await;
    every_word(window, total).await;
    scene.office.arm(Fault::WrongAccount);
    scene.office.arm(Fault::CodeSpent);
    window.press("[data-action=open-browser]").await;
    scene.through_browser().await;
    window.see("[data-problem]").await;
    every_word(window, total).await;
    window.press("[data-action=retry]").await;
    scene.through_browser().await;
    window.see("footer .filled[data-action=continue]").await;
}

/// From the test page, whose recipient is mended, to the hand-over.
async fn finish(scene: &Scene<'_>) {
    let window = scene.window;
    window.fill("[data-page=test] main input", &scene.office.account(Account::Mailbox).0).await;
    window.press("[data-action=send-test]").await;
    window.see("footer .filled[data-action=continue]").await;
    window.press("#primary").await;
    window.press("[data-action=save]").await;
}

/// Every command of Tauri that a build script knows of, and some that only plugins would bring.
fn all_commands() -> BTreeSet<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../gen/schemas/acl-manifests.json");
    let known: Value = serde_json::from_str(&fs::read_to_string(file).expect("the build wrote it")).expect("JSON");
    let mut all = BTreeSet::from(["plugin:fs|read_text_file", "plugin:shell|execute", "nonsense"].map(str::to_owned));
    for (plugin, manifest) in known.as_object().expect("plugins") {
        if plugin == "__app-acl__" {
            continue;
        }
        for permission in manifest["permissions"].as_object().expect("permissions").values() {
            for list in ["allow", "deny"] {
                let names = permission["commands"][list].as_array().expect("commands");
                let plugin = plugin.trim_start_matches("core:");
                all.extend(names.iter().map(|name| format!("plugin:{plugin}|{}", name.as_str().expect("a name"))));
            }
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_may_call_three_commands_and_no_other() {
    let stage = Stage::set();
    let window = Window::open(&stage).await;
    let all: Vec<String> = all_commands().into_iter().collect();
    assert!(all.len() > 150, "{}", all.len());
    // What wants arguments is refused for want of them only after it was let through: the words of the refusal count.
    let call = "const [names, done] = arguments;
        const call = (name) => window.__TAURI_INTERNALS__.invoke(name, {}).then(() => 'taken', String);
        Promise.all(names.map(call)).then(done)";
    let refused = window.client.execute_async(call, vec![json!(all)]).await.expect("an answer");
    let refused: Vec<String> = serde_json::from_value(refused).expect("words");
    let let_through: Vec<_> = all.iter().zip(&refused).filter(|(_, words)| !words.contains(" not allowed")).collect();
    assert!(refused.len() == all.len() && let_through.is_empty(), "commands that the page may call: {let_through:?}");
    // A command of ours without its arguments is let through, and told apart.
    let ours = window.client.execute_async(call, vec![json!(["words", "answer"])]).await.expect("an answer");
    assert_eq!(ours[0], "taken", "what is allowed is let through in the same way");
    let wants = ours[1].as_str().expect("words");
    assert!(wants.contains("answer") && !wants.contains(" not allowed"), "{wants}");
    println!("{} commands of Tauri and its plugins are refused in the real window, each by the list", all.len());
    window.close().await;
}
