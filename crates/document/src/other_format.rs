use std::fmt;

use serde::{Deserialize, Serialize};

/// What a file is that no reader reads, as far as its content tells.
///
/// [`fmt::Display`] names it in English with its article: "an image (PNG)".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OtherFormat {
    /// Word before 2007 (`.doc`).
    OldWord,
    /// Excel before 2007 (`.xls`).
    OldExcel,
    /// PowerPoint before 2007 (`.ppt`).
    OldPowerPoint,
    /// An OLE file whose directory is lost: an old Office file or a protected
    /// new one.
    OldOffice,
    /// Word 2003 in one XML file.
    Word2003Xml,
    /// Rich text (`.rtf`).
    RichText,
    /// Plain text.
    PlainText,
    /// An Outlook message (`.msg`).
    OutlookMessage,
    /// A web page.
    Html,
    /// A web page with its images in one file (MHTML).
    WebArchive,
    /// XML of another kind.
    Xml,
    /// An Excel workbook (`.xlsx`).
    ExcelWorkbook,
    /// An OpenDocument spreadsheet (`.ods`).
    OpenDocumentSpreadsheet,
    /// A PowerPoint presentation (`.pptx`).
    PowerPoint,
    /// An OpenDocument presentation (`.odp`).
    OpenDocumentPresentation,
    /// An OpenDocument file of another kind.
    OpenDocument,
    /// A Visio drawing (`.vsdx`).
    Visio,
    /// A PNG image.
    Png,
    /// A JPEG image.
    Jpeg,
    /// A GIF image.
    Gif,
    /// A TIFF image, as scanners make them.
    Tiff,
    /// A PostScript file.
    PostScript,
    /// A zip archive of anything.
    Zip,
    /// A gzip file.
    Gzip,
    /// A 7z archive.
    SevenZip,
    /// A SQLite database.
    Sqlite,
}

impl OtherFormat {
    /// All of them, in the order in which a report lists them: what may hold a
    /// document first.
    pub const ALL: [Self; 26] = [
        Self::OldWord,
        Self::OldExcel,
        Self::OldPowerPoint,
        Self::OldOffice,
        Self::Word2003Xml,
        Self::RichText,
        Self::PlainText,
        Self::OutlookMessage,
        Self::Html,
        Self::WebArchive,
        Self::Xml,
        Self::ExcelWorkbook,
        Self::OpenDocumentSpreadsheet,
        Self::PowerPoint,
        Self::OpenDocumentPresentation,
        Self::OpenDocument,
        Self::Visio,
        Self::Png,
        Self::Jpeg,
        Self::Gif,
        Self::Tiff,
        Self::PostScript,
        Self::Zip,
        Self::Gzip,
        Self::SevenZip,
        Self::Sqlite,
    ];

    /// Returns the name used in JSON and in the project file, such as
    /// `old_word`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    /// The name, and the description with its article.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::OldWord => ("old_word", "an old Word file (.doc)"),
            Self::OldExcel => ("old_excel", "an old Excel file (.xls)"),
            Self::OldPowerPoint => ("old_power_point", "an old PowerPoint file (.ppt)"),
            Self::OldOffice => (
                "old_office",
                "an old Office file, or one protected with a password (OLE)",
            ),
            Self::Word2003Xml => ("word2003_xml", "a Word 2003 XML file"),
            Self::RichText => ("rich_text", "a rich text file (.rtf)"),
            Self::PlainText => ("plain_text", "plain text"),
            Self::OutlookMessage => ("outlook_message", "an Outlook message (.msg)"),
            Self::Html => ("html", "a web page (HTML)"),
            Self::WebArchive => ("web_archive", "a web archive (MHTML)"),
            Self::Xml => ("xml", "an XML file"),
            Self::ExcelWorkbook => ("excel_workbook", "an Excel workbook (.xlsx)"),
            Self::OpenDocumentSpreadsheet => (
                "open_document_spreadsheet",
                "an OpenDocument spreadsheet (.ods)",
            ),
            Self::PowerPoint => ("power_point", "a PowerPoint presentation (.pptx)"),
            Self::OpenDocumentPresentation => (
                "open_document_presentation",
                "an OpenDocument presentation (.odp)",
            ),
            Self::OpenDocument => ("open_document", "an OpenDocument file that is no text"),
            Self::Visio => ("visio", "a Visio drawing (.vsdx)"),
            Self::Png => ("png", "an image (PNG)"),
            Self::Jpeg => ("jpeg", "an image (JPEG)"),
            Self::Gif => ("gif", "an image (GIF)"),
            Self::Tiff => ("tiff", "an image (TIFF)"),
            Self::PostScript => ("post_script", "a PostScript file"),
            Self::Zip => ("zip", "a zip archive"),
            Self::Gzip => ("gzip", "a compressed file (gzip)"),
            Self::SevenZip => ("seven_zip", "a compressed file (7z)"),
            Self::Sqlite => ("sqlite", "a database (SQLite)"),
        }
    }
}

impl fmt::Display for OtherFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words().1)
    }
}
