//! Builds the test message and sends it, stage by stage.
