use waardenscan_lexicon::Value;

use crate::listed::HIGHEST;
use crate::{EvidenceKind, FactorKind, Hit, Stance, Suggestion};

/// Words without a hit that an explanation names.
const MOST_WORDS: usize = 4;
/// What a word adds, in logits, to be worth naming: our choice; it moves a
/// chance of one half by two hundredths.
const WORTH_NAMING: f64 = 0.1;

/// Says in plain Dutch why `suggestion` was made, for the analyst: which words
/// point to the value, how strongly, what the passage's stance is, and which
/// wording near by only looks like the value. `text` is the passage's text.
#[must_use]
pub fn explain(suggestion: &Suggestion, value: &Value, text: &str) -> String {
    let words = learned_words(suggestion, text);
    let mut explanation = if suggestion.hits.is_empty() {
        without_hits(&words, value)
    } else {
        with_hits(suggestion, value, text, &words)
    };
    let listed = suggestion.evidence == EvidenceKind::Listed;
    let distinct = suggestion.hits.iter().filter(|hit| hit.repeats.is_none());
    if distinct.count() + words.len() > 1 && !listed {
        let score = number(suggestion.score);
        explanation.push_str(&format!(" Samen geven zij een score van {score}."));
    }
    let cue = suggestion
        .stance_cue
        .and_then(|span| span.get(text))
        .map(|cue| format!(": let op ‘{cue}’"))
        .unwrap_or_default();
    match suggestion.stance {
        Stance::Nagestreefd => {}
        Stance::OnderDruk => {
            explanation.push_str(&format!(" De waarde staat hier onder druk{cue}."));
        }
        Stance::Begrensd => {
            explanation.push_str(&format!(" De waarde wordt hier begrensd{cue}."));
        }
    }
    if listed {
        let highest = number(HIGHEST);
        explanation.push_str(&format!(
            " Maar de passage is niet meer dan enkele woorden, zoals een opschrift of een cel: de \
             waarde wordt hooguit opgesomd, en dat geeft een score van ten hoogste {highest}."
        ));
    }
    let friends = suggestion.false_friends.iter();
    let friends: Vec<String> = friends.filter_map(|span| quoted(span.get(text)?)).collect();
    if !friends.is_empty() {
        let verb = if friends.len() == 1 { "telt" } else { "tellen" };
        explanation.push_str(&format!(
            " Let op: {} {verb} niet mee en lijkt alleen op deze waarde.",
            enumerate(&friends)
        ));
    }
    explanation
}

fn quoted(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| format!("‘{words}’"))
}

fn with_hits(suggestion: &Suggestion, value: &Value, text: &str, words: &[String]) -> String {
    let hits = hits(suggestion, text);
    let verb = match (suggestion.evidence, hits.len()) {
        (EvidenceKind::Named, 1) => "noemt",
        (EvidenceKind::Named, _) => "noemen",
        (EvidenceKind::Described, 1) => "omschrijft",
        (EvidenceKind::Described, _) => "omschrijven",
        (EvidenceKind::Implied, 1) => "wijst tussen de regels op",
        (EvidenceKind::Implied, _) => "wijzen tussen de regels op",
        (EvidenceKind::Listed, 1) => "wijst op",
        (EvidenceKind::Listed, _) => "wijzen op",
    };
    let mut explanation = format!("{} {verb} de waarde {}.", enumerate(&hits), value.name);
    if !words.is_empty() {
        let verb = if words.len() == 1 {
            "steunt"
        } else {
            "steunen"
        };
        explanation.push_str(&format!(" Ook {} {verb} dat.", enumerate(words)));
    }
    explanation
}

/// The hits, strongest first, each once with the number of times that the
/// passage says it.
fn hits(suggestion: &Suggestion, text: &str) -> Vec<String> {
    let hits = suggestion.hits.iter().enumerate();
    let mut leaders: Vec<(usize, &Hit)> = hits.filter(|(_, hit)| hit.repeats.is_none()).collect();
    leaders.sort_by(|(_, a), (_, b)| b.weight.total_cmp(&a.weight));
    let times = |leader: usize| {
        let repeats = suggestion
            .hits
            .iter()
            .filter(|hit| hit.repeats == Some(leader));
        1 + repeats.count()
    };
    leaders
        .into_iter()
        .map(|(at, hit)| {
            let words = hit.span.get(text).unwrap_or_default();
            let weight = number(hit.weight);
            match times(at) {
                1 => format!("‘{words}’ ({weight})"),
                times => format!("‘{words}’ ({weight}; {times} keer)"),
            }
        })
        .collect()
}

fn without_hits(words: &[String], value: &Value) -> String {
    if words.is_empty() {
        return format!(
            "Geen woord wijst op zichzelf op de waarde {}, maar de passage als geheel lijkt op \
             passages waarin beoordelaars haar aanwezen.",
            value.name
        );
    }
    let verb = if words.len() == 1 { "past" } else { "passen" };
    format!(
        "Het lexicon kent hier geen woord voor de waarde {}; {} {verb} bij passages waarin \
         beoordelaars haar aanwezen.",
        value.name,
        enumerate(words)
    )
}

/// The words that speak for the value without being part of a hit, strongest
/// first, each once.
fn learned_words(suggestion: &Suggestion, text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for factor in &suggestion.factors {
        let FactorKind::Word(span) = factor.kind else {
            continue;
        };
        let in_hit = suggestion.hits.iter().any(|hit| hit.span.overlaps(span));
        if factor.added < WORTH_NAMING || in_hit {
            continue;
        }
        let word = quoted(span.get(text).unwrap_or_default());
        words.extend(word.filter(|word| !words.contains(word)));
    }
    words.truncate(MOST_WORDS);
    words
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
