//! What `--lexicon NAME|DIR` means.

use std::path::Path;

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};

use anyhow::{Context, Result, anyhow};
use waardenscan::lexicon::LexiconError;
use waardenscan::pdf::PdfReader;
use waardenscan::{Lexicon, STATISTICS_FILE, Scanner, ScannerBuilder};

use crate::exit::UsageError;

/// A lexicon as the user names it.
pub(crate) enum LexiconChoice<'a> {
    Builtin,
    Folder(&'a Path),
}

impl<'a> LexiconChoice<'a> {
    /// A folder of that name goes before a built-in lexicon.
    pub(crate) fn new(name: &'a str) -> Result<Self> {
        let path = Path::new(name);
        if path.is_dir() {
            return Ok(Self::Folder(path));
        }
        // Reading a lexicon takes longer than most documents do.
        if name == Lexicon::BUILTIN_ID {
            return Ok(Self::Builtin);
        }
        Err(UsageError(format!(
            "no lexicon \"{name}\": neither a folder nor a built-in lexicon (there is one: {})",
            Lexicon::BUILTIN_ID
        ))
        .into())
    }

    pub(crate) fn load(&self) -> Result<Lexicon> {
        match self {
            Self::Builtin => Ok(Lexicon::builtin()),
            Self::Folder(path) => Lexicon::load(path).map_err(|error| match error {
                LexiconError::Faulty { problems } => {
                    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
                    anyhow!(
                        "{}: the lexicon has errors\n\n{}",
                        path.display(),
                        list.join("\n")
                    )
                }
                error => anyhow!(error),
            }),
        }
    }
}

/// Builds the scanner that several commands need, and warns where the
/// statistical part of its lexicon is not as it should be.
pub(crate) fn scanner(lexicon: &str, threshold: Option<f64>, pdf: PdfReader) -> Result<Scanner> {
    let scanner = scanner_unannounced(lexicon, threshold, pdf)?;
    if let Some(problem) = scanner.statistics_problem() {
        writeln!(io::stderr(), "let op: {problem}")?;
    }
    Ok(scanner)
}

/// Builds the scanner without a word.
pub(crate) fn scanner_unannounced(
    lexicon: &str,
    threshold: Option<f64>,
    pdf: PdfReader,
) -> Result<Scanner> {
    let mut builder = builder(lexicon)?.pdf_reader(pdf);
    if let Some(threshold) = threshold {
        builder = builder.threshold(threshold);
    }
    let scanner = builder.build();
    scanner.map_err(|error| UsageError(error.to_string()).into())
}

fn builder(lexicon: &str) -> Result<ScannerBuilder> {
    let choice = LexiconChoice::new(lexicon)?;
    let LexiconChoice::Folder(folder) = choice else {
        return Ok(Scanner::builder());
    };
    let path = folder.join(STATISTICS_FILE);
    let statistics = match std::fs::read(&path) {
        Ok(bytes) => Some(Cow::Owned(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("{}: cannot be read", path.display()));
        }
    };
    Ok(Scanner::builder()
        .lexicon(choice.load()?)
        .statistics(statistics))
}
