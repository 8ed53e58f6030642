//! Worker processes: what a hostile document can bring down is a process of
//! its own, which is replaced.
//!
//! [`Workers`] starts them and is given to
//! [`scan_files`](crate::scan_files); the program that runs as a worker calls
//! [`serve()`]. The two talk in frames over the worker's standard input and
//! output: a path goes in, a record comes out, and the next path is there
//! already. A worker is kept for many documents, has a limit to its memory, and
//! to its time for each document; on Linux it locks itself in before it opens
//! the first one: it may read beneath the folders of the inputs and nothing
//! else, write nowhere, use no network and start no program.
//!
//! Text recognition needs a program, Tesseract. So a worker that wants the
//! text of a page sends its picture to its parent, which runs the program and
//! sends the words back: the process that takes hostile files apart never
//! needs the right to start another, and Tesseract sees pixels only.
//!
//! A worker can also show pages ([`Pages`]): it is then given the bytes of a
//! document, and says where words stand and what a page looks like.
//!
//! A worker's death counts against a document only when the worker was fresh:
//! else the document is tried once more in a new one, so that what became of
//! a document depends on nothing but the document.

mod confine;
mod death;
#[cfg(feature = "fuzzing")]
mod fuzzing;
mod lane;
mod pages;
mod process;
mod protocol;
mod recognition;
mod serve;
mod workers;

#[cfg(feature = "fuzzing")]
pub use fuzzing::messages;
pub(crate) use lane::Lane;
pub use pages::{PageError, Pages, PlacedPassage};
pub use serve::{ServeError, Session, serve};
pub use workers::{StartingWorkers, WorkerError, WorkerOptions, Workers};
