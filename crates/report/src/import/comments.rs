//! Comments of a DOCX file.

use waardenscan::docx::WordReader;
use waardenscan::{Anchor, Block, BlockKind, Document, Offsets, PassageRecord, Reader};
use waardenscan_archive::Project;

use super::known::Known;
use super::said::{Said, reason_after};
use super::{ImportError, Judged};
use crate::ReportError;
use crate::export::{POINT, Reference};

/// A comment that an export made, and what was said to it.
struct Thread<'d> {
    reference: Reference<'d>,
    about: &'d [Anchor],
    place: String,
    said: &'d str,
}

/// A comment by somebody who found a value.
struct Found<'d> {
    value: String,
    anchor: Anchor,
    place: String,
    said: &'d str,
}

pub(super) fn read(
    project: &Project,
    known: &Known,
    file: &[u8],
) -> Result<Vec<Judged>, ImportError> {
    let document = WordReader::default().read(file)?;
    let mut threads: Vec<Thread<'_>> = Vec::new();
    let mut found = Vec::new();
    for comment in document.blocks() {
        let Some(remark) = comment.remark.as_ref() else {
            continue;
        };
        let (text, about) = (comment.text.as_str(), remark.about.as_slice());
        let place = place(comment, &document);
        if let Some(reference) = Reference::read(text) {
            // "Vertrouwen: open · Score …"
            let first = text.split(POINT).next().unwrap_or_default();
            let (_, said) = first.split_once(':').unwrap_or_default();
            threads.push(Thread {
                reference,
                about,
                place,
                said,
            });
        } else if let Some((value, said)) = known.named_first(text)
            && let Some(&anchor) = about.first()
        {
            found.push(Found {
                value: value.to_owned(),
                anchor,
                place,
                said,
            });
        } else if let Some(thread) = threads.last_mut().filter(|it| it.about == about) {
            // Word processors put an answer behind what it answers, on the same
            // words; the last one counts.
            thread.said = text;
            thread.place = place;
        }
    }
    let mut judged: Vec<Judged> = threads
        .iter()
        .map(|thread| (thread.place.clone(), judge(thread, known)))
        .collect();
    let of = threads.iter().find_map(|it| source(&it.reference, known));
    let passages = match of {
        Some(of) => project.passages(of).map_err(ReportError::from)?,
        None => Vec::new(),
    };
    for it in found {
        let sha256 = of.and_then(|of| of.sha256.as_deref());
        let passage = passage(&document, it.anchor, &passages);
        let decision = match (sha256, passage) {
            (None, _) => Err("no comment says of which document of the project this is".into()),
            (_, None) => Err("its words stand in no passage of the project".into()),
            (Some(sha256), Some(passage)) => {
                let words = Offsets::new(&passage.text).code_points(it.anchor.span);
                let words = words.start..words.end;
                Ok(known.find(sha256, passage, &it.value, words, reason_after(it.said)))
            }
        };
        judged.push((it.place, decision));
    }
    Ok(judged)
}

/// Says which comment: by whom, on which words.
fn place(comment: &Block, document: &Document) -> String {
    let remark = comment.remark.as_ref();
    let author = remark.and_then(|it| it.author.as_deref());
    let about = remark.and_then(|it| it.about.first());
    let words = about.and_then(|it| {
        let block = document.blocks().get(it.block)?;
        it.span.get(&block.text)
    });
    let words: String = words.unwrap_or_default().chars().take(40).collect();
    format!("comment by {} on \"{words}\"", author.unwrap_or("nobody"))
}

fn source<'k>(
    reference: &Reference<'_>,
    known: &'k Known,
) -> Option<&'k waardenscan_archive::StoredDocument> {
    known.documents.iter().find(|document| {
        let sha256 = document.sha256.as_deref();
        sha256.is_some_and(|it| it.starts_with(reference.sha256))
    })
}

fn judge(
    thread: &Thread<'_>,
    known: &Known,
) -> Result<Option<waardenscan_archive::Decision>, String> {
    let Reference { block, value, .. } = thread.reference;
    let document = source(&thread.reference, known);
    let sha256 = document.and_then(|it| it.sha256.as_deref());
    let finding = sha256.and_then(|sha256| known.finding(sha256, block as u64, value));
    let finding = finding.ok_or("the project has no such finding (any more)")?;
    let said = Said::read(thread.said, known).ok_or_else(|| {
        let said: String = thread.said.trim().chars().take(40).collect();
        format!("\"{said}\" is no decision")
    })?;
    known.judge(finding, &said)
}

/// Returns the passage of the project that is the block of an anchor: the one
/// with the same text, and where there are several the one with as many before
/// it. Comments are blocks too, so that numbers of blocks differ.
fn passage<'p>(
    document: &Document,
    anchor: Anchor,
    passages: &'p [PassageRecord],
) -> Option<&'p PassageRecord> {
    let block = document.blocks().get(anchor.block)?;
    let before = document.blocks().iter().take(anchor.block);
    let same = |it: &&Block| it.kind != BlockKind::Comment && it.text == block.text;
    let before = before.filter(same).count();
    let mut same = passages.iter().filter(|it| it.text == block.text);
    same.nth(before)
}
