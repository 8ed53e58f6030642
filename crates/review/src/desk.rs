//! What every request works on: the project under review.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use waardenscan_archive::{Project, ProjectError, RunId, RunInfo};
use waardenscan_report::html::Values;

use crate::learning::Learner;
use crate::overview::Progress;
use crate::picture::Pictures;
use crate::queue::Lists;
use crate::refusal::Refusal;

/// Connections that read. More would only wait for the same processor.
const READERS: usize = 2;

/// The ways to the project's file.
struct Connections {
    /// Read by turns.
    readers: Vec<Mutex<Project>>,
    /// One at a time writes; none where decisions are refused.
    writer: Option<Mutex<Project>>,
}

/// A project under review, as its latest run left it.
pub(crate) struct Desk {
    connections: Arc<Connections>,
    pub(crate) path: PathBuf,
    pub(crate) run: RunId,
    pub(crate) info: RunInfo,
    /// The name of the project's file.
    pub(crate) name: String,
    pub(crate) progress: Progress,
    pub(crate) lists: Lists,
    pub(crate) pictures: Arc<Pictures>,
    pub(crate) learner: Arc<Learner>,
}

impl Desk {
    /// Opens the project at `path`.
    pub(crate) fn open(
        path: &Path,
        read_only: bool,
        pictures: Pictures,
    ) -> Result<Self, ProjectError> {
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
            connections: Arc::new(Connections { readers, writer }),
            path: path.to_owned(),
            run,
            info,
            name: name.to_string_lossy().into_owned(),
            progress,
            lists: Lists::default(),
            pictures: Arc::new(pictures),
            learner: Arc::default(),
        })
    }

    /// Returns a desk for the latest run, over the same connections.
    pub(crate) fn renewed(&self) -> Result<Self, ProjectError> {
        let project = Project::open_read_only(&self.path)?;
        let run = project.latest_run()?;
        Ok(Self {
            connections: Arc::clone(&self.connections),
            path: self.path.clone(),
            run,
            info: project.run_info(run)?,
            name: self.name.clone(),
            progress: Progress::new(&project)?,
            lists: Lists::default(),
            pictures: Arc::clone(&self.pictures),
            learner: Arc::clone(&self.learner),
        })
    }

    /// Whether decisions can be taken.
    pub(crate) fn is_open(&self) -> bool {
        self.connections.writer.is_some()
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

    /// Does what takes long and needs no project, beside the server's own
    /// thread: who waits for a page keeps nobody from reading.
    pub(crate) async fn apart<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || work(&desk));
        done.await.map_err(|_| Refusal::Broken)
    }

    /// Changes the project, beside the server's own thread. What this returns
    /// is on the disk.
    pub(crate) async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&Arc<Self>, &mut Project) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = Arc::clone(self);
        let written = tokio::task::spawn_blocking(move || {
            let writer = desk.connections.writer.as_ref();
            let writer = writer.ok_or(Refusal::ReadOnly)?;
            // A writer that panicked left a transaction that was rolled back.
            let mut project = writer.lock().unwrap_or_else(PoisonError::into_inner);
            change(&desk, &mut project)
        });
        written.await.map_err(|_| Refusal::Broken)?
    }

    /// Takes a connection that is free, or waits for one.
    fn reader(&self) -> Option<MutexGuard<'_, Project>> {
        let readers = &self.connections.readers;
        let free = readers.iter().find_map(|one| one.try_lock().ok());
        // A reader that panicked changed nothing.
        let waited = || {
            Some(
                readers
                    .first()?
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner),
            )
        };
        free.or_else(waited)
    }
}
