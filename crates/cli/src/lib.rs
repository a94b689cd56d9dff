//! sendoff: the same engine in a terminal and for scripts.
