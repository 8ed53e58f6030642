//! [`Sample`] → DOCX.

use anyhow::Result;
use docx_rs::{
    AlignmentType, DocumentChild, Docx, Footer, Header, LineSpacing, LineSpacingType, Paragraph,
    Run, RunFonts,
};

use super::house::{self, House};
use super::inline::{Inlines, field};
use super::model::{Block, Layout, Sample, Table, Text};
use super::numbering::{Counter, Place, indent};
use super::page::{self, Shape};
use super::{contents, package, styles, table};

/// Tables with more columns than this are wide.
const PORTRAIT_COLUMNS: usize = 5;
/// Writes a sample as a DOCX. `pages` are the page numbers of its headings,
/// in order, for the table of contents; those that are missing show as 0.
///
/// # Errors
/// When a number in the source is not the one that Word computes, or the
/// package cannot be written.
pub(super) fn write(sample: &Sample, pages: &[usize]) -> Result<Vec<u8>> {
    let mut writer = Writer {
        sample,
        house: house::of(&sample.front.municipality),
        docx: Docx::new(),
        inlines: Inlines::default(),
        counter: Counter::default(),
        headings: 0,
        shape: Shape::Portrait,
    };
    writer.start(pages);
    writer.body()?;
    package::pack(&sample.front, writer.finish())
}

struct Writer<'a> {
    sample: &'a Sample,
    house: &'static House,
    docx: Docx,
    inlines: Inlines,
    counter: Counter,
    /// Headings so far; their bookmarks carry this number.
    headings: usize,
    shape: Shape,
}

impl Writer<'_> {
    /// Writes what stands before the text.
    fn start(&mut self, pages: &[usize]) {
        let front = &self.sample.front;
        let letterhead = house::letterhead(&front.municipality);
        if !front.toc {
            self.line(styled(styles::LETTERHEAD), &letterhead);
            if !self.text_has_title() {
                self.line(styled(styles::TITLE), &front.title);
            }
            return;
        }
        // A title hangs somewhat above the middle.
        let drop = LineSpacing::new()
            .before(4200)
            .after(480)
            .line(264)
            .line_rule(LineSpacingType::Auto);
        self.line(styled(styles::COVER_BAND), &letterhead);
        self.line(styled(styles::TITLE).line_spacing(drop), &front.title);
        self.line(styled(styles::COVER_LINE), &front.author);
        self.line(styled(styles::COVER_LINE), &front.year.to_string());
        self.line(
            styled(styles::CONTENTS_TITLE).page_break_before(true),
            "Inhoud",
        );
        for line in contents::lines(self.sample, pages) {
            self.push(line);
        }
        // The section must end behind the contents: in their last line, with
        // their field still open, LibreOffice would lose the page numbers.
        self.push(Paragraph::new());
        self.end_section(true);
        if front.layout == Layout::TwoColumns {
            self.shape = Shape::Columns;
        }
    }

    /// Tells whether the text begins with its own title, as a raadsvoorstel
    /// does, or needs none, as a letter does.
    fn text_has_title(&self) -> bool {
        match self.sample.blocks.first() {
            Some(Block::Heading { text, .. }) => self.sample.front.title.starts_with(&text.plain()),
            _ => self.sample.front.kind == "brief",
        }
    }

    fn body(&mut self) -> Result<()> {
        let blocks = &self.sample.blocks;
        let mut introduced = false;
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            match block {
                Block::Heading { level, text } => self.heading(*level, text)?,
                Block::Paragraph(text) => self.paragraph(text),
                Block::Caption(text) => {
                    self.turn_for(next);
                    self.text(styled(styles::CAPTION), text);
                }
                Block::Item(item) => {
                    let place = self.counter.item(item, introduced)?;
                    let mut paragraph =
                        styled(styles::LIST).numbering(place.numbering_id(), place.indent_level());
                    if !matches!(next, Some(Block::Item(_) | Block::ItemText { .. })) {
                        paragraph = paragraph.line_spacing(styles::spaced(0, 140));
                    }
                    self.text(paragraph, &item.text);
                }
                Block::ItemText { depth, text } => {
                    let left = Some(indent(depth + 1));
                    self.text(styled(styles::LIST).indent(left, None, None, None), text);
                }
                Block::Table(table) => {
                    self.turn_for(Some(block));
                    self.table(table);
                }
                Block::Boxed(texts) => self.boxed(texts),
            }
            introduced = matches!(block, Block::Paragraph(text) if text.plain().ends_with(':'));
        }
        Ok(())
    }

    fn paragraph(&mut self, text: &Text) {
        let mut paragraph = styled(styles::BODY);
        if self.shape == Shape::Columns {
            // Narrow columns are set to both sides, with words divided.
            paragraph = paragraph.align(AlignmentType::Both);
        }
        self.text(paragraph, text);
    }

    fn heading(&mut self, level: usize, text: &Text) -> Result<()> {
        let front = &self.sample.front;
        let plain = text.plain();
        let numbered = if front.has_articles() {
            self.counter.heading(&plain)?
        } else {
            None
        };
        let style = match numbered {
            Some((Place::CHAPTER, _)) => styles::CHAPTER,
            Some(_) => styles::ARTICLE,
            None => styles::heading(level),
        };
        let mut paragraph = styled(style);
        if level == 1 && numbered.is_none() && self.begins_page() {
            paragraph = paragraph.page_break_before(true);
        }
        if front.toc {
            paragraph =
                paragraph.add_bookmark_start(self.headings, contents::bookmark(self.headings));
        }
        paragraph = match numbered {
            Some((_, title)) => paragraph.add_run(Run::new().add_text(title)),
            None => self.inlines.fill(paragraph, text, false),
        };
        if front.toc {
            paragraph = paragraph.add_bookmark_end(self.headings);
        }
        self.headings += 1;
        self.push(paragraph);
        Ok(())
    }

    /// Tells whether a heading of the first level here begins a page: a
    /// chapter of a long plan, or what follows a decision.
    fn begins_page(&self) -> bool {
        let front = &self.sample.front;
        match front.kind.as_str() {
            "casus" | "verslag" | "dienstverleningsconcept" => false,
            _ => self.headings > 0 && self.shape != Shape::Columns,
        }
    }

    fn boxed(&mut self, texts: &[Text]) {
        let is_quote = matches!(texts, [text] if text.plain().starts_with('“'));
        let style = if is_quote { styles::QUOTE } else { styles::BOX };
        for text in texts {
            self.text(styled(style).keep_lines(true), text);
        }
        if !is_quote {
            self.gap();
        }
    }

    /// Begins a landscape section where a wide table comes next.
    fn turn_for(&mut self, next: Option<&Block>) {
        let wide =
            matches!(next, Some(Block::Table(table)) if table.right.len() > PORTRAIT_COLUMNS);
        if wide
            && self.shape == Shape::Portrait
            && self.sample.front.layout == Layout::LandscapeTables
        {
            self.end_section(false);
            self.shape = Shape::Landscape;
        }
    }

    fn table(&mut self, table: &Table) {
        let width = self.shape.width();
        let inlines = &mut self.inlines;
        let mut fill = |paragraph, text: &Text, bold| inlines.fill(paragraph, text, bold);
        let table = table::build(table, self.house, width, &mut fill);
        self.docx
            .document
            .children
            .push(DocumentChild::Table(Box::new(table)));
        self.gap();
        if self.shape == Shape::Landscape {
            self.end_section(false);
            self.shape = Shape::Portrait;
        }
    }

    /// Parts a table or box from what follows.
    fn gap(&mut self) {
        let spacing = LineSpacing::new()
            .line(160)
            .line_rule(LineSpacingType::Exact);
        self.push(Paragraph::new().line_spacing(spacing));
    }

    fn line(&mut self, paragraph: Paragraph, text: &str) {
        self.push(paragraph.add_run(Run::new().add_text(text)));
    }

    fn text(&mut self, paragraph: Paragraph, text: &Text) {
        let paragraph = self.inlines.fill(paragraph, text, false);
        self.push(paragraph);
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.docx
            .document
            .children
            .push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    /// Ends the section here: Word keeps its properties in its last paragraph.
    fn end_section(&mut self, has_title_page: bool) {
        let section = page::section(self.shape, has_title_page);
        if let Some(DocumentChild::Paragraph(last)) = self.docx.document.children.last_mut() {
            last.property.section_property = Some(section);
        }
    }

    fn finish(mut self) -> Docx {
        let front = &self.sample.front;
        self.docx.document.section_property = page::section(self.shape, false);
        // Header, footer and contents span the page, whatever the text does.
        let width = Shape::Portrait.width();
        for style in styles::all(self.house, width, front.toc) {
            self.docx = self.docx.add_style(style);
        }
        let header = styled(styles::HEADER).add_run(Run::new().add_text(&front.header));
        let fonts = RunFonts::new()
            .ascii(self.house.font)
            .hi_ansi(self.house.font)
            .cs(self.house.font);
        let footer = self.footer();
        self.counter
            .define(self.docx, self.house)
            .default_fonts(fonts)
            .default_size(self.house.size)
            .header(Header::new().add_paragraph(header))
            .footer(Footer::new().add_paragraph(footer))
            .created_at(&front.moment())
            .updated_at(&front.moment())
    }

    fn footer(&self) -> Paragraph {
        let text = Run::new().add_text(&self.sample.front.footer).add_tab();
        let footer = styled(styles::FOOTER).add_run(text);
        let page = field(" PAGE ", "1");
        if !self.house.counts_pages {
            return page.into_iter().fold(footer, Paragraph::add_run);
        }
        let footer = footer.add_run(Run::new().add_text("Pagina "));
        let footer = page.into_iter().fold(footer, Paragraph::add_run);
        let footer = footer.add_run(Run::new().add_text(" van "));
        field(" NUMPAGES ", "1")
            .into_iter()
            .fold(footer, Paragraph::add_run)
    }
}

fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

#[cfg(test)]
mod tests;
