//! What `--lexicon NAME|DIR` means.

use std::path::Path;

use anyhow::{Result, anyhow};
use waardenscan::lexicon::LexiconError;
use waardenscan::pdf::PdfReader;
use waardenscan::{Lexicon, Scanner};

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
        let builtin = Lexicon::builtin();
        if name == builtin.id() {
            return Ok(Self::Builtin);
        }
        Err(UsageError(format!(
            "no lexicon \"{name}\": neither a folder nor a built-in lexicon (there is one: {})",
            builtin.id()
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

/// Builds the scanner that several commands need.
pub(crate) fn scanner(lexicon: &str, threshold: f64, pdf: PdfReader) -> Result<Scanner> {
    let lexicon = LexiconChoice::new(lexicon)?.load()?;
    let builder = Scanner::builder().lexicon(lexicon).threshold(threshold);
    builder
        .pdf_reader(pdf)
        .build()
        .map_err(|error| UsageError(error.to_string()).into())
}
