//! Who was asked.

use super::{ClaimId, ContactId};
use crate::article::PartialDate;

/// An attempt to ask somebody about claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id within the review.
    pub id: ContactId,
    /// Who was asked.
    pub who: String,
    /// About which claims.
    pub claims: Vec<ClaimId>,
    /// How: a telephone number, an address, a form.
    pub channel: String,
    /// When.
    pub asked: Option<PartialDate>,
    /// What.
    pub question: String,
    /// Until when an answer was asked for.
    pub deadline: Option<PartialDate>,
    /// When it came.
    pub answered: Option<PartialDate>,
    /// What came of it.
    pub reply: Reply,
    /// Whether it must not leave the desk.
    pub confidential: bool,
}

/// What came of asking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet.
    #[default]
    Open,
    /// An answer.
    Answer(String),
    /// Nothing, and nothing is waited for any more.
    NoReply,
}

impl Contact {
    /// Somebody who is to be asked about a claim.
    pub fn new(id: ContactId, claims: Vec<ClaimId>) -> Self {
        Self {
            id,
            who: String::new(),
            claims,
            channel: String::new(),
            asked: None,
            question: String::new(),
            deadline: None,
            answered: None,
            reply: Reply::Open,
            confidential: false,
        }
    }

    /// Whether an answer is still to come.
    pub fn is_open(&self) -> bool {
        self.reply == Reply::Open
    }
}
