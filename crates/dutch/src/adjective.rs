//! Tells adjectives from other words, and finds the base of their forms.

use crate::spelling;
use crate::wordlist::WordList;

/// Endings of adjectives. Nouns share some (kanaal, onderdeel), so that these
/// count only beside an inflected form.
const ENDINGS: [&str; 26] = [
    "ig", "lijk", "isch", "baar", "zaam", "loos", "ief", "eus", "aal", "eel", "air", "vol", "rijk",
    "gericht", "achtig", "ant", "ent", "ënt", "iek", "end", "iel", "vrij", "ibel", "abel", "oom",
    "iem",
];

/// Tells whether the list has the degrees of `word`: toegankelijker,
/// toegankelijkst.
fn compares(list: &WordList, word: &str) -> bool {
    let superlative = if word.ends_with('s') { "t" } else { "st" };
    let comparative = || {
        word.ends_with('r') && list.has(&[word, "der"])
            || spelling::opened(word).any(|open| list.has(&[&open, "er"]))
    };
    word.chars().count() > 2
        && list.has(&[word, superlative])
        && inflects(list, word)
        && comparative()
}

/// Tells whether the list has `word` with the inflection -e: vrije.
fn inflects(list: &WordList, word: &str) -> bool {
    spelling::opened(word).any(|open| list.has(&[&open, "e"]))
}

/// Tells whether `word` is an adjective by its superlative or its ending.
pub(crate) fn is_one(list: &WordList, word: &str) -> bool {
    compares(list, word)
        || inflects(list, word)
            && ENDINGS
                .iter()
                .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

/// Returns the adjective that `form` is a degree or a partitive of:
/// toegankelijker, leefbaardere, vrijst, ambitieuste, menselijks.
pub(crate) fn base(list: &WordList, form: &str) -> Option<String> {
    let fits = |base: &String| list.contains(base) && is_one(list, base);
    if let Some(base) = form.strip_suffix('s').map(str::to_owned).filter(fits) {
        return Some(base);
    }
    let degree = form.strip_suffix('e').unwrap_or(form);
    if let Some(open) = degree.strip_suffix("er") {
        let after_r = open.strip_suffix('d').filter(|base| base.ends_with('r'));
        return after_r
            .map(str::to_owned)
            .into_iter()
            .chain(spelling::closed(open))
            .find(fits);
    }
    let base = degree.strip_suffix("st")?;
    // ambitieust: the s of the base and that of the ending are one.
    [base.to_owned(), format!("{base}s")].into_iter().find(fits)
}
