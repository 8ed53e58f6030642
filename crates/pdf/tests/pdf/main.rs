//! The reader against real files and files with known text.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod highlight;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod office;
#[cfg(test)]
mod places;
#[cfg(test)]
mod protected;
#[cfg(test)]
mod recognised;
#[cfg(test)]
mod rendered;
#[cfg(test)]
mod structure;
#[cfg(test)]
mod support;
#[cfg(test)]
mod truth;
#[cfg(test)]
mod written;
