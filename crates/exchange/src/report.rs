use std::collections::BTreeMap;

/// What a format could not hold, or what had to be made up. Nothing is dropped
/// without standing here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    remarks: BTreeMap<&'static str, Vec<String>>,
}

impl Report {
    /// Adds `name` to those of which `what` is said.
    pub(crate) fn add(&mut self, what: &'static str, name: impl Into<String>) {
        self.remarks.entry(what).or_default().push(name.into());
    }

    /// Returns what is said, in Dutch, and of which values, indicators or
    /// other parts, sorted by what is said; empty where nothing was lost.
    pub fn remarks(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        self.remarks
            .iter()
            .map(|(&what, names)| (what, names.as_slice()))
    }

    /// Tells whether everything went over as it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.remarks.is_empty()
    }
}
