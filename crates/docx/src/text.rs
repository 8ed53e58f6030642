//! Building the text of one block.

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};
use waardenscan_document::{Image, Span};

use crate::{
    range::{MAX_OPEN, Open, RangeNumber},
    symbols::{self, Font},
};

/// Collects text as a [`Block`](waardenscan_document::Block) wants it: NFC,
/// single spaces, trimmed, without characters that show nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    text: String,
    /// White space was met that only counts once something follows.
    space: bool,
    /// The ranges that are open here.
    open: Vec<Open>,
    places: Places,
}

/// What stands at places in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// The words of ranges.
    pub(crate) words: Vec<(RangeNumber, Span)>,
    pub(crate) images: Vec<Image>,
}

/// A finished text.
#[derive(Debug, Default)]
pub(crate) struct Finished {
    pub(crate) text: String,
    pub(crate) places: Places,
    /// The ranges that go on behind it.
    pub(crate) open: Vec<RangeNumber>,
}

/// A place in a [`Text`] to return to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    length: usize,
    space: bool,
}

impl Text {
    /// Begins a text within ranges that began before it.
    pub(crate) fn within(ranges: impl IntoIterator<Item = RangeNumber>) -> Self {
        let mut text = Self::default();
        for number in ranges {
            text.begin_range(number);
        }
        text
    }

    pub(crate) fn push_str(&mut self, text: &str) {
        self.push_in_font(text, Font::Text);
    }

    /// Adds text that a file shows in `font`; characters of the private use
    /// area become what that font draws.
    pub(crate) fn push_in_font(&mut self, text: &str, font: Font) {
        let mut rest = text;
        while let Some(special) = rest.find(is_special) {
            let (plain, tail) = rest.split_at(special);
            self.push_plain(plain);
            let mut chars = tail.chars();
            if let Some(c) = chars.next() {
                self.push_special(c, font);
            }
            rest = chars.as_str();
        }
        self.push_plain(rest);
    }

    /// Adds white space.
    pub(crate) fn space(&mut self) {
        self.space = true;
    }

    pub(crate) const fn mark(&self) -> Mark {
        Mark {
            length: self.text.len(),
            space: self.space,
        }
    }

    /// Forgets what was added since `mark`.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        if mark.length <= self.text.len() && self.text.is_char_boundary(mark.length) {
            self.text.truncate(mark.length);
            self.space = mark.space;
            self.places.truncate(mark.length);
            for open in &mut self.open {
                open.start = open.start.min(mark.length);
            }
        }
    }

    /// How many bytes were added since `mark`.
    pub(crate) fn added_since(&self, mark: Mark) -> usize {
        self.text.len().saturating_sub(mark.length)
    }

    /// Takes out what was added since `mark`.
    pub(crate) fn split_off(&mut self, mark: Mark) -> String {
        let since = self.text.get(mark.length..).unwrap_or_default();
        let since = since.trim().to_owned();
        self.rewind(mark);
        since
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Begins a range here.
    pub(crate) fn begin_range(&mut self, number: RangeNumber) {
        if self.open.len() < MAX_OPEN {
            let start = self.text.len();
            self.open.push(Open { number, start });
        }
    }

    /// Ends a range here; its words are what was added since it began.
    pub(crate) fn end_range(&mut self, number: RangeNumber) {
        let place = self.open.iter().rposition(|open| open.number == number);
        if let Some(place) = place {
            let open = self.open.remove(place);
            let words = self.words_since(open);
            self.places.words.push(words);
        }
    }

    /// Notes an image here.
    pub(crate) fn image(&mut self, alternative: String) {
        let at = self.text.len();
        self.places.images.push(Image { at, alternative });
    }

    pub(crate) fn finish(mut self) -> Finished {
        let open: Vec<RangeNumber> = self.open.iter().map(|open| open.number).collect();
        for number in open.iter().rev() {
            self.end_range(*number);
        }
        let (text, places) = match is_nfc_quick(self.text.chars()) {
            IsNormalized::Yes => (self.text, self.places),
            IsNormalized::No | IsNormalized::Maybe => normalised(&self.text, self.places),
        };
        Finished { text, places, open }
    }

    fn words_since(&self, Open { number, start }: Open) -> (RangeNumber, Span) {
        let text = &self.text;
        let leading_space = text.as_bytes().get(start) == Some(&b' ');
        let start = start + usize::from(leading_space);
        (number, Span::new(start, text.len().max(start)))
    }

    fn push_plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.settle_space();
            self.text.push_str(text);
        }
    }

    fn settle_space(&mut self) {
        if self.space {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
        }
    }

    fn push_special(&mut self, c: char, font: Font) {
        if c.is_whitespace() {
            // One space between words is the common case: it costs no look back.
            self.space = true;
        } else if !is_invisible(c) {
            self.settle_space();
            self.text.push(symbols::readable(c, font));
        }
    }
}

impl Places {
    /// Forgets what stands past `length`.
    fn truncate(&mut self, length: usize) {
        self.words.retain_mut(|(_, span)| {
            span.end = span.end.min(length);
            span.start <= span.end
        });
        self.images.retain(|image| image.at <= length);
    }
}

/// The NFC of `text`, and its places there. A place within what becomes one
/// character moves to the side that keeps that character whole.
fn normalised(text: &str, mut places: Places) -> (String, Places) {
    let mut offsets: Vec<usize> = Vec::new();
    for (_, span) in &mut places.words {
        *span = Span::new(
            stable_before(text, span.start),
            stable_after(text, span.end),
        );
        offsets.extend([span.start, span.end]);
    }
    for image in &mut places.images {
        image.at = stable_after(text, image.at);
        offsets.push(image.at);
    }
    offsets.sort_unstable();
    offsets.dedup();
    let mut whole = String::with_capacity(text.len());
    let mut done = 0;
    let moved: Vec<usize> = offsets
        .iter()
        .map(|&offset| {
            add_nfc(&mut whole, text.get(done..offset));
            done = offset;
            whole.len()
        })
        .collect();
    add_nfc(&mut whole, text.get(done..));
    let to = |offset: usize| {
        let found = offsets.binary_search(&offset).ok();
        found
            .and_then(|index| moved.get(index))
            .copied()
            .unwrap_or(whole.len())
    };
    for (_, span) in &mut places.words {
        *span = Span::new(to(span.start), to(span.end));
    }
    for image in &mut places.images {
        image.at = to(image.at);
    }
    (whole, places)
}

fn add_nfc(whole: &mut String, part: Option<&str>) {
    // Stream-safe: no run of combining marks makes it buffer the text.
    let chars = part.unwrap_or_default().chars();
    whole.extend(chars.stream_safe().nfc());
}

/// Whether nothing before `c` can combine with it: text may be normalised in
/// two parts there (Unicode Standard Annex #15, section 9).
fn is_stable(c: char) -> bool {
    canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

fn stable_before(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    if rest.chars().next().is_none_or(is_stable) {
        return offset;
    }
    let before = text.get(..offset).unwrap_or_default();
    let stable = before.char_indices().rev().find(|(_, c)| is_stable(*c));
    stable.map_or(0, |(index, _)| index)
}

fn stable_after(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let stable = rest.char_indices().find(|(_, c)| is_stable(*c));
    stable.map_or(text.len(), |(index, _)| offset + index)
}

/// Returns `text` cleaned as a block's text is.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = Text::default();
    cleaned.push_str(text);
    cleaned.finish().text
}

pub(crate) fn is_special(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || symbols::is_private(c)
}

/// Control characters, soft hyphens and marks of zero width that only guide
/// the breaking of lines.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_rewound_text_is_as_it_was() {
        let mut text = Text::default();
        text.push_str("een ");
        let mark = text.mark();
        text.push_str(" twee");
        text.rewind(mark);
        text.push_str("drie");
        assert_eq!(text.finish().text, "een drie");
    }

    /// The words of the only range.
    fn words(text: Text) -> String {
        let finished = text.finish();
        let [(_, span)] = finished.places.words[..] else {
            panic!("{:?}", finished.places);
        };
        span.get(&finished.text).unwrap().to_owned()
    }

    #[test]
    fn a_range_has_no_spaces_around_it() {
        let mut text = Text::default();
        text.push_str("zie ");
        text.begin_range(0);
        text.push_str(" de  site ");
        text.end_range(0);
        text.push_str("nu");
        assert_eq!(words(text), "de site");
    }

    #[test]
    fn a_range_keeps_to_what_a_rewound_text_has() {
        let mut text = Text::default();
        text.push_str("een");
        let mark = text.mark();
        text.push_str(" twee");
        text.begin_range(0);
        text.rewind(mark);
        text.push_str("drie");
        assert_eq!(words(text), "drie");

        let mut text = Text::default();
        text.begin_range(0);
        text.push_str("een");
        let mark = text.mark();
        text.push_str(" twee");
        text.end_range(0);
        text.rewind(mark);
        text.push_str("drie");
        assert_eq!(words(text), "een");
    }

    #[test]
    fn a_range_holds_whole_characters() {
        let mut text = Text::default();
        text.push_str("cafe");
        text.begin_range(0);
        text.push_str("\u{301} nu e");
        text.end_range(0);
        text.push_str("\u{301}n");
        assert_eq!(words(text), "é nu é");
    }

    proptest! {
        #[test]
        fn pieces_make_the_same_text_as_the_whole(parts in prop::collection::vec(any::<String>(), 0..6)) {
            let mut text = Text::default();
            for part in &parts {
                text.push_str(part);
            }
            prop_assert_eq!(text.finish().text, clean(&parts.concat()));
        }

        #[test]
        fn places_lie_on_boundaries(parts in prop::collection::vec("[ae \\u{301}\\u{323}\\u{1100}\\u{1161}\\u{11a8}é]{0,4}", 0..8)) {
            let mut text = Text::default();
            for (number, part) in parts.iter().enumerate() {
                text.begin_range(number);
                text.image(part.clone());
                text.push_str(part);
                if number % 3 > 0 {
                    text.end_range(number);
                }
            }
            let found = text.finish();
            prop_assert_eq!(&found.text, &clean(&parts.concat()));
            for (number, span) in found.places.words {
                let words: String = span.get(&found.text).unwrap().nfd().collect();
                let part = clean(&parts[number]);
                prop_assert!(part.nfd().all(|c| words.contains(c)), "{words:?} {part:?}");
            }
            for image in found.places.images {
                prop_assert!(found.text.is_char_boundary(image.at));
            }
        }

        #[test]
        fn a_text_is_clean(text in any::<String>()) {
            let text = clean(&text);
            prop_assert!(!text.contains("  ") && text.trim() == text);
            prop_assert!(!text.chars().any(char::is_control));
            prop_assert_eq!(&clean(&text), &text);
        }
    }
}
