//! XLSX, written row by row, so that memory does not grow with the project.

mod counts;
mod sheet;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use waardenscan_archive::{DecisionFilter, RunInfo, State, Verdict};

use super::book::Book;
use super::finding::DocumentFindings;
use super::row::{COLUMNS, Cell, Column, cells, narrow, wide};
use super::{Exported, Source};
use crate::{ReportError, dutch, ledger};
use counts::Counts;
use sheet::Sheet;

/// Name of the sheet with the findings.
pub(crate) const FINDINGS_SHEET: &str = "Bevindingen";

/// How hard the workbook is compressed, 0 to 9: a third of the time went into the
/// usual 6.
const COMPRESSION: u8 = 2;

const WORDS: [Column; 9] = [
    narrow("document"),
    narrow("pagina"),
    narrow("blok"),
    narrow("waarde"),
    narrow("woorden"),
    narrow("begin"),
    narrow("einde"),
    wide("aanwijzing"),
    narrow("gewicht"),
];
const DECISIONS: [Column; 11] = [
    narrow("nummer"),
    narrow("op"),
    narrow("door"),
    narrow("besluit"),
    narrow("waarde"),
    wide("reden"),
    narrow("document"),
    narrow("blok"),
    wide("passage"),
    narrow("geldt"),
    narrow("hash"),
];
const BOOK: [Column; 6] = [
    narrow("id"),
    narrow("waarde"),
    narrow("in de waardenlijst"),
    narrow("valt_onder"),
    narrow("cluster"),
    wide("definitie"),
];
const ACCOUNT: [Column; 2] = [narrow("gegeven"), wide("inhoud")];

pub(super) fn write(
    source: &Source<'_>,
    book: &Book<'_>,
    out: &mut (impl Write + Send),
) -> Result<Exported, ReportError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    workbook.set_properties(&properties(&source.info));
    let mut findings = Sheet::new(&mut workbook, FINDINGS_SHEET, &COLUMNS)?;
    let mut words = Sheet::new(&mut workbook, "Woorden", &WORDS)?;
    let mut counts = Counts::new(&source.info);
    let exported = source.each(|document| {
        for (finding, passage) in document.pairs() {
            findings.add(&mut workbook, &cells(document, finding, passage, book))?;
        }
        add_words(document, book, &mut workbook, &mut words)?;
        counts.add(document);
        Ok(())
    })?;
    findings.close(&mut workbook)?;
    words.close(&mut workbook)?;
    counts.write(&mut workbook, book)?;
    decisions(source, book, &mut workbook)?;
    code_book(&source.info, book, &mut workbook)?;
    account(source, exported, &mut workbook)?;
    workbook.save_to_writer(out)?;
    Ok(exported)
}

/// The only date is that of the run.
fn properties(info: &RunInfo) -> DocProperties {
    let properties = DocProperties::new().set_title("Waardenscan");
    match ExcelDateTime::parse_from_str(&info.started_at) {
        Ok(started) => properties.set_creation_datetime(&started),
        Err(_) => properties,
    }
}

fn add_words(
    document: &DocumentFindings,
    book: &Book<'_>,
    workbook: &mut Workbook,
    sheet: &mut Sheet,
) -> Result<(), XlsxError> {
    for (finding, passage) in document.pairs() {
        for hit in finding.suggested.iter().flat_map(|it| &it.hits) {
            let row = [
                document.document.path.as_str().into(),
                passage.page.into(),
                passage.block.into(),
                book.name(&finding.value).into(),
                hit.text.as_str().into(),
                hit.start.into(),
                hit.end.into(),
                hit.indicator.as_str().into(),
                hit.weight.into(),
            ];
            sheet.add(workbook, &row)?;
        }
    }
    Ok(())
}

/// The ledger, entry by entry.
fn decisions(
    source: &Source<'_>,
    book: &Book<'_>,
    workbook: &mut Workbook,
) -> Result<(), ReportError> {
    let mut sheet = Sheet::new(workbook, "Besluiten", &DECISIONS)?;
    for it in &ledger::decisions(source.project, &DecisionFilter::default())? {
        let entry = &it.entry;
        let place = entry.place.as_ref();
        let value = place.and_then(|place| place.value.as_deref());
        let (what, about) = verdict(&entry.verdict, book);
        let stands = if it.undone {
            "ingetrokken"
        } else if it.lapsed {
            "vervallen"
        } else {
            "ja"
        };
        let row = [
            Cell::Text(it.number.to_string()),
            entry.at.as_str().into(),
            entry.who.as_str().into(),
            what.into(),
            value.map(|id| book.name(id)).into(),
            about.as_str().into(),
            place.map(|place| place.path.as_str()).into(),
            place
                .map(|place| Cell::Text(place.block.to_string()))
                .into(),
            place.map(|place| source.options.shown(&place.text)).into(),
            stands.into(),
            it.hash.as_str().into(),
        ];
        sheet.add(workbook, &row)?;
    }
    sheet.close(workbook)?;
    Ok(())
}

/// Names what was decided, and what was said of it.
fn verdict(verdict: &Verdict, book: &Book<'_>) -> (&'static str, String) {
    let said = |reason: &Option<String>| reason.clone().unwrap_or_default();
    match verdict {
        Verdict::Accept => ("akkoord", String::new()),
        Verdict::Reject { reason } => ("afgewezen", said(reason)),
        Verdict::Change { other, reason } => {
            let other = format!("wordt {}", book.name(other));
            let parts = [Some(other), reason.clone()];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            ("andere waarde", parts.join(": "))
        }
        Verdict::Doubt { reason } => ("twijfel", said(reason)),
        Verdict::Note { note } => ("opmerking", note.clone()),
        Verdict::Add { reason, .. } => ("toegevoegd", said(reason)),
        Verdict::Undo { undoes } => ("ingetrokken", undoes.clone()),
        Verdict::Merge { merged } => ("samengevoegd", merged.join(" ")),
        Verdict::Audit { carries } => {
            let names: Vec<&str> = carries.iter().map(|id| book.name(id)).collect();
            ("steekproef", names.join(", "))
        }
        Verdict::Assign { coders, percent } => {
            let coders = dutch::enumerate(coders);
            ("verdeeld", format!("{percent} % over {coders}"))
        }
        Verdict::Learn { learned, .. } => (
            "scores geleerd",
            format!("van {} besluiten", learned.decisions),
        ),
        Verdict::LearnEvery { judgements } => ("leren na", format!("{judgements} besluiten")),
        Verdict::DescribeValue { of, words, .. } => (
            "tekst van een waarde",
            format!("{}: {words}", book.name(of)),
        ),
        Verdict::RenameValue { of, name } => {
            ("hernoemd", format!("{} wordt {name}", book.name(of)))
        }
        Verdict::MergeValue { of, into } => {
            let (of, into) = (book.name(of), book.name(into));
            ("waarden samengevoegd", format!("{of} gaat op in {into}"))
        }
        Verdict::SplitValue { of, name, .. } => {
            ("waarde gesplitst", format!("{name} uit {}", book.name(of)))
        }
        Verdict::OrderEvidence { of, .. } => ("bewijs geordend", book.name(of).to_owned()),
        Verdict::WriteDilemma { question, .. } => ("dilemma", question.clone()),
        // What a later version adds to the ledger is shown as it stands there.
        other => ("overig", serde_json::to_string(other).unwrap_or_default()),
    }
}

fn code_book(info: &RunInfo, book: &Book<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let mut sheet = Sheet::new(workbook, "Codeboek", &BOOK)?;
    for value in &info.values {
        let row = [
            &value.id,
            book.name(&value.id),
            &value.name,
            book.name(book.taken_in(&value.id)),
            &value.cluster,
            &value.definition,
        ];
        sheet.add(workbook, &row.map(Cell::from))?;
    }
    sheet.close(workbook)
}

/// How the findings came about.
fn account(
    source: &Source<'_>,
    exported: Exported,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let info = &source.info;
    let failed = source.documents.iter().filter(|it| it.failure.is_some());
    let personal = match source.options.personal_data {
        true => "niet onherkenbaar gemaakt",
        false => "onherkenbaar gemaakt",
    };
    let rows = [
        ("Waardenscan", info.engine_version.clone()),
        ("gescand op", info.started_at.clone()),
        ("waardenlijst", info.lexicon_name.clone()),
        ("versie van de waardenlijst", info.lexicon_version.clone()),
        (
            "vingerafdruk van de waardenlijst",
            info.lexicon_fingerprint.clone(),
        ),
        (
            "vingerafdruk van het statistische deel",
            info.model_fingerprint.clone().unwrap_or_default(),
        ),
        ("drempel", info.threshold.to_string()),
        ("documenten", exported.documents.to_string()),
        ("niet geanalyseerd", failed.count().to_string()),
        ("bevindingen", exported.findings.to_string()),
        ("persoonsgegevens", personal.to_owned()),
    ];
    let mut sheet = Sheet::new(workbook, "Verantwoording", &ACCOUNT)?;
    for (name, text) in rows {
        sheet.add(workbook, &[name.into(), text.as_str().into()])?;
    }
    sheet.close(workbook)
}

/// Tells whether a finding counts among the documents × values.
fn counts(state: State) -> bool {
    matches!(state, State::Open | State::Accepted)
}
