//! The page as a whole, written piece by piece.

use std::io::Write;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use waardenscan::PassageRecord;
use waardenscan_archive::{ProjectError, RunInfo, StoredDocument};

use crate::document::document;
use crate::failures::failures;
use crate::filter::filter;
use crate::gather::{Group, Report};
use crate::heatmap::{heatmap, municipality};
use crate::intro::{header, reading_guide};
use crate::overview::{cards, overview};
use crate::{ReportError, dutch, style};

/// Writes the report. `passages` returns the passages of a document that carry
/// a suggestion; it is called twice for each analysed document.
pub(crate) fn write(
    info: &RunInfo,
    documents: &[StoredDocument],
    passages: impl Fn(&StoredDocument) -> Result<Vec<PassageRecord>, ProjectError>,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let report = Report::gather(info, documents, &passages)?;
    let mut emit = |piece: Markup| -> Result<(), ReportError> {
        Ok(out.write_all(allowed(piece).as_bytes())?)
    };

    emit(html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"nl\">"))
        (head(&report))
        (PreEscaped("<body>"))
        a.skip href="#documenten" { "Naar de passages" }
        (header(&report))
        (PreEscaped("<main>"))
        (reading_guide(&report))
        (overview(&report))
        (heatmap(&report))
        (cards(&report))
        (failures(&report))
        (PreEscaped("<section id=\"documenten\">"))
        h2 { "De passages per document" }
        p {
            "Klap een document open om de passages te lezen. Onder elke passage staan de waarden \
             die Waardenscan voorstelt, met de reden."
        }
        (filter(&report))
    })?;
    for group in &report.groups {
        emit(group_head(&report, group))?;
        for entry in &group.documents {
            emit(document(&report, entry, &passages(entry.document)?)?)?;
        }
        emit(PreEscaped("</section>".to_owned()))?;
    }
    emit(html! {
        (PreEscaped("</section></main>"))
        footer {
            p {
                "Gemaakt met Waardenscan " (info.engine_version) " en het lexicon "
                (info.lexicon_name) ", versie " (info.lexicon_version)
                ". Deze pagina staat op zichzelf: zij haalt niets op en stuurt niets weg."
            }
        }
        script { (PreEscaped(style::script())) }
        (PreEscaped("</body></html>\n"))
    })
}

fn head(report: &Report<'_>) -> Markup {
    let css = style::css(&report.values);
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy"
                content=(PreEscaped(style::policy(&css, &style::script())));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { "Waardenrapport: " (dutch::documents(report.entries().count())) }
            style { (PreEscaped(css)) }
        }
    }
}

/// Opens the section of a group of documents.
fn group_head(report: &Report<'_>, group: &Group<'_>) -> Markup {
    html! {
        (PreEscaped("<section class=\"group\">"))
        @if report.is_grouped() {
            h3 { (municipality(group)) " " span.count { (dutch::documents(group.documents.len())) } }
        }
    }
}

/// Replaces the characters that HTML does not allow, which file names and
/// damaged documents may hold, by U+FFFD.
fn allowed(piece: Markup) -> String {
    let forbidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(u32::from(c), 0xfdd0..=0xfdef)
            || u32::from(c) & 0xfffe == 0xfffe
    };
    let text = piece.into_string();
    if text.contains(forbidden) {
        text.replace(forbidden, "\u{fffd}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waardenscan::{BlockKind, EvidenceKind, Guess, SectionRole, Stance, SuggestedValue};
    use waardenscan_archive::GivenMetadata;

    #[test]
    fn a_value_that_the_run_does_not_know_is_an_error() {
        let info = RunInfo {
            started_at: String::new(),
            engine_version: String::new(),
            lexicon_name: String::new(),
            lexicon_version: String::new(),
            lexicon_fingerprint: String::new(),
            model_fingerprint: None,
            threshold: 0.5,
            values: Vec::new(),
        };
        let document = StoredDocument {
            number: 1,
            content: 1,
            sha256: None,
            path: "a.pdf".to_owned(),
            format: Some("pdf".to_owned()),
            pages: None,
            failure: None,
            file_title: None,
            guessed_kind: None,
            given: GivenMetadata::default(),
            passages: 1,
            unscored: 0,
            warnings: Vec::new(),
        };
        let passage = PassageRecord {
            block: 0,
            kind: BlockKind::Paragraph,
            label: None,
            page: None,
            path: [].into(),
            text: "Tekst.".to_owned(),
            role: Guess {
                is: SectionRole::Overig,
                confidence: 0.9,
            },
            suggestions: vec![SuggestedValue {
                value: "weg".to_owned(),
                score: 0.9,
                stance: Stance::Nagestreefd,
                evidence: EvidenceKind::Named,
                hits: Vec::new(),
                explanation: String::new(),
                best: None,
                base: 0.0,
                factors: Vec::new(),
            }],
            tensions: Vec::new(),
        };
        let result = write(
            &info,
            &[document],
            |_| Ok(vec![passage.clone()]),
            &mut Vec::new(),
        );
        assert!(matches!(
            result,
            Err(ReportError::UnknownValue { value, .. }) if value == "weg"
        ));
    }
}
