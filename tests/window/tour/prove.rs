//! Signing in and the test message.

use sendoff_practice::Fault;

use crate::{
    keys::{CONTROL, SHIFT},
    scene::Scene,
};

impl Scene<'_> {
    pub(super) async fn tour_sign_in(&mut self) {
        let window = self.window;
        window.page("sign-in").await;
        self.tour_elsewhere().await;
        self.office.arm(Fault::TokenSlow);
        window.press("[data-action=open-browser]").await;
        window.see("[data-stage=await-answer][data-state=working]").await;
        window.look("sign-in-waiting").await;
        self.look_after(130, "sign-in-waiting-long").await;
        let page = self.next_opened().await;
        self.paste("AADSTS50011: The redirect URI 'http://localhost/mail-setup' does not match").await;
        window.see("[data-problem]").await;
        window.look("sign-in-browser-error").await;
        self.sign_in_at(&page).await;
        window.see("[data-stage=exchange][data-state=working]").await;
        window.look("sign-in-exchanging").await;
        assert!(!window.has("[data-problem]").await, "the answer has come after all");
        window.press("footer [data-action=stop]").await;
        window.see("[data-problem]").await;
        window.look("sign-in-stopped").await;

        self.office.arm(Fault::ApprovalNeeded);
        window.press("[data-action=retry]").await;
        self.through_browser().await;
        window.see("[data-problem=approval-needed]").await;
        window.look("sign-in-approval-needed").await;
        self.open_details().await;
        window.look("sign-in-approval-needed-details").await;
        let portal = self.portal();
        self.robot.grant_admin_consent(portal).await.expect("the approval");
        if window.has("footer [data-action=stop]").await {
            window.press("footer [data-action=stop]").await;
        }
        self.office.arm(Fault::WrongAccount);
        window.press("[data-action=retry]").await;
        self.through_browser().await;
        window.see("[data-action=confirm-delegate]").await;
        window.look("sign-in-somebody-else").await;
        window.press("[data-action=confirm-delegate].filled").await;
        self.through_browser().await;
        window.see("footer .filled[data-action=continue]").await;
        window.look("sign-in-done").await;
        window.press("#primary").await;
    }

    /// The owner of the mailbox is at another computer; an address is pasted that is not theirs, and the person turns back.
    async fn tour_elsewhere(&self) {
        let window = self.window;
        window.press("[data-action=sign-in-elsewhere]").await;
        window.see("[data-stage=await-answer][data-state=working]").await;
        window.look("sign-in-elsewhere").await;
        self.paste("http://localhost:9/mail-setup?code=another&state=another").await;
        window.see("[data-problem=answer-of-another]").await;
        window.look("sign-in-elsewhere-refused").await;
        window.press("footer [data-action=stop]").await;
        window.see("[data-problem=stopped]").await;
        window.look("sign-in-elsewhere-stopped").await;
    }

    /// Opens whatever is folded under an error.
    async fn open_details(&self) {
        self.window.press("[data-problem] details summary").await;
    }

    pub(super) async fn tour_test(&mut self) {
        let window = self.window;
        window.page("test").await;
        self.office.arm(Fault::GraphMailboxNotEnabled);
        let held = self.office.hold();
        window.press("[data-action=send-test]").await;
        window.see("[data-state=working]").await;
        window.look("test-sending").await;
        drop(held);
        window.see("[data-problem]").await;
        window.look("test-refused").await;
        window.press("#problem-primary").await;
        window.page("mailbox").await;
        window.look("mailbox-mending").await;
        window.see("#primary:not([aria-disabled])").await;
        window.press("#primary").await;
        window.see("[data-page=test]").await;
        if window.has("[data-action=send-test]:not([aria-disabled])").await {
            window.press("[data-action=send-test]:not([aria-disabled])").await;
        }
        window.see("footer .filled[data-action=continue]").await;
        window.look("test-accepted").await;
        window.press("[data-block=transcript] summary").await;
        window.look("test-transcript-plain").await;
        window.press("[data-block=transcript] input[value=raw]").await;
        window.look("test-transcript-raw").await;
        window.press("[data-block=transcript] summary").await;
        window.press("[data-block=buttons] [data-action=arrived]:nth-of-type(2)").await;
        window.look("test-not-yet").await;
        window.press("[data-block=buttons] [data-action=arrived]").await;
        window.look("test-arrived").await;
        window.chord(&[CONTROL, SHIFT], "h").await;
        window.see("header .share.on").await;
        window.look("test-shared").await;
        self.unshare().await;
        window.press("#primary").await;
    }

    /// Two presses show values again.
    pub(super) async fn unshare(&self) {
        self.window.press("header [data-share]").await;
        self.window.press("header [data-share]").await;
        self.window.gone("header .share.on").await;
    }
}
