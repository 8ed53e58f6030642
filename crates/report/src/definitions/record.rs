//! What the radar says: plain data, as its JSON has it.

use serde::Serialize;

use crate::dutch;

/// Version of the JSON: raised when a field changes its meaning or goes.
pub const VERSION: u32 = 1;

/// The definitions of a project, and what is odd among them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Definitions {
    /// Version of these records.
    pub version: u32,
    /// When the run was started, UTC, ISO 8601.
    pub scanned_at: String,
    /// Version of Waardenscan that scanned.
    pub engine_version: String,
    /// Name of the lexicon that told which terms point to a value.
    pub lexicon: String,
    /// Its version.
    pub lexicon_version: String,
    /// Whether the run was scanned with another one.
    pub is_another_lexicon: bool,
    /// Documents that were looked through.
    pub documents: usize,
    /// All definitions, in the order in which they were first met. The same
    /// words under the same name are one, with several places.
    pub definitions: Vec<Definition>,
    /// Names that have several meanings, those of most places first.
    pub names: Vec<Name>,
    /// Meanings that have several names, those of most places first.
    pub meanings: Vec<Meaning>,
}

impl Default for Definitions {
    fn default() -> Self {
        Self {
            version: VERSION,
            scanned_at: String::new(),
            engine_version: String::new(),
            lexicon: String::new(),
            lexicon_version: String::new(),
            is_another_lexicon: false,
            documents: 0,
            definitions: Vec::new(),
            names: Vec::new(),
            meanings: Vec::new(),
        }
    }
}

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The defined words.
    pub term: String,
    /// Names of the values that the term points to.
    pub values: Vec<String>,
    /// What the term is said to mean.
    pub text: String,
    /// Number of its meaning: the same for definitions that say the same.
    pub meaning: usize,
    /// Where it stands.
    pub places: Vec<DefinitionPlace>,
}

/// Where a definition stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DefinitionPlace {
    /// Path of the document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its municipality, where known.
    pub municipality: Option<String>,
    /// Its kind, where known.
    pub kind: Option<String>,
    /// Its year, where known.
    pub year: Option<i32>,
    /// Order of the passage's block, from 0.
    pub block: u64,
    /// Its page, from 1, where known.
    pub page: Option<u32>,
}

/// A name with several meanings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The name, as most places write it.
    pub term: String,
    /// Words that all of its definitions have.
    pub shared: Vec<String>,
    /// What it means; the words are those that no other meaning of the name has
    /// and all definitions of this one do.
    pub meanings: Vec<Meaning>,
}

/// Definitions that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meaning {
    /// Their indices.
    pub definitions: Vec<usize>,
    /// Words that all of them have.
    pub words: Vec<String>,
}

/// Places of a definition that are written out.
const SHOWN: usize = 3;

impl Definition {
    /// Names where it stands in Dutch, the first places in full.
    #[must_use]
    pub fn shown_places(&self) -> String {
        let shown = self.places.iter().take(SHOWN).map(DefinitionPlace::shown);
        let mut shown: Vec<String> = shown.collect();
        match self.places.len().saturating_sub(SHOWN) {
            0 => {}
            1 => shown.push("en op nog één plaats".to_owned()),
            more => shown.push(format!("en op nog {} plaatsen", dutch::count(more))),
        }
        shown.join("; ")
    }
}

impl DefinitionPlace {
    fn shown(&self) -> String {
        let page = self.page.map(|page| format!("p.\u{a0}{page}"));
        let year = self.year.map(|year| year.to_string());
        let municipality = self.municipality.clone();
        let parts = [Some(self.title.clone()), municipality, year, page];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(", ")
    }
}
