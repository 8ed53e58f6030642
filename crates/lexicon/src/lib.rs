//! Value lexicons: the files that analysts own, the checks on them, and a
//! matcher that finds their indicators in analysed Dutch text.
//!
//! ```
//! use waardenscan_dutch::{Dutch, Words};
//! use waardenscan_lexicon::{ClassCache, Lexicon, Matcher};
//!
//! let lexicon = Lexicon::builtin();
//! let dutch = Dutch::new();
//! let matcher = Matcher::new(&lexicon, &dutch);
//!
//! let text = "Inwoners voeren zo lang mogelijk de regie over hun eigen leven.";
//! let (mut words, mut classes) = (Words::new(), ClassCache::default());
//! let analysis = dutch.analyse(text, &mut words);
//! let matches = matcher.find(&dutch, &analysis, &words, &mut classes);
//!
//! let found = matches.first().unwrap();
//! assert_eq!(lexicon.values()[found.value].id, "zelfregie");
//! assert_eq!(found.span.get(text), Some("regie over"));
//! ```
//!
//! # What it does
//!
//! - [`Lexicon`] reads a folder of TOML files, one a value, or the lexicon
//!   that is compiled in. [`check`] reports everything that is wrong with such
//!   a folder, each [`Problem`] at its place and in Dutch, and runs the
//!   examples in it.
//! - [`Matcher`] compiles all terms and finds each [`Match`] in a text, with
//!   its tokens and its bytes. The notation is explained in
//!   `lexicons/README.md`.
//!
//! # What it does not do
//!
//! It gives no scores: what a hit weighs in its passage, which of overlapping
//! hits counts and what a negation does is for the crate that scores.
//!
//! # Rules
//!
//! - A match never crosses the end of a sentence.
//! - An indicator matches once for each token it can start at, with the
//!   nearest end.
//! - A match that shares a token with an exclusion of its own value is left
//!   out; exclusions of other values do not matter.
//! - A match of an indicator with neighbours stands only in a text that has
//!   one of the wanted ones and none of the unwanted ones, each in one
//!   sentence, wherever in the text, and beside the match: without a token in
//!   common.
//! - In which sections an indicator counts is not looked at: a text does not
//!   know its section. [`Scope::allows`] answers it for who does.
//! - Matches may overlap, also those of one indicator; nothing is resolved
//!   here.
//!
//! # The main choice, and its cost
//!
//! Every element of a term is compiled to a class, a set of words given by
//! form, start, family or compound part. A distinct word is mapped to its
//! classes once, and from then on matching compares small numbers: it is
//! independent of what a class costs to decide, so that lemmas and compounds
//! are as quick as plain words. A pattern is looked for around the step that
//! is likely the rarest, and all places of its other steps are tried at once
//! as the bits of one 64-bit word.
//!
//! The cost: a text must be analysed before it can be matched, a caller keeps
//! a [`ClassCache`] beside its words, a pattern spans at most 64 tokens, and
//! the first text of a run pays for its words.

mod advice;
mod candidates;
mod consistency;
mod difference;
mod edit;
mod error;
mod examples;
mod fingerprint;
mod frequency;
mod lexicon;
mod matcher;
mod model;
mod parts;
mod pattern;
mod problem;
mod read;
mod scope;
mod source;
mod usage;
mod write;

pub use candidates::{Candidate, CandidateOptions, LabelledPassage, candidates};
pub use difference::{Change, differences};
pub use edit::add_indicator;
pub use error::LexiconError;
pub use lexicon::{Lexicon, check, check_builtin, check_files};
pub use matcher::{ClassCache, ExclusionMatch, Match, Matcher, SignalMatch};
pub use model::{
    Cluster, Effect, Evidence, Examples, Exclusion, Indicator, Kind, Pole, Signal, Tension, Value,
};
pub use parts::Parts;
pub use pattern::{TermError, WordTest};
pub use problem::{Problem, Severity};
pub use scope::{Neighbour, Scope};
pub use source::{SourceFile, builtin_file};
pub use usage::Usage;
/// The sections that [`Scope`] names.
pub use waardenscan_document::SectionRole;
