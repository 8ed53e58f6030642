//! Joins a quality or action with the words for having or doing it.
//!
//! Wider than a lemma, far narrower than a stem: toegankelijkheid with
//! toegankelijk, samenwerking with samenwerken, innovatie with innoveren;
//! not vertrouwelijk with vertrouwen, not zekerheid with zeker.

use crate::table;
use crate::verb;
use crate::wordlist::WordList;
use foldhash::{HashMap, HashMapExt};

pub(crate) struct Families(HashMap<&'static str, &'static str>);

impl Families {
    pub(crate) fn new() -> Self {
        let mut keys = HashMap::new();
        for (key, members) in table::rows(include_str!("../data/familie.tsv")) {
            keys.insert(key, key);
            for member in members.flat_map(str::split_whitespace) {
                keys.insert(member, key);
            }
        }
        Self(keys)
    }

    /// Returns the key that the members of the lemma's family share; the
    /// lemma itself where it has no known family.
    pub(crate) fn of(&self, list: &WordList, lemma: &str) -> String {
        if let Some(key) = self.0.get(lemma) {
            return (*key).to_owned();
        }
        if let Some(quality) = lemma.strip_suffix("heid")
            && list.contains(quality)
        {
            return quality.to_owned();
        }
        if let Some(stem) = lemma.strip_suffix("ing") {
            let infinitive = format!("{stem}en");
            if verb::is_infinitive(list, &infinitive) {
                return infinitive;
            }
        }
        lemma.to_owned()
    }
}
