//! Passages that are written for machines: the markup and the field names of
//! an exchange format.

/// So many words at most to each mark of markup.
const WORDS_A_MARK: usize = 12;
/// Fewer may be a placeholder (`<naam van de gemeente>`) or stray formatting.
const FEWEST_MARKS: usize = 3;
/// A passage of no more words is a field where a tag opens and closes in it.
const FIELD_WORDS: usize = 3;
/// Shorter names are those of formatting, such as `<b>`.
const SHORTEST_TAG: usize = 4;

/// Tells whether a passage is markup rather than prose: it has three or more
/// tags (`<huisnummer>`) and identifiers (`beginGeldigheid`, `BSN_nummer`,
/// `xs:date`), at least one for every twelve words, or is three words at most
/// with two of them. Words in it such as *gegevens* and *postcode* name
/// fields, not what a municipality holds dear. `docs/quality.md` says what this
/// takes of an archive.
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
    let is_field = marks >= 2 && words <= FIELD_WORDS;
    is_field || (marks >= FEWEST_MARKS && marks * WORDS_A_MARK >= words)
}

/// How many tags start in a word.
fn tags(word: &str) -> usize {
    let starts = word.split('<').skip(1);
    let names = starts.map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    let letters = |name: &str| {
        let bytes = name.bytes();
        bytes
            .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b':')
            .count()
    };
    names.filter(|name| letters(name) >= SHORTEST_TAG).count()
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
                "beginGeldigheid, eindGeldigheid en tijdstipRegistratie in oud",
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
            ("Wij staan dichtbij: op <b>tijd</b>, met vertrouwen.", false),
            ("Wij staan dichtbij: op <b>tijd</b>, met vertrouwen.", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }
}
