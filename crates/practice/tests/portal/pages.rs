//! Every page that can be reached, and that it is well made: found by its labels, read by a screen reader, marked PRACTICE.

use crate::desk::{Desk, form};
use scraper::{ElementRef, Html, Selector};
use sendoff_practice::robot::{ExposedApi, Page};
use sendoff_practice::{Lifetime, directory::AccountKind};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

fn all<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).unwrap()).collect()
}

/// Checks one page; `page` names it when something is wrong.
#[track_caller]
pub(crate) fn check(html: &str, page: &str) {
    let document = Html::parse_document(html);
    assert!(document.errors.is_empty(), "{page}: {:?}", document.errors);
    assert_eq!(all(&document, "html[lang=en]").len(), 1, "{page}: lang");
    assert_eq!(all(&document, "h1").len(), 1, "{page}: one heading");
    assert_eq!(all(&document, "main").len(), 1, "{page}: one main part");
    let title: String = all(&document, "title").iter().flat_map(ElementRef::text).collect();
    let portal = title.ends_with("PRACTICE portal");
    assert!(portal || title.ends_with("PRACTICE"), "{page}: {title}");
    let banner: String = all(&document, "body > p.practice strong").iter().flat_map(ElementRef::text).collect();
    assert_eq!(banner, "PRACTICE", "{page}: marked");
    assert_eq!(all(&document, "script").len(), usize::from(portal), "{page}: the one script, which copies");
    check_ids(&document, page);
    check_labels(&document, page);
    for form in all(&document, "form") {
        let buttons = form.select(&Selector::parse("button:not([type=button])").unwrap()).count();
        assert!(buttons > 0, "{page}: a form without a button");
    }
    for named in all(&document, "a, button") {
        let words: String = named.text().collect();
        assert!(!words.trim().is_empty() || named.value().attr("aria-label").is_some(), "{page}: {}", named.html());
    }
}

#[track_caller]
fn check_ids(document: &Html, page: &str) {
    let mut ids = BTreeSet::new();
    for id in all(document, "[id]").iter().filter_map(|element| element.value().attr("id")) {
        assert!(ids.insert(id.to_owned()), "{page}: {id} twice");
    }
    for name in ["aria-describedby", "aria-labelledby", "for"] {
        for element in all(document, &format!("[{name}]")) {
            for id in element.value().attr(name).unwrap_or_default().split(' ') {
                assert!(ids.contains(id), "{page}: {name} leads to {id}");
            }
        }
    }
}

#[track_caller]
fn check_labels(document: &Html, page: &str) {
    for field in all(document, "input:not([type=hidden]), select, textarea") {
        let id = field.value().attr("id").unwrap_or_default();
        let labels = all(document, "label").into_iter().filter(|label| label.value().attr("for") == Some(id));
        let words: Vec<String> = labels.map(|label| label.text().collect()).collect();
        assert!(matches!(words.as_slice(), [one] if !one.trim().is_empty()), "{page}: label of {id}: {words:?}");
    }
}

/// A registration with something on every page.
pub(crate) async fn full() -> Desk {
    let mut desk = Desk::seeded().await;
    let (office, app) = (desk.office().clone(), desk.app());
    office.add_secret(app, "", Lifetime::Months(6)).unwrap();
    office.assign(app, office.account(AccountKind::Mailbox).unwrap().id).unwrap();
    let text = |text: &str| text.to_owned();
    let texts = ExposedApi {
        scope_name: text("sendMail"),
        who_can_consent: text("Admins and users"),
        admin_display_name: text("Send"),
        admin_description: text("Send"),
        user_display_name: String::new(),
        user_description: String::new(),
        client_id: app.to_string(),
    };
    let api = desk.link("expose-an-api");
    desk.robot.expose_api(api, &texts).await.unwrap();
    desk
}

/// Every page that links lead to from the start of the portal.
pub(crate) async fn crawl(desk: &mut Desk) -> BTreeMap<String, Page> {
    let mut found = BTreeMap::new();
    let mut open: Vec<Url> = vec![desk.portal()];
    while let Some(mut address) = open.pop() {
        address.set_fragment(None);
        if found.contains_key(address.as_str()) {
            continue;
        }
        let page = desk.robot.open(address.clone()).await.unwrap();
        open.extend(page.links().into_iter().map(|link| link.address));
        found.insert(address.into(), page);
    }
    found
}

#[tokio::test]
async fn every_page_answers_and_is_well_made() {
    let mut desk = full().await;
    let pages = crawl(&mut desk).await;
    for (address, page) in &pages {
        assert_eq!(page.status, 200, "{address}");
        check(page.html(), address);
    }
    let headings: BTreeSet<String> = pages.values().map(Page::heading).collect();
    for heading in [
        "Practice Tours",
        "App registrations",
        "Register an application",
        "Overview",
        "Authentication",
        "Configure platforms",
        "Configure Web",
        "Configure Single-page application",
        "Configure Mobile and desktop applications",
        "Certificates & secrets",
        "Add a client secret",
        "Delete client secret",
        "API permissions",
        "Request API permissions",
        "Grant admin consent confirmation",
        "Remove permission",
        "Expose an API",
        "Edit application ID URI",
        "Add a scope",
        "Delete scope",
        "Add a client application",
        "Remove client application",
        "Properties",
        "Users and groups",
        "Add Assignment",
    ] {
        assert!(headings.contains(heading), "{heading} is not reached");
    }
}

#[tokio::test]
async fn an_empty_directory_has_its_pages_too() {
    let mut desk = Desk::empty().await;
    for (address, page) in crawl(&mut desk).await {
        assert_eq!(page.status, 200, "{address}");
        check(page.html(), &address);
    }
}

/// The page of the mail provider looks as they do: with nothing made, with a refusal, with an application seen once and again.
#[tokio::test]
async fn the_page_of_the_mail_provider_is_well_made_too() {
    let mut desk = Desk::empty().await;
    let address = Url::parse(&desk.running.addresses().provider_applications()).unwrap();
    let empty = desk.robot.open(address.clone()).await.unwrap();
    check(empty.html(), "without an application");
    let refused = desk.robot.submit(&form(&empty, "Register"), "Register").await.unwrap();
    assert_eq!(refused.status, 422);
    check(refused.html(), "refused");
    desk.office().register_at_provider("<b>Tours</b> & \u{202e}", &["https://tours.example/auth"]).unwrap();
    let list = desk.robot.open(address).await.unwrap();
    check(list.html(), "with an application");
    let link = list.links().into_iter().find(|link| link.text.starts_with("<b>Tours</b>")).unwrap();
    for look in ["first", "second"] {
        let page = desk.robot.open(link.address.clone()).await.unwrap();
        check(page.html(), look);
        assert_eq!(desk.robot.click(&page, "Mail provider").await.unwrap().heading(), "Applications", "{look}");
    }
    let nothing = desk.robot.open(link.address.join("mail-app-unknown").unwrap()).await.unwrap();
    check(nothing.html(), "an application that is not there");
    assert_eq!(desk.robot.click(&nothing, "Applications").await.unwrap().status, 200);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_and_leads_back() {
    let mut desk = Desk::registered().await;
    let portal = desk.running.addresses().portal();
    let (tenant, app, object) = (desk.office().tenant(), desk.app(), desk.registration().object_id);
    let elsewhere = desk.office().directory().outside.tenant;
    for (path, heading) in [
        (format!("{elsewhere}/app-registrations"), "Directory not found"),
        (format!("{elsewhere}/app-registrations/{app}/overview"), "Directory not found"),
        ("%3Cscript%3E/app-registrations".to_owned(), "Directory not found"),
        (format!("{tenant}/app-registrations/{object}/overview"), "Application not found"),
        (format!("{tenant}/app-registrations/%22%3E/credentials"), "Application not found"),
        (format!("{tenant}/app-registrations/{app}/nothing"), "Page not found"),
        (format!("{tenant}/app-registrations/{app}/credentials/delete/{app}"), "Page not found"),
        (format!("{tenant}/app-registrations/{app}/authentication/add-platform/fax"), "Page not found"),
    ] {
        let page = desk.robot.open(Url::parse(&format!("{portal}/{path}")).unwrap()).await.unwrap();
        assert_eq!((page.status, page.heading().as_str()), (404, heading), "{path}");
        check(page.html(), &path);
        let back =
            page.links().into_iter().find(|link| link.text.starts_with("App reg") || link.text.starts_with("Start"));
        assert_eq!(desk.robot.open(back.unwrap().address).await.unwrap().status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_directory_is_found_by_its_domain() {
    let mut desk = Desk::registered().await;
    let (portal, domain) = (desk.running.addresses().portal(), desk.office().directory().domain);
    let page = desk.robot.open(Url::parse(&format!("{portal}/{domain}/app-registrations")).unwrap()).await.unwrap();
    assert_eq!(page.heading(), "App registrations");
}
