//! Formulas, written on one line: a fraction with a slash, a power with ^.

use crate::xml::{Element, Ns};

use super::{
    Body,
    frame::{Action, Frame, RunProperties},
};

impl Body<'_> {
    pub(super) fn start_math(&mut self, local: &str, element: &Element<'_>) -> Action {
        let value = || {
            let value = element.attribute(Ns::Math, "val");
            value.map(std::borrow::Cow::into_owned)
        };
        Action::Enter(match local {
            "t" => Frame::Text,
            "r" => {
                self.place.run = RunProperties::default();
                Frame::Run
            }
            "den" => {
                self.push("/");
                Frame::Other
            }
            "rad" => {
                self.push("√");
                Frame::Other
            }
            "sup" => self.begin_script("^"),
            "sub" => self.begin_script("_"),
            "naryPr" => Frame::Operator("∫".to_owned()),
            "d" => Frame::Brackets {
                open: "(".to_owned(),
                close: ")".to_owned(),
                begun: false,
            },
            "e" => {
                let opening = match self.frames.last_mut() {
                    Some(Frame::Brackets { open, begun, .. }) => {
                        *begun = true;
                        std::mem::take(open)
                    }
                    _ => String::new(),
                };
                self.push(&opening);
                Frame::Other
            }
            "chr" | "begChr" | "endChr" => {
                let sign = value().unwrap_or_default();
                match (self.frames.iter_mut().rev().nth(1), local) {
                    (Some(Frame::Brackets { open, .. }), "begChr") => *open = sign,
                    (Some(Frame::Brackets { close, .. }), "endChr") => *close = sign,
                    _ => {
                        if let (Some(Frame::Operator(operator)), "chr") =
                            (self.frames.last_mut(), local)
                        {
                            *operator = sign;
                        }
                    }
                }
                Frame::Other
            }
            _ => Frame::Other,
        })
    }

    pub(super) fn begin_script(&mut self, sign: &str) -> Frame {
        let mark = self.flow.text().map(|text| text.mark());
        self.push(sign);
        mark.map_or(Frame::Other, Frame::Script)
    }
}
