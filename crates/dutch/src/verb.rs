//! Finds the infinitive of a verb form.

use crate::adjective;
use crate::noun;
use crate::separable;
use crate::spelling;
use crate::table;
use crate::wordlist::{Entry, WordList};
use foldhash::{HashMap, HashMapExt};

/// Prefixes that take the place of ge- in a participle.
const INSEPARABLE: [&str; 11] = [
    "be", "ge", "her", "er", "mis", "ont", "onder", "over", "ver", "vol", "weer",
];

/// Infinitives without an e before their n.
const IRREGULAR: [&str; 5] = ["gaan", "staan", "slaan", "zien", "doen"];

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

    /// Returns the infinitive of a strong past or participle, whatever
    /// prefixes it bears: begreep, aangegrepen, verbonden.
    pub(crate) fn infinitive(&self, list: &WordList, form: &str) -> Option<String> {
        // Participle first: gedacht is of denken, not a past of gedenken.
        self.of_participle(list, form)
            .or_else(|| self.of_past(list, form))
    }

    /// A past form that is also a noun (school, bond) counts as the noun.
    fn of_past(&self, list: &WordList, form: &str) -> Option<String> {
        let verb = endings(form).find_map(|(prefix, rest)| {
            let infinitive = self.past.get(rest)?;
            with_prefix(list, prefix, infinitive)
        })?;
        let singular = form.strip_suffix("en").map(spelling::closed);
        let noun = noun::has_diminutive(list, form)
            || singular.is_some_and(|mut forms| {
                forms.any(|singular| noun::has_diminutive(list, &singular))
            });
        (!noun).then_some(verb)
    }

    /// Returns the infinitive of a strong participle: verbonden, aangegrepen.
    pub(crate) fn of_participle(&self, list: &WordList, form: &str) -> Option<String> {
        endings(form).find_map(|(prefix, rest)| {
            let infinitive = self.participle.get(rest)?;
            if let Some(prefix) = prefix.strip_suffix("ge")
                && let Some(verb) = with_prefix(list, prefix, infinitive)
            {
                return Some(verb);
            }
            let fits = INSEPARABLE.iter().any(|end| prefix.ends_with(end));
            fits.then(|| with_prefix(list, prefix, infinitive))
                .flatten()
        })
    }
}

/// Returns every way to cut a prefix, possibly empty, off `form`.
fn endings(form: &str) -> impl Iterator<Item = (&str, &str)> {
    form.char_indices()
        .filter_map(|(at, _)| form.split_at_checked(at))
}

fn with_prefix(list: &WordList, prefix: &str, infinitive: &str) -> Option<String> {
    let verb = [prefix, infinitive].concat();
    (prefix.is_empty() || is_infinitive(list, &verb)).then_some(verb)
}

/// Tells whether `word` is an infinitive.
pub(crate) fn is_infinitive(list: &WordList, word: &str) -> bool {
    if !word.ends_with('n') {
        return false;
    }
    match list.entry(word) {
        Some(Entry::Known { infinitive, .. }) => infinitive,
        Some(Entry::ByRule) => is_infinitive_by_rule(list, word),
        None => false,
    }
}

/// The rule for a word of the list: it is an infinitive where the list has its
/// third person and its present participle, or no diminutive of its stem, which
/// would make it a noun in the plural.
fn is_infinitive_by_rule(list: &WordList, word: &str) -> bool {
    if IRREGULAR.iter().any(|ending| word.ends_with(ending)) {
        let third_person = word
            .strip_suffix('n')
            .is_some_and(|stem| list.has(&[stem, "t"]));
        return third_person;
    }
    let Some(open) = word.strip_suffix("en").filter(|open| open.len() > 1) else {
        return false;
    };
    // verleend is no verle-end.
    if open.ends_with('e') {
        return false;
    }
    let participle = has_present_participle(list, word);
    spelling::closed(open).any(|stem| {
        if stem.chars().count() < 2 {
            return false;
        }
        let third_person = if stem.ends_with('t') {
            list.has(&[&stem, "te"]) || participle && list.contains(&stem)
        } else {
            list.has(&[&stem, "t"])
        };
        third_person && (participle || !noun::has_diminutive(list, &stem))
    })
}

/// Tells whether the list has the present participle of `word`.
pub(crate) fn has_present_participle(list: &WordList, word: &str) -> bool {
    list.has(&[word, "d"])
}

/// Returns the infinitive whose stem is `stem`: werk gives werken, loop lopen.
pub(crate) fn with_stem(list: &WordList, stem: &str) -> Option<String> {
    spelling::opened(stem)
        .map(|open| open + "en")
        .find(|infinitive| is_infinitive(list, infinitive))
}

/// Returns the infinitive of a weak form in -t or -d: werkt, gewerkt,
/// samengewerkt, vertrouwd.
pub(crate) fn weak_infinitive(list: &WordList, form: &str) -> Option<String> {
    if !form.ends_with(['t', 'd']) || noun::has_diminutive(list, form) {
        return None;
    }
    participle(list, form).or_else(|| {
        let stem = form.strip_suffix('t').filter(|stem| stem.len() > 2)?;
        // bestaat, voldoet, voorziet.
        let irregular = format!("{stem}n");
        if IRREGULAR.iter().any(|ending| irregular.ends_with(ending))
            && is_infinitive(list, &irregular)
        {
            return Some(irregular);
        }
        let Some(verb) = with_stem(list, stem) else {
            // sluit: the t of the stem and that of the ending are one.
            return (!adjective::is_one(list, form))
                .then(|| with_stem(list, form))
                .flatten();
        };
        // sporten is no past of sporen, so that sport is a noun.
        let noun = list.has(&[form, "en"]) && !spelling::past_in_te(&verb);
        (!noun).then_some(verb)
    })
}

/// Returns the infinitive of a weak past: werkte, werkten, vertrouwde.
pub(crate) fn past(list: &WordList, form: &str) -> Option<String> {
    let singular = form.strip_suffix('n').unwrap_or(form);
    let (stem, in_te) = match singular.strip_suffix("te") {
        Some(stem) => (stem, true),
        None => (singular.strip_suffix("de")?, false),
    };
    let verb = with_stem(list, stem).filter(|infinitive| spelling::past_in_te(infinitive) == in_te);
    // lasten is the plural of last, not a past of lassen.
    verb.filter(|_| {
        let open = singular.strip_suffix('e').unwrap_or(singular);
        !noun::has_diminutive(list, singular) && !noun::has_diminutive(list, open)
    })
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
        takes_no_ge(form)
            .then(|| with_participle_kernel(list, form))
            .flatten()
    })
}

/// Tells whether `form` begins with a prefix that takes the place of ge-,
/// possibly after a separable one: toevertrouwd.
fn takes_no_ge(form: &str) -> bool {
    let begins = |rest: &str| INSEPARABLE.iter().any(|prefix| rest.starts_with(prefix));
    begins(form)
        || separable::particles()
            .filter_map(|particle| form.strip_prefix(particle))
            .any(begins)
}

/// werkt, vertrouwd and zet (of gezet) give their infinitives.
fn with_participle_kernel(list: &WordList, kernel: &str) -> Option<String> {
    // gemeld is of melden rather than melen.
    with_stem(list, kernel).or_else(|| {
        let (stem, in_te) = match kernel.strip_suffix('t') {
            Some(stem) => (stem, true),
            None => (kernel.strip_suffix('d')?, false),
        };
        with_stem(list, stem).filter(|infinitive| spelling::past_in_te(infinitive) == in_te)
    })
}

/// Returns the infinitive of a present participle: werkend, staande.
pub(crate) fn of_present_participle(list: &WordList, form: &str) -> Option<String> {
    let infinitive = form.strip_suffix('e').unwrap_or(form).strip_suffix('d')?;
    let fits = ["en", "ën", "aan", "oen", "ien"]
        .iter()
        .any(|ending| infinitive.ends_with(ending));
    (fits && is_infinitive(list, infinitive)).then(|| infinitive.to_owned())
}

/// Returns the infinitive of a stem by itself: vertrouw, innoveer. Other stems
/// (werk, zorg, groei) are nouns far more often than verbs in policy text.
pub(crate) fn of_bare_stem(list: &WordList, form: &str) -> Option<String> {
    let derived = form.ends_with("eer") && form.len() > 6
        || ["be", "ver", "ont", "her"]
            .iter()
            .any(|prefix| form.len() > prefix.len() + 3 && form.starts_with(prefix));
    let noun = || noun::has_diminutive(list, form) || list.begins_word(&[form, "s"]);
    (derived && !noun())
        .then(|| with_stem(list, form))
        .flatten()
}
