//! REFI-QDA: the exchange format of tools of qualitative analysis, version 1.0
//! of 18 March 2019 (<https://www.qdasoftware.org>).

pub(super) mod codebook;
mod codes;
pub(super) mod project;
mod text;
mod writer;
