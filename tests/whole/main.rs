//! Tests of the whole, through the binary and the facade.

mod binary;
mod corpus;
mod dutch;
mod evaluate;
mod failures;
mod lexicon;
mod library;
mod others;
mod places;
mod samples;
mod scan;
mod text;
