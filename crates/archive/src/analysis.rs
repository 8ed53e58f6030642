//! From the bytes of one file to its record, in this process.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use waardenscan::{ReadError, ScanRecord, Scanner};

use crate::packed::Opener;
use crate::{Failure, PersonalCounts, Signatures, Timing};

/// What was found in a file: an [`Outcome`](crate::Outcome) without the file's
/// name and what people say of it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Analysis {
    pub(crate) bytes: u64,
    pub(crate) sha256: Option<String>,
    pub(crate) timing: Timing,
    pub(crate) personal: PersonalCounts,
    pub(crate) signatures: Signatures,
    pub(crate) result: Result<ScanRecord, Failure>,
}

impl Analysis {
    /// Of a file that could not even be opened.
    pub(crate) fn failed(failure: Failure) -> Self {
        Self {
            bytes: 0,
            sha256: None,
            timing: Timing::default(),
            personal: PersonalCounts::default(),
            signatures: Signatures::default(),
            result: Err(failure),
        }
    }
}

/// Reads and scores one file, or a member of the archive that it is.
pub(crate) fn analyse(
    scanner: &Scanner,
    opener: &mut Opener,
    path: &Path,
    member: Option<&str>,
) -> Analysis {
    match opener.read(path, member) {
        Ok(content) => analyse_bytes(scanner, &content, &path.to_string_lossy()),
        Err(failure) => Analysis::failed(failure),
    }
}

fn analyse_bytes(scanner: &Scanner, content: &[u8], name: &str) -> Analysis {
    let digest = Sha256::digest(content);
    let mut timing = Timing::default();
    let result = scan(scanner, content, name, &mut timing);
    Analysis {
        bytes: content.len() as u64,
        sha256: Some(digest.iter().map(|byte| format!("{byte:02x}")).collect()),
        timing,
        personal: result.as_ref().map(personal).unwrap_or_default(),
        signatures: result.as_ref().map(signatures).unwrap_or_default(),
        result,
    }
}

fn personal(scan: &ScanRecord) -> PersonalCounts {
    let mut counts = PersonalCounts::default();
    for passage in &scan.passages {
        counts += PersonalCounts::of(&passage.text);
    }
    counts
}

fn signatures(scan: &ScanRecord) -> Signatures {
    Signatures::of(&scan.passages)
}

/// Scans one file; a panic anywhere on the way is that document's failure, not
/// the batch's.
fn scan(
    scanner: &Scanner,
    content: &[u8],
    name: &str,
    timing: &mut Timing,
) -> Result<ScanRecord, Failure> {
    // Safe to go on: a scanner is immutable but for its pool of scratches, and
    // one that was in use when the panic came is lost with it.
    let scanning = AssertUnwindSafe(|| {
        let start = Instant::now();
        let reading = scanner.read(content);
        timing.read = start.elapsed();
        let reading = reading?;
        let start = Instant::now();
        let scan = scanner.scan_reading(reading, name);
        timing.score = start.elapsed();
        Ok(scanner.record(&scan))
    });
    match catch_unwind(scanning) {
        Ok(scan) => scan.map_err(|error: ReadError| Failure::from(&error)),
        Err(panic) => {
            let cause = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no message");
            Err(Failure::from(&ReadError::ParserFailed {
                cause: cause.to_owned(),
            }))
        }
    }
}
