//! Benchmarks per stage.
