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
        (EvidenceKind::Explicit, 1) => "wijst uitdrukkelijk op",
        (EvidenceKind::Explicit, _) => "wijzen uitdrukkelijk op",
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
    let stance = match suggestion.stance {
        Stance::Nagestreefd => String::new(),
        Stance::OnderDruk => format!(" De waarde staat hier onder druk{cue}."),
        Stance::Begrensd => format!(" De waarde wordt hier begrensd{cue}."),
    };
    explanation + &stance
}

/// Joins with commas and "en".
fn enumerate(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// Writes a number in [0, 1] the Dutch way, with two decimals: "0,85". What is
/// short of 1 never reads "1,00": no suggestion is certain.
#[must_use]
pub fn number(value: f64) -> String {
    let shown = if value < 1.0 { value.min(0.99) } else { value };
    format!("{shown:.2}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_reads_the_dutch_way_and_promises_no_certainty() {
        let shown = [0.0, 0.845_001, 0.997, 1.0].map(number);
        assert_eq!(shown, ["0,00", "0,85", "0,99", "1,00"]);
    }
}
