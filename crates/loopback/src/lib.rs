//! The listener that waits for one true answer and survives everything else.
