//! Projects and scans into them, through the public face.

// `cfg(test)` tells Clippy that what these modules share serves tests, too.
#[cfg(test)]
mod broken;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod learn;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod merge;
#[cfg(test)]
mod migrate;
#[cfg(test)]
mod packed;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod rescan;
#[cfg(test)]
mod shared;
#[cfg(test)]
mod standard;
#[cfg(test)]
mod work;
#[cfg(test)]
mod workspace;
