use waardenscan_document::Rect;

use crate::glyph::Turn;

/// Rulings nearer than this are one, and within this of each other they meet,
/// in points.
const TOUCH: f32 = 3.0;

/// More rulings than this on a page are a drawing. The busiest table we know
/// has a fifth of it.
const MOST: usize = 8_000;

/// A stretch of ruling along one axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    /// The place across its direction.
    pub(crate) at: f32,
    pub(crate) from: f32,
    pub(crate) to: f32,
}

impl Stretch {
    pub(crate) fn covers(&self, place: f32) -> bool {
        self.from - TOUCH <= place && place <= self.to + TOUCH
    }
}

/// The rulings of a page, those that touch in line joined to one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rulings {
    /// From the top down.
    pub(crate) horizontal: Vec<Stretch>,
    /// From left to right.
    pub(crate) vertical: Vec<Stretch>,
}

impl Rulings {
    /// Joins the rulings of a page that is turned so that text in `turn` reads
    /// from left to right. So many of them that they make a drawing give none.
    pub(crate) fn of(rects: &[Rect], turn: Turn) -> Self {
        if rects.len() > MOST {
            return Self::default();
        }
        let (wide, high): (Vec<Rect>, Vec<Rect>) = rects
            .iter()
            .map(|&rect| turn.turned(rect))
            .partition(|rect| rect.right - rect.left > rect.bottom - rect.top);
        let horizontal = wide.into_iter().map(|rect| Stretch {
            at: f32::midpoint(rect.top, rect.bottom),
            from: rect.left,
            to: rect.right,
        });
        let vertical = high.into_iter().map(|rect| Stretch {
            at: f32::midpoint(rect.left, rect.right),
            from: rect.top,
            to: rect.bottom,
        });
        Self {
            horizontal: joined(horizontal.collect()),
            vertical: joined(vertical.collect()),
        }
    }

    /// Tells whether an upright ruling stands between two places at a height.
    pub(crate) fn divides(&self, left: f32, right: f32, height: f32) -> bool {
        let start = self.vertical.partition_point(|stretch| stretch.at < left);
        self.vertical
            .iter()
            .skip(start)
            .take_while(|stretch| stretch.at <= right)
            .any(|stretch| stretch.from <= height && height <= stretch.to)
    }

    /// Returns the grids that crossing rulings make, from the top down.
    pub(crate) fn grids(&self) -> Vec<Grid> {
        let mut groups: Vec<Rulings> = Vec::new();
        for &stretch in &self.horizontal {
            add(&mut groups, stretch, true);
        }
        for &stretch in &self.vertical {
            add(&mut groups, stretch, false);
        }
        let mut grids: Vec<Grid> = groups.into_iter().filter_map(Grid::of).collect();
        grids.sort_by(|a, b| a.rect.top.total_cmp(&b.rect.top));
        grids
    }
}

/// Adds a stretch to the group that it meets, and makes one of those that it
/// connects.
fn add(groups: &mut Vec<Rulings>, stretch: Stretch, horizontal: bool) {
    let (mut meeting, rest): (Vec<Rulings>, Vec<Rulings>) =
        std::mem::take(groups).into_iter().partition(|group| {
            let across = if horizontal {
                &group.vertical
            } else {
                &group.horizontal
            };
            across
                .iter()
                .any(|other| other.covers(stretch.at) && stretch.covers(other.at))
        });
    *groups = rest;
    let mut group = meeting.pop().unwrap_or_default();
    for other in meeting {
        group.horizontal.extend(other.horizontal);
        group.vertical.extend(other.vertical);
    }
    if horizontal {
        group.horizontal.push(stretch);
    } else {
        group.vertical.push(stretch);
    }
    groups.push(group);
}

fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let near = joined
            .iter_mut()
            .rev()
            .take_while(|other| stretch.at - other.at <= 1.5)
            .find(|other| other.from - TOUCH <= stretch.to && stretch.from <= other.to + TOUCH);
        match near {
            Some(other) => {
                other.from = other.from.min(stretch.from);
                other.to = other.to.max(stretch.to);
            }
            None => joined.push(stretch),
        }
    }
    joined
}

/// A table's rulings.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) rect: Rect,
    rulings: Rulings,
    /// The edges of its rows, from the top down.
    rows: Vec<f32>,
    /// The edges of its columns, from left to right.
    columns: Vec<f32>,
}

impl Grid {
    /// Returns the grid of crossing rulings, if it has two columns at least.
    fn of(rulings: Rulings) -> Option<Self> {
        let rows = places(&rulings.horizontal);
        let columns = places(&rulings.vertical);
        if rows.len() < 2 || columns.len() < 3 {
            return None;
        }
        Some(Self {
            rect: Rect {
                left: *columns.first()?,
                top: *rows.first()?,
                right: *columns.last()?,
                bottom: *rows.last()?,
            },
            rulings,
            rows,
            columns,
        })
    }

    /// Returns row and column of the cell at a place, of a merged cell the
    /// first; `None` outside.
    pub(crate) fn cell(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let mut row = self
            .rows
            .partition_point(|&edge| edge <= y)
            .checked_sub(1)?;
        let mut column = self
            .columns
            .partition_point(|&edge| edge <= x)
            .checked_sub(1)?;
        if row + 1 >= self.rows.len() || column + 1 >= self.columns.len() {
            return None;
        }
        while row > 0 && !crosses(&self.rulings.horizontal, self.rows.get(row).copied(), x) {
            row -= 1;
        }
        while column > 0 && !crosses(&self.rulings.vertical, self.columns.get(column).copied(), y) {
            column -= 1;
        }
        Some((row, column))
    }

    /// Returns the right edge of the cell at a place.
    pub(crate) fn right_edge(&self, x: f32, y: f32) -> f32 {
        let right_of = self.columns.iter().copied().filter(|&edge| edge > x);
        right_of
            .into_iter()
            .find(|&edge| crosses(&self.rulings.vertical, Some(edge), y))
            .unwrap_or(self.rect.right)
    }
}

fn crosses(stretches: &[Stretch], edge: Option<f32>, place: f32) -> bool {
    edge.is_none_or(|edge| {
        stretches
            .iter()
            .any(|stretch| (stretch.at - edge).abs() <= TOUCH && stretch.covers(place))
    })
}

/// The distinct places of stretches, in order.
fn places(stretches: &[Stretch]) -> Vec<f32> {
    let mut places: Vec<f32> = stretches.iter().map(|stretch| stretch.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= TOUCH);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        Rect {
            left,
            top,
            right,
            bottom,
        }
    }

    /// Three columns, two rows; the first two cells of the second row merged.
    fn table() -> Vec<Rect> {
        let mut rects = Vec::new();
        for y in [100.0, 120.0, 140.0] {
            for x in [50.0, 100.0, 150.0] {
                rects.push(line(x, y, x + 50.0, y + 0.5));
            }
        }
        rects.extend([50.0, 150.0, 200.0].map(|x| line(x, 100.0, x + 0.5, 140.0)));
        rects.push(line(100.0, 100.0, 100.5, 120.0));
        rects
    }

    #[test]
    fn a_place_is_in_its_cell() {
        let grids = Rulings::of(&table(), Turn::None).grids();
        assert_eq!(grids.len(), 1);
        let grid = &grids[0];
        assert_eq!(grid.cell(75.0, 110.0), Some((0, 0)));
        assert_eq!(grid.cell(125.0, 110.0), Some((0, 1)));
        assert_eq!(grid.cell(125.0, 130.0), Some((1, 0)));
        assert_eq!(grid.cell(175.0, 130.0), Some((1, 2)));
        assert_eq!(grid.cell(20.0, 130.0), None);
        assert_eq!(grid.cell(175.0, 150.0), None);
        assert!((grid.right_edge(75.0, 130.0) - 150.25).abs() < 0.01);
    }

    #[test]
    fn a_frame_is_no_table() {
        let frame = [
            line(50.0, 100.0, 200.0, 100.5),
            line(50.0, 140.0, 200.0, 140.5),
            line(50.0, 100.0, 50.5, 140.0),
            line(200.0, 100.0, 200.5, 140.0),
        ];
        assert!(Rulings::of(&frame, Turn::None).grids().is_empty());
    }

    #[test]
    fn an_upright_ruling_divides() {
        let rulings = Rulings::of(&table(), Turn::None);
        assert!(rulings.divides(90.0, 110.0, 110.0));
        assert!(!rulings.divides(90.0, 110.0, 130.0));
        assert!(!rulings.divides(101.0, 110.0, 110.0));
    }
}
