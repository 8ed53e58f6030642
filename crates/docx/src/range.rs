//! Ranges of a text that mean something: a link, or the words that a comment
//! is about. A range may run over several paragraphs of one story; one that
//! never ends means nothing.

use std::{cell::Cell, cmp::Reverse, ops, rc::Rc};

use waardenscan_document::{Link, Span};

use crate::draft::{CommentNumber, Draft};

/// What a range is.
#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    /// A link to this target.
    Link(Rc<str>),
    Comment(CommentNumber),
    /// Text that is written in these bytes of its part.
    Piece(ops::Range<usize>),
}

/// Number of a range within its story.
pub(crate) type RangeNumber = usize;

/// A range that is open, and where it starts in the text under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    pub(crate) number: RangeNumber,
    pub(crate) start: usize,
}

/// Ranges that may be open at once; more are not begun. Every paragraph's end
/// asks all of them.
pub(crate) const MAX_OPEN: usize = 64;

/// The ranges of one story.
#[derive(Debug, Default)]
pub(crate) struct Ranges {
    ranges: Vec<Range>,
    /// The words of each range, by the draft's index in the story.
    words: Vec<(usize, RangeNumber, Span)>,
}

#[derive(Debug)]
struct Range {
    meaning: Meaning,
    has_ended: bool,
}

impl Ranges {
    pub(crate) fn begin(&mut self, meaning: Meaning) -> RangeNumber {
        self.ranges.push(Range {
            meaning,
            has_ended: false,
        });
        self.ranges.len() - 1
    }

    pub(crate) fn end(&mut self, number: RangeNumber) {
        if let Some(range) = self.ranges.get_mut(number) {
            range.has_ended = true;
        }
    }

    /// Whether the range is a piece of text, of which there are no more than
    /// the file writes.
    pub(crate) fn is_piece(&self, number: RangeNumber) -> bool {
        let range = self.ranges.get(number);
        range.is_some_and(|range| matches!(range.meaning, Meaning::Piece(_)))
    }

    /// Notes that the range covers `span` of the story's draft `index`.
    pub(crate) fn note(&mut self, index: usize, number: RangeNumber, span: Span) {
        self.words.push((index, number, span));
    }

    /// Gives the drafts of the story their links and comments.
    pub(crate) fn settle(self, drafts: &mut [Draft], room: &Room) {
        if self.words.is_empty() {
            return;
        }
        for (index, number, span) in self.words {
            let range = self.ranges.get(number).filter(|range| range.has_ended);
            let (Some(range), Some(draft)) = (range, drafts.get_mut(index)) else {
                continue;
            };
            match &range.meaning {
                Meaning::Link(target) if !span.is_empty() && room.take(target.len()) => {
                    draft.block.links.push(Link {
                        span,
                        target: target.to_string(),
                    });
                }
                Meaning::Link(_) => {}
                Meaning::Comment(number) => draft.about.push((*number, span)),
                Meaning::Piece(_) if span.is_empty() => {}
                Meaning::Piece(written) => draft.pieces.push((span, written.clone())),
            }
        }
        for draft in drafts {
            let block = &mut draft.block;
            block
                .links
                .sort_by_key(|link| (link.span.start, Reverse(link.span.end)));
            let text = &block.text;
            block.links.dedup_by(|next, last| {
                let goes_on = goes_on(last, next, text);
                if goes_on {
                    last.span = last.span.cover(next.span);
                }
                goes_on
            });
        }
    }
}

/// Whether `next` is the same link as `last`: programs cut a link where its
/// look changes.
fn goes_on(last: &Link, next: &Link, text: &str) -> bool {
    let between = Span::new(last.span.end, next.span.start);
    next.target == last.target
        && between
            .get(text)
            .is_none_or(|between| between.trim().is_empty())
}

/// The bytes that links, images and comments of a document may still take
/// beside its text. A target is written once in a file and repeated in every
/// link to it, so that the size of the file does not bound them.
#[derive(Clone, Debug)]
pub(crate) struct Room(Rc<Cell<Option<usize>>>);

/// Our choice: the real files need less than a hundredth of it.
const ROOM_BYTES: usize = 16 << 20;

/// What a range or image takes besides its own bytes.
const OVERHEAD_BYTES: usize = 64;

impl Default for Room {
    fn default() -> Self {
        Self(Rc::new(Cell::new(Some(ROOM_BYTES))))
    }
}

impl Room {
    /// Takes room for one thing of `bytes`, where there is any left.
    pub(crate) fn take(&self, bytes: usize) -> bool {
        let left = self.0.get();
        let left = left.and_then(|left| left.checked_sub(bytes + OVERHEAD_BYTES));
        self.0.set(left);
        left.is_some()
    }

    /// Whether something was left out.
    pub(crate) fn is_used_up(&self) -> bool {
        self.0.get().is_none()
    }
}
