//! The reader from outside: bytes in, documents out.

mod constructs;
mod corpus;
mod damage;
mod found;
mod made;
mod round_trip;
mod truth;
