//! Measures the built-in lexicon by itself on gold files:
//!
//! ```text
//! cargo run --release --example measure -- GOLD.jsonl...
//! cargo run --release --example measure -- --indicators GOLD.jsonl...
//! ```
//!
//! Prints precision, recall and F1, pooled over all passages and values, with
//! the plainest combination of hits: of overlapping hits of a value only the
//! heaviest, an indicator once a sentence, 1 − Π(1 − weight), threshold .5.
//! With `--indicators`, prints for each indicator the passages it hits and
//! those of them that carry its value, the counts from which weights are
//! estimated.
//!
//! Set `WAARDENSCAN_LEXICON` to a folder to measure another lexicon.

#![expect(clippy::print_stdout, reason = "it prints its measurements")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde::Deserialize;
use waardenscan_dutch::{Analysis, Dutch, Words};
use waardenscan_lexicon::{ClassCache, Lexicon, Match, Matcher};

const THRESHOLD: f64 = 0.5;

#[derive(Deserialize)]
struct Passage {
    text: String,
    labels: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    value: String,
}

/// True positives, false positives and false negatives.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Counts {
    fn add(&mut self, suggested: bool, labelled: bool) {
        self.right += u32::from(suggested && labelled);
        self.wrong += u32::from(suggested && !labelled);
        self.missed += u32::from(!suggested && labelled);
    }

    fn line(self) -> String {
        let share = |other: u32| f64::from(self.right) / f64::from((self.right + other).max(1));
        let (precision, recall) = (share(self.wrong), share(self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        format!(
            "P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({} right, {} wrong, {} missed)",
            self.right, self.wrong, self.missed
        )
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let lexicon = match std::env::var_os("WAARDENSCAN_LEXICON") {
        Some(folder) => Lexicon::load(Path::new(&folder))?,
        None => Lexicon::builtin(),
    };
    let mut passages = Vec::new();
    for file in &files {
        for line in std::fs::read_to_string(file)?.lines() {
            passages.push(serde_json::from_str(line)?);
        }
    }
    let measured = measure(&lexicon, &passages);
    if flags.iter().any(|flag| flag == "--indicators") {
        for ((value, indicator), (hit, right)) in &measured.indicators {
            if let Some(value) = lexicon.values().get(*value)
                && let Some(indicator) = value.indicators.get(*indicator)
            {
                println!(
                    "{}\t{}\t{}\t{hit}\t{right}",
                    value.id,
                    indicator.kind.name(),
                    indicator.term
                );
            }
        }
        return Ok(());
    }
    for (value, counts) in lexicon.values().iter().zip(&measured.values) {
        println!("{:<28}{}", value.id, counts.line());
    }
    println!(
        "{:<28}{}",
        format!("all, {} passages", passages.len()),
        measured.all.line()
    );
    Ok(())
}

struct Measured {
    all: Counts,
    values: Vec<Counts>,
    indicators: BTreeMap<(usize, usize), (u32, u32)>,
}

fn measure(lexicon: &Lexicon, passages: &[Passage]) -> Measured {
    let dutch = Dutch::new();
    let matcher = Matcher::new(lexicon, &dutch);
    let (mut words, mut classes) = (Words::new(), ClassCache::default());
    let mut measured = Measured {
        all: Counts::default(),
        values: vec![Counts::default(); lexicon.values().len()],
        indicators: BTreeMap::new(),
    };
    for passage in passages {
        let labels: BTreeSet<&str> = passage
            .labels
            .iter()
            .map(|label| label.value.as_str())
            .collect();
        let analysis = dutch.analyse(&passage.text, &mut words);
        let matches = matcher.find(&dutch, &analysis, &words, &mut classes);
        for (index, value) in lexicon.values().iter().enumerate() {
            let own: Vec<&Match> = matches
                .iter()
                .filter(|found| found.value == index)
                .collect();
            let labelled = labels.contains(value.id.as_str());
            let suggested = score(lexicon, &analysis, &own) >= THRESHOLD;
            measured.all.add(suggested, labelled);
            if let Some(counts) = measured.values.get_mut(index) {
                counts.add(suggested, labelled);
            }
        }
        let distinct: BTreeSet<_> = matches
            .iter()
            .map(|found| (found.value, found.indicator))
            .collect();
        for (value, indicator) in distinct {
            let id = lexicon
                .values()
                .get(value)
                .map_or("", |value| value.id.as_str());
            let (hit, right) = measured.indicators.entry((value, indicator)).or_default();
            *hit += 1;
            *right += u32::from(labels.contains(id));
        }
    }
    measured
}

/// Combines the matches of one value in one passage.
fn score(lexicon: &Lexicon, analysis: &Analysis, matches: &[&Match]) -> f64 {
    let weight = |found: &Match| {
        let value = lexicon.values().get(found.value);
        value
            .and_then(|value| value.indicators.get(found.indicator))
            .map_or(0.0, |one| one.weight)
    };
    let sentence = |found: &Match| {
        analysis
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= found.tokens.start)
    };
    let mut heaviest_first = matches.to_vec();
    heaviest_first.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let mut kept: Vec<&Match> = Vec::new();
    for found in heaviest_first {
        let counts = kept.iter().all(|other| {
            let apart =
                other.tokens.end <= found.tokens.start || found.tokens.end <= other.tokens.start;
            let repeated = other.indicator == found.indicator && sentence(other) == sentence(found);
            apart && !repeated
        });
        if counts {
            kept.push(found);
        }
    }
    1.0 - kept
        .iter()
        .map(|found| 1.0 - weight(found))
        .product::<f64>()
}
