//! Judgements that people gave back, as a table, a DOCX file with comments or a
//! project of REFI-QDA, packages as they are or as their parts: each is a
//! decision of who gave them, says nothing new, or is a problem with its place.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use waardenscan_archive::Project;
use waardenscan_fuzz::{archive, only_our_panics_count, packed};
use waardenscan_report::{ImportOptions, read_judgements};

static PROJECT: LazyLock<(TempDir, std::path::PathBuf)> = LazyLock::new(archive::project);

thread_local! {
    static OPEN: Project = Project::open(&PROJECT.1).unwrap();
}

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| OPEN.with(|project| {
        let run = project.latest_run().unwrap();
        let options = ImportOptions {
            who: "Noor".to_owned(),
            missing_is_rejected: bytes.len().is_multiple_of(2),
        };
        if let Ok(read) = read_judgements(project, run, &options, &packed(bytes)) {
            for problem in read.problems {
                assert!(problem.contains(": "), "{problem}");
            }
            assert!(read.decisions.iter().all(|decision| decision.who == "Noor"));
        }
    })
);
