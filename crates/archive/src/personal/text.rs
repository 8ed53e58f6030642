//! A text by character, for finders that look both ways.

/// The characters of a text with their places in bytes.
pub(super) struct Text {
    letters: Vec<(usize, char)>,
    bytes: usize,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        Self {
            letters: text.char_indices().collect(),
            bytes: text.len(),
        }
    }

    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The place in bytes of the character at `place`.
    pub(super) fn byte(&self, place: usize) -> usize {
        self.letters
            .get(place)
            .map_or(self.bytes, |&(byte, _)| byte)
    }

    /// The character at `place`; a space beyond either end.
    pub(super) fn at(&self, place: usize) -> char {
        self.letters.get(place).map_or(' ', |&(_, letter)| letter)
    }

    /// The character before `place`; a space before the first.
    pub(super) fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or(' ', |place| self.at(place))
    }

    /// Whether a number or word can start at `place`.
    pub(super) fn starts(&self, place: usize) -> bool {
        !self.before(place).is_alphanumeric()
    }

    /// Whether a number or word can end before `place`.
    pub(super) fn ends(&self, place: usize) -> bool {
        !self.at(place).is_alphanumeric()
    }

    /// The digits from `place` on, with at most one of `between` between two,
    /// up to `most`; and where they end.
    pub(super) fn digits(&self, place: usize, between: &[char], most: usize) -> (Vec<u32>, usize) {
        let mut digits = Vec::new();
        let (mut next, mut end) = (place, place);
        while digits.len() < most {
            if let Some(digit) = self.at(next).to_digit(10) {
                digits.push(digit);
                next += 1;
                end = next;
            } else if next == end && next > place && between.contains(&self.at(next)) {
                next += 1;
            } else {
                break;
            }
        }
        (digits, end)
    }

    /// The word of ASCII capitals at `place`, of `length` letters.
    pub(super) fn capitals(&self, place: usize, length: usize) -> bool {
        (place..place + length).all(|place| self.at(place).is_ascii_uppercase())
    }

    /// The `length` characters before `place`, in lower case.
    pub(super) fn context(&self, place: usize, length: usize) -> String {
        let letters = self.letters.iter();
        let letters = letters.take(place).skip(place.saturating_sub(length));
        letters
            .flat_map(|(_, letter)| letter.to_lowercase())
            .collect()
    }

    /// The characters from `start` to `end`, in lower case.
    pub(super) fn lower(&self, start: usize, end: usize) -> String {
        self.context(end, end.saturating_sub(start))
    }
}
