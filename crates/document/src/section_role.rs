use serde::{Deserialize, Serialize};

/// What the section around a passage is for. The names are the terms of
/// municipal practice and of the Aanwijzingen voor de regelgeving; the division
/// is our own choice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SectionRole {
    /// What the municipality stands for and wants to be.
    Visie,
    /// Principles that lead the choices.
    Uitgangspunten,
    /// What is to be reached.
    Doelen,
    /// What will be done.
    Maatregel,
    /// The opening of a decision: who decides, on what ground, having read
    /// what.
    Considerans,
    /// An article of a verordening or beleidsregel.
    Artikel,
    /// An article that says what terms mean.
    Begripsbepaling,
    /// The part that explains a verordening, in general or by article.
    Toelichting,
    /// Money: a budget, a financial paragraph.
    Begroting,
    /// A table of other things than money.
    Tabel,
    /// The table of contents.
    Inhoudsopgave,
    /// Who made the document, when and for whom.
    Colofon,
    /// What was added to the document proper.
    Bijlage,
    /// The words of a law, quoted.
    Wetscitaat,
    /// None of these, or not known.
    #[default]
    Overig,
}

impl SectionRole {
    /// All roles, in the order of the documentation.
    pub const ALL: [Self; 15] = [
        Self::Visie,
        Self::Uitgangspunten,
        Self::Doelen,
        Self::Maatregel,
        Self::Considerans,
        Self::Artikel,
        Self::Begripsbepaling,
        Self::Toelichting,
        Self::Begroting,
        Self::Tabel,
        Self::Inhoudsopgave,
        Self::Colofon,
        Self::Bijlage,
        Self::Wetscitaat,
        Self::Overig,
    ];

    /// Returns the name used in lexicon files, JSON and metadata, such as
    /// `begripsbepaling`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visie => "visie",
            Self::Uitgangspunten => "uitgangspunten",
            Self::Doelen => "doelen",
            Self::Maatregel => "maatregel",
            Self::Considerans => "considerans",
            Self::Artikel => "artikel",
            Self::Begripsbepaling => "begripsbepaling",
            Self::Toelichting => "toelichting",
            Self::Begroting => "begroting",
            Self::Tabel => "tabel",
            Self::Inhoudsopgave => "inhoudsopgave",
            Self::Colofon => "colofon",
            Self::Bijlage => "bijlage",
            Self::Wetscitaat => "wetscitaat",
            Self::Overig => "overig",
        }
    }
}
