//! Pages: their size, and the sections of a document.

use docx_rs::{
    FooterReference, HeaderReference, PageMargin, PageOrientationType, PageSize, SectionProperty,
    SectionType,
};

/// A4, its margins, and the space between columns, in twentieths of a point.
const PAGE: (u32, u32) = (11906, 16838);
const MARGIN: u16 = 1418;
const GUTTER: u16 = 454;

/// The shape of a section's pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    Portrait,
    Columns,
    Landscape,
}

impl Shape {
    /// Width that a table can have, in twentieths of a point.
    pub(super) fn width(self) -> usize {
        let (margin, gutter) = (u32::from(MARGIN), u32::from(GUTTER));
        let width = match self {
            Self::Portrait => PAGE.0 - 2 * margin,
            Self::Columns => (PAGE.0 - 2 * margin - gutter) / 2,
            Self::Landscape => PAGE.1 - 2 * margin,
        };
        usize::try_from(width).unwrap_or(0)
    }
}

/// Returns the properties of a section of such pages. All sections show the
/// same header and footer, but not on a title page.
pub(super) fn section(shape: Shape, has_title_page: bool) -> SectionProperty {
    let (width, height) = PAGE;
    let size = match shape {
        Shape::Landscape => PageSize::new()
            .size(height, width)
            .orient(PageOrientationType::Landscape),
        Shape::Portrait | Shape::Columns => PageSize::new().size(width, height),
    };
    let mut section = SectionProperty::new()
        .page_size(size)
        .page_margin(margins());
    section.header_reference = Some(HeaderReference::new(
        "default",
        docx_rs::create_header_rid(1),
    ));
    section.footer_reference = Some(FooterReference::new(
        "default",
        docx_rs::create_footer_rid(1),
    ));
    section.section_type = Some(SectionType::NextPage);
    section.title_pg = has_title_page;
    if shape == Shape::Columns {
        section.columns = 2;
        section.space = usize::from(GUTTER);
    }
    section
}

fn margins() -> PageMargin {
    let margin = i32::from(MARGIN);
    PageMargin {
        top: margin,
        left: margin,
        bottom: margin,
        right: margin,
        header: 709,
        footer: 709,
        gutter: 0,
    }
}
