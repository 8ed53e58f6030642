//! Serves the page until it is told to stop.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use waardenscan_archive::{ProjectError, WorkerOptions};

use crate::desk::Desk;
use crate::guard::{Guard, guarded};
use crate::learning;
use crate::office::Office;
use crate::picture::Pictures;
use crate::{
    assets, coders, decision, keys, learn, list, overview, picture, refusal, sample, standard,
    values, visitor, work,
};

/// The most that a request may carry, in bytes: a note of some pages.
const MAX_BODY: usize = 64 << 10;

/// How a project is put under review.
#[derive(Clone, Debug, Default)]
pub struct ReviewOptions {
    /// The port to serve on. Default: one that is free.
    pub port: Option<u16>,
    /// Whether decisions are refused. Default: they are taken.
    pub read_only: bool,
    /// The process in which pages are taken apart and drawn, so that a hostile
    /// one brings nothing else down. Default: none, which is in this process.
    pub worker: Option<WorkerOptions>,
}

/// Why a project cannot be reviewed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewError {
    /// The project cannot be used.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The port is taken or may not be used.
    #[error("port {port} cannot be used; choose another, or none for one that is free")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// The system gives no random numbers, without which the page would be
    /// open to every program on this machine.
    #[error("the system gives no random numbers for the key of the page")]
    NoSecret,
    /// The server cannot go on.
    #[error("the page cannot be served")]
    Server(#[from] io::Error),
}

/// A project whose page can be served.
pub struct Review {
    listener: TcpListener,
    guard: Arc<Guard>,
    router: Router,
}

impl Review {
    /// Opens the project at `path` and takes a port on 127.0.0.1.
    ///
    /// # Errors
    ///
    /// [`ReviewError::Project`] when the project cannot be opened or nothing
    /// was scanned into it yet, [`ReviewError::Port`], [`ReviewError::NoSecret`],
    /// [`ReviewError::Server`].
    pub fn open(path: &Path, options: &ReviewOptions) -> Result<Self, ReviewError> {
        let desk = Desk::open(
            path,
            options.read_only,
            Pictures::new(options.worker.clone()),
        )?;
        let office = Office::new(desk)?;
        let port = options.port.unwrap_or(0);
        let taken = |source| ReviewError::Port { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(taken)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let guard = Guard::new(address).map_err(|_| ReviewError::NoSecret)?;
        let guard = Arc::new(guard);
        let router = router(office, Arc::clone(&guard));
        Ok(Self {
            listener,
            guard,
            router,
        })
    }

    /// Returns the address to open in a browser on this machine. It holds the
    /// key of the page: who has it can decide in the name of others.
    #[must_use]
    pub fn address(&self) -> String {
        self.guard.address()
    }

    /// Serves the page until the process is asked to stop (Ctrl-C), and lets
    /// the requests that are under way end.
    ///
    /// # Errors
    ///
    /// [`ReviewError::Server`].
    pub fn run(self) -> Result<(), ReviewError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, self.router)
                .with_graceful_shutdown(async {
                    // Where the signal cannot be waited for, the process ends
                    // at once: every decision is on the disk by then.
                    if tokio::signal::ctrl_c().await.is_err() {
                        std::future::pending::<()>().await;
                    }
                })
                .await
        })?;
        Ok(())
    }
}

pub(crate) fn router(office: Office, guard: Arc<Guard>) -> Router {
    Router::new()
        .route("/", get(overview::show))
        .route("/nakijken", get(work::show))
        .route("/besluit", post(decision::take))
        .route("/terugdraaien", post(decision::undo))
        .route("/lijst", get(list::show).post(list::decide))
        .route("/standaardtekst", get(standard::show))
        .route("/beeld/{suggestion}/{page}", get(picture::show))
        .route("/waarden", get(values::show).post(values::change))
        .route("/waarden/waardendocument.docx", get(values::document::word))
        .route("/waarden/waardendocument.html", get(values::document::html))
        .route("/overeenstemming", get(coders::show).post(coders::change))
        .route("/steekproef", get(sample::show).post(sample::change))
        .route("/leren", get(learn::show).post(learn::change))
        .route("/gezien", post(learning::seen))
        .route("/toetsen", get(keys::show))
        .route("/wie", get(visitor::ask).post(visitor::remember))
        .route("/vorm.css", get(assets::style))
        .route("/waarden.css", get(assets::colours))
        .route("/toetsen.js", get(assets::script))
        .route("/icoon.svg", get(assets::icon))
        .fallback(refusal::unknown)
        .with_state(office)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(guard, guarded))
}
