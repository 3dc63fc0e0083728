//! Writes and reads the claims of a file in parts, so that every core of the machine has some to do.
//!
//! A file is a *frame*, the file with an empty list of claims, and *stretches* of that list with commas between them. When the frame
//! is a review and each stretch the content of a list that is not empty, then the whole is the review with the claims of all
//! stretches. Where a file is cut is known from how this program lays it out; what comes of the cutting is proven by the parser.

use std::{
    collections::HashMap,
    mem,
    ops::{ControlFlow, Range},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::Duration,
};

use memchr::memmem;
use serde_json::value::RawValue;

use super::{
    decode::{ClaimReader, Decoded, Faults, Listed, decode_as_written, read_file},
    encode::{BYTES_OF_A_CLAIM, EncodeError, Frame, write_claim},
    one_by_one,
    place::Places,
};
use crate::{
    claim::{Claim, ClaimId},
    review::Review,
    store::{
        Carried, OpenError, Proofs,
        carried::CarriedClaim,
        parallel,
        proofs::{Proof, Proven},
        schema::ReviewFile,
    },
    text::Text,
};

/// How many claims are written as one stretch: few enough to be verified while the processor has their bytes at hand.
const CLAIMS_AT_ONCE: usize = 128;

/// About how many bytes are read as one stretch, for the same reason.
const BYTES_AT_ONCE: usize = 96 * 1024;

/// Fewer than any claim has in a file that is laid out as this program does it.
const LEAST_BYTES_OF_A_CLAIM: usize = 512;

/// Where the list of claims begins and ends, and where it may be cut, in a file laid out by this program. The line feeds are
/// none of a string, in which they would be escaped.
const BEGIN: &str = "\n  \"claims\": [";
const END: &str = "\n  ],\n  \"evidence\": ";
const CUT: &str = ",\n    {";

/// A stretch is read between these: as deep as in the file, so that the parser's limit of depth is the same.
const OPEN: &str = "[[";
const CLOSE: &str = "]]";

/// Why a review was not encoded.
#[derive(Debug)]
pub(in crate::store) enum UnverifiedError {
    /// It could not be.
    Encode(EncodeError),
    /// The bytes would not open as the same review.
    Differs(String),
}

impl From<EncodeError> for UnverifiedError {
    fn from(fault: EncodeError) -> Self {
        Self::Encode(fault)
    }
}

/// How many pieces there are at once: more than are held back until there are enough of them to be synced, and no more than that,
/// since memory that was never used before costs as much time as what is written into it.
const PIECES_AT_ONCE: usize = 192;

/// How long a piece that is to be made waits for another to be done with. A disk that takes longer is what the save waits for.
const PATIENCE: Duration = Duration::from_millis(50);

/// Memory of pieces that are done with, for those to come: the system need not find and clear other for each.
#[derive(Debug, Default)]
struct Spare {
    memory: Mutex<Memory>,
    given_back: Condvar,
}

#[derive(Debug, Default)]
struct Memory {
    unused: Vec<Vec<u8>>,
    /// How many pieces have some.
    lent: usize,
    /// Whether nothing is waited for, because once that was in vain: pieces may be kept until all are there.
    is_endless: bool,
}

impl Spare {
    /// Empty memory with room for this many bytes, as far as is known. It is waited for while many pieces have some, but not for long.
    fn lend(self: &Arc<Self>, room: usize) -> Lent {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |memory: &mut Memory| memory.lent >= PIECES_AT_ONCE && !memory.is_endless;
        let waited = self.given_back.wait_timeout_while(memory, PATIENCE, is_full);
        let (mut memory, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        memory.is_endless |= waited.timed_out();
        memory.lent += 1;
        let bytes = memory.unused.pop().unwrap_or_else(|| Vec::with_capacity(room));
        Lent { bytes, spare: Arc::clone(self) }
    }
}

/// Memory that goes back to where it is from.
#[derive(Debug)]
struct Lent {
    bytes: Vec<u8>,
    spare: Arc<Spare>,
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.bytes.clear();
        let mut memory = self.spare.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.lent -= 1;
        memory.unused.push(mem::take(&mut self.bytes));
        self.spare.given_back.notify_one();
    }
}

#[derive(Debug)]
enum Bytes {
    Frame(Arc<Vec<u8>>),
    Claims(Lent),
}

/// Bytes of a file: a part of those that were made for it.
#[derive(Debug)]
pub(in crate::store) struct Piece {
    bytes: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        let bytes = match &self.bytes {
            Bytes::Frame(frame) => frame,
            Bytes::Claims(Lent { bytes, .. }) => bytes,
        };
        &bytes[self.range.clone()]
    }
}

/// What the claims of a review are read back with.
struct Surroundings<'a> {
    text: &'a Text,
    listed: Listed,
    carried: &'a Carried,
    proven: Proven,
    spare: Arc<Spare>,
}

impl<'a> Surroundings<'a> {
    fn of(review: &'a Review, carried: &'a Carried, proofs: &Proofs) -> Self {
        let listed = Listed::new(review.speakers(), review.evidence());
        let text = review.article().text();
        let (proven, spare) = (proofs.of(text, &listed), Arc::default());
        Self { text, listed, carried, proven, spare }
    }

    /// Remembers what was shown of claims of the review.
    fn remember(self, proofs: &Proofs, review: &Review, new: Vec<Proof>) {
        // While somebody holds what is known, adding to it would copy it.
        drop(self.proven);
        proofs.add(self.text, &self.listed, review.claims().len(), new);
    }
}

/// The bytes of the review's file, as [`encode`](super::encode()) gives them, in pieces. Each was checked to open as what it was
/// made of when this ends well, unless `proofs` show that already; `take` gets each in turn as soon as it is there.
pub(in crate::store) fn encode_verified(
    review: &Review,
    carried: &Carried,
    proofs: &Proofs,
    mut take: impl FnMut(Piece),
) -> Result<(), UnverifiedError> {
    let carried = &*carried.beside(review.article().text());
    let Frame { bytes, claims } = Frame::of(review, carried)?;
    let frame = Arc::new(bytes);
    let of_frame = |range| Piece { bytes: Bytes::Frame(Arc::clone(&frame)), range };
    let verify = || verify_frame(&frame, review);
    let stretches: Vec<&[Arc<Claim>]> = review.claims().in_order().chunks(CLAIMS_AT_ONCE).collect();
    let surroundings = Surroundings::of(review, carried, proofs);
    let make = |(): &mut (), number: usize| stretch(stretches[number], number > 0, &surroundings);
    let mut new = Vec::new();
    thread::scope(|scope| {
        // It is long when the text is, and need not hold up the rest.
        let verified = thread::Builder::new().name("verify".to_owned()).spawn_scoped(scope, verify);
        take(of_frame(0..claims));
        let mut fault = None;
        parallel::in_order("encode", stretches.len(), make, |made| match made {
            Ok((piece, shown)) => {
                new.extend(shown);
                take(piece);
                ControlFlow::Continue(())
            }
            Err(found) => {
                fault = Some(found);
                ControlFlow::Break(())
            }
        });
        if let Some(fault) = fault {
            return Err(fault);
        }
        take(of_frame(claims..frame.len()));
        verified.ok().and_then(|verified| verified.join().ok()).unwrap_or_else(verify)
    })?;
    surroundings.remember(proofs, review, new);
    Ok(())
}

/// Shows of the claims of a review that they read back as they are, ahead of the save for which it matters, and remembers it. Ends
/// early when it is told to, and at the first claim of which it cannot be shown: why, the save will say.
pub(in crate::store) fn prove(review: &Review, carried: &Carried, proofs: &Proofs, is_wanted: impl Fn() -> bool) {
    let carried = &*carried.beside(review.article().text());
    let surroundings = Surroundings::of(review, carried, proofs);
    let stretches = review.claims().in_order().chunks(CLAIMS_AT_ONCE).take_while(|_| is_wanted());
    let shown = stretches.map_while(|claims| stretch(claims, false, &surroundings).ok());
    let new = shown.flat_map(|(_, proofs)| proofs).collect();
    surroundings.remember(proofs, review, new);
}

/// Shows that the frame of a review's file reads as the review without its claims.
fn verify_frame(frame: &[u8], review: &Review) -> Result<(), UnverifiedError> {
    let read = decode_as_written(frame).map_err(|fault| UnverifiedError::Differs(fault.to_string()))?.review;
    let is_same = read.is_same_but_for_claims(review) && read.claims().is_empty();
    if is_same { Ok(()) } else { Err(UnverifiedError::Differs("it would not be the same".to_owned())) }
}

/// The bytes of some claims, and what was shown of them beyond what is known already.
fn stretch(
    claims: &[Arc<Claim>],
    has_comma: bool,
    surroundings: &Surroundings<'_>,
) -> Result<(Piece, Vec<Proof>), UnverifiedError> {
    let Surroundings { text, listed, carried, proven, spare } = surroundings;
    // They are read where they stand, between the brackets, of which the file gets none.
    let mut lent = spare.lend(claims.len() * BYTES_OF_A_CLAIM);
    let bytes = &mut lent.bytes;
    bytes.extend_from_slice(OPEN.as_bytes());
    let mut shown = Vec::new();
    for (number, claim) in claims.iter().enumerate() {
        if number > 0 {
            bytes.push(b',');
        }
        let start = bytes.len();
        write_claim(bytes, claim, text, carried)?;
        let checksum = crc32fast::hash(&bytes[start..]);
        if !proven.has(claim, checksum) {
            shown.push(Proof { claim: Arc::clone(claim), checksum });
        }
    }
    let end = bytes.len();
    if !shown.is_empty() {
        bytes.extend_from_slice(CLOSE.as_bytes());
        read_back(bytes, claims, text, listed)?;
    }
    let mut begin = OPEN.len();
    if has_comma {
        begin -= 1;
        bytes[begin] = b',';
    }
    Ok((Piece { bytes: Bytes::Claims(lent), range: begin..end }, shown))
}

/// Shows that the bytes of claims, between [`OPEN`] and [`CLOSE`], read as these.
fn read_back(bytes: &[u8], claims: &[Arc<Claim>], text: &Text, listed: &Listed) -> Result<(), UnverifiedError> {
    let differs = |fault: &dyn ToString| UnverifiedError::Differs(fault.to_string());
    let written = std::str::from_utf8(bytes).map_err(|fault| differs(&fault))?;
    // What is wrong with it was found when the file was opened, and stands in the review. The hash that is written is the text's.
    let mut faults = Faults { is_text_as_hashed: true, ..Faults::default() };
    let mut expected = claims.iter();
    let mut is_same = true;
    read_stretch(written, text, listed, &mut HashMap::new(), &mut faults, |read| {
        is_same &= expected.next().is_some_and(|claim| **claim == read);
    })
    .map_err(|fault| differs(&fault))?;
    if is_same && expected.next().is_none() { Ok(()) } else { Err(differs(&"it would not be the same")) }
}

/// Reads a file that is laid out as this program does it, and whose claims have no fault. `None` for any other: then the file is to
/// be read as a whole, which finds out what is wrong and where.
pub(super) fn decode(json: &str) -> Option<Decoded> {
    let begin = memmem::find(json.as_bytes(), BEGIN.as_bytes())? + BEGIN.len();
    let end = memmem::rfind(json.as_bytes(), END.as_bytes())?;
    let stretches = cut(json.get(begin..end)?)?;
    let frame = [json.get(..begin)?, json.get(end..)?].concat();
    let file: ReviewFile<'_, Option<&RawValue>> = serde_json::from_str(&frame).ok()?;
    // The list that was cut out must be that of the file, not one of the same name deeper in it.
    let list = frame[begin - 1..].as_ptr();
    file.claims.filter(|claims| claims.get().as_ptr() == list)?;
    let as_a_whole = || OpenError::OtherFormat;
    let read = read_file(file, |_, text, listed, carried, faults| {
        let Faults { is_newer, is_text_as_hashed, .. } = *faults;
        let read = |nested: &mut String, number: usize| {
            let mut faults = Faults { is_newer, is_text_as_hashed, ..Faults::default() };
            let mut carried = HashMap::new();
            let stretch = stretches[number];
            nested.clear();
            nested.extend([OPEN, stretch, CLOSE]);
            let mut claims = Vec::with_capacity(stretch.len() / LEAST_BYTES_OF_A_CLAIM + 1);
            let take = |claim| claims.push(Arc::new(claim));
            read_stretch(nested, text, listed, &mut carried, &mut faults, take).ok()?;
            faults.list.is_empty().then_some((claims, carried))
        };
        let mut all = Vec::with_capacity(json.len() / BYTES_OF_A_CLAIM);
        let mut is_whole = true;
        parallel::in_order("decode", stretches.len(), read, |read| {
            let Some((claims, kept)) = read else {
                is_whole = false;
                return ControlFlow::Break(());
            };
            all.extend(claims);
            carried.extend(kept);
            ControlFlow::Continue(())
        });
        if is_whole { Ok(all) } else { Err(as_a_whole()) }
    });
    read.ok()
}

/// Cuts the content of a list of claims. `None` when it has none, or is laid out in another way.
fn cut(list: &str) -> Option<Vec<&str>> {
    let finder = memmem::Finder::new(CUT);
    let mut stretches = Vec::with_capacity(list.len() / BYTES_AT_ONCE + 1);
    let mut from = 0;
    if list.is_empty() {
        return None;
    }
    while let Some(far) = list.as_bytes().get(from + BYTES_AT_ONCE..) {
        let Some(offset) = finder.find(far) else { break };
        let comma = from + BYTES_AT_ONCE + offset;
        stretches.push(list.get(from..comma)?);
        from = comma + 1;
    }
    stretches.push(list.get(from..)?);
    Some(stretches)
}

/// Reads the claims of a stretch of the list, which stands between [`OPEN`] and [`CLOSE`], and hands each to `take`.
fn read_stretch(
    nested: &str,
    text: &Text,
    listed: &Listed,
    carried: &mut HashMap<ClaimId, CarriedClaim>,
    faults: &mut Faults,
    mut take: impl FnMut(Claim),
) -> Result<(), OpenError> {
    let broken = |reason: String| OpenError::Schema { pointer: "/claims".to_owned(), reason };
    let mut reader = ClaimReader::new(Places::new(text, 0), Some(listed), faults);
    let mut count = 0_usize;
    one_by_one::read(nested, |record| {
        count += 1;
        reader.read_with(record, 0, carried).map(&mut take)
    })
    .map_err(|fault| broken(fault.to_string()))?;
    if count == 0 {
        return Err(broken("there are no claims between two commas".to_owned()));
    }
    Ok(())
}
