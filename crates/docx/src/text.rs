//! Building the text of one block.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::symbols::{self, Font};

/// Collects text as a [`Block`](waardenscan_document::Block) wants it: NFC,
/// single spaces, trimmed, without characters that show nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    text: String,
    /// White space was met that only counts once something follows.
    space: bool,
}

/// A place in a [`Text`] to return to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    length: usize,
    space: bool,
}

impl Text {
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

    pub(crate) fn finish(self) -> String {
        match is_nfc_quick(self.text.chars()) {
            IsNormalized::Yes => self.text,
            // Stream-safe: no run of combining marks makes it buffer the text.
            IsNormalized::No | IsNormalized::Maybe => {
                self.text.chars().stream_safe().nfc().collect()
            }
        }
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

/// Returns `text` cleaned as a block's text is.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = Text::default();
    cleaned.push_str(text);
    cleaned.finish()
}

fn is_special(c: char) -> bool {
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
        assert_eq!(text.finish(), "een drie");
    }

    proptest! {
        #[test]
        fn pieces_make_the_same_text_as_the_whole(parts in prop::collection::vec(any::<String>(), 0..6)) {
            let mut text = Text::default();
            for part in &parts {
                text.push_str(part);
            }
            prop_assert_eq!(text.finish(), clean(&parts.concat()));
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
