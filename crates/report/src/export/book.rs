//! The values as a code book.

use std::collections::BTreeMap;

use waardenscan_archive::{RunInfo, StoredValue, Workspace};

use super::finding::{DocumentFindings, Finding};
use crate::values::{Values, rgb};

/// Hue of a marker pen, in degrees.
const YELLOW: usize = 55;

/// The values of a run, by id, as analysts call them: with the name that they
/// gave a value, and the value of the waardendocument under which they put it.
/// The id is always that of the lexicon.
pub(super) struct Book<'a> {
    pub(super) values: Values<'a>,
    stored: BTreeMap<&'a str, &'a StoredValue>,
    /// Names of the values of the waardendocument.
    names: BTreeMap<&'a str, &'a str>,
    /// The value into which each was taken.
    taken_in: BTreeMap<&'a str, &'a str>,
    /// The value under which evidence stands that is not its own, by path, block
    /// and value of the lexicon.
    moved: BTreeMap<(&'a str, u64, &'a str), &'a str>,
}

impl<'a> Book<'a> {
    pub(super) fn new(info: &'a RunInfo, workspace: &'a Workspace) -> Self {
        let stored = info.values.iter();
        let values = workspace.values.iter();
        let taken_in = values.clone().flat_map(|value| {
            let taken_in = value.taken_in.iter();
            taken_in.map(|id| (id.as_str(), value.id.as_str()))
        });
        let moved = values.clone().flat_map(|value| {
            let evidence = value.evidence.iter();
            let moved = evidence.filter(|it| it.key.value != value.id);
            moved.flat_map(|it| {
                let places = it.places.iter();
                places.map(|place| {
                    let key = (place.document.as_str(), place.block, it.key.value.as_str());
                    (key, value.id.as_str())
                })
            })
        });
        Self {
            values: Values::new(&info.values),
            stored: stored.map(|value| (value.id.as_str(), value)).collect(),
            taken_in: taken_in.collect(),
            moved: moved.collect(),
            names: values
                .map(|value| (value.id.as_str(), value.name.as_str()))
                .collect(),
        }
    }

    /// Returns the name that analysts gave a value, else that of the lexicon; its
    /// id where an earlier lexicon had it.
    pub(super) fn name<'s>(&'s self, id: &'s str) -> &'s str {
        let own = self.names.get(id).copied();
        own.unwrap_or_else(|| self.lexicon_name(id))
    }

    /// Returns the name of a value in the lexicon; its id where an earlier one
    /// had it.
    pub(super) fn lexicon_name<'s>(&'s self, id: &'s str) -> &'s str {
        self.stored.get(id).map_or(id, |value| &value.name)
    }

    /// Returns the id of the value of the waardendocument into which a value was
    /// taken; its own where that did not happen.
    pub(super) fn taken_in<'s>(&'s self, id: &'s str) -> &'s str {
        self.taken_in.get(id).copied().unwrap_or(id)
    }

    /// Returns the id of the value of the waardendocument under which a finding
    /// stands, or would: that into which its value was taken, or that for which
    /// it was split off.
    pub(super) fn under<'s>(
        &'s self,
        of: &'s DocumentFindings,
        finding: &'s Finding,
        block: usize,
    ) -> &'s str {
        let place = (
            of.document.path.as_str(),
            block as u64,
            finding.value.as_str(),
        );
        let moved = self.moved.get(&place).copied();
        moved.unwrap_or_else(|| self.taken_in(&finding.value))
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
