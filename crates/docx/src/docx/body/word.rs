//! The elements of WordprocessingML (ECMA-376 Part 1, 17).

use waardenscan_document::BlockKind;

use crate::{
    docx::{
        fields::link_target,
        styles::{font_of, is_on, number, word},
    },
    range::Meaning,
    symbols::{Font, symbol},
    xml::Element,
};

use super::{
    Body,
    frame::{Action, Frame, RunProperties},
};

impl Body<'_> {
    pub(super) fn start_word(&mut self, local: &str, element: &Element<'_>) -> Action {
        // Most elements of a document are properties of runs, and few of
        // those matter.
        if let Some(Frame::RunProperties) = self.frames.last() {
            return match local {
                "vanish" | "rStyle" | "rFonts" => self.start_property(local, element),
                "rPrChange" => Action::Skip,
                _ => Action::Enter(Frame::Other),
            };
        }
        Action::Enter(match local {
            "t" => Frame::Text,
            "r" => {
                self.place.run = RunProperties::default();
                Frame::Run
            }
            "rPr" => match self.frames.last() {
                Some(Frame::ParagraphProperties) => Frame::MarkProperties,
                _ => Frame::RunProperties,
            },
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "pPr" => Frame::ParagraphProperties,
            "tbl" => {
                self.close_paragraph();
                self.flow.begin_table();
                Frame::Table
            }
            "tr" => {
                self.flow.begin_row();
                Frame::Row
            }
            "trPr" => Frame::RowProperties,
            "tc" => {
                self.flow.begin_cell();
                Frame::Cell
            }
            "tcPr" => Frame::CellProperties,
            "numPr" => Frame::NumberProperties,
            "sdt" => Frame::Control(false),
            "sectPr" => {
                self.section = self.annexes.marks;
                Frame::Section
            }
            "instrText" => Frame::Instruction,
            "fldSimple" => {
                let code = word(element, "instr").unwrap_or_default();
                self.place.fields.begin_result(&code);
                if let Some(target) = link_target(&code) {
                    let link = self.flow.begin_range(Meaning::Link(target.into()));
                    self.place.fields.set_link(link);
                }
                Frame::SimpleField
            }
            "hyperlink" => Frame::Link(self.begin_link(element)),
            "commentRangeStart" => {
                self.begin_remark(element);
                Frame::Other
            }
            "commentRangeEnd" => {
                self.end_remark(element);
                Frame::Other
            }
            "txbxContent" => return self.begin_box(BlockKind::TextBox, Frame::Box),
            "footnote" | "endnote" | "comment" => return self.begin_note(element),
            "document" | "glossaryDocument" => {
                self.content.is_word = true;
                Frame::Other
            }
            "altChunk" | "subDoc" => {
                self.content.unsupported = Some("text embedded as another document");
                return Action::Skip;
            }
            // What was deleted or moved away, and how things were before.
            "del" | "moveFrom" => match self.frames.last() {
                Some(Frame::MarkProperties) => {
                    self.place.paragraph.mark_deleted = true;
                    Frame::Other
                }
                Some(Frame::RowProperties) => return Action::SkipRow,
                Some(Frame::NumberProperties) => Frame::Other,
                _ => return Action::Skip,
            },
            "cellDel" if matches!(self.frames.last(), Some(Frame::CellProperties)) => {
                return Action::SkipCell;
            }
            "delText" | "delInstrText" | "pPrChange" | "rPrChange" | "sectPrChange"
            | "tblPrChange" | "tblPrExChange" | "tblGridChange" | "trPrChange" | "tcPrChange"
            | "numberingChange" => return Action::Skip,
            // The reading aid above East Asian text.
            "rt" | "rubyPr" => return Action::Skip,
            // How things look.
            "tblPr" | "tblGrid" | "tabs" | "pBdr" | "tcBorders" => return Action::Skip,
            _ => return self.start_property(local, element),
        })
    }

    /// Properties of whatever is open, and the small things in a run.
    pub(super) fn start_property(&mut self, local: &str, element: &Element<'_>) -> Action {
        let value = || word(element, "val");
        match (self.frames.last(), local) {
            (Some(Frame::Run), _) => self.run_content(local, element),
            (Some(Frame::ParagraphProperties), "pStyle") => self.set_style(value()),
            (Some(Frame::ParagraphProperties), "outlineLvl") => {
                self.place.paragraph.outline = number(value());
            }
            (Some(Frame::NumberProperties), "numId") => {
                self.place.paragraph.number.num = value();
            }
            (Some(Frame::NumberProperties), "ilvl") => {
                self.place.paragraph.number.level = number(value());
            }
            (Some(Frame::MarkProperties), "vanish") => {
                self.place.paragraph.mark_hidden = value().is_none_or(|on| is_on(&on));
            }
            (Some(Frame::RunProperties), "vanish") => {
                self.place.run.hidden = Some(value().is_none_or(|on| is_on(&on)));
            }
            (Some(Frame::RunProperties), "rStyle") => {
                let (hidden, font) = self.styles.character(&value().unwrap_or_default());
                let run = &mut self.place.run;
                run.style_hidden = hidden.unwrap_or(false);
                run.font = run.font.or(font);
            }
            (Some(Frame::RunProperties), "rFonts") => {
                if let Some(font) = font_of(element) {
                    self.place.run.font = Some(font);
                }
            }
            (Some(Frame::RowProperties), "tblHeader") if value().is_none_or(|on| is_on(&on)) => {
                self.flow.mark_header_row();
            }
            (Some(Frame::RowProperties), "hidden") if value().is_none_or(|on| is_on(&on)) => {
                return Action::SkipRow;
            }
            (Some(Frame::RowProperties), "gridBefore") => {
                self.flow.skip_columns(number(value()).unwrap_or(0));
            }
            (Some(Frame::CellProperties), "gridSpan") => {
                self.flow.span_columns(number(value()).unwrap_or(1));
            }
            (Some(Frame::Section), "headerReference") => {
                self.refer_to_running(BlockKind::Header, element);
            }
            (Some(Frame::Section), "footerReference") => {
                self.refer_to_running(BlockKind::Footer, element);
            }
            (Some(Frame::Section), "footnotePr" | "endnotePr") => {
                let is_endnote = local == "endnotePr";
                return Action::Enter(Frame::SectionNotes { is_endnote });
            }
            (Some(Frame::SectionNotes { is_endnote }), _) => {
                if let Some(value) = value() {
                    self.section.of(*is_endnote).set(local, &value);
                }
            }
            (_, "docPartGallery") if value().is_some_and(|name| name == "Table of Contents") => {
                let mut around = self.frames.iter_mut().rev().take(3);
                let control = around.find_map(|frame| match frame {
                    Frame::Control(contents) => Some(contents),
                    _ => None,
                });
                if let Some(contents) = control
                    && !std::mem::replace(contents, true)
                {
                    self.contents += 1;
                }
            }
            _ => {}
        }
        Action::Enter(Frame::Other)
    }

    pub(super) fn run_content(&mut self, local: &str, element: &Element<'_>) {
        match local {
            "tab" | "ptab" | "br" | "cr" if !self.is_hidden() => self.flow.space(),
            "noBreakHyphen" if !self.is_hidden() => self.push("\u{2011}"),
            "lastRenderedPageBreak" => self.flow.page_break(),
            "sym" if !self.is_hidden() => {
                let font = Font::named(&word(element, "font").unwrap_or_default());
                let code = word(element, "char").unwrap_or_default();
                let code = u32::from_str_radix(code.trim(), 16).ok();
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(symbol(c, font).encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.field_char(&word(element, "fldCharType").unwrap_or_default()),
            "footnoteReference" => self.refer_to_note(BlockKind::Footnote, element),
            "endnoteReference" => self.refer_to_note(BlockKind::Endnote, element),
            "commentReference" => self.refer_to_comment(element),
            _ => {}
        }
    }
}
