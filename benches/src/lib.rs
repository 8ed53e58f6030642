//! Benchmarks per stage. They live in `stages.rs`; this library is empty.
