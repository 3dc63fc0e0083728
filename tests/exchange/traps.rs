//! Placeholder of traps.
