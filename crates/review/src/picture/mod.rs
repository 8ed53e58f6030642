//! The page of a document as a picture, with the hits marked on it.

mod cache;
mod file;
mod sheet;

use std::path::Path as FilePath;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use waardenscan::Span;
use waardenscan_archive::{PageError, Pages, PlacedPassage, WorkerOptions};

use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::work::Subject;

use cache::Kept;
use file::{Gone, Stamp, current};

pub(crate) use sheet::Sheet;

/// Bytes of pictures that are kept: some hundred pages.
const PICTURES: usize = 48 << 20;

/// A page with the hits on it, or why there is none.
pub(crate) enum Highlights {
    On(Sheet),
    Not(&'static str),
}

/// Has pages drawn and keeps those drawn last.
pub(crate) struct Pictures {
    pages: Pages,
    kept: Mutex<Kept>,
}

impl Pictures {
    /// Has them drawn in a process of their own, or else in this one.
    pub(crate) fn new(worker: Option<WorkerOptions>) -> Self {
        Self {
            pages: worker.map_or_else(Pages::here, Pages::apart),
            kept: Mutex::new(Kept::new(PICTURES)),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Finds where the hits of a suggestion stand on its page.
    pub(crate) fn highlights(&self, desk: &Desk, subject: &Subject) -> Highlights {
        let folder = desk.path.parent();
        let path = &subject.stored.suggestion.document;
        let block = usize::try_from(subject.stored.block).unwrap_or(usize::MAX);
        let spans = sheet::spans(subject);
        let place = |stamp: &Stamp| {
            let sha256 = &subject.stored.sha256;
            let passage = (block, subject.passage.text.as_str());
            self.place(stamp, sha256, passage, &spans)
        };
        match Stamp::of(folder, path).and_then(|stamp| place(&stamp)) {
            Ok(placed) => Sheet::new(desk, subject, placed).map_or(
                Highlights::Not("Waar deze passage op de pagina staat, is niet bekend."),
                Highlights::On,
            ),
            Err(gone) => Highlights::Not(gone.in_dutch()),
        }
    }

    fn place(
        &self,
        stamp: &Stamp,
        sha256: &str,
        passage: (usize, &str),
        spans: &[Span],
    ) -> Result<PlacedPassage, Gone> {
        // The worker may hold what the file was before it changed.
        self.whole(stamp, sha256)?;
        let bytes = || current(stamp, sha256);
        let placed = self.pages.place(sha256, bytes, passage, spans);
        placed.map_err(|error| self.failed(stamp, sha256, error))
    }

    /// Returns the picture of a page, counted from 0, as PNG.
    fn png(
        &self,
        folder: Option<&FilePath>,
        path: &str,
        sha256: &str,
        index: usize,
    ) -> Result<Arc<[u8]>, Gone> {
        let stamp = Stamp::of(folder, path)?;
        if let Some(picture) = self.kept().picture(sha256, index, &stamp) {
            return Ok(picture);
        }
        self.whole(&stamp, sha256)?;
        let bytes = || current(&stamp, sha256);
        let png = self.pages.draw(sha256, bytes, index);
        let png: Arc<[u8]> = png
            .map_err(|error| self.failed(&stamp, sha256, error))?
            .into();
        self.kept().keep_picture(sha256, index, stamp, &png);
        Ok(png)
    }

    /// Checks that a file is the one that was scanned, once for each time that
    /// it is written, and that it brought no process down.
    fn whole(&self, stamp: &Stamp, sha256: &str) -> Result<(), Gone> {
        if let Some(found) = self.kept().checked(sha256, stamp) {
            return found;
        }
        let found = current(stamp, sha256).map(|_| ());
        self.kept().keep_checked(sha256, stamp.clone(), found);
        found
    }

    /// Says why there is no page; who brought a process down is not asked
    /// again.
    fn failed(&self, stamp: &Stamp, sha256: &str, error: PageError<Gone>) -> Gone {
        match error {
            PageError::Bytes(gone) => gone,
            PageError::Unreadable => Gone::Unreadable,
            PageError::Died => {
                let found = Err(Gone::Dangerous);
                self.kept().keep_checked(sha256, stamp.clone(), found);
                Gone::Dangerous
            }
        }
    }
}

/// Gives the picture of a page of the document that a suggestion is in.
pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Path((suggestion, page)): Path<(i64, usize)>,
) -> Result<Response, Refusal> {
    let index = page.checked_sub(1).ok_or(Refusal::NotFound)?;
    let stored = desk
        .read(move |_, project| project.suggestion(suggestion)?.ok_or(Refusal::NotFound))
        .await?;
    let picture = desk
        .apart(move |desk| {
            let document = &stored.suggestion.document;
            let folder = desk.path.parent();
            desk.pictures.png(folder, document, &stored.sha256, index)
        })
        .await?;
    let picture = picture.map_err(|_| Refusal::NotFound)?;
    let kind = [(header::CONTENT_TYPE, "image/png")];
    Ok((kind, axum::body::Bytes::from_owner(picture)).into_response())
}
