//! A list of records with ids, in the order they were added.

use std::{collections::HashMap, hash::Hash};

use crate::claim::{Contact, ContactId, Evidence, EvidenceId, Speaker, SpeakerId};

/// Something with an id of its own.
pub trait Record {
    /// Its id.
    type Id: Copy + Eq + Hash;

    /// Its id.
    fn id(&self) -> Self::Id;
}

impl Record for Speaker {
    type Id = SpeakerId;

    fn id(&self) -> SpeakerId {
        self.id
    }
}

impl Record for Evidence {
    type Id = EvidenceId;

    fn id(&self) -> EvidenceId {
        self.id
    }
}

impl Record for Contact {
    type Id = ContactId;

    fn id(&self) -> ContactId {
        self.id
    }
}

/// Records in the order they were added, found by id at once.
#[derive(Clone, Debug)]
pub struct Records<T: Record> {
    list: Vec<T>,
    /// Invariant: the position in `list` of each record.
    positions: HashMap<T::Id, usize>,
}

impl<T: Record> Default for Records<T> {
    fn default() -> Self {
        Self { list: Vec::new(), positions: HashMap::new() }
    }
}

impl<T: Record + PartialEq> PartialEq for Records<T> {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl<T: Record + Eq> Eq for Records<T> {}

impl<T: Record> FromIterator<T> for Records<T> {
    /// Of records with one id the first stays.
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        let mut all = Self::default();
        for record in records {
            if !all.positions.contains_key(&record.id()) {
                all.positions.insert(record.id(), all.list.len());
                all.list.push(record);
            }
        }
        all
    }
}

/// What putting a record in a list took the place of.
pub(super) enum Replaced<T: Record> {
    /// Nothing: it was added, or there was nothing to take out.
    Nothing,
    /// Another record with its id.
    Record(T),
    /// It was taken out; the order of the list before.
    TakenOut(T, Vec<T::Id>),
}

impl<T: Record> Records<T> {
    /// All of them.
    pub fn all(&self) -> &[T] {
        &self.list
    }

    /// The one with this id.
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.list.get(*self.positions.get(&id)?)
    }

    /// Puts a record in the place of the one with its id, or at the end; `None` takes it out.
    pub(super) fn put(&mut self, id: T::Id, record: Option<T>) -> Replaced<T> {
        match (self.positions.get(&id).copied(), record) {
            (Some(position), Some(record)) => Replaced::Record(std::mem::replace(&mut self.list[position], record)),
            (Some(position), None) => {
                let order = self.order();
                let before = self.list.remove(position);
                self.note_positions();
                Replaced::TakenOut(before, order)
            }
            (None, Some(record)) => {
                self.positions.insert(id, self.list.len());
                self.list.push(record);
                Replaced::Nothing
            }
            (None, None) => Replaced::Nothing,
        }
    }

    /// The ids in order.
    pub(super) fn order(&self) -> Vec<T::Id> {
        self.list.iter().map(Record::id).collect()
    }

    /// Puts the records in this order; those it does not name come last. Returns the order before.
    pub(super) fn arrange(&mut self, order: &[T::Id]) -> Vec<T::Id> {
        let before = self.order();
        let ranks: HashMap<T::Id, usize> = order.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
        self.list.sort_by_key(|record| ranks.get(&record.id()).copied().unwrap_or(usize::MAX));
        self.note_positions();
        before
    }

    fn note_positions(&mut self) {
        self.positions = self.list.iter().enumerate().map(|(position, record)| (record.id(), position)).collect();
    }
}
