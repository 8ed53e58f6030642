//! Whether the widths that a font tells can be read.
//!
//! hayro-font keeps a width for each code that a range names, and as many empty
//! ones as there are codes before the first of a simple font. A range of some
//! bytes can name two thousand million.

use hayro_syntax::object::array::FlexArrayIter;
use hayro_syntax::object::{Array, Dict};

/// The most widths of a font: sixteen times as many as there are codes of two
/// bytes, since ranges may overlap.
pub(crate) const MOST: u64 = 1 << 20;

/// Tells whether a font asks for no more than [`MOST`] (ISO 32000-2, 9.6.2.1
/// and 9.7.4.3).
pub(crate) fn within_limit(font: &Dict<'_>) -> bool {
    let first = font.get::<usize>(b"FirstChar").unwrap_or(0) as u64;
    let descendants = font.get::<Array<'_>>(b"DescendantFonts");
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let ranges = descendant.map_or(0, |font| {
        let across = font.get::<Array<'_>>(b"W").map_or(0, |widths| {
            codes(&widths, |items| {
                let (first, last, _) = items.next::<(u32, u32, f32)>()?;
                Some((first, last))
            })
        });
        // For text that runs down, with three numbers in place of a width.
        let down = font.get::<Array<'_>>(b"W2").map_or(0, |widths| {
            codes(&widths, |items| {
                let (first, last, ..) = items.next::<(u32, u32, f32, f32, f32)>()?;
                Some((first, last))
            })
        });
        across.saturating_add(down)
    });
    first <= MOST && ranges <= MOST
}

/// Codes in ranges of widths: either a code and its widths, which are there one
/// by one, or what `range` reads, the first code, the last, and a width.
fn codes<'a>(
    widths: &Array<'a>,
    range: impl Fn(&mut FlexArrayIter<'a>) -> Option<(u32, u32)>,
) -> u64 {
    let mut items = widths.flex_iter();
    let mut codes = 0_u64;
    loop {
        if items.next::<(u32, Array<'_>)>().is_some() {
            continue;
        }
        let Some((first, last)) = range(&mut items) else {
            return codes;
        };
        codes = codes.saturating_add(length(first, last));
    }
}

const fn length(first: u32, last: u32) -> u64 {
    if first <= last {
        last as u64 - first as u64 + 1
    } else {
        0
    }
}
