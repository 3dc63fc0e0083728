//! A password on its way to where something is sealed or opened with it.

use std::{fmt, sync::Arc};

use crate::store::Password;

/// A password on its way. It is never shown, and nothing keeps it.
#[derive(Clone)]
pub struct Secret(Arc<Password>);

impl Secret {
    /// Takes a password.
    pub fn new(password: Password) -> Self {
        Self(Arc::new(password))
    }

    /// The password.
    pub fn password(&self) -> &Password {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl PartialEq for Secret {
    /// Whether it is the very same: two passwords are not compared.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
