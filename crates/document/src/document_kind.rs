use serde::{Deserialize, Serialize};

/// What a document is for (*soort*). The names are the terms of municipal
/// practice; the division is our own choice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A plan of what is to be reached in a field over some years.
    Beleidsplan,
    /// General binding rules made by the council.
    Verordening,
    /// Rules, laid down by decision, on how a power is used.
    Beleidsregel,
    /// Measures that cost less or raise more.
    Besparingsplan,
    /// The limits of the coming budget.
    Kadernota,
    /// What is to be done and what it may cost in a year.
    Begroting,
    /// A proposal of the college to the council.
    Raadsvoorstel,
    /// What a college or council decided in a meeting.
    Besluitenlijst,
    /// What the governing parties agree on for a term.
    Coalitieakkoord,
    /// What a party promises its voters.
    Verkiezingsprogramma,
    /// How the organisation wants to serve residents.
    Dienstverleningsconcept,
    /// One person's or family's situation, described to learn from.
    Casus,
    /// An account of what was done, said or found.
    Verslag,
    /// None of these, or not known.
    #[default]
    Overig,
}

impl DocumentKind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 14] = [
        Self::Beleidsplan,
        Self::Verordening,
        Self::Beleidsregel,
        Self::Besparingsplan,
        Self::Kadernota,
        Self::Begroting,
        Self::Raadsvoorstel,
        Self::Besluitenlijst,
        Self::Coalitieakkoord,
        Self::Verkiezingsprogramma,
        Self::Dienstverleningsconcept,
        Self::Casus,
        Self::Verslag,
        Self::Overig,
    ];

    /// Returns the name used in JSON, metadata and the project file, such as
    /// `beleidsplan`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Beleidsplan => "beleidsplan",
            Self::Verordening => "verordening",
            Self::Beleidsregel => "beleidsregel",
            Self::Besparingsplan => "besparingsplan",
            Self::Kadernota => "kadernota",
            Self::Begroting => "begroting",
            Self::Raadsvoorstel => "raadsvoorstel",
            Self::Besluitenlijst => "besluitenlijst",
            Self::Coalitieakkoord => "coalitieakkoord",
            Self::Verkiezingsprogramma => "verkiezingsprogramma",
            Self::Dienstverleningsconcept => "dienstverleningsconcept",
            Self::Casus => "casus",
            Self::Verslag => "verslag",
            Self::Overig => "overig",
        }
    }
}
