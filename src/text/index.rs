//! One type for each way of counting, so that they cannot be mixed.

/// A place between bytes of a text's UTF-8. Texts stay below 4 GiB, so 32 bits hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteIndex(u32);

impl ByteIndex {
    /// The place before the first byte.
    pub const ZERO: Self = Self(0);

    /// The place `offset` bytes into the text; offsets past 4 GiB, which no text has, become the last place.
    pub fn new(offset: usize) -> Self {
        Self(u32::try_from(offset).unwrap_or(u32::MAX))
    }

    /// The offset in bytes, for slicing.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

/// A place between Unicode code points of a text: the unit of every file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodePointIndex(pub u64);
