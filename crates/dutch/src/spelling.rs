//! The spelling of open and closed syllables: loop – lopen, zet – zetten,
//! leef – leven, reis – reizen (Het Groene Boekje, technische handleiding, 2.3
//! and 2.4).

/// Tells whether `c` is a vowel letter, accents included.
pub(crate) fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' | 'ë' | 'ï' | 'ö' | 'ü' | 'ê' | 'á' | 'ó'
    )
}

/// Tells whether two vowel letters are one sound; those of sociale are two.
fn is_digraph(one: char, two: char) -> bool {
    let apart = matches!(
        (one, two),
        ('i', 'a' | 'o' | 'u') | ('e', 'a' | 'o') | ('u', 'a' | 'e' | 'o')
    );
    is_vowel(one) && !apart
}

/// Returns what may stand before an ending that starts with a vowel, for the
/// closed form `stem`: loop gives lop, zet gives zett, leef gives lev. The
/// unchanged form comes last.
pub(crate) fn opened(stem: &str) -> impl Iterator<Item = String> {
    let mut forms: [Option<String>; 3] = [None, None, Some(stem.to_owned())];
    let mut back = stem.chars().rev();
    if let (Some(last), Some(vowel), before) = (back.next(), back.next(), back.next())
        && !is_vowel(last)
    {
        let head: String = before_last(stem, 2);
        if is_vowel(vowel) && before == Some(vowel) {
            forms[0] = Some(format!("{head}{}", voiced(last)));
        } else if is_vowel(vowel) && !before.is_some_and(is_vowel) {
            forms[0] = Some(format!("{stem}{last}"));
        }
        if voiced(last) != last {
            forms[1] = Some(format!("{head}{vowel}{}", voiced(last)));
        }
    }
    forms.into_iter().flatten()
}

/// Returns the closed forms that `open` may come from, likeliest first: lop
/// gives loop, zett gives zet, lev gives leef, reiz gives reis, werk itself.
pub(crate) fn closed(open: &str) -> impl Iterator<Item = String> {
    let mut forms: [Option<String>; 3] = [None, None, None];
    let mut back = open.chars().rev();
    match (back.next(), back.next(), back.next()) {
        (Some(last), Some(other), _) if last == other && !is_vowel(last) => {
            forms[0] = Some(before_last(open, 1));
            // As in passen, whose stem may also be pass in a foreign word.
            forms[1] = Some(open.to_owned());
        }
        (Some(last), Some(vowel), before) if !is_vowel(last) && is_vowel(vowel) => {
            let head = before_last(open, 1);
            let long = before.is_some_and(|before| is_digraph(before, vowel));
            if !long {
                forms[0] = Some(format!("{head}{vowel}{}", voiceless(last)));
            }
            forms[1] = Some(format!("{head}{}", voiceless(last)));
            if voiceless(last) != last {
                forms[2] = Some(open.to_owned());
            }
        }
        (Some(last), Some(_), _) if !is_vowel(last) => {
            forms[0] = Some(format!("{}{}", before_last(open, 1), voiceless(last)));
            forms[1] = (voiceless(last) != last).then(|| open.to_owned());
        }
        _ => forms[0] = Some(open.to_owned()),
    }
    forms.into_iter().flatten()
}

/// Tells whether a weak verb with this infinitive has its past in -te:
/// 't kofschip, on the sound before -en.
pub(crate) fn past_in_te(infinitive: &str) -> bool {
    infinitive.strip_suffix("en").is_some_and(|stem| {
        stem.ends_with(['t', 'k', 'f', 's', 'p', 'x', 'c']) || stem.ends_with("ch")
    })
}

/// Counts the groups of vowels, which are the syllables.
pub(crate) fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for c in word.chars() {
        let vowel = is_vowel(c) || c == 'y';
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

fn before_last(text: &str, count: usize) -> String {
    let mut chars = text.chars();
    for _ in 0..count {
        chars.next_back();
    }
    chars.as_str().to_owned()
}

fn voiced(c: char) -> char {
    match c {
        'f' => 'v',
        's' => 'z',
        _ => c,
    }
}

fn voiceless(c: char) -> char {
    match c {
        'v' => 'f',
        'z' => 's',
        _ => c,
    }
}
