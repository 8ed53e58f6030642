//! The ledger, read in pieces.

use waardenscan_archive::{DecisionFilter, Project, ProjectError, StoredDecision};

/// Entries read at once.
const ENTRIES: u32 = 1000;

/// Returns the entries that a filter lets through, in their order.
pub(crate) fn decisions(
    project: &Project,
    filter: &DecisionFilter,
) -> Result<Vec<StoredDecision>, ProjectError> {
    let mut all: Vec<StoredDecision> = Vec::new();
    loop {
        let after = all.last().map_or(0, |last| last.number);
        let mut page = project.decisions(filter, after, ENTRIES)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.append(&mut page);
    }
}
