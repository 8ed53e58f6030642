//! How sentences start, and what stands around them.

/// Tells whether a sentence may start with `next`: a capital, a digit, a
/// currency or section sign, a name such as iDeal, or 's and 't before a
/// capital.
pub(super) fn may_start(next: &str) -> bool {
    // Typographers close with the apostrophe of ’s and ’t.
    let bare = next.trim_start_matches(|c| is_opener(c) || c == '’');
    let mut chars = bare.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let second = chars.next();
    if next.starts_with(['\'', '’', '‘']) && matches!(second, Some('-' | ' ')) {
        let after = chars.next();
        return matches!(first, 's' | 't' | 'n' | 'k')
            && after.is_some_and(|c| c.is_uppercase() || second == Some(' '));
    }
    first.is_uppercase()
        || first.is_ascii_digit()
        || matches!(first, '€' | '$' | '£' | '§' | '•' | '–' | '—')
        || first.is_lowercase() && second.is_some_and(char::is_uppercase)
        || first.is_alphabetic() && !first.is_lowercase()
}

/// Words that begin sentences and are no names.
pub(super) fn starts_for_sure(next: &str) -> bool {
    matches!(
        first_word(next),
        "Het"
            | "Dit"
            | "Dat"
            | "Deze"
            | "Die"
            | "Een"
            | "Wij"
            | "We"
            | "Zij"
            | "Ze"
            | "Hij"
            | "Ik"
            | "U"
            | "Je"
            | "Er"
            | "Hier"
            | "Daar"
            | "Daarna"
            | "Daarom"
            | "Daarbij"
            | "Daarnaast"
            | "Daarmee"
            | "Dan"
            | "Ook"
            | "In"
            | "Op"
            | "Aan"
            | "Bij"
            | "Met"
            | "Voor"
            | "Door"
            | "Om"
            | "Als"
            | "Na"
            | "Uit"
            | "Tot"
            | "Tijdens"
            | "Wanneer"
            | "Indien"
            | "Hierbij"
            | "Hiermee"
            | "Hiervoor"
            | "Hierdoor"
            | "Toch"
            | "Maar"
            | "En"
            | "Echter"
            | "Bovendien"
            | "Verder"
            | "Omdat"
            | "Zo"
            | "Wel"
            | "Niet"
            | "Geen"
            | "Alle"
            | "Elk"
            | "Iedere"
            | "Iedereen"
            | "Onze"
            | "Uw"
            | "Hun"
            | "Vanaf"
    )
}

/// Words that a line end may not separate from what follows.
pub(super) fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "de" | "het"
            | "een"
            | "van"
            | "in"
            | "op"
            | "aan"
            | "bij"
            | "met"
            | "voor"
            | "door"
            | "om"
            | "te"
            | "naar"
            | "uit"
            | "over"
            | "onder"
            | "tussen"
            | "tot"
            | "per"
            | "en"
            | "of"
            | "maar"
            | "dat"
            | "die"
            | "dit"
            | "deze"
            | "is"
            | "zijn"
            | "wordt"
            | "worden"
            | "werd"
            | "heeft"
            | "hebben"
            | "kan"
            | "kunnen"
            | "moet"
            | "moeten"
            | "zal"
            | "zullen"
            | "wil"
            | "willen"
            | "als"
            | "dan"
            | "er"
            | "niet"
            | "geen"
            | "hun"
            | "haar"
            | "onze"
            | "ons"
            | "uw"
            | "mijn"
            | "zich"
            | "wij"
            | "we"
            | "zij"
            | "ook"
            | "binnen"
            | "volgens"
            | "via"
            | "the"
            | "den"
            | "der"
    )
}

fn first_word(text: &str) -> &str {
    text.trim_start_matches(is_opener)
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '(' | '[' | '“' | '‘' | '„' | '‚' | '«' | '‹'
    )
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '›')
}

pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}
