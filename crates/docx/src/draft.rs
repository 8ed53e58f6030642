//! Blocks under way, with what is only settled when others are known.

use std::ops::Range;

use waardenscan_document::{Anchor, Block, BlockKind, Image, Link, Remark, Span};

/// Number of a comment within its document.
pub(crate) type CommentNumber = u32;

/// A block under way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) block: Block,
    /// The comment that this block is.
    pub(crate) comment: Option<CommentNumber>,
    /// For a note whose mark is counted: how many such notes come before it.
    pub(crate) note: Option<usize>,
    /// Its words that a comment is about.
    pub(crate) about: Vec<(CommentNumber, Span)>,
    /// Where its text is written, in the order of the text, where it is traced.
    pub(crate) pieces: Vec<Piece>,
}

/// A span of a block's text, and the bytes of the part in which it is written.
pub(crate) type Piece = (Span, Range<usize>);

impl From<Block> for Draft {
    fn from(block: Block) -> Self {
        Self {
            block,
            comment: None,
            note: None,
            about: Vec::new(),
            pieces: Vec::new(),
        }
    }
}

impl Draft {
    /// Adds the label and the text of `next`, after a space. Returns how far
    /// that text was shifted.
    pub(crate) fn append(&mut self, next: Self) -> usize {
        let text = &mut self.block.text;
        let begin = |text: &mut String| {
            if !text.is_empty() {
                text.push(' ');
            }
        };
        begin(text);
        if let Some(label) = next.block.label {
            text.push_str(&label);
            begin(text);
        }
        let shift = text.len();
        text.push_str(&next.block.text);
        let links = next.block.links.into_iter().map(|link| Link {
            span: link.span.shift(shift),
            ..link
        });
        self.block.links.extend(links);
        let images = next.block.images.into_iter().map(|image| Image {
            at: image.at + shift,
            ..image
        });
        self.block.images.extend(images);
        let about = next.about.into_iter();
        self.about
            .extend(about.map(|(comment, span)| (comment, span.shift(shift))));
        let pieces = next.pieces.into_iter();
        self.pieces
            .extend(pieces.map(|(span, written)| (span.shift(shift), written)));
        shift
    }
}

/// A whole story on one line: a note, a comment, a header.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) draft: Draft,
    /// The comments that were made in it.
    pub(crate) comments: Vec<Draft>,
}

impl Line {
    pub(crate) fn new(story: Vec<Draft>) -> Self {
        let mut line = Self {
            draft: Block::paragraph("").into(),
            comments: Vec::new(),
        };
        for draft in story {
            if draft.block.kind == BlockKind::Comment {
                line.comments.push(draft);
            } else {
                line.draft.append(draft);
            }
        }
        line
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    pub(crate) fn text(&self) -> &str {
        &self.draft.block.text
    }

    /// The line as a block of `kind`, and the comments behind it.
    pub(crate) fn into_drafts(mut self, kind: BlockKind) -> Vec<Draft> {
        self.draft.block.kind = kind;
        self.comments.insert(0, self.draft);
        self.comments
    }
}

/// The blocks of a document, in order, and with every comment the words that
/// it is about.
pub(crate) fn settle(drafts: Vec<Draft>) -> Vec<Block> {
    let mut abouts: Vec<(CommentNumber, Anchor)> = Vec::new();
    let mut places = Vec::new();
    // Collected from the drafts by value, the blocks take over their memory.
    let mut blocks: Vec<Block> = drafts
        .into_iter()
        .enumerate()
        .map(|(index, draft)| {
            abouts.extend(draft.about.into_iter().map(|(comment, span)| {
                let anchor = Anchor { block: index, span };
                (comment, anchor)
            }));
            places.extend(draft.comment.map(|comment| (comment, index)));
            draft.block
        })
        .collect();
    abouts.sort_by_key(|(comment, anchor)| (*comment, anchor.block, anchor.span));
    for (comment, index) in places {
        let first = abouts.partition_point(|(other, _)| *other < comment);
        let own = abouts.iter().skip(first);
        let own = own.take_while(|(other, _)| *other == comment);
        if let Some(block) = blocks.get_mut(index) {
            let remark = block.remark.get_or_insert_with(Remark::default);
            remark.about = anchors(own.map(|(_, anchor)| *anchor));
        }
    }
    blocks
}

/// One anchor a block; a mere point counts where there is nothing else.
fn anchors(own: impl Iterator<Item = Anchor> + Clone) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for anchor in own.clone().filter(|anchor| !anchor.span.is_empty()) {
        match anchors.last_mut() {
            Some(last) if last.block == anchor.block => last.span = last.span.cover(anchor.span),
            _ => anchors.push(anchor),
        }
    }
    if anchors.is_empty() {
        anchors.extend(own.take(1));
    }
    anchors
}
