use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::LexiconError;

/// The file that describes the lexicon as a whole.
pub(crate) const MANIFEST: &str = "lexicon.toml";

/// Folders below the lexicon's own that are looked into.
const MAX_DEPTH: usize = 3;

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lexicons/sociaal-domein");

/// One file of a lexicon.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Path relative to the lexicon's folder, with `/` between parts.
    pub path: String,
    /// The text.
    pub text: String,
}

impl SourceFile {
    /// Returns the TOML files of the built-in lexicon, sorted by path.
    #[must_use]
    pub fn builtin() -> Vec<Self> {
        let mut files = Vec::new();
        collect_builtin(&BUILTIN, &mut files);
        files.sort();
        files
    }

    /// Reads the TOML files of the folder `dir` and up to three folders down,
    /// sorted by path.
    ///
    /// # Errors
    ///
    /// [`LexiconError::Unreadable`] where the folder or a file cannot be read
    /// as UTF-8.
    pub fn read_folder(dir: &Path) -> Result<Vec<Self>, LexiconError> {
        let mut files = Vec::new();
        collect(dir, dir, 0, &mut files)?;
        files.sort();
        Ok(files)
    }
}

/// Returns a file of the built-in lexicon's folder that is not part of the
/// lexicon itself, such as its statistical part; `path` uses `/`.
#[must_use]
pub fn builtin_file(path: &str) -> Option<&'static [u8]> {
    BUILTIN.get_file(path).map(include_dir::File::contents)
}

fn collect_builtin(dir: &Dir<'_>, files: &mut Vec<SourceFile>) {
    dir.dirs().for_each(|inner| collect_builtin(inner, files));
    files.extend(
        dir.files()
            .filter(|file| is_toml(file.path()))
            .map(|file| SourceFile {
                path: slashed(file.path()),
                text: file.contents_utf8().unwrap_or_default().to_owned(),
            }),
    );
}

fn collect(
    root: &Path,
    dir: &Path,
    depth: usize,
    files: &mut Vec<SourceFile>,
) -> Result<(), LexiconError> {
    for entry in std::fs::read_dir(dir).map_err(unreadable(dir))? {
        let path = entry.map_err(unreadable(dir))?.path();
        if path.is_dir() {
            if depth < MAX_DEPTH {
                collect(root, &path, depth + 1, files)?;
            }
        } else if is_toml(&path) {
            let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
            files.push(SourceFile {
                path: slashed(path.strip_prefix(root).unwrap_or(&path)),
                text,
            });
        }
    }
    Ok(())
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> LexiconError {
    move |source| LexiconError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
