//! A scan into a project that does only what is missing.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use sha2::{Digest, Sha256};
use waardenscan::Scanner;

use crate::inputs::display;
use crate::packed::{self, Opener};
use crate::project::{KnownFiles, Met, Stamp, Step};
use crate::{
    Ending, InputFile, Outcome, Project, ProjectError, RunId, RunOptions, ScanOptions, WorkerError,
    scan_files,
};

/// Outcomes wait so long at most before they are on the disk: what is left to
/// save when the last is read is little...
const BATCH_TIME: Duration = Duration::from_millis(250);
/// ... and so many of them.
const BATCH_STEPS: usize = 256;

/// How a project is brought up to date.
#[derive(Clone, Default)]
pub struct UpdateOptions<'a> {
    /// How files are scanned.
    pub scan: ScanOptions<'a>,
    /// What else decides the results, and whether to do all again.
    pub run: RunOptions,
    /// The folders in which the files were looked for: what the project knows
    /// below those that exist and is not there any more has been removed.
    pub roots: Vec<PathBuf>,
}

/// What a scan into a project did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The run; [`Project::changes`] says what it changed.
    pub run: RunId,
    /// Files that were read.
    pub read: usize,
    /// Files that were as they were.
    pub kept: usize,
    /// Files with the same bytes as another that was read.
    pub copies: usize,
}

/// Brings `project` up to date with `files`: reads what is new, changed or was
/// read with another lexicon, model, engine or settings, and calls `each` with
/// the outcome of every file, read or not, in the order of `files`. The same
/// bytes are read once. What a broken-off run did stays done.
///
/// A scan that was stopped, or had no worker processes any more, is saved and
/// its run is not finished: the next one goes on with it.
///
/// Whether a file changed is told by its size and time of change, and where
/// these differ by its bytes; [`RunOptions::fresh`] trusts neither.
///
/// # Errors
///
/// Whatever `each` returns, and any [`ProjectError`]; what was read until then
/// is saved. [`ProjectError::Scanned`] where another scan into the project is
/// under way: its results would be mixed with those of this one.
pub fn update_project<E: From<ProjectError>>(
    project: &mut Project,
    scanner: &Scanner,
    files: &[InputFile],
    options: &UpdateOptions<'_>,
    mut each: impl FnMut(&Outcome) -> Result<(), E>,
) -> Result<(Ending, Updated), E> {
    let _lock = project.lock_for_scan()?;
    let run = project.start_run_with(scanner, &options.run)?;
    let known = project.known_files(run)?;
    let plan = Plan::new(files, &known);
    let to_read: Vec<InputFile> = plan.to_read(files).cloned().collect();
    let mut update = Update {
        project,
        run,
        files,
        plan: &plan,
        next: 0,
        steps: Vec::new(),
        since: Instant::now(),
        held: known.contents.clone(),
        waiting: BTreeSet::new(),
        left_out: false,
        failed: None,
    };
    let scanned = scan_files(scanner, &to_read, &options.scan, |outcome| {
        update.until(&outcome, scanner, &options.scan, &mut each)?;
        update.read(outcome, &mut each)
    });
    let done = match scanned {
        Ok(Ending::Complete) => update
            .until_read(scanner, &options.scan, &mut each)
            .map(|()| Ending::Complete),
        other => other,
    };
    update.save()?;
    let failed = update.failed.take();
    let ending = failed.map_or(done?, Ending::NoWorker);
    if matches!(ending, Ending::Complete) {
        remove_gone(project, run, files, &options.roots)?;
        project.finish_run(run)?;
    }
    Ok((ending, plan.updated(run)))
}

/// What is to be done with one file.
enum Task {
    /// To be read.
    Read,
    /// As it was.
    Keep,
    /// The same bytes as what the project holds, or as another of the files:
    /// their SHA-256.
    Copy(String),
}

/// One task a file.
struct Plan {
    tasks: Vec<(Task, Option<Stamp>)>,
}

impl Plan {
    fn new(files: &[InputFile], known: &KnownFiles) -> Self {
        let stamped: Vec<(String, Option<Stamp>)> = files
            .iter()
            .map(|file| {
                // What is not to be opened has no bytes to compare.
                let stamp = file.refused.is_none().then(|| stamp(file));
                (file.name(), stamp.flatten())
            })
            .collect();
        let is_kept = |path: &str, stamp: &Option<Stamp>| {
            let known = known.documents.get(path);
            known.is_some_and(|known| known.up_to_date && stamp.is_some() && known.stamp == *stamp)
        };
        // Only files of the same size can be the same, so few need hashing
        // before they are read.
        let mut sizes = known.sizes.clone();
        let mut shared: BTreeSet<u64> = BTreeSet::new();
        for (path, stamp) in &stamped {
            if let (false, Some(stamp)) = (is_kept(path, stamp), stamp)
                && !sizes.insert(stamp.bytes)
            {
                shared.insert(stamp.bytes);
            }
        }
        let mut contents = known.contents.clone();
        let mut opener = Opener::default();
        let tasks = files.iter().zip(stamped).map(|(file, (path, stamp))| {
            if is_kept(&path, &stamp) {
                return (Task::Keep, stamp);
            }
            let same_size = stamp.is_some_and(|stamp| shared.contains(&stamp.bytes));
            let hash = same_size.then(|| hash(file, &mut opener)).flatten();
            match hash {
                Some(hash) if !contents.insert(hash.clone()) => (Task::Copy(hash), stamp),
                _ => (Task::Read, stamp),
            }
        });
        Self {
            tasks: tasks.collect(),
        }
    }

    fn to_read<'a>(&self, files: &'a [InputFile]) -> impl Iterator<Item = &'a InputFile> {
        let tasks = self.tasks.iter().zip(files);
        tasks.filter_map(|((task, _), file)| matches!(task, Task::Read).then_some(file))
    }

    fn updated(&self, run: RunId) -> Updated {
        let count = |wanted: fn(&Task) -> bool| {
            let tasks = self.tasks.iter();
            tasks.filter(|(task, _)| wanted(task)).count()
        };
        Updated {
            run,
            read: count(|task| matches!(task, Task::Read)),
            kept: count(|task| matches!(task, Task::Keep)),
            copies: count(|task| matches!(task, Task::Copy(_))),
        }
    }
}

/// An update under way.
struct Update<'a> {
    project: &'a mut Project,
    run: RunId,
    files: &'a [InputFile],
    plan: &'a Plan,
    /// The file whose turn it is.
    next: usize,
    /// What is not on the disk yet, and since when.
    steps: Vec<Step>,
    since: Instant,
    /// SHA-256 of what the project holds or is about to.
    held: BTreeSet<String>,
    /// Those of them that are not on the disk yet.
    waiting: BTreeSet<String>,
    /// Whether the scan ended before some file that was to be read.
    left_out: bool,
    /// Why a file that had to be read after all was not.
    failed: Option<WorkerError>,
}

impl Update<'_> {
    /// Hands over the files that need no reading, up to the one of `outcome`,
    /// and passes over those that were to be read and never were.
    fn until<E: From<ProjectError>>(
        &mut self,
        outcome: &Outcome,
        scanner: &Scanner,
        options: &ScanOptions<'_>,
        each: &mut impl FnMut(&Outcome) -> Result<(), E>,
    ) -> Result<(), E> {
        self.until_read(scanner, options, each)?;
        while self.failed.is_none()
            && let Some(file) = self.files.get(self.next)
            && file.name() != outcome.path
        {
            self.next += 1;
            self.left_out = true;
            self.until_read(scanner, options, each)?;
        }
        Ok(())
    }

    /// Hands over the files that need no reading, up to the next that does.
    fn until_read<E: From<ProjectError>>(
        &mut self,
        scanner: &Scanner,
        options: &ScanOptions<'_>,
        each: &mut impl FnMut(&Outcome) -> Result<(), E>,
    ) -> Result<(), E> {
        let plan = self.plan;
        while let Some((task, _)) = plan.tasks.get(self.next)
            && self.failed.is_none()
        {
            match task {
                Task::Read => return Ok(()),
                Task::Keep => self.keep(each)?,
                Task::Copy(sha256) if self.held.contains(sha256) => self.copy(sha256, each)?,
                Task::Copy(_) if self.left_out => self.next += 1,
                // What it was a copy of has changed since.
                Task::Copy(_) => {
                    let file: Vec<InputFile> =
                        self.files.get(self.next).cloned().into_iter().collect();
                    let options = ScanOptions {
                        stop: None,
                        ..*options
                    };
                    let ending =
                        scan_files(scanner, &file, &options, |outcome| self.read(outcome, each))?;
                    if let Ending::NoWorker(error) = ending {
                        self.failed = Some(error);
                    }
                }
            }
        }
        Ok(())
    }

    /// Takes what became of the file whose turn it is.
    fn read<E: From<ProjectError>>(
        &mut self,
        outcome: Outcome,
        each: &mut impl FnMut(&Outcome) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.failed.is_some() {
            // Out of its turn: it is read again when the scan goes on.
            return Ok(());
        }
        let met = self.met();
        each(&outcome)?;
        if let Some(sha256) = &outcome.sha256 {
            self.held.insert(sha256.clone());
            self.waiting.insert(sha256.clone());
        }
        self.step(Step::Read(met, Box::new(outcome)))?;
        Ok(())
    }

    fn keep<E: From<ProjectError>>(
        &mut self,
        each: &mut impl FnMut(&Outcome) -> Result<(), E>,
    ) -> Result<(), E> {
        let met = self.met();
        if let Some(document) = self.project.document(&met.path)? {
            let mut outcome = self.project.outcome(&document)?;
            outcome.given.clone_from(&met.given);
            each(&outcome)?;
        }
        self.step(Step::Same(met))?;
        Ok(())
    }

    fn copy<E: From<ProjectError>>(
        &mut self,
        sha256: &str,
        each: &mut impl FnMut(&Outcome) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.waiting.contains(sha256) {
            self.save()?;
        }
        let met = self.met();
        if let Some(document) = self.project.document_with(sha256)? {
            let mut outcome = self.project.outcome(&document)?;
            outcome.path.clone_from(&met.path);
            outcome.given.clone_from(&met.given);
            each(&outcome)?;
        }
        self.step(Step::Copy(met, sha256.to_owned()))?;
        Ok(())
    }

    /// The file whose turn it is; it is the next one's turn then.
    fn met(&mut self) -> Met {
        let position = self.next;
        self.next += 1;
        let file = self.files.get(position);
        Met {
            path: file.map(InputFile::name).unwrap_or_default(),
            position: Some(position),
            stamp: self.plan.tasks.get(position).and_then(|(_, stamp)| *stamp),
            given: file.and_then(|file| file.given.clone()),
        }
    }

    fn step(&mut self, step: Step) -> Result<(), ProjectError> {
        if self.steps.is_empty() {
            self.since = Instant::now();
        }
        self.steps.push(step);
        if self.steps.len() >= BATCH_STEPS || self.since.elapsed() >= BATCH_TIME {
            self.save()?;
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), ProjectError> {
        self.project.write(self.run, &self.steps)?;
        self.steps.clear();
        self.waiting.clear();
        Ok(())
    }
}

/// Notes the files that the project knows below the roots and that are not
/// there any more.
fn remove_gone(
    project: &mut Project,
    run: RunId,
    files: &[InputFile],
    roots: &[PathBuf],
) -> Result<(), ProjectError> {
    let met: BTreeSet<String> = files.iter().map(InputFile::name).collect();
    // What lies below could not be looked for.
    let refused: Vec<PathBuf> = files
        .iter()
        .filter(|file| file.refused.is_some())
        .map(InputFile::full_path)
        .collect();
    let mut opener = Opener::default();
    let mut exists = |path: &Path| {
        let member = || packed::split(path);
        path.exists()
            || refused.iter().any(|refused| path.starts_with(refused))
            || member().is_some_and(|(archive, member)| opener.has(archive, &member))
    };
    let known = project.known_files(run)?;
    // A folder that is gone altogether is more likely a disk that is not
    // there than an archive that was emptied.
    let roots: Vec<String> = roots
        .iter()
        .filter(|root| root.exists())
        .map(|root| display(root))
        .collect();
    let gone = known.documents.iter().filter(|(path, file)| {
        let path = Path::new(path.as_str());
        !file.removed && roots.iter().any(|root| path.starts_with(root))
    });
    let steps: Vec<Step> = gone
        .filter(|(path, _)| !met.contains(*path) && !exists(Path::new(path.as_str())))
        .map(|(path, _)| Step::Gone(path.clone()))
        .collect();
    steps
        .chunks(BATCH_STEPS)
        .try_for_each(|steps| project.write(run, steps))
}

/// Size and time of change of a file, the time of a member being its archive's;
/// none where it is no plain file or the system does not say.
fn stamp(file: &InputFile) -> Option<Stamp> {
    let metadata = file
        .path
        .metadata()
        .ok()
        .filter(std::fs::Metadata::is_file)?;
    let modified = metadata.modified().ok()?;
    let nanoseconds = match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).ok()?,
        Err(before) => -i64::try_from(before.duration().as_nanos()).ok()?,
    };
    Some(Stamp {
        bytes: file.member.as_ref().map_or(metadata.len(), |it| it.bytes),
        modified_ns: nanoseconds,
    })
}

/// The SHA-256 of a file in lower-case hexadecimals; none where it cannot be
/// read.
fn hash(file: &InputFile, opener: &mut Opener) -> Option<String> {
    match &file.member {
        None => hash_of_file(&file.path).ok(),
        Some(member) => {
            let bytes = opener.read(&file.path, Some(&member.name)).ok()?;
            Some(hexadecimal(&Sha256::digest(bytes)))
        }
    }
}

fn hash_of_file(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        digest.update(bytes);
        let length = bytes.len();
        file.consume(length);
    }
    Ok(hexadecimal(&digest.finalize()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
