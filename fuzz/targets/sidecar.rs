//! A `metadata.csv`, or `metadata.xlsx` where it is a zip archive or the parts of
//! one, beside a document.

#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use waardenscan_archive::Inputs;
use waardenscan_fuzz::{only_our_panics_count, packed};

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.pdf"), "geen plan").unwrap();
    folder
});

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| {
        let bytes = packed(bytes);
        let kind = if bytes.starts_with(b"PK") { "xlsx" } else { "csv" };
        let sidecar = FOLDER.path().join("metadata").with_extension(kind);
        fs::write(&sidecar, &bytes).unwrap();
        let inputs = Inputs::find(&[FOLDER.path().to_owned()]);
        assert!(inputs.files.iter().any(|file| file.name().ends_with("plan.pdf")));
        fs::remove_file(sidecar).unwrap();
    }
);
