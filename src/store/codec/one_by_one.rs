//! Reads a list of records without holding more than one of them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};

use crate::store::schema::ClaimRecord;

/// Hands each claim of a list, which is the only element of another list, to `take`. A fault of that is one of the reading.
///
/// # Errors
/// When it is not such a list, or `take` says so.
pub(super) fn read<'a, E: fmt::Display>(
    nested: &'a str,
    take: impl FnMut(ClaimRecord<'a>) -> Result<(), E>,
) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_str(nested);
    Outer(Inner(take)).deserialize(&mut deserializer)?;
    deserializer.end()
}

/// A list whose only element is read by the seed.
struct Outer<S>(S);

/// A list of claims.
struct Inner<F>(F);

impl<'de, S: DeserializeSeed<'de, Value = ()>> DeserializeSeed<'de> for Outer<S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, S: DeserializeSeed<'de, Value = ()>> Visitor<'de> for Outer<S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of one list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lists: A) -> Result<(), A::Error> {
        // A second element is one too many for the parser, which expects the end.
        lists.next_element_seed(self.0)?.ok_or_else(|| A::Error::invalid_length(0, &"a list of one list"))
    }
}

impl<'de, E: fmt::Display, F: FnMut(ClaimRecord<'de>) -> Result<(), E>> DeserializeSeed<'de> for Inner<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, E: fmt::Display, F: FnMut(ClaimRecord<'de>) -> Result<(), E>> Visitor<'de> for Inner<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of claims")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut claims: A) -> Result<(), A::Error> {
        while let Some(record) = claims.next_element()? {
            (self.0)(record).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}
