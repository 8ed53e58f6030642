use super::DocumentCounts;

/// Suggestions that are added to those of each document, spread over the
/// values as in the whole archive, before shares are taken: so a document with
/// two suggestions does not count as one that is about two values only. Our
/// choice; a document with 45 suggestions moves by a tenth.
const ADDED: f64 = 5.0;

/// The documents of an archive and the share that each value has in them.
///
/// The share of a value in a document is the part of the document's suggestions
/// that is of this value; the shares of a document add up to 1. Documents
/// without any suggestion have no shares and count nowhere.
#[derive(Clone, Debug)]
pub struct Archive {
    values: usize,
    documents: Vec<DocumentCounts>,
    /// By document, then by value.
    shares: Vec<Option<Vec<f64>>>,
    /// By value: the mean over the documents.
    overall: Vec<f64>,
}

impl Archive {
    /// Takes the shares in `documents`, for a lexicon of `values` values.
    #[must_use]
    pub fn new(values: usize, documents: Vec<DocumentCounts>) -> Self {
        let passages = |document: &DocumentCounts, value: usize| {
            document.values().get(value).map_or(0, |one| one.passages)
        };
        let total: usize = documents.iter().map(DocumentCounts::suggestions).sum();
        let spread: Vec<f64> = (0..values)
            .map(|value| {
                let all: usize = documents.iter().map(|one| passages(one, value)).sum();
                all as f64 / total.max(1) as f64
            })
            .collect();
        let shares: Vec<Option<Vec<f64>>> = documents
            .iter()
            .map(|document| {
                let own = document.suggestions();
                let share = |(value, spread): (usize, &f64)| {
                    (passages(document, value) as f64 + ADDED * spread) / (own as f64 + ADDED)
                };
                (own > 0).then(|| spread.iter().enumerate().map(share).collect())
            })
            .collect();
        let overall = mean(values, shares.iter().flatten().map(Vec::as_slice));
        Self {
            values,
            documents,
            shares,
            overall,
        }
    }

    /// Returns how many values the lexicon has.
    #[must_use]
    pub fn values(&self) -> usize {
        self.values
    }

    /// Returns what was counted in each document, as given.
    #[must_use]
    pub fn documents(&self) -> &[DocumentCounts] {
        &self.documents
    }

    /// Returns the mean shares in some documents, by value; none where nothing
    /// was suggested in any of them.
    #[must_use]
    pub fn shares_of(&self, members: &[usize]) -> Option<Vec<f64>> {
        let counted = self.counted(members);
        let rows = counted.iter().filter_map(|&one| self.shares(one));
        (!counted.is_empty()).then(|| mean(self.values, rows))
    }

    /// Whether a document has shares: anything was suggested in it.
    #[must_use]
    pub fn counts(&self, document: usize) -> bool {
        self.shares(document).is_some()
    }

    /// Returns the shares in a document; none where nothing was suggested.
    pub(super) fn shares(&self, document: usize) -> Option<&[f64]> {
        self.shares.get(document)?.as_deref()
    }

    /// Returns the mean share of a value in the archive.
    pub(super) fn overall(&self, value: usize) -> f64 {
        self.overall.get(value).copied().unwrap_or_default()
    }

    /// Returns those of `members` that have shares, in order, each once.
    pub(super) fn counted(&self, members: &[usize]) -> Vec<usize> {
        let mut counted: Vec<usize> = members.to_vec();
        counted.sort_unstable();
        counted.dedup();
        counted.retain(|&document| self.shares(document).is_some());
        counted
    }
}

/// The mean of rows, by value; zeros where there are none.
pub(super) fn mean<'a>(values: usize, rows: impl Iterator<Item = &'a [f64]>) -> Vec<f64> {
    let mut sums = vec![0.0; values];
    let mut count = 0usize;
    for row in rows {
        count += 1;
        sums.iter_mut().zip(row).for_each(|(sum, one)| *sum += one);
    }
    sums.iter_mut().for_each(|sum| *sum /= count.max(1) as f64);
    sums
}
