//! What the dictionaries of text analysis tools have in common: categories of
//! words and phrases, in which `*` stands for any letters.

use waardenscan_lexicon::{Cluster, Evidence, Indicator, Kind, Lexicon, Parts, Value, WordTest};

use crate::{ExchangeError, Report};

/// Phrases at most into which one indicator is written out.
const MOST_PHRASES: usize = 200;

/// The weight of an imported term: nobody has estimated it yet.
const WEIGHT: f64 = 0.5;

/// A category with its terms and the categories in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Category {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// Words and phrases, each once, in order.
    pub(crate) terms: Vec<String>,
    pub(crate) inner: Vec<Category>,
}

impl Category {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

/// What a tool's dictionary can hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Abilities {
    /// Categories within categories.
    pub(crate) nested: bool,
    /// `*` at the start of a word.
    pub(crate) open_start: bool,
    /// A description of a category.
    pub(crate) description: bool,
}

/// Writes a lexicon as categories: a cluster a category, a value a category in
/// it, or without clusters where categories cannot be nested.
pub(crate) fn of(lexicon: &Lexicon, abilities: Abilities, report: &mut Report) -> Vec<Category> {
    report_losses(lexicon, abilities, report);
    let values = |cluster: &Cluster, report: &mut Report| -> Vec<Category> {
        let values = lexicon.values().iter();
        values
            .filter(|value| value.cluster == cluster.id)
            .map(|value| category(value, abilities, report))
            .collect()
    };
    let mut categories = Vec::new();
    for cluster in lexicon.clusters() {
        let inner = values(cluster, report);
        if abilities.nested {
            categories.push(Category {
                inner,
                ..Category::new(&cluster.name)
            });
        } else {
            categories.extend(inner);
        }
    }
    categories
}

fn category(value: &Value, abilities: Abilities, report: &mut Report) -> Category {
    let mut terms: Vec<String> = Vec::new();
    for indicator in &value.indicators {
        for phrase in phrases(value, indicator, abilities, report) {
            if !terms.contains(&phrase) {
                terms.push(phrase);
            }
        }
    }
    Category {
        description: Some(value.definition.clone()),
        terms,
        ..Category::new(&value.name)
    }
}

/// The phrases that come nearest to an indicator; none where it cannot be
/// written so.
fn phrases(
    value: &Value,
    indicator: &Indicator,
    abilities: Abilities,
    report: &mut Report,
) -> Vec<String> {
    let name = format!("{}: {}", value.id, indicator.term);
    let Some(sequences) = indicator.sequences(MOST_PHRASES) else {
        report.add(
            "indicator vervalt: gaten, vrije volgorde of te veel keuzes",
            name,
        );
        return Vec::new();
    };
    let mut tests = sequences.iter().flatten();
    if tests.any(|test| matches!(test, WordTest::Last(_))) && !abilities.open_start {
        report.add("indicator vervalt: begint met een open woord", name);
        return Vec::new();
    }
    let tests = || sequences.iter().flatten();
    if tests().any(|test| matches!(test, WordTest::Lemma(_))) {
        report.add("alleen de grondvorm gaat mee", name.clone());
    }
    if tests().any(|test| {
        matches!(
            test,
            WordTest::Stem(_) | WordTest::First(_) | WordTest::Last(_)
        )
    }) {
        report.add("wordt ruimer: elk woord met dit begin of eind", name);
    }
    let word = |test: &WordTest| match test {
        WordTest::Exact(form) | WordTest::Lemma(form) => form.clone(),
        WordTest::Prefix(start) | WordTest::Stem(start) | WordTest::First(start) => {
            format!("{start}*")
        }
        WordTest::Last(end) => format!("*{end}"),
    };
    sequences
        .iter()
        .map(|sequence| sequence.iter().map(word).collect::<Vec<_>>().join(" "))
        .collect()
}

fn report_losses(lexicon: &Lexicon, abilities: Abilities, report: &mut Report) {
    for value in lexicon.values() {
        let id = || value.id.clone();
        report.add("gewichten en uitdrukking vervallen", id());
        if !abilities.description {
            report.add("definitie vervalt", id());
        }
        if value.resident.is_some() || value.organisation.is_some() {
            report.add("inwoner en organisatie vervallen", id());
        }
        if !value.related.is_empty() || !value.sources.is_empty() {
            report.add("verwante waarden en bronnen vervallen", id());
        }
        for exclusion in &value.exclusions {
            report.add(
                "uitsluiting vervalt",
                format!("{}: {}", value.id, exclusion.term),
            );
        }
        if value.examples != Default::default() {
            report.add("voorbeelden vervallen", id());
        }
        for indicator in &value.indicators {
            let name = || format!("{}: {}", value.id, indicator.term);
            if !indicator.scope.is_everywhere() {
                report.add("voorwaarden (delen en buren) vervallen", name());
            }
            if indicator.pole.is_some() {
                report.add("pool vervalt", name());
            }
            if indicator.examples != Default::default() || indicator.source.is_some() {
                report.add("voorbeelden en bron vervallen", name());
            }
        }
    }
    for tension in lexicon.tensions() {
        report.add("spanning vervalt", tension.values.join(" – "));
    }
    for signal in lexicon.tension_signals() {
        report.add("spanningssignaal vervalt", signal.term.clone());
    }
}

/// Makes a lexicon of categories. Those with terms become values, in the
/// cluster of the category around them; deeper ones carry the names of all
/// above them.
pub(crate) fn read(
    categories: Vec<Category>,
    origin: &str,
    report: &mut Report,
) -> Result<Parts, ExchangeError> {
    let mut parts = Parts {
        id: "geimporteerd".into(),
        name: "Geïmporteerd lexicon".into(),
        version: "1".into(),
        language: "nl".into(),
        description: format!("Geïmporteerd uit {origin}."),
        ..Parts::default()
    };
    for category in categories {
        let cluster = if category.inner.is_empty() {
            "Overig".to_owned()
        } else {
            category.name.clone()
        };
        add(
            &category,
            &category.name,
            &cluster,
            origin,
            &mut parts,
            report,
        );
        for inner in &category.inner {
            add_all(inner, &inner.name, &cluster, origin, &mut parts, report);
        }
    }
    if parts.values.is_empty() {
        return Err(ExchangeError::Empty);
    }
    Ok(parts)
}

fn add_all(
    category: &Category,
    name: &str,
    cluster: &str,
    origin: &str,
    parts: &mut Parts,
    report: &mut Report,
) {
    add(category, name, cluster, origin, parts, report);
    for inner in &category.inner {
        let name = format!("{name} / {}", inner.name);
        add_all(inner, &name, cluster, origin, parts, report);
    }
}

/// Adds the terms of one category as a value.
fn add(
    category: &Category,
    name: &str,
    cluster: &str,
    origin: &str,
    parts: &mut Parts,
    report: &mut Report,
) {
    let mut indicators: Vec<Indicator> = Vec::new();
    for term in &category.terms {
        match indicator(term) {
            Some(mut indicator) => {
                if indicators
                    .iter()
                    .any(|one| (one.kind, &one.term) == (indicator.kind, &indicator.term))
                {
                    report.add("term staat er dubbel", format!("{name}: {term}"));
                    continue;
                }
                indicator.source = Some(origin.to_owned());
                indicators.push(indicator);
            }
            None => report.add("term vervalt: niet te schrijven", format!("{name}: {term}")),
        }
    }
    let described = category.description.clone();
    let definition = described.filter(|text| !text.trim().is_empty());
    if indicators.is_empty() {
        if category.inner.is_empty() {
            report.add("categorie vervalt: geen bruikbare termen", name);
        }
        if let Some(definition) = definition {
            report.add(
                "omschrijving van categorie vervalt",
                format!("{name}: {definition}"),
            );
        }
        return;
    }
    report.add("gewicht 0,5 gezet, nog te schatten", name);
    if definition.is_none() {
        report.add("definitie nog te schrijven", name);
    }
    let cluster = cluster_id(cluster, parts);
    let id = free(&slug(name), |id| {
        parts.values.iter().any(|value| value.id == id)
    });
    let definition = definition.unwrap_or_else(|| format!("Nog te schrijven; uit {origin}."));
    let mut value = Value::new(id, name, cluster, definition);
    value.indicators = indicators;
    parts.values.push(value);
}

/// The cluster of this name, made where there is none.
fn cluster_id(name: &str, parts: &mut Parts) -> String {
    if let Some(cluster) = parts.clusters.iter().find(|cluster| cluster.name == name) {
        return cluster.id.clone();
    }
    let id = free(&slug(name), |id| {
        parts.clusters.iter().any(|cluster| cluster.id == id)
    });
    parts.clusters.push(Cluster::new(&id, name));
    id
}

/// Reads a word or phrase with `*` as an indicator of the plainest kind.
fn indicator(term: &str) -> Option<Indicator> {
    let term = term.replace('_', " ").to_lowercase();
    let words: Vec<&str> = term.split_whitespace().collect();
    let (kind, term) = match words.as_slice() {
        [] => return None,
        [word] if word.starts_with('*') => {
            (Kind::Part, format!("-{}", word.trim_start_matches('*')))
        }
        [word] if !word.contains('*') => (Kind::Word, (*word).to_owned()),
        words if !term.contains('*') => (Kind::Phrase, words.join(" ")),
        words => (Kind::Pattern, words.join(" ")),
    };
    Indicator::new(&term, kind, WEIGHT, Evidence::Named).ok()
}

/// An identifier made of a name: `Betrouwbare overheid` is
/// `betrouwbare_overheid`.
pub(crate) fn slug(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match unaccented(letter) {
            letter if letter.is_ascii_alphanumeric() => id.push(letter),
            _ if !id.ends_with('_') && !id.is_empty() => id.push('_'),
            _ => {}
        }
    }
    let id = id.trim_end_matches('_');
    if id.is_empty() {
        "naamloos".into()
    } else {
        id.into()
    }
}

/// The letter without the accents that Dutch and its neighbours write.
fn unaccented(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// `id`, or the first of `id_2`, `id_3`, … that is not taken.
fn free(id: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(id) {
        return id.to_owned();
    }
    let numbered = (2u32..).map(|number| format!("{id}_{number}"));
    numbered
        .into_iter()
        .find(|id| !taken(id))
        .unwrap_or_else(|| id.to_owned())
}
