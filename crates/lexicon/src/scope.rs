use waardenscan_document::SectionRole;

use crate::pattern::Pattern;

/// Where a hit of an indicator counts; everywhere where nothing is said.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Scope {
    /// The only sections it counts in (*alleen_in*); empty for all.
    pub only_in: Vec<SectionRole>,
    /// Sections it does not count in (*niet_in*).
    pub not_in: Vec<SectionRole>,
    /// Wordings of which one must stand beside it in the passage (*bij*);
    /// empty where none is asked.
    pub near: Vec<Neighbour>,
    /// Wordings of which none may stand beside it in the passage
    /// (*niet_bij*).
    pub not_near: Vec<Neighbour>,
}

impl Scope {
    /// Tells whether a hit counts in a section of `role`. The matcher applies
    /// neighbours by itself; this is for who knows the section, as the scorer
    /// does.
    #[must_use]
    pub fn allows(&self, role: SectionRole) -> bool {
        (self.only_in.is_empty() || self.only_in.contains(&role)) && !self.not_in.contains(&role)
    }

    /// Tells whether a hit counts everywhere.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.only_in.is_empty()
            && self.not_in.is_empty()
            && self.near.is_empty()
            && self.not_near.is_empty()
    }
}

/// A wording that must, or may not, stand in the same passage as a hit without
/// sharing a token with it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Neighbour {
    /// The notation as written, read as [`Kind::Pattern`](crate::Kind).
    pub term: String,
    /// The term, read.
    pub(crate) pattern: Pattern,
}
