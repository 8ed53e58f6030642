//! W3C Web Annotations: one page of annotations in JSON-LD
//! (<https://www.w3.org/TR/annotation-model/>).

use std::io::Write;

use serde_json::{Value, json};
use waardenscan::{PassageRecord, Span};

use super::book::Book;
use super::finding::{DocumentFindings, Finding};
use super::guid::Guid;
use super::{Exported, Source};
use crate::{ReportError, dutch};

/// Characters of the passage before and after a quote.
const AROUND: usize = 40;

pub(super) fn write(
    source: &Source<'_>,
    book: &Book<'_>,
    out: &mut impl Write,
) -> Result<Exported, ReportError> {
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:uuid:{}", Guid::of("page", &[&source.info.started_at])),
        "type": "AnnotationPage",
        "items": [],
    });
    // The items are written one by one in the place of the empty list.
    let page = page.to_string();
    let head = page.strip_suffix("]}").unwrap_or(&page);
    out.write_all(head.as_bytes())?;
    let mut first = true;
    let exported = source.each(|document| {
        for (finding, passage) in document.pairs() {
            out.write_all(if first { b"\n" } else { b",\n" })?;
            first = false;
            let annotation = annotation(document, finding, passage, book);
            serde_json::to_writer(&mut *out, &annotation).map_err(std::io::Error::from)?;
        }
        Ok(())
    })?;
    out.write_all(b"\n]}\n")?;
    Ok(exported)
}

fn annotation(
    of: &DocumentFindings,
    finding: &Finding,
    passage: &PassageRecord,
    book: &Book<'_>,
) -> Value {
    let document = &of.document;
    let sha256 = document.sha256.as_deref().unwrap_or_default();
    let block = passage.block.to_string();
    let id = Guid::of("annotation", &[sha256, &block, &finding.value]);
    let mut body = vec![
        json!({
            "type": "TextualBody",
            "purpose": "tagging",
            "language": "nl",
            "value": book.name(&finding.value),
        }),
        json!({
            "type": "SpecificResource",
            "purpose": "classifying",
            "source": format!("urn:waardenscan:value:{}", finding.value),
        }),
    ];
    if let Some(suggested) = &finding.suggested {
        body.push(json!({
            "type": "TextualBody",
            "purpose": "describing",
            "language": "nl",
            "value": format!(
                "Score {}, {}. {}",
                waardenscan::score::number(suggested.score),
                dutch::stance(suggested.stance),
                suggested.explanation,
            ),
        }));
    }
    let reason = finding.decision.as_ref().and_then(|it| it.reason.as_ref());
    if let Some(reason) = reason {
        body.push(json!({
            "type": "TextualBody",
            "purpose": "commenting",
            "value": reason,
        }));
    }
    let target = document.given.url.clone();
    let target = target.unwrap_or_else(|| format!("urn:sha256:{sha256}"));
    let mut annotation = json!({
        "id": format!("urn:uuid:{id}"),
        "type": "Annotation",
        "motivation": "classifying",
        "body": body,
        "target": {
            "source": { "id": target, "label": document.path },
            "selector": selector(finding, passage),
        },
    });
    if let (Some(taken), Some(fields)) = (&finding.decision, annotation.as_object_mut()) {
        fields.insert("created".into(), json!(taken.at));
        let person = json!({ "type": "Person", "name": taken.who });
        fields.insert("creator".into(), person);
    }
    annotation
}

/// The page, and within it the words with what stands around them; the whole
/// passage where no words were named.
fn selector(finding: &Finding, passage: &PassageRecord) -> Value {
    let span = match (finding.spans.first(), finding.spans.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::new(0, passage.text.chars().count()),
    };
    let part = |from: usize, to: usize| -> String {
        let letters = passage.text.chars().skip(from);
        letters.take(to.saturating_sub(from)).collect()
    };
    let quote = json!({
        "type": "TextQuoteSelector",
        "exact": part(span.start, span.end),
        "prefix": part(span.start.saturating_sub(AROUND), span.start),
        "suffix": part(span.end, span.end.saturating_add(AROUND)),
    });
    match passage.page {
        // RFC 8118, section 3: page numbers count from 1.
        Some(page) => json!({
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
            "value": format!("page={page}"),
            "refinedBy": quote,
        }),
        None => quote,
    }
}
