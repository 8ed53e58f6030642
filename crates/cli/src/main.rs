//! The waardenscan command.

fn main() {}
