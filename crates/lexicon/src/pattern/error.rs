use std::fmt;
use std::ops::Range;

use super::{MAX_REACH, MAX_SEQUENCES};

/// Why a term cannot be read. Printed in Dutch, for authors, with what to do
/// about it where that can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermError {
    /// The place in bytes of the term.
    pub(crate) at: Range<usize>,
    pub(crate) fault: Fault,
}

impl fmt::Display for TermError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.fault.message())?;
        match self.fault.help() {
            Some(help) => write!(out, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for TermError {}

/// What is wrong at that place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Empty,
    Bracket(char),
    Nested,
    EmptyChoice,
    StrayBar,
    Unspaced,
    Gap,
    GapAtEdge,
    SecondTurn,
    Star,
    ShortPrefix,
    Character(char),
    Hyphen,
    OneWord,
    SeveralWords,
    Plain,
    Part,
    Reach(usize),
    Sequences(usize),
}

impl Fault {
    /// Returns what is wrong, in Dutch.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Empty => "de term is leeg".into(),
            Self::Bracket(bracket) => format!("`{bracket}` staat hier los"),
            Self::Nested => "keuzes kunnen niet in elkaar staan".into(),
            Self::EmptyChoice => "een keuze is leeg".into(),
            Self::StrayBar => "`|` staat buiten accolades".into(),
            Self::Unspaced => "hier ontbreekt een spatie".into(),
            Self::Gap => "dit is geen gat".into(),
            Self::GapAtEdge => "een gat staat tussen twee woorden".into(),
            Self::SecondTurn => "een patroon heeft hoogstens één gat `<~n>`".into(),
            Self::Star => "`*` staat niet aan het eind van een woord".into(),
            Self::ShortPrefix => "voor `*` staan minder dan twee letters".into(),
            Self::Character(other) => format!("het teken `{other}` komt in geen woord voor"),
            Self::Hyphen => "een woord begint of eindigt niet met een streepje of apostrof".into(),
            Self::OneWord => "de term telt meer dan één woord".into(),
            Self::SeveralWords => "een frase telt ten minste twee woorden".into(),
            Self::Plain => "dit teken hoort bij de notatie van patronen".into(),
            Self::Part => "aan een deel ontbreekt het streepje".into(),
            Self::Reach(reach) => {
                format!("het patroon beslaat tot {reach} woorden; {MAX_REACH} is het meeste")
            }
            Self::Sequences(ways) => format!(
                "de keuzes van meer woorden geven {ways} reeksen; {MAX_SEQUENCES} is het meeste"
            ),
        }
    }

    /// Returns what to do about it, in Dutch.
    pub(crate) fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::Bracket('{' | '}') => "een keuze is `{dit|of dat}`",
            Self::Bracket('[') => "elke vorm van één woord is `[woord]`",
            Self::Bracket(_) | Self::Gap => {
                "een gat is `<n>`, of `<~n>` in elke volgorde, met n van 1 tot 60"
            }
            Self::SecondTurn => "schrijf `<n>` waar de volgorde vastligt",
            Self::StrayBar => "zet de keuze tussen accolades: `{dit|of dat}`",
            Self::OneWord => "kies soort `frase`, of `patroon` bij keuzes en gaten",
            Self::SeveralWords => "kies soort `woord`",
            Self::Plain => "kies soort `patroon`",
            Self::Part => "schrijf `woord-` voor het begin of `-woord` voor het eind",
            Self::Reach(_) => "maak de gaten kleiner",
            Self::Sequences(_) => "splits het patroon in tweeën",
            _ => return None,
        })
    }
}
