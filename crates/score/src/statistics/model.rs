use waardenscan_lexicon::Lexicon;

use super::neighbours::Neighbours;
use super::parts::{Calibration, Smoothing};
use super::table::{Index, Rows};
use super::{GramKey, format};
use crate::Ablation;

/// Rarities are kept in sixteenths.
pub const RARITY_UNIT: f32 = 1.0 / 16.0;

/// The statistical layer of a lexicon, ready to score. Immutable.
#[derive(Clone)]
pub struct Model {
    /// Check sum of the file, which tells models apart.
    pub(super) id: u32,
    pub(super) fingerprint: String,
    pub(super) values: Vec<String>,
    pub(super) intercepts: Vec<f32>,
    pub(super) stems: Grams,
    pub(super) chars: Grams,
    pub(super) precise: Vec<f32>,
    pub(super) neighbours: Neighbours,
    pub(super) piece_weight: f32,
    pub(super) smoothing: Smoothing,
    pub(super) calibration: Calibration,
}

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes are something else.
    #[error("not a model file")]
    Foreign,
    /// Made by another version of this program.
    #[error("model format {found}, this program knows {known}")]
    Version {
        /// Version of the file.
        found: u32,
        /// Version that this program reads.
        known: u32,
    },
    /// The check sum or a length does not hold.
    #[error("the model file is damaged")]
    Damaged,
    /// Trained for other values than the lexicon has.
    #[error("trained for other values: {}", list(missing, unknown))]
    OtherValues {
        /// Values of the lexicon that the model does not know.
        missing: Vec<String>,
        /// Values of the model that the lexicon does not have.
        unknown: Vec<String>,
    },
}

fn list(missing: &[String], unknown: &[String]) -> String {
    let missing = missing.iter().map(|id| format!("without {id}"));
    let unknown = unknown.iter().map(|id| format!("with {id}"));
    missing.chain(unknown).collect::<Vec<_>>().join(", ")
}

/// n-grams with their weights.
#[derive(Clone)]
pub(super) struct Grams {
    pub(super) index: Index,
    pub(super) rarities: Vec<u8>,
    pub(super) rows: Rows,
}

impl Grams {
    /// Where an n-gram that the model knows stands.
    pub(super) fn place(&self, key: GramKey) -> Option<usize> {
        self.index.place(key)
    }

    /// Adds the weights of an n-gram to `sums` and returns its squared rarity.
    pub(super) fn add(&self, place: usize, sums: &mut [f32]) -> f32 {
        self.rows.add(place, sums);
        let rarity = self.rarities.get(place).copied().map_or(0.0, f32::from) * RARITY_UNIT;
        rarity * rarity
    }

    /// Returns the weight of an n-gram for one value.
    pub(super) fn weight(&self, place: usize, value: usize) -> f32 {
        self.rows.cell(place, value)
    }
}

impl Model {
    /// Reads a model file, as [`to_bytes`](super::to_bytes) writes it, for use
    /// with `lexicon`.
    ///
    /// The values must be the same. The words of the lexicon may have changed
    /// since ([`Model::is_of`]): the layers are added up, and an indicator
    /// more or less does not make the rest wrong.
    ///
    /// # Errors
    ///
    /// [`ModelError::Foreign`], [`ModelError::Version`] and
    /// [`ModelError::Damaged`] when the bytes are no sound model file of this
    /// version; [`ModelError::OtherValues`] when it belongs to a lexicon with
    /// other values.
    pub fn from_bytes(bytes: &[u8], lexicon: &Lexicon) -> Result<Self, ModelError> {
        let model = format::from_bytes(bytes)?;
        let ids: Vec<&str> = lexicon.values().iter().map(|v| v.id.as_str()).collect();
        if model.values == ids {
            return Ok(model);
        }
        let missing = ids
            .iter()
            .filter(|id| !model.values.iter().any(|v| v == *id));
        let unknown = model.values.iter().filter(|v| !ids.contains(&v.as_str()));
        Err(ModelError::OtherValues {
            missing: missing.map(|id| (*id).to_owned()).collect(),
            unknown: unknown.cloned().collect(),
        })
    }

    /// Tells whether the model was trained with just this lexicon.
    #[must_use]
    pub fn is_of(&self, lexicon: &Lexicon) -> bool {
        self.fingerprint == lexicon.fingerprint()
    }

    /// Leaves a factor out; those of the lexicon change nothing here.
    pub(crate) fn without(mut self, factor: Ablation) -> Self {
        let values = self.values.len();
        match factor {
            Ablation::OtherValues => {
                let cells = self.precise.iter_mut().enumerate();
                for (_, cell) in cells.filter(|(place, _)| place / values != place % values) {
                    *cell = 0.0;
                }
            }
            Ablation::Stems => self.stems.rows.scales.fill(0.0),
            Ablation::Characters => self.chars.rows.scales.fill(0.0),
            Ablation::Likeness => self.neighbours.forget(),
            Ablation::BestPiece => self.piece_weight = 0.0,
            Ablation::Smoothing => self.smoothing = Smoothing::default(),
            Ablation::Weights | Ablation::Exclusions | Ablation::Scopes => {}
        }
        self
    }

    /// Returns the score from which eight of ten suggestions held in
    /// cross-validation.
    #[must_use]
    pub const fn eight_of_ten(&self) -> f64 {
        self.calibration.eight_of_ten
    }

    /// Returns the lowest score that came near the highest F1 in
    /// cross-validation.
    #[must_use]
    pub const fn balanced(&self) -> f64 {
        self.calibration.balanced
    }
}
