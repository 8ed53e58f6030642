//! Numbers as labels show them.

/// How a number is written: the formats of ECMA-376 Part 1, 17.18.59
/// (`ST_NumberFormat`), and of ODF 1.3, 20.320 (`style:num-format`), that
/// Latin-script documents use. Other formats are written in digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    #[default]
    Decimal,
    /// At least this many digits.
    Padded(usize),
    LowerRoman,
    UpperRoman,
    /// After z comes aa, then bb.
    LowerLetter,
    UpperLetter,
    /// After z comes aa, then ab.
    LowerLetterPairs,
    UpperLetterPairs,
    /// 1e, 2e.
    Ordinal,
    /// een, twee.
    CardinalText,
    /// eerste, tweede.
    OrdinalText,
    Hexadecimal,
    /// * † ‡ §, then doubled.
    Chicago,
    /// ① to ⑳.
    Circled,
    /// ⑴ to ⒇.
    Parenthesised,
    /// ⒈ to ⒛.
    FullStop,
    /// - 1 -
    InDashes,
    /// Nothing at all.
    None,
    /// A fixed sign instead of a number.
    Bullet,
}

impl NumberFormat {
    /// The format that Word calls `name`.
    pub(crate) fn from_word(name: &str) -> Self {
        match name {
            "decimalZero" => Self::Padded(2),
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "ordinal" => Self::Ordinal,
            "cardinalText" => Self::CardinalText,
            "ordinalText" => Self::OrdinalText,
            "hex" => Self::Hexadecimal,
            "chicago" => Self::Chicago,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Parenthesised,
            "decimalEnclosedFullstop" => Self::FullStop,
            "numberInDash" => Self::InDashes,
            "none" => Self::None,
            "bullet" => Self::Bullet,
            _ => Self::Decimal,
        }
    }

    /// The format that Word 2010 and later write as an example, such as
    /// "001, 002, 003, ...".
    pub(crate) fn from_word_custom(example: &str) -> Self {
        let first = example.split(',').next().unwrap_or_default().trim();
        let digits = first.chars().all(|c| c.is_ascii_digit());
        match first.chars().count() {
            width @ 2..=9 if digits => Self::Padded(width),
            _ => Self::Decimal,
        }
    }

    /// The format that Open Document calls `name`; `letter_sync` repeats
    /// letters (aa, bb).
    pub(crate) fn from_odf(name: &str, letter_sync: bool) -> Self {
        match (name, letter_sync) {
            ("1", _) => Self::Decimal,
            ("i", _) => Self::LowerRoman,
            ("I", _) => Self::UpperRoman,
            ("a", true) => Self::LowerLetter,
            ("A", true) => Self::UpperLetter,
            ("a", false) => Self::LowerLetterPairs,
            ("A", false) => Self::UpperLetterPairs,
            ("1st", _) => Self::Ordinal,
            ("One", _) => Self::CardinalText,
            ("First", _) => Self::OrdinalText,
            ("01, 02, 03, ...", _) => Self::Padded(2),
            ("001, 002, 003, ...", _) => Self::Padded(3),
            ("①, ②, ③, ...", _) => Self::Circled,
            ("", _) => Self::None,
            _ => Self::Decimal,
        }
    }

    /// Writes `number`. Formats without a sign for it fall back to digits.
    pub(crate) fn write(self, number: u32, language: Language) -> String {
        let written = match self {
            Self::Padded(width) => Some(format!("{number:0width$}")),
            Self::LowerRoman => roman(number).map(|roman| roman.to_lowercase()),
            Self::UpperRoman => roman(number),
            Self::LowerLetter => repeated_letter(number, 'a'),
            Self::UpperLetter => repeated_letter(number, 'A'),
            Self::LowerLetterPairs => counted_letters(number, 'a'),
            Self::UpperLetterPairs => counted_letters(number, 'A'),
            Self::Ordinal => Some(language.ordinal(number)),
            Self::CardinalText => language.cardinal_text(number),
            Self::OrdinalText => language.ordinal_text(number),
            Self::Hexadecimal => Some(format!("{number:X}")),
            Self::Chicago => chicago(number),
            Self::Circled => within(number, '①'),
            Self::Parenthesised => within(number, '⑴'),
            Self::FullStop => within(number, '⒈'),
            Self::InDashes => Some(format!("- {number} -")),
            Self::None | Self::Bullet => Some(String::new()),
            Self::Decimal => None,
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

/// The language in which numbers are spelt out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    Dutch,
    English,
}

impl Language {
    /// The language of a tag such as "nl-NL"; any but English counts as Dutch,
    /// in which the documents are written.
    pub(crate) fn of_tag(tag: &str) -> Self {
        if tag.starts_with("en") {
            Self::English
        } else {
            Self::Dutch
        }
    }

    fn ordinal(self, number: u32) -> String {
        let ending = match (self, number % 100, number % 10) {
            (Self::Dutch, ..) => "e",
            (Self::English, 11..=13, _) => "th",
            (Self::English, _, 1) => "st",
            (Self::English, _, 2) => "nd",
            (Self::English, _, 3) => "rd",
            (Self::English, ..) => "th",
        };
        format!("{number}{ending}")
    }

    fn cardinal_text(self, number: u32) -> Option<String> {
        let text = match self {
            Self::Dutch => dutch_cardinal(number)?,
            Self::English => english_cardinal(number)?,
        };
        Some(capitalised(&text))
    }

    fn ordinal_text(self, number: u32) -> Option<String> {
        let text = match self {
            Self::Dutch => dutch_ordinal(number)?,
            Self::English => english_ordinal(number)?,
        };
        Some(capitalised(&text))
    }
}

/// Word writes spelt-out numbers with a capital.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

const DUTCH: [&str; 19] = [
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const DUTCH_TENS: [&str; 8] = [
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
];
const ENGLISH: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The word for `number` in a list that starts with one (or with twenty).
fn nth(words: &'static [&'static str], number: u32) -> Option<&'static str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    words.get(index).copied()
}

fn dutch_cardinal(number: u32) -> Option<String> {
    match (number / 10, number % 10) {
        (0..=1, _) => nth(&DUTCH, number).map(str::to_owned),
        (tens @ 2..=9, 0) => nth(&DUTCH_TENS, tens - 1).map(str::to_owned),
        (tens @ 2..=9, unit) => {
            let unit = nth(&DUTCH, unit)?;
            let and = if unit.ends_with('e') { "ën" } else { "en" };
            Some(format!("{unit}{and}{}", nth(&DUTCH_TENS, tens - 1)?))
        }
        _ => None,
    }
}

fn dutch_ordinal(number: u32) -> Option<String> {
    Some(match number {
        1 => "eerste".to_owned(),
        3 => "derde".to_owned(),
        8 => "achtste".to_owned(),
        2..=19 => format!("{}de", dutch_cardinal(number)?),
        _ => format!("{}ste", dutch_cardinal(number)?),
    })
}

fn english_cardinal(number: u32) -> Option<String> {
    match (number / 10, number % 10) {
        (0..=1, _) => nth(&ENGLISH, number).map(str::to_owned),
        (tens @ 2..=9, 0) => nth(&ENGLISH_TENS, tens - 1).map(str::to_owned),
        (tens @ 2..=9, unit) => Some(format!(
            "{}-{}",
            nth(&ENGLISH_TENS, tens - 1)?,
            nth(&ENGLISH, unit)?
        )),
        _ => None,
    }
}

fn english_ordinal(number: u32) -> Option<String> {
    let cardinal = english_cardinal(number)?;
    let irregular = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    for (ending, ordinal) in irregular {
        if let Some(stem) = cardinal.strip_suffix(ending)
            && (stem.is_empty() || stem.ends_with('-'))
        {
            return Some(format!("{stem}{ordinal}"));
        }
    }
    Some(match cardinal.strip_suffix('y') {
        Some(stem) => format!("{stem}ieth"),
        None => format!("{cardinal}th"),
    })
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 9_999 {
        return None;
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    Some(written)
}

fn letter(index: u32, first: char) -> Option<char> {
    char::from_u32(u32::from(first) + index)
}

/// Word begins again at a after thirty rounds.
fn repeated_letter(number: u32, first: char) -> Option<String> {
    let index = number.checked_sub(1)? % (26 * 30);
    let times = usize::try_from(index / 26 + 1).ok()?;
    Some(letter(index % 26, first)?.to_string().repeat(times))
}

fn counted_letters(number: u32, first: char) -> Option<String> {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(letter(rest % 26, first)?);
        rest /= 26;
    }
    (!letters.is_empty()).then(|| letters.iter().rev().collect())
}

fn chicago(number: u32) -> Option<String> {
    const MARKS: [&str; 4] = ["*", "†", "‡", "§"];
    let index = usize::try_from(number.checked_sub(1)?).ok()?;
    let times = Some(index / MARKS.len() + 1).filter(|&times| times <= 30)?;
    Some(MARKS.get(index % MARKS.len())?.repeat(times))
}

/// The sign of a run of twenty that starts at `one`.
fn within(number: u32, one: char) -> Option<String> {
    (1..=20).contains(&number).then_some(())?;
    letter(number - 1, one).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::{Language::*, NumberFormat::*};

    #[test]
    fn each_format_writes_its_numbers() {
        for (format, numbers, written) in [
            (Decimal, [1, 27, 4_000], ["1", "27", "4000"]),
            (Padded(2), [1, 10, 100], ["01", "10", "100"]),
            (LowerRoman, [1, 14, 1_999], ["i", "xiv", "mcmxcix"]),
            (UpperRoman, [4, 40, 0], ["IV", "XL", "0"]),
            (LowerLetter, [27, 54, 781], ["aa", "bbb", "a"]),
            (UpperLetterPairs, [26, 27, 53], ["Z", "AA", "BA"]),
            (Ordinal, [1, 2, 20], ["1e", "2e", "20e"]),
            (
                CardinalText,
                [1, 22, 25],
                ["Een", "Tweeëntwintig", "Vijfentwintig"],
            ),
            (
                OrdinalText,
                [3, 19, 20],
                ["Derde", "Negentiende", "Twintigste"],
            ),
            (Chicago, [1, 4, 6], ["*", "§", "††"]),
            (Circled, [1, 20, 21], ["①", "⑳", "21"]),
            (Parenthesised, [1, 2, 20], ["⑴", "⑵", "⒇"]),
            (FullStop, [1, 2, 20], ["⒈", "⒉", "⒛"]),
            (InDashes, [1, 2, 3], ["- 1 -", "- 2 -", "- 3 -"]),
            (Hexadecimal, [9, 10, 255], ["9", "A", "FF"]),
        ] {
            assert_eq!(numbers.map(|number| format.write(number, Dutch)), written);
        }
    }

    #[test]
    fn english_is_spelt_too() {
        let ordinals = [1, 12, 13, 22, 111].map(|number| Ordinal.write(number, English));
        assert_eq!(ordinals, ["1st", "12th", "13th", "22nd", "111th"]);
        let texts = [1, 20, 32, 85].map(|number| OrdinalText.write(number, English));
        assert_eq!(
            texts,
            ["First", "Twentieth", "Thirty-second", "Eighty-fifth"]
        );
        assert_eq!(CardinalText.write(41, English), "Forty-one");
    }

    #[test]
    fn no_number_makes_a_long_label() {
        for format in [
            LowerLetter,
            UpperRoman,
            Chicago,
            CardinalText,
            LowerLetterPairs,
        ] {
            assert!(format.write(u32::MAX, Dutch).chars().count() < 32);
        }
    }
}
