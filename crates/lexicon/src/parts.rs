use crate::write;
use crate::{
    Cluster, Effect, Evidence, Examples, Exclusion, Indicator, Kind, Lexicon, LexiconError,
    Neighbour, Scope, Signal, SourceFile, Tension, TermError, Value, WordTest,
};

/// Everything that a lexicon says, free to be changed: what an importer makes
/// and an exporter reads. Whether it makes sense is seen when it becomes a
/// [`Lexicon`] again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Identifier.
    pub id: String,
    /// Name as analysts read it.
    pub name: String,
    /// Version its owner gives it.
    pub version: String,
    /// Language of the texts it is for, such as `nl`.
    pub language: String,
    /// What the lexicon is and where its weights come from.
    pub description: String,
    /// Clusters in the order of showing.
    pub clusters: Vec<Cluster>,
    /// Values; a lexicon puts them by cluster and identifier.
    pub values: Vec<Value>,
    /// Tensions.
    pub tensions: Vec<Tension>,
    /// Wordings that show a tension between any two values.
    pub signals: Vec<Signal>,
}

impl Parts {
    /// Writes the files of the lexicon: `lexicon.toml`, and one a value under
    /// `waarden/`.
    #[must_use]
    pub fn to_files(&self) -> Vec<SourceFile> {
        write::files(self)
    }

    /// Makes a lexicon of the parts.
    ///
    /// # Errors
    ///
    /// [`LexiconError::Faulty`]; the places are those in [`Parts::to_files`].
    pub fn into_lexicon(self) -> Result<Lexicon, LexiconError> {
        Lexicon::from_files(&self.to_files())
    }
}

impl Lexicon {
    /// Returns all that the lexicon says, as it can be changed.
    #[must_use]
    pub fn parts(&self) -> Parts {
        Parts {
            id: self.id().to_owned(),
            name: self.name().to_owned(),
            version: self.version().to_owned(),
            language: self.language().to_owned(),
            description: self.description().to_owned(),
            clusters: self.clusters().to_vec(),
            values: self.values().to_vec(),
            tensions: self.tensions().to_vec(),
            signals: self.tension_signals().to_vec(),
        }
    }
}

impl Value {
    /// Makes a value with nothing but what it must have, still without
    /// indicators.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        cluster: impl Into<String>,
        definition: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            cluster: cluster.into(),
            definition: definition.into(),
            related: Vec::new(),
            resident: None,
            organisation: None,
            indicators: Vec::new(),
            exclusions: Vec::new(),
            sources: Vec::new(),
            examples: Examples::default(),
        }
    }
}

impl Indicator {
    /// Reads a term of `kind`; the indicator counts everywhere and has no
    /// pole, examples or source.
    ///
    /// # Errors
    ///
    /// [`TermError`] where the term is not of its kind.
    pub fn new(term: &str, kind: Kind, weight: f64, evidence: Evidence) -> Result<Self, TermError> {
        Ok(Self {
            pattern: crate::pattern::parse(kind, term)?,
            term: term.to_owned(),
            kind,
            weight,
            evidence,
            pole: None,
            scope: Scope::default(),
            examples: Examples::default(),
            source: None,
        })
    }
}

impl Indicator {
    /// Writes the term out as sequences of words, in their order; `None` where
    /// it has gaps or a free order, or gives more than `most` sequences.
    #[must_use]
    pub fn sequences(&self, most: usize) -> Option<Vec<Vec<WordTest>>> {
        self.pattern.written_out(most)
    }
}

impl Exclusion {
    /// Reads the term of an exclusion.
    ///
    /// # Errors
    ///
    /// [`TermError`] where it is no pattern.
    pub fn new(term: &str, effect: Effect) -> Result<Self, TermError> {
        Ok(Self {
            pattern: crate::pattern::parse(Kind::Pattern, term)?,
            term: term.to_owned(),
            effect,
        })
    }
}

impl Signal {
    /// Reads the term of a signal.
    ///
    /// # Errors
    ///
    /// [`TermError`] where it is no pattern.
    pub fn new(term: &str) -> Result<Self, TermError> {
        Ok(Self {
            pattern: crate::pattern::parse(Kind::Pattern, term)?,
            term: term.to_owned(),
        })
    }
}

impl Neighbour {
    /// Reads the term of a neighbour.
    ///
    /// # Errors
    ///
    /// [`TermError`] where it is no pattern.
    pub fn new(term: &str) -> Result<Self, TermError> {
        Ok(Self {
            pattern: crate::pattern::parse(Kind::Pattern, term)?,
            term: term.to_owned(),
        })
    }
}

impl Cluster {
    /// Makes a cluster.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
        }
    }
}

impl Tension {
    /// Makes a tension between two values, still without signals.
    #[must_use]
    pub fn new(values: [String; 2], question: impl Into<String>) -> Self {
        Self {
            values,
            question: question.into(),
            signals: Vec::new(),
        }
    }
}
