use crate::{label, line::Line, ruling::Rulings};

/// How long the rule above notes is: from this many points to this part of the
/// width of the text. Word draws two inches, LibreOffice a quarter.
const SHORTEST: f32 = 36.0;
const LONGEST_PART: f32 = 0.5;

/// Marks the lines below the short rule at the left edge that parts the notes
/// of a page from its text. The first of them has a note's mark.
pub(crate) fn mark(lines: &mut [Line], rulings: &Rulings) {
    let Some(turn) = lines.first().map(|line| line.turn) else {
        return;
    };
    let of_text = || lines.iter().filter(|line| line.turn == turn);
    let left = of_text()
        .map(|line| line.left)
        .fold(f32::INFINITY, f32::min);
    let right = of_text().map(|line| line.right).fold(0.0, f32::max);
    let parts = |at: f32| {
        let below = of_text().filter(|line| line.baseline > at);
        let first = below.min_by(|a, b| a.baseline.total_cmp(&b.baseline));
        first.is_some_and(|first| {
            let near = first.top() - at < 1.5 * first.size && first.top() > at - 2.0;
            near && first.at_foot && label::split_note(&first.text).is_some()
        })
    };
    let rule = rulings.horizontal.iter().rev().find(|rule| {
        let length = rule.to - rule.from;
        (rule.from - left).abs() < 4.0
            && length >= SHORTEST
            && length <= LONGEST_PART * (right - left)
            && parts(rule.at)
    });
    let Some(at) = rule.map(|rule| rule.at) else {
        return;
    };
    for line in lines {
        line.in_notes = line.turn == turn && line.baseline > at;
    }
}
