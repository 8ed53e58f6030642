//! The page on which analysts check suggestions.
//!
//! [`Review`] puts one project under review: it serves, on 127.0.0.1 only,
//! pages in Dutch that are made anew for every request from what the project
//! holds. A decision is on the disk before the page that follows it is shown.
//!
//! The main choice is that the pages are plain forms and links, complete
//! without their script, which only turns keys into presses of those buttons.
//! The cost is that each decision loads a page; it weighs some kilobytes and
//! comes from this machine.
//!
//! Documents are hostile: every text of theirs is escaped where it is written
//! (maud), and the policy sent with each page (CSP) allows nothing but our own
//! style sheets and script.
//!
//! ```
//! use waardenscan_archive::ProjectError;
//! use waardenscan_review::{Review, ReviewError, ReviewOptions};
//!
//! let missing = Review::open("nergens.sqlite".as_ref(), &ReviewOptions::default());
//! assert!(matches!(
//!     missing.err(),
//!     Some(ReviewError::Project(ProjectError::NotFound { .. }))
//! ));
//! ```

mod act;
mod assets;
mod coders;
mod decision;
mod desk;
mod fields;
mod guard;
mod keys;
mod learn;
mod learning;
mod list;
mod matter;
mod office;
mod overview;
mod picture;
mod queue;
mod refusal;
mod sample;
mod selection;
mod server;
mod shell;
mod standard;
mod values;
mod visitor;
mod work;

#[cfg(test)]
mod tests;

pub use server::{Review, ReviewError, ReviewOptions};
