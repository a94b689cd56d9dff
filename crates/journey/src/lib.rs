//! Decides: from a set-up and an event, the next set-up, the screen and the effects.
