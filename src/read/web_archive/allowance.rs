//! How much comes out of an archive of web pages, which may be packed twice: as a whole, and page by page.
//!
//! Everything that is unpacked counts, whether it is kept or not. What is over the limit for all ends the search, and the pages found
//! before stay; what is over the limit for one page leaves out that page.

use std::{
    cell::Cell,
    fmt,
    io::{self, Read},
};

use flate2::bufread::MultiGzDecoder;

use crate::read::{ArchiveLimits, error::Size};

/// What an archive of web pages has more of than is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TooMuch {
    /// Bytes after unpacking.
    Bytes {
        /// The limit.
        limit: usize,
    },
    /// Records.
    Records {
        /// The limit.
        limit: usize,
    },
    /// Pages.
    Pages {
        /// The limit.
        limit: usize,
    },
    /// Bytes of one page after unpacking.
    Page {
        /// The limit.
        limit: usize,
    },
    /// Bytes after unpacking for each byte before.
    Inflated {
        /// The limit.
        ratio: usize,
    },
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Bytes { limit } => write!(f, "it unpacks to more than {}", Size(limit)),
            Self::Records { limit } => write!(f, "it has more than {limit} records"),
            Self::Pages { limit } => write!(f, "it has more than {limit} pages"),
            Self::Page { limit } => write!(f, "its pages have more than {} each", Size(limit)),
            Self::Inflated { ratio } => write!(f, "it unpacks to more than {ratio} times its length"),
        }
    }
}

/// How much may still come out of an archive.
#[derive(Debug)]
pub(super) struct Allowance {
    limits: ArchiveLimits,
    unpacked: Cell<usize>,
    excess: Cell<Option<TooMuch>>,
    too_long: Cell<usize>,
}

impl Allowance {
    pub(super) fn new(limits: ArchiveLimits) -> Self {
        Self { limits, unpacked: Cell::new(0), excess: Cell::new(None), too_long: Cell::new(0) }
    }

    pub(super) fn limits(&self) -> &ArchiveLimits {
        &self.limits
    }

    /// What there is too much of; nothing more is unpacked then.
    pub(super) fn excess(&self) -> Option<TooMuch> {
        self.excess.get()
    }

    /// How many pages were longer than the limit for one.
    pub(super) fn too_long(&self) -> usize {
        self.too_long.get()
    }

    /// Ends the search.
    pub(super) fn exceed(&self, what: TooMuch) {
        self.excess.set(self.excess.get().or(Some(what)));
    }

    /// Counts a page that is left out for its length.
    pub(super) fn leave_out(&self) {
        self.too_long.set(self.too_long.get().saturating_add(1));
    }

    /// Counts bytes that came out; whether they were within the limit.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        self.unpacked.set(self.unpacked.get().saturating_add(bytes));
        let is_within = self.unpacked.get() <= self.limits.total_bytes;
        if !is_within {
            self.exceed(TooMuch::Bytes { limit: self.limits.total_bytes });
        }
        is_within
    }

    fn is_inflated(&self, unpacked: usize, packed: usize) -> bool {
        unpacked > self.limits.free_bytes && unpacked / self.limits.ratio.max(1) > packed
    }

    /// Everything that comes out of a page of which `packed` bytes went in; of one that is cut off, as much as is there. `None` when
    /// it is over a limit.
    pub(super) fn page(&self, mut decoder: impl Read, packed: usize) -> Option<Vec<u8>> {
        const CHUNK: u64 = 256 * 1024;
        let mut bytes = Vec::new();
        loop {
            let before = bytes.len();
            let outcome = decoder.by_ref().take(CHUNK).read_to_end(&mut bytes);
            let come = bytes.len() - before;
            if !self.spend(come) {
                return None;
            }
            if bytes.len() > self.limits.part_bytes || self.is_inflated(bytes.len(), packed) {
                self.leave_out();
                return None;
            }
            if come == 0 || outcome.is_err() {
                return Some(bytes);
            }
        }
    }
}

/// An archive that is packed as a whole with gzip, as it comes out. It ends where it is over a limit.
pub(super) struct Unpacked<'a> {
    decoder: MultiGzDecoder<&'a [u8]>,
    packed: usize,
    come: usize,
    allowance: &'a Allowance,
}

impl<'a> Unpacked<'a> {
    pub(super) fn of(bytes: &'a [u8], allowance: &'a Allowance) -> Self {
        Self { decoder: MultiGzDecoder::new(bytes), packed: bytes.len(), come: 0, allowance }
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.allowance.excess().is_some() {
            return Ok(0);
        }
        let come = self.decoder.read(buffer)?;
        self.come = self.come.saturating_add(come);
        let gone_in = self.packed.saturating_sub(self.decoder.get_ref().len());
        if self.allowance.is_inflated(self.come, gone_in) {
            self.allowance.exceed(TooMuch::Inflated { ratio: self.allowance.limits.ratio });
        }
        let is_within = self.allowance.spend(come) && self.allowance.excess().is_none();
        Ok(if is_within { come } else { 0 })
    }
}
