//! What can be said of the work of analysts in a project: how far they agree,
//! what they probably missed, how far they are. The statistics are those of
//! `waardenscan-assess`; here is which passages and decisions go into them.

mod agreement;
mod audit;
mod learn;
mod progress;

pub use agreement::{CoderAgreement, CoderPair, Figures};
pub use audit::{AuditPassage, MissAudit};
pub(super) use learn::rescore;
pub use learn::{LearnedIndicator, LearnedScores, Learning};
pub use progress::Progress;
