//! Cuts a passage into the pieces that are scored by themselves: the best one
//! counts extra and is shown as the evidence.

use std::ops::Range;

use waardenscan_dutch::Analysis;

/// Returns the token ranges between two of `. ! ? ; :` or bullets, in order;
/// together they hold every token. An abbreviation's point cuts too: that
/// costs a piece, not a word.
#[must_use]
pub fn pieces(text: &str, analysis: &Analysis) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (index, pair) in analysis.tokens.windows(2).enumerate() {
        let [token, next] = pair else { continue };
        let gap = text.get(token.span.end..next.span.start);
        if gap.is_some_and(cuts) {
            pieces.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < analysis.tokens.len() {
        pieces.push(start..analysis.tokens.len());
    }
    pieces
}

fn cuts(gap: &str) -> bool {
    // Nearly every gap is one space.
    gap.len() > 1 && gap.contains(['.', '!', '?', ';', ':', '•', '▪', '●', '◦', '\u{f0b7}'])
}
