//! What learning from decisions brings, and which decisions teach most: a
//! simulated analyst who decides as the labels of a gold file say.
//!
//!     cargo run --release -p waardenscan-benches --example learning -- GOLD.jsonl SCORES.jsonl
//!
//! Makes SCORES.jsonl if it does not exist: what a scan would suggest for each
//! passage, scored by cross-validation, so that no model has seen its document.
//! The documents are then parted in two at random, again and again: decisions
//! are taken in one half, in one order after the other, and the ranking of the
//! other half is measured before and after. The figures in
//! `docs/nakijken-maten.md` are made by it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use waardenscan::Lexicon;
use waardenscan::dutch::Dutch;
use waardenscan::score::{GoldPassage, Scorer, Scratch};
use waardenscan_assess::{Decided, Evidence, Learned, most_informative, moved};
use waardenscan_train::{GoldFile, Input, Recipe, cross_validate};

/// Lower scores are no suggestion at any threshold in use.
const LEAST: f64 = 0.05;
/// Partings of the documents.
const PARTINGS: u64 = 40;
/// Numbers of decisions after which is measured.
const AFTER: [usize; 5] = [25, 50, 100, 200, 400];

/// A suggestion of the simulated project.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Suggested {
    document: String,
    value: usize,
    score: f64,
    holds: bool,
    indicators: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
struct Simulated {
    values: usize,
    indicators: usize,
    threshold: f64,
    suggested: Vec<Suggested>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: learning GOLD.jsonl SCORES.jsonl";
    let (gold, scores) = (
        arguments.next().ok_or(usage)?,
        arguments.next().ok_or(usage)?,
    );
    if !Path::new(&scores).exists() {
        let simulated = simulated(&std::fs::read_to_string(gold)?)?;
        std::fs::write(&scores, serde_json::to_string(&simulated)?)?;
    }
    let mut simulated: Simulated = serde_json::from_str(&std::fs::read_to_string(&scores)?)?;
    say("with a statistical part");
    for threshold in [simulated.threshold, 0.2] {
        report(&simulated, threshold);
    }
    // As in a lexicon of one's own before anybody measured it.
    say("with a weight of .5 for every indicator, and no statistical part");
    simulated.suggested.retain(|it| !it.indicators.is_empty());
    for it in &mut simulated.suggested {
        it.score = 1.0 - it.indicators.iter().map(|_| 0.5).product::<f64>();
    }
    report(&simulated, 0.4);
    Ok(())
}

/// Scores the passages of a gold file by cross-validation.
fn simulated(gold: &str) -> Result<Simulated, Box<dyn std::error::Error>> {
    let lines = gold.lines().filter(|line| !line.trim().is_empty());
    let passages = lines
        .map(serde_json::from_str)
        .collect::<Result<Vec<GoldPassage>, _>>()?;
    let files = [GoldFile {
        name: "gold".to_owned(),
        passages,
    }];
    let input = Input {
        gold: &files,
        corpus: &[],
    };
    let scorer = Scorer::new(Lexicon::builtin(), Dutch::new());
    let (cross, scorer) = cross_validate(&input, scorer, &Recipe::default())?;
    let [file] = &files;
    let mut scratch = Scratch::new();
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut suggested = Vec::new();
    for (passage, scores) in file.passages.iter().zip(cross.scores.iter().flatten()) {
        let found = scorer.score_text(&passage.text, f64::MIN_POSITIVE, &mut scratch);
        let labels: BTreeSet<&str> = passage.labels.iter().map(|it| it.value.as_str()).collect();
        for (value, &score) in scores
            .iter()
            .enumerate()
            .filter(|(_, score)| **score >= LEAST)
        {
            let hits = found
                .iter()
                .filter(|it| it.value == value)
                .flat_map(|it| &it.hits);
            let indicators: BTreeSet<usize> = hits
                .map(|hit| {
                    let next = places.len();
                    *places.entry((value, hit.indicator)).or_insert(next)
                })
                .collect();
            let id = scorer
                .lexicon()
                .values()
                .get(value)
                .map(|it| it.id.as_str());
            suggested.push(Suggested {
                document: passage.document.clone().unwrap_or_default(),
                value,
                score,
                holds: id.is_some_and(|id| labels.contains(id)),
                indicators: indicators.into_iter().collect(),
            });
        }
    }
    Ok(Simulated {
        values: scorer.lexicon().values().len(),
        indicators: places.len(),
        threshold: cross.calibration.eight_of_ten,
        suggested,
    })
}

#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
fn say(line: &str) {
    println!("{line}");
}

/// The orders that decisions are taken in.
const ORDERS: [&str; 5] = [
    "strongest",
    "weakest",
    "nearest .5",
    "informative",
    "random",
];

fn report(simulated: &Simulated, threshold: f64) {
    let all = simulated.suggested.iter();
    let shown: Vec<&Suggested> = all.filter(|it| it.score >= threshold).collect();
    let held = shown.iter().filter(|it| it.holds).count();
    say(&format!(
        "threshold {threshold:.3}: {} suggestions, {held} hold; {PARTINGS} partings",
        shown.len()
    ));
    say(&format!(
        "{:<12} {:>5} {:>8} {:>8} {:>8} {:>8}",
        "order", "n", "AP", "wss95", "loss", "better"
    ));
    let mut before = Vec::new();
    let mut after: BTreeMap<(usize, usize), Vec<Measured>> = BTreeMap::new();
    for seed in 0..PARTINGS {
        let (decide, hold_out) = parted(&shown, seed);
        before.push(Measured::new(&hold_out, None));
        for (order, _) in ORDERS.iter().enumerate() {
            let queue = queue(simulated, &decide, order, seed);
            for number in AFTER {
                let chosen = queue.iter().take(number).filter_map(|&at| decide.get(at));
                let decided: Vec<Decided> = chosen
                    .map(|it| Decided {
                        on: it.evidence(),
                        holds: it.holds,
                    })
                    .collect();
                let learned = Learned::new(&decided, simulated.values, simulated.indicators);
                let measured = Measured::new(&hold_out, Some(&learned));
                after.entry((order, number)).or_default().push(measured);
            }
        }
    }
    line("none", 0, &before, &before);
    for ((order, number), measured) in &after {
        line(
            ORDERS.get(*order).copied().unwrap_or_default(),
            *number,
            measured,
            &before,
        );
    }
}

fn line(order: &str, number: usize, all: &[Measured], before: &[Measured]) {
    let mean = |of: fn(&Measured) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
    let better = all
        .iter()
        .zip(before)
        .filter(|(after, before)| after.precision > before.precision);
    say(&format!(
        "{order:<12} {number:>5} {:>8.4} {:>8.4} {:>8.4} {:>5}/{}",
        mean(|it| it.precision),
        mean(|it| it.saved),
        mean(|it| it.loss),
        better.count(),
        all.len()
    ));
}

impl Suggested {
    fn evidence(&self) -> Evidence {
        Evidence {
            score: self.score,
            value: self.value,
            indicators: self.indicators.clone(),
        }
    }
}

/// Parts the suggestions by document, each document in one half.
fn parted<'a>(all: &[&'a Suggested], seed: u64) -> (Vec<&'a Suggested>, Vec<&'a Suggested>) {
    let documents: BTreeSet<&str> = all.iter().map(|it| it.document.as_str()).collect();
    let mut documents: Vec<&str> = documents.into_iter().collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut documents);
    let half: BTreeSet<&str> = documents
        .iter()
        .take(documents.len() / 2)
        .copied()
        .collect();
    all.iter()
        .partition(|it| half.contains(it.document.as_str()))
}

/// The indices of suggestions in the order in which they are decided.
fn queue(simulated: &Simulated, all: &[&Suggested], order: usize, seed: u64) -> Vec<usize> {
    let mut queue: Vec<usize> = (0..all.len()).collect();
    let score = |at: &usize| all.get(*at).map_or(0.0, |it| it.score);
    let most = AFTER.into_iter().max().unwrap_or_default();
    match order {
        0 => queue.sort_by(|a, b| score(b).total_cmp(&score(a))),
        1 => queue.sort_by(|a, b| score(a).total_cmp(&score(b))),
        2 => queue.sort_by(|a, b| (score(a) - 0.5).abs().total_cmp(&(score(b) - 0.5).abs())),
        3 => {
            let open: Vec<Evidence> = all.iter().map(|it| it.evidence()).collect();
            queue = most_informative(&open, &[], simulated.values, simulated.indicators, most);
        }
        _ => fastrand::Rng::with_seed(seed ^ 0xACE).shuffle(&mut queue),
    }
    queue
}

/// How good the scores of suggestions are that nobody decided on.
struct Measured {
    /// Average precision of the ranking.
    precision: f64,
    /// Work saved over sampling at a recall of .95 (Cohen et al. 2006).
    saved: f64,
    /// Mean logarithmic loss of the scores, in nats.
    loss: f64,
}

impl Measured {
    fn new(all: &[&Suggested], learned: Option<&Learned>) -> Self {
        let score = |it: &Suggested| {
            learned.map_or(it.score, |learned| {
                moved(it.score, learned.added(&it.evidence()))
            })
        };
        let mut ranked: Vec<(f64, bool)> = all.iter().map(|it| (score(it), it.holds)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let held = ranked.iter().filter(|it| it.1).count();
        let (mut found, mut precision, mut read) = (0, 0.0, ranked.len());
        for (rank, _) in ranked.iter().enumerate().filter(|(_, it)| it.1) {
            found += 1;
            precision += f64::from(found) / (rank + 1) as f64;
            if f64::from(found) >= 0.95 * held as f64 {
                read = read.min(rank + 1);
            }
        }
        let loss = ranked.iter().map(|&(score, holds)| {
            let right = if holds { score } else { 1.0 - score };
            -right.max(1e-9).ln()
        });
        Self {
            precision: precision / held.max(1) as f64,
            saved: 1.0 - read as f64 / ranked.len() as f64 - 0.05,
            loss: loss.sum::<f64>() / ranked.len() as f64,
        }
    }
}
