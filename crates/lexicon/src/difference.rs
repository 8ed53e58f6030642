//! What changed between two lexicons.

use std::collections::BTreeSet;

use crate::{Exclusion, Indicator, Lexicon, Pole, Tension, Value};

/// One thing that is otherwise in the second lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Identifier of the value it concerns; `None` for the lexicon as a whole.
    pub value: Option<String>,
    /// What changed, by its Dutch name: `waarde`, `definitie`, `indicator`,
    /// `gewicht`, `spanning`, …
    pub what: &'static str,
    /// The indicator, exclusion, cluster or tension it concerns, where it is
    /// one of several.
    pub term: Option<String>,
    /// What it was; `None` for something new.
    pub before: Option<String>,
    /// What it is; `None` for something that is gone.
    pub after: Option<String>,
}

/// Lists what changed from `before` to `after`: the lexicon as a whole first,
/// then value by value in the order of `after`, values that are gone last.
/// Indicators are the same where term and kind are.
#[must_use]
pub fn differences(before: &Lexicon, after: &Lexicon) -> Vec<Change> {
    let mut changes = Changes::default();
    changes.text("id", None, before.id(), after.id());
    changes.text("naam", None, before.name(), after.name());
    changes.text("versie", None, before.version(), after.version());
    changes.text("taal", None, before.language(), after.language());
    changes.text(
        "omschrijving",
        None,
        before.description(),
        after.description(),
    );
    let clusters = |lexicon: &Lexicon| -> Vec<(String, String)> {
        let clusters = lexicon.clusters().iter();
        clusters
            .map(|cluster| (cluster.id.clone(), cluster.name.clone()))
            .collect()
    };
    changes.named("cluster", &clusters(before), &clusters(after));
    changes.named(
        "spanning",
        &tensions(before.tensions()),
        &tensions(after.tensions()),
    );
    let signals = |lexicon: &Lexicon| -> Vec<(String, String)> {
        let signals = lexicon.tension_signals().iter();
        signals
            .map(|signal| (signal.term.clone(), signal.term.clone()))
            .collect()
    };
    changes.named("spanningssignaal", &signals(before), &signals(after));
    for value in after.values() {
        changes.value = Some(value.id.clone());
        match before.value(&value.id) {
            Some(old) => changes.values(old, value),
            None => changes.add("waarde", None, None, Some(value.name.clone())),
        }
    }
    for value in before.values() {
        if after.value(&value.id).is_none() {
            changes.value = Some(value.id.clone());
            changes.add("waarde", None, Some(value.name.clone()), None);
        }
    }
    changes.list
}

fn tensions(tensions: &[Tension]) -> Vec<(String, String)> {
    let each = tensions.iter();
    each.map(|tension| {
        let mut pair = tension.values.clone();
        pair.sort();
        let signals: Vec<&str> = tension
            .signals
            .iter()
            .map(|signal| signal.term.as_str())
            .collect();
        let said = format!("{} [{}]", tension.question, signals.join("; "));
        (pair.join(" – "), said)
    })
    .collect()
}

#[derive(Default)]
struct Changes {
    value: Option<String>,
    list: Vec<Change>,
}

impl Changes {
    fn add(
        &mut self,
        what: &'static str,
        term: Option<&str>,
        before: Option<String>,
        after: Option<String>,
    ) {
        self.list.push(Change {
            value: self.value.clone(),
            what,
            term: term.map(str::to_owned),
            before,
            after,
        });
    }

    fn text(&mut self, what: &'static str, term: Option<&str>, before: &str, after: &str) {
        if before != after {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            self.add(what, term, some(before), some(after));
        }
    }

    /// Compares lists of a key with what is said of it.
    fn named(
        &mut self,
        what: &'static str,
        before: &[(String, String)],
        after: &[(String, String)],
    ) {
        for (key, said) in after {
            match before.iter().find(|(other, _)| other == key) {
                Some((_, old)) => self.text(what, Some(key), old, said),
                None => self.add(what, Some(key), None, Some(said.clone())),
            }
        }
        for (key, said) in before {
            if !after.iter().any(|(other, _)| other == key) {
                self.add(what, Some(key), Some(said.clone()), None);
            }
        }
    }

    fn texts(
        &mut self,
        what: &'static str,
        term: Option<&str>,
        before: &[String],
        after: &[String],
    ) {
        self.text(what, term, &before.join("; "), &after.join("; "));
    }

    fn values(&mut self, before: &Value, after: &Value) {
        self.text("naam", None, &before.name, &after.name);
        self.text("cluster", None, &before.cluster, &after.cluster);
        self.text("definitie", None, &before.definition, &after.definition);
        self.texts("verwant", None, &before.related, &after.related);
        let plain = |text: &Option<String>| text.clone().unwrap_or_default();
        self.text(
            "inwoner",
            None,
            &plain(&before.resident),
            &plain(&after.resident),
        );
        self.text(
            "organisatie",
            None,
            &plain(&before.organisation),
            &plain(&after.organisation),
        );
        self.texts("bronnen", None, &before.sources, &after.sources);
        self.examples(None, &before.examples, &after.examples);
        self.indicators(&before.indicators, &after.indicators);
        let exclusions = |exclusions: &[Exclusion]| -> Vec<(String, String)> {
            let each = exclusions.iter();
            each.map(|one| (one.term.clone(), one.effect.name().to_owned()))
                .collect()
        };
        self.named(
            "uitsluiting",
            &exclusions(&before.exclusions),
            &exclusions(&after.exclusions),
        );
    }

    fn examples(&mut self, term: Option<&str>, before: &crate::Examples, after: &crate::Examples) {
        self.texts("voorbeelden", term, &before.positive, &after.positive);
        self.texts("tegenvoorbeelden", term, &before.negative, &after.negative);
    }

    fn indicators(&mut self, before: &[Indicator], after: &[Indicator]) {
        let key = |one: &Indicator| (one.kind, one.term.clone());
        for new in after {
            match before.iter().find(|old| key(old) == key(new)) {
                Some(old) => self.indicator(old, new),
                None => self.add("indicator", Some(&new.term), None, Some(said(new))),
            }
        }
        let kept: BTreeSet<_> = after.iter().map(key).collect();
        for old in before {
            if !kept.contains(&key(old)) {
                self.add("indicator", Some(&old.term), Some(said(old)), None);
            }
        }
    }

    fn indicator(&mut self, before: &Indicator, after: &Indicator) {
        let term = Some(after.term.as_str());
        self.text(
            "gewicht",
            term,
            &before.weight.to_string(),
            &after.weight.to_string(),
        );
        self.text(
            "uitdrukking",
            term,
            before.evidence.name(),
            after.evidence.name(),
        );
        let pole = |one: &Indicator| one.pole.map_or("", Pole::name);
        self.text("pool", term, pole(before), pole(after));
        let (old, new) = (&before.scope, &after.scope);
        let roles = |roles: &[waardenscan_document::SectionRole]| -> Vec<String> {
            roles.iter().map(|role| role.name().to_owned()).collect()
        };
        let terms = |neighbours: &[crate::Neighbour]| -> Vec<String> {
            neighbours.iter().map(|one| one.term.clone()).collect()
        };
        self.texts(
            "alleen_in",
            term,
            &roles(&old.only_in),
            &roles(&new.only_in),
        );
        self.texts("niet_in", term, &roles(&old.not_in), &roles(&new.not_in));
        self.texts("bij", term, &terms(&old.near), &terms(&new.near));
        self.texts(
            "niet_bij",
            term,
            &terms(&old.not_near),
            &terms(&new.not_near),
        );
        self.examples(term, &before.examples, &after.examples);
        let source = |one: &Indicator| one.source.clone().unwrap_or_default();
        self.text("bron", term, &source(before), &source(after));
    }
}

/// An indicator in a few words.
fn said(indicator: &Indicator) -> String {
    format!("{}, gewicht {}", indicator.kind.name(), indicator.weight)
}
