use std::collections::BTreeMap;

use serde::Serialize;
use waardenscan_assess::{Estimate, agreement, alpha, kappa, over_documents};

use crate::project::ledger::SharedSuggestion;
use crate::project::{Project, ProjectError};

/// How far analysts agree on the suggestions that several judged without seeing
/// each other's judgements. Whether the passage carries the suggested value is
/// what is compared; a doubt is no judgement. Since only what was suggested is
/// judged, the figures say nothing of passages without a suggestion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoderAgreement {
    /// Suggestions on which somebody is still to judge; they take no part.
    pub waiting: usize,
    /// Suggestions on which they differ and nobody decided yet, by their keys.
    pub differ: Vec<i64>,
    /// Over all values together.
    pub all: Figures,
    /// For each value of which something was judged by all, by id.
    pub values: BTreeMap<String, Figures>,
    /// For each two analysts who judged the same suggestions, by name.
    pub pairs: Vec<CoderPair>,
}

/// Agreement over some suggestions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Suggestions that at least two judged.
    pub suggestions: usize,
    /// Krippendorff's alpha, with the interval over documents; none where all
    /// judged alike and the same, or nothing was judged.
    pub alpha: Option<Estimate>,
    /// Cohen's kappa likewise, where exactly two analysts judged.
    pub kappa: Option<Estimate>,
}

/// Agreement of two analysts over all values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoderPair {
    /// Their names, sorted.
    pub coders: [String; 2],
    /// Suggestions that both judged.
    pub suggestions: usize,
    /// The share on which they said the same, in [0, 1].
    pub alike: f64,
    /// Cohen's kappa, with the interval over documents.
    pub kappa: Option<Estimate>,
}

/// Who said that the passage carries the value, and who that it does not.
type Unit<'a> = BTreeMap<&'a str, bool>;
/// The units of each document.
type Documents<'a> = BTreeMap<&'a str, Vec<Unit<'a>>>;

impl Project {
    /// Returns how far analysts agree.
    ///
    /// # Errors
    ///
    /// [`ProjectError::Database`] and its like.
    pub fn coder_agreement(&self) -> Result<CoderAgreement, ProjectError> {
        Ok(CoderAgreement::new(&self.shared_suggestions()?))
    }
}

impl CoderAgreement {
    /// Counts over suggestions that several judge
    /// ([`Project::shared_suggestions`]).
    #[must_use]
    pub fn new(shared: &[SharedSuggestion]) -> Self {
        let mut all = Documents::new();
        let mut values: BTreeMap<&str, Documents<'_>> = BTreeMap::new();
        for suggestion in shared.iter().filter(|it| it.agreed.is_some()) {
            let unit: Unit<'_> = suggestion
                .judgements
                .iter()
                .filter_map(|it| Some((it.who.as_str(), it.carries()?)))
                .collect();
            if unit.len() > 1 {
                let document = suggestion.document.as_str();
                all.entry(document).or_default().push(unit.clone());
                let of_value = values.entry(&suggestion.value).or_default();
                of_value.entry(document).or_default().push(unit);
            }
        }
        let differ = shared
            .iter()
            .filter(|it| it.agreed == Some(false) && it.settled.is_none());
        Self {
            waiting: shared.iter().filter(|it| it.agreed.is_none()).count(),
            differ: differ.map(|it| it.id).collect(),
            all: Figures::new(&all),
            values: values
                .into_iter()
                .map(|(value, documents)| (value.to_owned(), Figures::new(&documents)))
                .collect(),
            pairs: pairs(&all),
        }
    }
}

impl Figures {
    fn new(documents: &Documents<'_>) -> Self {
        let coders = coders(documents);
        let units: Vec<Vec<Vec<bool>>> = documents
            .values()
            .map(|units| {
                let codes = units.iter().map(|unit| unit.values().copied().collect());
                codes.collect()
            })
            .collect();
        Self {
            suggestions: units.iter().map(Vec::len).sum(),
            alpha: over_documents(&units, alpha),
            kappa: match *coders {
                [first, second] => over_documents(&both(documents, first, second), kappa),
                _ => None,
            },
        }
    }
}

fn coders<'a>(documents: &Documents<'a>) -> Vec<&'a str> {
    let units = documents.values().flatten();
    let mut coders: Vec<&str> = units.flat_map(|unit| unit.keys().copied()).collect();
    coders.sort_unstable();
    coders.dedup();
    coders
}

/// What both said of the units that both judged, by document.
fn both(documents: &Documents<'_>, first: &str, second: &str) -> Vec<Vec<(bool, bool)>> {
    let of_document = |units: &Vec<Unit<'_>>| {
        let both = units
            .iter()
            .filter_map(|unit| Some((*unit.get(first)?, *unit.get(second)?)));
        both.collect::<Vec<_>>()
    };
    let documents = documents.values().map(of_document);
    documents.filter(|units| !units.is_empty()).collect()
}

fn pairs(documents: &Documents<'_>) -> Vec<CoderPair> {
    let coders = coders(documents);
    let mut pairs = Vec::new();
    for (index, first) in coders.iter().enumerate() {
        for second in coders.iter().skip(index + 1) {
            let both = both(documents, first, second);
            let units = both.concat();
            if let Some(alike) = agreement(&units) {
                pairs.push(CoderPair {
                    coders: [(*first).to_owned(), (*second).to_owned()],
                    suggestions: units.len(),
                    alike,
                    kappa: over_documents(&both, kappa),
                });
            }
        }
    }
    pairs
}
