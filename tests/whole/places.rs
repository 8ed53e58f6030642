//! Where things lie.

use std::path::{Path, PathBuf};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The sample documents.
pub(crate) fn samples() -> PathBuf {
    root().join("corpus-samples")
}

/// Real documents beside the workspace that may not be redistributed; `None`,
/// with a printed reason, where they are absent.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let place = root().join("../shared").join(path);
    if place.exists() {
        return Some(place);
    }
    println!("skipped: ../shared/{path} is not here");
    None
}
