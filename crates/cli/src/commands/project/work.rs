//! What analysts made of a project, each a JSON object.

use std::io::{self, Write};

use anyhow::Result;
use serde::Serialize;
use waardenscan_archive::{Learning, MissAudit, Project};

use crate::args::{ProjectAuditArgs, ProjectFileArgs, ProjectLearnArgs};

pub(super) fn workspace(args: &ProjectFileArgs, out: &mut impl Write) -> Result<()> {
    let project = Project::open_read_only(&args.project)?;
    Ok(object(&project.workspace()?, out)?)
}

pub(super) fn agreement(args: &ProjectFileArgs, out: &mut impl Write) -> Result<()> {
    let project = Project::open_read_only(&args.project)?;
    Ok(object(&project.coder_agreement()?, out)?)
}

pub(super) fn progress(args: &ProjectFileArgs, out: &mut impl Write) -> Result<()> {
    let project = Project::open_read_only(&args.project)?;
    Ok(object(&project.progress()?, out)?)
}

#[derive(Serialize)]
struct AuditReport {
    target: f64,
    may_stop: bool,
    /// Passages to read before one may stop, if none of them carries a value.
    needed: Option<u64>,
    #[serde(flatten)]
    audit: MissAudit,
}

pub(super) fn audit(args: &ProjectAuditArgs, out: &mut impl Write) -> Result<()> {
    let audit = Project::open_read_only(&args.project)?.miss_audit(args.next)?;
    let report = AuditReport {
        target: args.target,
        may_stop: audit.may_stop(args.target),
        needed: audit.needed(args.target),
        audit,
    };
    Ok(object(&report, out)?)
}

#[derive(Serialize)]
struct LearnReport {
    /// Number of the entry in the ledger; none for what would change.
    entry: Option<u64>,
    #[serde(flatten)]
    learning: Learning,
}

pub(super) fn learn(args: &ProjectLearnArgs, out: &mut impl Write) -> Result<()> {
    let report = if let Some(who) = &args.who {
        let (entry, learning) = super::open(&args.project)?.learn(who)?;
        LearnReport {
            entry: Some(entry),
            learning,
        }
    } else {
        LearnReport {
            entry: None,
            learning: Project::open_read_only(&args.project)?.preview_learning(u64::MAX)?,
        }
    };
    Ok(object(&report, out)?)
}

fn object(record: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, record)?;
    writeln!(out)
}
