//! The passages of a folder, and what a lexicon finds in them.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use waardenscan::Scanner;
use waardenscan::dutch::{Dutch, Words};
use waardenscan::lexicon::{ClassCache, Lexicon, Match, Matcher};
use waardenscan_archive::{Inputs, ScanOptions, scan_files};

use crate::exit::UsageError;

/// So many distinct words may be kept before starting anew.
const MOST_WORDS: usize = 300_000;

/// One passage of a document.
pub(super) struct FoundPassage<'a> {
    pub(super) document: &'a str,
    /// Number of the page, from 1.
    pub(super) page: Option<usize>,
    pub(super) text: &'a str,
    pub(super) matches: Vec<Match>,
}

/// Finds the indicators of `lexicon` and hands over all passages of the
/// documents in `folder`, in the order of files and text. A file that gives no
/// document is named on standard error.
pub(super) fn each(
    lexicon: Lexicon,
    folder: &Path,
    mut action: impl FnMut(&FoundPassage<'_>) -> Result<()>,
) -> Result<()> {
    let inputs = Inputs::find(&[folder.to_owned()]);
    if inputs.files.is_empty() {
        return Err(UsageError(format!("no documents in {}", folder.display())).into());
    }
    let dutch = Dutch::new();
    let matcher = Matcher::new(&lexicon, &dutch);
    let scanner = Scanner::builder().lexicon(lexicon).build()?;
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    // Nothing stops it, so that it ends when all is done.
    let _ = scan_files(
        &scanner,
        &inputs.files,
        &ScanOptions::default(),
        |outcome| -> Result<()> {
            let scan = match &outcome.result {
                Ok(scan) => scan,
                Err(failure) => {
                    writeln!(
                        io::stderr(),
                        "warning: {}: {}",
                        outcome.path,
                        failure.message
                    )?;
                    return Ok(());
                }
            };
            for passage in &scan.passages {
                if words.len() > MOST_WORDS {
                    (words, classes) = (Words::new(), ClassCache::default());
                }
                let analysis = dutch.analyse(&passage.text, &mut words);
                action(&FoundPassage {
                    document: &outcome.path,
                    page: passage.page,
                    text: &passage.text,
                    matches: matcher.find(&dutch, &analysis, &words, &mut classes),
                })?;
            }
            Ok(())
        },
    )?;
    Ok(())
}
