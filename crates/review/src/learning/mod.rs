//! Learning from decisions without being asked: beside the requests, and never
//! silently.

mod notice;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use axum::response::Response;
use waardenscan_archive::{Project, ProjectError};

use crate::desk::Desk;
use crate::fields::Form;
use crate::refusal::Refusal;
use crate::visitor;

pub(crate) use notice::{Notice, calibration, decisions};

/// Suggestions that get their new score in one transaction, some tens of
/// milliseconds, for which a decision may have to wait.
const AT_ONCE: u32 = 250;
/// How long others get to write between two of them.
const PAUSE: Duration = Duration::from_millis(5);

/// Whether scores are being changed.
#[derive(Debug, Default)]
pub(crate) struct Learner {
    busy: AtomicBool,
}

impl Desk {
    /// Learns from the decisions where so many were taken that it is time, in
    /// the name of who took the last.
    pub(crate) fn learn_when_due(self: &Arc<Self>, who: &str) {
        let who = who.to_owned();
        self.learn_beside(move |project| {
            if let Some(every) = project.learning_due()? {
                project.begin_learning(&who, Some(every))?;
            }
            Ok(())
        });
    }

    /// Goes on with giving suggestions their score, where an entry of the
    /// ledger asked for it.
    pub(crate) fn go_on_learning(self: &Arc<Self>) {
        self.learn_beside(|_| Ok(()));
    }

    fn learn_beside(
        self: &Arc<Self>,
        begin: impl FnOnce(&mut Project) -> Result<(), ProjectError> + Send + 'static,
    ) {
        if !self.is_open() || self.learner.busy.swap(true, Ordering::AcqRel) {
            return;
        }
        let learner = Arc::clone(&self.learner);
        let path = self.path.clone();
        thread::spawn(move || {
            // What fails is tried again after the next decision; how far it
            // came is on the disk.
            let _ = learn(&path, begin);
            learner.busy.store(false, Ordering::Release);
        });
    }
}

fn learn(
    path: &Path,
    begin: impl FnOnce(&mut Project) -> Result<(), ProjectError>,
) -> Result<(), ProjectError> {
    let mut project = Project::open(path)?;
    begin(&mut project)?;
    while project.rescore_some(AT_ONCE)? {
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// Remembers that a visitor has seen what was learned.
pub(crate) async fn seen(Form(fields): Form) -> Result<Response, Refusal> {
    let number: u64 = fields.must("nr")?;
    let to = visitor::own_path(fields.get("terug").unwrap_or("/"));
    Ok(visitor::keep_seen(number, to))
}
