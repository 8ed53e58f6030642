use std::path::Path;

use waardenscan_dutch::Dutch;

use crate::advice;
use crate::consistency;
use crate::examples;
use crate::fingerprint;
use crate::read::{self, Draft};
use crate::{Cluster, LexiconError, Problem, Severity, Signal, SourceFile, Tension, Usage, Value};

/// A value lexicon, read and free of errors. Immutable.
#[derive(Clone, Debug, PartialEq)]
pub struct Lexicon {
    id: String,
    name: String,
    version: String,
    language: String,
    description: String,
    clusters: Vec<Cluster>,
    values: Vec<Value>,
    tensions: Vec<Tension>,
    signals: Vec<Signal>,
    fingerprint: String,
}

impl Lexicon {
    /// Id of the lexicon that [`Lexicon::builtin`] returns.
    pub const BUILTIN_ID: &'static str = "sociaal-domein";

    /// Returns the lexicon that is compiled into the library,
    /// `lexicons/sociaal-domein`.
    #[must_use]
    pub fn builtin() -> Self {
        let files = SourceFile::builtin();
        // That it has none, and that its parts agree, a test looks at.
        let mut problems = Vec::new();
        Self::finish(read::read(&files, &mut problems))
    }

    /// Reads the lexicon in the folder `dir`: its `lexicon.toml`, and every
    /// other `.toml` file in it and up to three folders down as a value.
    ///
    /// # Errors
    ///
    /// [`LexiconError::Unreadable`] where the folder or a file cannot be read
    /// as UTF-8; [`LexiconError::Faulty`] with every problem of
    /// [`Severity::Error`] that [`check`] finds. Examples are not run.
    pub fn load(dir: &Path) -> Result<Self, LexiconError> {
        Self::from_files(&SourceFile::read_folder(dir)?)
    }

    /// Reads a lexicon from files that are already in memory, such as those
    /// kept in a project.
    ///
    /// # Errors
    ///
    /// [`LexiconError::Faulty`], as for [`Lexicon::load`].
    pub fn from_files(files: &[SourceFile]) -> Result<Self, LexiconError> {
        let (draft, mut problems) = examine(files);
        problems.retain(|problem| problem.severity == Severity::Error);
        if problems.is_empty() {
            Ok(Self::finish(draft))
        } else {
            Err(LexiconError::Faulty { problems })
        }
    }

    fn finish(draft: Draft<'_>) -> Self {
        let clusters: Vec<Cluster> = draft
            .clusters
            .into_iter()
            .map(|cluster| cluster.thing)
            .collect();
        let mut values: Vec<Value> = draft.values.into_iter().map(|value| value.value).collect();
        let rank = |value: &Value| {
            clusters
                .iter()
                .position(|cluster| cluster.id == value.cluster)
        };
        values.sort_by_cached_key(|value| (rank(value), value.id.clone()));
        let mut lexicon = Self {
            id: draft.id,
            name: draft.name,
            version: draft.version,
            language: draft.language,
            description: draft.description,
            clusters,
            values,
            tensions: draft
                .tensions
                .into_iter()
                .map(|tension| tension.tension)
                .collect(),
            signals: draft.signals,
            fingerprint: String::new(),
        };
        lexicon.fingerprint = fingerprint::of(&lexicon);
        lexicon
    }

    /// Returns the identifier, such as `sociaal-domein`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the name as analysts read it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the version its owner gave it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the language of the texts it is for, such as `nl`.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns what the lexicon is and where its weights come from.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Returns the clusters in the order in which to show them.
    #[must_use]
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// Returns the values, by cluster and then by identifier.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Returns the value with this identifier.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.id == id)
    }

    /// Changes the values in place, to measure what a part of them brings. The
    /// lexicon keeps its fingerprint, so that a statistical part that was
    /// trained with it still fits: for measuring only.
    #[must_use]
    pub fn altered(mut self, change: impl FnMut(&mut Value)) -> Self {
        self.values.iter_mut().for_each(change);
        self
    }

    /// Returns the tensions in the order of the file.
    #[must_use]
    pub fn tensions(&self) -> &[Tension] {
        &self.tensions
    }

    /// Returns the wordings that show a tension between any two values.
    #[must_use]
    pub fn tension_signals(&self) -> &[Signal] {
        &self.signals
    }

    /// Returns this lexicon with `value` as its only one.
    pub(crate) fn with_only(&self, value: Value) -> Self {
        Self {
            values: vec![value],
            ..self.clone()
        }
    }

    /// Returns the SHA-256, in lower-case hexadecimal, of everything the
    /// lexicon says. Layout, comments, the division over files, examples and
    /// sources do not count: no result depends on them.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// Collects all problems of the lexicon in the folder `dir`, by file and then
/// by place; empty where there is nothing to say. Where the files hold no
/// errors, the examples in them are run too, and what works but perhaps not as
/// meant is looked for.
///
/// # Errors
///
/// [`LexiconError::Unreadable`] where the folder or a file cannot be read as
/// UTF-8.
pub fn check(dir: &Path) -> Result<Vec<Problem>, LexiconError> {
    Ok(check_files(&SourceFile::read_folder(dir)?, None))
}

/// Collects all problems of the built-in lexicon; none of them is an error.
#[must_use]
pub fn check_builtin() -> Vec<Problem> {
    check_files(&SourceFile::builtin(), None)
}

/// Collects all problems of a lexicon in memory, as [`check`] does. Which terms
/// are too common is read from `usage`, counted with the same lexicon, or else
/// from a built-in table of words.
#[must_use]
pub fn check_files(files: &[SourceFile], usage: Option<&Usage>) -> Vec<Problem> {
    let (mut draft, mut problems) = examine(files);
    let faulty = |problem: &Problem| problem.severity == Severity::Error;
    if !problems.iter().any(faulty) {
        let dutch = Dutch::new();
        advice::check(&draft, &dutch, usage, &mut problems);
        let examples = examples::take(&mut draft);
        examples::check(&Lexicon::finish(draft), &examples, &dutch, &mut problems);
        sort(&mut problems);
    }
    problems
}

fn examine(files: &[SourceFile]) -> (Draft<'_>, Vec<Problem>) {
    let mut problems = Vec::new();
    let draft = read::read(files, &mut problems);
    consistency::check(&draft, &mut problems);
    sort(&mut problems);
    (draft, problems)
}

fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
}
