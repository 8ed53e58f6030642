//! `waardenscan lexicon suggest`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use waardenscan::EvidenceKind;
use waardenscan::dutch::Dutch;
use waardenscan::lexicon::{
    Candidate, CandidateOptions, LabelledPassage, Lexicon, SourceFile, add_indicator, candidates,
};
use waardenscan::score::{LabelKind, number};

use crate::args::LexiconSuggestArgs;
use crate::commands::gold::read_gold;
use crate::commands::lexicon_choice::LexiconChoice;
use crate::commands::project;
use crate::exit::{Exit, UsageError};
use crate::output::{cut, width};

pub(super) fn run(args: &LexiconSuggestArgs, out: &mut impl Write) -> Result<Exit> {
    let choice = LexiconChoice::new(&args.lexicon)?;
    let lexicon = choice.load()?;
    if let Some(id) = &args.value {
        super::value(&lexicon, id)?;
    }
    let (passages, origin) = passages(args)?;
    let accepting = !args.accept.is_empty();
    let options = CandidateOptions {
        least_precision: args.precision,
        least_documents: args.documents,
        // What is accepted by name may stand below the fold.
        most: if accepting { usize::MAX } else { args.most },
        ..CandidateOptions::default()
    };
    let found = candidates(
        &lexicon,
        &Dutch::new(),
        &passages,
        args.value.as_deref(),
        &options,
    );
    if accepting {
        return accept(args, &choice, &found, &origin, out);
    }
    if args.json {
        let records: Vec<_> = found.iter().map(CandidateRecord::new).collect();
        serde_json::to_writer_pretty(&mut *out, &records).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        write_table(&lexicon, &found, &origin, passages.len(), out)?;
    }
    Ok(Exit::Ok)
}

/// The labelled passages and what they are called.
fn passages(args: &LexiconSuggestArgs) -> Result<(Vec<LabelledPassage>, String)> {
    let name = |path: &Path| -> String {
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    if let Some(path) = &args.project {
        return Ok((of_project(path, args.score)?, name(path)));
    }
    let mut passages = Vec::new();
    for path in &args.gold {
        passages.extend(read_gold(path)?.into_iter().map(|passage| {
            let values = passage.labels.into_iter();
            LabelledPassage {
                document: passage.document.unwrap_or(passage.id),
                text: passage.text,
                values: values
                    .map(|label| (label.value, label.kind == Some(LabelKind::Explicit)))
                    .collect(),
            }
        }));
    }
    let names: Vec<String> = args.gold.iter().map(|path| name(path)).collect();
    Ok((passages, names.join(", ")))
}

/// The passages of a project, with the values that were suggested with at
/// least this score.
fn of_project(path: &Path, score: f64) -> Result<Vec<LabelledPassage>> {
    let project = project::open(path)?;
    let run = project.latest_run()?;
    let mut passages = Vec::new();
    for document in project.documents(run)? {
        for passage in project.passages(&document)? {
            let strong = passage
                .suggestions
                .into_iter()
                .filter(|suggestion| suggestion.score >= score);
            let values: BTreeMap<String, bool> = strong
                .map(|one| (one.value, one.evidence == EvidenceKind::Named))
                .collect();
            passages.push(LabelledPassage {
                document: document.path.clone(),
                text: passage.text,
                values,
            });
        }
    }
    Ok(passages)
}

/// Writes the candidates whose terms were named into the lexicon's files.
fn accept(
    args: &LexiconSuggestArgs,
    choice: &LexiconChoice<'_>,
    found: &[Candidate],
    origin: &str,
    out: &mut impl Write,
) -> Result<Exit> {
    let LexiconChoice::Folder(folder) = choice else {
        let message = "--accept writes into a lexicon folder; copy the built-in one first";
        return Err(UsageError(message.into()).into());
    };
    for term in &args.accept {
        let candidate = found.iter().find(|candidate| candidate.term == *term);
        let candidate = candidate.ok_or_else(|| {
            anyhow!(UsageError(format!(
                "no candidate \"{term}\"; ask for the list without --accept"
            )))
        })?;
        let files = SourceFile::read_folder(folder)?;
        let indicator = candidate
            .to_indicator(origin)
            .ok_or_else(|| anyhow!("\"{term}\" cannot be a term"))?;
        let changed = add_indicator(&files, &candidate.value, &indicator).ok_or_else(|| {
            anyhow!(
                "{}: \"{term}\" cannot be added to {}",
                folder.display(),
                candidate.value
            )
        })?;
        let path = folder.join(&changed.path);
        std::fs::write(&path, changed.text)
            .with_context(|| format!("{}: cannot be written", path.display()))?;
        writeln!(
            out,
            "{}: `{term}` toegevoegd, gewicht {}",
            path.display(),
            number(indicator.weight)
        )?;
    }
    Ok(Exit::Ok)
}

fn write_table(
    lexicon: &Lexicon,
    found: &[Candidate],
    origin: &str,
    passages: usize,
    out: &mut impl Write,
) -> Result<()> {
    writeln!(out, "{passages} passages uit {origin}")?;
    for value in lexicon.values() {
        let own: Vec<&Candidate> = found.iter().filter(|one| one.value == value.id).collect();
        if own.is_empty() {
            continue;
        }
        writeln!(out, "\n{} ({})", value.name, value.id)?;
        for candidate in own {
            writeln!(
                out,
                "  {:<28}{:<7} precisie {} ({} van {} passages, {} documenten tegen {}; al gedekt {:.0} %)",
                candidate.term,
                candidate.kind.name(),
                number(candidate.precision),
                candidate.right,
                candidate.passages,
                candidate.documents,
                candidate.other_documents,
                candidate.covered * 100.0
            )?;
            if !candidate.overlap.is_empty() {
                let others: Vec<String> = candidate
                    .overlap
                    .iter()
                    .map(|(id, share)| format!("{id} {:.0} %", share * 100.0))
                    .collect();
                writeln!(out, "      ook: {}", others.join(", "))?;
            }
            for example in &candidate.examples {
                writeln!(out, "      „{}”", cut(example, width().saturating_sub(8)))?;
            }
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct CandidateRecord<'a> {
    value: &'a str,
    term: &'a str,
    kind: &'static str,
    passages: usize,
    right: usize,
    documents: usize,
    other_documents: usize,
    precision: f64,
    evidence: f64,
    named: bool,
    covered: f64,
    overlap: Vec<OverlapRecord<'a>>,
    examples: &'a [String],
}

#[derive(Serialize)]
struct OverlapRecord<'a> {
    value: &'a str,
    share: f64,
}

impl<'a> CandidateRecord<'a> {
    fn new(candidate: &'a Candidate) -> Self {
        Self {
            value: &candidate.value,
            term: &candidate.term,
            kind: candidate.kind.name(),
            passages: candidate.passages,
            right: candidate.right,
            documents: candidate.documents,
            other_documents: candidate.other_documents,
            precision: candidate.precision,
            evidence: candidate.evidence,
            named: candidate.named,
            covered: candidate.covered,
            overlap: candidate
                .overlap
                .iter()
                .map(|(value, share)| OverlapRecord {
                    value,
                    share: *share,
                })
                .collect(),
            examples: &candidate.examples,
        }
    }
}
