//! Measures the language layer on word families, compounds and sentences that
//! lie beside the project. Skipped where they are absent.

use std::collections::BTreeMap;
use std::path::Path;

use waardenscan_dutch::{Dutch, End, Words};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/dutch");

/// Returns the rows of a table below its header, or why they are not there.
fn rows(name: &str) -> Result<Vec<Vec<String>>, String> {
    let path = Path::new(SHARED).join(name);
    let table = std::fs::read_to_string(&path)
        .map_err(|error| format!("skipped: {}: {error}", path.display()))?;
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    Ok(table.lines().skip(1).map(row).collect())
}

/// Everything that one word or phrase can be found by.
struct Form {
    text: String,
    /// 1 must match the family, 0 is a false friend, -1 an opposite.
    label: i32,
    families: Vec<String>,
    parts: Vec<String>,
}

impl Form {
    fn new(dutch: &Dutch, text: &str, label: i32) -> Self {
        let analysis = dutch.analyse(text, &mut Words::new());
        let (families, parts) = if analysis.tokens.len() == 1 {
            let splits = dutch.splits(text).into_iter();
            let parts = splits.map(|split| split.family).collect();
            (vec![dutch.word(text).family], parts)
        } else {
            // A phrase counts by its separable verb only: its other words
            // stand for themselves.
            let verbs = analysis.separable.iter();
            let families = verbs.map(|verb| dutch.word(&verb.lemma).family);
            (families.collect(), Vec::new())
        };
        Self {
            text: text.to_owned(),
            label,
            families,
            parts,
        }
    }

    /// Tells whether a lexicon that lists `listed` finds this form.
    fn is_found_by(&self, listed: &Self) -> bool {
        let found = |family| self.families.contains(family) || self.parts.contains(family);
        listed.families.iter().any(found)
    }
}

#[test]
fn families() {
    let rows = match rows("families.tsv") {
        Ok(rows) => rows,
        Err(skipped) => return println!("{skipped}"),
    };
    let dutch = Dutch::new();
    let mut families: BTreeMap<&str, Vec<Form>> = BTreeMap::new();
    for row in &rows {
        let form = Form::new(&dutch, &row[1], row[2].parse().unwrap());
        families.entry(&row[0]).or_default().push(form);
    }

    let (mut wanted, mut found) = (0, 0);
    let (mut friends, mut wrong, mut opposites) = (0, 0, 0);
    let (mut pairs, mut joined, mut joined_wrong) = (0, 0, 0);
    for forms in families.values() {
        let (members, others): (Vec<&Form>, Vec<&Form>) =
            forms.iter().partition(|form| form.label == 1);

        // The lexicon lists the first, third, fifth, … member.
        let listed: Vec<&Form> = members.iter().copied().step_by(2).collect();
        let is_found = |form: &Form| listed.iter().any(|listed| form.is_found_by(listed));
        for form in members.iter().skip(1).step_by(2) {
            wanted += 1;
            if is_found(form) {
                found += 1;
            } else {
                println!("missed {}", form.text);
            }
        }
        friends += others.iter().filter(|form| form.label == 0).count();
        for form in others.iter().filter(|form| is_found(form)) {
            println!("wrong {}", form.text);
            match form.label {
                0 => wrong += 1,
                _ => opposites += 1,
            }
        }

        // What a lexicon that lists one member makes of every other form.
        for (index, listed) in members.iter().enumerate() {
            let rest = members
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            pairs += members.len() - 1;
            joined += rest.filter(|(_, form)| form.is_found_by(listed)).count();
            joined_wrong += others
                .iter()
                .filter(|form| form.is_found_by(listed))
                .count();
        }
    }

    let (recall, fall_out) = (ratio(found, wanted), ratio(wrong, friends));
    let pair_precision = ratio(joined, joined + joined_wrong);
    let pair_recall = ratio(joined, pairs);
    println!(
        "half listed: {recall:.3} of {wanted} found, {fall_out:.4} of {friends} false friends"
    );
    println!(
        "opposites {opposites}; pairs: precision {pair_precision:.3}, recall {pair_recall:.3}"
    );
    assert!(recall >= 0.85 && fall_out <= 0.015 && opposites == 0);
    assert!(pair_precision >= 0.95 && pair_recall >= 0.45);
}

#[test]
fn compounds() {
    let rows = match rows("compounds.tsv") {
        Ok(rows) => rows,
        Err(skipped) => return println!("{skipped}"),
    };
    let dutch = Dutch::new();
    let (mut missed, mut wrong, mut opposites) = (0, 0, 0);
    for row in &rows {
        let found = [End::Modifier, End::Head]
            .into_iter()
            .any(|end| dutch.compound_of(&row[0], &row[1], end));
        match (row[2].as_str(), found) {
            ("1", false) => missed += 1,
            ("0", true) => wrong += 1,
            ("-1", true) => opposites += 1,
            _ => continue,
        }
        println!("{} of {}", row[0], row[1]);
    }
    println!(
        "of {}: {missed} missed, {wrong} wrong, {opposites} opposites",
        rows.len()
    );
    assert!(missed <= 2 && wrong <= 2 && opposites == 0);
}

#[test]
fn sentences() {
    let rows = match rows("sentences.tsv") {
        Ok(rows) => rows,
        Err(skipped) => return println!("{skipped}"),
    };
    let dutch = Dutch::new();
    let (mut right, mut found, mut expected) = (0, 0, 0);
    for row in &rows {
        let gold: Vec<String> = row[2]
            .replace("\\n", "\n")
            .split('‖')
            .map(str::to_owned)
            .collect();
        let text = gold.concat();
        let spans = dutch.sentences(&text);
        let parts = spans.iter().filter_map(|span| span.get(&text));
        let (gold, cut) = (
            boundaries(gold.iter().map(String::as_str)),
            boundaries(parts),
        );
        if cut != gold {
            println!("row {}", row[0]);
        }
        right += cut.iter().filter(|end| gold.contains(end)).count();
        found += cut.len();
        expected += gold.len();
    }
    let f1 = 2.0 * ratio(right, found + expected);
    println!("{expected} boundaries, F1 {f1:.3}");
    assert!(f1 >= 0.97);
}

/// Returns the boundaries between parts, counted in characters that are no
/// white space.
fn boundaries<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut letters = 0;
    let mut ends: Vec<usize> = parts
        .map(|part| {
            letters += part.chars().filter(|c| !c.is_whitespace()).count();
            letters
        })
        .collect();
    ends.pop();
    ends
}

#[expect(clippy::cast_precision_loss, reason = "the counts are a few thousand")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
