//! From an older schema to the one of today.

use rusqlite::Connection;

use super::SCHEMA;

/// Tables of version 2 that later ones have too, with other columns.
const RENAMED: [&str; 7] = [
    "run",
    "value",
    "document",
    "warning",
    "passage",
    "suggestion",
    "hit",
];
/// Their indexes, whose names would clash.
const INDEXES: [&str; 3] = ["document_run", "warning_document", "hit_suggestion"];

/// Brings a schema from `version` to that of today.
pub(super) fn migrate(connection: &Connection, version: i32) -> rusqlite::Result<()> {
    if version == 2 {
        return migrate_2(connection);
    }
    let steps = [
        (3, include_str!("migrate_3.sql")),
        (4, include_str!("migrate_4.sql")),
        (5, include_str!("migrate_5.sql")),
    ];
    steps
        .iter()
        .filter(|(from, _)| *from >= version)
        .try_for_each(|(_, step)| connection.execute_batch(step))
}

/// Brings version 2, where each path had its own passages and nothing was said
/// of model and settings, to the schema of today. Of paths with the same
/// content the one scanned last counts; the next scan reads all again, because
/// nobody knows with which settings these were read.
fn migrate_2(connection: &Connection) -> rusqlite::Result<()> {
    // Names in the references of the old tables follow the renaming.
    for table in RENAMED {
        connection.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    for index in INDEXES {
        connection.execute_batch(&format!("DROP INDEX {index}"))?;
    }
    connection.execute_batch(SCHEMA)?;
    connection.execute_batch(include_str!("migrate_2.sql"))?;
    // Children first: their references would forbid it otherwise.
    for table in RENAMED.iter().rev() {
        connection.execute_batch(&format!("DROP TABLE old_{table}"))?;
    }
    Ok(())
}
