//! What people type is shown as they typed it, and never becomes part of the page.

use crate::desk::{Desk, form};
use crate::pages::{check, crawl, full};
use scraper::{Html, Selector};
use sendoff_practice::directory::{Audience, WhoConsents};
use sendoff_practice::robot::Page;
use sendoff_practice::{Lifetime, NewRegistration, NewScope};

const PIECES: [&str; 20] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></style></textarea>",
    "<!--",
    "-->",
    "]]>",
    "&lt;b&gt;",
    "&amp;#39;",
    "${7*7}{{7*7}}",
    "%3Cscript%3E",
    "javascript:alert(1)",
    "\u{202e}txet",
    "\u{200b}x\u{feff}",
    "\u{0}\u{1b}[31m",
    "日本語 Ü ß ﬁ",
    "🙂\u{fe0f}",
    "`backtick`",
    "a\\\"b\\'c",
    "<svg/onload=alert(1)>",
];

/// Two hundred odd strings: every piece alone and joined with others, none longer than a name may be.
fn odd_strings() -> Vec<String> {
    let alone = PIECES.iter().map(|piece| (*piece).to_owned());
    let joined = (0..180).map(|at| format!("{at} {}{}", PIECES[at % 20], PIECES[(at / 20 + at) % 20]));
    alone.chain(joined).map(|text| text.chars().take(120).collect::<String>().trim().to_owned()).collect()
}

/// As HTML can hold it: blanks folded, and the NUL that no page may contain shown as what stands for it.
fn folded(text: &str) -> String {
    text.replace('\0', "\u{fffd}").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn expect_harmless(page: &Page, what: &str) {
    let document = Html::parse_document(page.html());
    let count = |selector: &str| document.select(&Selector::parse(selector).unwrap()).count();
    let path = page.address.path();
    let copies = ["/portal", "/google/console", "/google/account"].iter().any(|place| path.starts_with(place));
    assert_eq!(count("script"), usize::from(copies), "{what}: {}", page.address);
    assert_eq!(
        count("img, iframe, object, svg[onload], [onerror], [onmouseover], [onload]"),
        0,
        "{what}: {}",
        page.address
    );
    assert_eq!(count("style"), 1, "{what}: {}", page.address);
    for link in page.links() {
        assert_eq!(link.address.scheme(), "http", "{what}: {}", link.address);
    }
}

#[tokio::test]
async fn two_hundred_odd_strings_are_shown_and_do_nothing() {
    let mut desk = full().await;
    let (office, app) = (desk.office().clone(), desk.app());
    let strings = odd_strings();
    assert_eq!(strings.len(), 200);
    for (at, text) in strings.iter().enumerate() {
        let new = NewRegistration { name: text.clone(), audience: Audience::SingleTenant, redirect: None };
        office.register(&new).unwrap();
        office.add_secret(app, text, Lifetime::Months(6)).unwrap();
        let (name, who, text) = (format!("scope{at}"), WhoConsents::AdminsAndUsers, text.clone());
        let scope = NewScope {
            name,
            who,
            admin_title: text.clone(),
            admin_description: text.clone(),
            user_title: text.clone(),
            user_description: text,
            enabled: false,
        };
        office.add_scope(app, &scope).unwrap();
    }
    let directory = format!("{}/{}/app-registrations", desk.running.addresses().portal(), office.tenant());
    let list = directory.clone();
    let own = |page: &str| format!("{directory}/{app}/{page}");
    for (page, selector) in [
        (list, "tbody td:first-child"),
        (own("credentials"), "tbody td:first-child"),
        (own("expose-an-api"), "tbody td:nth-child(3)"),
    ] {
        let page = desk.robot.open(url::Url::parse(&page).unwrap()).await.unwrap();
        expect_harmless(&page, "a list");
        let shown = page.texts(selector);
        for text in &strings {
            assert!(shown.contains(&folded(text)), "{text:?} on {}", page.address);
        }
    }
}

#[tokio::test]
async fn a_hostile_name_is_harmless_on_every_page() {
    let mut desk = full().await;
    let (office, app) = (desk.office().clone(), desk.app());
    for piece in PIECES.iter().take(7) {
        office.rename(app, piece).unwrap();
        for (address, page) in crawl(&mut desk).await {
            expect_harmless(&page, piece);
            check(page.html(), &address);
        }
        let copied = desk.robot.copy_overview(desk.link("overview")).await.unwrap();
        assert_eq!(copied.lines().nth(1).unwrap(), folded(piece));
    }
}

#[tokio::test]
async fn what_is_refused_comes_back_as_it_was_typed() {
    let mut desk = Desk::registered().await;
    for text in odd_strings() {
        let page = desk.open("authentication/add-platform/web").await;
        let mut typed = form(&page, "Configure");
        typed.fill("Redirect URI", &text).unwrap();
        let page = desk.robot.submit(&typed, "Configure").await.unwrap();
        assert_eq!(page.status, 422, "{text:?}");
        expect_harmless(&page, &text);
        let back = form(&page, "Configure");
        let field = back.controls.iter().find(|control| control.label == "Redirect URI").unwrap();
        assert_eq!(field.value(), text.replace('\0', "\u{fffd}"));
    }
    assert_eq!(desk.registration().redirects.len(), 1);
}

#[tokio::test]
async fn a_hostile_search_is_only_a_search() {
    let mut desk = Desk::registered().await;
    for piece in PIECES {
        let page = desk.open("api-permissions/add/microsoft-graph/delegated").await;
        let mut search = form(&page, "Search");
        search.fill("Select permissions", piece).unwrap();
        let page = desk.robot.submit(&search, "Search").await.unwrap();
        assert_eq!(page.status, 200);
        expect_harmless(&page, piece);
    }
}
