//! The report as a whole, over projects made in memory and over the samples.

mod archive;
mod hostile;
mod html;
mod samples;
mod whole;
