//! A lexicon written as the files that authors edit.

use std::fmt::Write;

use crate::source::MANIFEST;
use crate::{Exclusion, Indicator, Neighbour, Parts, SectionRole, Signal, SourceFile, Value};

/// Returns the files of a lexicon, sorted by path.
pub(crate) fn files(parts: &Parts) -> Vec<SourceFile> {
    let values = parts.values.iter().map(|value| SourceFile {
        path: format!("waarden/{}.toml", value.id),
        text: self::value(value),
    });
    std::iter::once(SourceFile {
        path: MANIFEST.to_owned(),
        text: manifest(parts),
    })
    .chain(values)
    .collect()
}

fn manifest(parts: &Parts) -> String {
    let mut text = String::new();
    let about = [
        ("id", &parts.id),
        ("naam", &parts.name),
        ("versie", &parts.version),
        ("taal", &parts.language),
        ("omschrijving", &parts.description),
    ];
    for (key, content) in about {
        line(&mut text, key, &string(content));
    }
    let clusters = parts.clusters.iter().map(|cluster| {
        format!(
            "{{ id = {}, naam = {} }}",
            string(&cluster.id),
            string(&cluster.name)
        )
    });
    text.push('\n');
    line(&mut text, "clusters", &lines(clusters));
    if !parts.signals.is_empty() {
        text.push('\n');
        line(
            &mut text,
            "spanningssignalen",
            &lines(signals(&parts.signals)),
        );
    }
    for tension in &parts.tensions {
        text.push_str("\n[[spanningen]]\n");
        line(
            &mut text,
            "waarden",
            &list(tension.values.iter().map(|id| string(id))),
        );
        line(&mut text, "vraag", &string(&tension.question));
        if !tension.signals.is_empty() {
            line(&mut text, "signalen", &list(signals(&tension.signals)));
        }
    }
    text
}

fn signals(signals: &[Signal]) -> impl Iterator<Item = String> {
    signals.iter().map(|signal| string(&signal.term))
}

fn value(value: &Value) -> String {
    let mut text = String::new();
    let texts = |texts: &[String]| list(texts.iter().map(|text| string(text)));
    let written = |text: &Option<String>| text.as_deref().map(string);
    let some = |all: &[String]| (!all.is_empty()).then(|| texts(all));
    let keys = [
        ("id", Some(string(&value.id))),
        ("naam", Some(string(&value.name))),
        ("cluster", Some(string(&value.cluster))),
        ("definitie", Some(string(&value.definition))),
        ("verwant", some(&value.related)),
        ("inwoner", written(&value.resident)),
        ("organisatie", written(&value.organisation)),
        ("bronnen", some(&value.sources)),
        ("voorbeelden", some(&value.examples.positive)),
        ("tegenvoorbeelden", some(&value.examples.negative)),
    ];
    for (key, content) in keys {
        if let Some(content) = content {
            line(&mut text, key, &content);
        }
    }
    text.push('\n');
    line(
        &mut text,
        "indicatoren",
        &lines(value.indicators.iter().map(indicator)),
    );
    if !value.exclusions.is_empty() {
        text.push('\n');
        line(
            &mut text,
            "uitsluitingen",
            &lines(value.exclusions.iter().map(exclusion)),
        );
    }
    text
}

/// Writes an indicator as an inline table.
pub(crate) fn indicator(indicator: &Indicator) -> String {
    format!("{{ {} }}", keys(indicator).join(", "))
}

/// Writes an indicator as a table with a key a line.
pub(crate) fn indicator_keys(indicator: &Indicator) -> String {
    keys(indicator).join("\n")
}

fn keys(indicator: &Indicator) -> Vec<String> {
    let scope = &indicator.scope;
    let mut keys = vec![
        ("term", string(&indicator.term)),
        ("soort", string(indicator.kind.name())),
        ("gewicht", format!("{:?}", indicator.weight)),
        ("uitdrukking", string(indicator.evidence.name())),
    ];
    keys.extend(indicator.pole.map(|pole| ("pool", string(pole.name()))));
    let roles = |roles: &[SectionRole]| list(roles.iter().map(|role| string(role.name())));
    let terms = |all: &[Neighbour]| list(all.iter().map(|one| string(&one.term)));
    let texts = |all: &[String]| list(all.iter().map(|text| string(text)));
    let examples = &indicator.examples;
    let lists = [
        ("alleen_in", scope.only_in.is_empty(), roles(&scope.only_in)),
        ("niet_in", scope.not_in.is_empty(), roles(&scope.not_in)),
        ("bij", scope.near.is_empty(), terms(&scope.near)),
        (
            "niet_bij",
            scope.not_near.is_empty(),
            terms(&scope.not_near),
        ),
        (
            "voorbeelden",
            examples.positive.is_empty(),
            texts(&examples.positive),
        ),
        (
            "tegenvoorbeelden",
            examples.negative.is_empty(),
            texts(&examples.negative),
        ),
    ];
    let given = lists.into_iter().filter(|(_, empty, _)| !empty);
    keys.extend(given.map(|(key, _, content)| (key, content)));
    keys.extend(
        indicator
            .source
            .iter()
            .map(|source| ("bron", string(source))),
    );
    pairs(&keys)
}

fn exclusion(exclusion: &Exclusion) -> String {
    let keys = [
        ("patroon", string(&exclusion.term)),
        ("werking", string(exclusion.effect.name())),
    ];
    format!("{{ {} }}", pairs(&keys).join(", "))
}

fn pairs(keys: &[(&str, String)]) -> Vec<String> {
    let each = keys.iter();
    each.map(|(key, content)| format!("{key} = {content}"))
        .collect()
}

fn line(text: &mut String, key: &str, content: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{key} = {content}");
}

/// A list on one line.
fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A list with an item a line.
fn lines(items: impl Iterator<Item = String>) -> String {
    let mut text = "[\n".to_owned();
    for item in items {
        let _ = writeln!(text, "  {item},");
    }
    text + "]"
}

/// A text between quotes, on one line.
pub(crate) fn string(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}
