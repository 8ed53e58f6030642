//! Tasks of the developers: tests, samples, word list.

fn main() {}
