//! What every request works on: the project under review.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use waardenscan_archive::{Project, ProjectError, RunId, RunInfo};
use waardenscan_report::html::Values;

use crate::overview::Progress;
use crate::picture::Pictures;
use crate::refusal::Refusal;

/// Connections that read. More would only wait for the same processor.
const READERS: usize = 2;

/// A project under review.
pub(crate) struct Desk {
    /// Read by turns.
    readers: Vec<Mutex<Project>>,
    /// One at a time writes; none where decisions are refused.
    writer: Option<Mutex<Project>>,
    pub(crate) run: RunId,
    pub(crate) info: RunInfo,
    /// The name of the project's file.
    pub(crate) name: String,
    pub(crate) progress: Progress,
    pub(crate) pictures: Pictures,
}

impl Desk {
    /// Opens the project at `path`.
    pub(crate) fn open(path: &Path, read_only: bool) -> Result<Self, ProjectError> {
        // The first that opens brings an old project up to date.
        let writer = match read_only {
            true => None,
            false => Some(Mutex::new(Project::open(path)?)),
        };
        let project = Project::open_read_only(path)?;
        let run = project.latest_run()?;
        let info = project.run_info(run)?;
        // Counted before the first page is asked for, which then need not wait.
        let progress = Progress::new(&project)?;
        let mut readers = vec![Mutex::new(project)];
        for _ in 1..READERS {
            readers.push(Mutex::new(Project::open_read_only(path)?));
        }
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            readers,
            writer,
            run,
            info,
            name: name.to_string_lossy().into_owned(),
            progress,
            pictures: Pictures::default(),
        })
    }

    /// Whether decisions can be taken.
    pub(crate) const fn is_open(&self) -> bool {
        self.writer.is_some()
    }

    /// The values of the lexicon with their colours.
    pub(crate) fn values(&self) -> Values<'_> {
        Values::new(&self.info.values)
    }

    /// Answers a question to the project, beside the server's own thread.
    pub(crate) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Arc<Self>, &Project) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = Arc::clone(self);
        let answer = tokio::task::spawn_blocking(move || {
            let project = desk.reader().ok_or(Refusal::Broken)?;
            question(&desk, &project)
        });
        answer.await.map_err(|_| Refusal::Broken)?
    }

    /// Changes the project, beside the server's own thread. What this returns
    /// is on the disk.
    pub(crate) async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&Arc<Self>, &mut Project) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = Arc::clone(self);
        let written = tokio::task::spawn_blocking(move || {
            let writer = desk.writer.as_ref().ok_or(Refusal::ReadOnly)?;
            // A writer that panicked left a transaction that was rolled back.
            let mut project = writer.lock().unwrap_or_else(PoisonError::into_inner);
            change(&desk, &mut project)
        });
        written.await.map_err(|_| Refusal::Broken)?
    }

    /// Takes a connection that is free, or waits for one.
    fn reader(&self) -> Option<MutexGuard<'_, Project>> {
        let free = self.readers.iter().find_map(|one| one.try_lock().ok());
        // A reader that panicked changed nothing.
        let waited = || {
            Some(
                self.readers
                    .first()?
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner),
            )
        };
        free.or_else(waited)
    }
}
