//! The waardendocument for Word, by way of docx-rs.

mod package;
mod styles;
mod table;
mod text;

use std::io::{Seek, Write};

use docx_rs::{Docx, Footer, Header, Numbering, PageMargin, Paragraph, TableOfContents};

use super::content::{Content, Quote, Reference, TO_WRITE, Value};
use crate::{ReportError, dutch};
use table::{Head, Row};
use text::{Notes, bookmark, link, plain, styled};

/// A4 and its margins, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_418;
/// Width of the text.
const WIDTH: usize = 11_906 - 2 * 1_418;

pub(super) fn write(content: &Content, out: &mut (impl Write + Seek)) -> Result<(), ReportError> {
    let mut writer = Writer {
        docx: styles::all()
            .into_iter()
            .fold(sheet(content), Docx::add_style),
        notes: Notes::default(),
        headings: Vec::new(),
        body: Vec::new(),
    };
    writer.body(content);
    package::pack(
        writer.finish(content),
        &content.title(),
        &content.moment,
        out,
    )
}

/// An empty document with its page, header and footer.
fn sheet(content: &Content) -> Docx {
    let header = Header::new().add_paragraph(plain(styles::HEADER, &content.title()));
    let footer = Footer::new().add_paragraph(text::page_number(styled(styles::FOOTER)));
    let margin = PageMargin {
        top: MARGIN,
        left: MARGIN,
        bottom: MARGIN,
        right: MARGIN,
        header: 709,
        footer: 709,
        gutter: 0,
    };
    Docx::new()
        .default_fonts(styles::fonts())
        .default_size(styles::SIZE)
        .add_abstract_numbering(text::bullets())
        .add_numbering(Numbering::new(text::BULLETS, text::BULLETS))
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .header(header)
        .footer(footer)
        .title_pg()
}

/// What stands in the document.
enum Part {
    Paragraph(Box<Paragraph>),
    Table(Box<docx_rs::Table>),
}

/// A heading, for the table of contents.
struct Heading {
    level: usize,
    text: String,
}

struct Writer {
    docx: Docx,
    notes: Notes,
    headings: Vec<Heading>,
    body: Vec<Part>,
}

impl Writer {
    fn body(&mut self, content: &Content) {
        self.heading(1, "Hoe dit document tot stand kwam");
        for sentence in &content.account {
            self.line(styles::BODY, sentence);
        }
        self.heading(1, "Samenvatting");
        self.summary(content);
        for cluster in &content.clusters {
            self.heading(1, &cluster.name);
            for value in &cluster.values {
                self.value(value);
            }
        }
        if !content.silent.is_empty() {
            self.heading(1, "Waarden waarover dit document zwijgt");
            let names = dutch::enumerate(&content.silent);
            let silent =
                format!("Voor deze waarden is niets aanvaard en niets geschreven: {names}.");
            self.line(styles::BODY, &silent);
        }
        self.decisions(content);
        self.documents(content);
    }

    /// Puts the table of contents before the body.
    fn finish(self, content: &Content) -> Docx {
        let mut docx = self
            .docx
            .add_paragraph(plain(styles::OVER, "Waardendocument"))
            .add_paragraph(plain(styles::TITLE, &content.title()))
            .add_paragraph(plain(styles::DATE, &content.date));
        // Without page numbers, which only a word processor can know: a link
        // leads there in any of them.
        let mut contents = TableOfContents::with_instr_text(r#"TOC \o "1-2" \h \n \z \u"#)
            .alias("Inhoud")
            .add_before_paragraph(plain(styles::CONTENTS_TITLE, "Inhoud"));
        for (number, heading) in self.headings.iter().enumerate() {
            if heading.level <= 2 {
                let line = link(
                    styled(styles::contents(heading.level)),
                    &text::heading_name(number),
                    &heading.text,
                );
                contents = contents.add_before_paragraph(line);
            }
        }
        docx = docx.add_table_of_contents(contents);
        for part in self.body {
            docx = match part {
                Part::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
                Part::Table(table) => docx.add_table(*table),
            };
        }
        docx
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.body.push(Part::Paragraph(Box::new(paragraph)));
    }

    fn line(&mut self, style: &str, text: &str) {
        self.push(plain(style, text));
    }

    /// Adds a heading of `level`, 1 the highest, that can be linked to.
    fn heading(&mut self, level: usize, text: &str) {
        let number = self.headings.len();
        let name = text::heading_name(number);
        self.push(bookmark(
            styled(styles::heading(level)),
            number,
            &name,
            text,
        ));
        self.headings.push(Heading {
            level,
            text: text.to_owned(),
        });
    }

    fn value(&mut self, value: &Value) {
        self.heading(2, &value.name);
        self.line(styles::DEFINITION, &value.definition);
        for sentence in &value.presence {
            self.line(styles::BODY, sentence);
        }
        if !value.quotes.is_empty() {
            self.heading(3, "Zo staat het er");
            for quote in &value.quotes {
                self.quote(quote);
            }
        }
        if !value.others.is_empty() {
            let passages = dutch::passages(value.others.len());
            self.line(styles::BODY, &format!("Ook in {passages}:"));
            for other in &value.others {
                let item = text::item(styled(styles::LIST));
                self.push(cited(item, other));
            }
        }
        self.heading(3, "Wat merkt de inwoner hiervan?");
        self.written(value.resident.as_deref());
        self.heading(3, "Wat betekent het voor de organisatie?");
        self.written(value.organisation.as_deref());
        if !value.tensions.is_empty() {
            self.heading(3, "Spanningen");
            for tension in &value.tensions {
                let about = format!("Met {}: {}", tension.with, tension.question);
                self.line(styles::BODY, &about);
                if !tension.words.is_empty() {
                    self.line(styles::BODY, &tension.words);
                }
            }
        }
        if !value.open.is_empty() {
            self.heading(3, "Open punten");
            for open in &value.open {
                self.push(text::item(styled(styles::LIST)).add_run(text::run(open)));
            }
        }
    }

    /// A quote; where it stands is in a footnote, which leads to the decision.
    fn quote(&mut self, quote: &Quote) {
        let note = cited(
            styled(styles::NOTE).add_run(text::run(" ")),
            &quote.reference,
        );
        let mark = self.notes.mark(note);
        let quoted = styled(styles::QUOTE).add_run(text::run(&quote.text));
        self.push(quoted.add_run(mark));
    }

    fn written(&mut self, text: Option<&str>) {
        match text {
            Some(text) => {
                for part in text.lines().filter(|part| !part.trim().is_empty()) {
                    self.line(styles::BODY, part);
                }
            }
            None => self.line(styles::TO_WRITE, TO_WRITE),
        }
    }

    fn summary(&mut self, content: &Content) {
        let summary = &content.summary;
        if summary.rows.is_empty() {
            return self.line(styles::BODY, "Er is nog geen passage aanvaard.");
        }
        let caption = "In hoeveel passages elke waarde is aanvaard, per soort document. Hoe meer, \
                       hoe sterker de kleur.";
        self.line(styles::CAPTION, caption);
        let mut head = vec![Head::new("Waarde")];
        head.extend(summary.kinds.iter().map(|kind| Head::upright(kind)));
        head.extend(["samen", "documenten"].map(Head::upright));
        let rows = summary.rows.iter().map(|row| {
            let mut cells = vec![table::Cell::label(&row.name)];
            let numbers = row.passages.iter();
            cells.extend(numbers.map(|&number| table::Cell::shaded(number, summary.step(number))));
            cells.push(table::Cell::shaded(row.total, 0));
            cells.push(table::Cell::shaded(row.documents, 0));
            Row(cells)
        });
        let table = table::build(&head, rows, WIDTH);
        self.body.push(Part::Table(Box::new(table)));
    }

    fn decisions(&mut self, content: &Content) {
        self.heading(1, "Besluiten");
        if content.decisions.is_empty() {
            return self.line(styles::BODY, "Er zijn nog geen besluiten.");
        }
        let caption = "De besluiten waarnaar het bewijs verwijst, met hun nummer in het logboek.";
        self.line(styles::CAPTION, caption);
        let head = ["Nummer", "Datum", "Door", "Waarde", "Plaats"].map(Head::new);
        // After the bookmarks of the headings.
        let first = self.headings.len();
        let rows = content.decisions.iter().enumerate().map(|(index, it)| {
            let number = it.number.to_string();
            let name = text::decision_name(it.number);
            Row(vec![
                table::Cell::marked(&number, first + index, &name),
                table::Cell::text(&it.date),
                table::Cell::text(&it.who),
                table::Cell::text(&it.value),
                table::Cell::text(&it.place),
            ])
        });
        let table = table::build(&head, rows, WIDTH);
        self.body.push(Part::Table(Box::new(table)));
    }

    fn documents(&mut self, content: &Content) {
        self.heading(1, "Documenten");
        self.line(styles::CAPTION, "De documenten die zijn gelezen.");
        let head = ["Document", "Soort", "Jaar", "Aanvaarde passages"].map(Head::new);
        let rows = content.documents.iter().map(|it| {
            Row(vec![
                table::Cell::label(&it.title),
                table::Cell::text(&it.kind),
                table::Cell::text(&it.year),
                table::Cell::text(&it.accepted.to_string()),
            ])
        });
        let table = table::build(&head, rows, WIDTH);
        self.body.push(Part::Table(Box::new(table)));
    }
}

/// Where evidence stands, with a link to the decision.
fn cited(paragraph: Paragraph, reference: &Reference) -> Paragraph {
    let more = match reference.more {
        0 => String::new(),
        1 => " en op nog één plaats".to_owned(),
        more => format!(" en op nog {more} plaatsen"),
    };
    let place = format!("{}{more}; ", reference.place);
    let paragraph = paragraph.add_run(text::run(&place));
    let decision = format!("besluit\u{a0}{}", reference.decision);
    link(
        paragraph,
        &text::decision_name(reference.decision),
        &decision,
    )
}
