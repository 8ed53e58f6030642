use crate::{
    label::{self, LabelKind},
    layout::Column,
    line::Line,
    stats::{Stats, same_size},
};

/// Lines of one column that make one paragraph, heading or list item.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph<'a> {
    /// At least one, from the top down.
    pub(crate) lines: Vec<&'a Line>,
    /// The column's edges.
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// The space above it, in usual line distances; infinite for the first of
    /// its column.
    pub(crate) space_above: f32,
}

impl<'a> Paragraph<'a> {
    pub(crate) fn first(&self) -> Option<&'a Line> {
        self.lines.first().copied()
    }

    pub(crate) fn last(&self) -> Option<&'a Line> {
        self.lines.last().copied()
    }
}

/// Cuts the lines of a column into paragraphs.
pub(crate) fn paragraphs<'a>(column: &'a Column, stats: &Stats) -> Vec<Paragraph<'a>> {
    let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
    for line in &column.lines {
        let open = paragraphs.last_mut();
        let (joins, space_above) = open.as_ref().map_or((false, f32::INFINITY), |open| {
            let pair = Pair::new(open, line, stats);
            (!pair.breaks(), pair.space)
        });
        match open {
            Some(open) if joins => open.lines.push(line),
            _ => paragraphs.push(Paragraph {
                lines: vec![line],
                left: column.left,
                right: column.right,
                space_above,
            }),
        }
    }
    paragraphs
}

/// Counts the places in a column where the structure tree begins a new
/// element, and those of them where the text plainly reads on.
pub(crate) fn cuts(column: &Column, stats: &Stats) -> (usize, usize) {
    let pairs = column.lines.iter().zip(column.lines.iter().skip(1));
    let cuts = pairs.filter(|(a, b)| same_element(a, b) == Some(false));
    cuts.fold((0, 0), |(all, wrong), (a, b)| {
        let paragraph = Paragraph {
            lines: vec![a],
            left: column.left,
            right: column.right,
            space_above: f32::INFINITY,
        };
        let reads_on = Pair::new(&paragraph, b, stats).reads_on();
        (all + 1, wrong + usize::from(reads_on))
    })
}

/// Tells whether two lines belong to one element of the structure tree; `None`
/// where it does not say.
pub(crate) fn same_element(a: &Line, b: &Line) -> Option<bool> {
    Some(a.tag?.element == b.tag?.element)
}

/// A paragraph so far, and the line that may belong to it.
struct Pair<'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    first: &'a Line,
    last: &'a Line,
    next: &'a Line,
    /// The distance of the baselines, in usual ones.
    space: f32,
    /// Whether text of this size is larger than the body.
    large: bool,
}

impl<'p, 'a> Pair<'p, 'a> {
    fn new(paragraph: &'p Paragraph<'a>, next: &'a Line, stats: &Stats) -> Self {
        let first = paragraph.first().unwrap_or(next);
        let last = paragraph.last().unwrap_or(next);
        let own = paragraph
            .lines
            .get(paragraph.lines.len().saturating_sub(2))
            .filter(|_| paragraph.lines.len() >= 2)
            .map(|before| last.baseline - before.baseline);
        let pitch = own.unwrap_or_else(|| stats.pitch(next.size).max(stats.pitch(last.size)));
        Self {
            paragraph,
            first,
            last,
            next,
            space: (next.baseline - last.baseline) / pitch.max(1.0),
            large: next.size > 1.15 * stats.body_size,
        }
    }

    /// Tells whether the lines read as one text, so that a structure tree that
    /// cuts them is not to be trusted.
    fn reads_on(&self) -> bool {
        same_size(self.last, self.next)
            && self.last.row != self.next.row
            && (0.3..1.22).contains(&self.space)
            && !self.ended()
            && self.next.text.starts_with(char::is_lowercase)
            && self
                .last
                .text
                .ends_with(|char: char| char.is_alphabetic() || char == '-')
    }

    /// Tells whether the next line plainly begins another paragraph: authors
    /// also part them by a line break within one element.
    fn begins_anew(&self) -> bool {
        let ended = self.ended();
        let labelled = label::split(&self.next.text).is_some();
        let capital = self.next.text.starts_with(char::is_uppercase);
        let sentence = capital && ends_sentence(&self.last.text);
        let below_heading =
            capital && !self.next.bold && self.paragraph.lines.iter().all(|line| line.bold);
        let anew = sentence || labelled || below_heading;
        self.last.row != self.next.row && (self.space > 1.6 || ended && anew)
    }

    fn breaks(&self) -> bool {
        let (last, next) = (self.last, self.next);
        if last.in_contents || next.in_contents || last.table.is_some() || next.table.is_some() {
            return true;
        }
        if self.starts_note() {
            return true;
        }
        match same_element(last, next) {
            Some(true) => return last.row == next.row || self.begins_anew(),
            Some(false) => return true,
            None => {}
        }
        if last.row == next.row || last.turn != next.turn || !same_size(last, next) {
            return true;
        }
        if self.space <= 0.3 || self.space > 1.22 {
            return true;
        }
        let ended = self.ended();
        if last.bold != next.bold && (ended || self.space > 1.08) {
            return true;
        }
        self.starts_labelled(ended) || self.is_indented() || self.ends_before(ended)
    }

    /// Tells whether the next line is the first of a note: its mark follows on
    /// that of the note before.
    fn starts_note(&self) -> bool {
        let mark = |line: &Line| label::split_note(&line.text).map(|(mark, _)| mark);
        let Some(next) = mark(self.next).filter(|_| self.next.in_notes) else {
            return false;
        };
        let number = |mark: String| mark.parse::<u32>().ok();
        match (mark(self.first).and_then(number), number(next)) {
            (Some(own), Some(next)) => next == own + 1,
            _ => true,
        }
    }

    /// Tells whether the line ended although the next word would have fitted.
    fn ended(&self) -> bool {
        let (last, next) = (self.last, self.next);
        let space = 0.25 * last.size;
        !last.text.trim_end().ends_with('-')
            && last.right + space + next.first_word < self.paragraph.right - 0.5
    }

    fn starts_labelled(&self, ended: bool) -> bool {
        let Some(labelled) = label::split(&self.next.text) else {
            return false;
        };
        let own = label::split(&self.first.text);
        let beside = (self.next.left - self.first.left).abs() < 0.5 * self.next.size;
        let sibling = beside && own.is_some_and(|own| own.kind == labelled.kind);
        let stopped = ends_sentence(&self.last.text) || self.last.text.ends_with([',', ';']);
        match labelled.kind {
            LabelKind::Bullet
                if labelled.label == "•" && !self.next.text.starts_with(['o', '*']) =>
            {
                true
            }
            LabelKind::Bullet => sibling || ended || stopped,
            LabelKind::Item | LabelKind::Section(_) => sibling || ended || stopped,
            LabelKind::Division(_) => ended || ends_sentence(&self.last.text),
        }
    }

    fn is_indented(&self) -> bool {
        let (last, next) = (self.last, self.next);
        let middle = |line: &Line| f32::midpoint(line.left, line.right);
        let centred = (middle(last) - middle(next)).abs() < 2.0;
        let shift = next.left - last.left;
        let single = self.paragraph.lines.len() == 1;
        let hanging = single && (next.left - last.body_left).abs() < 0.5 * next.size;
        if centred || hanging || self.large {
            return false;
        }
        // To the right: a new paragraph's first line. To the left: the end of
        // an indented one, unless its first line alone was indented.
        shift > 0.8 * next.size || (!single && shift < -0.8 * next.size)
    }

    fn ends_before(&self, ended: bool) -> bool {
        if !ended {
            return false;
        }
        let continues = self.next.text.starts_with(char::is_lowercase);
        if self.large || (self.last.bold && self.next.bold) {
            return ends_sentence(&self.last.text);
        }
        !continues || ends_sentence(&self.last.text)
    }
}

/// Tells whether `text` ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»'])
        .ends_with(['.', '!', '?', ':', '…'])
        || text.ends_with(';')
}
