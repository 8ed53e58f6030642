//! Where the desk stands: a new scan into the project lays a new one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::extract::FromRef;
use waardenscan_archive::{Project, ProjectError, RunId};

use crate::desk::Desk;

/// Hands out the desk, and replaces it when the project was scanned anew:
/// what a desk knows of a run (its values, its counts) stays as it is.
#[derive(Clone)]
pub(crate) struct Office(Arc<Inner>);

struct Inner {
    /// Only ever asked which run is the latest, so that nobody waits for it.
    watch: Mutex<Project>,
    desk: RwLock<Arc<Desk>>,
    replacing: AtomicBool,
}

impl Office {
    pub(crate) fn new(desk: Desk) -> Result<Self, ProjectError> {
        let desk = Arc::new(desk);
        // What a killed program left half done.
        desk.go_on_learning();
        Ok(Self(Arc::new(Inner {
            watch: Mutex::new(Project::open_read_only(&desk.path)?),
            desk: RwLock::new(desk),
            replacing: AtomicBool::new(false),
        })))
    }

    fn desk(&self) -> Arc<Desk> {
        let desk = self.0.desk.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&desk)
    }

    fn latest_run(&self) -> Option<RunId> {
        let watch = self.0.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.latest_run().ok()
    }

    /// Lays a new desk beside the requests: counting may take a while.
    fn replace(&self, old: Arc<Desk>) {
        if self.0.replacing.swap(true, Ordering::AcqRel) {
            return;
        }
        let office = self.clone();
        std::thread::spawn(move || {
            // Where it fails, the old one serves, and the next request tries
            // again.
            if let Ok(desk) = old.renewed() {
                let mut current = office
                    .0
                    .desk
                    .write()
                    .unwrap_or_else(PoisonError::into_inner);
                *current = Arc::new(desk);
            }
            office.0.replacing.store(false, Ordering::Release);
        });
    }
}

/// The desk for one request.
impl FromRef<Office> for Arc<Desk> {
    fn from_ref(office: &Office) -> Self {
        let desk = office.desk();
        if office.latest_run().is_some_and(|run| run != desk.run) {
            office.replace(Self::clone(&desk));
        }
        desk
    }
}
