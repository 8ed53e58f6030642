//! Documents written for these tests, and what holds for any document.

// `cfg(test)` tells Clippy that what these modules share serves tests, too.
#[cfg(test)]
mod properties;
#[cfg(test)]
mod written;
