use std::hash::{DefaultHasher, Hash, Hasher};

use hayro_syntax::{
    object::{Array, Name},
    page::Resources,
};

/// A colour as far as colours can be told apart: equal ones are equal, and
/// grey, RGB and CMYK are brought together roughly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Color(u32);

/// What the parts of a colour mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// Grey, RGB or CMYK, as their number tells.
    Plain,
    /// Inks of their own, a table of colours, a pattern: told by its name.
    Special(u32),
}

impl Space {
    /// Returns the colour space that a name stands for (ISO 32000-2, 8.6).
    pub(crate) fn named(name: &Name<'_>, resources: &Resources<'_>) -> Self {
        if name.as_str().starts_with("Device") {
            return Self::Plain;
        }
        let defined = resources.get_color_space(name);
        let family = defined
            .and_then(hayro_syntax::object::Object::into_array)
            .and_then(|space: Array<'_>| space.iter::<Name<'_>>().next());
        let plain = family
            .is_some_and(|family| ["ICCBased", "CalRGB", "CalGray"].contains(&family.as_str()));
        if plain {
            return Self::Plain;
        }
        Self::Special(hash(&name.as_str()))
    }
}

impl Color {
    pub(crate) const BLACK: Self = Self(0);

    pub(crate) fn of(space: Space, parts: &[f32]) -> Self {
        match (space, parts) {
            (Space::Plain, &[grey]) => Self::rgb([grey; 3]),
            (Space::Plain, &[red, green, blue]) => Self::rgb([red, green, blue]),
            (Space::Plain, &[cyan, magenta, yellow, black]) => {
                Self::rgb([cyan, magenta, yellow].map(|ink| 1.0 - (ink + black).min(1.0)))
            }
            (Space::Plain, _) => Self::BLACK,
            (Space::Special(name), _) => {
                let bits: Vec<u32> = parts.iter().map(|part| part.to_bits()).collect();
                // Apart from the plain ones, which have 24 bits.
                Self(hash(&(name, bits)) | 1 << 31)
            }
        }
    }

    /// Keeps sixteen steps of each part: text that is nearly black is black.
    fn rgb(parts: [f32; 3]) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the value lies between 0 and 15"
        )]
        let step = |part: f32| (part.clamp(0.0, 1.0) * 15.0).round() as u32;
        let [red, green, blue] = parts.map(step);
        Self(red << 16 | green << 8 | blue)
    }

    /// Tells whether it is a colour and no grey.
    pub(crate) const fn is_bright(self) -> bool {
        let [_, red, green, blue] = self.0.to_be_bytes();
        self.0 >> 31 == 1 || red.abs_diff(green) > 2 || green.abs_diff(blue) > 2
    }
}

fn hash(value: &impl Hash) -> u32 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    let hash = hasher.finish();
    u32::try_from(hash >> 33).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_colour_is_equal_in_each_plain_space() {
        let of = |parts: &[f32]| Color::of(Space::Plain, parts);
        assert_eq!(of(&[0.0]), of(&[0.0, 0.0, 0.0]));
        assert_eq!(of(&[0.0]), of(&[0.0, 0.0, 0.0, 1.0]));
        assert_eq!(of(&[1.0, 0.0, 0.0]), of(&[0.0, 1.0, 1.0, 0.0]));
        assert_ne!(of(&[1.0, 0.0, 0.0]), of(&[0.0, 0.0, 1.0]));
        assert!(of(&[0.0, 0.2, 0.5]).is_bright());
        assert!(!of(&[0.2]).is_bright() && !of(&[0.13, 0.12, 0.13]).is_bright());
    }

    #[test]
    fn inks_are_told_by_name_and_amount() {
        let of = |name, amount| Color::of(Space::Special(name), &[amount]);
        assert_eq!(of(1, 0.5), of(1, 0.5));
        assert_ne!(of(1, 0.5), of(2, 0.5));
        assert_ne!(of(1, 0.5), of(1, 1.0));
        assert_ne!(of(1, 0.0), Color::BLACK);
    }
}
