//! Lexicons from and to the formats of spreadsheets, text analysis tools and
//! vocabularies.
//!
//! ```
//! use waardenscan_exchange::{Format, export, import};
//! use waardenscan_lexicon::Lexicon;
//!
//! let lexicon = Lexicon::builtin();
//! let written = export(&lexicon, Format::Csv)?;
//! assert!(written.report.is_empty());
//! let read = import(&written.files, Format::Csv)?;
//! assert_eq!(read.parts.into_lexicon()?, lexicon);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! CSV and XLSX hold everything. The other formats hold less: what they cannot
//! hold, and what had to be made up on the way in, stands in the [`Report`],
//! by name.
//!
//! The main choice is a crate of its own: who embeds a lexicon builds no
//! spreadsheets. The cost is that tables are read and written by way of
//! [`Parts`], which are checked only when they
//! become a lexicon again.

mod cell;
mod csv_files;
mod dictionary;
mod error;
mod lexicoder;
mod liwc;
mod quanteda;
mod report;
mod sheets;
mod skos;
mod wordstat;
mod xlsx;
mod yoshikoder;

use waardenscan_lexicon::{Lexicon, Parts};

use dictionary::Abilities;
pub use error::ExchangeError;
pub use report::Report;

/// A format that lexicons are exchanged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A folder of CSV files, one row an indicator.
    Csv,
    /// One workbook, one row an indicator.
    Xlsx,
    /// quanteda's dictionaries in YAML.
    Quanteda,
    /// LIWC `.dic`.
    Liwc,
    /// WordStat `.cat`.
    Wordstat,
    /// Lexicoder `.lc3`.
    Lexicoder,
    /// Yoshikoder `.ykd`.
    Yoshikoder,
    /// SKOS following NL-SBB, in Turtle; JSON-LD is read too.
    Skos,
    /// SKOS following NL-SBB, in JSON-LD; Turtle is read too.
    SkosJsonLd,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::Csv,
        Self::Xlsx,
        Self::Quanteda,
        Self::Liwc,
        Self::Wordstat,
        Self::Lexicoder,
        Self::Yoshikoder,
        Self::Skos,
        Self::SkosJsonLd,
    ];

    /// Returns its name, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Quanteda => "quanteda",
            Self::Liwc => "LIWC",
            Self::Wordstat => "WordStat",
            Self::Lexicoder => "Lexicoder",
            Self::Yoshikoder => "Yoshikoder",
            Self::Skos | Self::SkosJsonLd => "SKOS",
        }
    }

    /// What the dictionaries of a text analysis tool can hold.
    const fn abilities(self) -> Option<Abilities> {
        let (nested, open_start, description) = match self {
            Self::Quanteda | Self::Wordstat => (true, true, false),
            Self::Yoshikoder => (true, true, true),
            Self::Liwc | Self::Lexicoder => (false, false, false),
            Self::Csv | Self::Xlsx | Self::Skos | Self::SkosJsonLd => return None,
        };
        Some(Abilities {
            nested,
            open_start,
            description,
        })
    }
}

/// A file by its name and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Name with its extension, no folder.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl File {
    fn text(&self) -> Result<&str, ExchangeError> {
        let text = std::str::from_utf8(&self.bytes).map_err(|_| ExchangeError::Encoding {
            name: self.name.clone(),
        })?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// What an export gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The files: several for CSV, one for all other formats.
    pub files: Vec<File>,
    /// What the format could not hold.
    pub report: Report,
}

/// What an import gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What the files say.
    pub parts: Parts,
    /// What could not be taken over, and what had to be made up.
    pub report: Report,
}

/// Writes `lexicon` in `format`. The same lexicon gives the same bytes.
///
/// # Errors
///
/// [`ExchangeError::WriteWorkbook`] for a text longer than a cell can be
/// (32,767 characters), [`ExchangeError::Syntax`] for an identifier that
/// cannot be part of a name in RDF.
pub fn export(lexicon: &Lexicon, format: Format) -> Result<Export, ExchangeError> {
    let mut report = Report::default();
    let mut categories = || {
        format
            .abilities()
            .map(|abilities| dictionary::of(lexicon, abilities, &mut report))
            .unwrap_or_default()
    };
    let files = match format {
        Format::Csv => csv_files::write(&sheets::of(lexicon))?,
        Format::Xlsx => vec![xlsx::write(&sheets::of(lexicon))?],
        Format::Quanteda => vec![quanteda::write(&categories())],
        Format::Liwc => vec![liwc::write(&categories())],
        Format::Wordstat => vec![wordstat::write(&categories())],
        Format::Lexicoder => vec![lexicoder::write(&categories())],
        Format::Yoshikoder => vec![yoshikoder::write(lexicon.name(), &categories())?],
        Format::Skos => vec![skos::write_turtle(lexicon, &mut report)?],
        Format::SkosJsonLd => vec![skos::write_json_ld(lexicon, &mut report)],
    };
    Ok(Export { files, report })
}

/// Reads `files` as `format`: for CSV the files of a folder, for all other
/// formats the first.
///
/// # Errors
///
/// [`ExchangeError`], for files that are not of the format, cells that cannot
/// be used, and files without a single usable term.
pub fn import(files: &[File], format: Format) -> Result<Import, ExchangeError> {
    let mut report = Report::default();
    let file = files.first().ok_or(ExchangeError::Empty)?;
    let categories = match format {
        Format::Csv => return without_loss(sheets::read(&csv_files::read(files)?)?),
        Format::Xlsx => return without_loss(sheets::read(&xlsx::read(file)?)?),
        Format::Skos | Format::SkosJsonLd => {
            let parts = skos::read(file, &mut report)?;
            return Ok(Import { parts, report });
        }
        Format::Quanteda => quanteda::read(file)?,
        Format::Liwc => liwc::read(file)?,
        Format::Wordstat => wordstat::read(file, &mut report)?,
        Format::Lexicoder => lexicoder::read(file)?,
        Format::Yoshikoder => yoshikoder::read(file)?,
    };
    let origin = format!("{} ({})", file.name, format.name());
    let parts = dictionary::read(categories, &origin, &mut report)?;
    Ok(Import { parts, report })
}

fn without_loss(parts: Parts) -> Result<Import, ExchangeError> {
    Ok(Import {
        parts,
        report: Report::default(),
    })
}
