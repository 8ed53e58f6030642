//! How a model is written to a file and read back.
//!
//! Numbers are little-endian. After the mark, the version and the check sum of
//! the rest come the parts in the order of [`Parts`], each table after its
//! length. Weights are kept in 8 bits with a scale of each row.

use super::GramKey;
use super::model::{Grams, Model, ModelError};
use super::neighbours::Neighbours;
use super::parts::{Calibration, GramTable, Parts, Smoothing};
use super::table::{Index, Rows};

/// First bytes of every model file.
const MARK: &[u8; 8] = b"WAARDEST";
/// Raised whenever the layout or the meaning of a number changes.
const VERSION: u32 = 2;

/// Writes a model file.
#[must_use]
pub fn to_bytes(parts: &Parts) -> Vec<u8> {
    let mut body = Writer::default();
    let values = parts.values.len();
    body.text(&parts.fingerprint);
    body.length(values);
    parts.values.iter().for_each(|value| body.text(value));
    body.floats(&parts.intercepts);
    for table in [&parts.stems, &parts.chars] {
        body.grams(table, values);
    }
    body.floats(&parts.precise);
    let meaning = &parts.meaning;
    body.length(meaning.size);
    body.keys(&meaning.keys);
    body.rows(&Rows::rounded(&meaning.vectors, meaning.size));
    body.rows(&Rows::rounded(&meaning.landmarks, meaning.size));
    body.floats(&meaning.weights);
    let Smoothing { stems, chars } = parts.smoothing;
    body.floats(&[parts.piece_weight, stems, chars]);
    let calibration = &parts.calibration;
    for number in [
        calibration.constant,
        calibration.slope,
        calibration.root,
        calibration.eight_of_ten,
        calibration.balanced,
    ] {
        body.0.extend(number.to_le_bytes());
    }
    body.length(calibration.priors.len());
    for prior in &calibration.priors {
        body.0.extend(prior.to_le_bytes());
    }
    let mut file = MARK.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(crc32fast::hash(&body.0).to_le_bytes());
    file.extend(body.0);
    file
}

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a model has far fewer than 2³² numbers"
    )]
    fn length(&mut self, length: usize) {
        self.0.extend((length as u32).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend(text.as_bytes());
    }

    fn floats(&mut self, numbers: &[f32]) {
        self.length(numbers.len());
        for number in numbers {
            self.0.extend(number.to_le_bytes());
        }
    }

    fn keys(&mut self, keys: &[GramKey]) {
        self.length(keys.len());
        for key in keys {
            self.0.extend(key.0.to_le_bytes());
        }
    }

    fn rows(&mut self, rows: &Rows) {
        self.floats(&rows.scales);
        self.length(rows.cells.len());
        self.0
            .extend(rows.cells.iter().map(|cell| cell.cast_unsigned()));
    }

    fn grams(&mut self, table: &GramTable, values: usize) {
        self.keys(&table.keys);
        self.length(table.rarities.len());
        self.0.extend(&table.rarities);
        self.rows(&Rows::rounded(&table.weights, values));
    }
}

/// Reads a model file.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
    let rest = bytes.strip_prefix(MARK).ok_or(ModelError::Foreign)?;
    let mut head = Reader(rest);
    let version = head.number()?;
    if version != VERSION {
        return Err(ModelError::Version {
            found: version,
            known: VERSION,
        });
    }
    let sum = head.number()?;
    if crc32fast::hash(head.0) != sum {
        return Err(ModelError::Damaged);
    }
    let mut body = head;
    let fingerprint = body.text()?;
    let count = body.length()?;
    let values = (0..count)
        .map(|_| body.text())
        .collect::<Result<Vec<_>, _>>()?;
    let intercepts = body.floats(count)?;
    let stems = body.grams(count)?;
    let chars = body.grams(count)?;
    let precise = body.floats(count.saturating_mul(count))?;
    let size = body.length()?;
    let keys = body.keys()?;
    let vectors = body.rows(size)?;
    let landmarks = body.rows(size)?;
    if vectors.scales.len() != keys.len() {
        return Err(ModelError::Damaged);
    }
    let weights = body.floats(landmarks.scales.len().saturating_mul(count))?;
    let &[piece_weight, stem_smoothing, char_smoothing] = body.floats(3)?.as_slice() else {
        return Err(ModelError::Damaged);
    };
    let constant = body.double()?;
    let slope = body.double()?;
    let root = body.double()?;
    let eight_of_ten = body.double()?;
    let balanced = body.double()?;
    let priors = (0..body.length()?)
        .map(|_| body.double())
        .collect::<Result<Vec<_>, _>>()?;
    if priors.len() != count || !body.0.is_empty() {
        return Err(ModelError::Damaged);
    }
    Ok(Model {
        id: sum,
        fingerprint,
        values,
        intercepts,
        stems,
        chars,
        precise,
        neighbours: Neighbours::new(Index::new(keys), &vectors, &landmarks, &weights, count),
        piece_weight,
        smoothing: Smoothing {
            stems: stem_smoothing,
            chars: char_smoothing,
        },
        calibration: Calibration {
            constant,
            slope,
            root,
            priors,
            eight_of_ten,
            balanced,
        },
    })
}

/// What is left to read. The check sum holds, so that a number out of range
/// was written by another program.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(ModelError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, ModelError> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(ModelError::Damaged)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*bytes))
    }

    fn length(&mut self) -> Result<usize, ModelError> {
        Ok(self.number()? as usize)
    }

    fn double(&mut self) -> Result<f64, ModelError> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(ModelError::Damaged)?;
        self.0 = rest;
        Ok(f64::from_le_bytes(*bytes))
    }

    fn text(&mut self) -> Result<String, ModelError> {
        let length = self.length()?;
        let text = std::str::from_utf8(self.take(length)?);
        text.map(str::to_owned).map_err(|_| ModelError::Damaged)
    }

    fn fours(&mut self) -> Result<impl Iterator<Item = [u8; 4]> + 'a, ModelError> {
        let length = self.length()?;
        let (fours, _) = self.take(length.saturating_mul(4))?.as_chunks();
        Ok(fours.iter().copied())
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, ModelError> {
        let floats: Vec<f32> = self.fours()?.map(f32::from_le_bytes).collect();
        if floats.len() == count {
            Ok(floats)
        } else {
            Err(ModelError::Damaged)
        }
    }

    fn keys(&mut self) -> Result<Vec<GramKey>, ModelError> {
        let keys: Vec<GramKey> = self
            .fours()?
            .map(|four| GramKey(u32::from_le_bytes(four)))
            .collect();
        if keys.is_sorted() {
            Ok(keys)
        } else {
            Err(ModelError::Damaged)
        }
    }

    fn rows(&mut self, width: usize) -> Result<Rows, ModelError> {
        let scales: Vec<f32> = self.fours()?.map(f32::from_le_bytes).collect();
        let length = self.length()?;
        if length != scales.len().saturating_mul(width) {
            return Err(ModelError::Damaged);
        }
        let cells = self.take(length)?;
        Ok(Rows {
            // Without rows, no byte of the file stands for the width it tells.
            width: if scales.is_empty() { 0 } else { width },
            scales,
            cells: cells.iter().map(|cell| cell.cast_signed()).collect(),
        })
    }

    fn grams(&mut self, values: usize) -> Result<Grams, ModelError> {
        let keys = self.keys()?;
        let length = self.length()?;
        let rarities = self.take(length)?.to_vec();
        let rows = self.rows(values)?;
        if rarities.len() != keys.len() || rows.scales.len() != keys.len() {
            return Err(ModelError::Damaged);
        }
        Ok(Grams {
            index: Index::new(keys),
            rarities,
            rows,
        })
    }
}
