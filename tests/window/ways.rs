//! Every way by which a page could go elsewhere or reach something: each is refused in the window, and nothing arrives at a
//! listener that waits for it. The same scripts in a page of the same engine that nobody guards do arrive there: that is how long
//! the window is waited for, and how it is known that a way leads anywhere at all (promise 40).

#![allow(clippy::disallowed_methods, reason = "the listener answers beside the test, and ends with it")]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use fantoccini::Client;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::{
    driver::{Window, connect},
    hostile::PAGE,
    stage::{HANG, Stage},
};

/// What refuses a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// The window, which goes nowhere and opens no other.
    Window,
    /// This directive of the page's policy, which reports it.
    Policy(&'static str),
}

/// Scripts. HERE stands for the address of the listener with the number of the way, PORT for its port alone.
const WAYS: [(&str, By); 37] = [
    ("location.href = 'HERE'", By::Window),
    ("location.assign('http://localhost:PORT')", By::Window),
    ("location.replace('HERE')", By::Window),
    ("location.replace('data:text/html,<img src=HERE>')", By::Window),
    ("location.href = 'file:///etc/passwd'", By::Window),
    ("location.href = 'about:blank'", By::Window),
    ("location.href = 'javascript:ran++'", By::Policy("script-src")),
    ("open('HERE')", By::Window),
    ("open('HERE', '_self')", By::Window),
    ("open('about:blank', '_self')", By::Window),
    ("Object.assign(make('a'), { href: 'HERE', target: '_blank' }).click()", By::Window),
    ("Object.assign(make('a'), { href: 'HERE' }).click()", By::Window),
    ("Object.assign(make('a'), { href: '#', ping: 'HERE' }).click()", By::Policy("connect-src")),
    ("document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=\"0;url=HERE\">')", By::Window),
    ("Object.assign(make('form'), { action: 'HERE' }).submit()", By::Policy("form-action")),
    ("Object.assign(make('form'), { action: 'HERE', method: 'post' }).submit()", By::Policy("form-action")),
    ("Object.assign(make('iframe'), { src: 'HERE' })", By::Policy("frame-src")),
    ("Object.assign(make('object'), { data: 'HERE' })", By::Policy("object-src")),
    ("Object.assign(make('embed'), { src: 'HERE' })", By::Policy("object-src")),
    ("new Image().src = 'HERE'", By::Policy("img-src")),
    ("make('p').style.background = 'url(HERE)'", By::Policy("img-src")),
    ("make('video').src = 'HERE'", By::Policy("media-src")),
    ("make('audio').src = 'HERE'", By::Policy("media-src")),
    ("make('script').src = 'HERE'", By::Policy("script-src")),
    ("import('HERE').catch(() => {})", By::Policy("script-src")),
    ("Object.assign(make('link'), { rel: 'stylesheet', href: 'HERE' })", By::Policy("style-src")),
    ("Object.assign(make('link'), { rel: 'preload', as: 'image', href: 'HERE' })", By::Policy("img-src")),
    ("Object.assign(make('link'), { rel: 'icon', href: 'HERE' })", By::Window),
    ("new FontFace('x', 'url(HERE)').load().catch(() => {})", By::Policy("font-src")),
    ("fetch('HERE').catch(() => {})", By::Policy("connect-src")),
    ("fetch('HERE', { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {})", By::Policy("connect-src")),
    ("const one = new XMLHttpRequest(); one.open('GET', 'HERE'); one.send()", By::Policy("connect-src")),
    ("new WebSocket('HERE'.replace('http', 'ws'))", By::Policy("connect-src")),
    ("new EventSource('HERE')", By::Policy("connect-src")),
    ("navigator.sendBeacon('HERE', 'x')", By::Policy("connect-src")),
    ("new Worker('HERE')", By::Window),
    ("Object.assign(make('a'), { href: 'HERE', download: 'x' }).click()", By::Window),
];

/// What stands before every script; a page that answers to its policy may be without a `head`.
const BEFORE: &str = "const make = (name) => document.body.appendChild(document.createElement(name));";

/// What a page must not be made to run.
const CODE: [&str; 3] = ["eval('ran++')", "new Function('ran++')()", "setTimeout('ran++')"];

/// How long a way is waited for where nothing refuses it: some lead nowhere all the same.
const LONG: Duration = Duration::from_secs(5);

/// A listener that writes down the path of every request, and of every connection that asked nothing.
struct Trap {
    port: u16,
    arrived: Arc<Mutex<Vec<String>>>,
    /// Every connection, whether or not anything was asked by it.
    connections: Arc<AtomicUsize>,
    serving: JoinHandle<()>,
}

impl Trap {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("a port").port();
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let (record, count) = (Arc::clone(&arrived), Arc::clone(&connections));
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(serve(stream, Arc::clone(&record)));
            }
        });
        Self { port, arrived, connections, serving }
    }

    /// What was asked, without connections alone.
    fn requests(&self) -> Vec<String> {
        self.arrived().into_iter().filter(|path| path.starts_with('/')).collect()
    }

    fn arrived(&self) -> Vec<String> {
        self.arrived.lock().expect("the record").clone()
    }

    /// The script of a way, with the addresses in it.
    fn script(&self, number: usize) -> String {
        let here = format!("http://127.0.0.1:{}/{number}", self.port);
        let script = WAYS[number].0.replace("HERE", &here).replace("PORT", &format!("{}/{number}", self.port));
        format!("{BEFORE} {script}")
    }

    /// Waits until a way has led here.
    async fn sees(&self, number: usize) -> bool {
        // A form puts its question mark behind it.
        let path = format!("/{number}");
        let come = async {
            while !self.arrived().iter().any(|one| one.trim_end_matches('?') == path) {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(LONG, come).await.is_ok()
    }
}

impl Drop for Trap {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(mut stream: TcpStream, record: Arc<Mutex<Vec<String>>>) {
    let mut head = vec![0; 4096];
    let read = timeout(HANG, stream.read(&mut head)).await.map_or(0, Result::unwrap_or_default);
    let head = String::from_utf8_lossy(&head[..read]).into_owned();
    let path = head.split(' ').nth(1).unwrap_or("a connection alone").to_owned();
    record.lock().expect("the record").push(path);
    let page = "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>";
    let reply = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\nCache-Control: no-store\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    let _ = stream.write_all(reply.as_bytes()).await;
}

/// Tries every way in the window, closes it, and tries them in a page that nobody guards.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_goes_nowhere_and_reaches_nothing() {
    let stage = Stage::set();
    let window = Window::open(&stage).await;
    window.ask(PAGE, vec![]).await;
    let trap = Trap::open().await;
    by_hand(&trap).await;
    let (mut wrong, mut connected, mut reported) = (Vec::new(), Vec::new(), 0);
    for (number, (script, by)) in WAYS.iter().enumerate() {
        let before = trap.connections.load(Ordering::Relaxed);
        if let Some(what) = refused(&trap, &window, number).await {
            wrong.push(format!("{script} ({by:?}): {what}"));
        }
        if trap.connections.load(Ordering::Relaxed) > before {
            connected.push(*script);
        }
        reported += usize::from(matches!(by, By::Policy(_)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    runs_no_code(&window).await;
    assert_eq!(window.client.windows().await.expect("windows").len(), 1, "a second window");
    assert_eq!(window.ask("return [ran, stays]", vec![]).await, json!([0, true]));
    // What was on its way comes within the time that the slowest way takes where nothing stops it.
    let begun = Instant::now();
    window.close().await;
    let (there, slowest) = unguarded(&stage).await;
    sleep(slowest.saturating_sub(begun.elapsed())).await;
    assert_eq!(trap.requests(), ["/by-hand"], "what was asked of the listener");
    println!(
        "{} ways out of the window, {reported} of them reported by its policy: nothing was asked of the listener, and nothing came \
         but connections without a word at {connected:?}; from a page without guards {there} arrive, the slowest after {slowest:.0?}",
        WAYS.len()
    );
    // The web view connects ahead where a link is for another window or a file, before either is refused; it sends no word.
    let ahead = |way: &&str| way.contains("make('a')");
    assert!(connected.iter().all(ahead), "{connected:?}");
    assert!(there >= 25, "the ways lead somewhere");
}

/// The listener has eyes: what the test itself sends is written down.
async fn by_hand(trap: &Trap) {
    let mut stream = TcpStream::connect(("127.0.0.1", trap.port)).await.expect("it listens");
    stream.write_all(b"GET /by-hand HTTP/1.1\r\n\r\n").await.expect("it reads");
    let seen = async {
        while trap.arrived() != ["/by-hand"] {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(HANG, seen).await.expect("it is written down");
}

/// One way in the window: what is wrong, if the page does not stay or the policy does not report what it refuses.
async fn refused(trap: &Trap, window: &Window, number: usize) -> Option<String> {
    let (_, by) = WAYS[number];
    window.ask("window.reports = []", vec![]).await;
    let before = window.ask("return location.href", vec![]).await;
    // A script that is refused at once may throw.
    let _ = window.client.execute(&trap.script(number), vec![]).await;
    let is_reported = match by {
        By::Policy(directive) => reports(window, directive).await,
        By::Window => {
            // The window answers at once; what it let through would be on its way by now.
            sleep(Duration::from_millis(250)).await;
            true
        }
    };
    let (stays, told) = (window.ask("return stays === true && location.href", vec![]).await, "return reports");
    // The fragment of the page may change: that is no other page.
    let stays = stays.as_str().map(|address| address.trim_end_matches('#'))
        == before.as_str().map(|one| one.trim_end_matches('#'));
    if is_reported && stays {
        return None;
    }
    Some(format!("stays: {stays}, reported: {}", window.ask(told, vec![]).await))
}

async fn reports(window: &Window, directive: &str) -> bool {
    let reported = format!("return reports.some((one) => one.startsWith('{directive}'))");
    let come = async {
        while window.ask(&reported, vec![]).await != Value::Bool(true) {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(HANG, come).await.is_ok()
}

async fn runs_no_code(window: &Window) {
    for code in CODE {
        window.ask("window.reports = []", vec![]).await;
        // The driver's own script is no script of the page, and what it makes the page run is.
        let _ = window.client.execute(&format!("setTimeout(() => {{ {code} }})"), vec![]).await;
        window.until("return reports.some((one) => one.startsWith('script-src'))").await;
    }
}

/// How many ways lead from a page without guards to the listener, and the time of the slowest.
async fn unguarded(stage: &Stage) -> (usize, Duration) {
    let trap = Trap::open().await;
    let browser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
    let options = json!({ "binary": browser, "args": ["--automation"] });
    let capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
    let client = connect(&stage.driver(), capabilities, || stage.log()).await;
    let (mut there, mut slowest, mut nowhere) = (0, Duration::ZERO, Vec::new());
    for (number, (script, _)) in WAYS.iter().enumerate() {
        begin_again(&client, trap.port).await;
        let begun = Instant::now();
        let _ = client.execute(&trap.script(number), vec![]).await;
        if trap.sees(number).await {
            slowest = slowest.max(begun.elapsed());
            there += 1;
        } else {
            nowhere.push(script);
        }
    }
    let _ = client.close().await;
    println!("ways that lead nowhere without guards either: {nowhere:?}");
    (there, slowest)
}

async fn begin_again(client: &Client, port: u16) {
    client.goto(&format!("http://127.0.0.1:{port}/")).await.expect("a page without guards");
}
