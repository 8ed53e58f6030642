//! The tables of `docs/performance.md`, each between two marks.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::contender::Measured;
use super::measure::{Spread, Usage};

/// Puts `table` where the page has the marks of that name.
pub(crate) fn write(path: &Path, name: &str, table: &str) -> Result<()> {
    let page = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let replaced = replace(&page, name, table)
        .with_context(|| format!("{} has no marks of {name}", path.display()))?;
    fs::write(path, replaced)?;
    Ok(())
}

fn replace(page: &str, name: &str, table: &str) -> Option<String> {
    let (before, rest) = page.split_once(&format!("<!-- bench {name} -->\n"))?;
    let (_, after) = rest.split_once("<!-- end -->")?;
    Some(format!(
        "{before}<!-- bench {name} -->\n{table}<!-- end -->{after}"
    ))
}

/// What the size of an output is told in.
#[derive(Clone, Copy)]
pub(super) enum Output {
    Megabytes,
    Lines(&'static str),
}

/// A table of what was measured; ours comes first.
pub(super) fn table(heading: &str, output: Output, measured: &[Measured]) -> String {
    let mut text = format!("{heading}\n\n");
    let kind = match output {
        Output::Megabytes => "text, MB",
        Output::Lines(kind) => kind,
    };
    _ = writeln!(
        text,
        "| | CPU, s | × ours | least–most | wall, s | memory, MB | {kind} | what it does |\n\
         |---|--:|--:|--:|--:|--:|--:|---|"
    );
    let ours = measured.first().map_or(&[][..], |ours| &ours.rounds);
    for one in measured {
        let of = |number: fn(&Usage) -> f64| Spread::of(one.rounds.iter().map(number).collect());
        let rounds = one.rounds.iter().zip(ours);
        let ratio = Spread::of(rounds.map(|(one, ours)| one.cpu / ours.cpu).collect());
        let written = match output {
            Output::Megabytes => format!("{:.2}", one.bytes as f64 / 1e6),
            Output::Lines(_) => one.lines.to_string(),
        };
        _ = writeln!(
            text,
            "| {} | {:.3} | {:.2} | {:.2}–{:.2} | {:.2} | {:.0} | {written} | {} |",
            one.name,
            of(|used| used.cpu).median,
            ratio.median,
            ratio.least,
            ratio.most,
            of(|used| used.wall).median,
            of(|used| used.memory as f64 / 1e6).most,
            one.does,
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let page =
            "a\n<!-- bench pdf -->\nold\n<!-- end -->\nb\n<!-- bench job -->\n<!-- end -->\n";
        let expected =
            "a\n<!-- bench pdf -->\nold\n<!-- end -->\nb\n<!-- bench job -->\nnew\n<!-- end -->\n";
        assert_eq!(replace(page, "job", "new\n").as_deref(), Some(expected));
        assert_eq!(replace(page, "docx", "new\n"), None);
    }

    #[test]
    fn ratios_are_of_the_same_round() {
        let measured = |name: &str, seconds: [f64; 3]| Measured {
            name: name.to_owned(),
            does: "counts",
            rounds: seconds
                .map(|cpu| Usage {
                    cpu,
                    wall: cpu * 2.0,
                    memory: 9_000_000,
                })
                .to_vec(),
            bytes: 1_500_000,
            lines: 12,
        };
        let rows = [
            measured("ours", [1.0, 2.0, 4.0]),
            measured("theirs", [3.0, 4.0, 20.0]),
        ];
        let table = table("Three rounds.", Output::Lines("hits"), &rows);
        let last = table.lines().last();
        let expected = "| theirs | 4.000 | 3.00 | 2.00–5.00 | 8.00 | 9 | 12 | counts |";
        assert_eq!(last, Some(expected));
    }
}
