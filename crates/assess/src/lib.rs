//! What can be said of the work of analysts: how far they agree ([`kappa()`],
//! [`alpha()`]), how much nobody saw yet and whether that is little enough to
//! stop ([`Audit`]), what scores should learn from it ([`Learned`]), which decisions
//! teach most ([`most_informative`]), and the time it took ([`Pace`]).
//!
//! The crate knows neither documents nor values, only codes, counts and times.
//! It is pure: no input, no output, no clock, and the same numbers give the
//! same figures to the bit.
//!
//! The main choice is that the intervals of the audit are exact: they hold in
//! at least the share of cases they promise, however small the sample. The cost
//! is that they are wider than an approximation would make them.
//!
//! ```
//! use waardenscan_assess::{Audit, Stratum, kappa};
//!
//! let codes = [(true, true), (true, false), (false, false), (false, false)];
//! assert_eq!(kappa(&codes), Some(0.5));
//!
//! let audit = Audit {
//!     found: 180,
//!     strata: vec![Stratum { size: 1000, sampled: 200, carrying: 4 }],
//! };
//! assert_eq!(audit.recall().unwrap().estimate, 0.9);
//! ```

mod alpha;
mod audit;
mod bootstrap;
mod hypergeometric;
mod kappa;
mod learn;
mod pace;
mod teach;

pub use alpha::alpha;
pub use audit::{Audit, Recall, Stratum};
pub use bootstrap::{Estimate, LEAST_DOCUMENTS, over_documents};
pub use kappa::{agreement, kappa};
pub use learn::{Decided, Evidence, Learned, moved};
pub use pace::{HOURS_BY_HAND, Pace};
pub use teach::most_informative;
