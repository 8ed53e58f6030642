//! Counts words for `data/frequencies.tsv`:
//!
//! ```text
//! cargo run --release --example frequencies -- PASSAGES.jsonl > crates/lexicon/data/frequencies.tsv
//! ```
//!
//! Reads `{"text": "…"}` a line and prints each form that stands in at least
//! one of a hundred passages, with its share of the passages.

#![expect(clippy::print_stdout, reason = "it prints its table")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use serde::Deserialize;
use waardenscan_dutch::{Dutch, Words};

const LEAST: f64 = 0.01;

#[derive(Deserialize)]
struct Passage {
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let dutch = Dutch::new();
    let mut words = Words::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut passages = 0;
    for file in std::env::args().skip(1) {
        for line in std::fs::read_to_string(file)?.lines() {
            let passage: Passage = serde_json::from_str(line)?;
            let analysis = dutch.analyse(&passage.text, &mut words);
            let forms: BTreeSet<&str> = analysis
                .tokens
                .iter()
                .map(|token| words.get(token.word).form.as_str())
                .filter(|form| {
                    form.chars()
                        .all(|letter| letter.is_alphabetic() || letter == '-')
                })
                .collect();
            passages += 1;
            for form in forms {
                *counts.entry(form.to_owned()).or_default() += 1;
            }
        }
    }
    println!("# Share of {passages} passages with the form, at least {LEAST}.");
    for (form, count) in counts {
        let share = count as f64 / passages as f64;
        if share >= LEAST {
            println!("{form}\t{share:.3}");
        }
    }
    Ok(())
}
