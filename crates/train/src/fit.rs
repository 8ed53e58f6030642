use waardenscan_lexicon::Lexicon;
use waardenscan_score::statistics::{Calibration, GramKey, GramTable, Meaning, Parts, Smoothing};

use crate::Recipe;
use crate::examples::Examples;
use crate::logistic::Logistic;
use crate::meaning::Vectors;
use crate::normal::add_scaled;
use crate::ridge::Ridge;
use crate::sparse::Sparse;
use crate::texts::Text;
use crate::vocabulary::Vocabulary;

/// Everything about the texts that needs no labels; made once for all parts of
/// cross-validation.
pub(crate) struct Ground<'a> {
    examples: &'a Examples,
    recipe: &'a Recipe,
    stems: Vocabulary,
    chars: Vocabulary,
    vectors: Vectors,
    passages: Vec<Row>,
    fragments: Vec<Row>,
}

/// Columns and values of one text.
type Row = Vec<(u32, f32)>;

impl<'a> Ground<'a> {
    pub(crate) fn new(examples: &'a Examples, recipe: &'a Recipe) -> Self {
        let [mut stems, mut chars] = examples.vocabularies(recipe);
        let of_stems = examples
            .passages
            .iter()
            .map(|text| examples.lexemes.stem_runs(text));
        stems.smoothing = recipe.smoothing * per_word(&stems, of_stems, examples);
        let of_chars = examples
            .passages
            .iter()
            .map(|text| examples.lexemes.chars(text));
        chars.smoothing = recipe.smoothing * per_word(&chars, of_chars, examples);
        let vectors = Vectors::new(
            &examples.lexemes,
            &examples.passages,
            &examples.corpus,
            recipe,
        );
        let mut ground = Self {
            examples,
            recipe,
            stems,
            chars,
            vectors,
            passages: Vec::new(),
            fragments: Vec::new(),
        };
        let passages = examples.passages.iter();
        ground.passages = passages.map(|text| ground.row(text)).collect();
        let fragments = examples.fragments.iter();
        ground.fragments = fragments
            .map(|fragment| ground.row(&fragment.text))
            .collect();
        ground
    }

    /// Where each block of columns starts, and the number of all columns.
    fn starts(&self) -> [usize; 5] {
        let values = self.values();
        let chars = self.stems.len();
        let precise = chars + self.chars.len();
        let likeness = precise + values;
        let landmarks = self.vectors.landmarks.len() / self.vectors.size.max(1);
        [0, chars, precise, likeness, likeness + landmarks]
    }

    fn values(&self) -> usize {
        self.examples.labels.first().map_or(0, Vec::len)
    }

    fn row(&self, text: &Text) -> Row {
        let recipe = self.recipe;
        let lexemes = &self.examples.lexemes;
        let stems = self.stems.row(&lexemes.stem_runs(text));
        let chars = self.chars.row(&lexemes.chars(text));
        #[expect(
            clippy::cast_possible_truncation,
            reason = "half the precision will do"
        )]
        let precise = text.precise.iter().map(|score| *score as f32);
        let precise = (0..).zip(precise).filter(|(_, score)| *score > 0.0);
        let likeness = (0..).zip(self.vectors.features(lexemes, text));
        let blocks: [(f32, Row); 4] = [
            (recipe.stems, stems),
            (recipe.chars, chars),
            (recipe.precise, precise.collect()),
            (recipe.likeness, likeness.collect()),
        ];
        let mut row = Row::new();
        for ((weight, block), start) in blocks.into_iter().zip(self.starts()) {
            if weight != 0.0 {
                let start = u32::try_from(start).unwrap_or(u32::MAX);
                row.extend(block.into_iter().map(|(c, x)| (start + c, weight * x)));
            }
        }
        row
    }

    /// Fits a model on the passages that `chosen` takes, and their fragments.
    /// Its calibration is empty: a sum is its own logit.
    pub(crate) fn fit(&self, lexicon: &Lexicon, chosen: impl Fn(usize) -> bool) -> Parts {
        let examples = self.examples;
        let width = self.values();
        let passages: Vec<usize> = (0..self.passages.len()).filter(|i| chosen(*i)).collect();
        let intercepts = self.shares(&passages);

        let mut rows = Sparse::new();
        let mut weights = Vec::new();
        let mut yes = Vec::new();
        for index in &passages {
            let (Some(row), Some(labels)) =
                (self.passages.get(*index), examples.labels.get(*index))
            else {
                continue;
            };
            rows.push(row.iter().copied());
            weights.push(1.0);
            yes.extend(labels);
        }
        if self.recipe.fragments > 0.0 {
            for (fragment, row) in examples.fragments.iter().zip(&self.fragments) {
                if chosen(fragment.passage) {
                    rows.push(row.iter().copied());
                    weights.push(self.recipe.fragments);
                    yes.extend((0..width).map(|value| value == fragment.value));
                }
            }
        }
        let [_, chars, precise, likeness, columns] = self.starts();
        let solved = self.solve(&rows, columns, &weights, &yes, &intercepts);
        let block = |from: usize, to: usize, weight: f32| -> Vec<f32> {
            let cells = solved.get(from * width..to * width).unwrap_or_default();
            cells.iter().map(|cell| weight * cell).collect()
        };
        let recipe = self.recipe;
        let likeness = block(likeness, columns, recipe.likeness);
        Parts {
            fingerprint: lexicon.fingerprint().to_owned(),
            values: lexicon.values().iter().map(|v| v.id.clone()).collect(),
            stems: table(&self.stems, block(0, chars, recipe.stems)),
            chars: table(&self.chars, block(chars, precise, recipe.chars)),
            precise: block(precise, precise + width, recipe.precise),
            meaning: Meaning {
                size: self.vectors.size,
                keys: self.vectors.keys.clone(),
                vectors: self.vectors.vectors.clone(),
                landmarks: self.vectors.landmarks.clone(),
                weights: self.vectors.landmark_weights(&likeness, width),
            },
            piece_weight: recipe.piece,
            smoothing: Smoothing {
                stems: self.stems.smoothing,
                chars: self.chars.smoothing,
            },
            calibration: Calibration {
                slope: 1.0,
                priors: vec![0.0; width],
                ..Calibration::default()
            },
            intercepts,
        }
    }

    /// The weights of all columns: those of the ridge, which is best on real
    /// passages, and a share of the logistic regression's, which orders what
    /// stands between the lines better. Both are sums over the same columns,
    /// so that both together are one model.
    fn solve(
        &self,
        rows: &Sparse,
        columns: usize,
        weights: &[f32],
        yes: &[bool],
        intercepts: &[f32],
    ) -> Vec<f32> {
        let width = self.values();
        let targets: Vec<f32> = yes
            .iter()
            .zip(intercepts.iter().cycle())
            .map(|(yes, mean)| f32::from(u8::from(*yes)) - mean)
            .collect();
        let ridge = Ridge {
            rows,
            columns,
            weights,
            targets: &targets,
            width,
            strength: self.recipe.ridge,
        };
        let mut solved = ridge.solve();
        if self.recipe.logistic > 0.0 {
            let logistic = Logistic {
                rows,
                columns,
                weights,
                yes,
                width,
                strength: self.recipe.logistic_ridge,
            };
            let other = logistic.solve();
            add_scaled(&mut solved, &other, &vec![self.recipe.logistic; width]);
        }
        solved
    }

    /// The share of the passages that has each value.
    pub(crate) fn shares(&self, passages: &[usize]) -> Vec<f32> {
        let mut counts = vec![0_u32; self.values()];
        for labels in passages.iter().filter_map(|i| self.examples.labels.get(*i)) {
            for (count, has) in counts.iter_mut().zip(labels) {
                *count += u32::from(*has);
            }
        }
        let all = u32::try_from(passages.len().max(1)).unwrap_or(u32::MAX);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "half the precision will do"
        )]
        let share = |count| (f64::from(count) / f64::from(all)) as f32;
        counts.into_iter().map(share).collect()
    }
}

/// Multiplies the weights of each n-gram by its rarity.
fn table(vocabulary: &Vocabulary, mut weights: Vec<f32>) -> GramTable {
    let width = weights.len() / vocabulary.len().max(1);
    for (column, row) in weights.chunks_mut(width.max(1)).enumerate() {
        let rarity = vocabulary.rarity(column);
        row.iter_mut().for_each(|cell| *cell *= rarity);
    }
    GramTable {
        keys: vocabulary.keys.clone(),
        rarities: vocabulary.rarities.clone(),
        weights,
    }
}

/// The squared rarities that a word of the passages brings on average; `grams`
/// are those of each passage.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "half the precision will do"
)]
fn per_word(
    vocabulary: &Vocabulary,
    grams: impl Iterator<Item = Vec<GramKey>>,
    examples: &Examples,
) -> f32 {
    let squares: f64 = grams.map(|grams| vocabulary.squares(&grams)).sum();
    let words = examples
        .passages
        .iter()
        .map(|text| examples.lexemes.stems(text).count());
    (squares / words.sum::<usize>().max(1) as f64) as f32
}
