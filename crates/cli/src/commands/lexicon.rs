//! `waardenscan lexicon check` and `show`. Analysts own lexicons, so what they
//! read here is Dutch.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use serde::Serialize;
use waardenscan::lexicon::{Lexicon, Problem, Severity, Value, check, check_builtin};
use waardenscan::score::number;

use super::lexicon_choice::LexiconChoice;
use crate::args::{LexiconArgs, LexiconCheckArgs, LexiconCommand, LexiconShowArgs};
use crate::exit::{Exit, UsageError};

pub(crate) fn run(args: &LexiconArgs) -> Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    let exit = match &args.command {
        LexiconCommand::Check(args) => run_check(args, &mut out)?,
        LexiconCommand::Show(args) => run_show(args, &mut out)?,
    };
    out.flush()?;
    Ok(exit)
}

#[derive(Serialize)]
struct ProblemRecord<'a> {
    severity: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    excerpt: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

fn run_check(args: &LexiconCheckArgs, out: &mut impl Write) -> Result<Exit> {
    let problems = match LexiconChoice::new(&args.lexicon)? {
        LexiconChoice::Builtin => check_builtin(),
        LexiconChoice::Folder(path) => check(path)?,
    };
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    let warnings = problems.len() - errors;
    if args.json {
        let records: Vec<_> = problems.iter().map(problem_record).collect();
        serde_json::to_writer_pretty(&mut *out, &records).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        for problem in &problems {
            writeln!(out, "{problem}\n")?;
        }
        let verdict = match (errors, warnings) {
            (0, 0) => "in orde".to_owned(),
            (errors, warnings) => format!("{}, {}", fouten(errors), waarschuwingen(warnings)),
        };
        writeln!(out, "{}: {verdict}", args.lexicon)?;
    }
    Ok(if errors == 0 { Exit::Ok } else { Exit::Partial })
}

fn problem_record(problem: &Problem) -> ProblemRecord<'_> {
    ProblemRecord {
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        file: &problem.file,
        line: problem.line,
        column: problem.column,
        excerpt: &problem.excerpt,
        message: &problem.message,
        help: problem.help.as_deref(),
    }
}

fn fouten(count: usize) -> String {
    format!("{count} {}", if count == 1 { "fout" } else { "fouten" })
}

fn waarschuwingen(count: usize) -> String {
    format!(
        "{count} {}",
        if count == 1 {
            "waarschuwing"
        } else {
            "waarschuwingen"
        }
    )
}

#[derive(Serialize)]
struct LexiconRecord<'a> {
    id: &'a str,
    name: &'a str,
    version: &'a str,
    language: &'a str,
    fingerprint: &'a str,
    values: Vec<ValueRecord<'a>>,
}

#[derive(Serialize)]
struct ValueRecord<'a> {
    id: &'a str,
    name: &'a str,
    cluster: &'a str,
    definition: &'a str,
    indicators: Vec<IndicatorRecord<'a>>,
    exclusions: Vec<&'a str>,
}

#[derive(Serialize)]
struct IndicatorRecord<'a> {
    term: &'a str,
    kind: &'static str,
    weight: f64,
    evidence: &'static str,
    pole: Option<&'static str>,
}

impl<'a> ValueRecord<'a> {
    fn new(value: &'a Value) -> Self {
        let indicators = value.indicators.iter().map(|indicator| IndicatorRecord {
            term: &indicator.term,
            kind: indicator.kind.name(),
            weight: indicator.weight,
            evidence: indicator.evidence.name(),
            pole: indicator.pole.map(waardenscan::lexicon::Pole::name),
        });
        Self {
            id: &value.id,
            name: &value.name,
            cluster: &value.cluster,
            definition: &value.definition,
            indicators: indicators.collect(),
            exclusions: value
                .exclusions
                .iter()
                .map(|exclusion| exclusion.term.as_str())
                .collect(),
        }
    }
}

fn run_show(args: &LexiconShowArgs, out: &mut impl Write) -> Result<Exit> {
    let lexicon = LexiconChoice::new(&args.lexicon)?.load()?;
    match &args.value {
        None if args.json => {
            let record = LexiconRecord {
                id: lexicon.id(),
                name: lexicon.name(),
                version: lexicon.version(),
                language: lexicon.language(),
                fingerprint: lexicon.fingerprint(),
                values: lexicon.values().iter().map(ValueRecord::new).collect(),
            };
            serde_json::to_writer_pretty(&mut *out, &record).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        None => show_lexicon(&lexicon, out)?,
        Some(id) => {
            let Some(value) = lexicon.value(id) else {
                let ids: Vec<&str> = lexicon
                    .values()
                    .iter()
                    .map(|value| value.id.as_str())
                    .collect();
                let message = format!(
                    "no value \"{id}\" in lexicon {}; it has {}",
                    lexicon.id(),
                    ids.join(", ")
                );
                return Err(UsageError(message).into());
            };
            if args.json {
                serde_json::to_writer_pretty(&mut *out, &ValueRecord::new(value))
                    .map_err(io::Error::from)?;
                writeln!(out)?;
            } else {
                show_value(value, out)?;
            }
        }
    }
    Ok(Exit::Ok)
}

fn show_lexicon(lexicon: &Lexicon, out: &mut impl Write) -> io::Result<()> {
    let values = lexicon.values();
    let indicators: usize = values.iter().map(|value| value.indicators.len()).sum();
    let exclusions: usize = values.iter().map(|value| value.exclusions.len()).sum();
    writeln!(
        out,
        "{} ({}), versie {}",
        lexicon.name(),
        lexicon.id(),
        lexicon.version()
    )?;
    writeln!(
        out,
        "{} waarden, {indicators} indicatoren, {exclusions} uitsluitingen, {} spanningen",
        values.len(),
        lexicon.tensions().len()
    )?;
    for cluster in lexicon.clusters() {
        writeln!(out, "\n{}", cluster.name)?;
        for value in values.iter().filter(|value| value.cluster == cluster.id) {
            writeln!(
                out,
                "  {:<28}{:<36}{:>4} indicatoren{:>4} uitsluitingen",
                value.id,
                value.name,
                value.indicators.len(),
                value.exclusions.len()
            )?;
        }
    }
    Ok(())
}

fn show_value(value: &Value, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} ({})\n{}\n", value.name, value.id, value.definition)?;
    if let Some(resident) = &value.resident {
        writeln!(out, "Wat merkt de inwoner hiervan? {resident}\n")?;
    }
    if let Some(organisation) = &value.organisation {
        writeln!(
            out,
            "Wat betekent het voor de organisatie? {organisation}\n"
        )?;
    }
    writeln!(out, "Indicatoren")?;
    for indicator in &value.indicators {
        writeln!(
            out,
            "  {}  {:<14}{:<9}{}{}",
            number(indicator.weight),
            indicator.evidence.name(),
            indicator.kind.name(),
            indicator.term,
            indicator
                .pole
                .map(|pole| format!("  ({})", pole.name()))
                .unwrap_or_default()
        )?;
    }
    if !value.exclusions.is_empty() {
        writeln!(out, "\nUitsluitingen")?;
        for exclusion in &value.exclusions {
            writeln!(out, "  {}", exclusion.term)?;
        }
    }
    Ok(())
}
