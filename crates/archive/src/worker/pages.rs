//! Showing pages of documents: where words stand on them, and their pictures.
//! What takes a page apart may be brought down by it, as a reader may; so it is
//! a process of its own, which is kept for the next page.

use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use waardenscan::pdf::{PageImage, PdfReader, Places};
use waardenscan::{Document, Rect, Region, Span};

use super::process::Process;
use super::protocol::{FromWorker, Start};
use super::workers::WorkerOptions;

/// How long a process may take before its first page.
const START_LIMIT: Duration = Duration::from_secs(20);

/// Dots an inch of pictures: a page of A4 is then as wide as a column on a
/// screen with large pixels, and a dot less than a point.
const DPI: f32 = 110.0;

/// Where a passage stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlacedPassage {
    /// For each span that was asked for, a rectangle for each line it stands
    /// on: from the top of the line's letters to their foot.
    pub regions: Vec<Vec<Region>>,
    /// Width and height of all pages, in points.
    pub sizes: Vec<[f32; 2]>,
}

/// Why there is no page to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageError<E> {
    /// The bytes of the document cannot be had.
    Bytes(E),
    /// The document cannot be read, has no such page or passage, or the page
    /// cannot be drawn.
    Unreadable,
    /// It brought its process down, or took too long.
    Died,
}

/// What is asked of a document. The first question is what it holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Question {
    Open(#[serde(with = "serde_bytes")] Vec<u8>),
    Place {
        block: usize,
        text: String,
        spans: Vec<Span>,
    },
    Draw {
        page_index: usize,
    },
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Opened,
    Placed(Option<PlacedPassage>),
    Drawn(Option<serde_bytes::ByteBuf>),
}

/// The document that was asked after last, with what is known of it.
#[derive(Default)]
pub(super) struct Open {
    reader: PdfReader,
    bytes: Vec<u8>,
    /// Read at the first question after places.
    laid: Option<Option<(Document, Places)>>,
    /// The page that was drawn last.
    drawn: Option<(usize, PageImage)>,
}

impl Open {
    pub(super) fn answer(&mut self, question: Question) -> Answer {
        match question {
            Question::Open(bytes) => {
                *self = Self {
                    reader: PdfReader::new(),
                    bytes,
                    laid: None,
                    drawn: None,
                };
                Answer::Opened
            }
            Question::Place { block, text, spans } => {
                Answer::Placed(self.place(block, &text, &spans))
            }
            Question::Draw { page_index } => {
                let png = self.image(page_index).and_then(|image| image.png().ok());
                Answer::Drawn(png.map(serde_bytes::ByteBuf::from))
            }
        }
    }

    /// Finds spans of a block, if that reads as it is said to.
    fn place(&mut self, block: usize, text: &str, spans: &[Span]) -> Option<PlacedPassage> {
        let read = || self.reader.read_with_places(&self.bytes).ok();
        let (document, places) = self.laid.take().unwrap_or_else(read)?;
        let is_so = document
            .blocks()
            .get(block)
            .is_some_and(|it| it.text == text);
        let found = is_so.then(|| PlacedPassage {
            regions: spans
                .iter()
                .map(|&span| places.regions(block, span))
                .collect(),
            sizes: document
                .pages()
                .iter()
                .map(|it| [it.width, it.height])
                .collect(),
        });
        let lines = places.regions(block, Span::new(0, text.len()));
        self.laid = Some(Some((document, places)));
        let mut found = found?;
        self.fit(&mut found, &lines);
        Some(found)
    }

    /// Gives regions the top and the foot of the ink of the lines they stand
    /// on: fonts say little of how high their letters are.
    fn fit(&mut self, found: &mut PlacedPassage, lines: &[Region]) {
        let mut fitted = Vec::new();
        for line in lines {
            let image = self.image(line.page_index);
            let ink = image.and_then(|image| image.ink_of_line(line.rect, DPI));
            fitted.extend(ink.map(|(top, bottom)| (*line, top, bottom)));
        }
        for region in found.regions.iter_mut().flatten() {
            let same = |line: &&(Region, f32, f32)| {
                line.0.page_index == region.page_index && overlaps(line.0.rect, region.rect)
            };
            if let Some(&(_, top, bottom)) = fitted.iter().find(same) {
                region.rect.top = top;
                region.rect.bottom = bottom;
            }
        }
    }

    fn image(&mut self, page_index: usize) -> Option<&PageImage> {
        if self
            .drawn
            .as_ref()
            .is_none_or(|(drawn, _)| *drawn != page_index)
        {
            let image = self.reader.render_page(&self.bytes, page_index, DPI).ok()?;
            self.drawn = Some((page_index, image));
        }
        self.drawn.as_ref().map(|(_, image)| image)
    }
}

/// Whether a piece of a line lies on it: by more than half of its height, and
/// within its ends.
fn overlaps(line: Rect, piece: Rect) -> bool {
    let height = piece.bottom.min(line.bottom) - piece.top.max(line.top);
    let middle = f32::midpoint(piece.left, piece.right);
    height > 0.5 * (piece.bottom - piece.top) && (line.left..=line.right).contains(&middle)
}

/// Shows pages, in a process of its own or in this one.
pub struct Pages(How);

enum How {
    Here(Box<Mutex<Held>>),
    Apart(Box<Apart>),
}

/// A document in this process.
#[derive(Default)]
struct Held {
    sha256: String,
    open: Open,
}

/// A worker process for documents.
struct Apart {
    options: WorkerOptions,
    kept: Mutex<Option<Kept>>,
}

/// A process that waits for questions.
struct Kept {
    process: Process,
    /// SHA-256 of the document it holds.
    sha256: String,
}

impl Pages {
    /// Shows pages in this process, which a hostile document can bring down.
    #[must_use]
    pub fn here() -> Self {
        Self(How::Here(Box::default()))
    }

    /// Shows pages in a worker process, which calls
    /// [`serve`](super::serve()), is confined and may read nothing: it is given
    /// the bytes. It is started for the first page, kept, and replaced when it
    /// dies.
    #[must_use]
    pub fn apart(options: WorkerOptions) -> Self {
        let kept = Mutex::default();
        Self(How::Apart(Box::new(Apart { options, kept })))
    }

    /// Finds spans of a block's text, in bytes, in the document with a hash;
    /// `bytes` gives it where it is not at hand.
    ///
    /// # Errors
    ///
    /// [`PageError`].
    pub fn place<E>(
        &self,
        sha256: &str,
        bytes: impl Fn() -> Result<Vec<u8>, E>,
        (block, text): (usize, &str),
        spans: &[Span],
    ) -> Result<PlacedPassage, PageError<E>> {
        let question = || Question::Place {
            block,
            text: text.to_owned(),
            spans: spans.to_vec(),
        };
        match self.ask(sha256, bytes, question)? {
            Answer::Placed(Some(placed)) => Ok(placed),
            Answer::Placed(None) => Err(PageError::Unreadable),
            _ => Err(PageError::Died),
        }
    }

    /// Draws a page, counted from 0, at 110 dots an inch as PNG.
    ///
    /// # Errors
    ///
    /// [`PageError`].
    pub fn draw<E>(
        &self,
        sha256: &str,
        bytes: impl Fn() -> Result<Vec<u8>, E>,
        page_index: usize,
    ) -> Result<Vec<u8>, PageError<E>> {
        match self.ask(sha256, bytes, || Question::Draw { page_index })? {
            Answer::Drawn(Some(png)) => Ok(png.into_vec()),
            Answer::Drawn(None) => Err(PageError::Unreadable),
            _ => Err(PageError::Died),
        }
    }

    fn ask<E>(
        &self,
        sha256: &str,
        bytes: impl Fn() -> Result<Vec<u8>, E>,
        question: impl Fn() -> Question,
    ) -> Result<Answer, PageError<E>> {
        match &self.0 {
            How::Here(held) => {
                let mut held = lock(held);
                if held.sha256 != sha256 {
                    let bytes = bytes().map_err(PageError::Bytes)?;
                    held.open.answer(Question::Open(bytes));
                    sha256.clone_into(&mut held.sha256);
                }
                Ok(held.open.answer(question()))
            }
            How::Apart(apart) => apart.ask(sha256, bytes, question),
        }
    }
}

impl Apart {
    fn ask<E>(
        &self,
        sha256: &str,
        bytes: impl Fn() -> Result<Vec<u8>, E>,
        question: impl Fn() -> Question,
    ) -> Result<Answer, PageError<E>> {
        let limit = self.options.document_timeout;
        let mut kept = lock(&self.kept);
        loop {
            let mut now = match kept.take() {
                Some(now) if now.process.done < self.options.recycle_after => now,
                _ => start(&self.options).ok_or(PageError::Died)?,
            };
            let fresh = now.process.done == 0;
            if now.sha256 != sha256 {
                let bytes = bytes().map_err(PageError::Bytes)?;
                // A process that is gone is found out below.
                let _ = now.process.ask_page(Question::Open(bytes), limit);
                sha256.clone_into(&mut now.sha256);
            }
            match now.process.ask_page(question(), limit) {
                Ok(answer) => {
                    *kept = Some(now);
                    return Ok(answer);
                }
                // What a page before left behind may be the cause.
                Err(_) if !fresh => {}
                Err(_) => return Err(PageError::Died),
            }
        }
    }
}

/// Who panicked left a document that is asked for again.
fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

fn start(options: &WorkerOptions) -> Option<Kept> {
    let mut command = Command::new(&options.program);
    command.args(&options.arguments);
    let start = Start {
        settings: Vec::new(),
        memory_bytes: options.memory_bytes,
        readable: Vec::new(),
        shows_pages: true,
    };
    let mut process = Process::start(command, &start).ok()?;
    let ready = process.first(START_LIMIT).ok()?;
    matches!(ready, FromWorker::Ready { .. }).then(|| Kept {
        process,
        sha256: String::new(),
    })
}
