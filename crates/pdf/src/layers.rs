//! Optional content: layers that a reader shows or hides (ISO 32000-2, 8.11).

use std::collections::HashSet;

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, Name, ObjectIdentifier},
};

/// The layers that are hidden when the file is opened.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    hidden: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// Reads the default configuration.
    pub(crate) fn read(pdf: &Pdf) -> Self {
        Self::of(pdf).unwrap_or_default()
    }

    fn of(pdf: &Pdf) -> Option<Self> {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
        let properties = catalog.get::<Dict<'_>>(b"OCProperties")?;
        let default = properties.get::<Dict<'_>>(b"D")?;
        let mut hidden = HashSet::new();
        let base = default.get::<Name<'_>>(b"BaseState");
        if base.is_some_and(|state| state.as_str() == "OFF") {
            hidden.extend(layers(&properties, b"OCGs"));
            for shown in layers(&default, b"ON") {
                hidden.remove(&shown);
            }
        }
        hidden.extend(layers(&default, b"OFF"));
        Some(Self { hidden })
    }

    /// Tells whether content is shown that belongs to what an `OC` entry or a
    /// property list names: a layer, or a group of them with its rule.
    pub(crate) fn shows(&self, id: Option<ObjectIdentifier>, content: &Dict<'_>) -> bool {
        if self.hidden.is_empty() {
            return true;
        }
        let kind = content.get::<Name<'_>>(b"Type");
        if kind.is_none_or(|kind| kind.as_str() != "OCMD") {
            return id.is_none_or(|id| !self.hidden.contains(&id));
        }
        let members = layers(content, b"OCGs");
        let hidden = |id: &ObjectIdentifier| self.hidden.contains(id);
        let rule = content.get::<Name<'_>>(b"P");
        members.is_empty()
            || match rule.as_ref().map(Name::as_str) {
                Some("AllOn") => !members.iter().any(hidden),
                Some("AnyOff") => members.iter().any(hidden),
                Some("AllOff") => members.iter().all(hidden),
                _ => !members.iter().all(hidden),
            }
    }
}

/// The layers that an entry names, one or a list.
fn layers(dict: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let list = dict.get::<Array<'_>>(key);
    let each = list.iter().flat_map(Array::raw_iter);
    let listed = each.filter_map(|layer| Some(layer.as_obj_ref()?.into()));
    let single = dict.get_ref(key).filter(|_| list.is_none());
    listed.chain(single.map(ObjectIdentifier::from)).collect()
}
