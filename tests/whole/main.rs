//! Tests of the whole, through the binary and the facade.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test says why it skips, and fails where it cannot go on"
)]

mod api;
mod binary;
mod corpus;
mod dependencies;
mod dutch;
mod evaluate;
mod export;
mod failures;
mod faults;
mod import;
mod lexicon;
mod lexicon_tools;
mod library;
mod others;
mod places;
mod profile;
mod project;
mod samples;
mod scan;
mod structure;
mod text;
mod validators;
