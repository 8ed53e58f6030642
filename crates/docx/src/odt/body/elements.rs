//! What the elements of a text mean where they start (ODF 1.3 Part 3).

use waardenscan_document::BlockKind;

use crate::{
    odt::{lists::ListStart, styles::Family},
    part_name::normalised,
    range::Meaning,
    symbols::Font,
    xml::{Element, Ns},
};

use super::{
    Body,
    frame::{Frame, Heading},
};

impl Body<'_> {
    /// The frame of an element, or none where it is left out.
    pub(super) fn start(&mut self, element: &Element<'_>) -> Option<Frame> {
        let (ns, local) = element.name();
        match ns {
            Ns::OdfText => self.start_text(local, element),
            Ns::OdfTable => self.start_table(local, element),
            Ns::OdfDraw => self.start_drawing(local, element),
            Ns::MathMl if local == "annotation" => None,
            Ns::OdfStyle => self.start_layout(local, element),
            Ns::OdfOffice => match local {
                "annotation" => self.begin_comment(element),
                "annotation-end" => {
                    let name = element.attribute(Ns::OdfOffice, "name");
                    self.end_remark(&name.unwrap_or_default());
                    Some(Frame::Other)
                }
                "text" => {
                    self.content.is_text = true;
                    let soft = element.attribute(Ns::OdfText, "use-soft-page-breaks");
                    self.has_pages |= soft.as_deref() == Some("true");
                    Some(Frame::Other)
                }
                "automatic-styles" | "styles" | "font-face-decls" | "scripts" | "settings"
                | "meta" | "forms" | "binary-data" | "event-listeners" => None,
                _ => Some(Frame::Other),
            },
            Ns::DublinCore => match (local, self.frames.last()) {
                ("creator", Some(Frame::Comment { .. })) => {
                    Some(Frame::CommentAuthor(String::new()))
                }
                ("date", Some(Frame::Comment { .. })) => Some(Frame::CommentDate(String::new())),
                _ => None,
            },
            Ns::SvgCompatible if matches!(local, "title" | "desc") => {
                Some(Frame::Alternative(String::new()))
            }
            // Properties of a comment and of drawings, scripts.
            Ns::OdfMeta | Ns::SvgCompatible => None,
            _ => Some(Frame::Other),
        }
    }

    pub(super) fn start_text(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        let own = |name| {
            let value = element.attribute(Ns::OdfText, name);
            value.map(std::borrow::Cow::into_owned)
        };
        Some(match local {
            "p" => {
                self.begin_paragraph(own("style-name").as_deref(), None);
                Frame::Paragraph
            }
            "h" => {
                let level = own("outline-level").and_then(|level| level.trim().parse().ok());
                let header = own("is-list-header").as_deref() == Some("true");
                let heading = Heading {
                    level: level.unwrap_or(1).clamp(1, 10),
                    labelled: !header,
                };
                self.begin_paragraph(own("style-name").as_deref(), Some(heading));
                Frame::Paragraph
            }
            "span" => {
                let style = self
                    .styles
                    .resolve(Family::Text, own("style-name").as_deref());
                let place = &mut self.place;
                let outside = Frame::Span {
                    hidden: place.hidden,
                    font: place.font,
                };
                place.hidden |= style.hidden;
                place.font = style.font.unwrap_or(place.font);
                outside
            }
            "s" | "tab" | "line-break" => {
                self.flow.space();
                Frame::Other
            }
            "soft-page-break" => {
                self.has_pages = true;
                self.flow.page_break();
                Frame::Other
            }
            "list" => {
                let xml_id = element.attribute(Ns::Other, "id");
                let start = ListStart {
                    style: own("style-name").filter(|name| !name.is_empty()),
                    id: own("id").or_else(|| xml_id.map(std::borrow::Cow::into_owned)),
                    continues: own("continue-list"),
                    continues_last: own("continue-numbering").as_deref() == Some("true"),
                };
                self.place.lists.begin_list(start);
                Frame::List
            }
            "list-item" => {
                let start = own("start-value").and_then(|start| start.trim().parse().ok());
                self.place.lists.begin_item(start);
                Frame::Other
            }
            "list-header" => {
                self.place.lists.begin_header();
                Frame::Other
            }
            "note" => Frame::Note {
                kind: match own("note-class").as_deref() {
                    Some("endnote") => BlockKind::Endnote,
                    _ => BlockKind::Footnote,
                },
                mark: String::new(),
            },
            "note-citation" => Frame::NoteMark,
            "note-body" => return self.begin_story(Frame::NoteBody),
            "a" => {
                let target = element.attribute(Ns::XLink, "href");
                let target = target.filter(|target| !target.trim().is_empty());
                let link = target.and_then(|target| {
                    let meaning = Meaning::Link(target.trim().into());
                    self.flow.begin_range(meaning)
                });
                Frame::Link(link)
            }
            "section" if own("display").as_deref() == Some("none") => return None,
            "table-of-content" | "illustration-index" | "table-index" | "object-index"
            | "user-index" | "alphabetical-index" => {
                self.contents += 1;
                Frame::Contents
            }
            // Deleted text, declarations, templates of indexes, what is hidden,
            // and labels that are written out for programs that cannot count.
            "tracked-changes"
            | "number"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "alphabetical-index-auto-mark-file"
            | "table-of-content-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "user-index-source"
            | "alphabetical-index-source"
            | "bibliography-source"
            | "hidden-text"
            | "ruby-text"
            | "script" => return None,
            "hidden-paragraph" if own("is-hidden").as_deref() == Some("true") => {
                self.place.hidden = true;
                Frame::Other
            }
            _ => Frame::Other,
        })
    }

    pub(super) fn start_table(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        let repeated = || {
            let value = element.attribute(Ns::OdfTable, "number-columns-repeated");
            value
                .and_then(|value| value.trim().parse().ok())
                .unwrap_or(1)
        };
        Some(match local {
            "table" => {
                self.end_paragraph();
                let name = element.attribute(Ns::OdfTable, "style-name");
                let style = self.styles.resolve(Family::Table, name.as_deref());
                self.break_page(style.break_before);
                self.flow.begin_table();
                Frame::Table
            }
            "table-header-rows" => {
                self.header_rows += 1;
                Frame::HeaderRows
            }
            "table-row" => {
                self.flow.begin_row();
                if self.header_rows > 0 {
                    self.flow.mark_header_row();
                }
                Frame::Row
            }
            "table-cell" => {
                self.flow.begin_cell();
                Frame::Cell {
                    repeated: repeated(),
                }
            }
            // Lies under a neighbour that spans it: nothing of it is shown.
            "covered-table-cell" => {
                self.flow.skip_columns(repeated());
                return None;
            }
            "named-expressions" | "database-ranges" | "shapes" => return None,
            _ => Frame::Other,
        })
    }

    pub(super) fn start_drawing(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        match local {
            "object" => {
                let link = element.attribute(Ns::XLink, "href").unwrap_or_default();
                if let Some(formula) = self.formulas.remove(&normalised(&link)) {
                    self.flow.push(&formula, Font::Text);
                }
                Some(Frame::Other)
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "connector"
            | "polyline" | "polygon" | "regular-polygon" | "path" | "caption" | "measure" => self
                .begin_story(Frame::Box {
                    alternative: String::new(),
                }),
            "frame" | "g" => Some(Frame::Drawing {
                alternative: String::new(),
            }),
            "enhanced-geometry" | "glue-point" | "object-ole" | "plugin" => None,
            _ => Some(Frame::Other),
        }
    }

    /// Page layouts: only their headers and footers hold text.
    pub(super) fn start_layout(&mut self, local: &str, element: &Element<'_>) -> Option<Frame> {
        let kind = match local {
            "header" | "header-first" | "header-left" => BlockKind::Header,
            "footer" | "footer-first" | "footer-left" => BlockKind::Footer,
            _ => return Some(Frame::Other),
        };
        let shown = element.attribute(Ns::OdfStyle, "display");
        if shown.as_deref() == Some("false") {
            return None;
        }
        self.begin_story(Frame::Running(kind))
    }
}
