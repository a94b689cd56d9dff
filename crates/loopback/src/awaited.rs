//! What a listener may wait for: the end of a sign-in, or an administrator's approval.

use sendoff_oauth::{
    AcceptedCode, Approval, ApprovalVerdict, Attempt, Carrier, Granted, NoiseReason, ProviderRefusal, ResponseMode,
    Verdict,
};
use sendoff_values::RedirectAddress;

use crate::Page;

/// Whoever knows which answer is the true one. Everything else about a wait is the same for all.
pub trait Awaited: Send + Sync {
    /// What judging gives.
    type Verdict: Send;
    /// What ends the wait.
    type Answer: Send + Sync;

    /// What the browser shows where a person may be looking and what came was no answer.
    const TURNED_AWAY: Page;

    /// The exact text of the redirect address.
    fn redirect(&self) -> &RedirectAddress;

    /// How the answer is to travel.
    fn response_mode(&self) -> ResponseMode;

    /// The `Origin` values an answer in a form may carry besides `null`.
    fn answer_origins(&self) -> &[String];

    /// Judges what arrived; never panics, never changes anything.
    fn judge(&self, carrier: Carrier, text: &[u8]) -> Self::Verdict;

    /// The answer, or why it is noise.
    ///
    /// # Errors
    /// If the wait goes on.
    fn settle(verdict: Self::Verdict) -> Result<Self::Answer, NoiseReason>;

    /// What the browser shows after this answer.
    fn page(answer: &Self::Answer) -> Page;
}

/// The one true answer of a sign-in.
#[derive(Debug)]
pub enum Answer {
    /// A code, to be redeemed within a second.
    Code(AcceptedCode),
    /// The provider says no.
    Refused(ProviderRefusal),
}

impl Awaited for Attempt {
    type Verdict = Verdict;
    type Answer = Answer;

    const TURNED_AWAY: Page = Page::NotFinished;

    fn redirect(&self) -> &RedirectAddress {
        Attempt::redirect(self)
    }

    fn response_mode(&self) -> ResponseMode {
        Attempt::response_mode(self)
    }

    fn answer_origins(&self) -> &[String] {
        self.endpoints().answer_origins()
    }

    fn judge(&self, carrier: Carrier, text: &[u8]) -> Verdict {
        Attempt::judge(self, carrier, text)
    }

    fn settle(verdict: Verdict) -> Result<Answer, NoiseReason> {
        match verdict {
            Verdict::Noise(reason) => Err(reason),
            Verdict::Code(code) => Ok(Answer::Code(code)),
            Verdict::Refused(refusal) => Ok(Answer::Refused(refusal)),
        }
    }

    fn page(answer: &Answer) -> Page {
        match answer {
            Answer::Code(_) => Page::Received,
            Answer::Refused(_) => Page::NotFinished,
        }
    }
}

/// What came of a request for approval.
#[derive(Debug)]
pub enum Decision {
    /// An administrator of the right directory approved this.
    Approved(Granted),
    /// Somebody approved in another directory.
    Elsewhere,
    /// The provider says no, or the administrator did.
    Refused(ProviderRefusal),
}

impl Awaited for Approval {
    type Verdict = ApprovalVerdict;
    type Answer = Decision;

    const TURNED_AWAY: Page = Page::NotApproved;

    fn redirect(&self) -> &RedirectAddress {
        Approval::redirect(self)
    }

    /// The endpoint knows no other (protocol: learn.microsoft.com/entra/identity-platform/v2-admin-consent, 2023-11-08).
    fn response_mode(&self) -> ResponseMode {
        ResponseMode::Query
    }

    fn answer_origins(&self) -> &[String] {
        Approval::answer_origins(self)
    }

    fn judge(&self, carrier: Carrier, text: &[u8]) -> ApprovalVerdict {
        Approval::judge(self, carrier, text)
    }

    fn settle(verdict: ApprovalVerdict) -> Result<Decision, NoiseReason> {
        match verdict {
            ApprovalVerdict::Noise(reason) => Err(reason),
            ApprovalVerdict::Approved(granted) => Ok(Decision::Approved(granted)),
            ApprovalVerdict::Elsewhere => Ok(Decision::Elsewhere),
            ApprovalVerdict::Refused(refusal) => Ok(Decision::Refused(refusal)),
        }
    }

    fn page(answer: &Decision) -> Page {
        match answer {
            Decision::Approved(_) => Page::Received,
            Decision::Elsewhere | Decision::Refused(_) => Page::NotApproved,
        }
    }
}
