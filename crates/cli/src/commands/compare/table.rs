//! Tables for analysts.

use std::io::{self, Write};

use waardenscan_report::compare::{ComparedRow, ComparedStep, Comparison};
use waardenscan_report::dutch;

use crate::output::{count, wrapped};

/// What a conclusion is set in by.
const INDENT: &str = "      ";

pub(super) fn write(comparison: &Comparison, out: &mut impl Write) -> io::Result<()> {
    for sentence in &comparison.account {
        wrapped(sentence, "", out)?;
    }
    writeln!(out)?;
    for group in &comparison.groups {
        let without = match group.without {
            0 => String::new(),
            without => format!(", {without} zonder"),
        };
        writeln!(
            out,
            "{}: {} met bevindingen{without}, {}",
            group.name,
            count(group.documents, "document", "documenten"),
            dutch::passages(group.passages)
        )?;
    }
    if comparison.groups.is_empty() {
        let noun = comparison.by.dutch();
        writeln!(
            out,
            "Van geen document is {noun} bekend. Zet het in een metadata.csv naast de documenten \
             en scan opnieuw."
        )?;
    }
    for step in &comparison.steps {
        write_step(comparison, step, out)?;
    }
    if comparison.steps.iter().any(|step| step.is_tested) {
        writeln!(out, "\n{LEGEND}")?;
    }
    Ok(())
}

fn write_step(
    comparison: &Comparison,
    step: &ComparedStep,
    out: &mut impl Write,
) -> io::Result<()> {
    let [from, to] = &step.phrases;
    writeln!(out, "\n{} → {to}\n", dutch::capital(from))?;
    for sentence in &step.summary {
        wrapped(sentence, "  ", out)?;
    }
    writeln!(out)?;
    let name = |row: &ComparedRow| {
        let value = comparison.values.get(row.value);
        value.map_or("", |value| value.name.as_str())
    };
    let names = step.rows.iter().map(|row| name(row).chars().count());
    let wide = names.max().unwrap_or_default().max("waarde".len());
    write!(
        out,
        "  {:<wide$} {:>6} {:>6} {:>8} {:>8} {:>9}",
        "waarde", "pass.", "pass.", "aandeel", "aandeel", "verschil"
    )?;
    match step.is_tested {
        true => writeln!(out, " {:>7} {:>7}", "effect", "q")?,
        false => writeln!(out)?,
    }
    for row in &step.rows {
        let share = |at: usize| match (row.passages.get(at), row.shares.get(at)) {
            (Some(0), _) | (_, None) => "–".to_owned(),
            (_, Some(share)) => decimal(share.value * 100.0, 1) + "%",
        };
        let [before, after] = row.passages;
        let mut line = format!(
            "  {:<wide$} {before:>6} {after:>6} {:>8} {:>8} {:>9}",
            name(row),
            share(0),
            share(1),
            row.difference
                .map_or(String::new(), |it| signed(it.value * 100.0)),
        );
        if let (true, Some(q)) = (step.is_tested, row.q) {
            let effect = row.effect.map_or(String::new(), |it| signed(it.value));
            let chance = match q < 0.001 {
                true => "<0,001".to_owned(),
                false => decimal(q, 3),
            };
            line.push_str(&format!(" {effect:>7} {chance:>7}"));
        }
        writeln!(out, "{}", line.trim_end())?;
        wrapped(&row.conclusion, INDENT, out)?;
    }
    Ok(())
}

const LEGEND: &str = "\
aandeel: het deel van de bevindingen dat van deze waarde is, gemiddeld over de documenten; verschil: in
procentpunten; effect: in standaarddeviaties (0,2 is klein, 0,8 groot); q: van alle verschillen met deze q
of een lagere is dit deel naar verwachting toeval (permutatietoets over documenten, Benjamini en Hochberg).";

fn decimal(number: f64, places: usize) -> String {
    format!("{number:.places$}").replace('.', ",")
}

fn signed(number: f64) -> String {
    format!("{number:+.1}").replace('.', ",").replace('-', "−")
}
