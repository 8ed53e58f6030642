use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::sidecar::{GivenMetadata, SIDECAR_NAME, Sidecar};

/// The files to scan, with what their sidecars say of them.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files in the order given, those of a folder sorted by path; each
    /// once.
    pub files: Vec<InputFile>,
    /// The sidecars that were read.
    pub sidecars: Vec<PathBuf>,
    /// What in folders and sidecars could not be read or used.
    pub problems: Vec<InputProblem>,
}

/// One file to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// The path to open.
    pub path: PathBuf,
    /// What a sidecar says of it.
    pub given: Option<GivenMetadata>,
}

/// Something about a folder or a sidecar that could not be read or used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputProblem {
    /// The folder or sidecar.
    pub path: PathBuf,
    /// What is wrong, in English, lower case.
    pub message: String,
}

impl Inputs {
    /// Finds the files of `paths`: a file is taken as it is, a folder with all
    /// below it. Links inside folders are not followed and names that start
    /// with a dot are left out, as are sidecars. A path that does not exist
    /// stays in the list, so that its scan reports it.
    #[must_use]
    pub fn find(paths: &[PathBuf]) -> Self {
        let mut inputs = Self::default();
        let mut seen = BTreeSet::new();
        for path in paths {
            if path.is_dir() {
                inputs.add_folder(path, &mut seen);
            } else if seen.insert(identity(path)) {
                let given = inputs.given_beside(path);
                inputs.files.push(InputFile {
                    path: path.clone(),
                    given,
                });
            }
        }
        inputs
    }

    /// Leaves out the files that the caller is about to write.
    pub fn leave_out(&mut self, outputs: &[PathBuf]) {
        let outputs: BTreeSet<PathBuf> = outputs.iter().map(|path| identity(path)).collect();
        self.files
            .retain(|file| !outputs.contains(&identity(&file.path)));
    }

    fn add_folder(&mut self, folder: &Path, seen: &mut BTreeSet<PathBuf>) {
        let mut files = Vec::new();
        let mut sidecars = Vec::new();
        let visible = |entry: &DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        let walk = WalkDir::new(folder).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    if entry.file_name() == SIDECAR_NAME {
                        sidecars.push(entry.into_path());
                    } else {
                        files.push(entry.into_path());
                    }
                }
                Ok(entry) if entry.path_is_symlink() => self.problems.push(InputProblem {
                    path: entry.into_path(),
                    message: "a link inside a folder is not followed".to_owned(),
                }),
                Ok(_) => {}
                // A folder that cannot be opened stays in the list, so that its
                // scan reports it: documents may be in there.
                Err(error) => files.push(error.path().unwrap_or(folder).to_owned()),
            }
        }
        let mut given = self.read_sidecars(sidecars);
        for path in files {
            let metadata = given.remove(&path);
            if seen.insert(identity(&path)) {
                self.files.push(InputFile {
                    path,
                    given: metadata.map(|(given, _)| given),
                });
            }
        }
        for (path, (_, sidecar)) in given {
            self.problems.push(InputProblem {
                path: sidecar,
                message: format!("names {}, which does not exist", display(&path)),
            });
        }
    }

    /// What each sidecar says, by the path of the file, with the sidecar. Of
    /// two sidecars that name a file the deeper one counts.
    fn read_sidecars(
        &mut self,
        sidecars: Vec<PathBuf>,
    ) -> BTreeMap<PathBuf, (GivenMetadata, PathBuf)> {
        let mut all = BTreeMap::new();
        for path in sidecars {
            let sidecar = Sidecar::read(&path);
            let folder = path.parent().unwrap_or(Path::new(""));
            for (file, given) in sidecar.rows {
                all.insert(folder.join(file), (given, path.clone()));
            }
            for message in sidecar.problems {
                self.problems.push(InputProblem {
                    path: path.clone(),
                    message,
                });
            }
            self.sidecars.push(path);
        }
        all
    }

    /// What the sidecar in the folder of a file given by itself says of it.
    fn given_beside(&mut self, file: &Path) -> Option<GivenMetadata> {
        let path = file.with_file_name(SIDECAR_NAME);
        if !path.is_file() {
            return None;
        }
        let name = file.file_name()?.to_string_lossy().into_owned();
        let given = Sidecar::read(&path).rows.remove(&name)?;
        if !self.sidecars.contains(&path) {
            self.sidecars.push(path);
        }
        Some(given)
    }
}

/// What makes two paths the same file.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

/// A path as the user would write it, with `/` between its parts.
pub(crate) fn display(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_gives_its_files_once_in_order_with_their_metadata() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("b")).unwrap();
        for file in ["c.pdf", "a.pdf", ".verborgen.pdf", "b/d.pdf"] {
            fs::write(root.join(file), "x").unwrap();
        }
        fs::write(
            root.join(SIDECAR_NAME),
            "path,year\nb/d.pdf,2024\nweg.pdf,2020\n",
        )
        .unwrap();

        let inputs = Inputs::find(&[root.join("c.pdf"), root.to_owned()]);

        let names: Vec<_> = inputs
            .files
            .iter()
            .map(|file| display(file.path.strip_prefix(root).unwrap()))
            .collect();
        assert_eq!(names, ["c.pdf", "a.pdf", "b/d.pdf"]);
        assert_eq!(inputs.files[2].given.as_ref().unwrap().year, Some(2024));
        assert_eq!(inputs.sidecars, [root.join(SIDECAR_NAME)]);
        assert_eq!(inputs.problems.len(), 1, "weg.pdf does not exist");
    }

    #[test]
    fn a_file_given_by_itself_has_the_metadata_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan.pdf"), "x").unwrap();
        fs::write(
            folder.path().join(SIDECAR_NAME),
            "path,kind\nplan.pdf,beleidsplan\n",
        )
        .unwrap();
        let inputs = Inputs::find(&[folder.path().join("plan.pdf")]);
        let given = inputs.files[0].given.as_ref().unwrap();
        assert_eq!(given.kind.as_deref(), Some("beleidsplan"));
    }

    #[test]
    fn a_path_that_does_not_exist_stays() {
        let inputs = Inputs::find(&[PathBuf::from("bestaat-niet.pdf")]);
        assert_eq!(inputs.files.len(), 1);
    }
}
