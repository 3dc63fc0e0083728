//! Placeholder of foreign.
