//! Scores passages against a value lexicon.
//!
//! A [`Scorer`] finds the lexicon's indicators in a passage, resolves their
//! overlaps, reads the stance from the cues around them and combines them into
//! one [`Suggestion`] per value, with the hits that made it and the reason in
//! plain Dutch ([`explain`](explain())). A [`Profile`] adds suggestions up per value, and
//! [`evaluate`](crate::evaluate()) compares suggestions with the labels of
//! human coders.
//!
//! The crate is pure: no input, no output, no clock. The same text gives the
//! same suggestions to the bit, because every sum runs in text order.
//!
//! The main choice is that a suggestion is made by indicators alone, so that
//! each one can be traced to words in the passage. The cost is recall: a value
//! for which the lexicon has no words is not suggested. For the search for
//! such misses there is a ranking by shared word stems ([`Scorer::rank`]),
//! which never makes a suggestion by itself.
//!
//! ```
//! use waardenscan_dutch::Dutch;
//! use waardenscan_lexicon::Lexicon;
//! use waardenscan_score::{Scorer, Scratch};
//!
//! let scorer = Scorer::new(Lexicon::builtin(), Dutch::new());
//! let suggestions = scorer.score_text("Wij houden de zorg betaalbaar.", &mut Scratch::new());
//! let best = &suggestions[0];
//! assert_eq!(scorer.value(best).id, "betaalbaarheid");
//! ```

mod combine;
mod evaluate;
mod explain;
mod profile;
mod scorer;
mod stance;
mod suggestion;
mod wide;

pub use evaluate::{
    Baseline, Baselines, Evaluation, GoldLabel, GoldPassage, LabelKind, Macro, Micro, Prediction,
    ValueFigures, evaluate,
};
pub use explain::{explain, number};
pub use profile::{Profile, ValueProfile};
pub use scorer::{Scorer, Scratch};
pub use stance::Stance;
pub use suggestion::{EvidenceKind, Hit, Suggestion};
