//! Passages that are written for machines: the markup and the field names of
//! an exchange format.

/// So many words at most to each mark of markup. With two marks or more, that
/// is 6,605 of the 88,586 passages of 177 documents of government and parties.
/// Of the 281 among them without a tag or the name of a standard, which are the
/// likeliest to be prose, we read 45: all were from the specification of an
/// exchange format.
const WORDS_A_MARK: usize = 12;
/// One mark may be a placeholder, such as "<naam van de gemeente>".
const FEWEST_MARKS: usize = 2;

/// Tells whether a passage is markup rather than prose: it has two or more tags
/// (`<huisnummer>`) and identifiers (`beginGeldigheid`, `BSN_nummer`,
/// `xs:date`), at least one for every twelve words. Words in it such as
/// *gegevens* and *postcode* name fields, not what a municipality holds dear.
pub(crate) fn is_markup(text: &str) -> bool {
    // Nearly every passage has neither, which is seen without its words.
    if !text.contains('<') && !text.as_bytes().windows(3).any(is_within_identifier) {
        return false;
    }
    let mut words = 0;
    let mut marks = 0;
    for word in text.split_whitespace() {
        words += 1;
        marks += match tags(word) {
            0 => usize::from(is_identifier(word)),
            tags => tags,
        };
    }
    marks >= FEWEST_MARKS && marks * WORDS_A_MARK >= words
}

/// How many tags start in a word.
fn tags(word: &str) -> usize {
    let pairs = word.as_bytes().windows(2);
    pairs
        .filter(|pair| matches!(pair, [b'<', next] if *next == b'/' || next.is_ascii_alphabetic()))
        .count()
}

/// Tells whether a word is the name of a field: small letters, at least two,
/// before a capital (*eHerkenning* has one), or letters joined by an underscore
/// or a colon; no address.
fn is_identifier(word: &str) -> bool {
    if word.contains(['@', '/']) {
        return false;
    }
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let small = word.bytes().take_while(u8::is_ascii_lowercase).count();
    let capital = word
        .as_bytes()
        .get(small)
        .is_some_and(u8::is_ascii_uppercase);
    (small >= 2 && capital) || word.as_bytes().windows(3).any(is_joint)
}

fn is_within_identifier(letters: &[u8]) -> bool {
    matches!(letters, [b'a'..=b'z', b'a'..=b'z', b'A'..=b'Z']) || is_joint(letters)
}

fn is_joint(letters: &[u8]) -> bool {
    let [before, b'_' | b':', after] = letters else {
        return false;
    };
    before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::is_markup;

    #[test]
    fn markup_and_fields_are_told_from_prose() {
        let cases = [
            ("<huisnummer>33</huisnummer>", true),
            (
                "tbo en teo voor beginGeldigheid en eindGeldigheid in oud",
                true,
            ),
            (
                "Het element <object> bevat <postcode> en <woonplaats>.",
                true,
            ),
            ("Wij gebruiken gegevens van inwoners zorgvuldig.", false),
            ("Via eHerkenning en DigiD, zie https://mijn.nl/a_b.", false),
            ("Besluit: <naam van de gemeente> stelt vast.", false),
            ("GroenLinks en PvdA: samen vooruit.", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }
}
