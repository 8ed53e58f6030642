//! Tasks for Label Studio, a passage each: what was suggested as predictions,
//! what was decided as annotations (<https://labelstud.io/guide/tasks>).

use std::io::Write;

use serde_json::{Value, json};
use waardenscan::{Offsets, PassageRecord, Span};
use waardenscan_archive::State;

use super::book::Book;
use super::finding::{DocumentFindings, Finding};
use super::guid::Guid;
use super::{Exported, Source};
use crate::ReportError;

pub(super) fn write(
    source: &Source<'_>,
    book: &Book<'_>,
    out: &mut impl Write,
) -> Result<Exported, ReportError> {
    out.write_all(b"[")?;
    let mut first = true;
    let exported = source.each(|document| {
        for (index, passage) in document.passages.iter().enumerate() {
            let here = document.findings.iter().filter(|it| it.passage == index);
            let here: Vec<&Finding> = here.collect();
            if here.is_empty() {
                continue;
            }
            out.write_all(if first { b"\n" } else { b",\n" })?;
            first = false;
            let task = task(document, passage, &here, book, &source.info.engine_version);
            serde_json::to_writer(&mut *out, &task).map_err(std::io::Error::from)?;
        }
        Ok(())
    })?;
    out.write_all(b"\n]\n")?;
    Ok(exported)
}

fn task(
    of: &DocumentFindings,
    passage: &PassageRecord,
    findings: &[&Finding],
    book: &Book<'_>,
    version: &str,
) -> Value {
    let document = &of.document;
    let regions = |holds: &dyn Fn(&Finding) -> bool| -> Vec<Value> {
        let held = findings.iter().filter(|finding| holds(finding));
        held.flat_map(|finding| regions(of, finding, passage, book))
            .collect()
    };
    let suggested = regions(&|finding| finding.suggested.is_some());
    let scores = findings.iter().filter_map(|it| it.suggested.as_ref());
    let best = scores.map(|it| it.score).fold(0.0, f64::max);
    let mut task = json!({
        "data": {
            "text": passage.text,
            "document": document.path,
            "page": passage.page,
            "block": passage.block,
            "path": passage.path.join(" › "),
        },
        "predictions": [{
            "model_version": format!("waardenscan {version}"),
            "score": best,
            "result": suggested,
        }],
    });
    let decided = findings.iter().any(|it| it.state != State::Open);
    if let (true, Some(fields)) = (decided, task.as_object_mut()) {
        let accepted = regions(&|finding| finding.state == State::Accepted);
        fields.insert("annotations".into(), json!([{ "result": accepted }]));
    }
    task
}

/// One region for each stretch of words, the whole passage where none was
/// named. Offsets count code points, as Label Studio does since 2022
/// (<https://github.com/HumanSignal/label-studio/pull/1559>).
fn regions(
    of: &DocumentFindings,
    finding: &Finding,
    passage: &PassageRecord,
    book: &Book<'_>,
) -> Vec<Value> {
    let offsets = Offsets::new(&passage.text);
    let whole = [Span::new(0, passage.text.chars().count())];
    let spans = match finding.spans.as_slice() {
        [] => &whole,
        spans => spans,
    };
    let sha256 = of.document.sha256.as_deref().unwrap_or_default();
    let regions = spans.iter().map(|&points| {
        let words = offsets.from_code_points(points);
        let place = format!("{} {} {}", passage.block, points.start, points.end);
        let id = Guid::of("region", &[sha256, &place, &finding.value]);
        json!({
            "id": id.to_string(),
            "from_name": "waarde",
            "to_name": "text",
            "type": "labels",
            "meta": { "text": [finding.value] },
            "value": {
                "start": points.start,
                "end": points.end,
                "text": words.get(&passage.text).unwrap_or_default(),
                "labels": [book.name(&finding.value)],
            },
        })
    });
    regions.collect()
}
