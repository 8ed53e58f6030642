use toml::de::Error;

use super::Place;
use crate::{Problem, SourceFile};

/// The parser's messages that analysts meet most, and what to tell them.
const DUTCH: [(&str, &str); 9] = [
    (
        "invalid basic string",
        "deze tekst mist zijn aanhalingsteken aan het eind",
    ),
    (
        "invalid literal string",
        "deze tekst mist zijn aanhalingsteken aan het eind",
    ),
    (
        "string values must be quoted",
        "een tekst staat tussen aanhalingstekens",
    ),
    ("duplicate key", "deze sleutel staat er al"),
    ("missing comma", "hier ontbreekt een komma"),
    ("unclosed array", "deze lijst mist haar `]`"),
    ("unclosed inline table", "deze regel mist zijn `}`"),
    ("missing value", "achter `=` ontbreekt een waarde"),
    (
        "key with no value",
        "achter deze sleutel ontbreekt `=` met een waarde",
    ),
];

/// Reports the syntax errors of `file`: one a line, since the others mostly
/// follow from it; a missing comma, which the parser sees late, or else the
/// first.
pub(super) fn report(file: &SourceFile, faults: &[Error], problems: &mut Vec<Problem>) {
    let mut found: Vec<_> = faults
        .iter()
        .map(|fault| {
            let span = fault.span().unwrap_or(0..0);
            let problem = Place { file, span }.error(message(fault.message()));
            (problem, !fault.message().starts_with("missing comma"))
        })
        .collect();
    found.sort_by_key(|(problem, other)| (problem.line, *other, problem.column));
    found.dedup_by_key(|(problem, _)| problem.line);
    problems.extend(found.into_iter().map(|(problem, _)| problem));
}

fn message(english: &str) -> String {
    match DUTCH.iter().find(|(start, _)| english.starts_with(start)) {
        Some((_, dutch)) => (*dutch).to_owned(),
        None => format!("geen geldige TOML ({english})"),
    }
}
