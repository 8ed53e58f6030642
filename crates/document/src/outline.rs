use crate::{Block, BlockKind};

/// For each block, the index of the heading it stands under.
///
/// A heading stands under the nearest earlier heading of a higher rank; any
/// other block under the nearest earlier heading. Headings of a table of
/// contents do not take part.
pub(crate) fn parents(blocks: &[Block]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let heading = block.kind == BlockKind::Heading && !block.in_contents;
        if heading {
            let level = block.level.unwrap_or(1);
            while open.last().is_some_and(|&(other, _)| other >= level) {
                open.pop();
            }
            parents.push(open.last().map(|&(_, heading)| heading));
            open.push((level, index));
        } else {
            parents.push(open.last().map(|&(_, heading)| heading));
        }
    }
    parents
}
