//! The first pass: counts what the overview shows, without keeping passages.

use waardenscan::{EvidenceKind, PassageRecord, Stance, SuggestedValue};
use waardenscan_archive::{ProjectError, RunInfo, StoredDocument};

use crate::values::Values;
use crate::{ReportError, anchor};

/// Passages shown as the strongest of a value, each from another document.
const EXAMPLES: usize = 5;
/// Code points of a passage shown as an example.
const EXCERPT: usize = 220;

/// All that is known before the first passage is written.
pub(crate) struct Report<'a> {
    pub(crate) info: &'a RunInfo,
    pub(crate) values: Values<'a>,
    /// One per value, in lexicon order.
    pub(crate) totals: Vec<ValueTotals>,
    /// The analysed documents by municipality.
    pub(crate) groups: Vec<Group<'a>>,
    /// The files that were not analysed, in the order of the scan.
    pub(crate) failures: Vec<&'a StoredDocument>,
}

/// Documents of one municipality, in the order of the scan.
pub(crate) struct Group<'a> {
    pub(crate) municipality: Option<&'a str>,
    pub(crate) documents: Vec<Entry<'a>>,
}

/// One analysed document.
pub(crate) struct Entry<'a> {
    /// Its number in the page, from 0.
    pub(crate) number: usize,
    pub(crate) document: &'a StoredDocument,
    pub(crate) anchor: String,
    pub(crate) title: &'a str,
    /// Passages per value, in lexicon order.
    pub(crate) per_value: Vec<usize>,
    /// Passages with at least one suggestion.
    pub(crate) passages: usize,
    pub(crate) suggestions: usize,
}

/// One value over all documents.
#[derive(Clone, Default)]
pub(crate) struct ValueTotals {
    pub(crate) passages: usize,
    pub(crate) documents: usize,
    pub(crate) named: usize,
    pub(crate) described: usize,
    pub(crate) implied: usize,
    pub(crate) pressed: usize,
    pub(crate) bounded: usize,
    /// The strongest passages, the strongest first.
    pub(crate) examples: Vec<Example>,
}

/// The strongest passage of a document for a value.
#[derive(Clone)]
pub(crate) struct Example {
    pub(crate) score: f64,
    pub(crate) anchor: String,
    pub(crate) title: String,
    pub(crate) page: Option<usize>,
    pub(crate) excerpt: String,
}

impl<'a> Report<'a> {
    /// Reads every passage once and counts.
    pub(crate) fn gather(
        info: &'a RunInfo,
        documents: &'a [StoredDocument],
        passages: &impl Fn(&StoredDocument) -> Result<Vec<PassageRecord>, ProjectError>,
    ) -> Result<Self, ReportError> {
        let mut report = Self {
            info,
            values: Values::new(&info.values),
            totals: vec![ValueTotals::default(); info.values.len()],
            groups: Vec::new(),
            failures: documents
                .iter()
                .filter(|document| document.failure.is_some())
                .collect(),
        };
        report.group(documents);
        let mut groups = std::mem::take(&mut report.groups);
        for entry in groups.iter_mut().flat_map(|group| &mut group.documents) {
            report.count(entry, &passages(entry.document)?)?;
        }
        report.groups = groups;
        Ok(report)
    }

    /// Returns the analysed documents in the order of the page.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.groups.iter().flat_map(|group| &group.documents)
    }

    /// Tells whether any document says of which municipality it is.
    pub(crate) fn is_grouped(&self) -> bool {
        self.groups.iter().any(|group| group.municipality.is_some())
    }

    /// Sorts documents by municipality, those without one last, and numbers
    /// them.
    fn group(&mut self, documents: &'a [StoredDocument]) {
        let mut analysed: Vec<&StoredDocument> = documents
            .iter()
            .filter(|document| document.failure.is_none())
            .collect();
        let key = |document: &StoredDocument| {
            let name = document.municipality();
            (
                name.is_none(),
                name.map(str::to_lowercase),
                name.map(str::to_owned),
            )
        };
        analysed.sort_by_cached_key(|document| key(document));
        for (number, document) in analysed.into_iter().enumerate() {
            let entry = Entry {
                number,
                document,
                anchor: anchor::document(&document.path),
                title: document.title(),
                per_value: vec![0; self.totals.len()],
                passages: 0,
                suggestions: 0,
            };
            let municipality = document.municipality();
            match self.groups.last_mut() {
                Some(group) if group.municipality == municipality => group.documents.push(entry),
                _ => self.groups.push(Group {
                    municipality,
                    documents: vec![entry],
                }),
            }
        }
    }

    fn count(
        &mut self,
        entry: &mut Entry<'_>,
        passages: &[PassageRecord],
    ) -> Result<(), ReportError> {
        let mut best: Vec<Option<(&PassageRecord, f64)>> = vec![None; self.totals.len()];
        for passage in passages {
            entry.passages += usize::from(!passage.suggestions.is_empty());
            for suggestion in &passage.suggestions {
                let value = self.index(entry, suggestion)?;
                let places = (
                    self.totals.get_mut(value),
                    entry.per_value.get_mut(value),
                    best.get_mut(value),
                );
                let (Some(totals), Some(passages), Some(best)) = places else {
                    continue;
                };
                entry.suggestions += 1;
                *passages += 1;
                totals.add(suggestion);
                if best.is_none_or(|(_, score)| suggestion.score > score) {
                    *best = Some((passage, suggestion.score));
                }
            }
        }
        for (totals, best) in self.totals.iter_mut().zip(best) {
            if let Some((passage, score)) = best {
                totals.documents += 1;
                totals.propose(entry, passage, score);
            }
        }
        Ok(())
    }

    /// Returns the index of the value of a suggestion in a document.
    pub(crate) fn index(
        &self,
        entry: &Entry<'_>,
        suggestion: &SuggestedValue,
    ) -> Result<usize, ReportError> {
        self.values
            .index(&suggestion.value)
            .ok_or_else(|| ReportError::UnknownValue {
                document: entry.document.path.clone(),
                value: suggestion.value.clone(),
            })
    }
}

impl ValueTotals {
    fn add(&mut self, suggestion: &SuggestedValue) {
        self.passages += 1;
        match suggestion.evidence {
            EvidenceKind::Named => self.named += 1,
            EvidenceKind::Described => self.described += 1,
            EvidenceKind::Implied => self.implied += 1,
            EvidenceKind::Listed => {}
        }
        self.pressed += usize::from(suggestion.stance == Stance::OnderDruk);
        self.bounded += usize::from(suggestion.stance == Stance::Begrensd);
    }

    /// Keeps the passage as an example if it is among the strongest; of equals
    /// the first stay.
    fn propose(&mut self, entry: &Entry<'_>, passage: &PassageRecord, score: f64) {
        let place = self
            .examples
            .partition_point(|example| example.score >= score);
        if place < EXAMPLES {
            let example = Example {
                score,
                anchor: anchor::passage(&entry.anchor, passage.block),
                title: entry.title.to_owned(),
                page: passage.page,
                excerpt: excerpt(&passage.text, EXCERPT),
            };
            self.examples.insert(place, example);
            self.examples.truncate(EXAMPLES);
        }
    }
}

impl Entry<'_> {
    /// Returns the values of the document by the number of its passages, the
    /// strongest first, then in lexicon order.
    pub(crate) fn strongest(&self) -> Vec<(usize, usize)> {
        let mut values: Vec<(usize, usize)> = self
            .per_value
            .iter()
            .copied()
            .enumerate()
            .filter(|&(_, passages)| passages > 0)
            .collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        values
    }
}

/// The start of a text of at most so many code points, up to a word's end,
/// with an ellipsis where cut.
pub(crate) fn excerpt(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let start = text.get(..end).unwrap_or(text);
    let start = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    format!("{} …", start.trim_end_matches([',', ';', ':', ' ']))
}
