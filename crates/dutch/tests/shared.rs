//! Measures the language layer on word families, compounds and sentences that
//! lie beside the project. Skipped where they are absent.

use std::collections::BTreeMap;
use std::path::Path;

use waardenscan_dutch::{Dutch, End, Words};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/dutch");

/// Returns the rows of a table below its header, or `None` where it is absent.
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let path = Path::new(SHARED).join(name);
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return None;
    };
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    Some(table.lines().skip(1).map(row).collect())
}

/// Everything that one word or phrase can be found by: its families, and
/// those of its parts at either end.
struct Found {
    families: Vec<String>,
    parts: Vec<String>,
}

impl Found {
    fn of(dutch: &Dutch, form: &str) -> Self {
        let mut words = Words::new();
        let analysis = dutch.analyse(form, &mut words);
        if analysis.tokens.len() == 1 {
            return Self {
                families: vec![dutch.word(form).family],
                parts: dutch
                    .splits(form)
                    .into_iter()
                    .map(|split| split.family)
                    .collect(),
            };
        }
        // A phrase counts by its separable verb only: its other words stand
        // for themselves.
        let verbs = analysis.separable.iter();
        Self {
            families: verbs.map(|verb| dutch.word(&verb.lemma).family).collect(),
            parts: Vec::new(),
        }
    }

    /// Tells whether a lexicon that lists `listed` finds this form.
    fn is_found_by(&self, listed: &Self) -> bool {
        listed
            .families
            .iter()
            .any(|family| self.families.contains(family) || self.parts.contains(family))
    }
}

#[test]
fn families() {
    let (Some(rows), dutch) = (rows("families.tsv"), Dutch::new()) else {
        return;
    };
    let mut families: BTreeMap<&str, Vec<(&str, i32, Found)>> = BTreeMap::new();
    for row in &rows {
        let found = Found::of(&dutch, &row[1]);
        let family = families.entry(&row[0]).or_default();
        family.push((&row[1], row[2].parse().unwrap(), found));
    }

    let (mut positives, mut hit, mut friends, mut wrong, mut opposites) = (0, 0, 0, 0, 0);
    let (mut pairs, mut joined_wrong, mut joined_right) = (0, 0, 0);
    for (name, forms) in &families {
        let members: Vec<_> = forms.iter().filter(|(_, label, _)| *label == 1).collect();
        // The lexicon lists the first, third, fifth, ... member.
        let listed: Vec<_> = members
            .iter()
            .step_by(2)
            .map(|(_, _, found)| found)
            .collect();
        let is_hit = |found: &Found| listed.iter().any(|listed| found.is_found_by(listed));
        for (form, _, found) in members.iter().skip(1).step_by(2) {
            positives += 1;
            hit += usize::from(is_hit(found));
            if !is_hit(found) {
                println!("missed\t{name}\t{form}\t{:?}", found.families);
            }
        }
        for (form, label, found) in forms.iter().filter(|(_, label, _)| *label < 1) {
            friends += usize::from(*label == 0);
            if is_hit(found) {
                println!(
                    "wrong\t{name}\t{form}\t{label}\t{:?} {:?}",
                    found.families, found.parts
                );
                if *label == 0 {
                    wrong += 1
                } else {
                    opposites += 1
                }
            }
        }
        // What a lexicon that lists one member makes of every other form.
        for (index, (_, _, listed)) in members.iter().enumerate() {
            pairs += members.len() - 1;
            let others = members
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            joined_right += others
                .filter(|(_, (_, _, found))| found.is_found_by(listed))
                .count();
            let strangers = forms.iter().filter(|(_, label, _)| *label < 1);
            for (form, _, found) in strangers {
                if found.is_found_by(listed) {
                    println!("pair {name} {} {form}", members[index].0);
                    joined_wrong += 1;
                }
            }
        }
    }
    let (hit_share, wrong_share) = (ratio(hit, positives), ratio(wrong, friends));
    let (precision, recall) = (
        ratio(joined_right, joined_right + joined_wrong),
        ratio(joined_right, pairs),
    );
    println!(
        "found {hit_share:.3} of {positives}, false friends {wrong_share:.3} of {friends}, opposites {opposites}, pairs P {precision:.3} R {recall:.3}"
    );
    assert!(hit_share >= 0.85 && wrong_share <= 0.015 && opposites == 0);
    assert!(precision >= 0.95 && recall >= 0.45);
}

#[test]
fn compounds() {
    let (Some(rows), dutch) = (rows("compounds.tsv"), Dutch::new()) else {
        return;
    };
    let (mut missed, mut wrong, mut opposites) = (0, 0, 0);
    for row in &rows {
        let found = [End::Modifier, End::Head]
            .into_iter()
            .any(|end| dutch.compound_of(&row[0], &row[1], end));
        match row[2].as_str() {
            "1" if !found => missed += 1,
            "0" if found => wrong += 1,
            "-1" if found => opposites += 1,
            _ => continue,
        }
        println!("{}\t{}\t{}", row[0], row[1], row[2]);
    }
    println!(
        "of {}: missed {missed}, wrong {wrong}, opposites {opposites}",
        rows.len()
    );
    assert!(missed <= 2 && wrong <= 2 && opposites == 0);
}

#[test]
fn sentences() {
    let (Some(rows), dutch) = (rows("sentences.tsv"), Dutch::new()) else {
        return;
    };
    let (mut right, mut found, mut expected) = (0, 0, 0);
    for row in &rows {
        let gold: Vec<String> = row[2]
            .replace("\\n", "\n")
            .split('‖')
            .map(str::to_owned)
            .collect();
        let text = gold.concat();
        // A boundary is counted by the letters before it.
        let letters = |upto: &str| upto.chars().filter(|c| !c.is_whitespace()).count();
        let gold_ends: Vec<usize> = (1..gold.len())
            .map(|n| letters(&gold[..n].concat()))
            .collect();
        let spans = dutch.sentences(&text);
        let ends: Vec<usize> = spans
            .iter()
            .map(|span| letters(&text[..span.end]))
            .collect();
        let ends = &ends[..ends.len().saturating_sub(1)];
        if ends != gold_ends {
            println!(
                "{}\t{}\t{:?}",
                row[0],
                row[1],
                spans
                    .iter()
                    .map(|s| s.get(&text).unwrap())
                    .collect::<Vec<_>>()
            );
        }
        right += ends.iter().filter(|end| gold_ends.contains(end)).count();
        found += ends.len();
        expected += gold_ends.len();
    }
    let f1 = 2.0 * ratio(right, found + expected);
    println!("boundaries {expected}, F1 {f1:.3}");
    assert!(f1 >= 0.97);
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    count(part) / count(whole.max(1))
}
