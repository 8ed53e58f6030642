//! Tells what each section of a Dutch policy document is for, and what kind of
//! document it is.
//!
//! Two tables of wordings do it: `data/rollen.tsv` for sections, `data/soorten.tsv`
//! for documents, each line with an example that the tests run. A heading gives
//! its role to what stands below it; formulas ("De raad van de gemeente …;"),
//! the look of a line and the cells of a table speak for themselves.
//!
//! The main choice is rules that an analyst can read and change, each with the
//! share of cases in which it was right. The cost: a section whose heading says
//! nothing has no role, however plain its text.
//!
//! The crate knows no file format and nothing of scores.
//!
//! ```
//! use waardenscan_document::{Block, Document, DocumentKind, Format, SectionRole};
//! use waardenscan_structure::Structure;
//!
//! let document = Document::builder(Format::Docx)
//!     .block(Block::paragraph("Beleidsplan sociaal domein 2025–2028"))
//!     .block(Block::heading(1, "Wat willen we bereiken?"))
//!     .block(Block::paragraph("Iedereen doet mee."))
//!     .build();
//! let structure = Structure::of(&document, None);
//! assert_eq!(structure.role(2).is, SectionRole::Doelen);
//! assert_eq!(structure.kind().is, DocumentKind::Beleidsplan);
//! ```

mod confidence;
mod form;
mod guess;
mod kind;
mod pattern;
mod roles;
mod rule;
mod sections;
mod table;
mod text;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use waardenscan_document::{Document, DocumentKind, SectionRole};

pub use guess::Guess;

/// The tables never change, so that one reading serves all.
static RULES: LazyLock<(rule::Rules, kind::Signs)> =
    LazyLock::new(|| (rule::Rules::new(), kind::Signs::new()));

/// What the sections of one document are for, and what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Structure {
    roles: Vec<Guess<SectionRole>>,
    kind: Guess<DocumentKind>,
}

impl Structure {
    /// Recognises the sections and the kind of `document`. `name` is the name
    /// or path of its file, the weakest of all signs of its kind.
    #[must_use]
    pub fn of(document: &Document, name: Option<&str>) -> Self {
        let (rules, signs) = &*RULES;
        let roles = roles::roles(rules, document);
        let kind = signs.guess(document, &roles, name);
        Self { roles, kind }
    }

    /// Returns the role of the section in which a block stands; of a heading,
    /// that of the section it opens. [`SectionRole::Overig`] without confidence
    /// for an index outside the document.
    #[must_use]
    pub fn role(&self, block: usize) -> Guess<SectionRole> {
        self.roles.get(block).copied().unwrap_or(Guess {
            is: SectionRole::Overig,
            confidence: 0.0,
        })
    }

    /// Returns the role alone of every block, in document order.
    #[must_use]
    pub fn roles(&self) -> Vec<SectionRole> {
        self.roles.iter().map(|guess| guess.is).collect()
    }

    /// Returns the kind of the document.
    #[must_use]
    pub const fn kind(&self) -> Guess<DocumentKind> {
        self.kind
    }
}
