//! Why an event was refused.

/// The event does not fit what is shown; nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// The page shown has no such button, field or question.
    #[error("nothing on this page answers that")]
    NotHere,
    /// One operation at a time.
    #[error("an operation is under way")]
    Busy,
    /// The stage or result belongs to an operation that is not the current one.
    #[error("an operation that is over")]
    Late,
    /// The step cannot start yet.
    #[error("the step cannot start yet")]
    Gated,
    /// Ten seconds between two test messages, three in a minute.
    #[error("too soon after the last test message")]
    TooSoon,
    /// A text is longer than an answer may be.
    #[error("too long")]
    TooLong,
}
