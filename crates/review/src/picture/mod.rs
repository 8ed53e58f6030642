//! The page of a document as a picture, with the hits marked on it.

mod cache;
mod file;
mod sheet;

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use waardenscan::pdf::PdfReader;
use waardenscan_archive::Project;

use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::work::Subject;

use cache::{Kept, Laid};
use file::{Gone, current};

pub(crate) use sheet::Sheet;

/// Dots an inch of a picture: a page of A4 is then as wide as a column of this
/// page on a screen with large pixels.
const DPI: f32 = 110.0;
/// Bytes of pictures that are kept: some hundred pages.
const PICTURES: usize = 48 << 20;
/// Documents of which the places of the words are kept.
const DOCUMENTS: usize = 4;

/// A page with the hits on it, or why there is none.
pub(crate) enum Highlights {
    On(Sheet),
    Not(&'static str),
}

/// Draws pages and keeps those drawn last.
pub(crate) struct Pictures {
    reader: PdfReader,
    kept: Mutex<Kept>,
    /// One page is drawn at a time: it takes some tens of megabytes.
    drawing: Mutex<()>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            reader: PdfReader::new(),
            kept: Mutex::new(Kept::new(PICTURES, DOCUMENTS)),
            drawing: Mutex::new(()),
        }
    }
}

impl Pictures {
    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Finds where the hits of a suggestion stand on its page.
    pub(crate) fn highlights(
        &self,
        desk: &Desk,
        project: &Project,
        subject: &Subject,
    ) -> Highlights {
        let folder = project.path().parent();
        let laid = self.laid(
            folder,
            &subject.stored.suggestion.document,
            &subject.stored.sha256,
        );
        match laid {
            Ok(laid) => Sheet::new(desk, subject, &laid).map_or(
                Highlights::Not("Waar deze passage op de pagina staat, is niet bekend."),
                Highlights::On,
            ),
            Err(gone) => Highlights::Not(gone.in_dutch()),
        }
    }

    /// Returns a document with the places of its words.
    fn laid(
        &self,
        folder: Option<&std::path::Path>,
        path: &str,
        sha256: &str,
    ) -> Result<Arc<Laid>, Gone> {
        let stamp = file::Stamp::of(folder, path)?;
        if let Some(laid) = self.kept().laid(sha256, &stamp) {
            return Ok(laid);
        }
        let bytes = current(&stamp, sha256)?;
        let read = self.reader.read_with_places(&bytes);
        let (document, places) = read.map_err(|_| Gone::Unreadable)?;
        let laid = Arc::new(Laid { document, places });
        self.kept().keep_laid(sha256, stamp, &laid);
        Ok(laid)
    }

    /// Returns the picture of a page, counted from 0, as PNG.
    fn png(
        &self,
        folder: Option<&std::path::Path>,
        path: &str,
        sha256: &str,
        index: usize,
    ) -> Result<Arc<[u8]>, Gone> {
        let stamp = file::Stamp::of(folder, path)?;
        if let Some(picture) = self.kept().picture(sha256, index, &stamp) {
            return Ok(picture);
        }
        let _one = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = current(&stamp, sha256)?;
        let drawn = self.reader.render_page(&bytes, index, DPI);
        let png = drawn.and_then(|picture| picture.png());
        let png: Arc<[u8]> = png.map_err(|_| Gone::Unreadable)?.into();
        self.kept().keep_picture(sha256, index, stamp, &png);
        Ok(png)
    }
}

/// Gives the picture of a page of the document that a suggestion is in.
pub(crate) async fn show(
    State(desk): State<Arc<Desk>>,
    Path((suggestion, page)): Path<(i64, usize)>,
) -> Result<Response, Refusal> {
    let picture = desk
        .read(move |desk, project| {
            let stored = project.suggestion(suggestion)?.ok_or(Refusal::NotFound)?;
            let index = page.checked_sub(1).ok_or(Refusal::NotFound)?;
            let folder = project.path().parent();
            let document = &stored.suggestion.document;
            let picture = desk.pictures.png(folder, document, &stored.sha256, index);
            picture.map_err(|_| Refusal::NotFound)
        })
        .await?;
    let kind = [(header::CONTENT_TYPE, "image/png")];
    Ok((kind, axum::body::Bytes::from_owner(picture)).into_response())
}
