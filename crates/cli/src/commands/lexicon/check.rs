//! `waardenscan lexicon check`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use waardenscan::lexicon::{Problem, Severity, SourceFile, Usage, check_files};

use super::passages;
use crate::args::LexiconCheckArgs;
use crate::commands::lexicon_choice::LexiconChoice;
use crate::exit::Exit;

pub(super) fn run(args: &LexiconCheckArgs, out: &mut impl Write) -> Result<Exit> {
    let choice = LexiconChoice::new(&args.lexicon)?;
    let files = match &choice {
        LexiconChoice::Builtin => SourceFile::builtin(),
        LexiconChoice::Folder(path) => SourceFile::read_folder(path)?,
    };
    let mut usage = None;
    if let Some(archive) = &args.archive {
        // A lexicon with errors finds nothing to count, and says so below.
        if let Ok(lexicon) = choice.load() {
            usage = Some(count(lexicon, archive)?);
        }
    }
    let problems = check_files(&files, usage.as_ref());
    if args.json {
        let records: Vec<_> = problems.iter().map(ProblemRecord::new).collect();
        serde_json::to_writer_pretty(&mut *out, &records).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        let shown = problems
            .iter()
            .filter(|problem| args.notes || problem.severity != Severity::Note);
        for problem in shown {
            writeln!(out, "{problem}\n")?;
        }
        writeln!(out, "{}: {}", args.lexicon, verdict(&problems, args.notes))?;
    }
    let faulty = count_of(&problems, Severity::Error) > 0;
    Ok(if faulty { Exit::Partial } else { Exit::Ok })
}

fn count(lexicon: waardenscan::Lexicon, archive: &Path) -> Result<Usage> {
    let mut usage = Usage::new(&lexicon);
    passages::each(lexicon, archive, |passage| {
        usage.add(&passage.matches);
        Ok(())
    })?;
    Ok(usage)
}

fn count_of(problems: &[Problem], severity: Severity) -> usize {
    let of = |problem: &&Problem| problem.severity == severity;
    problems.iter().filter(of).count()
}

fn verdict(problems: &[Problem], notes_shown: bool) -> String {
    let of = |severity| count_of(problems, severity);
    let mut parts = Vec::new();
    if of(Severity::Error) + of(Severity::Warning) == 0 {
        parts.push("in orde".to_owned());
    } else {
        parts.push(number(of(Severity::Error), "fout", "fouten"));
        parts.push(number(
            of(Severity::Warning),
            "waarschuwing",
            "waarschuwingen",
        ));
    }
    let notes = of(Severity::Note);
    if notes > 0 {
        let hint = if notes_shown {
            ""
        } else {
            " (--notes toont ze)"
        };
        parts.push(number(notes, "opmerking", "opmerkingen") + hint);
    }
    parts.join(", ")
}

fn number(count: usize, one: &str, many: &str) -> String {
    crate::output::count(count, one, many)
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

impl<'a> ProblemRecord<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            file: &problem.file,
            line: problem.line,
            column: problem.column,
            excerpt: &problem.excerpt,
            message: &problem.message,
            help: problem.help.as_deref(),
        }
    }
}
