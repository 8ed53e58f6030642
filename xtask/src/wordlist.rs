//! Makes the tables of words in `crates/dutch/data` from the OpenTaal list:
//! one reads words from their start and holds their lemmas, one reads them
//! from their end. To be run after every change of the rules of inflection.
//!
//! The list comes with Debian's package `wdutch`; its licence is copied
//! beside the table. Entries with a capital (names, abbreviations) and with
//! digits are left out: as parts of compounds they do more harm than good.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use waardenscan_dutch::WordTables;

const LIST: &str = "/usr/share/dict/dutch";
const LICENCE: &str = "/usr/share/doc/wdutch/copyright";
/// The list of 2020 holds about 360,000 entries of the kind we keep. Far fewer
/// means that another list was read.
const FEWEST_WORDS: usize = 300_000;

/// Writes the tables and their licence into `crates/dutch/data`.
///
/// # Errors
///
/// Fails where the package `wdutch` is not installed, where its list is not
/// the one expected, or where a table cannot be written.
pub(crate) fn run() -> anyhow::Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/dutch/data");
    let list = fs::read_to_string(LIST)
        .with_context(|| format!("cannot read {LIST}: install the Debian package wdutch"))?;
    let words: BTreeSet<&str> = list.lines().map(str::trim).filter(|w| is_kept(w)).collect();
    ensure!(
        words.len() >= FEWEST_WORDS,
        "{LIST} holds only {} usable words",
        words.len()
    );

    let tables = WordTables::new(&words)?;
    write(&data.join("woorden.fst"), &tables.forward)?;
    write(&data.join("woorden-achterwaarts.fst"), &tables.backward)?;
    fs::copy(LICENCE, data.join("woorden.LICENCE"))
        .with_context(|| format!("cannot copy {LICENCE}"))?;
    Ok(())
}

fn write(path: &Path, table: &[u8]) -> anyhow::Result<()> {
    fs::write(path, table).with_context(|| format!("cannot write {}", path.display()))
}

/// Tells whether an entry is an ordinary word: letters, with hyphens and
/// apostrophes between or before them, none of them a capital.
fn is_kept(entry: &str) -> bool {
    let letters = entry.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && entry
            .chars()
            .all(|c| c.is_lowercase() || matches!(c, '-' | '\''))
}
