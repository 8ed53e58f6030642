//! What a sample says, before it is a DOCX or a PDF.

use serde::Deserialize;

/// One source: its front matter and its text.
#[derive(Debug)]
pub(crate) struct Sample {
    /// File name of the source without its extension.
    pub(crate) name: String,
    pub(crate) front: FrontMatter,
    pub(crate) blocks: Vec<Block>,
}

impl Sample {
    /// Returns the name of the file that the sample becomes.
    pub(crate) fn file_name(&self) -> String {
        let extension = match self.front.output {
            Output::Pdf | Output::Scan => "pdf",
            Output::Docx | Output::TruncatedDocx => "docx",
        };
        format!("{}.{extension}", self.name)
    }
}

/// The TOML between the `+++` lines of a source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrontMatter {
    pub(crate) title: String,
    pub(crate) municipality: String,
    pub(crate) kind: String,
    pub(crate) year: u16,
    pub(crate) source: String,
    pub(crate) author: String,
    /// The running header.
    pub(crate) header: String,
    /// The running footer; the page number is added to it.
    pub(crate) footer: String,
    pub(crate) output: Output,
    pub(crate) layout: Layout,
    /// Whether a title page and a table of contents come first.
    pub(crate) toc: bool,
}

impl FrontMatter {
    /// Tells whether the document consists of articles, whose numbers, like
    /// those of their members and parts, are Word's and not typed.
    pub(crate) fn has_articles(&self) -> bool {
        matches!(self.kind.as_str(), "verordening" | "beleidsregel")
    }

    /// The moment at which the document was made, as far as its metadata know:
    /// the middle of January, so that a sample is the same each time.
    pub(crate) fn moment(&self) -> String {
        format!("{}-01-15T09:00:00Z", self.year)
    }

    /// The same moment as PDF writes it (ISO 32000-1, 7.9.4).
    pub(crate) fn pdf_moment(&self) -> String {
        format!("D:{}0115090000Z", self.year)
    }
}

/// What a source becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Output {
    Pdf,
    Docx,
    /// A PDF that holds the image of a page and no text.
    Scan,
    /// A DOCX that lacks its end.
    TruncatedDocx,
}

/// How the pages look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Layout {
    Plain,
    /// The text after the table of contents in two columns.
    TwoColumns,
    /// Wide tables on pages of their own, turned a quarter.
    LandscapeTables,
    /// A PDF that knows its own structure.
    Tagged,
}

/// One block of the text.
#[derive(Debug, PartialEq)]
pub(crate) enum Block {
    Heading {
        level: usize,
        text: Text,
    },
    Paragraph(Text),
    /// The paragraph before a table that names it.
    Caption(Text),
    Item(Item),
    /// A further paragraph of the list item before it.
    ItemText {
        depth: usize,
        text: Text,
    },
    Table(Table),
    /// Boxed text (kader) or a quotation.
    Boxed(Vec<Text>),
}

/// One item of a list.
#[derive(Debug, PartialEq)]
pub(crate) struct Item {
    /// Nesting, 0 the outermost.
    pub(crate) depth: usize,
    /// The number in an ordered list, counted as Markdown does: from the first
    /// item's own number; `None` in a list of bullets.
    pub(crate) number: Option<u64>,
    /// Whether it is the first of its list.
    pub(crate) first: bool,
    pub(crate) text: Text,
}

/// A table.
#[derive(Debug, PartialEq)]
pub(crate) struct Table {
    /// Whether each column is set against its right edge.
    pub(crate) right: Vec<bool>,
    /// Empty where every cell of it is.
    pub(crate) header: Vec<Text>,
    pub(crate) rows: Vec<Vec<Text>>,
}

/// Text with its emphasis and notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Text(pub(crate) Vec<Inline>);

impl Text {
    /// Returns the bare characters, without notes.
    pub(crate) fn plain(&self) -> String {
        self.0
            .iter()
            .map(|inline| match inline {
                Inline::Run { text, .. } => text.as_str(),
                Inline::Note(_) => "",
            })
            .collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A part of a [`Text`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Inline {
    Run {
        text: String,
        bold: bool,
        italic: bool,
    },
    /// A footnote, where its mark stands.
    Note(Text),
}
