//! The rule for stems (*stamregel*) of the outline this lexicon grew from.

/// Letters that may follow a stem.
const MAX_ENDING: usize = 4;

/// One way in which a form may start, and the letters that may follow.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) text: String,
    pub(crate) max_rest: usize,
}

/// Returns the ways in which a form of `stem` may start: the stem itself, and
/// where Dutch spelling changes it before `e`, that spelling with the `e`:
/// final f as v (effectief, effectieve), final s as z (wijs, wijze), a double
/// vowel before a consonant as one (betaalbaar, betaalbare).
pub(crate) fn starts(stem: &str) -> impl Iterator<Item = Start> {
    let own = Start {
        text: stem.to_owned(),
        max_rest: MAX_ENDING,
    };
    let inflected = before_e(stem).map(|text| Start {
        text,
        max_rest: MAX_ENDING - 1,
    });
    std::iter::once(own).chain(inflected)
}

fn before_e(stem: &str) -> Option<String> {
    if let Some(rest) = stem.strip_suffix('f') {
        return Some(format!("{rest}ve"));
    }
    if let Some(rest) = stem.strip_suffix('s') {
        return Some(format!("{rest}ze"));
    }
    let mut letters = stem.chars().rev();
    let (last, vowel, twin) = (letters.next()?, letters.next()?, letters.next()?);
    let double = vowel == twin && "aeou".contains(vowel);
    let consonant = last.is_alphabetic() && !"aeiou".contains(last);
    let rest: String = letters.rev().collect();
    (double && consonant).then(|| format!("{rest}{vowel}{last}e"))
}

/// Tells whether `form` is a form of `stem` by the rule.
pub(crate) fn accepts(stem: &str, form: &str) -> bool {
    starts(stem).any(|start| {
        form.strip_prefix(&start.text)
            .is_some_and(|rest| rest.chars().count() <= start.max_rest)
    })
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn follows_dutch_spelling() {
        for (stem, form) in [
            ("effectief", "effectief"),
            ("effectief", "effectieve"),
            ("effectief", "effectiever"),
            ("betaalbaar", "betaalbare"),
            ("betaalbaar", "betaalbaarheid"),
            ("transparant", "transparantie"),
            ("wijs", "wijze"),
            ("vertrouwd", "vertrouwde"),
        ] {
            assert!(accepts(stem, form), "{stem} should give {form}");
        }
        for (stem, form) in [
            ("effectief", "effectiviteit"),
            ("betaalbaar", "betaalbarre"),
            ("betaalbaar", "onbetaalbaar"),
            ("dienstbaar", "dienstbaarheden"),
            ("integer", "integratie"),
        ] {
            assert!(!accepts(stem, form), "{stem} should not give {form}");
        }
    }
}
