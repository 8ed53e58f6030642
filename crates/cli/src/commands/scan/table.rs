//! `--format table`: for people.

use std::io::{self, Write};

use waardenscan::{
    PassageRecord, Profile, ProfileEntry, ScanRecord, Scanner, SuggestedValue, Value,
};
use waardenscan_archive::{Failure, FailureKind, GivenMetadata, Outcome, mask_personal};

use super::printer::{Printer, Tally};
use crate::output::{count, cut, cut_around, width};

/// Values shown per document; the report has them all.
const SHOWN_VALUES: usize = 5;
/// Values shown in the summary.
const SUMMARY_VALUES: usize = 10;

/// Per document the strongest values with their best passage, then a summary.
pub(super) struct Table<'a, W> {
    scanner: &'a Scanner,
    personal_data: bool,
    out: W,
    width: usize,
    /// Width of the longest value name.
    name_width: usize,
    /// Per value: in how many documents and how many passages it is suggested.
    totals: Vec<(usize, usize)>,
    /// Files not analysed, grouped by reason, in order of first appearance.
    failures: Vec<(String, Vec<String>)>,
}

impl<'a, W: Write> Table<'a, W> {
    pub(super) fn new(scanner: &'a Scanner, personal_data: bool, out: W) -> Self {
        let values = scanner.lexicon().values();
        Self {
            scanner,
            personal_data,
            out,
            width: width(),
            name_width: values
                .iter()
                .map(|value| value.name.chars().count())
                .max()
                .unwrap_or(0),
            totals: vec![(0, 0); values.len()],
            failures: Vec::new(),
        }
    }

    fn add_scan(
        &mut self,
        path: &str,
        scan: &ScanRecord,
        given: Option<&GivenMetadata>,
    ) -> io::Result<()> {
        let suggestions: Vec<(&PassageRecord, &SuggestedValue)> = scan
            .passages
            .iter()
            .flat_map(|passage| passage.suggestions.iter().map(move |it| (passage, it)))
            .collect();
        let entries = suggestions.iter().map(|(_, it)| self.entry(it));
        let profile = Profile::new(self.scanner.lexicon(), entries);
        writeln!(self.out, "{path}")?;
        writeln!(self.out, "  {}", describe(scan, given))?;
        for value in profile.values.iter().take(SHOWN_VALUES) {
            let Some(&(passage, best)) = suggestions.get(value.best) else {
                continue;
            };
            let name = self.value_at(value.value).map_or("", |it| it.name.as_str());
            writeln!(
                self.out,
                "  {name:<name_width$}  {:>12}, best {:.2}{}",
                count(value.counts.passages, "passage", "passages"),
                best.score,
                place(passage),
                name_width = self.name_width
            )?;
            writeln!(self.out, "      {}", self.excerpt(passage, best))?;
        }
        let rest: Vec<&str> = profile
            .values
            .iter()
            .skip(SHOWN_VALUES)
            .filter_map(|value| self.value_at(value.value))
            .map(|value| value.name.as_str())
            .collect();
        if !rest.is_empty() {
            let more = format!("and {} more: {}", rest.len(), rest.join(", "));
            writeln!(self.out, "  {}", cut(&more, self.width.saturating_sub(2)))?;
        }
        for value in &profile.values {
            if let Some((documents, passages)) = self.totals.get_mut(value.value) {
                *documents += 1;
                *passages += value.counts.passages;
            }
        }
        writeln!(self.out)?;
        // What is done is shown, however long the next document takes.
        self.out.flush()
    }

    fn add_failure(&mut self, path: &str, failure: &Failure) -> io::Result<()> {
        // Files of other kinds are named once, below; between documents they
        // would drown them.
        if failure.kind != FailureKind::UnknownFormat {
            writeln!(self.out, "{path}\n  not analysed: {}\n", failure.message)?;
        }
        let group = self
            .failures
            .iter_mut()
            .find(|(reason, _)| *reason == failure.message);
        match group {
            Some((_, paths)) => paths.push(path.to_owned()),
            None => self
                .failures
                .push((failure.message.clone(), vec![path.to_owned()])),
        }
        self.out.flush()
    }

    fn excerpt(&self, passage: &PassageRecord, suggestion: &SuggestedValue) -> String {
        let hit = suggestion.hits.first().map_or(0, |hit| hit.start);
        let room = self.width.saturating_sub(6);
        if self.personal_data {
            cut_around(&passage.text, hit, room)
        } else {
            cut_around(&mask_personal(&passage.text), hit, room)
        }
    }

    /// What counts of a suggestion, with the place of its value in the lexicon.
    fn entry(&self, suggestion: &SuggestedValue) -> ProfileEntry {
        let values = self.scanner.lexicon().values();
        let value = values.iter().position(|it| it.id == suggestion.value);
        ProfileEntry {
            value: value.unwrap_or(values.len()),
            score: suggestion.score,
            stance: suggestion.stance,
            evidence: suggestion.evidence,
        }
    }

    fn value_at(&self, index: usize) -> Option<&'a Value> {
        self.scanner.lexicon().values().get(index)
    }

    fn write_values(&mut self) -> io::Result<()> {
        let mut order: Vec<usize> = (0..self.totals.len()).collect();
        let totals = |value: usize| self.totals.get(value).copied().unwrap_or_default();
        order.retain(|&value| totals(value).1 > 0);
        order.sort_by_key(|&value| std::cmp::Reverse(totals(value).1));
        for value in order.iter().copied().take(SUMMARY_VALUES) {
            let (documents, passages) = totals(value);
            let name = self.value_at(value).map_or("", |value| value.name.as_str());
            writeln!(
                self.out,
                "  {name:<name_width$}  {:>12} in {}",
                count(passages, "passage", "passages"),
                count(documents, "document", "documents"),
                name_width = self.name_width
            )?;
        }
        if order.len() > SUMMARY_VALUES {
            writeln!(
                self.out,
                "  and {} more values",
                order.len() - SUMMARY_VALUES
            )?;
        }
        Ok(())
    }
}

impl<W: Write> Printer for Table<'_, W> {
    fn add(&mut self, outcome: &Outcome) -> io::Result<()> {
        match &outcome.result {
            Ok(scan) => self.add_scan(&outcome.path, scan, outcome.given.as_ref()),
            Err(failure) => self.add_failure(&outcome.path, failure),
        }
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        writeln!(
            self.out,
            "{}: {} analysed, {} not; {}, {}",
            count(tally.analysed + tally.failed, "file", "files"),
            tally.analysed,
            tally.failed,
            count(tally.passages, "passage", "passages"),
            count(tally.suggestions, "suggestion", "suggestions"),
        )?;
        self.write_values()?;
        for (reason, paths) in &self.failures {
            writeln!(self.out, "not analysed: {reason}")?;
            for path in paths {
                writeln!(self.out, "  {path}")?;
            }
        }
        self.out.flush()
    }
}

/// "Aldermeer, verordening, 2024; docx, 214 passages, 61 suggestions".
fn describe(scan: &ScanRecord, given: Option<&GivenMetadata>) -> String {
    let given = given.cloned().unwrap_or_default();
    let given: Vec<String> = [
        given.municipality,
        given.kind,
        given.year.map(|year| year.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut read = vec![scan.format.name().to_owned()];
    read.extend(scan.pages.map(|pages| count(pages, "page", "pages")));
    read.push(count(scan.passages.len(), "passage", "passages"));
    read.push(count(scan.suggestion_count(), "suggestion", "suggestions"));
    match scan.warnings.len() {
        0 => {}
        warnings => read.push(count(warnings, "warning", "warnings")),
    }
    if given.is_empty() {
        read.join(", ")
    } else {
        format!("{}; {}", given.join(", "), read.join(", "))
    }
}

fn place(passage: &PassageRecord) -> String {
    passage
        .page
        .map(|page| format!(" on p. {page}"))
        .unwrap_or_default()
}
