use waardenscan_document::Rect;

use crate::{color::Color, tree::Tag};

/// The direction in which text runs on the page as shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// From left to right.
    #[default]
    None,
    /// Downwards: turned by a quarter clockwise.
    Right,
    /// Upside down.
    Half,
    /// Upwards: turned by a quarter anticlockwise.
    Left,
    /// Any other: how far it goes to the right and down, in thousandths.
    Slanted(i16, i16),
}

impl Turn {
    /// The directions of running text.
    pub(crate) const STRAIGHT: [Self; 4] = [Self::None, Self::Right, Self::Half, Self::Left];

    /// Returns the turn of text that runs along the vector, `None` where that
    /// has no direction.
    pub(crate) fn of(dx: f64, dy: f64) -> Option<Self> {
        // About 8 degrees, more than a badly fed scan is askew.
        let straight = |long: f64, short: f64| short.abs() <= 0.14 * long.abs();
        match (straight(dx, dy), straight(dy, dx)) {
            (true, false) if dx > 0.0 => Some(Self::None),
            (true, false) => Some(Self::Half),
            (false, true) if dy > 0.0 => Some(Self::Right),
            (false, true) => Some(Self::Left),
            (false, false) => {
                let length = dx.hypot(dy);
                let slanted = Self::Slanted(thousandths(dx / length), thousandths(dy / length));
                length.is_finite().then_some(slanted)
            }
            (true, true) => None,
        }
    }

    /// The direction, of about length one.
    pub(crate) fn direction(self) -> (f32, f32) {
        match self {
            Self::None => (1.0, 0.0),
            Self::Right => (0.0, 1.0),
            Self::Half => (-1.0, 0.0),
            Self::Left => (0.0, -1.0),
            Self::Slanted(dx, dy) => (f32::from(dx) / 1000.0, f32::from(dy) / 1000.0),
        }
    }

    /// Returns the point as seen when the page is turned so that this text
    /// reads from left to right.
    pub(crate) fn upright(self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = self.direction();
        (x * dx + y * dy, y * dx - x * dy)
    }

    /// Undoes [`Turn::upright`].
    pub(crate) fn on_page(self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = self.direction();
        let square = dx * dx + dy * dy;
        ((x * dx - y * dy) / square, (x * dy + y * dx) / square)
    }

    /// Returns the rectangle as seen when the page is turned so that this text
    /// reads from left to right.
    pub(crate) fn turned(self, rect: Rect) -> Rect {
        around(rect, |x, y| self.upright(x, y))
    }

    /// Undoes [`Turn::turned`]; of slanted text it gives the rectangle on the
    /// page that holds it.
    pub(crate) fn restore(self, rect: Rect) -> Rect {
        around(rect, |x, y| self.on_page(x, y))
    }
}

/// The rectangle around the corners of another where they come to lie.
fn around(rect: Rect, moved: impl Fn(f32, f32) -> (f32, f32)) -> Rect {
    let corner = |x, y| {
        let (x, y) = moved(x, y);
        Rect {
            left: x,
            top: y,
            right: x,
            bottom: y,
        }
    };
    corner(rect.left, rect.top)
        .cover(corner(rect.right, rect.bottom))
        .cover(corner(rect.left, rect.bottom))
        .cover(corner(rect.right, rect.top))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the parts of a vector of length one are at most a thousand thousandths"
)]
fn thousandths(part: f64) -> i16 {
    (1000.0 * part).round() as i16
}

/// One character as placed on a page, in points, origin at the top left, y
/// downwards, turned upright.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// The character; U+FFFD where the font does not say.
    pub(crate) char: char,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) baseline: f32,
    /// The font size as shown.
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) color: Color,
    pub(crate) turn: Turn,
    /// Index into [`PageInk::marks`].
    pub(crate) mark: usize,
}

/// A marked-content sequence of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Whether the author calls it no part of the text: a running header, a
    /// decoration.
    pub(crate) artifact: bool,
    /// Its number in the structure tree, where it has one.
    pub(crate) id: Option<i32>,
    /// The element of that tree.
    pub(crate) tag: Option<Tag>,
}

/// What one page shows, in the order in which it is drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageInk {
    pub(crate) glyphs: Vec<Glyph>,
    /// The first mark is the page itself.
    pub(crate) marks: Vec<Mark>,
    /// Thin filled or stroked lines along an axis, as of tables.
    pub(crate) rulings: Vec<Rect>,
    /// Whether anything but text is drawn.
    pub(crate) pictures: bool,
    /// The share of the page that its largest picture covers, 0 to 1.
    pub(crate) picture_share: f32,
    /// Whether glyphs were left out because there were too many.
    pub(crate) cut: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_rectangle_comes_back() {
        let rect = Rect {
            left: 10.0,
            top: 20.0,
            right: 110.0,
            bottom: 32.0,
        };
        for turn in Turn::STRAIGHT {
            assert_eq!(turn.restore(turn.turned(rect)), rect, "{turn:?}");
        }
    }

    #[test]
    fn a_slanted_point_comes_back() {
        let turn = Turn::of(3.0, -4.0).unwrap();
        let (x, y) = turn.upright(120.0, 340.0);
        let (x, y) = turn.on_page(x, y);
        assert!((x - 120.0).abs() < 0.01 && (y - 340.0).abs() < 0.01);
        let (along, across) = turn.upright(30.0, -40.0);
        assert!((along - 50.0).abs() < 0.1 && across.abs() < 0.1);
    }

    #[test]
    fn text_runs_somewhere() {
        assert_eq!(Turn::of(1.0, 0.02), Some(Turn::None));
        assert_eq!(Turn::of(0.0, 1.0), Some(Turn::Right));
        assert_eq!(Turn::of(0.0, -1.0), Some(Turn::Left));
        assert_eq!(Turn::of(-3.0, 0.0), Some(Turn::Half));
        assert_eq!(Turn::of(1.0, 1.0), Some(Turn::Slanted(707, 707)));
        assert_eq!(Turn::of(0.0, 0.0), None);
        assert_eq!(Turn::of(f64::NAN, 1.0), None);
    }
}
