//! How often what no line of the tables says is right: estimates, checked as a
//! whole in `docs/quality.md`.

/// Contents as the reader or the leading dots tell.
pub(crate) const CONTENTS: f64 = 0.95;
/// A cell of a table with amounts.
pub(crate) const MONEY_TABLE: f64 = 0.75;
/// A cell of any other table.
pub(crate) const TABLE: f64 = 0.9;
/// A paragraph with two amounts.
pub(crate) const AMOUNTS: f64 = 0.6;
/// A quotation beside the name of a law.
pub(crate) const QUOTED_LAW: f64 = 0.7;
/// At most, for a role by the words before a colon.
pub(crate) const LEAD: f64 = 0.7;
/// No rule says anything.
pub(crate) const NO_RULE: f64 = 0.9;
