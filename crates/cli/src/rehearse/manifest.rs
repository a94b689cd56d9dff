//! The person who checks everything at once: copies the Manifest page of the portal, pastes it, and reads what differs.

use sendoff_engine::screens::{Action, Block, Finding, Findings, Screen, StatusTone};
use sendoff_values::StepId;

use super::{
    person::Person,
    reading::{is_open, opens_portal, told},
    report::ManifestReport,
};
use crate::NotFoundOut;

/// The steps whose work a manifest shows.
const SHOWN: [StepId; 5] =
    [StepId::AppRegistration, StepId::RedirectUri, StepId::Permissions, StepId::ClientSecret, StepId::ExposeApi];

impl Person<'_> {
    /// Pastes the manifest where it was wished, at the last of the steps that it shows.
    pub(super) async fn check_manifest(&mut self, step: StepId) -> Result<(), NotFoundOut> {
        let screen = self.watching.screen();
        let later = SHOWN.into_iter().any(|other| other != step && is_open(&screen, other));
        let here = SHOWN.contains(&step) && opens_portal(&screen) && !later;
        if !self.plan.wishes.paste_manifest || !here || self.report.manifest.is_some() {
            return Ok(());
        }
        let page = self.open_portal().await?;
        let manifest = self.robot.copy_manifest(page, None).await;
        let manifest = manifest.map_err(|error| NotFoundOut::because("the robot cannot copy the manifest", &error))?;
        self.clipboard.put(manifest);
        self.watching.press(Action::PasteManifest)?;
        let read = self.watching.until("the manifest is read", |screen| findings(screen).is_some()).await;
        let screen =
            read.map_err(|_| NotFoundOut(format!("the manifest is not taken: {}", told(&self.watching.screen()))))?;
        self.report.manifest = findings(&screen).map(report);
        Ok(())
    }
}

fn findings(screen: &Screen) -> Option<&Findings> {
    screen.blocks.iter().find_map(|block| match block {
        Block::Findings(found) => Some(found),
        _ => None,
    })
}

fn report(found: &Findings) -> ManifestReport {
    let lines = |tone: StatusTone| {
        let of_tone = found.items.iter().filter(|item: &&Finding| item.tone == tone);
        of_tone.map(|item| item.text.line()).collect()
    };
    ManifestReport { differs: lines(StatusTone::Error), worth_a_look: lines(StatusTone::Caution) }
}
