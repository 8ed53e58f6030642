//! What a model says of each distinct word, looked up once.

use waardenscan_dutch::{WordId, Words};

use super::model::Model;
use super::reading::{Room, Source};
use super::{Run, char_keys, stem_run};

/// The words of one `Words` as one model sees them, and room to add them up
/// in. What is in it never changes a result.
#[derive(Default)]
pub(crate) struct Lexemes {
    model: u32,
    values: usize,
    known: Vec<Option<Lexeme>>,
    /// Two rows a word: of its stem, of its characters.
    weights: Vec<f32>,
    pub(super) room: Room,
}

/// One word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lexeme {
    /// None for what is no word.
    pub(super) stem: Option<Run>,
    pub(super) stem_square: f32,
    pub(super) char_square: f32,
    /// Place of its vector, where the model has one.
    pub(super) vector: Option<u32>,
}

impl Lexemes {
    /// Makes room for the words of `words` as `model` sees them.
    pub(super) fn start(&mut self, model: &Model, words: &Words) {
        let values = model.values.len();
        if self.model != model.id || self.values != values || self.known.len() > words.len() {
            *self = Self {
                model: model.id,
                values,
                ..Self::default()
            };
        }
        self.known.resize(words.len(), None);
        self.weights.resize(words.len() * 2 * values, 0.0);
    }

    /// Returns what the model knows of a word, and the rows of its stem and of
    /// its characters, one after the other.
    pub(super) fn look(
        &mut self,
        id: WordId,
        model: &Model,
        source: &Source<'_>,
    ) -> (Lexeme, &[f32]) {
        let start = id.index() * 2 * self.values;
        let rows = self.weights.get_mut(start..start + 2 * self.values);
        let rows = rows.unwrap_or_default();
        let Some(known) = self.known.get_mut(id.index()) else {
            return (Lexeme::default(), rows);
        };
        let lexeme = *known.get_or_insert_with(|| {
            let Some(stem) = stem_run(source.words, id) else {
                return Lexeme::default();
            };
            let word = source.words.get(id);
            let (of_stem, of_chars) = rows.split_at_mut(self.values.min(rows.len()));
            let mut char_square = 0.0;
            char_keys(word, |key| {
                if let Some(place) = model.chars.place(key) {
                    char_square += model.chars.add(place, of_chars);
                }
            });
            let known = model.stems.place(stem.key());
            let place = model.neighbours.place(stem.key());
            Lexeme {
                stem: Some(stem),
                stem_square: known.map_or(0.0, |place| model.stems.add(place, of_stem)),
                char_square,
                vector: place.and_then(|place| u32::try_from(place).ok()),
            }
        });
        (lexeme, rows)
    }
}
