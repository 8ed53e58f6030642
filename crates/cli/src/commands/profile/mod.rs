//! `waardenscan profile`. Analysts read it, so it is in Dutch.

mod groups;
mod record;
mod table;

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use waardenscan::score::{Archive, DocumentCounts, ProfileEntry};
use waardenscan_archive::{Project, RunId, RunInfo, StoredDocument};

use super::project;
use crate::args::ProfileArgs;
use crate::exit::Exit;
use groups::Groups;

pub(crate) fn run(args: &ProfileArgs) -> Result<Exit> {
    let project = project::open(&args.project)?;
    let run = project.latest_run()?;
    let scanned = Scanned::read(&project, run)?;
    let groups = args.by.map(|by| Groups::new(by, &scanned));
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        let record = record::ProfileRecord::new(&scanned, groups.as_ref());
        serde_json::to_writer_pretty(&mut out, &record).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        match &groups {
            Some(groups) => table::write_groups(&scanned, groups, &mut out)?,
            None => table::write_archive(&scanned, &mut out)?,
        }
    }
    out.flush()?;
    Ok(Exit::Ok)
}

/// The documents of a run that were analysed, and what was suggested in them.
struct Scanned {
    info: RunInfo,
    documents: Vec<StoredDocument>,
    archive: Archive,
}

impl Scanned {
    fn read(project: &Project, run: RunId) -> Result<Self> {
        let info = project.run_info(run)?;
        let place = |id: &str| info.values.iter().position(|value| value.id == id);
        let mut documents = project.documents(run)?;
        documents.retain(|document| document.failure.is_none());
        let mut counts = Vec::new();
        for document in &documents {
            let mut own = DocumentCounts::new(info.values.len());
            for passage in project.suggested_passages(document)? {
                for one in &passage.suggestions {
                    if let Some(value) = place(&one.value) {
                        own.add(&ProfileEntry {
                            value,
                            score: one.score,
                            stance: one.stance,
                            evidence: one.evidence,
                        });
                    }
                }
            }
            counts.push(own);
        }
        Ok(Self {
            archive: Archive::new(info.values.len(), counts),
            documents,
            info,
        })
    }

    fn name(&self, value: usize) -> &str {
        self.info.values.get(value).map_or("", |value| &value.name)
    }

    /// Every document of the archive.
    fn all(&self) -> Vec<usize> {
        (0..self.documents.len()).collect()
    }
}
