//! Work of any size.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use lopdf::{Document, Object};

use crate::root;

/// A PDF of the pages of a sample, over and over.
pub(super) fn pdf(pages: usize) -> Result<Vec<u8>> {
    let sample = root()?.join("corpus-samples/aldermeer-besparingsplan-2026.pdf");
    let mut document = Document::load(&sample).with_context(|| sample.display().to_string())?;
    let own: Vec<_> = document.get_pages().into_values().collect();
    let list = document
        .catalog()?
        .get(b"Pages")
        .and_then(Object::as_reference)?;
    // Each a page of its own, as a reader meets them.
    let mut kids = Vec::with_capacity(pages);
    for page in own.iter().cycle().take(pages) {
        let mut copy = document.get_dictionary(*page)?.clone();
        copy.set("Parent", list);
        kids.push(Object::Reference(document.add_object(copy)));
    }
    let list = document.get_dictionary_mut(list)?;
    list.set("Count", i64::try_from(pages)?);
    list.set("Kids", kids);
    // Of the pages as they were: structure, outline, labels.
    let catalog = document.catalog_mut()?;
    for key in ["StructTreeRoot", "Outlines", "PageLabels", "Dests", "Names"] {
        catalog.remove(key.as_bytes());
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// A lexicon of so many made-up words, in values of a hundred each.
pub(super) fn lexicon(folder: &Path, indicators: usize) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    fs::write(
        folder.join("lexicon.toml"),
        "id = \"groei\"\nnaam = \"Groei\"\nversie = \"1\"\ntaal = \"nl\"\n\
         omschrijving = \"Verzonnen woorden.\"\nclusters = [{ id = \"a\", naam = \"A\" }]\n",
    )?;
    for value in 0..indicators.div_ceil(100) {
        let mut text = format!(
            "id = \"waarde_{value}\"\nnaam = \"Waarde {value}\"\ncluster = \"a\"\n\
             definitie = \"Verzonnen.\"\nindicatoren = [\n"
        );
        for number in (value * 100..indicators).take(100) {
            writeln!(
                text,
                "{{ term = '{}', soort = \"stam\", gewicht = 0.5, uitdrukking = \"impliciet\" }},",
                word(number)
            )?;
        }
        text.push_str("]\n");
        fs::write(folder.join(format!("{value}.toml")), text)?;
    }
    Ok(())
}

/// A word that no text has: a syllable for each digit.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 10] = [
        "bra", "kel", "dun", "fos", "gri", "hup", "jol", "mep", "nix", "pra",
    ];
    let digits = format!("{number:05}");
    let digits = digits.bytes().map(|digit| usize::from(digit - b'0'));
    digits
        .filter_map(|digit| SYLLABLES.get(digit).copied())
        .collect()
}
