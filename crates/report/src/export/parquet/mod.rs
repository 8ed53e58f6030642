//! Parquet: the records of JSON Lines as columns.

mod column;
mod shred;

use std::io::Write;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{SchemaDescriptor, Type};
use serde_json::Value;

use super::book::Book;
use super::record::FindingRecord;
use super::{Exported, Source};
use crate::ReportError;
use column::Column;

/// The record of JSON Lines, field by field under the same names, in the
/// notation of Parquet. Whole numbers have 64 bits, as readers make of them
/// anyway.
const SCHEMA: &str = include_str!("schema.txt");

/// Rows in memory at once, and in a row group of the file. Our choice: with
/// passages and explanations some tens of megabytes.
const ROWS: usize = 20_000;

/// Why a Parquet file could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ParquetFault {
    /// The file cannot be written.
    #[error(transparent)]
    File(#[from] ParquetError),
    /// A record has something else than the schema says, a fault of ours.
    #[error("the record of a finding does not fit the schema at \"{field}\"")]
    Unfit {
        /// Name of the field.
        field: String,
    },
}

pub(super) fn write(
    source: &Source<'_>,
    book: &Book<'_>,
    out: &mut (impl Write + Send),
) -> Result<Exported, ReportError> {
    let mut table = Table::new(out)?;
    let exported = source.each(|document| {
        for (finding, passage) in document.pairs() {
            let record = FindingRecord::new(document, finding, passage, book);
            let record = serde_json::to_value(&record).map_err(std::io::Error::from)?;
            table.add(&record)?;
        }
        Ok(())
    })?;
    table.finish()?;
    Ok(exported)
}

/// A file that is being written.
struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    schema: Arc<Type>,
    /// One for each leaf of the schema, in its order.
    columns: Vec<Column>,
    rows: usize,
}

impl<W: Write + Send> Table<W> {
    fn new(out: W) -> Result<Self, ParquetFault> {
        let schema = Arc::new(parse_message_type(SCHEMA)?);
        // Otherwise the library would put its own version there.
        let by = concat!("waardenscan version ", env!("CARGO_PKG_VERSION"));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(by.to_owned())
            .build();
        let leaves = SchemaDescriptor::new(Arc::clone(&schema));
        let columns = leaves.columns().iter();
        let columns = columns.map(|leaf| Column::new(leaf.physical_type()));
        Ok(Self {
            columns: columns.collect(),
            writer: SerializedFileWriter::new(out, Arc::clone(&schema), Arc::new(properties))?,
            schema,
            rows: 0,
        })
    }

    fn add(&mut self, record: &Value) -> Result<(), ParquetFault> {
        shred::shred(&self.schema, record, &mut self.columns)?;
        self.rows += 1;
        if self.rows == ROWS {
            self.write_rows()?;
        }
        Ok(())
    }

    /// Writes what was gathered as one row group.
    fn write_rows(&mut self) -> Result<(), ParquetFault> {
        let mut group = self.writer.next_row_group()?;
        let mut columns = self.columns.iter_mut();
        while let (Some(mut writer), Some(column)) = (group.next_column()?, columns.next()) {
            column.write(&mut writer)?;
            writer.close()?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<(), ParquetFault> {
        if self.rows > 0 {
            self.write_rows()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    use serde_json::json;

    use super::*;

    fn record(number: usize) -> Value {
        json!({
            "version": 1, "document": format!("plan-{number}.docx"), "sha256": null,
            "title": "Plan", "municipality": null, "kind": null, "kind_confidence": null,
            "year": 2026, "source": null, "url": null, "page": null,
            "path": ["Visie", "Samen"], "role": "visie", "block": number, "label": null,
            "passage": "Wij werken samen 😀.", "value": "samenwerking", "name": "Samenwerking",
            "cluster": "Samen", "under": {"value": "nabijheid", "name": "Nabij"},
            "score": 0.7, "stance": "nagestreefd", "evidence": "named",
            "explanation": "Om \"samen\".",
            "hits": [{"text": "samen", "start": 11, "end": 16, "indicator": "samen", "weight": 0.7}],
            "spans": [{"start": 0, "end": 3}, {"start": 11, "end": 16}],
            "state": "open", "decision": null,
        })
    }

    fn written(records: &[Value]) -> SerializedFileReader<File> {
        let file = tempfile::tempfile().unwrap();
        let mut table = Table::new(&file).unwrap();
        for record in records {
            table.add(record).unwrap();
        }
        table.finish().unwrap();
        SerializedFileReader::new(file).unwrap()
    }

    #[test]
    fn rows_go_in_groups_and_none_is_lost() {
        let records: Vec<Value> = (0..ROWS + 1).map(record).collect();
        let reader = written(&records);
        assert_eq!(reader.num_row_groups(), 2);
        let blocks = reader.get_row_iter(None).unwrap().map(|row| {
            let row = row.unwrap();
            (row.get_long(13).unwrap(), row.get_list(25).unwrap().len())
        });
        let expected: Vec<_> = (0..=ROWS).map(|it| (it as i64, 2)).collect();
        assert_eq!(blocks.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn no_records_give_a_file_with_every_column() {
        let reader = written(&[]);
        let about = reader.metadata().file_metadata();
        assert_eq!(
            (about.num_rows(), about.schema().get_fields().len()),
            (0, 28)
        );
    }

    #[test]
    fn a_record_of_another_shape_is_refused() {
        for (field, wrong) in [
            ("block", json!("7")),
            ("passage", json!(null)),
            ("path", json!(3)),
        ] {
            let mut record = record(0);
            record[field] = wrong;
            let refused = Table::new(&mut Vec::new()).unwrap().add(&record);
            assert!(
                matches!(&refused, Err(ParquetFault::Unfit { field: it }) if it == field),
                "{refused:?}"
            );
        }
    }
}
