//! Tests of the whole, through the binary and the facade.
