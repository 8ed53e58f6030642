//! The lexicon crate from outside.

#[cfg(test)]
mod builtin;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod fingerprint;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod regression;
