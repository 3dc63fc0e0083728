//! Writing what need not be waited for, but must be on disk before the window is gone.

use std::{
    sync::mpsc::{self, Sender},
    thread::JoinHandle,
};

/// Takes values and hands them to one thread, in order, so that a frame does not wait for the disk.
pub(super) struct Keeper<T> {
    name: &'static str,
    at_work: Option<(Sender<T>, JoinHandle<()>)>,
}

impl<T: Send + 'static> Keeper<T> {
    /// A keeper that has nothing to do yet.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, at_work: None }
    }

    /// Hands over a value. `work` is what the thread does with all that have come since it began its last work; it counts when the
    /// thread is not there yet, or has ended. Without a thread, as when the system gives none, the value is given up.
    pub(super) fn keep(&mut self, value: T, work: impl FnMut(Vec<T>) + Send + 'static) {
        let value = match &self.at_work {
            Some((sender, _)) => match sender.send(value) {
                Ok(()) => return,
                Err(mpsc::SendError(value)) => value,
            },
            None => value,
        };
        self.at_work = self.started(work);
        if let Some((sender, _)) = &self.at_work {
            // It was started just now, and only panics end it.
            let _ended = sender.send(value);
        }
    }

    fn started(&self, mut work: impl FnMut(Vec<T>) + Send + 'static) -> Option<(Sender<T>, JoinHandle<()>)> {
        let (sender, receiver) = mpsc::channel();
        let go_on = move || {
            while let Ok(first) = receiver.recv() {
                work([first].into_iter().chain(receiver.try_iter()).collect());
            }
        };
        let thread = std::thread::Builder::new().name(self.name.to_owned()).spawn(go_on).ok()?;
        Some((sender, thread))
    }

    /// Waits until all is done.
    pub(super) fn finish(&mut self) {
        if let Some((sender, thread)) = self.at_work.take() {
            drop(sender);
            // A thread that panicked has nothing more to do.
            let _ended = thread.join();
        }
    }
}
