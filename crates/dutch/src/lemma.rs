//! Finds the lemma of a form: inflection only, by rules that the word list
//! confirms, after a reviewed table of exceptions.
//!
//! Derivation stays apart: vertrouwelijk is not vertrouwen.

use crate::adjective;
use crate::compound::{Compounds, LONGEST_WORD};
use crate::normal;
use crate::noun;
use crate::spelling;
use crate::table;
use crate::verb::{self, StrongVerbs};
use crate::wordlist::{Entry, WordList};
use foldhash::{HashMap, HashMapExt};

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
        let entry = list.entry(form);
        if let Some(Entry::Known { lemma, .. }) = entry {
            return Some(lemma.of(form));
        }
        if let Some(lemma) = self.exceptions.get(form) {
            return Some((*lemma).to_owned());
        }
        if form.len() > LONGEST_WORD || form.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(singular) = form.strip_suffix("'s") {
            return (!singular.is_empty()).then(|| singular.to_owned());
        }
        if entry.is_some() && !normal::is_stressed(form) {
            return self
                .of_known(list, form)
                .or_else(|| self.of_head(compounds, form));
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
        let infinitive = verb::is_infinitive(list, form);
        if infinitive && verb::has_present_participle(list, form) {
            return Some(form.to_owned());
        }
        self.strong
            .infinitive(list, form)
            .or_else(|| infinitive.then(|| form.to_owned()))
            .or_else(|| verb::of_present_participle(list, form))
            .or_else(|| self.ending_in_n(list, form))
            .or_else(|| noun::of_diminutive(list, form))
            .or_else(|| adjective::base(list, form))
            .or_else(|| noun::of_plural_in_s(list, form))
            .or_else(|| self.ending_in_e(list, form))
            .or_else(|| verb::weak_infinitive(list, form))
            .or_else(|| verb::of_bare_stem(list, form))
    }

    /// werkten, vrijheden, partijen, ouderen.
    fn ending_in_n(&self, list: &WordList, form: &str) -> Option<String> {
        // teken and reken are no plurals.
        if !form.ends_with('n') || noun::has_diminutive(list, form) {
            return None;
        }
        let unstressed = form.ends_with("en") && spelling::vowel_groups(form) > 1;
        let stem = unstressed.then(|| verb::with_stem(list, form)).flatten();
        stem.or_else(|| verb::past(list, form)).or_else(|| {
            let singular = noun::of_plural_in_en(list, form)?;
            self.adjective_or_noun(list, singular)
        })
    }

    /// A plural of which the list has no singular: woonlasten goes by lasten.
    fn of_head(&self, compounds: &Compounds, form: &str) -> Option<String> {
        let plural = form.ends_with("en").then_some(form)?;
        let (modifier, head) = compounds.known_head(plural)?;
        Some(self.of_compound(compounds, modifier, head))
    }

    /// The lemma of a compound is that of its head, but a participle there is
    /// an adjective: kindgebonden, opgavegerichte.
    fn of_compound(&self, compounds: &Compounds, modifier: &str, head: &str) -> String {
        let list = compounds.list();
        let lemma = self.of(compounds, head);
        if lemma == head || !verb::is_infinitive(list, &lemma) {
            return format!("{modifier}{lemma}");
        }
        let bare = head.strip_suffix('e').filter(|bare| list.contains(bare));
        format!("{modifier}{}", bare.unwrap_or(head))
    }

    /// The lemma of what an ending was taken from: a participle goes on to its
    /// verb, anything else is itself.
    fn adjective_or_noun(&self, list: &WordList, base: String) -> Option<String> {
        if let Some(lemma) = self.exceptions.get(base.as_str()) {
            return Some((*lemma).to_owned());
        }
        let participle = self
            .strong
            .of_participle(list, &base)
            .or_else(|| verb::participle(list, &base));
        participle.or(Some(base))
    }

    /// werkte, vrije, gedeelde, creatieve.
    fn ending_in_e(&self, list: &WordList, form: &str) -> Option<String> {
        let open = form.strip_suffix('e').filter(|open| open.len() > 2)?;
        if let Some(start) = form.strip_suffix("ële") {
            return Some(format!("{start}eel")).filter(|base| list.contains(base));
        }
        verb::past(list, form).or_else(|| {
            let base = spelling::closed(open).find(|base| {
                list.contains(base)
                    && (adjective::is_one(list, base) || self.is_participle(list, base))
            })?;
            self.adjective_or_noun(list, base)
        })
    }

    fn is_participle(&self, list: &WordList, form: &str) -> bool {
        verb::participle(list, form).is_some() || self.strong.of_participle(list, form).is_some()
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
            return Some(self.of_compound(compounds, modifier, head));
        }
        if let Some(infinitive) = verb::participle(list, form) {
            return Some(infinitive);
        }
        productive(form)
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_form_is_an_exception_twice() {
        let mut lemmas = BTreeMap::new();
        for (lemma, forms) in table::rows(include_str!("../data/lemma.tsv")) {
            for form in forms.flat_map(str::split_whitespace) {
                let before = lemmas.insert(form, lemma);
                assert_eq!(before, None, "{form} of {lemma}");
            }
        }
    }
}
