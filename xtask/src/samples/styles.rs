//! Word styles, under the identifiers that Dutch Word gives them. Readers
//! recognise a style by its English name or its outline level, not by these.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Shading, Style, StyleType, Tab, TabLeaderType,
    TabValueType, VertAlignType,
};

use super::house::House;
use super::numbering::{Place, indent};

/// Styles of headings, by level from 1.
const HEADINGS: [&str; 4] = ["Kop1", "Kop2", "Kop3", "Kop4"];
/// Colour of what stays in the background.
const GREY: &str = "6B6B6B";

pub(super) const ARTICLE: &str = "Artikel";
pub(super) const BODY: &str = "Plattetekst";
pub(super) const BOX: &str = "Kader";
pub(super) const CAPTION: &str = "Bijschrift";
pub(super) const CELL: &str = "Tabeltekst";
pub(super) const CHAPTER: &str = "Hoofdstuk";
pub(super) const CONTENTS_TITLE: &str = "Kopvaninhoudsopgave";
pub(super) const COVER_BAND: &str = "Omslagband";
pub(super) const COVER_LINE: &str = "Omslagregel";
pub(super) const FOOTER: &str = "Voettekst";
pub(super) const HEADER: &str = "Koptekst";
pub(super) const LETTERHEAD: &str = "Briefhoofd";
pub(super) const LIST: &str = "Lijstalinea";
pub(super) const NOTE: &str = "Voetnoottekst";
pub(super) const NOTE_MARK: &str = "Voetnootmarkering";
pub(super) const QUOTE: &str = "Citaat";
pub(super) const TITLE: &str = "Titel";

/// Returns the style of a heading of `level`, 1 the highest.
pub(super) fn heading(level: usize) -> &'static str {
    HEADINGS
        .get(level.saturating_sub(1))
        .copied()
        .unwrap_or("Kop4")
}

/// Returns the style of a line in the table of contents of `level`, 1 the
/// highest.
pub(super) fn contents(level: usize) -> &'static str {
    if level == 1 { "Inhopg1" } else { "Inhopg2" }
}

/// Returns all styles in the colours of `house`. `width` is that of the text,
/// in twentieths of a point: there the page numbers of the contents stand. A
/// title is larger on a cover.
pub(super) fn all(house: &House, width: usize, has_cover: bool) -> Vec<Style> {
    let mut styles = vec![paragraph(BODY, "Body Text").line_spacing(spaced(0, 140))];
    styles.extend(headings(house));
    styles.extend(text(house));
    styles.extend(around(house, width, has_cover));
    styles
}

fn headings(house: &House) -> Vec<Style> {
    let sizes = [32, 26, house.size + 2, house.size];
    let mut styles: Vec<Style> = (1..)
        .zip(HEADINGS)
        .zip(sizes)
        .map(|((level, id), size)| {
            let (before, after) = if level == 1 { (360, 180) } else { (260, 80) };
            let style = paragraph(id, &format!("heading {level}"))
                .next(BODY)
                .size(size)
                .bold()
                .color(house.accent)
                .line_spacing(spaced(before, after))
                .outline_lvl(level - 1);
            keep_with_next(if level == 4 { style.italic() } else { style })
        })
        .collect();
    // The labels of chapters and articles come with their styles.
    for (id, base, place) in [
        (CHAPTER, "Kop1", Place::CHAPTER),
        (ARTICLE, "Kop2", Place::ARTICLE),
    ] {
        let mut style = paragraph(id, id).based_on(base).next(BODY);
        style.paragraph_property = style
            .paragraph_property
            .numbering(place.numbering_id(), place.indent_level());
        styles.push(style);
    }
    styles
}

fn text(house: &House) -> Vec<Style> {
    let small = house.size - 3;
    let mut mark = Style::new(NOTE_MARK, StyleType::Character).name("footnote reference");
    mark.run_property = mark.run_property.vert_align(VertAlignType::SuperScript);
    let boxed =
        paragraph(BOX, BOX)
            .line_spacing(spaced(0, 80))
            .indent(Some(170), None, Some(170), None);
    let quote = paragraph(QUOTE, "Quote")
        .italic()
        .line_spacing(spaced(60, 180))
        .indent(Some(454), None, Some(454), None);
    let bar = border(ParagraphBorderPosition::Left, house.accent)
        .size(18)
        .space(8);
    vec![
        paragraph(LIST, "List Paragraph")
            .line_spacing(spaced(0, 60))
            .indent(Some(indent(1)), None, None, None),
        keep_with_next(
            paragraph(CAPTION, "caption")
                .bold()
                .size(small)
                .color(house.accent)
                .line_spacing(spaced(200, 80)),
        ),
        paragraph(CELL, CELL).size(small).line_spacing(tight(30)),
        framed(boxed, house.accent, 6, house.tint),
        bordered(quote, bar),
        paragraph(NOTE, "footnote text")
            .size(small - 1)
            .line_spacing(tight(10)),
        mark,
    ]
}

/// The styles of what stands around the text: title page, contents, header
/// and footer.
fn around(house: &House, width: usize, has_cover: bool) -> Vec<Style> {
    let right = Tab::new().val(TabValueType::Right).pos(width);
    let header = paragraph(HEADER, "header")
        .size(17)
        .color(GREY)
        .align(AlignmentType::Right);
    let rule = border(ParagraphBorderPosition::Bottom, house.accent).space(4);
    let mut footer = paragraph(FOOTER, "footer").size(17).color(GREY);
    footer.paragraph_property = footer.paragraph_property.add_tab(right.clone());
    let band = paragraph(COVER_BAND, COVER_BAND)
        .size(32)
        .bold()
        .color("FFFFFF")
        .indent(Some(400), None, Some(400), None);
    let mut styles = vec![
        bordered(header, rule),
        footer,
        framed(band, house.accent, 20, house.accent),
        paragraph(TITLE, "Title")
            .size(if has_cover { 56 } else { 36 })
            .bold()
            .color(house.accent)
            .line_spacing(spaced(0, 240)),
        paragraph(LETTERHEAD, LETTERHEAD)
            .size(24)
            .bold()
            .color(house.accent)
            .line_spacing(spaced(0, 480)),
        paragraph(COVER_LINE, COVER_LINE)
            .size(24)
            .color(GREY)
            .line_spacing(spaced(0, 120)),
        paragraph(CONTENTS_TITLE, "TOC Heading")
            .size(32)
            .bold()
            .color(house.accent)
            .line_spacing(spaced(0, 240)),
    ];
    for (level, left) in [(1, 0), (2, 284)] {
        let style = paragraph(contents(level), &format!("toc {level}"));
        let mut style = if level == 1 { style.bold() } else { style }
            .indent(Some(left), None, None, None)
            .line_spacing(spaced(if level == 1 { 120 } else { 0 }, 40));
        style.paragraph_property = style
            .paragraph_property
            .add_tab(right.clone().leader(TabLeaderType::Dot));
        styles.push(style);
    }
    styles
}

fn paragraph(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
}

fn keep_with_next(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

/// Puts a paragraph between lines of `color` on a ground of `fill`, `space`
/// points apart from its text.
fn framed(mut style: Style, color: &str, space: usize, fill: &str) -> Style {
    style.paragraph_property = style.paragraph_property.shading(Shading::new().fill(fill));
    let sides = [
        ParagraphBorderPosition::Top,
        ParagraphBorderPosition::Left,
        ParagraphBorderPosition::Bottom,
        ParagraphBorderPosition::Right,
    ];
    sides.into_iter().fold(style, |style, side| {
        bordered(style, border(side, color).space(space))
    })
}

/// Adds one line beside a paragraph.
fn bordered(mut style: Style, border: ParagraphBorder) -> Style {
    let borders = style.paragraph_property.borders.take();
    let borders = borders
        .unwrap_or_else(ParagraphBorders::with_empty)
        .set(border);
    style.paragraph_property = style.paragraph_property.set_borders(borders);
    style
}

fn border(side: ParagraphBorderPosition, color: &str) -> ParagraphBorder {
    ParagraphBorder::new(side)
        .val(BorderType::Single)
        .size(6)
        .color(color)
}

/// Space around a paragraph in twentieths of a point, its lines 15 % apart.
pub(super) fn spaced(before: u32, after: u32) -> LineSpacing {
    tight(0).before(before).after(after).line(276)
}

/// As little space as a table has, its lines not apart.
fn tight(around: u32) -> LineSpacing {
    LineSpacing::new()
        .before(around)
        .after(around)
        .line(240)
        .line_rule(LineSpacingType::Auto)
}
