//! Arguments to a window or a command line; nothing else.

fn main() {}
