//! Lexicons from and to other formats, from outside.

#[cfg(test)]
mod faults;
#[cfg(test)]
mod foreign;
#[cfg(test)]
mod round_trip;
