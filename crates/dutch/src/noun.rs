//! Tells nouns from other words, and finds their singular.

use crate::adjective;
use crate::spelling;
use crate::wordlist::WordList;

/// Tells whether the list has a diminutive of `word`, which only nouns have:
/// schooltje, boompje, rolletje.
pub(crate) fn has_diminutive(list: &WordList, word: &str) -> bool {
    ["je", "tje", "pje"]
        .iter()
        .any(|ending| list.has(&[word, ending]))
        || spelling::opened(word).any(|open| list.has(&[&open, "etje"]))
}

/// Returns the noun that `form` is a diminutive of: boompje, huisjes,
/// partijtje, ringetje, koninkje.
pub(crate) fn of_diminutive(list: &WordList, form: &str) -> Option<String> {
    let small = form.strip_suffix('s').unwrap_or(form).strip_suffix("je")?;
    let after_e = small
        .strip_suffix("et")
        .and_then(|open| spelling::closed(open).find(|base| list.contains(base)));
    let bases = [
        after_e,
        small.strip_suffix('t').map(str::to_owned),
        // Only after m and ng: a dorpje is no dor-pje.
        small
            .strip_suffix('p')
            .filter(|base| base.ends_with('m'))
            .map(str::to_owned),
        small
            .strip_suffix('k')
            .filter(|base| base.ends_with("in"))
            .map(|base| format!("{base}g")),
        Some(small.to_owned()),
    ];
    bases
        .into_iter()
        .flatten()
        .find(|base| base.chars().count() > 1 && list.contains(base))
}

/// Returns the singular of a plural in -s: vaders, teams. A word with a plural
/// or diminutive of its own (huis, reis) ends in its own s.
pub(crate) fn of_plural_in_s(list: &WordList, form: &str) -> Option<String> {
    let base = form.strip_suffix('s')?;
    // buitenlands is an adjective.
    if base.ends_with('s')
        || base.ends_with("land")
        || base.chars().count() < 3
        || !list.contains(base)
    {
        return None;
    }
    let own =
        list.has(&[form, "je"]) || spelling::opened(form).any(|open| list.has(&[&open, "en"]));
    (!own).then(|| base.to_owned())
}

/// Returns the singular of a plural in -en: bomen, partijen, ouderen.
pub(crate) fn of_plural_in_en(list: &WordList, form: &str) -> Option<String> {
    if let Some(base) = form.strip_suffix("heden") {
        return Some(format!("{base}heid")).filter(|singular| list.contains(singular));
    }
    if let Some(singular) = form.strip_suffix("ën") {
        return [singular.to_owned(), format!("{singular}e")]
            .into_iter()
            .find(|singular| list.contains(singular));
    }
    // veen is no plural of vee, whose plural ends as that of zee does, in -ën.
    let open = form
        .strip_suffix("en")
        .filter(|open| open.len() > 1 && !open.ends_with('e'))?;
    let with_e = || list.has(&[open, "e"]).then(|| format!("{open}e"));
    // ouderen are those who are older.
    if open.ends_with("er") && adjective::base(list, open).is_some() {
        return with_e();
    }
    // factoren is of factor, whose last syllable has no stress.
    if open.ends_with("or") && spelling::vowel_groups(open) > 1 && list.contains(open) {
        return Some(open.to_owned());
    }
    spelling::closed(open)
        .find(|singular| keeps_its_vowel(singular, open) && list.contains(singular))
        .or_else(with_e)
}

/// An open syllable of one vowel stays as it is only where the word has
/// another syllable before it: regelen comes of regel, but open not of op.
fn keeps_its_vowel(singular: &str, open: &str) -> bool {
    let mut back = singular.chars().rev().skip(1);
    let vowel = back.next().is_some_and(spelling::is_vowel);
    let long = back.next().is_some_and(spelling::is_vowel);
    let enough = singular.chars().count() > 2;
    enough && (singular != open || !vowel || long || spelling::vowel_groups(singular) > 1)
}
