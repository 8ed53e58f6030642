//! Any bytes as a project file: it is refused, or answers with rows or errors.
//!
//! Pages of SQLite that are no project are refused at once. So that the fuzzer
//! gets further, an input that does not start as SQLite's files do is a list of
//! changes to a sound project: a place of three bytes and the byte to put there.

#![no_main]

use std::fs;
use std::io::sink;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use waardenscan_archive::{Project, ProjectError, SuggestionFilter, SuggestionOrder};
use waardenscan_fuzz::{archive, only_our_panics_count};

struct Sound {
    folder: TempDir,
    bytes: Vec<u8>,
}

static SOUND: LazyLock<Sound> = LazyLock::new(|| {
    let (folder, path) = archive::project();
    let bytes = fs::read(path).unwrap();
    Sound { folder, bytes }
});

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| {
        let mut file = SOUND.bytes.clone();
        if bytes.starts_with(b"SQLite format 3\0") {
            file = bytes.to_vec();
        } else {
            for change in bytes.chunks_exact(4) {
                let place = u32::from_be_bytes([0, change[0], change[1], change[2]]) as usize;
                let place = place % file.len();
                file[place] = change[3];
            }
        }
        let path = SOUND.folder.path().join("hostile.sqlite");
        fs::write(&path, file).unwrap();
        // That it fails is no fault.
        let _ = ask(&path);
        for rest in ["hostile.sqlite", "hostile.sqlite-wal", "hostile.sqlite-shm"] {
            let _ = fs::remove_file(SOUND.folder.path().join(rest));
        }
    }
);

fn ask(path: &std::path::Path) -> Result<(), ProjectError> {
    let project = Project::open(path)?;
    let _ = project.verify();
    let _ = project.dump(&mut sink());
    let any = SuggestionFilter::default();
    let _ = project.count_suggestions(None);
    let _ = project.suggestions(&any, SuggestionOrder::Strongest, None, 50);
    let run = project.latest_run()?;
    let _ = project.run_info(run);
    for document in project.documents(run)? {
        let _ = project.passages(&document);
        let _ = project.outcome(&document);
    }
    Ok(())
}
