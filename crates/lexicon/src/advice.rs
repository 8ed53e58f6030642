//! What works, but perhaps not as meant. Only `check` looks for it: it says
//! nothing that a scan needs.

mod common;
mod idle;
mod one_sided;
mod outweighed;

use waardenscan_dutch::Dutch;

use crate::read::Draft;
use crate::{Problem, Usage};

/// Looks at a draft without errors.
pub(crate) fn check(
    draft: &Draft<'_>,
    dutch: &Dutch,
    usage: Option<&Usage>,
    problems: &mut Vec<Problem>,
) {
    one_sided::check(draft, problems);
    outweighed::check(draft, problems);
    idle::check(draft, dutch, problems);
    common::check(draft, dutch, usage, problems);
}
