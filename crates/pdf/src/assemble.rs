use waardenscan_document::{Block, BlockKind};

use crate::{
    contents,
    draft::{self, Draft},
    furniture,
    hyphen::Words,
    layout::{Column, columns},
    levels,
    line::Line,
    paragraph::paragraphs,
    stats::Stats,
};

/// Makes the blocks of a document from the lines of its pages, given with the
/// heights of the pages in points.
pub(crate) fn blocks(mut pages: Vec<Vec<Line>>, heights: &[f32]) -> Vec<Block> {
    let running = furniture::take(&mut pages, heights);
    let mut words = Words::default();
    for line in pages.iter().flatten() {
        words.add(&line.text);
    }
    let mut inside = false;
    let pages: Vec<Vec<Column>> = pages
        .into_iter()
        .map(|lines| columns(contents::mark(lines, &mut inside)))
        .collect();
    let stats = Stats::of(pages.iter().flatten());
    let mut drafts = drafts(&pages, &stats, &words);
    levels::assign(&mut drafts);
    with_running(drafts, &running)
}

fn drafts(pages: &[Vec<Column>], stats: &Stats, words: &Words) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (page_index, columns) in pages.iter().enumerate() {
        for column in columns {
            for (index, paragraph) in paragraphs(column, stats).iter().enumerate() {
                let Some(next) = draft::draft(paragraph, page_index, stats, words) else {
                    continue;
                };
                match drafts.last_mut() {
                    Some(open) if index == 0 && draft::goes_on(open, &next) => {
                        draft::append(open, next, words);
                    }
                    _ => drafts.push(next),
                }
            }
        }
    }
    drafts
}

/// Puts the running headers before and the running footers after the blocks
/// of their page.
fn with_running(drafts: Vec<Draft>, running: &[Vec<(BlockKind, Line)>]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(drafts.len());
    let mut drafts = drafts.into_iter().map(|draft| draft.block).peekable();
    for (page_index, lines) in running.iter().enumerate() {
        let of = |kind| {
            lines
                .iter()
                .filter(move |(of_kind, _)| *of_kind == kind)
                .map(move |(_, line)| Block {
                    regions: draft::region(page_index, &[line]).into_iter().collect(),
                    ..Block::new(kind, crate::chars::tidy(&line.text)).on_page(page_index)
                })
        };
        blocks.extend(of(BlockKind::Header));
        while let Some(block) = drafts.next_if(|block| block.page_index <= Some(page_index)) {
            blocks.push(block);
        }
        blocks.extend(of(BlockKind::Footer));
    }
    blocks.extend(drafts);
    blocks
}
