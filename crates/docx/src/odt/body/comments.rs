//! Comments and the words they are about.

use waardenscan_document::Remark;

use crate::{
    range::Meaning,
    xml::{Element, Ns},
};

use super::{Body, frame::Frame};

impl Body<'_> {
    /// A comment stands where its words begin, if it has a name under which
    /// they end; else it is about this point (ODF 1.3 Part 3, 14.1 and 14.2).
    pub(super) fn begin_comment(&mut self, element: &Element<'_>) -> Option<Frame> {
        let number = self.comments;
        self.comments += 1;
        let meaning = Meaning::Comment(number);
        if let Some(point) = self.flow.begin_range(meaning.clone()) {
            self.flow.end_range(point);
        }
        let name = element.attribute(Ns::OdfOffice, "name");
        if let Some(name) = name.filter(|name| !name.is_empty())
            && let Some(range) = self.flow.begin_range(meaning)
        {
            self.place.remarks.push((name.into_owned(), range));
        }
        self.begin_story(Frame::Comment {
            number,
            remark: Remark::default(),
        })
    }

    pub(super) fn end_remark(&mut self, name: &str) {
        let remarks = &mut self.place.remarks;
        if let Some(place) = remarks.iter().position(|(other, _)| other == name) {
            let (_, range) = remarks.remove(place);
            self.flow.end_range(range);
        }
    }
}
