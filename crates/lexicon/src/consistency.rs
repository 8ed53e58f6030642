//! What is wrong between the parts of a lexicon.

mod duplicates;
mod references;
mod swallowed;

use crate::Problem;
use crate::read::Draft;

/// Compares the parts of `draft` with each other.
pub(crate) fn check(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    references::check(draft, problems);
    duplicates::check(draft, problems);
    swallowed::check(draft, problems);
}
