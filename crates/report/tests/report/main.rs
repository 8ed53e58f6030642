//! The report as a whole, over projects made in memory and over the samples.

// `cfg(test)` tells Clippy that what these modules share serves tests, too.
#[cfg(test)]
mod archive;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod definitions;
#[cfg(test)]
mod export;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod html;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod waardendocument;
#[cfg(test)]
mod whole;
