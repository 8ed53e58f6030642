//! The files to scan: from paths, folders, patterns and lists.

mod list;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::content;
use crate::packed::{self, Looked, Opener};
use crate::sidecar::{GivenMetadata, SIDECAR_NAMES, Sidecar};
use crate::{Failure, FailureKind, Member};

pub use list::paths_of_list;
pub use pattern::{PatternError, Patterns};

/// The files to scan, with what their sidecars say of them.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files in the order given, those of a folder sorted by path; each
    /// once.
    pub files: Vec<InputFile>,
    /// The sidecars that were read.
    pub sidecars: Vec<PathBuf>,
}

/// One file to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// The path to open.
    pub path: PathBuf,
    /// What to take out of it, where it is a zip archive.
    pub member: Option<Member>,
    /// What a sidecar says of it.
    pub given: Option<GivenMetadata>,
    /// Why it is not to be opened at all: a link that is not followed, a
    /// folder that cannot be entered, a sidecar with faults. Its outcome is
    /// this.
    pub refused: Option<Failure>,
}

/// What of the paths is taken.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// Of folders only files that match one of these. Default: all.
    pub include: Option<Patterns>,
    /// Of folders no files, and nothing below folders, that match one of
    /// these. Default: none.
    pub exclude: Option<Patterns>,
    /// Whether links inside folders are followed. Default: they are named, and
    /// left alone.
    pub follow_links: bool,
}

impl InputFile {
    /// A file of which nothing is known.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self {
            path,
            member: None,
            given: None,
            refused: None,
        }
    }

    /// Returns what to take out of the archive that the file is, if it is one.
    pub(crate) fn member_name(&self) -> Option<&str> {
        self.member.as_ref().map(|member| member.name.as_str())
    }

    /// Returns the path, with the member's name behind it where there is one.
    #[must_use]
    pub fn full_path(&self) -> PathBuf {
        match &self.member {
            Some(member) => self.path.join(&member.name),
            None => self.path.clone(),
        }
    }

    /// Returns the full path as the outcome has it, with `/` between its parts.
    #[must_use]
    pub fn name(&self) -> String {
        display(&self.full_path())
    }

    /// Returns the size in bytes, that of a member as its archive says; 0 where
    /// it is not known.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        match &self.member {
            Some(member) => member.bytes,
            None => self.path.metadata().map_or(0, |metadata| metadata.len()),
        }
    }

    fn refused(path: PathBuf, kind: FailureKind, message: impl Into<String>) -> Self {
        Self {
            refused: Some(Failure::new(kind, message)),
            ..Self::new(path)
        }
    }
}

impl Inputs {
    /// Finds the files of `paths` with the default options
    /// ([`Inputs::find_with`]).
    #[must_use]
    pub fn find(paths: &[PathBuf]) -> Self {
        Self::find_with(paths, &InputOptions::default())
    }

    /// Finds the files of `paths`: a file is taken as it is, a folder with all
    /// below it. A path that does not exist is taken as a pattern where it has
    /// a `*`, `?`, `[` or `{`, and stays in the list otherwise, so that its
    /// scan reports it. In folders, names that start with a dot are left out,
    /// as are sidecars. What cannot be entered or used is a file that is
    /// [refused](field@InputFile::refused).
    ///
    /// A zip archive is taken for a folder: its files are as those below a
    /// folder of its name, `archive.zip/map/plan.pdf`. What is an archive is
    /// told by the content; archives within archives are not opened.
    #[must_use]
    pub fn find_with(paths: &[PathBuf], options: &InputOptions) -> Self {
        let mut inputs = Self::default();
        let mut seen = BTreeSet::new();
        for path in paths {
            if path.is_dir() {
                inputs.add_folder(path, options, &mut seen);
            } else if path.exists() {
                inputs.add_file(path, &mut seen);
            } else if let Some(member) = member(path) {
                inputs.add(vec![member], &mut seen);
            } else if let Some((folder, pattern)) = pattern::split(path) {
                let mut options = options.clone();
                options.include = Some(pattern);
                if !inputs.add_folder(&folder, &options, &mut seen) {
                    let none = "no file matches this pattern";
                    let file = InputFile::refused(path.clone(), FailureKind::NotFound, none);
                    inputs.files.push(file);
                }
            } else {
                inputs.add(vec![InputFile::new(path.clone())], &mut seen);
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

    /// Adds files that are not known yet.
    fn add(&mut self, files: Vec<InputFile>, seen: &mut BTreeSet<PathBuf>) {
        for file in files {
            let member = file.member.as_ref().map_or("", |member| &member.name);
            if seen.insert(identity(&file.path).join(member)) {
                self.files.push(file);
            }
        }
    }

    /// Adds a file given by itself, or what it holds.
    fn add_file(&mut self, path: &Path, seen: &mut BTreeSet<PathBuf>) {
        let mut found = Found::default();
        found.add(path.to_owned(), |_| true);
        let within = self.read_sidecars(found.sidecars);
        for file in &mut found.files {
            let given = within.get(&file.full_path());
            file.given = given.map(|(given, _)| given.clone());
            if file.given.is_none() {
                file.given = self.given_beside(path, file);
            }
        }
        self.add(found.files, seen);
    }

    /// Returns whether anything was found, be it known already.
    fn add_folder(
        &mut self,
        folder: &Path,
        options: &InputOptions,
        seen: &mut BTreeSet<PathBuf>,
    ) -> bool {
        let mut found = Found::default();
        // The files of a pattern without a folder go without one too.
        let unnamed = folder.as_os_str().is_empty();
        let start = if unnamed { Path::new(".") } else { folder };
        let named = |path: PathBuf| match path.strip_prefix(start) {
            Ok(below) if unnamed => below.to_owned(),
            _ => path,
        };
        let excluded = |path: &Path| {
            let below = path.strip_prefix(start).unwrap_or(path);
            options.exclude.as_ref().is_some_and(|it| it.matches(below))
        };
        let included = |path: &Path| {
            let below = path.strip_prefix(start).unwrap_or(path);
            options.include.as_ref().is_none_or(|it| it.matches(below))
        };
        let taken = |path: &Path| {
            let mut above = path.ancestors().take_while(|above| *above != start);
            included(path) && !above.any(excluded)
        };
        let visible = |entry: &DirEntry| {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            entry.depth() == 0 || !(hidden || excluded(entry.path()))
        };
        let walk = WalkDir::new(start)
            .sort_by_file_name()
            .follow_links(options.follow_links);
        for entry in walk.into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if is_sidecar(entry.path()) => {
                    let sidecar = InputFile::new(named(entry.into_path()));
                    found.sidecars.push(sidecar);
                }
                Ok(entry) if entry.path_is_symlink() && !options.follow_links => {
                    // What a folder behind it holds is not known.
                    if included(entry.path()) || entry.path().is_dir() {
                        found.files.push(InputFile::refused(
                            named(entry.into_path()),
                            FailureKind::LinkNotFollowed,
                            "a link inside a folder is not followed",
                        ));
                    }
                }
                // A pipe or device too: its outcome says what it is.
                Ok(entry) => found.add(named(entry.into_path()), taken),
                Err(error) => {
                    let path = named(error.path().unwrap_or(start).to_owned());
                    found.files.push(unreachable_entry(path, error));
                }
            }
        }
        let Found {
            mut files,
            sidecars,
            left_out,
        } = found;
        let found = !files.is_empty();
        let mut given = self.read_sidecars(sidecars);
        for file in &mut files {
            let given = given.remove(&file.full_path());
            file.given = given.map(|(given, _)| given);
        }
        self.add(files, seen);
        // Rows of files that were left out on purpose are no fault.
        given.retain(|path, _| !path.exists() && !left_out.contains(path));
        let mut missing: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        for (path, (_, sidecar)) in given {
            let message = format!("names {}, which does not exist", display(&path));
            missing.entry(sidecar).or_default().push(message);
        }
        for (sidecar, messages) in missing {
            self.blame(&sidecar, &messages);
        }
        found
    }

    /// What each sidecar says, by the path of the file, with the sidecar. Of
    /// two sidecars that name a file the deeper one counts.
    fn read_sidecars(
        &mut self,
        sidecars: Vec<InputFile>,
    ) -> BTreeMap<PathBuf, (GivenMetadata, PathBuf)> {
        let mut all = BTreeMap::new();
        let mut opener = Opener::default();
        for sidecar in sidecars {
            let path = sidecar.full_path();
            let member = sidecar.member_name();
            let sidecar = Sidecar::read(&path, opener.read(&sidecar.path, member));
            let folder = path.parent().unwrap_or(Path::new(""));
            for (file, given) in sidecar.rows {
                all.insert(folder.join(file), (given, path.clone()));
            }
            self.blame(&path, &sidecar.problems);
            self.sidecars.push(path);
        }
        all
    }

    /// Makes the faults of a sidecar an outcome of its own.
    fn blame(&mut self, sidecar: &Path, problems: &[String]) {
        if problems.is_empty() {
            return;
        }
        let this = identity(sidecar);
        let same = |file: &&mut InputFile| {
            let kind = file.refused.as_ref().map(|refused| refused.kind);
            kind == Some(FailureKind::Sidecar) && identity(&file.path) == this
        };
        let mut shown = problems
            .iter()
            .take(MOST_PROBLEMS)
            .cloned()
            .collect::<Vec<_>>();
        if problems.len() > MOST_PROBLEMS {
            shown.push(format!("and {} more", problems.len() - MOST_PROBLEMS));
        }
        let message = shown.join("; ");
        let known = self.files.iter_mut().find(same);
        match known.and_then(|file| file.refused.as_mut()) {
            // Met once more, by another of the paths given.
            Some(refused) if refused.message.contains(&message) => {}
            Some(refused) => {
                refused.message.push_str("; ");
                refused.message.push_str(&message);
            }
            None => self.files.push(InputFile::refused(
                sidecar.to_owned(),
                FailureKind::Sidecar,
                message,
            )),
        }
    }

    /// What the sidecars in the folder of a path given by itself say of a file
    /// found there.
    fn given_beside(&mut self, given: &Path, file: &InputFile) -> Option<GivenMetadata> {
        let full = file.full_path();
        let below = match given.parent() {
            Some(folder) => full.strip_prefix(folder).ok()?,
            None => &full,
        };
        let name = display(below);
        let mut found = None;
        for sidecar in SIDECAR_NAMES {
            let path = given.with_file_name(sidecar);
            if !path.is_file() {
                continue;
            }
            let sidecar = Sidecar::read(&path, content::read(&path));
            if let Some(given) = sidecar.rows.get(&name).cloned() {
                found = Some(given);
                if !self.sidecars.contains(&path) {
                    self.sidecars.push(path);
                }
            }
        }
        found
    }
}

/// What was found on the disk.
#[derive(Default)]
struct Found {
    files: Vec<InputFile>,
    sidecars: Vec<InputFile>,
    /// Files in archives that were not wanted.
    left_out: BTreeSet<PathBuf>,
}

impl Found {
    /// Adds a file, or, where it is an archive, what it holds, as far as
    /// `taken` takes it.
    fn add(&mut self, path: PathBuf, taken: impl Fn(&Path) -> bool) {
        match packed::look_into(&path) {
            Looked::Other if taken(&path) => self.files.push(InputFile::new(path)),
            Looked::Other => {}
            // Whether what it holds is wanted is not known.
            Looked::Refused(failure) => self.files.push(InputFile {
                refused: Some(failure),
                ..InputFile::new(path)
            }),
            Looked::Archive(members) => {
                for member in members {
                    let file = InputFile {
                        member: Some(member),
                        ..InputFile::new(path.clone())
                    };
                    let full = file.full_path();
                    if is_sidecar(&full) {
                        self.sidecars.push(file);
                    } else if taken(&full) {
                        self.files.push(file);
                    } else {
                        self.left_out.insert(full);
                    }
                }
            }
        }
    }
}

/// The file in an archive that a path leads to.
fn member(path: &Path) -> Option<InputFile> {
    let (archive, name) = packed::split(path)?;
    let Looked::Archive(members) = packed::look_into(archive) else {
        return None;
    };
    let member = members.into_iter().find(|member| member.name == name);
    member.map(|member| InputFile {
        member: Some(member),
        ..InputFile::new(archive.to_owned())
    })
}

/// Faults of one sidecar that are named.
const MOST_PROBLEMS: usize = 10;

fn is_sidecar(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| SIDECAR_NAMES.contains(&name))
}

/// A folder that cannot be opened stays in the list, so that its outcome says
/// so: documents may be in there.
fn unreachable_entry(path: PathBuf, error: walkdir::Error) -> InputFile {
    if let Some(ancestor) = error.loop_ancestor() {
        let message = format!("a link that leads back to {}", display(ancestor));
        return InputFile::refused(path, FailureKind::LinkNotFollowed, message);
    }
    match error.into_io_error() {
        Some(error) => InputFile {
            refused: Some(Failure::from(error)),
            ..InputFile::new(path)
        },
        None => InputFile::new(path),
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
mod tests;
