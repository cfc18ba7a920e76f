//! What it costs to start a process.

fn main() {}
