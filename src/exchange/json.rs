//! JSON as others want it: letters escaped or not, faults with their place, lists that end.

use std::{
    fmt,
    io::{self, Write},
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::ser::{CompactFormatter, Formatter};

use super::{
    error::ExchangeError,
    limits::{MAX_RECORDS, MAX_VALUES},
};

/// Writes strings in ASCII: programs that guess the encoding of a file guess wrong, and cannot with these.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|sign: char| !sign.is_ascii()) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let Some(sign) = rest[at..].chars().next() else { break };
            let mut units = [0; 2];
            for unit in sign.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + sign.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

/// A value as one line of JSON.
pub(super) fn line(into: &mut Vec<u8>, value: &impl Serialize, letters: bool) -> Result<(), ExchangeError> {
    let result = if letters {
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut *into, CompactFormatter))
    } else {
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut *into, Escaping))
    };
    into.push(b'\n');
    result.map_err(|fault| ExchangeError::NotWritten(fault.to_string()))
}

/// Items of a list, each on a line of its own between `head` and `tail`.
pub(super) struct Listing {
    bytes: Vec<u8>,
    is_empty: bool,
}

impl Listing {
    pub(super) fn begin(head: &str) -> Self {
        Self { bytes: head.as_bytes().to_vec(), is_empty: true }
    }

    pub(super) fn push(&mut self, item: &impl Serialize) -> Result<(), ExchangeError> {
        self.bytes.extend_from_slice(if self.is_empty { b"\n" } else { b",\n" });
        self.is_empty = false;
        serde_json::to_writer(&mut self.bytes, item).map_err(|fault| ExchangeError::NotWritten(fault.to_string()))
    }

    pub(super) fn end(mut self, tail: &str) -> Vec<u8> {
        self.bytes.push(b'\n');
        self.bytes.extend_from_slice(tail.as_bytes());
        self.bytes
    }
}

/// A string as JSON, for a head.
pub(super) fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// The words of bytes that should be UTF-8, without a byte-order mark.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, ExchangeError> {
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    std::str::from_utf8(marked.unwrap_or(bytes))
        .map_err(|fault| ExchangeError::NotUtf8(fault.valid_up_to() + if marked.is_some() { 3 } else { 0 }))
}

/// Reads a value; `line` is the number of the line it begins in, from 1.
pub(super) fn read<'a, T: Deserialize<'a>>(words: &'a str, line: usize) -> Result<T, ExchangeError> {
    measure(words)?;
    serde_json::from_str(words).map_err(|fault| broken(&fault, line))
}

/// Refuses JSON that has too many values, before any of them is kept: a zero takes two bytes in a file and many in memory. What is broken is left
/// to whoever reads it.
pub(super) fn measure(words: &str) -> Result<(), ExchangeError> {
    /// So little cannot become much.
    const FREE: usize = 1024 * 1024;
    if words.len() <= FREE {
        return Ok(());
    }
    let mut count = 0;
    let mut values = serde_json::Deserializer::from_str(words);
    while values.end().is_err() {
        match Counter(&mut count).deserialize(&mut values) {
            Ok(()) => {}
            Err(fault) if fault.to_string().contains(TOO_MANY_VALUES) => return Err(ExchangeError::TooManyValues),
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}

/// Counts what is in a value.
struct Counter<'a>(&'a mut usize);

impl Counter<'_> {
    fn count<E: Error>(&mut self) -> Result<(), E> {
        *self.0 += 1;
        if *self.0 > MAX_VALUES { Err(E::custom(TOO_MANY_VALUES)) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for Counter<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counter<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(mut self, _: bool) -> Result<(), E> {
        self.count()
    }

    fn visit_i64<E: Error>(mut self, _: i64) -> Result<(), E> {
        self.count()
    }

    fn visit_u64<E: Error>(mut self, _: u64) -> Result<(), E> {
        self.count()
    }

    fn visit_f64<E: Error>(mut self, _: f64) -> Result<(), E> {
        self.count()
    }

    fn visit_str<E: Error>(mut self, _: &str) -> Result<(), E> {
        self.count()
    }

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.count()
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.count()?;
        while items.next_element_seed(Counter(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        self.count()?;
        while entries.next_key::<IgnoredAny>()?.is_some() {
            entries.next_value_seed(Counter(self.0))?;
        }
        Ok(())
    }
}

/// What is wrong with JSON that begins in this line, as a sentence.
pub(super) fn broken(fault: &serde_json::Error, line: usize) -> ExchangeError {
    let reason = fault.to_string();
    if reason.contains(TOO_MANY) {
        return ExchangeError::TooMany;
    }
    let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
    let line = line + fault.line().saturating_sub(1);
    ExchangeError::Broken { place: format!("line {line}, column {}", fault.column()), reason }
}

const TOO_MANY: &str = "more annotations than are read";
const TOO_MANY_VALUES: &str = "more values than are read";

/// A list of so many items as are read, and no more; `null` is the empty one.
#[derive(Debug)]
pub(super) struct Bounded<T>(pub(super) Vec<T>);

impl<T> Default for Bounded<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Bounded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
            type Value = Bounded<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_unit<E>(self) -> Result<Bounded<T>, E> {
                Ok(Bounded::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Bounded<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    if list.len() == MAX_RECORDS {
                        return Err(Error::custom(TOO_MANY));
                    }
                    list.push(item);
                }
                Ok(Bounded(list))
            }
        }
        deserializer.deserialize_any(Items(PhantomData))
    }
}

/// A value as words: a string as it is, a number or a truth value as JSON has it; `None` for anything else.
pub(super) fn words(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(words) => Some(words.clone()),
        serde_json::Value::Number(_) | serde_json::Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A value as a number of units: a whole number, however it is written.
pub(super) fn count(value: &serde_json::Value) -> Option<u64> {
    let whole = || value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..9.0e15).contains(number));
    value.as_u64().or_else(|| whole().map(|number| number as u64))
}
