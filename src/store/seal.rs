//! Keys of assignments, sealed with the teacher's password.
//!
//! What is sealed is the file of the key, whole, in the age format with scrypt, armored. So `age --decrypt` opens it, too, and what
//! comes out is an ordinary review file. All cryptography is that of the crate `age`.

use std::io::Read as _;

use age::{
    Decryptor, EncryptError,
    armor::ArmoredReader,
    scrypt::{Identity, Recipient},
    secrecy::SecretString,
};
use unicode_normalization::UnicodeNormalization as _;

use super::{Carried, Decoded, EncodeError, OpenError, codec};
use crate::{
    review::Review,
    teaching::{Role, Sealed},
};

/// A password. It is never shown, and erased when it is no longer needed.
pub struct Password(SecretString);

impl Password {
    /// Takes a password as it was typed, or as a file has it with a line end behind it. Letters count as the same however a keyboard
    /// puts them together.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn new(typed: &str) -> Result<Self, SealError> {
        let typed = typed.strip_prefix('\u{FEFF}').unwrap_or(typed).trim_end_matches(['\r', '\n']);
        if typed.is_empty() {
            return Err(SealError::NoPassword);
        }
        Ok(Self(SecretString::from(typed.nfc().collect::<String>())))
    }

    fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

/// How much work it is to try a password: the binary logarithm of the number of rounds, each of which takes 1 KiB of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work(u8);

impl Work {
    /// 64 MiB and about a fifth of a second.
    pub const USUAL: Self = Self(16);
    /// The most that is done for a file: 256 MiB and about a second.
    pub const MOST: Self = Self(18);
    /// Hardly any, for tests.
    pub const LEAST: Self = Self(1);

    /// So much, within what a file may ask for.
    pub fn new(logarithm: u8) -> Self {
        Self(logarithm.clamp(Self::LEAST.0, Self::MOST.0))
    }
}

/// Why a key is not sealed, or not opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// There is no password.
    #[error("There is no password. Give one of at least one character")]
    NoPassword,
    /// The password is another.
    #[error("The password does not open the key. Type it again, with capital and small letters as they were chosen")]
    WrongPassword,
    /// Opening it would take too long, as only a file made to do harm does.
    #[error(
        "The key is sealed so that trying a password would take this machine minutes. Ask for the key in a file of its own"
    )]
    TooMuchWork,
    /// The sealed text is damaged, or none.
    #[error("The sealed key is damaged: {0}. Ask for the assignment again")]
    Damaged(String),
    /// What was sealed is no review.
    #[error("What is sealed is no answer key: {0}")]
    NotAReview(OpenError),
    /// What was sealed is another kind of review.
    #[error("What is sealed is {0}, not an answer key. Ask for the assignment again")]
    NotAKey(&'static str),
    /// The key cannot be written.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// Seals a key: a review whose role is that of a key.
///
/// # Errors
/// When it is no key, or cannot be written.
pub fn seal_key(key: &Review, password: &Password, work: Work) -> Result<Sealed, SealError> {
    if !matches!(key.role(), Some(Role::Key(_))) {
        return Err(SealError::NotAKey(Role::words_of(key.role())));
    }
    let bytes = codec::encode(key, &Carried::default())?;
    let mut recipient = Recipient::new(password.secret());
    recipient.set_work_factor(work.0);
    let armored = age::encrypt_and_armor(&recipient, &bytes).map_err(|fault: EncryptError| damaged(&fault))?;
    Sealed::new(armored).map_err(|fault| damaged(&fault))
}

/// Opens a sealed key. However the text was made, this ends soon.
///
/// # Errors
/// When the password is another, or what is sealed is no key; [`SealError`] says which.
pub fn open_key(sealed: &Sealed, password: &Password) -> Result<Review, SealError> {
    let mut identity = Identity::new(password.secret());
    identity.set_max_work_factor(Work::MOST.0);
    // What was typed into a letter may have lost its line ends of one kind or gained white space around it.
    let armored = sealed.as_str().trim();
    let decryptor = Decryptor::new(ArmoredReader::new(armored.as_bytes())).map_err(explained)?;
    if !decryptor.is_scrypt() {
        return Err(SealError::Damaged("it is not sealed with a password".to_owned()));
    }
    let mut reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(explained)?;
    let mut bytes = Vec::new();
    // It decrypts to fewer bytes than it has.
    reader.read_to_end(&mut bytes).map_err(|fault| damaged(&fault))?;
    let Decoded { review, .. } = codec::decode(&bytes).map_err(SealError::NotAReview)?;
    match review.role() {
        Some(Role::Key(_)) => Ok(review),
        other => Err(SealError::NotAKey(Role::words_of(other))),
    }
}

fn explained(fault: age::DecryptError) -> SealError {
    match fault {
        age::DecryptError::DecryptionFailed
        | age::DecryptError::KeyDecryptionFailed
        | age::DecryptError::NoMatchingKeys => SealError::WrongPassword,
        age::DecryptError::ExcessiveWork { .. } => SealError::TooMuchWork,
        other => damaged(&other),
    }
}

/// In one line, whatever lines the crate's own words have.
fn damaged(fault: &dyn std::fmt::Display) -> SealError {
    let words = fault.to_string();
    SealError::Damaged(words.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned())
}
