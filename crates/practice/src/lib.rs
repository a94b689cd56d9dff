//! The practice office: a directory, its portal, consent, Graph, an inbox, and faults.
