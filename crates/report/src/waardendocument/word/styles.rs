//! Word styles, under the identifiers that Dutch Word gives them. Readers
//! recognise a style by its English name or its outline level.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, RunFonts, Shading, Style, StyleType, VertAlignType,
};

/// Colour of headings and lines.
const ACCENT: &str = "7A3B1D";
/// Colour of what stays in the background.
const GREY: &str = "5B5B57";
/// Ground of heads of tables and of what is to be written.
pub(super) const TINT: &str = "F6EFE6";

pub(super) const BODY: &str = "Plattetekst";
pub(super) const CAPTION: &str = "Bijschrift";
pub(super) const CELL: &str = "Tabeltekst";
pub(super) const CELL_HEAD: &str = "Tabelkop";
pub(super) const CELL_LABEL: &str = "Tabellabel";
pub(super) const CONTENTS_TITLE: &str = "Kopvaninhoudsopgave";
pub(super) const DATE: &str = "Datum";
pub(super) const DEFINITION: &str = "Omschrijving";
pub(super) const FOOTER: &str = "Voettekst";
pub(super) const HEADER: &str = "Koptekst";
pub(super) const LINK: &str = "Hyperlink";
pub(super) const LIST: &str = "Lijstalinea";
pub(super) const NOTE: &str = "Voetnoottekst";
pub(super) const NOTE_MARK: &str = "Voetnootmarkering";
pub(super) const OVER: &str = "Bovenregel";
pub(super) const QUOTE: &str = "Citaat";
pub(super) const TITLE: &str = "Titel";
pub(super) const TO_WRITE: &str = "Nogteschrijven";

/// Returns the style of a heading of `level`, 1 the highest.
pub(super) const fn heading(level: usize) -> &'static str {
    match level {
        1 => "Kop1",
        2 => "Kop2",
        _ => "Kop3",
    }
}

/// Returns the style of a line in the table of contents.
pub(super) const fn contents(level: usize) -> &'static str {
    match level {
        1 => "Inhopg1",
        _ => "Inhopg2",
    }
}

/// Size of running text in half points.
pub(super) const SIZE: usize = 22;

/// All styles.
pub(super) fn all() -> Vec<Style> {
    let mut mark = Style::new(NOTE_MARK, StyleType::Character).name("footnote reference");
    mark.run_property = mark.run_property.vert_align(VertAlignType::SuperScript);
    let link = Style::new(LINK, StyleType::Character)
        .name("Hyperlink")
        .color(ACCENT)
        .underline("single");
    let mut quote = paragraph(QUOTE, "Quote", 60, 160).indent(Some(340), None, Some(340), None);
    let bar = ParagraphBorder::new(ParagraphBorderPosition::Left)
        .val(BorderType::Single)
        .size(18)
        .space(8)
        .color(ACCENT);
    let borders = ParagraphBorders::with_empty().set(bar);
    quote.paragraph_property = quote.paragraph_property.set_borders(borders);
    let mut to_write = paragraph(TO_WRITE, TO_WRITE, 0, 140).italic().color(GREY);
    to_write.paragraph_property = to_write
        .paragraph_property
        .shading(Shading::new().fill(TINT));
    let mut styles = vec![
        paragraph(BODY, "Body Text", 0, 140),
        heading_style(1, 32, 480, 160),
        heading_style(2, 26, 360, 60),
        heading_style(3, 22, 200, 40),
        paragraph(DEFINITION, DEFINITION, 0, 140)
            .italic()
            .color(GREY),
        quote,
        to_write,
        paragraph(LIST, "List Paragraph", 0, 60),
        keep(paragraph(CAPTION, "caption", 120, 80).size(19).color(GREY)),
        paragraph(CELL, CELL, 0, 0).size(19),
        keep(
            paragraph(CELL_HEAD, CELL_HEAD, 0, 0)
                .size(19)
                .bold()
                .color(ACCENT),
        ),
        paragraph(CELL_LABEL, CELL_LABEL, 0, 0).size(19).bold(),
        paragraph(NOTE, "footnote text", 0, 20).size(18),
        mark,
        link,
        paragraph(HEADER, "header", 0, 0)
            .size(17)
            .color(GREY)
            .align(AlignmentType::Right),
        paragraph(FOOTER, "footer", 0, 0)
            .size(17)
            .color(GREY)
            .align(AlignmentType::Right),
        paragraph(OVER, OVER, 4200, 120)
            .size(24)
            .bold()
            .color(ACCENT),
        paragraph(TITLE, "Title", 0, 240).size(56).bold(),
        paragraph(DATE, "Date", 0, 240).size(24).color(GREY),
    ];
    let mut title = paragraph(CONTENTS_TITLE, "TOC Heading", 0, 200)
        .size(32)
        .bold()
        .color(ACCENT);
    title.paragraph_property = title.paragraph_property.page_break_before(true);
    styles.push(title);
    styles.push(paragraph(contents(1), "toc 1", 100, 20).bold());
    styles.push(paragraph(contents(2), "toc 2", 0, 20).indent(Some(284), None, None, None));
    styles
}

/// The font of all text; where it is not there, the word processor's own.
pub(super) fn fonts() -> RunFonts {
    RunFonts::new()
        .ascii("Calibri")
        .hi_ansi("Calibri")
        .cs("Calibri")
}

fn heading_style(level: usize, size: usize, before: u32, after: u32) -> Style {
    let style = paragraph(heading(level), &format!("heading {level}"), before, after)
        .next(BODY)
        .size(size)
        .bold()
        .outline_lvl(level - 1);
    keep(match level {
        1 => style.color(ACCENT),
        _ => style,
    })
}

/// A paragraph with space before and after, in twentieths of a point, its lines
/// 15 % apart.
fn paragraph(id: &str, name: &str, before: u32, after: u32) -> Style {
    let spacing = LineSpacing::new()
        .before(before)
        .after(after)
        .line(276)
        .line_rule(LineSpacingType::Auto);
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
        .line_spacing(spacing)
}

/// Keeps a paragraph on the page of the next.
fn keep(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}
