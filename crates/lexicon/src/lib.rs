//! Value lexicons: files, checks and the compiled matcher.

mod consistency;
mod error;
mod fingerprint;
mod lexicon;
mod matcher;
mod model;
mod pattern;
mod problem;
mod read;
mod source;

pub use error::LexiconError;
pub use lexicon::{Lexicon, check, check_builtin};
pub use matcher::{ClassCache, Match, Matcher, SignalMatch};
pub use model::{
    Cluster, Effect, Evidence, Exclusion, Indicator, Kind, Pole, Signal, Tension, Value,
};
pub use pattern::Pattern;
pub use problem::{Problem, Severity};
pub use source::SourceFile;
