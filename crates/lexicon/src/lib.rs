//! Value lexicons: files, checks and the compiled matcher.

mod consistency;
mod error;
mod fingerprint;
mod lexicon;
mod model;
mod pattern;
mod problem;
mod read;
mod source;

pub use error::LexiconError;
pub use lexicon::{Lexicon, check};
pub use model::{
    Cluster, Effect, Evidence, Exclusion, Indicator, Kind, Pole, Signal, Tension, Value,
};
pub use pattern::Pattern;
pub use problem::{Problem, Severity};
pub use source::SourceFile;
