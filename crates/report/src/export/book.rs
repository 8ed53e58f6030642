//! The values as a code book.

use std::collections::BTreeMap;

use waardenscan_archive::{RunInfo, StoredValue};

use crate::values::{Values, rgb};

/// Hue of a marker pen, in degrees.
const YELLOW: usize = 55;

/// The values of a run, by id.
pub(super) struct Book<'a> {
    pub(super) values: Values<'a>,
    stored: BTreeMap<&'a str, &'a StoredValue>,
}

impl<'a> Book<'a> {
    pub(super) fn new(info: &'a RunInfo) -> Self {
        let stored = info.values.iter();
        Self {
            values: Values::new(&info.values),
            stored: stored.map(|value| (value.id.as_str(), value)).collect(),
        }
    }

    /// Returns the name of a value; its id where an earlier lexicon had it.
    pub(super) fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.stored.get(id).map_or(id, |value| &value.name)
    }

    /// Returns the colour of a value with another saturation and lightness
    /// (0 to 1), as red, green and blue; yellow where an earlier lexicon had it.
    pub(super) fn tint(&self, id: &str, saturation: f32, lightness: f32) -> [u8; 3] {
        let value = self
            .values
            .index(id)
            .and_then(|it| self.values.all().get(it));
        rgb(value.map_or(YELLOW, |it| it.hue), saturation, lightness)
    }

    /// Returns the cluster of a value; empty where an earlier lexicon had it.
    pub(super) fn cluster(&self, id: &str) -> &str {
        self.stored.get(id).map_or("", |value| &value.cluster)
    }
}
