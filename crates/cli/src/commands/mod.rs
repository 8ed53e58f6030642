//! One file a command.

pub(crate) mod dutch;
pub(crate) mod evaluate;
mod gold;
pub(crate) mod lexicon;
mod lexicon_choice;
mod reading;
pub(crate) mod scan;
pub(crate) mod text;
pub(crate) mod train;
pub(crate) mod worker;
