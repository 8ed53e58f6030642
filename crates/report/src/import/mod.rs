//! Judgements that people filled in, in a table that an export made.

mod table;

use std::collections::BTreeMap;

use waardenscan_archive::{Decision, Project, RunId, State, StoredValue, Verdict};

use crate::ReportError;
use crate::export::{JudgedFinding, judged_findings};
use table::Row;
pub use table::TableError;

/// What a table says that the project does not yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgements {
    /// Decisions to take, in the order of the rows.
    pub decisions: Vec<Decision>,
    /// Number of rows that say what the project says.
    pub unchanged: usize,
    /// Rows that cannot be used, each as "row 12: …"; the header is row 1.
    pub problems: Vec<String>,
}

/// Why a table gives no judgements.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The project cannot be read.
    #[error(transparent)]
    Project(#[from] ReportError),
    /// The table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Reads the judgements in a workbook or a table with commas or semicolons, as
/// [`crate::export()`] made it and `who` filled it in: columns `sha256`, `blok`,
/// `waarde`, `besluit` and, where wanted, `reden` and `andere_waarde`. Other
/// columns are passed over. Nothing is decided yet.
///
/// A row that says nothing else than the project gives no decision, so that a
/// table may be read twice. An empty cell takes no decision back.
///
/// # Errors
///
/// [`ImportError::Table`] for what is no such table, [`ImportError::Project`].
pub fn read_judgements(
    project: &Project,
    run: RunId,
    who: &str,
    table: &[u8],
) -> Result<Judgements, ImportError> {
    let rows = table::read(table)?;
    let values = project.run_info(run).map_err(ReportError::from)?.values;
    let mut found = BTreeMap::new();
    for finding in judged_findings(project, run)? {
        found.insert(
            (finding.sha256.clone(), finding.block, finding.value.clone()),
            finding,
        );
    }
    let mut judgements = Judgements::default();
    for row in rows {
        let number = row.number;
        let judged = judge(&row, &values, &found);
        match judged {
            Ok(None) => judgements.unchanged += 1,
            Ok(Some((finding, verdict))) => judgements.decisions.push(Decision {
                who: who.to_owned(),
                document: finding.sha256.clone(),
                block: finding.block,
                text: None,
                value: Some(finding.value.clone()),
                verdict,
            }),
            Err(problem) => judgements.problems.push(format!("row {number}: {problem}")),
        }
    }
    Ok(judgements)
}

/// Findings by SHA-256 of the document, block and value.
type Found = BTreeMap<(String, u64, String), JudgedFinding>;

/// Returns what a row decides; none where it says what the project says.
fn judge<'f>(
    row: &Row,
    values: &[StoredValue],
    found: &'f Found,
) -> Result<Option<(&'f JudgedFinding, Verdict)>, String> {
    let id = |name: &str| {
        let value = values.iter().find(|it| it.name == name || it.id == name);
        value.map(|it| it.id.clone())
    };
    let block = row.block.parse();
    let block = block.map_err(|_| format!("\"{}\" is no number of a block", row.block))?;
    let value = id(&row.value).ok_or_else(|| format!("no value \"{}\"", row.value))?;
    let finding = found
        .get(&(row.sha256.clone(), block, value))
        .ok_or("the project has no such finding (any more)")?;
    let reason = (!row.reason.is_empty()).then(|| row.reason.clone());
    let (state, verdict) = match row.decision.to_lowercase().as_str() {
        "" | "open" if finding.state == State::Open => return Ok(None),
        "" | "open" => return Err("a table takes no decision back; undo it on the page".into()),
        "akkoord" => (State::Accepted, Verdict::Accept),
        "afgewezen" => (
            State::Rejected,
            Verdict::Reject {
                reason: reason.clone(),
            },
        ),
        "twijfel" => (
            State::Doubt,
            Verdict::Doubt {
                reason: reason.clone(),
            },
        ),
        "andere waarde" => {
            let other = id(&row.other).ok_or("which other value is not said, or not known")?;
            let verdict = Verdict::Change {
                other,
                reason: reason.clone(),
            };
            (State::Changed, verdict)
        }
        other => return Err(format!("\"{other}\" is no decision")),
    };
    let other = match &verdict {
        Verdict::Change { other, .. } => Some(other.clone()),
        _ => None,
    };
    let reason = match verdict {
        Verdict::Accept => finding.reason.clone(),
        _ => reason,
    };
    if state == finding.state && reason == finding.reason && other == finding.other {
        return Ok(None);
    }
    if !finding.is_suggested {
        return Err("an analyst added this value; change it on the page".into());
    }
    Ok(Some((finding, verdict)))
}
