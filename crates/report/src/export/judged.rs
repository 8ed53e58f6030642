//! What stands about each finding, for those who compare.

use waardenscan_archive::{Project, RunId, State};

use super::{ExportOptions, Source};
use crate::ReportError;

/// What stands about a finding.
pub(crate) struct JudgedFinding {
    pub(crate) sha256: String,
    pub(crate) block: u64,
    pub(crate) value: String,
    pub(crate) is_suggested: bool,
    pub(crate) state: State,
    pub(crate) reason: Option<String>,
    /// Id of the value that was chosen instead.
    pub(crate) other: Option<String>,
}

/// Returns all findings of a run.
pub(crate) fn judged_findings(
    project: &Project,
    run: RunId,
) -> Result<Vec<JudgedFinding>, ReportError> {
    let source = Source::new(project, run, ExportOptions::default())?;
    let mut all = Vec::new();
    source.each(|of| {
        let sha256 = of.document.sha256.clone().unwrap_or_default();
        for (finding, passage) in of.pairs() {
            let decision = finding.decision.as_ref();
            all.push(JudgedFinding {
                sha256: sha256.clone(),
                block: passage.block as u64,
                value: finding.value.clone(),
                is_suggested: finding.suggested.is_some(),
                state: finding.state,
                reason: decision.and_then(|it| it.reason.clone()),
                other: decision.and_then(|it| it.other.clone()),
            });
        }
        Ok(())
    })?;
    Ok(all)
}
