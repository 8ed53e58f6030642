//! Patterns of file names.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns of paths: `*` and `?` within a name, `**` over folders, `[a-z]`,
/// `{pdf,docx}`. Case plays no part, as archives come from systems where it
/// plays none. A pattern without `/` is of a name, wherever it stands.
#[derive(Clone, Debug)]
pub struct Patterns(GlobSet);

/// A pattern that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pattern}: {cause}")]
pub struct PatternError {
    /// The pattern.
    pub pattern: String,
    /// What is wrong with it.
    pub cause: String,
}

impl Patterns {
    /// Reads patterns; paths match where they match one of them.
    ///
    /// # Errors
    ///
    /// [`PatternError`] for the first one that makes no sense.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<Self, PatternError> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            let whole = if pattern.contains('/') {
                pattern.trim_start_matches("./").to_owned()
            } else {
                format!("**/{pattern}")
            };
            let glob = GlobBuilder::new(&whole)
                .literal_separator(true)
                .case_insensitive(true)
                .build();
            set.add(glob.map_err(|error| PatternError {
                pattern: pattern.to_owned(),
                cause: error.kind().to_string(),
            })?);
        }
        let set = set.build().map_err(|error| PatternError {
            pattern: error.glob().unwrap_or_default().to_owned(),
            cause: error.kind().to_string(),
        })?;
        Ok(Self(set))
    }

    /// Tells whether a path, relative to the folder that is searched, matches.
    #[must_use]
    pub fn matches(&self, path: &Path) -> bool {
        self.0.is_match(path)
    }
}

/// Splits a path with a pattern in it into the folder above, empty for the
/// current one, and what must match below it; none where it holds no pattern, or none that makes sense.
pub(super) fn split(path: &Path) -> Option<(PathBuf, Patterns)> {
    let is_pattern = |part: &Component<'_>| {
        let name = part.as_os_str().to_string_lossy();
        name.contains(['*', '?', '[', '{'])
    };
    let parts: Vec<Component<'_>> = path.components().collect();
    let first = parts.iter().position(is_pattern)?;
    let (folder, below) = parts.split_at_checked(first)?;
    let below: PathBuf = below.iter().collect();
    let below = below.to_string_lossy().replace('\\', "/");
    // Of one name only: not wherever it stands, but here.
    let glob = GlobBuilder::new(&below)
        .literal_separator(true)
        .case_insensitive(true)
        .build();
    let set = GlobSetBuilder::new().add(glob.ok()?).build().ok()?;
    Some((folder.iter().collect(), Patterns(set)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_matches_anywhere_and_a_path_where_it_stands() {
        let matches =
            |pattern: &str, path: &str| Patterns::new([pattern]).unwrap().matches(Path::new(path));
        assert!(matches("*.pdf", "a/b/Plan.PDF"));
        assert!(matches("*.{pdf,docx}", "plan.docx"));
        assert!(matches("oud", "a/oud"));
        assert!(matches("a/*.pdf", "a/plan.pdf"));
        assert!(!matches("a/*.pdf", "a/b/plan.pdf"));
        assert!(matches("a/**/*.pdf", "a/b/c/plan.pdf"));
        assert!(!matches("*.pdf", "plan.pdf.txt"));
        let error = Patterns::new(["[z-a]"]).unwrap_err();
        assert_eq!(error.pattern, "[z-a]");
    }
}
