//! Reading the files: from TOML to a draft that knows where everything
//! stands.

mod fields;
mod manifest;
mod suggest;
mod syntax;
mod value;

use std::ops::Range;

use toml::de::DeTable;

use crate::source::MANIFEST;
use crate::{Cluster, Problem, Severity, Signal, SourceFile, Tension, Value};
use fields::Fields;
pub(crate) use suggest::suggestion;

/// A thing and where it is written.
#[derive(Debug)]
pub(crate) struct Placed<'a, T> {
    pub(crate) thing: T,
    pub(crate) place: Place<'a>,
}

/// A place in a file.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) span: Range<usize>,
}

impl<'a> Place<'a> {
    fn top(file: &'a SourceFile) -> Self {
        Self { file, span: 0..0 }
    }

    pub(crate) fn error(&self, message: impl Into<String>) -> Problem {
        self.problem(Severity::Error, message)
    }

    pub(crate) fn warning(&self, message: impl Into<String>) -> Problem {
        self.problem(Severity::Warning, message)
    }

    pub(crate) fn note(&self, message: impl Into<String>) -> Problem {
        self.problem(Severity::Note, message)
    }

    fn problem(&self, severity: Severity, message: impl Into<String>) -> Problem {
        let SourceFile { path, text } = self.file;
        Problem::at(severity, path, text, self.span.clone(), message.into())
    }
}

/// What the files say, before anything is compared.
#[derive(Debug, Default)]
pub(crate) struct Draft<'a> {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) language: String,
    pub(crate) description: String,
    pub(crate) clusters: Vec<Placed<'a, Cluster>>,
    pub(crate) signals: Vec<Signal>,
    pub(crate) tensions: Vec<DraftTension<'a>>,
    pub(crate) values: Vec<DraftValue<'a>>,
    /// Whether a file could not be read into the draft.
    pub(crate) partial: bool,
}

/// A tension with the places of its two values.
#[derive(Debug)]
pub(crate) struct DraftTension<'a> {
    pub(crate) tension: Tension,
    pub(crate) places: [Place<'a>; 2],
}

/// A value with the places of what can be wrong with it.
#[derive(Debug)]
pub(crate) struct DraftValue<'a> {
    pub(crate) value: Value,
    pub(crate) id: Place<'a>,
    pub(crate) cluster: Place<'a>,
    pub(crate) related: Vec<Place<'a>>,
    /// The terms of the indicators, in their order.
    pub(crate) terms: Vec<Place<'a>>,
    /// The terms of the exclusions, in their order.
    pub(crate) exclusions: Vec<Place<'a>>,
    /// The examples of the value and of its indicators.
    pub(crate) examples: Vec<DraftExample<'a>>,
}

/// A text that says what must be found, or what must not.
#[derive(Clone, Debug)]
pub(crate) struct DraftExample<'a> {
    /// Index of the indicator it is of; `None` for one of the whole value.
    pub(crate) indicator: Option<usize>,
    /// Whether there must be a hit.
    pub(crate) wanted: bool,
    pub(crate) text: String,
    pub(crate) place: Place<'a>,
}

/// Reads `files`; what cannot be read is left out of the draft and reported.
pub(crate) fn read<'a>(files: &'a [SourceFile], problems: &mut Vec<Problem>) -> Draft<'a> {
    let mut draft = Draft::default();
    let mut manifest = false;
    for file in files {
        let (table, faults) = DeTable::parse_recoverable(&file.text);
        let broken = !faults.is_empty();
        syntax::report(file, &faults, problems);
        if file.path == MANIFEST {
            manifest = true;
        }
        // What follows a syntax error is guesswork, and so would be the
        // problems in it.
        if broken {
            draft.partial = true;
            continue;
        }
        let fields = Fields::new(file, table.get_ref(), table.span(), problems);
        if file.path == MANIFEST {
            manifest::read(fields, &mut draft);
        } else {
            match value::read(fields) {
                Some(value) => draft.values.push(value),
                None => draft.partial = true,
            }
        }
    }
    if !manifest {
        draft.partial = true;
        let empty = SourceFile {
            path: MANIFEST.to_owned(),
            text: String::new(),
        };
        problems.push(
            Place::top(&empty)
                .error("dit bestand ontbreekt")
                .with_help(Some(
                    "het geeft het lexicon een id, naam, versie, clusters en spanningen".into(),
                )),
        );
    }
    draft
}
