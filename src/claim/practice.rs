//! How those who check work together.

use super::named::named;

named! {
    /// How those who check work together: it decides which steps a check takes.
    #[derive(Default)]
    pub enum Practice {
        /// One person, who also approves; that is logged.
        #[default]
        Alone = "alone", "One person";
        /// A checker proposes a verdict, and somebody else approves it.
        Desk = "desk", "Desk: somebody else approves";
        /// As at a desk, and the second person first gives a verdict without sight of the first.
        DeskBlind = "desk_blind", "Desk with a blind second verdict";
    }
}

impl Practice {
    /// Whether somebody else must approve.
    pub fn is_desk(self) -> bool {
        self != Self::Alone
    }
}
