//! What a leaf of the schema holds until it is written.

use std::mem::take;

use parquet::basic::Type as Physical;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;
use serde_json::Value;

/// The fields of one leaf, with their levels (Melnik et al., "Dremel", VLDB
/// 2010): a field that is not there has levels, but no cell.
pub(super) struct Column {
    cells: Cells,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

enum Cells {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
}

/// Where a field stands among those that may be missing or come more than once.
#[derive(Clone, Copy, Default)]
pub(super) struct Levels {
    /// How many of the optional and repeated fields on the way to it are there.
    pub(super) defined: i16,
    /// Which repeated field on the way goes on here, from 1; 0 for a new row.
    pub(super) repeated: i16,
    /// How many repeated fields are on the way.
    pub(super) depth: i16,
}

impl Column {
    pub(super) const fn new(kind: Physical) -> Self {
        Self {
            cells: match kind {
                Physical::INT64 => Cells::Whole(Vec::new()),
                Physical::DOUBLE => Cells::Real(Vec::new()),
                _ => Cells::Text(Vec::new()),
            },
            defined: Vec::new(),
            repeated: Vec::new(),
        }
    }

    /// Adds a field that is not there.
    pub(super) fn skip(&mut self, at: Levels) {
        self.defined.push(at.defined);
        self.repeated.push(at.repeated);
    }

    /// Adds a field; none where it is of another type.
    pub(super) fn add(&mut self, field: &Value, at: Levels) -> Option<()> {
        match &mut self.cells {
            Cells::Text(cells) => cells.push(field.as_str()?.into()),
            Cells::Whole(cells) => cells.push(field.as_i64()?),
            Cells::Real(cells) => cells.push(field.as_f64()?),
        }
        self.skip(at);
        Some(())
    }

    /// Writes all fields and forgets them.
    pub(super) fn write(
        &mut self,
        writer: &mut SerializedColumnWriter<'_>,
    ) -> Result<(), ParquetError> {
        let (defined, repeated) = (take(&mut self.defined), take(&mut self.repeated));
        let levels = (Some(defined.as_slice()), Some(repeated.as_slice()));
        match &mut self.cells {
            Cells::Text(cells) => {
                let writer = writer.typed::<ByteArrayType>();
                writer.write_batch(&take(cells), levels.0, levels.1)?;
            }
            Cells::Whole(cells) => {
                let writer = writer.typed::<Int64Type>();
                writer.write_batch(&take(cells), levels.0, levels.1)?;
            }
            Cells::Real(cells) => {
                let writer = writer.typed::<DoubleType>();
                writer.write_batch(&take(cells), levels.0, levels.1)?;
            }
        }
        Ok(())
    }
}
