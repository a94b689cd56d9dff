//! Certificates & secrets: a Value is shown once.

use crate::desk::{Desk, form};
use jiff::SignedDuration;
use sendoff_practice::robot::RobotError;

#[tokio::test]
async fn a_value_is_shown_once_and_on_no_page_after() {
    let mut desk = Desk::registered().await;
    let credentials = desk.link("credentials");
    let row = desk.robot.new_secret(credentials, "first", "90 days (3 months)").await.unwrap();
    let value = desk.registration().secrets[0].value.reveal().to_owned();
    assert!(row.contains(&value));
    for (address, page) in crate::pages::crawl(&mut desk).await {
        assert!(!page.html().contains(&value), "{address}");
    }
    let hidden = desk.open("credentials").await.copied("main table tbody td:nth-child(3)");
    assert_eq!(hidden, [format!("{}************", &value[..3])]);
}

#[tokio::test]
async fn another_secret_does_not_show_the_first_again() {
    let mut desk = Desk::registered().await;
    for description in ["first", "second"] {
        let credentials = desk.link("credentials");
        desk.robot.new_secret(credentials, description, "Recommended: 180 days (6 months)").await.unwrap();
    }
    let [first, second] = desk.registration().secrets.try_into().unwrap();
    assert_ne!(first.value.reveal(), second.value.reveal());
    let page = desk.open("credentials").await;
    assert!(!page.html().contains(first.value.reveal()) && !page.html().contains(second.value.reveal()));
}

#[tokio::test]
async fn every_period_ends_on_its_day() {
    let mut desk = Desk::registered().await;
    for (period, days) in [
        ("Recommended: 180 days (6 months)", 180),
        ("90 days (3 months)", 90),
        ("365 days (12 months)", 365),
        ("545 days (18 months)", 545),
        ("730 days (24 months)", 730),
    ] {
        let credentials = desk.link("credentials");
        desk.robot.new_secret(credentials, period, period).await.unwrap();
        let secret = desk.registration().secrets.pop().unwrap();
        let lives = secret.expires.duration_since(secret.created);
        let wanted = SignedDuration::from_hours(24 * days);
        assert!((lives - wanted).abs() < SignedDuration::from_mins(1), "{period}: {lives}");
    }
}

#[tokio::test]
async fn a_custom_period_takes_a_date_within_two_years() {
    let mut desk = Desk::registered().await;
    let today = desk.office().now().to_zoned(jiff::tz::TimeZone::UTC).date();
    for (end, taken) in [
        ("", false),
        ("soon", false),
        ("2020-01-01", false),
        (&*format!("{}", today + jiff::Span::new().days(12)), true),
        (&*format!("{}", today + jiff::Span::new().days(800)), false),
    ] {
        let page = desk.open("credentials/new").await;
        let mut add = form(&page, "Add");
        add.fill("Description", "custom").unwrap();
        add.choose("Expires", "Custom").unwrap();
        add.fill("End", end).unwrap();
        let page = desk.robot.submit(&add, "Add").await.unwrap();
        assert_eq!(page.heading() == "Certificates & secrets", taken, "{end:?}");
        if !taken {
            crate::pages::check(page.html(), end);
            assert!(page.text().contains("within 24 months"), "{}", page.text());
        }
    }
    assert_eq!(desk.registration().secrets.len(), 1);
}

#[tokio::test]
async fn a_deleted_secret_is_gone() {
    let mut desk = Desk::seeded().await;
    let credentials = desk.link("credentials");
    desk.robot.delete_secret(credentials.clone(), "TourTools").await.unwrap();
    assert!(desk.registration().secrets.is_empty());
    let missing = desk.robot.delete_secret(credentials, "TourTools").await.unwrap_err();
    let (link, page) = ("Delete TourTools".to_owned(), "Certificates & secrets".to_owned());
    assert_eq!(missing, RobotError::NoLink { link, page });
}
