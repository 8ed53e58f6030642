//! What a waardendocument says, whatever the format.

use waardenscan::Stance;

use super::summary::Summary;

/// What stands where nobody wrote anything yet.
pub(super) const TO_WRITE: &str = "Nog te schrijven.";

/// All that the document says, in its order.
pub(super) struct Content {
    /// Whom it is of: the municipalities, where the documents name them.
    pub(super) of: Vec<String>,
    /// Of the last decision, or the scan where there is none: "3 mei 2026".
    pub(super) date: String,
    /// The same as ISO 8601, UTC.
    pub(super) moment: String,
    /// How it was made, a sentence or two each.
    pub(super) account: Vec<String>,
    pub(super) summary: Summary,
    pub(super) clusters: Vec<Cluster>,
    /// Names of values for which nothing was accepted or written.
    pub(super) silent: Vec<String>,
    pub(super) decisions: Vec<Decision>,
    pub(super) documents: Vec<Source>,
}

/// A cluster of values.
pub(super) struct Cluster {
    pub(super) name: String,
    pub(super) values: Vec<Value>,
}

/// A value.
pub(super) struct Value {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) definition: String,
    /// In how many documents, how often, and how.
    pub(super) presence: Vec<String>,
    /// The passages that are quoted.
    pub(super) quotes: Vec<Quote>,
    /// Those that are not.
    pub(super) others: Vec<Reference>,
    /// What the resident notices; none where nobody wrote it.
    pub(super) resident: Option<String>,
    /// What it means for the organisation; none where nobody wrote it.
    pub(super) organisation: Option<String>,
    pub(super) tensions: Vec<Tension>,
    /// What is still to be done.
    pub(super) open: Vec<String>,
}

/// A passage in its own words.
pub(super) struct Quote {
    pub(super) text: String,
    pub(super) reference: Reference,
}

/// Where evidence stands, and the decision that made it so.
pub(super) struct Reference {
    /// "Beleidsplan (plan.pdf), p. 7, 2.3 Toegang", the first place of several.
    pub(super) place: String,
    /// How many more places have the same text.
    pub(super) more: usize,
    /// Number of the entry in the ledger.
    pub(super) decision: u64,
}

/// A tension with another value.
pub(super) struct Tension {
    pub(super) with: String,
    pub(super) question: String,
    pub(super) words: String,
}

/// A decision that evidence refers to.
pub(super) struct Decision {
    pub(super) number: u64,
    pub(super) date: String,
    pub(super) who: String,
    pub(super) value: String,
    pub(super) place: String,
}

/// A document that was scanned.
pub(super) struct Source {
    pub(super) title: String,
    pub(super) path: String,
    pub(super) kind: String,
    pub(super) year: String,
    /// Passages accepted in it.
    pub(super) accepted: usize,
}

/// How often evidence takes each stance.
#[derive(Clone, Copy, Default)]
pub(super) struct Stances {
    pub(super) pressed: usize,
    pub(super) bounded: usize,
}

impl Stances {
    pub(super) const fn add(&mut self, stance: Stance) {
        match stance {
            Stance::Nagestreefd => {}
            Stance::OnderDruk => self.pressed += 1,
            Stance::Begrensd => self.bounded += 1,
        }
    }
}

impl Content {
    /// "Waardendocument" with whom it is of.
    pub(super) fn title(&self) -> String {
        match self.of.as_slice() {
            [] => "Waardendocument".to_owned(),
            of => format!("Waardendocument {}", crate::dutch::enumerate(of)),
        }
    }
}
