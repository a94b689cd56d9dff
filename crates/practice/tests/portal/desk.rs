//! An office with nothing in it, and a robot that has been told where the portal is.

use sendoff_practice::directory::{AppId, Registration};
use sendoff_practice::robot::{Form, Page, PlatformName, Robot};
use sendoff_practice::{Office, OfficeSettings, RunningOffice, Seed};
use url::Url;

pub(crate) struct Desk {
    pub(crate) running: RunningOffice,
    pub(crate) robot: Robot,
}

impl Desk {
    /// An empty directory.
    pub(crate) async fn empty() -> Self {
        Self::with(OfficeSettings::default()).await
    }

    /// The registration of the guide.
    pub(crate) async fn seeded() -> Self {
        Self::with(OfficeSettings { seed: Some(Seed::TourTools), ..OfficeSettings::default() }).await
    }

    /// A registration with a name and one redirect address under Web, made by the robot.
    pub(crate) async fn registered() -> Self {
        let mut desk = Self::empty().await;
        let portal = desk.portal();
        desk.robot
            .register(portal, "TourTools mail", PlatformName::Web, "https://www.tourtools.com/auth/")
            .await
            .unwrap();
        desk
    }

    async fn with(settings: OfficeSettings) -> Self {
        Self { running: Office::start(settings).await.unwrap(), robot: Robot::new().unwrap() }
    }

    pub(crate) fn office(&self) -> &Office {
        self.running.office()
    }

    /// The only registration.
    pub(crate) fn registration(&self) -> Registration {
        let [registration] = self.office().registrations().try_into().expect("one registration");
        registration
    }

    pub(crate) fn app(&self) -> AppId {
        self.registration().app_id
    }

    /// Start of the portal.
    pub(crate) fn portal(&self) -> Url {
        Url::parse(&self.running.addresses().portal()).unwrap()
    }

    /// A deep link as the assistant has it in its provider file.
    pub(crate) fn link(&self, page: &str) -> Url {
        let (portal, tenant) = (self.running.addresses().portal(), self.office().tenant());
        Url::parse(&format!("{portal}/{tenant}/app-registrations/{}/{page}", self.app())).unwrap()
    }

    pub(crate) async fn open(&mut self, page: &str) -> Page {
        let address = self.link(page);
        self.robot.open(address).await.unwrap()
    }
}

/// The form with this button.
pub(crate) fn form(page: &Page, button: &str) -> Form {
    page.forms()
        .into_iter()
        .find(|form| form.has_button(button))
        .unwrap_or_else(|| panic!("{button} on {}", page.heading()))
}
