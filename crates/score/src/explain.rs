use waardenscan_lexicon::Value;

use crate::{EvidenceKind, Stance, Suggestion};

/// Says in plain Dutch why `suggestion` was made, for the analyst: which words
/// point to the value, how strongly, and what the passage's stance is. One to
/// three sentences. `text` is the passage's text.
#[must_use]
pub fn explain(suggestion: &Suggestion, value: &Value, text: &str) -> String {
    let words: Vec<String> = suggestion
        .hits
        .iter()
        .map(|hit| {
            let words = hit.span.get(text).unwrap_or_default();
            format!("‘{words}’ ({})", number(hit.weight))
        })
        .collect();
    let verb = match (suggestion.evidence, words.len()) {
        (EvidenceKind::Explicit, 1) => "noemt",
        (EvidenceKind::Explicit, _) => "noemen",
        (EvidenceKind::Implied, 1) => "wijst tussen de regels op",
        (EvidenceKind::Implied, _) => "wijzen tussen de regels op",
    };
    let mut explanation = format!("{} {verb} de waarde {}.", enumerate(&words), value.name);
    if words.len() > 1 {
        explanation.push_str(&format!(
            " Samen geven zij een score van {}.",
            number(suggestion.score)
        ));
    }
    let cue = suggestion
        .stance_cue
        .and_then(|span| span.get(text))
        .map(|cue| format!(": let op ‘{cue}’"))
        .unwrap_or_default();
    match suggestion.stance {
        Stance::Nagestreefd => {}
        Stance::OnderDruk => {
            explanation.push_str(&format!(" De waarde staat hier onder druk{cue}."))
        }
        Stance::Begrensd => explanation.push_str(&format!(" De waarde wordt hier begrensd{cue}.")),
    }
    explanation
}

/// Joins with commas and "en".
fn enumerate(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// Writes a number in [0, 1] the Dutch way, with two decimals: "0,85".
#[must_use]
pub fn number(value: f64) -> String {
    format!("{value:.2}").replace('.', ",")
}
