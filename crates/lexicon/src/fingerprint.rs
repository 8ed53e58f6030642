use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::{Lexicon, Pole, Scope, Signal};

/// Returns the hash of the canonical form: every field in a fixed order,
/// texts and lists preceded by their length, so that no two lexicons have the
/// same form. Examples and sources are left out: no result depends on them.
pub(crate) fn of(lexicon: &Lexicon) -> String {
    let mut form = Form(Sha256::new());
    for text in [
        lexicon.id(),
        lexicon.name(),
        lexicon.version(),
        lexicon.language(),
        lexicon.description(),
    ] {
        form.text(text);
    }
    form.list(lexicon.clusters(), |form, cluster| {
        form.text(&cluster.id);
        form.text(&cluster.name);
    });
    form.list(lexicon.values(), |form, value| {
        for text in [&value.id, &value.name, &value.cluster, &value.definition] {
            form.text(text);
        }
        form.list(&value.related, |form, id| form.text(id));
        form.list(value.resident.as_slice(), |form, text| form.text(text));
        form.list(value.organisation.as_slice(), |form, text| form.text(text));
        form.list(&value.indicators, |form, indicator| {
            form.text(&indicator.term);
            form.text(indicator.kind.name());
            form.0.update(indicator.weight.to_le_bytes());
            form.text(indicator.evidence.name());
            form.text(indicator.pole.map_or("", Pole::name));
            let Scope {
                only_in,
                not_in,
                near,
                not_near,
            } = &indicator.scope;
            form.list(only_in, |form, role| form.text(role.name()));
            form.list(not_in, |form, role| form.text(role.name()));
            form.list(near, |form, neighbour| form.text(&neighbour.term));
            form.list(not_near, |form, neighbour| form.text(&neighbour.term));
        });
        form.list(&value.exclusions, |form, exclusion| {
            form.text(&exclusion.term);
            form.text(exclusion.effect.name());
        });
    });
    form.list(lexicon.tensions(), |form, tension| {
        tension.values.iter().for_each(|id| form.text(id));
        form.text(&tension.question);
        form.signals(&tension.signals);
    });
    form.signals(lexicon.tension_signals());
    form.finish()
}

struct Form(Sha256);

impl Form {
    fn length(&mut self, length: usize) {
        self.0.update((length as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.update(text.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut add: impl FnMut(&mut Self, &T)) {
        self.length(items.len());
        items.iter().for_each(|item| add(self, item));
    }

    fn signals(&mut self, signals: &[Signal]) {
        self.list(signals, |form, signal| form.text(&signal.term));
    }

    fn finish(self) -> String {
        self.0
            .finalize()
            .iter()
            .fold(String::new(), |mut hex, byte| {
                // Writing to a string cannot fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            })
    }
}
