//! What a scan writes, and where.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::args::{ScanArgs, ScanFormat};

const DEFAULT_PROJECT: &str = "waardenscan.sqlite";
const DEFAULT_REPORT: &str = "waardenscan.html";

/// The outputs of one scan.
pub(super) struct Plan {
    /// The project file to keep.
    pub(super) project: Option<PathBuf>,
    /// The HTML report.
    pub(super) report: Option<PathBuf>,
    /// Where the data go; standard output where there is none.
    pub(super) data: Option<PathBuf>,
    /// The form of the data.
    pub(super) format: ScanFormat,
}

impl Plan {
    pub(super) fn new(args: &ScanArgs) -> Self {
        let table = args.format == ScanFormat::Table;
        let default = |name: &str| table.then(|| PathBuf::from(name));
        let mut plan = Self {
            project: args.project.clone().or_else(|| default(DEFAULT_PROJECT)),
            report: None,
            data: None,
            format: args.format,
        };
        let ending = |path: &Path| path.extension().map(OsStr::to_ascii_lowercase);
        match &args.out {
            None => plan.report = default(DEFAULT_REPORT),
            Some(path) => match ending(path).as_deref().and_then(|ending| ending.to_str()) {
                Some("html" | "htm") => plan.report = Some(path.clone()),
                other => {
                    plan.format = match other {
                        Some("json") => ScanFormat::Json,
                        Some("jsonl") => ScanFormat::Jsonl,
                        _ => args.format,
                    };
                    plan.data = Some(path.clone());
                }
            },
        }
        plan
    }

    /// What an error in writing the data is about.
    pub(super) fn output(&self) -> String {
        match &self.data {
            Some(path) => format!("{}: cannot be written", path.display()),
            None => "standard output cannot be written".to_owned(),
        }
    }

    /// All files that the scan is about to write.
    pub(super) fn outputs(&self) -> Vec<PathBuf> {
        let mut outputs: Vec<PathBuf> = [&self.report, &self.data]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        for ending in ["", "-wal", "-shm", "-scan"] {
            outputs.extend(self.project.as_ref().map(|project| {
                let mut name = project.clone().into_os_string();
                name.push(ending);
                PathBuf::from(name)
            }));
        }
        outputs
    }
}
