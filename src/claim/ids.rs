//! Ids, a type for each record so that they cannot be mixed.

use std::fmt;

use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// The id of a claim, for as long as the claim lives and wherever its file goes.
    ClaimId
}

id! {
    /// The id of a speaker within a review.
    SpeakerId
}

id! {
    /// The id of a piece of evidence within a review.
    EvidenceId
}

id! {
    /// The id of an attempt to ask somebody, within a review.
    ContactId
}
