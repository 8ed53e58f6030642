use crate::Span;

/// Converts byte spans of one text to the offsets that other tools count in.
///
/// Byte offsets serve inside this workspace; JSON output, REFI-QDA and Python
/// count Unicode code points; browsers count UTF-16 code units. This is the
/// only place where one becomes the other.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
}

impl<'a> Offsets<'a> {
    /// Prepares the conversion for `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            ascii: text.is_ascii(),
        }
    }

    /// Returns `span` in Unicode code points, half-open from 0.
    ///
    /// An offset outside the text counts as its end, one inside a character
    /// as that character's start.
    #[must_use]
    pub fn code_points(&self, span: Span) -> Span {
        self.convert(span, |part| part.chars().count())
    }

    /// Returns `span` in UTF-16 code units, half-open from 0, with the same
    /// treatment of offsets outside as [`Offsets::code_points`].
    #[must_use]
    pub fn utf16(&self, span: Span) -> Span {
        self.convert(span, |part| part.chars().map(char::len_utf16).sum())
    }

    /// Returns the byte span of `points`, a span in Unicode code points; what
    /// lies past the text's end counts as its end.
    #[must_use]
    pub fn from_code_points(&self, points: Span) -> Span {
        let byte = |point: usize| {
            let mut starts = self.text.char_indices().map(|(offset, _)| offset);
            starts.nth(point).unwrap_or(self.text.len())
        };
        Span::new(byte(points.start), byte(points.end))
    }

    fn convert(&self, span: Span, count: impl Fn(&str) -> usize) -> Span {
        if self.ascii {
            let end = self.text.len();
            return Span::new(span.start.min(end), span.end.min(end));
        }
        let upto = |offset: usize| {
            let boundary = self.text.floor_char_boundary(offset);
            self.text.get(..boundary).map_or(0, &count)
        };
        Span::new(upto(span.start), upto(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_each_unit_its_own_way() {
        let text = "één 😀 mens";
        let emoji = Span::new(text.find('😀').unwrap(), text.find(" mens").unwrap());
        let offsets = Offsets::new(text);
        assert_eq!(offsets.code_points(emoji), Span::new(4, 5));
        assert_eq!(offsets.utf16(emoji), Span::new(4, 6));
    }

    proptest! {
        #[test]
        fn code_points_select_the_same_text(text in any::<String>(), a in 0usize..40, b in 0usize..40) {
            let start = text.floor_char_boundary(a.min(b));
            let end = text.floor_char_boundary(a.max(b));
            let points = Offsets::new(&text).code_points(Span::new(start, end));
            let selected: String = text.chars().skip(points.start).take(points.len()).collect();
            prop_assert_eq!(Some(selected.as_str()), text.get(start..end));
            prop_assert_eq!(Offsets::new(&text).from_code_points(points), Span::new(start, end));
        }

        #[test]
        fn utf16_selects_the_same_text(text in any::<String>(), a in 0usize..40, b in 0usize..40) {
            let start = text.floor_char_boundary(a.min(b));
            let end = text.floor_char_boundary(a.max(b));
            let units = Offsets::new(&text).utf16(Span::new(start, end));
            let utf16: Vec<u16> = text.encode_utf16().collect();
            let selected = String::from_utf16(&utf16[units.start..units.end]).unwrap();
            prop_assert_eq!(Some(selected.as_str()), text.get(start..end));
        }
    }
}
