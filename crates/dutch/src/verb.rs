//! Finds the infinitive of a verb form.

use std::collections::HashMap;

use crate::spelling;
use crate::table;
use crate::wordlist::WordList;

/// Prefixes that take the place of ge- in a participle.
const INSEPARABLE: [&str; 11] = [
    "be", "ge", "her", "er", "mis", "ont", "onder", "over", "ver", "vol", "weer",
];

/// The strong and irregular verbs, by their forms without prefix.
pub(crate) struct StrongVerbs {
    past: HashMap<&'static str, &'static str>,
    /// Participles without ge-.
    participle: HashMap<&'static str, &'static str>,
}

impl StrongVerbs {
    pub(crate) fn new() -> Self {
        let mut verbs = Self {
            past: HashMap::new(),
            participle: HashMap::new(),
        };
        for (infinitive, mut forms) in table::rows(include_str!("../data/sterk.tsv")) {
            for form in forms.by_ref().take(2).filter(|form| *form != "-") {
                verbs.past.entry(form).or_insert(infinitive);
            }
            for form in forms.filter(|form| *form != "-") {
                verbs.participle.entry(form).or_insert(infinitive);
            }
        }
        verbs
    }

    /// Returns the infinitive of a strong form, whatever prefixes it bears:
    /// begreep, aangegrepen, verbonden.
    pub(crate) fn infinitive(&self, list: &WordList, form: &str) -> Option<String> {
        form.char_indices()
            .filter_map(|(at, _)| form.split_at_checked(at))
            .find_map(|(prefix, rest)| {
                if let Some(infinitive) = self.past.get(rest)
                    && (prefix.is_empty() || list.has(&[prefix, infinitive]))
                {
                    return Some([prefix, *infinitive].concat());
                }
                let infinitive = self.participle.get(rest)?;
                let separable = prefix.strip_suffix("ge");
                separable
                    .filter(|prefix| prefix.is_empty() || list.has(&[prefix, infinitive]))
                    .or_else(|| {
                        let fits = INSEPARABLE.iter().any(|end| prefix.ends_with(end));
                        (fits && list.has(&[prefix, infinitive])).then_some(prefix)
                    })
                    .map(|prefix| [prefix, *infinitive].concat())
            })
    }
}

/// Tells whether `word` is an infinitive: the list has its present participle
/// or, for verbs in -eren, where that is often left out, its third person.
pub(crate) fn is_infinitive(list: &WordList, word: &str) -> bool {
    word.ends_with('n')
        && (list.has(&[word, "d"])
            || word
                .strip_suffix("eren")
                .is_some_and(|stem| list.has(&[stem, "eert"]) && list.contains(word)))
}

/// Returns the infinitive whose stem is `stem`: werk gives werken, loop lopen.
pub(crate) fn with_stem(list: &WordList, stem: &str) -> Option<String> {
    spelling::opened(stem)
        .map(|open| open + "en")
        .find(|infinitive| list.contains(infinitive) && is_infinitive(list, infinitive))
}

/// Returns the infinitive of a weak form: werkt, werkte, gewerkt,
/// samengewerkt, vertrouwd, vertrouwden.
pub(crate) fn weak_infinitive(list: &WordList, form: &str) -> Option<String> {
    past(list, form)
        .or_else(|| participle(list, form))
        .or_else(|| with_stem(list, form.strip_suffix('t')?))
}

/// Returns the infinitive of a weak past: werkte, werkten, vertrouwde.
pub(crate) fn past(list: &WordList, form: &str) -> Option<String> {
    let singular = form.strip_suffix('n').unwrap_or(form);
    let (stem, in_te) = match singular.strip_suffix("te") {
        Some(stem) => (stem, true),
        None => (singular.strip_suffix("de")?, false),
    };
    with_stem(list, stem).filter(|infinitive| spelling::past_in_te(infinitive) == in_te)
}

/// Returns the infinitive of a weak participle: gewerkt, samengewerkt,
/// vertrouwd, geïntegreerd.
pub(crate) fn participle(list: &WordList, form: &str) -> Option<String> {
    if !form.ends_with(['t', 'd']) {
        return None;
    }
    let with_ge = form.match_indices("ge").find_map(|(at, ge)| {
        let (prefix, rest) = form.split_at_checked(at)?;
        let kernel = rest.strip_prefix(ge)?;
        // geïntegreerd: the diaeresis belongs to ge-.
        let plain = match kernel.strip_prefix('ï') {
            Some(tail) => format!("{prefix}i{tail}"),
            None => match kernel.strip_prefix('ë') {
                Some(tail) => format!("{prefix}e{tail}"),
                None => format!("{prefix}{kernel}"),
            },
        };
        with_participle_kernel(list, &plain)
    });
    with_ge.or_else(|| {
        INSEPARABLE
            .iter()
            .any(|prefix| form.starts_with(prefix) || form.contains(prefix))
            .then(|| with_participle_kernel(list, form))
            .flatten()
    })
}

/// werkt, vertrouwd and zet (of gezet) give their infinitives.
fn with_participle_kernel(list: &WordList, kernel: &str) -> Option<String> {
    let from_stem = |stem: &str, in_te: bool| {
        with_stem(list, stem).filter(|infinitive| spelling::past_in_te(infinitive) == in_te)
    };
    if let Some(stem) = kernel.strip_suffix('t') {
        return from_stem(stem, true).or_else(|| with_stem(list, kernel));
    }
    let stem = kernel.strip_suffix('d')?;
    from_stem(stem, false).or_else(|| with_stem(list, kernel))
}
