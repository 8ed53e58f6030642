//! DOCX and ODT → PDF, through LibreOffice.

use std::{
    collections::hash_map::DefaultHasher,
    env, fs,
    hash::{Hash, Hasher},
    io::ErrorKind,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
};

/// What LibreOffice writes beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Export {
    /// The structure tree and the outline.
    Tagged,
    /// The outline alone.
    Outlined,
    /// Neither.
    Bare,
}

impl Export {
    pub(crate) const ALL: [Self; 3] = [Self::Tagged, Self::Outlined, Self::Bare];

    fn filter(self) -> String {
        let flag = |name: &str, value: bool| {
            format!("\"{name}\":{{\"type\":\"boolean\",\"value\":\"{value}\"}}")
        };
        let tagged = flag("UseTaggedPDF", self == Self::Tagged);
        let outlined = flag("ExportBookmarks", self != Self::Bare);
        format!("pdf:writer_pdf_Export:{{{tagged},{outlined}}}")
    }
}

/// Converts files and returns the PDF of each; `None`, with a printed reason,
/// where LibreOffice is not installed.
///
/// What was converted before is taken from the target folder.
///
/// # Panics
/// When LibreOffice fails, or is missing where the environment says `CI`.
pub(crate) fn converted(sources: &[PathBuf], export: Export) -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office");
    let kept: Vec<PathBuf> = sources
        .iter()
        .map(|source| folder.join(format!("{:016x}.pdf", fingerprint(source, export))))
        .collect();
    let pairs = || sources.iter().zip(&kept);
    if pairs().all(|(_, kept)| kept.exists()) {
        return Some(kept);
    }
    // LibreOffice may run once a profile, and tests run side by side.
    let scratch = folder.join(format!("{}-{export:?}", process::id()));
    let inputs = scratch.join("inputs");
    fs::create_dir_all(&inputs).unwrap();
    let mut command = Command::new("soffice");
    command
        .arg(format!(
            "-env:UserInstallation=file://{}/profile",
            scratch.display()
        ))
        .args(["--headless", "--convert-to", &export.filter(), "--outdir"])
        .arg(&scratch)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    for (source, kept) in pairs().filter(|(_, kept)| !kept.exists()) {
        let name = kept.with_extension(source.extension().unwrap());
        let input = inputs.join(name.file_name().unwrap());
        fs::copy(source, &input).unwrap();
        command.arg(input);
    }
    match command.status() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            assert!(env::var_os("CI").is_none(), "LibreOffice is not installed");
            println!("skipped: LibreOffice is not installed");
            fs::remove_dir_all(&scratch).unwrap();
            return None;
        }
        status => assert!(status.unwrap().success(), "LibreOffice failed"),
    }
    for (source, kept) in pairs().filter(|(_, kept)| !kept.exists()) {
        let written = scratch.join(kept.file_name().unwrap());
        fs::rename(&written, kept).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
    }
    fs::remove_dir_all(&scratch).unwrap();
    Some(kept)
}

/// Another content or another export is another file.
fn fingerprint(source: &Path, export: Export) -> u64 {
    let mut hasher = DefaultHasher::new();
    fs::read(source).unwrap().hash(&mut hasher);
    export.filter().hash(&mut hasher);
    hasher.finish()
}
