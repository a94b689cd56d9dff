//! Writes the hand-over sheet.
