//! Who works in the portal and signs in: the practice office's robot, or somebody at Chromium.

use sendoff_practice::robot::{ExposedApi, Person as Somebody, PlatformName, Robot, Saw};

use crate::chromium::Chromium;

/// A copy row of the page: its label and its value.
pub(crate) type Rows = Vec<(String, String)>;

/// The longest period that a new secret may have.
pub(crate) const TWO_YEARS: &str = "730 days (24 months)";

pub(crate) enum Hands {
    Robot(Box<Robot>),
    Chromium(Box<Chromium>),
}

/// What the person brings back from the portal.
pub(crate) enum Copied {
    Nothing,
    /// This text, which is still to be put on the clipboard.
    Text(String),
    /// What is on the clipboard already.
    OnClipboard,
}

impl Hands {
    pub(crate) fn robot() -> Self {
        Self::Robot(Box::new(Robot::new().expect("a robot")))
    }

    /// Does in the portal what a step asks for, with the values that stand on its page.
    pub(crate) async fn work(&mut self, step: &str, page: &str, rows: &Rows, period: &str) -> Copied {
        match self {
            Self::Robot(robot) => match by_robot(robot, step, page, rows, period).await {
                Some(text) => Copied::Text(text),
                None => Copied::Nothing,
            },
            Self::Chromium(chromium) => in_chromium(chromium, step, rows, period).await,
        }
    }

    /// Signs in on the page that the program opened.
    pub(crate) async fn sign_in(&mut self, page: &str, somebody: &Somebody) {
        match self {
            Self::Robot(robot) => {
                let saw = robot.sign_in(page.parse().expect("an address"), somebody).await;
                let saw = saw.expect("the robot signs in");
                assert!(matches!(saw, Saw::Landing(_)), "the answer arrives at the loopback address");
            }
            Self::Chromium(chromium) => {
                chromium.newest().await;
                chromium.picture("browser-sign-in").await;
                let landed = chromium.sign_in(somebody).await;
                assert!(landed.contains("Go back to the assistant"), "{landed}");
                chromium.picture("browser-answer-received").await;
            }
        }
    }
}

async fn by_robot(robot: &mut Robot, step: &str, page: &str, rows: &Rows, period: &str) -> Option<String> {
    let page = page.parse().expect("an address");
    let copied = match step {
        "app-registration" => {
            let (name, redirect) = (row(rows, "Name"), row(rows, "Redirect URI"));
            robot.register(page, &name, PlatformName::Web, &redirect).await.map(|()| None)
        }
        "tenant" => robot.copy_overview(page).await.map(Some),
        "redirect-uri" => robot.add_redirects(page, PlatformName::Web, &values(rows)).await.map(|()| None),
        "permissions" => robot.add_permissions(page, &values(rows)).await.map(|()| None),
        "client-secret" => robot.new_secret(page, &row(rows, "Description"), period).await.map(Some),
        "expose-api" => robot.expose_api(page, &exposed(rows)).await.map(|()| None),
        _ => Ok(None),
    };
    copied.unwrap_or_else(|error| panic!("{step}: {error}"))
}

async fn in_chromium(chromium: &mut Chromium, step: &str, rows: &Rows, period: &str) -> Copied {
    chromium.newest().await;
    chromium.picture(&format!("browser-{step}")).await;
    match step {
        "app-registration" => chromium.register(&row(rows, "Name"), &row(rows, "Redirect URI")).await,
        "tenant" => {
            chromium.copy_overview().await;
            return Copied::OnClipboard;
        }
        "redirect-uri" => chromium.add_redirects(&values(rows)).await,
        "permissions" => chromium.add_permissions(&values(rows)).await,
        "client-secret" => {
            chromium.new_secret(&row(rows, "Description"), period).await;
            return Copied::OnClipboard;
        }
        "expose-api" => chromium.expose_api(&exposed(rows)).await,
        _ => {}
    }
    Copied::Nothing
}

fn exposed(rows: &Rows) -> ExposedApi {
    ExposedApi {
        scope_name: row(rows, "Scope name"),
        who_can_consent: row(rows, "Who can consent?"),
        admin_display_name: row(rows, "Admin consent display name"),
        admin_description: row(rows, "Admin consent description"),
        user_display_name: row(rows, "User consent display name"),
        user_description: row(rows, "User consent description"),
        client_id: row(rows, "Client ID"),
    }
}

fn row(rows: &Rows, label: &str) -> String {
    let found = rows.iter().find(|(name, _)| name == label);
    found.unwrap_or_else(|| panic!("{label} is not among {rows:?}")).1.clone()
}

fn values(rows: &Rows) -> Vec<&str> {
    rows.iter().map(|(_, value)| value.as_str()).collect()
}
