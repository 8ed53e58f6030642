//! Comments in a DOCX file, as an import reads them back.

use std::fmt;

use waardenscan::docx::{Comment, WordReader};
use waardenscan::{PassageRecord, Span};

use super::{AnnotatedCopy, NotAnnotated, said_by, suggested, words};
use crate::export::book::Book;
use crate::export::finding::{DocumentFindings, Finding};
use crate::export::row::state;

/// What begins each paragraph of a comment but the first, so that they can be
/// told apart when programs put them on one line.
pub(crate) const POINT: &str = "· ";

pub(super) fn add(
    bytes: &[u8],
    of: &DocumentFindings,
    book: &Book<'_>,
) -> Result<AnnotatedCopy, NotAnnotated> {
    let sha256 = of.document.sha256.as_deref().unwrap_or_default();
    let comments = of.pairs();
    let comments = comments.map(|(finding, passage)| comment(finding, passage, sha256, book));
    let comments: Vec<Comment> = comments.collect();
    let commented = WordReader::default().comment(bytes, &comments)?;
    Ok(AnnotatedCopy {
        annotated: comments.len() - commented.without_place,
        bytes: commented.bytes,
        without_place: commented.without_place,
    })
}

/// A comment from the first to the last word of a finding.
fn comment(finding: &Finding, passage: &PassageRecord, sha256: &str, book: &Book<'_>) -> Comment {
    let words = words(finding, passage).into_iter();
    let span = words.reduce(Span::cover);
    let (author, at) = said_by(finding);
    let reference = Reference::new(sha256, passage.block, &finding.value);
    let points = suggested(finding).into_iter();
    let points = points.chain([reference.to_string()]);
    let mut paragraphs = vec![decided(finding, book)];
    paragraphs.extend(points.map(|point| format!("{POINT}{point}")));
    Comment {
        block: passage.block,
        span: span.unwrap_or(Span::new(0, passage.text.len())),
        author,
        at,
        paragraphs,
    }
}

/// The value and what was decided: "Vertrouwen: afgewezen, te algemeen".
fn decided(finding: &Finding, book: &Book<'_>) -> String {
    let taken = finding.decision.as_ref();
    let other = taken.and_then(|it| it.other.as_deref());
    let other = other.map(|id| format!(" {}", book.name(id)));
    let reason = taken.and_then(|it| it.reason.as_deref());
    let reason = reason.map(|reason| format!(", {reason}"));
    format!(
        "{}: {}{}{}",
        book.name(&finding.value),
        state(finding.state),
        other.unwrap_or_default(),
        reason.unwrap_or_default(),
    )
}

/// What ties a comment to its finding, whatever program saved the file: the
/// start of the hash of the document, the number of the block, and the value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reference<'a> {
    pub(crate) sha256: &'a str,
    pub(crate) block: usize,
    pub(crate) value: &'a str,
}

/// What a reference begins with.
const REFERENCE: &str = "Kenmerk ";
/// Digits of the hash: two documents in a project with the same are as good as
/// excluded.
const DIGITS: usize = 16;

impl<'a> Reference<'a> {
    fn new(sha256: &'a str, block: usize, value: &'a str) -> Self {
        Self {
            sha256: sha256.get(..DIGITS).unwrap_or(sha256),
            block,
            value,
        }
    }

    /// Reads the reference at the end of a comment.
    pub(crate) fn read(comment: &'a str) -> Option<Self> {
        let (_, reference) = comment.rsplit_once(POINT)?;
        let reference = reference.strip_prefix(REFERENCE)?;
        let reference = reference.split_whitespace().next()?;
        let mut parts = reference.splitn(3, '-');
        Some(Self {
            sha256: parts.next()?,
            block: parts.next()?.parse().ok()?,
            value: parts.next()?,
        })
    }
}

impl fmt::Display for Reference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            sha256,
            block,
            value,
        } = self;
        write!(f, "{REFERENCE}{sha256}-{block}-{value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_it_was_written() {
        let sha256 = "0123456789abcdef0123";
        let reference = Reference::new(sha256, 12, "sociale-samenhang");
        let comment = format!("Samenhang: open {POINT}Score 0,71 {POINT}{reference}");
        assert_eq!(Reference::read(&comment), Some(reference));
        for other in [
            "",
            "Kenmerk 1-2-x",
            "· Kenmerk 1",
            "· Kenmerk a-b-c",
            "· Bron 1-2-x",
        ] {
            assert_eq!(Reference::read(other), None, "{other}");
        }
    }
}
