//! Whether a text layer is text: some fonts do not say which letters they
//! show, or say it wrong.

use crate::glyph::PageInk;

/// How readable the text of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quality {
    /// There are no letters or digits.
    Empty,
    /// It reads as text, or there is too little to tell.
    Readable,
    /// It does not.
    Garbled,
}

/// With fewer words than this nothing can be told.
pub(crate) const ENOUGH_WORDS: usize = 12;

/// Why the text layer of a page may not be its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The page is a picture without text.
    NoText,
    /// The page is a picture, and what was recognised in it too doubtful.
    Unsure,
    /// The text is garbled.
    Garbled,
    /// A picture fills the page, and this many words stand beside it: a scan
    /// with a stamp, or a cover.
    LittleText { words: usize },
    /// None, but the text is to be recognised all the same.
    Asked,
}

/// A picture that covers this share of a page fills it: a scan with margins,
/// or one of a smaller paper size.
const FILLED: f32 = 0.6;

/// Fewer words than this are little text: a usual page has 300 to 500.
const LITTLE: usize = 30;

/// Tells what is wrong with the text of a page.
pub(crate) fn doubt(quality: Quality, ink: &PageInk, words: usize) -> Option<Doubt> {
    match quality {
        Quality::Empty if ink.pictures => Some(Doubt::NoText),
        Quality::Garbled => Some(Doubt::Garbled),
        Quality::Readable if ink.picture_share >= FILLED && words < LITTLE => {
            Some(Doubt::LittleText { words })
        }
        Quality::Empty | Quality::Readable => None,
    }
}

/// Judges the lines of a page.
///
/// Garbled is a text with more than a fifth of its characters unknown, or in
/// which fewer than half of the words look like words or numbers. Both shares
/// are our choice, between what the readable and the garbled files of our
/// corpus show.
pub(crate) fn judge<'a>(lines: impl IntoIterator<Item = &'a str>) -> Quality {
    let (mut chars, mut unknown, mut words, mut plausible) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut visible = false;
    for word in lines.into_iter().flat_map(|line| line.split(' ')) {
        chars += word.chars().count();
        unknown += word
            .chars()
            .filter(|&char| char == char::REPLACEMENT_CHARACTER)
            .count();
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        visible |= !bare.is_empty();
        if word.chars().count() > 1 {
            words += 1;
            plausible += usize::from(is_plausible(word));
        }
    }
    if 5 * unknown > chars && chars >= ENOUGH_WORDS {
        return Quality::Garbled;
    }
    if !visible {
        return Quality::Empty;
    }
    if words >= ENOUGH_WORDS && 2 * plausible < words {
        return Quality::Garbled;
    }
    Quality::Readable
}

fn is_plausible(word: &str) -> bool {
    let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
    if bare.is_empty() {
        // A dash, dots of a contents page, an ornament.
        return word.chars().all(|char| ".-–—…_•/=€%|".contains(char));
    }
    let around = word.chars().count() - bare.chars().count();
    if around > 2 && around > bare.chars().count() && !word.ends_with("...") {
        return false;
    }
    let letters = bare.chars().filter(|char| char.is_alphabetic()).count();
    if letters == 0 {
        return bare
            .chars()
            .all(|char| char.is_numeric() || ".,:-/'’–+()%".contains(char));
    }
    let count = bare.chars().count();
    let digits = bare.chars().filter(|char| char.is_numeric()).count();
    let others = count - letters - digits;
    // "G4-gemeenten", "art.3", "www.vng.nl", but not "*3+%22a!".
    if 4 * others > count || count > 45 {
        return false;
    }
    let capital_inside = bare
        .chars()
        .zip(bare.chars().skip(1))
        .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let mixed = digits > 0 && others == 0 && 3 * digits > count && count > 4;
    // Other scripts have other vowels.
    let has_vowel = bare
        .chars()
        .any(|char| "aeiouyAEIOUY".contains(char) || char.is_alphabetic() && !char.is_ascii());
    let odd_capital = capital_inside && count > 3 && others == 0;
    !mixed && !odd_capital && (has_vowel || count <= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_text() {
        let readable = "Het college van burgemeester en wethouders besluit op 3 maart 2024 om \
                        € 12.500 beschikbaar te stellen (zie art. 4, lid 2).";
        let table = "2023 2024 2025 1.250 3.400 -200 12,5% € 4.000 10 20 30 40 50 60 70";
        let symbols = r##"!%&!)48" ! 41*,% %""" #!!! ,"*+<%$%"#%"4. %""#," $!!$+$4.$ !#",%"*#4 46*%&3 8*"*+90 ,*,&: '),"4; %!&%!)48" 41*,% ,"*+<%$%"#%"4."##;
        let digits = "23569365PYY26552565535542M92556 552T9625 6535P683 565XX25 25629YY255 36X556835 \
                      253365X236 635!35633593 3652B556 62X55 56B236585 956Y453 95X56 56236P585";
        let unknown = "\u{fffd}\u{fffd}\u{fffd} de \u{fffd}\u{fffd}\u{fffd}\u{fffd} het een";
        for (text, wanted) in [
            (readable, Quality::Readable),
            (table, Quality::Readable),
            ("Nota Wonen", Quality::Readable),
            (symbols, Quality::Garbled),
            (digits, Quality::Garbled),
            (unknown, Quality::Garbled),
            ("", Quality::Empty),
            ("— . —", Quality::Empty),
        ] {
            assert_eq!(judge([text]), wanted, "{text}");
        }
    }
}
