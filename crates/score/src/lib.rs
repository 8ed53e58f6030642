//! Scores passages against a value lexicon.
//!
//! A [`Scorer`] finds the lexicon's indicators in a passage, resolves their
//! overlaps and combines them into the score of the precise layer; with a
//! statistical layer ([`statistics`]) it makes one calibrated score of both. It
//! reads the stance from the cues around the words, and gives one
//! [`Suggestion`] per value, with the hits and factors that made it and the
//! reason in plain Dutch ([`explain`](explain())). A [`Profile`] adds
//! suggestions up per value, and [`evaluate`](crate::evaluate()) compares them
//! with the labels of human coders.
//!
//! The crate is pure: no input, no output, no clock. The same text gives the
//! same suggestions to the bit, because every sum runs in text order.
//!
//! The main choice is that everything that moves a score is a sum over words,
//! so that each suggestion can be traced to words in the passage. The cost is
//! that word order counts only within three words.
//!
//! ```
//! use waardenscan_dutch::Dutch;
//! use waardenscan_lexicon::Lexicon;
//! use waardenscan_score::{Scorer, Scratch};
//!
//! let scorer = Scorer::new(Lexicon::builtin(), Dutch::new());
//! let suggestions = scorer.score_text("Wij houden de zorg betaalbaar.", 0.1, &mut Scratch::new());
//! let best = &suggestions[0];
//! assert_eq!(scorer.value(best).id, "betaalbaarheid");
//! ```

mod clusters;
mod combine;
mod evaluate;
mod explain;
mod factor;
mod listed;
mod markup;
mod profile;
mod scorer;
mod stance;
pub mod statistics;
mod suggestion;
mod tension;
mod wide;

pub use clusters::{
    Carried, Carrier, Clusters, MergeCandidate, Sense, SharedWord, SplitCandidate, association,
};
pub use evaluate::{
    Ablation, Agreement, AtThreshold, Baseline, Baselines, Evaluation, GoldLabel, GoldPassage,
    KindFigures, LabelKind, Macro, Micro, Prediction, ValueFigures, evaluate,
};
pub use explain::{explain, number};
pub use factor::{Factor, FactorKind};
pub use profile::{
    Archive, Contrast, DocumentCounts, Estimate, GroupProfile, GroupValue, LEAST_DOCUMENTS,
    Pairing, Profile, ProfileEntry, ValueContrast, ValueCounts, ValueProfile, benjamini_hochberg,
};
pub use scorer::{Found, Layers, Scorer, Scratch};
pub use stance::Stance;
pub use suggestion::{EvidenceKind, Hit, Suggestion};
pub use tension::FoundTension;
