//! Placeholder of hostile.
