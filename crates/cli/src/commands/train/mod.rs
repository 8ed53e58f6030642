//! `waardenscan train`.

mod table;
mod trials;

use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};
use waardenscan::dutch::Dutch;
use waardenscan::score::statistics::to_bytes;
use waardenscan::score::{Agreement, GoldPassage, Prediction, Scorer};
use waardenscan::{Lexicon, STATISTICS_FILE, read_document};
use waardenscan_archive::Inputs;
use waardenscan_train::{CrossValidation, GoldFile, Input, Recipe, cross_validate, train};

use super::gold::{fingerprint, hexadecimal, read_gold};
use super::lexicon_choice::LexiconChoice;
use crate::args::TrainArgs;
use crate::exit::Exit;
use table::{END, START, Table};
use trials::{Trial, WHOLE, trials};

/// The record beside the statistical part.
const RECORD_FILE: &str = "statistiek.json";

pub(crate) fn run(args: &TrainArgs) -> Result<Exit> {
    let lexicon = LexiconChoice::Folder(&args.lexicon).load()?;
    let gold: Vec<GoldFile> = args
        .gold
        .iter()
        .map(|path| {
            Ok(GoldFile {
                name: path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                passages: read_gold(path)?,
            })
        })
        .collect::<Result<_>>()?;
    let scorer = Scorer::new(lexicon, Dutch::new());
    let corpus = args.corpus.as_deref().map(Corpus::read);
    let corpus = corpus.transpose()?.unwrap_or_default();
    let input = Input {
        gold: &gold,
        corpus: &corpus.passages,
    };
    let trials = trials(args);
    let table = if trials.is_empty() {
        make(args, &input, &corpus, scorer)?
    } else {
        try_all(trials, &input, scorer)?
    };
    if let Some(path) = &args.into {
        let document = std::fs::read_to_string(path)
            .with_context(|| format!("{}: cannot be opened", path.display()))?;
        let document = table.placed_in(&document).with_context(|| {
            format!(
                "{}: has no place for a table, {START} and {END}",
                path.display()
            )
        })?;
        write(path, document.as_bytes())?;
    }
    Ok(Exit::Ok)
}

/// Fits the model and writes it with its record.
fn make(args: &TrainArgs, input: &Input<'_>, corpus: &Corpus, scorer: Scorer) -> Result<Table> {
    let (trained, scorer) = train(input, scorer, &Recipe::default())?;
    let cross = &trained.cross;
    let mut files = Vec::new();
    let mut table = Table::start()?;
    for ((file, path), scores) in input.gold.iter().zip(&args.gold).zip(&cross.scores) {
        let agreement = agreement(&scorer, &file.passages, scores, cross);
        table.row(WHOLE, &file.name, &agreement)?;
        files.push(FileRecord::new(file, fingerprint(path)?, &agreement));
    }
    let record = Record::new(scorer.lexicon(), files, corpus, cross);
    write(
        &args.lexicon.join(STATISTICS_FILE),
        &to_bytes(&trained.parts),
    )?;
    let mut json = serde_json::to_vec_pretty(&record)?;
    json.push(b'\n');
    write(&args.lexicon.join(RECORD_FILE), &json)?;
    Ok(table)
}

fn try_all(trials: Vec<Trial>, input: &Input<'_>, mut scorer: Scorer) -> Result<Table> {
    let mut table = Table::start()?;
    for trial in trials {
        let (cross, back) = cross_validate(input, scorer, &trial.recipe)?;
        scorer = back;
        for (file, scores) in input.gold.iter().zip(&cross.scores) {
            let agreement = agreement(&scorer, &file.passages, scores, &cross);
            table.row(trial.name, &file.name, &agreement)?;
        }
    }
    Ok(table)
}

/// Documents without labels.
#[derive(Default)]
struct Corpus {
    documents: usize,
    passages: Vec<String>,
}

impl Corpus {
    /// Reads what can be read in a folder, in a fixed order.
    fn read(folder: &Path) -> Result<Self> {
        let inputs = Inputs::find(&[folder.to_owned()]);
        let mut corpus = Self::default();
        for file in &inputs.files {
            let bytes = std::fs::read(&file.path)
                .with_context(|| format!("{}: cannot be opened", file.path.display()))?;
            let Ok(document) = read_document(&bytes) else {
                continue;
            };
            corpus.documents += 1;
            let passages = document.passages().map(|passage| passage.text.to_owned());
            corpus.passages.extend(passages);
        }
        Ok(corpus)
    }

    /// The SHA-256 of all passages, each after its length.
    fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for passage in &self.passages {
            hash.update((passage.len() as u64).to_le_bytes());
            hash.update(passage);
        }
        hexadecimal(&hash.finalize())
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}

fn agreement(
    scorer: &Scorer,
    gold: &[GoldPassage],
    scores: &[Vec<f64>],
    cross: &CrossValidation,
) -> Agreement {
    let predictions: Vec<Prediction> = scores
        .iter()
        .map(|scores| Prediction {
            scores: scores.clone(),
            ranks: scores.clone(),
        })
        .collect();
    let gold: Vec<&GoldPassage> = gold.iter().collect();
    let calibration = &cross.calibration;
    Agreement::new(
        scorer.lexicon(),
        &gold,
        &predictions,
        calibration.balanced,
        Some(calibration.eight_of_ten),
    )
}

/// What a statistical part was made of and how it did.
#[derive(Serialize)]
struct Record<'a> {
    lexicon: &'a str,
    lexicon_fingerprint: &'a str,
    engine: &'static str,
    gold: Vec<FileRecord>,
    corpus_documents: usize,
    corpus_passages: usize,
    corpus_sha256: String,
    threshold_balanced: f64,
    threshold_eight_of_ten: f64,
}

/// One gold file and the figures of cross-validation on it.
#[derive(Serialize)]
struct FileRecord {
    file: String,
    sha256: String,
    passages: usize,
    documents: usize,
    labels: usize,
    fragments: usize,
    f1: f64,
    f1_ci: [f64; 2],
    precision: f64,
    recall: f64,
    macro_f1: f64,
    recall_explicit: f64,
    recall_implicit: f64,
    wss95_pairs: f64,
    auc: f64,
    ece: f64,
}

impl<'a> Record<'a> {
    fn new(
        lexicon: &'a Lexicon,
        gold: Vec<FileRecord>,
        corpus: &Corpus,
        cross: &CrossValidation,
    ) -> Self {
        Self {
            lexicon: lexicon.id(),
            lexicon_fingerprint: lexicon.fingerprint(),
            engine: env!("CARGO_PKG_VERSION"),
            gold,
            corpus_documents: corpus.documents,
            corpus_passages: corpus.passages.len(),
            corpus_sha256: corpus.fingerprint(),
            threshold_balanced: cross.calibration.balanced,
            threshold_eight_of_ten: cross.calibration.eight_of_ten,
        }
    }
}

impl FileRecord {
    fn new(file: &GoldFile, sha256: String, agreement: &Agreement) -> Self {
        let mut documents: Vec<&str> = file.passages.iter().map(GoldPassage::document).collect();
        documents.sort_unstable();
        documents.dedup();
        let labels = || file.passages.iter().flat_map(|passage| &passage.labels);
        Self {
            file: file.name.clone(),
            sha256,
            passages: file.passages.len(),
            documents: documents.len(),
            labels: labels().count(),
            fragments: labels().map(|label| label.fragments.len()).sum(),
            f1: agreement.micro.f1,
            f1_ci: agreement.micro.f1_ci,
            precision: agreement.micro.precision,
            recall: agreement.micro.recall,
            macro_f1: agreement.macro_.f1,
            recall_explicit: agreement.recall_explicit,
            recall_implicit: agreement.recall_implicit,
            wss95_pairs: agreement.wss95_pairs,
            auc: agreement.auc,
            ece: agreement.ece,
        }
    }
}
