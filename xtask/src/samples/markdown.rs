//! Sources in Markdown → [`Sample`].
//!
//! The form is CommonMark with tables and footnotes, and of that only what a
//! policy document needs. Anything else (HTML, images, code, rules) is an
//! error rather than silently left out.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::model::{Block, Inline, Item, Sample, Table, Text};

/// Reads one source.
///
/// # Errors
/// When the file is not readable, its front matter does not fit
/// [`FrontMatter`](super::model::FrontMatter), or its text uses a form that
/// samples do not know.
pub(super) fn read(path: &Path) -> Result<Sample> {
    let source = std::fs::read_to_string(path).context("cannot read")?;
    let name = path.file_stem().context("has no name")?.to_string_lossy();
    parse(&name, &source)
}

pub(super) fn parse(name: &str, source: &str) -> Result<Sample> {
    let (front, body) = source
        .strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .context("does not begin with front matter between +++ lines")?;
    Ok(Sample {
        name: name.to_owned(),
        front: toml::from_str(front).context("front matter")?,
        blocks: blocks(body)?,
    })
}

fn blocks(body: &str) -> Result<Vec<Block>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_SMART_PUNCTUATION;
    let notes = notes(Parser::new_ext(body, options))?;
    let mut reader = Reader {
        events: Parser::new_ext(body, options).peekable(),
        notes: &notes,
        blocks: Vec::new(),
    };
    while let Some(event) = reader.events.next() {
        reader.block(event)?;
    }
    Ok(reader.blocks)
}

/// Reads the texts of the footnotes, which Markdown keeps apart from the
/// places where their marks stand.
fn notes(events: Parser<'_>) -> Result<BTreeMap<String, Text>> {
    let mut notes = BTreeMap::new();
    let mut reader = Reader {
        events: events.peekable(),
        notes: &BTreeMap::new(),
        blocks: Vec::new(),
    };
    while let Some(event) = reader.events.next() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            let texts = reader.paragraphs(TagEnd::FootnoteDefinition)?;
            let [text] = <[Text; 1]>::try_from(texts).map_err(|texts| {
                anyhow::anyhow!("footnote {label} has {} paragraphs", texts.len())
            })?;
            notes.insert(label.into_string(), text);
        }
    }
    Ok(notes)
}

struct Reader<'a> {
    events: Peekable<Parser<'a>>,
    notes: &'a BTreeMap<String, Text>,
    blocks: Vec<Block>,
}

impl<'a> Reader<'a> {
    fn block(&mut self, event: Event<'a>) -> Result<()> {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let text = self.text(|event| matches!(event, Event::End(TagEnd::Heading(_))))?;
                self.events.next();
                self.blocks.push(Block::Heading {
                    level: level as usize,
                    text,
                });
            }
            Event::Start(Tag::Paragraph) => {
                let text = self.paragraph()?;
                self.blocks.push(Block::Paragraph(text));
            }
            Event::Start(Tag::List(start)) => self.list(start, 0)?,
            Event::Start(Tag::Table(alignments)) => self.table(&alignments)?,
            Event::Start(Tag::BlockQuote(_)) => {
                let texts = self.paragraphs(TagEnd::BlockQuote(None))?;
                self.blocks.push(Block::Boxed(texts));
            }
            Event::Start(Tag::FootnoteDefinition(_)) => {
                while self
                    .events
                    .next_if(|event| *event != Event::End(TagEnd::FootnoteDefinition))
                    .is_some()
                {}
                self.events.next();
            }
            event => bail!("samples do not know {event:?}"),
        }
        Ok(())
    }

    /// Reads a paragraph that has been entered.
    fn paragraph(&mut self) -> Result<Text> {
        let text = self.text(|event| *event == Event::End(TagEnd::Paragraph))?;
        self.events.next();
        Ok(text)
    }

    /// Reads the paragraphs up to and including `end`.
    fn paragraphs(&mut self, end: TagEnd) -> Result<Vec<Text>> {
        let mut texts = Vec::new();
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::Paragraph)) => texts.push(self.paragraph()?),
                Some(Event::End(tag)) if tag == end => return Ok(texts),
                event => bail!("samples do not know {event:?} inside a box or note"),
            }
        }
    }

    /// Reads a list that has been entered; its items become blocks.
    fn list(&mut self, start: Option<u64>, depth: usize) -> Result<()> {
        let mut number = start;
        let mut first = true;
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::Item)) => self.item(number, first, depth)?,
                Some(Event::End(TagEnd::List(_))) => return Ok(()),
                event => bail!("samples do not know {event:?} between list items"),
            }
            number = number.map(|number| number + 1);
            first = false;
        }
    }

    fn item(&mut self, number: Option<u64>, first: bool, depth: usize) -> Result<()> {
        // In a tight list the text of an item stands in it without a paragraph.
        let text = if self
            .events
            .next_if_eq(&Event::Start(Tag::Paragraph))
            .is_some()
        {
            self.paragraph()?
        } else {
            self.text(|event| {
                matches!(event, Event::End(TagEnd::Item) | Event::Start(Tag::List(_)))
            })?
        };
        self.blocks.push(Block::Item(Item {
            depth,
            number,
            first,
            text,
        }));
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::List(start))) => self.list(start, depth + 1)?,
                Some(Event::Start(Tag::Paragraph)) => {
                    let text = self.paragraph()?;
                    self.blocks.push(Block::ItemText { depth, text });
                }
                Some(Event::End(TagEnd::Item)) => return Ok(()),
                event => bail!("samples do not know {event:?} in a list item"),
            }
        }
    }

    /// Reads a table that has been entered. A paragraph "Tabel 3: …" before it
    /// is its caption.
    fn table(&mut self, alignments: &[Alignment]) -> Result<()> {
        if let Some(Block::Paragraph(text)) = self.blocks.pop_if(is_caption) {
            self.blocks.push(Block::Caption(text));
        }
        let mut table = Table {
            right: alignments
                .iter()
                .map(|alignment| *alignment == Alignment::Right)
                .collect(),
            header: Vec::new(),
            rows: Vec::new(),
        };
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::TableHead)) => table.header = self.row(TagEnd::TableHead)?,
                Some(Event::Start(Tag::TableRow)) => table.rows.push(self.row(TagEnd::TableRow)?),
                Some(Event::End(TagEnd::Table)) => break,
                event => bail!("samples do not know {event:?} in a table"),
            }
        }
        if table.header.iter().all(Text::is_empty) {
            table.header.clear();
        }
        self.blocks.push(Block::Table(table));
        Ok(())
    }

    fn row(&mut self, end: TagEnd) -> Result<Vec<Text>> {
        let mut cells = Vec::new();
        while self
            .events
            .next_if_eq(&Event::Start(Tag::TableCell))
            .is_some()
        {
            cells.push(self.text(|event| *event == Event::End(TagEnd::TableCell))?);
            self.events.next();
        }
        match self.events.next() {
            Some(Event::End(tag)) if tag == end => Ok(cells),
            event => bail!("samples do not know {event:?} between table cells"),
        }
    }

    /// Reads text until `stop`, which stays unread.
    fn text(&mut self, stop: impl Fn(&Event<'_>) -> bool) -> Result<Text> {
        let mut text = Text::default();
        let (mut bold, mut italic) = (false, false);
        while let Some(event) = self.events.next_if(|event| !stop(event)) {
            match event {
                Event::Text(part) => push(&mut text, &part, bold, italic),
                Event::SoftBreak => push(&mut text, " ", bold, italic),
                Event::Start(Tag::Strong) => bold = true,
                Event::End(TagEnd::Strong) => bold = false,
                Event::Start(Tag::Emphasis) => italic = true,
                Event::End(TagEnd::Emphasis) => italic = false,
                Event::FootnoteReference(label) => {
                    let note = self.notes.get(&*label);
                    let note = note.with_context(|| format!("note {label} stands in a note"))?;
                    text.0.push(Inline::Note(note.clone()));
                }
                event => bail!("samples do not know {event:?} in a text"),
            }
        }
        // Markdown takes the mark of a note that is nowhere for words.
        ensure!(
            !text.plain().contains("[^"),
            "no note for {:.60}",
            text.plain()
        );
        Ok(text)
    }
}

fn is_caption(block: &mut Block) -> bool {
    matches!(block, Block::Paragraph(text) if text.plain().starts_with("Tabel "))
}

/// Adds characters to `text`, but for control characters, which a DOCX must
/// not contain.
fn push(text: &mut Text, part: &str, bold: bool, italic: bool) {
    let part = part.chars().filter(|character| !character.is_control());
    match text.0.last_mut() {
        Some(Inline::Run {
            text,
            bold: b,
            italic: i,
        }) if (*b, *i) == (bold, italic) => text.extend(part),
        _ => text.0.push(Inline::Run {
            text: part.collect(),
            bold,
            italic,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::model::{Layout, Output};

    const FRONT: &str = "+++
title = \"Notitie\"
municipality = \"Aldermeer\"
kind = \"notitie\"
year = 2025
source = \"beleid\"
author = \"Gemeente Aldermeer\"
header = \"Notitie\"
footer = \"Gemeente Aldermeer\"
output = \"docx\"
layout = \"plain\"
toc = false
+++
";

    fn text(text: &str) -> Text {
        Text(vec![run(text, false, false)])
    }

    fn run(text: &str, bold: bool, italic: bool) -> Inline {
        let text = text.to_owned();
        Inline::Run { text, bold, italic }
    }

    fn item(depth: usize, number: Option<u64>, first: bool, words: &str) -> Block {
        let text = text(words);
        Block::Item(Item {
            depth,
            number,
            first,
            text,
        })
    }

    #[track_caller]
    fn check(body: &str, expected: &[Block]) {
        assert_eq!(blocks(body).unwrap(), expected);
    }

    #[track_caller]
    fn check_refused(source: &str, message: &str) {
        let error = format!("{:#}", parse("notitie", source).unwrap_err());
        assert!(error.contains(message), "{error}");
    }

    #[test]
    fn front_matter_says_what_the_source_becomes() {
        let sample = parse("notitie", &format!("{FRONT}\n# Aanleiding\n")).unwrap();
        assert_eq!(sample.file_name(), "notitie.docx");
        assert_eq!(
            (sample.front.output, sample.front.layout),
            (Output::Docx, Layout::Plain)
        );
        assert_eq!(sample.front.moment(), "2025-01-15T09:00:00Z");
        assert_eq!(
            sample.blocks,
            [Block::Heading {
                level: 1,
                text: text("Aanleiding")
            }]
        );
    }

    #[test]
    fn emphasis_notes_and_line_ends_are_parts_of_a_text() {
        check(
            "Een **vet** en *schuin*\nwoord.[^1]\n\n[^1]: De noot.\n",
            &[Block::Paragraph(Text(vec![
                run("Een ", false, false),
                run("vet", true, false),
                run(" en ", false, false),
                run("schuin", false, true),
                run(" woord.", false, false),
                Inline::Note(text("De noot.")),
            ]))],
        );
    }

    #[test]
    fn lists_keep_their_nesting_and_count_from_their_first_number() {
        check(
            "3. drie:\n   1. een\n   2. twee\n\n   slot\n4. vier\n\n- los\n",
            &[
                item(0, Some(3), true, "drie:"),
                item(1, Some(1), true, "een"),
                item(1, Some(2), false, "twee"),
                Block::ItemText {
                    depth: 0,
                    text: text("slot"),
                },
                item(0, Some(4), false, "vier"),
                item(0, None, true, "los"),
            ],
        );
    }

    #[test]
    fn the_paragraph_before_a_table_is_its_caption_where_it_says_so() {
        let table = |header: Vec<Text>| {
            Block::Table(Table {
                right: vec![false, true],
                header,
                rows: vec![vec![text("Jeugd"), text("12")]],
            })
        };
        check(
            "Tabel 1: Lasten\n\n| Post | 2025 |\n|---|---:|\n| Jeugd | 12 |\n",
            &[
                Block::Caption(text("Tabel 1: Lasten")),
                table(vec![text("Post"), text("2025")]),
            ],
        );
        check(
            "Zie onder.\n\n| | |\n|---|---:|\n| Jeugd | 12 |\n",
            &[Block::Paragraph(text("Zie onder.")), table(Vec::new())],
        );
    }

    #[test]
    fn a_quotation_is_boxed() {
        check(
            "> Een.\n>\n> Twee.\n",
            &[Block::Boxed(vec![text("Een."), text("Twee.")])],
        );
    }

    #[test]
    fn quotes_are_set_and_control_characters_dropped() {
        check("\"Thema\u{7}'s\"\n", &[Block::Paragraph(text("“Thema’s”"))]);
    }

    #[test]
    fn unknown_forms_are_errors_and_not_left_out() {
        check_refused("# Geen voorwerk\n", "does not begin with front matter");
        check_refused(&FRONT.replace("toc", "inhoud"), "unknown field `inhoud`");
        check_refused(
            &FRONT.replace("\"plain\"", "\"three_columns\""),
            "three_columns",
        );
        for body in [
            "<b>vet</b>",
            "![kaart](kaart.png)",
            "    code",
            "---",
            "> - in een kader",
        ] {
            check_refused(&format!("{FRONT}\n{body}\n"), "samples do not know");
        }
        check_refused(
            &format!("{FRONT}\nEen noot[^9].\n"),
            "no note for Een noot[^9]",
        );
    }
}
