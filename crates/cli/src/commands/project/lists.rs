//! What a project holds besides documents, a JSON object a line.

use std::io::{self, Write};

use anyhow::Result;
use serde::Serialize;
use waardenscan_archive::{DecisionFilter, Project};

use crate::args::{ProjectDecisionsArgs, ProjectFileArgs};

/// Read at once.
const PAGE: u32 = 500;

pub(super) fn decisions(args: &ProjectDecisionsArgs, out: &mut impl Write) -> Result<()> {
    let project = Project::open_read_only(&args.project)?;
    let filter = DecisionFilter {
        document: args.document.clone(),
        lapsed: args.lapsed,
        ..DecisionFilter::default()
    };
    let mut after = 0;
    loop {
        let decisions = project.decisions(&filter, after, PAGE)?;
        let Some(last) = decisions.last() else {
            return Ok(());
        };
        after = last.number;
        for decision in &decisions {
            line(decision, out)?;
        }
    }
}

pub(super) fn changes(args: &ProjectFileArgs, out: &mut impl Write) -> Result<()> {
    let project = Project::open_read_only(&args.project)?;
    let changes = project.changes(project.latest_run()?)?;
    for document in &changes.documents {
        line(document, out)?;
    }
    Ok(())
}

pub(super) fn standard_texts(args: &ProjectFileArgs, out: &mut impl Write) -> Result<()> {
    let project = Project::open_read_only(&args.project)?;
    let mut after = 0;
    loop {
        let texts = project.standard_texts(after, PAGE)?;
        let Some(last) = texts.last() else {
            return Ok(());
        };
        after = last.number;
        for text in &texts {
            line(text, out)?;
        }
    }
}

fn line(record: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    writeln!(out)
}
