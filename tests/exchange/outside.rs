//! Placeholder of outside.
