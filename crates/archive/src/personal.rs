//! Personal data in passages: what may not leave the municipality unseen.
//!
//! The point is to warn and to mask, so precision goes before recall: a number
//! counts only where its own check digits or the words before it say what it
//! is. Nothing found here is logged; a document keeps the counts alone.

mod address;
mod bank;
mod birth;
mod citizen;
mod mail;
mod phone;
mod record;
mod text;

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};
use waardenscan::Span;

pub use record::{mask_passage, mask_suggestion};
use text::Text;

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PersonalKind {
    /// A citizen service number (burgerservicenummer).
    Bsn,
    /// A bank account.
    Iban,
    /// An e-mail address that is not an organisation's general one.
    Email,
    /// A Dutch telephone number that is not a service line's.
    Telephone,
    /// A date of birth.
    BirthDate,
    /// A postcode with a house number, which together name one door.
    Address,
}

impl PersonalKind {
    /// Returns the name used in JSON, such as `birth_date`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bsn => "bsn",
            Self::Iban => "iban",
            Self::Email => "email",
            Self::Telephone => "telephone",
            Self::BirthDate => "birth_date",
            Self::Address => "address",
        }
    }
}

/// Personal data at a place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonalData {
    /// What it is.
    pub kind: PersonalKind,
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The fewest digits of any kind but e-mail: a date of birth, "1-2-5".
const LEAST_DIGITS: usize = 3;

/// Looks at one place of a text, in characters; where something starts there,
/// returns what it is, its start and its end.
type Finder = fn(&Text, usize) -> Option<(PersonalKind, usize, usize)>;

/// How much personal data a document holds, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalCounts {
    /// Citizen service numbers.
    pub bsn: u32,
    /// Bank accounts.
    pub iban: u32,
    /// E-mail addresses.
    pub email: u32,
    /// Telephone numbers.
    pub telephone: u32,
    /// Dates of birth.
    pub birth_date: u32,
    /// Postcodes with house numbers.
    pub address: u32,
}

impl PersonalCounts {
    /// Counts what a text holds.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for found in find_personal(text) {
            *counts.of_kind(found.kind) += 1;
        }
        counts
    }

    /// Returns the count of all kinds together.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.bsn + self.iban + self.email + self.telephone + self.birth_date + self.address
    }

    const fn of_kind(&mut self, kind: PersonalKind) -> &mut u32 {
        match kind {
            PersonalKind::Bsn => &mut self.bsn,
            PersonalKind::Iban => &mut self.iban,
            PersonalKind::Email => &mut self.email,
            PersonalKind::Telephone => &mut self.telephone,
            PersonalKind::BirthDate => &mut self.birth_date,
            PersonalKind::Address => &mut self.address,
        }
    }
}

impl AddAssign for PersonalCounts {
    fn add_assign(&mut self, other: Self) {
        self.bsn += other.bsn;
        self.iban += other.iban;
        self.email += other.email;
        self.telephone += other.telephone;
        self.birth_date += other.birth_date;
        self.address += other.address;
    }
}

/// Finds personal data, in text order, without overlaps. Of two kinds that
/// claim the same characters the one with the stronger check counts.
#[must_use]
pub fn find_personal(text: &str) -> Vec<PersonalData> {
    let has_sign = text.contains('@');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if !has_sign && digits < LEAST_DIGITS {
        return Vec::new();
    }
    let text = Text::new(text);
    // The strongest check first.
    let finders: [Finder; 6] = [
        bank::at,
        mail::at,
        citizen::at,
        birth::at,
        address::at,
        phone::at,
    ];
    let mut found: Vec<PersonalData> = Vec::new();
    let mut place = 0;
    while place < text.len() {
        // Only an address of e-mail starts with any letter, and within what may
        // be a word.
        let starts = matches!(text.at(place), '0'..='9' | 'A'..='Z' | '+' | '(');
        if !(has_sign || starts && text.starts(place)) {
            place += 1;
            continue;
        }
        let hit = finders.iter().find_map(|finder| finder(&text, place));
        let Some((kind, start, end)) = hit else {
            place += 1;
            continue;
        };
        found.push(PersonalData {
            kind,
            span: Span::new(text.byte(start), text.byte(end)),
        });
        place = end.max(place + 1);
    }
    found
}

/// What stands in the place of each masked character.
const MASK: char = '█';

/// Returns the text with each character of personal data blackened out. It has
/// as many characters as before, so that places in it, which count code points,
/// still hold.
#[must_use]
pub fn mask_personal(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for found in find_personal(text) {
        masked.push_str(text.get(from..found.span.start).unwrap_or_default());
        let characters = found.span.get(text).unwrap_or_default().chars();
        masked.extend(characters.map(|_| MASK));
        from = found.span.end;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    masked
}

#[cfg(test)]
mod tests;
