//! What a scan changed in a project that held something already.

use std::io::{self, Write};

use waardenscan_archive::{Changes, Updated};

use crate::output::count;

/// Writes it in at most three lines; nothing for a first scan.
pub(super) fn say(updated: &Updated, changes: &Changes) -> io::Result<()> {
    let known = changes.changed + changes.rescored + changes.removed + changes.returned;
    if updated.kept + known == 0 {
        return Ok(());
    }
    let mut err = io::stderr().lock();
    writeln!(
        err,
        "since the last scan: {}, {} with the bytes of another, {} not",
        count(updated.read, "file read", "files read"),
        updated.copies,
        updated.kept
    )?;
    writeln!(
        err,
        "  {} new, {} changed, {} the same but read again, {} gone, {} back",
        changes.new, changes.changed, changes.rescored, changes.removed, changes.returned
    )?;
    let (mut came, mut went, mut moved) = (0, 0, 0);
    for value in changes.documents.iter().flat_map(|it| &it.values) {
        came += value.came;
        went += value.went;
        moved += value.moved;
    }
    writeln!(
        err,
        "  suggestions in known files: {came} came, {went} went, {moved} moved \
         (waardenscan project changes says where)"
    )
}
