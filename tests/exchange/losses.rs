//! Placeholder of losses.
