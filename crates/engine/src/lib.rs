//! Carries out effects and feeds results back.
