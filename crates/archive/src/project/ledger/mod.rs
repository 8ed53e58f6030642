//! The ledger: what analysts decided, in the order in which they did, none of
//! it ever changed.
//!
//! An entry is JSON that says all there is to say, and holds the SHA-256 of
//! the entry before, so that nothing can be changed, put in or taken out
//! without every later hash telling. Where a decision stands today is kept
//! apart (`placement`), because documents change and entries do not.

mod decide;
mod entry;
mod list;
mod matter;
mod placing;
mod shared;
mod verify;

pub use entry::{Decision, Entry, EvidenceKey, Place, State, ValueText, Verdict};
pub use list::{DecisionFilter, HowPlaced, PlacedAt, StoredDecision};
pub use shared::{Assignment, Judgement, SharedSuggestion};
pub use verify::LedgerState;

pub(super) use decide::append;
pub(super) use entry::sha256;
pub(super) use placing::{Standing, carry, place_again, settle_all};
pub(super) use shared::{JUDGEMENTS, held_back};
