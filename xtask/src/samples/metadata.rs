//! `metadata.csv`: what is known of each sample beside its text.

use anyhow::Result;

use super::model::Sample;

/// Returns the table as CSV, a row for each sample in the given order.
pub(super) fn csv(samples: &[Sample]) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["path", "municipality", "kind", "year", "source", "title"])?;
    for sample in samples {
        let front = &sample.front;
        table.write_record([
            sample.file_name().as_str(),
            &front.municipality,
            &front.kind,
            &front.year.to_string(),
            &front.source,
            &front.title,
        ])?;
    }
    Ok(table.into_inner()?)
}
