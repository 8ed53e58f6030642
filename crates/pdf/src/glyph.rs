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
}

impl Turn {
    /// Returns the turn of text that runs along the vector, `None` where that
    /// is slanted, as watermarks are.
    pub(crate) fn of(dx: f64, dy: f64) -> Option<Self> {
        // About 8 degrees, more than a badly fed scan is askew.
        let straight = |long: f64, short: f64| short.abs() <= 0.14 * long.abs();
        match (straight(dx, dy), straight(dy, dx)) {
            (true, false) if dx > 0.0 => Some(Self::None),
            (true, false) => Some(Self::Half),
            (false, true) if dy > 0.0 => Some(Self::Right),
            (false, true) => Some(Self::Left),
            _ => None,
        }
    }

    /// Returns the point as seen when the page is turned so that this text
    /// reads from left to right.
    pub(crate) const fn upright(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Self::None => (x, y),
            Self::Right => (y, -x),
            Self::Half => (-x, -y),
            Self::Left => (-y, x),
        }
    }

    /// Returns the rectangle as seen when the page is turned so that this text
    /// reads from left to right.
    pub(crate) const fn turned(self, rect: Rect) -> Rect {
        let (a, b) = self.upright(rect.left, rect.top);
        let (c, d) = self.upright(rect.right, rect.bottom);
        Rect {
            left: a.min(c),
            top: b.min(d),
            right: a.max(c),
            bottom: b.max(d),
        }
    }

    /// Undoes [`Turn::turned`].
    pub(crate) const fn restore(self, rect: Rect) -> Rect {
        let Rect {
            left,
            top,
            right,
            bottom,
        } = rect;
        match self {
            Self::None => rect,
            Self::Right => Rect {
                left: -bottom,
                top: left,
                right: -top,
                bottom: right,
            },
            Self::Half => Rect {
                left: -right,
                top: -bottom,
                right: -left,
                bottom: -top,
            },
            Self::Left => Rect {
                left: top,
                top: -right,
                right: bottom,
                bottom: -left,
            },
        }
    }
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
        for turn in [Turn::None, Turn::Right, Turn::Half, Turn::Left] {
            assert_eq!(turn.restore(turn.turned(rect)), rect, "{turn:?}");
        }
    }

    #[test]
    fn slanted_text_has_no_turn() {
        assert_eq!(Turn::of(1.0, 0.02), Some(Turn::None));
        assert_eq!(Turn::of(0.0, 1.0), Some(Turn::Right));
        assert_eq!(Turn::of(0.0, -1.0), Some(Turn::Left));
        assert_eq!(Turn::of(-3.0, 0.0), Some(Turn::Half));
        assert_eq!(Turn::of(1.0, 1.0), None);
        assert_eq!(Turn::of(0.0, 0.0), None);
    }
}
