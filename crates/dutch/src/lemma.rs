//! Finds the lemma of a form: inflection only, by rules that the word list
//! confirms, after a reviewed table of exceptions.
//!
//! Derivation stays apart: vertrouwelijk is not vertrouwen.

use std::collections::HashMap;

use crate::adjective;
use crate::compound::Compounds;
use crate::normal;
use crate::spelling;
use crate::table;
use crate::verb::{self, StrongVerbs};
use crate::wordlist::WordList;

pub(crate) struct Lemmas {
    exceptions: HashMap<&'static str, &'static str>,
    strong: StrongVerbs,
}

impl Lemmas {
    pub(crate) fn new() -> Self {
        let mut exceptions = HashMap::new();
        for (lemma, forms) in table::rows(include_str!("../data/lemma.tsv")) {
            exceptions.insert(lemma, lemma);
            for form in forms.flat_map(str::split_whitespace) {
                exceptions.insert(form, lemma);
            }
        }
        Self {
            exceptions,
            strong: StrongVerbs::new(),
        }
    }

    /// Returns the lemma of a normal form.
    pub(crate) fn of(&self, compounds: &Compounds, form: &str) -> String {
        self.find(compounds, form)
            .unwrap_or_else(|| form.to_owned())
    }

    fn find(&self, compounds: &Compounds, form: &str) -> Option<String> {
        let list = compounds.list();
        if let Some(lemma) = self.exceptions.get(form) {
            return Some((*lemma).to_owned());
        }
        if form.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(singular) = form.strip_suffix("'s") {
            return (!singular.is_empty()).then(|| singular.to_owned());
        }
        if list.contains(form) {
            return self.of_known(list, form);
        }
        if let Some((before, last)) = form.rsplit_once('-') {
            return (last.chars().count() > 2)
                .then(|| format!("{before}-{}", self.of(compounds, last)));
        }
        self.strong
            .infinitive(list, form)
            .or_else(|| self.of_unknown(compounds, form))
    }

    fn of_known(&self, list: &WordList, form: &str) -> Option<String> {
        self.strong
            .infinitive(list, form)
            .or_else(|| present_participle(list, form))
            .or_else(|| self.ending_in_n(list, form))
            .or_else(|| diminutive(list, form))
            .or_else(|| adjective::base(list, form))
            .or_else(|| ending_in_s(list, form))
            .or_else(|| self.ending_in_e(list, form))
            .or_else(|| {
                form.ends_with(['t', 'd'])
                    .then(|| verb::weak_infinitive(list, form))
                    .flatten()
            })
            .or_else(|| bare_stem(list, form))
    }

    /// werken, werkten, vrijheden, partijen, ouderen.
    fn ending_in_n(&self, list: &WordList, form: &str) -> Option<String> {
        if let Some(base) = form.strip_suffix("heden") {
            let singular = format!("{base}heid");
            return list.contains(&singular).then_some(singular);
        }
        if verb::is_infinitive(list, form) {
            return Some(form.to_owned());
        }
        if let Some(singular) = form.strip_suffix("ën") {
            let long = format!("{singular}e");
            return [singular.to_owned(), long]
                .into_iter()
                .find(|singular| list.contains(singular));
        }
        let open = form.strip_suffix("en")?;
        verb::past(list, form).or_else(|| {
            let singular = spelling::closed(open)
                .find(|singular| is_long_enough(singular, open) && list.contains(singular));
            match singular {
                Some(singular) => self.adjective_or_noun(list, singular),
                None => list.has(&[open, "e"]).then(|| format!("{open}e")),
            }
        })
    }

    /// The lemma of what an ending was taken from: a participle goes on to its
    /// verb, anything else is itself.
    fn adjective_or_noun(&self, list: &WordList, base: String) -> Option<String> {
        if let Some(lemma) = self.exceptions.get(base.as_str()) {
            return Some((*lemma).to_owned());
        }
        let participle = self
            .strong
            .infinitive(list, &base)
            .or_else(|| verb::participle(list, &base));
        participle.or(Some(base))
    }

    /// werkte, vrije, gedeelde, creatieve.
    fn ending_in_e(&self, list: &WordList, form: &str) -> Option<String> {
        let open = form.strip_suffix('e')?;
        verb::past(list, form).or_else(|| {
            let base = spelling::closed(open).find(|base| {
                list.contains(base)
                    && (adjective::is_one(list, base) || self.is_participle(list, base))
            })?;
            self.adjective_or_noun(list, base)
        })
    }

    fn is_participle(&self, list: &WordList, form: &str) -> bool {
        verb::participle(list, form).is_some() || self.strong.infinitive(list, form).is_some()
    }

    /// A word that the list does not have: a compound of known words, a word
    /// whose accents were lost or added, or one with a productive ending.
    fn of_unknown(&self, compounds: &Compounds, form: &str) -> Option<String> {
        let list = compounds.list();
        if let Some(plain) = normal::without_stress(form).filter(|plain| list.contains(plain)) {
            return Some(self.of(compounds, &plain));
        }
        if let Some(accented) = with_diaeresis(list, form) {
            return Some(self.of(compounds, &accented));
        }
        if let Some(base) = adjective::base(list, form) {
            return self.adjective_or_noun(list, base);
        }
        if let Some((modifier, head)) = compounds.known_head(form) {
            return Some(format!("{modifier}{}", self.of(compounds, head)));
        }
        if let Some(infinitive) = verb::participle(list, form) {
            return Some(infinitive);
        }
        productive(form)
    }
}

/// An open syllable of one vowel group only stays as it is where the word has
/// another syllable before it: regelen comes of regel, but open not of op.
fn is_long_enough(singular: &str, open: &str) -> bool {
    singular != open
        || !singular
            .chars()
            .rev()
            .nth(1)
            .is_some_and(spelling::is_vowel)
        || vowel_groups(singular) > 1
        || singular
            .chars()
            .rev()
            .nth(2)
            .is_some_and(spelling::is_vowel)
}

fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for c in word.chars() {
        let vowel = spelling::is_vowel(c) || c == 'y';
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

/// werkend, werkende.
fn present_participle(list: &WordList, form: &str) -> Option<String> {
    let infinitive = form.strip_suffix('e').unwrap_or(form).strip_suffix('d')?;
    (infinitive.ends_with('n') && list.contains(infinitive)).then(|| infinitive.to_owned())
}

/// boompje, huisjes, partijtje, ringetje, koninkje.
fn diminutive(list: &WordList, form: &str) -> Option<String> {
    let small = form.strip_suffix('s').unwrap_or(form).strip_suffix("je")?;
    let bases = [
        small.strip_suffix("et").map(|base| {
            spelling::closed(base)
                .find(|base| list.contains(base))
                .unwrap_or_default()
        }),
        small.strip_suffix('t').map(str::to_owned),
        small.strip_suffix('p').map(str::to_owned),
        small.strip_suffix('k').map(|base| format!("{base}g")),
        Some(small.to_owned()),
    ];
    bases
        .into_iter()
        .flatten()
        .find(|base| base.chars().count() > 1 && list.contains(base))
}

/// Plurals and partitives in -s: vaders, teams, menselijks. A word with a
/// plural or diminutive of its own (huis, reis) ends in its own s.
fn ending_in_s(list: &WordList, form: &str) -> Option<String> {
    let base = form.strip_suffix('s')?;
    if base.ends_with('s') || base.chars().count() < 2 || !list.contains(base) {
        return None;
    }
    let own = list.has(&[form, "je"])
        || spelling::opened(form).any(|open| list.has(&[&open, "en"]))
        || adjective::is_one(list, form);
    (!own).then(|| base.to_owned())
}

/// vertrouw, verbind: the stem of a verb that is no noun or adjective. A noun
/// is known by its diminutive.
fn bare_stem(list: &WordList, form: &str) -> Option<String> {
    let noun = ["je", "tje", "pje", "etje"]
        .iter()
        .any(|ending| list.has(&[form, ending]));
    if noun || adjective::is_one(list, form) {
        return None;
    }
    verb::with_stem(list, form)
}

/// efficient becomes efficiënt: a diaeresis lost in a conversion.
fn with_diaeresis(list: &WordList, form: &str) -> Option<String> {
    let mut before = ' ';
    form.char_indices().find_map(|(at, c)| {
        let after_vowel = spelling::is_vowel(std::mem::replace(&mut before, c));
        let accented = match c {
            'e' if after_vowel => "ë",
            'i' if after_vowel => "ï",
            'o' if after_vowel => "ö",
            _ => return None,
        };
        let (head, tail) = form.split_at_checked(at)?;
        let tail = tail.strip_prefix(c)?;
        list.has(&[head, accented, tail])
            .then(|| [head, accented, tail].concat())
    })
}

/// Inflection of productive endings, for words that the list does not have.
fn productive(form: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 26] = [
        ("heden", "heid"),
        ("heids", "heid"),
        ("iteits", "iteit"),
        ("ischer", "isch"),
        ("iteiten", "iteit"),
        ("ingen", "ing"),
        ("ieën", "ie"),
        ("aties", "atie"),
        ("ische", "isch"),
        ("lijke", "lijk"),
        ("lijker", "lijk"),
        ("lijks", "lijk"),
        ("ige", "ig"),
        ("iger", "ig"),
        ("bare", "baar"),
        ("zame", "zaam"),
        ("zamer", "zaam"),
        ("loze", "loos"),
        ("ieve", "ief"),
        ("euze", "eus"),
        ("gerichte", "gericht"),
        ("gerichts", "gericht"),
        ("ndse", "nds"),
        ("mse", "ms"),
        ("ners", "ner"),
        ("end", "en"),
    ];
    ENDINGS.iter().find_map(|(ending, base)| {
        let start = form.strip_suffix(ending)?;
        (start.chars().count() > 2).then(|| format!("{start}{base}"))
    })
}
