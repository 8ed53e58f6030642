//! The workers of a scan.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use waardenscan::Scanner;
use waardenscan::pdf::Recogniser;

use super::process::Process;
use super::protocol::{FromWorker, Start, WirePath};
use super::serve::fingerprint;
use crate::InputFile;

/// How long a worker may take before its first document.
const START_LIMIT: Duration = Duration::from_secs(60);

/// How often a worker is started anew, where that fails, before the scan is
/// given up, and how much longer is waited each time.
const STARTS: u32 = 4;
const START_PAUSE: Duration = Duration::from_millis(250);

/// Of more folders than this the worker gets their common one to read in: each
/// costs an open file at its start.
const MOST_FOLDERS: usize = 200;

/// How workers are started and what they may use.
#[derive(Clone, Debug)]
pub struct WorkerOptions {
    /// The program, which calls [`serve`](super::serve()).
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// What it is told for building its scanner.
    pub settings: Vec<u8>,
    /// The most address space a worker may have, which is more than the memory
    /// it uses: a thread that reads PDF alone reserves a quarter of a gibibyte.
    /// Default: 2 GiB; none is no limit.
    pub memory_bytes: Option<u64>,
    /// The most time that a document may take, not counting text recognition,
    /// which has limits of its own. Default: five minutes.
    pub document_timeout: Duration,
    /// After so many documents a worker is replaced, so that memory that a
    /// parser lost does not add up. Default: 500.
    pub recycle_after: usize,
    /// Recognises text for the workers. Default: none.
    pub recogniser: Option<Arc<dyn Recogniser>>,
}

impl WorkerOptions {
    /// The defaults for a program.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            arguments: Vec::new(),
            settings: Vec::new(),
            memory_bytes: Some(2 << 30),
            document_timeout: Duration::from_secs(300),
            recycle_after: 500,
            recogniser: None,
        }
    }
}

/// Why no worker can be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkerError {
    /// The program cannot be started.
    #[error("{}: no worker process can be started", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The program started and said why it cannot work.
    #[error("a worker process cannot work: {reason}")]
    Refused {
        /// What it said.
        reason: String,
    },
    /// The program started and ended, or was silent.
    #[error("a worker process gave no sign of life: {how}")]
    Silent {
        /// How it ended and what it said last.
        how: String,
    },
    /// The worker has another lexicon, threshold or version than its parent.
    #[error(
        "a worker process has another lexicon or version than the scan (the lexicon or the program was changed meanwhile?)"
    )]
    Other,
}

/// Worker processes for [`scan_files`](crate::scan_files).
pub struct Workers {
    pub(super) options: WorkerOptions,
    start: Start,
    fingerprint: String,
    missing: Vec<String>,
    /// Those that wait for work.
    idle: Mutex<Vec<Process>>,
}

/// The first worker on its way, so that it and its parent build their scanners
/// at the same time.
pub struct StartingWorkers {
    workers: Workers,
    first: Process,
}

impl StartingWorkers {
    /// Waits until the first worker is ready, so that what is wrong shows
    /// before the first document. The workers must have built the same scanner
    /// as `scanner`.
    ///
    /// # Errors
    ///
    /// [`WorkerError`].
    pub fn ready(self, scanner: &Scanner) -> Result<Workers, WorkerError> {
        let Self { mut workers, first } = self;
        workers.fingerprint = fingerprint(scanner);
        let (first, missing) = workers.greet(first)?;
        workers.missing = missing;
        workers.put_back(first);
        Ok(workers)
    }
}

impl Workers {
    /// Starts the first worker and waits until it is ready:
    /// [`Workers::begin`] and [`StartingWorkers::ready`].
    ///
    /// # Errors
    ///
    /// [`WorkerError`].
    pub fn start(
        scanner: &Scanner,
        files: &[InputFile],
        options: WorkerOptions,
    ) -> Result<Self, WorkerError> {
        Self::begin(files, options)?.ready(scanner)
    }

    /// Starts the first worker. The workers may read in the folders of `files`
    /// only.
    ///
    /// # Errors
    ///
    /// [`WorkerError::Start`].
    pub fn begin(
        files: &[InputFile],
        options: WorkerOptions,
    ) -> Result<StartingWorkers, WorkerError> {
        let start = Start {
            settings: options.settings.clone(),
            memory_bytes: options.memory_bytes,
            readable: folders(files).iter().map(|it| WirePath::new(it)).collect(),
            shows_pages: false,
        };
        let workers = Self {
            options,
            start,
            fingerprint: String::new(),
            missing: Vec::new(),
            idle: Mutex::default(),
        };
        let first = workers.launch()?;
        Ok(StartingWorkers { workers, first })
    }

    /// Returns what of the confinement this system does not offer, in English;
    /// empty on a Linux with Landlock and seccomp.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Returns a worker that waits for work, or a new one.
    pub(super) fn take(&self) -> Result<Process, WorkerError> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        if let Some(process) = idle {
            return Ok(process);
        }
        let mut pause = START_PAUSE;
        for _ in 1..STARTS {
            if let Ok((process, _)) = self.try_start() {
                return Ok(process);
            }
            thread::sleep(pause);
            pause *= 2;
        }
        self.try_start().map(|(process, _)| process)
    }

    pub(super) fn put_back(&self, process: Process) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(process);
        }
    }

    fn try_start(&self) -> Result<(Process, Vec<String>), WorkerError> {
        self.greet(self.launch()?)
    }

    fn launch(&self) -> Result<Process, WorkerError> {
        let mut command = Command::new(&self.options.program);
        command.args(&self.options.arguments);
        let process = Process::start(command, &self.start);
        process.map_err(|source| WorkerError::Start {
            program: self.options.program.clone(),
            source,
        })
    }

    /// Waits for the first word of a worker; returns what it lacks.
    fn greet(&self, mut process: Process) -> Result<(Process, Vec<String>), WorkerError> {
        match process.first(START_LIMIT) {
            Ok(FromWorker::Ready {
                fingerprint,
                missing,
            }) => {
                if fingerprint == self.fingerprint {
                    Ok((process, missing))
                } else {
                    Err(WorkerError::Other)
                }
            }
            Ok(FromWorker::Refused(reason)) => Err(WorkerError::Refused { reason }),
            Ok(_) => Err(WorkerError::Silent {
                how: "it spoke out of turn".to_owned(),
            }),
            Err(death) => Err(WorkerError::Silent {
                how: death.description(),
            }),
        }
    }
}

/// The folders that the files really stand in.
fn folders(files: &[InputFile]) -> Vec<PathBuf> {
    let mut folders = BTreeSet::new();
    for file in files {
        // What is not there needs no leave to be read.
        if let Ok(real) = file.path.canonicalize()
            && let Some(folder) = real.parent()
        {
            folders.insert(folder.to_owned());
        }
    }
    if folders.len() > MOST_FOLDERS {
        let mut common = folders.pop_first().unwrap_or_default();
        for folder in &folders {
            while !folder.starts_with(&common) && common.pop() {}
        }
        return vec![common];
    }
    folders.into_iter().collect()
}
