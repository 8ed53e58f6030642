//! One file a command.

pub(crate) mod clusters;
pub(crate) mod compare;
pub(crate) mod definitions;
pub(crate) mod dutch;
pub(crate) mod evaluate;
pub(crate) mod export;
mod format;
mod gold;
pub(crate) mod import;
pub(crate) mod lexicon;
mod lexicon_choice;
pub(crate) mod merge;
pub(crate) mod profile;
pub(crate) mod project;
mod reading;
pub(crate) mod review;
pub(crate) mod scan;
pub(crate) mod text;
pub(crate) mod train;
mod whole_file;
pub(crate) mod worker;
