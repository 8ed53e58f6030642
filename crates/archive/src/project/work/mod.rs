//! What can be said of the work of analysts in a project: how far they agree,
//! what they probably missed, how far they are. The statistics are those of
//! `waardenscan-assess`; here is which passages and decisions go into them.

mod agreement;
mod audit;
mod learn;
mod progress;
mod rescore;
mod teach;

pub use agreement::{CoderAgreement, CoderPair, Figures};
pub use audit::{AuditPassage, MissAudit};
pub use learn::{LearnedIndicator, LearnedScores, Learning};
pub use progress::Progress;
pub use rescore::Rescoring;
pub(super) use rescore::{ask_to_rescore, rescore_all, rescore_as_asked};
