//! Tests of the whole, through the binary and the facade. They live in
//! `tests/whole`; this library is empty.
