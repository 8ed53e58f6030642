//! `waardenscan lexicon show`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use waardenscan::SectionRole;
use waardenscan::lexicon::{Indicator, Lexicon, Value};
use waardenscan::score::number;

use super::passages;
use crate::args::LexiconShowArgs;
use crate::commands::lexicon_choice::LexiconChoice;
use crate::exit::{Exit, UsageError};
use crate::output::width;

#[derive(Serialize)]
struct LexiconRecord<'a> {
    id: &'a str,
    name: &'a str,
    version: &'a str,
    language: &'a str,
    fingerprint: &'a str,
    values: Vec<ValueRecord<'a>>,
}

#[derive(Serialize)]
struct ValueRecord<'a> {
    id: &'a str,
    name: &'a str,
    cluster: &'a str,
    definition: &'a str,
    resident: Option<&'a str>,
    organisation: Option<&'a str>,
    sources: &'a [String],
    indicators: Vec<IndicatorRecord<'a>>,
    exclusions: Vec<&'a str>,
}

#[derive(Serialize)]
struct IndicatorRecord<'a> {
    term: &'a str,
    kind: &'static str,
    weight: f64,
    evidence: &'static str,
    pole: Option<&'static str>,
    only_in: Vec<&'static str>,
    not_in: Vec<&'static str>,
    near: Vec<&'a str>,
    not_near: Vec<&'a str>,
    examples: &'a [String],
    counter_examples: &'a [String],
    source: Option<&'a str>,
}

impl<'a> IndicatorRecord<'a> {
    fn new(indicator: &'a Indicator) -> Self {
        let scope = &indicator.scope;
        Self {
            term: &indicator.term,
            kind: indicator.kind.name(),
            weight: indicator.weight,
            evidence: indicator.evidence.name(),
            pole: indicator.pole.map(waardenscan::lexicon::Pole::name),
            only_in: scope.only_in.iter().map(|role| role.name()).collect(),
            not_in: scope.not_in.iter().map(|role| role.name()).collect(),
            near: scope.near.iter().map(|one| one.term.as_str()).collect(),
            not_near: scope.not_near.iter().map(|one| one.term.as_str()).collect(),
            examples: &indicator.examples.positive,
            counter_examples: &indicator.examples.negative,
            source: indicator.source.as_deref(),
        }
    }
}

impl<'a> ValueRecord<'a> {
    fn new(value: &'a Value) -> Self {
        Self {
            id: &value.id,
            name: &value.name,
            cluster: &value.cluster,
            definition: &value.definition,
            resident: value.resident.as_deref(),
            organisation: value.organisation.as_deref(),
            sources: &value.sources,
            indicators: value.indicators.iter().map(IndicatorRecord::new).collect(),
            exclusions: value
                .exclusions
                .iter()
                .map(|exclusion| exclusion.term.as_str())
                .collect(),
        }
    }
}

pub(super) fn run(args: &LexiconShowArgs, out: &mut impl Write) -> Result<Exit> {
    let lexicon = LexiconChoice::new(&args.lexicon)?.load()?;
    let value = match &args.value {
        Some(id) => Some(super::value(&lexicon, id)?),
        None => None,
    };
    match (value, &args.archive) {
        (Some(value), Some(folder)) => {
            let wanted = match &args.indicator {
                Some(name) => Some(indicator(value, name)?),
                None => None,
            };
            show_hits(&lexicon, value, wanted, folder, args.json, out)?;
        }
        (Some(value), None) => {
            if let Some(name) = &args.indicator {
                let index = indicator(value, name)?;
                show_indicators(value, Some(index), args.json, out)?;
            } else if args.json {
                json(&ValueRecord::new(value), out)?;
            } else {
                show_value(value, out)?;
            }
        }
        (None, _) if args.json => json(
            &LexiconRecord {
                id: lexicon.id(),
                name: lexicon.name(),
                version: lexicon.version(),
                language: lexicon.language(),
                fingerprint: lexicon.fingerprint(),
                values: lexicon.values().iter().map(ValueRecord::new).collect(),
            },
            out,
        )?,
        (None, _) => show_lexicon(&lexicon, out)?,
    }
    Ok(Exit::Ok)
}

fn json(record: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, record).map_err(io::Error::from)?;
    writeln!(out)
}

/// Finds an indicator by its number, from 1, or by its term.
fn indicator(value: &Value, name: &str) -> Result<usize> {
    let by_term = || value.indicators.iter().position(|one| one.term == name);
    let by_number = || {
        let number: usize = name.parse().ok()?;
        number
            .checked_sub(1)
            .filter(|&index| index < value.indicators.len())
    };
    by_term().or_else(by_number).ok_or_else(|| {
        UsageError(format!(
            "no indicator \"{name}\" in value {}; give a term as written, or a number from 1 to {}",
            value.id,
            value.indicators.len()
        ))
        .into()
    })
}

#[derive(Serialize)]
struct HitLine<'a> {
    document: &'a str,
    page: Option<usize>,
    value: &'a str,
    indicator: &'a str,
    before: &'a str,
    hit: &'a str,
    after: &'a str,
}

/// Prints each hit of a value, or of one indicator, as keyword in context.
fn show_hits(
    lexicon: &Lexicon,
    value: &Value,
    wanted: Option<usize>,
    folder: &Path,
    as_json: bool,
    out: &mut impl Write,
) -> Result<()> {
    let index = lexicon.values().iter().position(|one| one.id == value.id);
    let columns = width();
    let (mut hits, mut passages, mut documents) = (0, 0, BTreeSet::new());
    passages::each(lexicon.clone(), folder, |passage| {
        let own = passage.matches.iter().filter(|found| {
            Some(found.value) == index && wanted.is_none_or(|one| one == found.indicator)
        });
        let before = hits;
        for found in own {
            let (Some(head), Some(hit), Some(tail)) = (
                passage.text.get(..found.span.start),
                found.span.get(passage.text),
                passage.text.get(found.span.end..),
            ) else {
                continue;
            };
            hits += 1;
            let term = value.indicators.get(found.indicator);
            let line = HitLine {
                document: passage.document,
                page: passage.page,
                value: &value.id,
                indicator: term.map_or("", |indicator| &indicator.term),
                before: head,
                hit,
                after: tail,
            };
            if as_json {
                serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
                writeln!(out)?;
            } else {
                if documents.insert(passage.document.to_owned()) {
                    writeln!(out, "{}", passage.document)?;
                }
                writeln!(out, "{}", in_context(&line, columns))?;
            }
        }
        passages += usize::from(hits > before);
        Ok(())
    })?;
    if !as_json {
        writeln!(
            out,
            "{} in {} van {}",
            crate::output::count(hits, "treffer", "treffers"),
            crate::output::count(passages, "passage", "passages"),
            crate::output::count(documents.len(), "document", "documenten"),
        )?;
    }
    Ok(())
}

/// One line with the hit in the middle, in square brackets.
fn in_context(line: &HitLine<'_>, columns: usize) -> String {
    let page = line.page.map_or(String::new(), |page| format!("p. {page}"));
    let hit = line.hit.split_whitespace().collect::<Vec<_>>().join(" ");
    let room = columns.saturating_sub(hit.chars().count() + 12);
    let side = (room / 2).max(10);
    let letters: Vec<char> = line.before.chars().collect();
    let before: String = letters
        .iter()
        .skip(letters.len().saturating_sub(side))
        .collect();
    let after: String = line.after.chars().take(side).collect();
    let flat = |text: String| text.replace(char::is_whitespace, " ");
    format!(
        "{page:>7} {:>side$}[{hit}]{}",
        flat(before),
        flat(after).trim_end()
    )
}

fn show_lexicon(lexicon: &Lexicon, out: &mut impl Write) -> io::Result<()> {
    let values = lexicon.values();
    let indicators: usize = values.iter().map(|value| value.indicators.len()).sum();
    let exclusions: usize = values.iter().map(|value| value.exclusions.len()).sum();
    writeln!(
        out,
        "{} ({}), versie {}",
        lexicon.name(),
        lexicon.id(),
        lexicon.version()
    )?;
    writeln!(
        out,
        "{} waarden, {indicators} indicatoren, {exclusions} uitsluitingen, {} spanningen",
        values.len(),
        lexicon.tensions().len()
    )?;
    for cluster in lexicon.clusters() {
        writeln!(out, "\n{}", cluster.name)?;
        for value in values.iter().filter(|value| value.cluster == cluster.id) {
            writeln!(
                out,
                "  {:<28}{:<36}{:>4} indicatoren{:>4} uitsluitingen",
                value.id,
                value.name,
                value.indicators.len(),
                value.exclusions.len()
            )?;
        }
    }
    Ok(())
}

fn show_value(value: &Value, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} ({})\n{}\n", value.name, value.id, value.definition)?;
    if let Some(resident) = &value.resident {
        writeln!(out, "Wat merkt de inwoner hiervan? {resident}\n")?;
    }
    if let Some(organisation) = &value.organisation {
        writeln!(
            out,
            "Wat betekent het voor de organisatie? {organisation}\n"
        )?;
    }
    show_indicators(value, None, false, out)?;
    if !value.exclusions.is_empty() {
        writeln!(out, "\nUitsluitingen")?;
        for exclusion in &value.exclusions {
            writeln!(out, "  {:<14}{}", exclusion.effect.name(), exclusion.term)?;
        }
    }
    list("Voorbeelden", &value.examples.positive, out)?;
    list("Tegenvoorbeelden", &value.examples.negative, out)?;
    list("Bronnen", &value.sources, out)
}

fn list(title: &str, texts: &[String], out: &mut impl Write) -> io::Result<()> {
    if !texts.is_empty() {
        writeln!(out, "\n{title}")?;
    }
    texts.iter().try_for_each(|text| writeln!(out, "  {text}"))
}

/// Prints the indicators of a value, numbered from 1; with `only`, that one
/// with all that is said of it.
fn show_indicators(
    value: &Value,
    only: Option<usize>,
    as_json: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    if as_json {
        let one = only.and_then(|index| value.indicators.get(index));
        return match one {
            Some(indicator) => json(&IndicatorRecord::new(indicator), out),
            None => json(&ValueRecord::new(value), out),
        };
    }
    writeln!(out, "Indicatoren")?;
    for (index, indicator) in value.indicators.iter().enumerate() {
        if only.is_some_and(|only| only != index) {
            continue;
        }
        writeln!(
            out,
            "{:>4}  {}  {:<14}{:<9}{}{}",
            index + 1,
            number(indicator.weight),
            indicator.evidence.name(),
            indicator.kind.name(),
            indicator.term,
            indicator
                .pole
                .map(|pole| format!("  ({})", pole.name()))
                .unwrap_or_default()
        )?;
        for (title, texts) in details(indicator) {
            if !texts.is_empty()
                && (only.is_some() || title.ends_with("in") || title.ends_with("bij"))
            {
                writeln!(out, "{:12}{title}: {}", "", texts.join("; "))?;
            }
        }
    }
    Ok(())
}

/// What is said of an indicator besides its row.
fn details(indicator: &Indicator) -> [(&'static str, Vec<&str>); 7] {
    let scope = &indicator.scope;
    let roles = |roles: &[SectionRole]| roles.iter().map(|role| role.name()).collect();
    [
        ("alleen in", roles(&scope.only_in)),
        ("niet in", roles(&scope.not_in)),
        (
            "bij",
            scope.near.iter().map(|one| one.term.as_str()).collect(),
        ),
        (
            "niet bij",
            scope.not_near.iter().map(|one| one.term.as_str()).collect(),
        ),
        ("voorbeelden", texts(&indicator.examples.positive)),
        ("tegenvoorbeelden", texts(&indicator.examples.negative)),
        ("bron", indicator.source.as_deref().into_iter().collect()),
    ]
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
