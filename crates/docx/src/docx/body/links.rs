//! Links, by element or by field.

use crate::{
    docx::styles::word,
    range::{Meaning, RangeNumber},
    xml::{Element, Ns},
};

use super::Body;

impl Body<'_> {
    pub(super) fn begin_link(&mut self, element: &Element<'_>) -> Option<RangeNumber> {
        let target = element.attribute(Ns::Relations, "id");
        let target = target.and_then(|id| self.annexes.links.get(&*id).cloned());
        let place = word(element, "anchor").filter(|place| !place.is_empty());
        let target = match (target, place) {
            (Some(target), Some(place)) => format!("{target}#{place}").into(),
            (Some(target), None) => target,
            (None, place) => format!("#{}", place?).into(),
        };
        if target.is_empty() {
            return None;
        }
        self.flow.begin_range(Meaning::Link(target))
    }

    pub(super) fn field_char(&mut self, kind: &str) {
        let mark = self.flow.text().map(|text| text.mark());
        match (kind, mark) {
            ("begin", Some(mark)) => self.place.fields.begin(mark),
            ("separate", _) => {
                if let Some((back, target)) = self.place.fields.separate() {
                    self.rewind(back);
                    if let Some(target) = target {
                        let link = self.flow.begin_range(Meaning::Link(target.into()));
                        self.place.fields.set_link(link);
                    }
                }
            }
            ("end", _) => {
                let ended = self.place.fields.end();
                if !self.place.fields.in_contents() && self.flow.in_body() {
                    self.field_contents.clear();
                }
                if let Some(link) = ended.link {
                    self.flow.end_range(link);
                }
                if let Some(back) = ended.back {
                    self.rewind(back);
                }
            }
            _ => {}
        }
    }
}
