use crate::Scope;
use crate::pattern::Pattern;

/// One entry of a lexicon: something a municipality can hold dear.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Value {
    /// Identifier: lower-case ASCII letters, digits and underscores; unique in
    /// its lexicon.
    pub id: String,
    /// Name as analysts read it.
    pub name: String,
    /// Identifier of the [`Cluster`] it belongs to.
    pub cluster: String,
    /// What the value means, one or two sentences.
    pub definition: String,
    /// Identifiers of values that lie close, as written in the lexicon.
    pub related: Vec<String>,
    /// What the resident notices of it (*wat merkt de inwoner hiervan?*).
    pub resident: Option<String>,
    /// What it means for the organisation (*wat betekent het voor de
    /// organisatie?*).
    pub organisation: Option<String>,
    /// What points to the value, in the order of the file; never empty.
    pub indicators: Vec<Indicator>,
    /// What must not count as a hit of this value, in the order of the file.
    pub exclusions: Vec<Exclusion>,
    /// Where the value and its wordings come from, as written.
    pub sources: Vec<String>,
    /// Texts that an indicator of the value must hit, and texts that none may.
    pub examples: Examples,
}

/// Texts that say what must be found and what must not; `lexicon check` runs
/// them. They change no result, so they are no part of the fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Examples {
    /// Texts with a hit (*voorbeelden*).
    pub positive: Vec<String>,
    /// Texts without one (*tegenvoorbeelden*).
    pub negative: Vec<String>,
}

/// A word, phrase, compound part or pattern that points to a value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Indicator {
    /// The notation as written.
    pub term: String,
    /// How the term is to be read.
    pub kind: Kind,
    /// Estimated probability that a passage carries the value when this hit is
    /// all that points to it; above 0, at most 1.
    pub weight: f64,
    /// Whether the term names the value, describes it or only implies it.
    pub evidence: Evidence,
    /// What the term does with the direction of the value; `None` for the
    /// plain case.
    pub pole: Option<Pole>,
    /// Where a hit counts.
    pub scope: Scope,
    /// Texts that this indicator must hit, and texts that it may not.
    pub examples: Examples,
    /// Where the indicator comes from, as written.
    pub source: Option<String>,
    /// The term, read.
    pub(crate) pattern: Pattern,
}

/// How the term of an indicator is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Exactly this token (*woord*).
    Word,
    /// A token that starts with the stem and has at most four letters more
    /// (*stam*).
    Stem,
    /// A fixed sequence of tokens (*frase*).
    Phrase,
    /// The first or last part of a compound (*deel*).
    Part,
    /// Tokens with choices, gaps, open ends and inflected forms, in one order
    /// or in any (*patroon*).
    Pattern,
    /// Every inflected form of a word and of its family, or of a sequence of
    /// words (*lemma*).
    Lemma,
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 6] = [
        Self::Word,
        Self::Stem,
        Self::Phrase,
        Self::Part,
        Self::Pattern,
        Self::Lemma,
    ];

    /// Returns the name used in lexicon files, such as `woord`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "woord",
            Self::Stem => "stam",
            Self::Phrase => "frase",
            Self::Part => "deel",
            Self::Pattern => "patroon",
            Self::Lemma => "lemma",
        }
    }
}

/// Whether a term names a value, describes it or only implies it
/// (*uitdrukking*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The value is named (*uitdrukkelijk*).
    Named,
    /// The value is said in other words (*omschreven*).
    Described,
    /// The value follows from what is said (*impliciet*).
    Implied,
}

impl Evidence {
    /// All, the plainest first.
    pub const ALL: [Self; 3] = [Self::Named, Self::Described, Self::Implied];

    /// Returns the name used in lexicon files, such as `impliciet`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "uitdrukkelijk",
            Self::Described => "omschreven",
            Self::Implied => "impliciet",
        }
    }
}

/// What a term does with the direction of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pole {
    /// The term points to the value because the value is under pressure:
    /// *willekeur* for equality (*tegenpool*).
    Opposite,
    /// The negation in the term belongs to it and turns nothing round:
    /// *zonder oordeel* for respect (*ontkenning_ingebouwd*).
    NegationBuiltIn,
}

impl Pole {
    /// Both poles.
    pub const ALL: [Self; 2] = [Self::Opposite, Self::NegationBuiltIn];

    /// Returns the name used in lexicon files, such as `tegenpool`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opposite => "tegenpool",
            Self::NegationBuiltIn => "ontkenning_ingebouwd",
        }
    }
}

/// A wording that must not count as a hit of its value. It takes away every
/// match of that value with which it shares a token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Exclusion {
    /// The notation as written, read as [`Kind::Pattern`].
    pub term: String,
    /// Why it is there; both sorts are matched alike.
    pub effect: Effect,
    /// The term, read.
    pub(crate) pattern: Pattern,
}

/// Why an exclusion is there (*werking*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It overlaps with indicators and takes their hits away.
    Overlap,
    /// It looks like the value but touches no indicator today; it stays to
    /// guard against later ones (*valse_vriend*).
    FalseFriend,
}

impl Effect {
    /// Both effects.
    pub const ALL: [Self; 2] = [Self::Overlap, Self::FalseFriend];

    /// Returns the name used in lexicon files, such as `valse_vriend`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overlap => "overlap",
            Self::FalseFriend => "valse_vriend",
        }
    }
}

/// A group of values that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cluster {
    /// Identifier, as for [`Value::id`].
    pub id: String,
    /// Name as analysts read it.
    pub name: String,
}

/// Two values that pull against each other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tension {
    /// Identifiers of the two values; they differ.
    pub values: [String; 2],
    /// The question to ask where both meet.
    pub question: String,
    /// Wordings that show the two at odds.
    pub signals: Vec<Signal>,
}

/// A wording that shows values at odds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Signal {
    /// The notation as written, read as [`Kind::Pattern`].
    pub term: String,
    /// The term, read.
    pub(crate) pattern: Pattern,
}
