//! The reader from outside: bytes in, documents out.

// `cfg(test)` tells Clippy that what these modules share serves tests, too.
#[cfg(test)]
mod comments;
#[cfg(test)]
mod constructs;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod found;
#[cfg(test)]
mod made;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod truth;
