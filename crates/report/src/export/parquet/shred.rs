//! Records cut into columns, by the schema alone.

use parquet::basic::{ConvertedType, Repetition};
use parquet::schema::types::Type;
use serde_json::Value;

use super::ParquetFault;
use super::column::{Column, Levels};

/// Adds a record to `columns`, one for each leaf of `schema`, whose lists have
/// the three levels of the format.
pub(super) fn shred(
    schema: &Type,
    record: &Value,
    columns: &mut [Column],
) -> Result<(), ParquetFault> {
    fields(schema, record, Levels::default(), columns)?;
    Ok(())
}

/// Adds the fields of a group; returns how many leaves it has.
fn fields(
    group: &Type,
    value: &Value,
    at: Levels,
    columns: &mut [Column],
) -> Result<usize, ParquetFault> {
    let mut used = 0;
    for field in group.get_fields() {
        let value = value.get(field.name()).ok_or_else(|| unfit(field))?;
        let columns = columns.get_mut(used..).unwrap_or_default();
        used += one(field, value, at, columns)?;
    }
    Ok(used)
}

/// Adds one field; returns how many leaves it has.
fn one(
    field: &Type,
    value: &Value,
    mut at: Levels,
    columns: &mut [Column],
) -> Result<usize, ParquetFault> {
    let about = field.get_basic_info();
    if about.repetition() == Repetition::OPTIONAL {
        if value.is_null() {
            return Ok(none(field, at, columns));
        }
        at.defined += 1;
    }
    if about.converted_type() == ConvertedType::LIST {
        return list(field, value, at, columns);
    }
    if field.is_group() {
        return fields(field, value, at, columns);
    }
    let column = columns.first_mut();
    let added = column.and_then(|column| column.add(value, at));
    added.map(|()| 1).ok_or_else(|| unfit(field))
}

/// Adds the elements of a list: it goes on where an element is not the first.
fn list(
    field: &Type,
    value: &Value,
    at: Levels,
    columns: &mut [Column],
) -> Result<usize, ParquetFault> {
    let repeated = field.get_fields().first();
    let element = repeated.and_then(|group| group.get_fields().first());
    let (Some(element), Some(values)) = (element, value.as_array()) else {
        return Err(unfit(field));
    };
    if values.is_empty() {
        return Ok(none(field, at, columns));
    }
    let mut used = 0;
    let mut inner = Levels {
        defined: at.defined + 1,
        depth: at.depth + 1,
        ..at
    };
    for value in values {
        used = one(element, value, inner, columns)?;
        inner.repeated = inner.depth;
    }
    Ok(used)
}

/// Marks every leaf of a field as not there; returns how many it has.
fn none(field: &Type, at: Levels, columns: &mut [Column]) -> usize {
    if !field.is_group() {
        if let Some(column) = columns.first_mut() {
            column.skip(at);
        }
        return 1;
    }
    let mut used = 0;
    for field in field.get_fields() {
        used += none(field, at, columns.get_mut(used..).unwrap_or_default());
    }
    used
}

fn unfit(field: &Type) -> ParquetFault {
    ParquetFault::Unfit {
        field: field.name().to_owned(),
    }
}
