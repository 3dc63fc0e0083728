//! Work in pieces on every core of the machine.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// Does the pieces `0..count` side by side, and hands what comes of each to `take`, in their order and as soon as it is there.
/// When `take` breaks, pieces that were not begun are left. `name` is that of the threads; a single piece is done on this one.
/// A thread has one `Bench`, with which it does all of its pieces, such as memory that need not be had anew for each.
pub(super) fn in_order<Bench: Default, T: Send>(
    name: &str,
    count: usize,
    work: impl Fn(&mut Bench, usize) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<()>,
) {
    let next = AtomicUsize::new(0);
    let (sender, done) = mpsc::channel();
    let work_on = |sender: mpsc::Sender<(usize, T)>| {
        let mut bench = Bench::default();
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= count || sender.send((piece, work(&mut bench, piece))).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let helpers = if count > 1 { thread::available_parallelism().map_or(1, usize::from).min(count) } else { 0 };
        let mut has_help = false;
        for _ in 0..helpers {
            let sender = sender.clone();
            let work_on = &work_on;
            has_help |= thread::Builder::new().name(name.to_owned()).spawn_scoped(scope, || work_on(sender)).is_ok();
        }
        if has_help {
            drop(sender);
        } else {
            work_on(sender);
        }
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (piece, result) in done {
            early.insert(piece, result);
            while let Some(result) = early.remove(&due) {
                due += 1;
                if take(result).is_break() {
                    // The channel ends here, and with it the work.
                    return;
                }
            }
        }
    });
}
