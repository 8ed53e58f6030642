//! Shapes, pictures, diagrams and charts, and the choice between two ways of
//! saying the same.

use waardenscan_document::BlockKind;

use crate::xml::{Element, Ns};

use super::{
    Body,
    frame::{Action, Frame, RunProperties},
};

impl Body<'_> {
    /// Text in shapes and diagrams that Word did not make itself.
    pub(super) fn start_drawing(&mut self, local: &str) -> Action {
        Action::Enter(match local {
            "txBody" => return self.begin_box(BlockKind::TextBox, Frame::Box),
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "r" => {
                self.place.run = RunProperties::default();
                Frame::Run
            }
            "t" => Frame::Text,
            "br" => {
                self.flow.space();
                Frame::Other
            }
            _ => Frame::Other,
        })
    }

    /// Adds the texts of the diagram or chart that the attribute `local` names.
    pub(super) fn add_figure(&mut self, element: &Element<'_>, local: &str) {
        let id = element.attribute(Ns::Relations, local).unwrap_or_default();
        if !self.is_hidden()
            && let Some(drafts) = self.annexes.figures.remove(&*id)
        {
            self.flow.add(drafts);
        }
    }

    /// What surrounds shapes and pictures.
    pub(super) fn start_office(&mut self, local: &str, element: &Element<'_>) -> Action {
        let own = |name| {
            let text = element.attribute(Ns::Office, name);
            text.filter(|text| !text.trim().is_empty())
        };
        let alternative = match local {
            // A picture: nothing in it is text.
            "pic" => return Action::Skip,
            "chart" => {
                self.add_figure(element, "id");
                None
            }
            // DrawingML (ECMA-376 Part 1, 20.4.2.5).
            "docPr" => own("descr").or_else(|| own("title")),
            // VML (ECMA-376 Part 4, 19.1.2).
            "shape" | "rect" | "roundrect" | "oval" | "group" | "image" => own("alt"),
            _ => None,
        };
        if let Some(alternative) = alternative
            && !self.is_hidden()
        {
            self.flow.image(&alternative);
        }
        Action::Enter(Frame::Other)
    }

    /// Takes the first branch whose vocabularies are known.
    pub(super) fn start_alternative(&mut self, local: &str, element: &Element<'_>) -> Action {
        let known = || {
            let required = element.prefixes("Requires");
            required.iter().all(|&ns| ns != Ns::Other)
        };
        match (local, self.frames.last_mut()) {
            ("AlternateContent", _) => Action::Enter(Frame::Alternate(false)),
            ("Choice", Some(Frame::Alternate(taken))) if !*taken && known() => {
                *taken = true;
                Action::Enter(Frame::Other)
            }
            ("Fallback", Some(Frame::Alternate(taken))) if !*taken => {
                *taken = true;
                Action::Enter(Frame::Other)
            }
            ("Choice" | "Fallback", Some(Frame::Alternate(_))) => Action::Skip,
            _ => Action::Enter(Frame::Other),
        }
    }
}
