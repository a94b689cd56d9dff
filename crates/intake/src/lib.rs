//! Reads whatever people paste, and says what is what.
