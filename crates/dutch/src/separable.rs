//! Puts separable verbs together again: "werkt … samen", "samen te werken".

use crate::Dutch;
use crate::analysis::View;
use crate::verb;

/// A separable verb whose parts stand apart in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeparableVerb {
    /// The joined infinitive: samenwerken.
    pub lemma: String,
    /// Index of the verb's token.
    pub verb: usize,
    /// Index of the particle's token.
    pub particle: usize,
}

/// Particles that are no prepositions: wherever they stand after a verb, they
/// belong to it.
const FREE: [&str; 20] = [
    "samen", "mee", "terug", "weg", "toe", "af", "neer", "vast", "plaats", "deel", "bekend",
    "stil", "open", "vrij", "bijeen", "voort", "heen", "leeg", "tegemoet", "teweeg",
];

/// Particles that are prepositions too: they belong to a verb only where the
/// clause ends with them ("voert de wet uit") or another preposition follows
/// ("gaat uit van vertrouwen").
const PREPOSITIONS: [&str; 12] = [
    "aan", "op", "uit", "in", "bij", "door", "over", "voor", "na", "om", "tegen", "achter",
];

/// After these a free particle is a noun or adjective: "een deel van".
const DETERMINERS: [&str; 9] = [
    "een", "het", "de", "dit", "dat", "geen", "elk", "ieder", "te",
];

/// The most tokens from a verb to its particle. Our choice: in longer clauses
/// the particle is more often another word's.
const FARTHEST: usize = 14;

/// How a word may be a particle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Particle {
    Free,
    Preposition,
}

pub(crate) fn particle(form: &str) -> Option<Particle> {
    if FREE.contains(&form) {
        return Some(Particle::Free);
    }
    PREPOSITIONS
        .contains(&form)
        .then_some(Particle::Preposition)
}

/// Returns every particle.
pub(crate) fn particles() -> impl Iterator<Item = &'static str> {
    FREE.into_iter().chain(PREPOSITIONS)
}

/// Finds the separable verbs of one sentence.
pub(crate) fn find(dutch: &Dutch, view: &View<'_>, found: &mut Vec<SeparableVerb>) {
    for at in view.marked() {
        let Some(particle) = view.id(at).and_then(|id| view.words().traits(id).particle) else {
            continue;
        };
        let verb = after_te(dutch, view, at).or_else(|| before(dutch, view, at, particle));
        if let Some((verb, lemma)) = verb {
            found.push(SeparableVerb {
                lemma,
                verb,
                particle: at,
            });
        }
    }
}

/// "samen te werken", but not "om te werken", where om belongs to te.
fn after_te(dutch: &Dutch, view: &View<'_>, at: usize) -> Option<(usize, String)> {
    let verb = at + 2;
    let to = view.form(at + 1) == "te" && view.form(at) != "om";
    let apart = !to || view.is_clause_end(at) || view.is_clause_end(at + 1);
    if apart || view.form(verb) != lemma(view, verb) {
        return None;
    }
    Some((verb, joined(dutch, view, at, verb)?))
}

/// "werkt nauw samen": the nearest verb before the particle in its clause
/// that forms a verb with it.
fn before(
    dutch: &Dutch,
    view: &View<'_>,
    at: usize,
    particle: Particle,
) -> Option<(usize, String)> {
    let next = view.form(at + 1);
    let ends = view.is_clause_end(at)
        || PREPOSITIONS.contains(&next)
        || matches!(next, "van" | "met" | "naar" | "tot");
    if particle == Particle::Preposition && !ends {
        return None;
    }
    let start = view.range().start;
    let earlier = at.checked_sub(1).filter(|earlier| *earlier >= start)?;
    if particle == Particle::Free && DETERMINERS.contains(&view.form(earlier)) {
        return None;
    }
    (start..at)
        .rev()
        .take(FARTHEST)
        .take_while(|index| !view.is_clause_end(*index))
        .filter(|index| is_finite(view, *index))
        .find_map(|verb| Some((verb, joined(dutch, view, at, verb)?)))
}

fn lemma<'a>(view: &'a View<'_>, index: usize) -> &'a str {
    view.id(index).map_or("", |id| &view.words().get(id).lemma)
}

/// A verb form that is no participle.
fn is_finite(view: &View<'_>, index: usize) -> bool {
    let verb = view
        .id(index)
        .is_some_and(|id| view.words().traits(id).verb);
    let form = view.form(index);
    verb && (!form.starts_with("ge") || lemma(view, index).starts_with("ge"))
}

/// Returns the joined verb where the word list has it.
fn joined(dutch: &Dutch, view: &View<'_>, particle: usize, verb: usize) -> Option<String> {
    let joined = [view.form(particle), lemma(view, verb)].concat();
    verb::is_infinitive(dutch.compounds.list(), &joined).then_some(joined)
}
