//! Estimates the weights of a lexicon's indicators from labelled passages and
//! writes them into its files.
//!
//! A score is `1 − Π(1 − weight)` over the hits that count. So the weight of an
//! indicator is the probability that a passage carries the value when the
//! indicator is all that points to it, and not the share of its passages that
//! do: most good passages have several hits, and a plain share would count
//! each of them in full. The weights are found by expectation–maximisation of
//! this noisy-or: a passage with the value is divided over its hits by what
//! each adds, one without it counts against all of them. Indicators that share
//! words share what their place adds, though only the heaviest counts in the
//! score: one that stands in another's shadow is weighed like any other. A beta
//! prior draws indicators that are seldom seen towards a half, which is what
//! indicators chosen by reading reach.
//!
//! Chosen by five-fold cross-validation over documents: at a threshold of .5
//! these weights had precision .68 and recall .55 on real passages; plain shares
//! had .62 and .62, and .67 and .54 at .55. Priors of four to ten passages did
//! equally well.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use waardenscan_document::Span;
use waardenscan_dutch::{Dutch, Words};
use waardenscan_lexicon::{ClassCache, Lexicon, Matcher};

use crate::say;

/// How many passages the prior counts for, and how many of them are right.
const PRIOR_PASSAGES: f64 = 6.0;
const PRIOR_RIGHT: f64 = 3.0;
const STEPS: usize = 30;
/// The highest weight that a score takes in; as in `waardenscan-score`.
const STRONGEST_HIT: f64 = 0.98;

/// A passage with the values that coders gave it.
#[derive(Deserialize)]
struct Passage {
    text: String,
    labels: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    value: String,
}

/// What makes an indicator unique in a lexicon: value, kind and term.
type Key = (String, String, String);

/// The hits of one value in one passage.
struct Case {
    hits: Vec<Hit>,
    right: bool,
    /// What the passage counts for.
    share: f64,
}

#[derive(Clone)]
struct Hit {
    /// Index into the indicators of the lexicon, one by one.
    indicator: usize,
    span: Span,
}

/// Rewrites the weights in the lexicon folder that comes first, from the gold
/// files that follow: `FILE` or `FILE:SHARE`, where a passage of the file
/// counts for SHARE of a passage.
///
/// # Errors
///
/// Fails where the lexicon or a gold file cannot be read, a share is no
/// number above 0, or a file cannot be written.
pub(crate) fn run(mut arguments: impl Iterator<Item = String>) -> Result<()> {
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        bail!("name a lexicon folder and gold files");
    };
    let gold: Vec<(Vec<Passage>, f64)> = arguments
        .map(|argument| {
            let (path, share) = share(&argument)?;
            Ok((passages(path)?, share))
        })
        .collect::<Result<_>>()?;
    ensure!(!gold.is_empty(), "name at least one gold file");

    let lexicon =
        Lexicon::load(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let weights = estimate(&lexicon, &gold);
    for file in walk(&folder)? {
        let text = fs::read_to_string(&file)?;
        let weighed = rewrite(&text, &weights)?;
        fs::write(&file, weighed).with_context(|| format!("cannot write {}", file.display()))?;
    }
    say(&format!("{} indicators weighed", weights.len()));
    Ok(())
}

/// Takes `FILE:SHARE` apart; a file without a share counts fully.
fn share(argument: &str) -> Result<(&Path, f64)> {
    let Some((path, share)) = argument.rsplit_once(':') else {
        return Ok((Path::new(argument), 1.0));
    };
    let share: f64 = share
        .parse()
        .with_context(|| format!("{argument}: the share is no number"))?;
    ensure!(share > 0.0, "{argument}: the share is not above 0");
    Ok((Path::new(path), share))
}

fn passages(path: &Path) -> Result<Vec<Passage>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().enumerate();
    lines
        .map(|(index, line)| {
            serde_json::from_str(line).with_context(|| {
                format!("{}, line {}: not a gold passage", path.display(), index + 1)
            })
        })
        .collect()
}

/// Returns the weight of every indicator of the lexicon. The weights that it
/// has do not matter.
fn estimate(lexicon: &Lexicon, gold: &[(Vec<Passage>, f64)]) -> BTreeMap<Key, f64> {
    let mut keys = Vec::new();
    // Where the indicators of each value start.
    let mut starts = Vec::new();
    for value in lexicon.values() {
        starts.push(keys.len());
        for indicator in &value.indicators {
            let kind = indicator.kind.name().to_owned();
            keys.push((value.id.clone(), kind, indicator.term.clone()));
        }
    }
    let cases = cases(lexicon, &starts, gold);
    let mut weights = vec![PRIOR_RIGHT / PRIOR_PASSAGES; keys.len()];
    for _ in 0..STEPS {
        weights = step(&cases, &weights);
    }
    keys.into_iter().zip(weights).collect()
}

fn cases(lexicon: &Lexicon, starts: &[usize], gold: &[(Vec<Passage>, f64)]) -> Vec<Case> {
    let dutch = Dutch::new();
    let matcher = Matcher::new(lexicon, &dutch);
    let mut words = Words::new();
    let mut classes = ClassCache::default();
    let mut cases = Vec::new();
    for (passages, share) in gold {
        for passage in passages {
            let analysis = dutch.analyse(&passage.text, &mut words);
            let mut hits: BTreeMap<usize, Vec<Hit>> = BTreeMap::new();
            for found in matcher.find(&dutch, &analysis, &words, &mut classes) {
                let start = starts.get(found.value).copied().unwrap_or_default();
                hits.entry(found.value).or_default().push(Hit {
                    indicator: start + found.indicator,
                    span: found.span,
                });
            }
            for (value, hits) in hits {
                let id = lexicon.values().get(value).map(|value| value.id.as_str());
                cases.push(Case {
                    hits,
                    right: passage
                        .labels
                        .iter()
                        .any(|label| Some(label.value.as_str()) == id),
                    share: *share,
                });
            }
        }
    }
    cases
}

/// One step of expectation–maximisation.
fn step(cases: &[Case], weights: &[f64]) -> Vec<f64> {
    let weight = |hit: &Hit| {
        let weight = weights.get(hit.indicator).copied().unwrap_or_default();
        weight.min(STRONGEST_HIT)
    };
    let mut seen = vec![PRIOR_PASSAGES; weights.len()];
    let mut right = vec![PRIOR_RIGHT; weights.len()];
    for case in cases {
        let score = score(&case.hits, weight);
        // What the best place of each indicator adds.
        let mut places: BTreeMap<usize, f64> = BTreeMap::new();
        for hit in &case.hits {
            let overlapping = case
                .hits
                .iter()
                .filter(|other| other.span.overlaps(hit.span));
            let place = overlapping.map(weight).fold(0.0, f64::max);
            let best = places.entry(hit.indicator).or_default();
            *best = best.max(place);
        }
        for (indicator, place) in places {
            if let (Some(seen), Some(right)) = (seen.get_mut(indicator), right.get_mut(indicator)) {
                *seen += case.share;
                if case.right {
                    *right += case.share * (place / score).min(1.0);
                }
            }
        }
    }
    right
        .iter()
        .zip(seen)
        .map(|(right, seen)| right / seen)
        .collect()
}

/// Scores a passage as `waardenscan-score` does: of overlapping hits the
/// strongest, an indicator once.
fn score(hits: &[Hit], weight: impl Fn(&Hit) -> f64) -> f64 {
    let mut hits = hits.to_vec();
    hits.sort_by(|a, b| {
        let stronger = weight(b).total_cmp(&weight(a));
        let longer = || b.span.len().cmp(&a.span.len());
        let first = || (a.span, a.indicator).cmp(&(b.span, b.indicator));
        stronger.then_with(longer).then_with(first)
    });
    let mut counted: Vec<Hit> = Vec::new();
    for hit in hits {
        let taken = counted
            .iter()
            .any(|other| other.span.overlaps(hit.span) || other.indicator == hit.indicator);
        if !taken {
            counted.push(hit);
        }
    }
    1.0 - counted.iter().map(|hit| 1.0 - weight(hit)).product::<f64>()
}

/// Returns the TOML files of the folder and its folders, sorted.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(walk(&path)?);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Replaces the weight in each line that holds an indicator; all else stays as
/// it is, comments and alignment included.
fn rewrite(text: &str, weights: &BTreeMap<Key, f64>) -> Result<String> {
    let value: toml::Table = text.parse().context("a lexicon file is no TOML")?;
    let id = value.get("id").and_then(toml::Value::as_str);
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match id.and_then(|id| weighed(line, id, weights)) {
            Some(line) => out.push_str(&line),
            None => out.push_str(line),
        }
    }
    Ok(out)
}

fn weighed(line: &str, value: &str, weights: &BTreeMap<Key, f64>) -> Option<String> {
    let inner = line.trim().trim_end_matches(',');
    let table: toml::Table = format!("x = {inner}").parse().ok()?;
    let indicator = table.get("x")?;
    let text = |key: &str| indicator.get(key)?.as_str().map(str::to_owned);
    let key = (value.to_owned(), text("soort")?, text("term")?);
    let weight = weights.get(&key)?;
    let (before, rest) = line.split_once("gewicht = ")?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let after = rest.get(end..)?;
    Some(format!("{before}gewicht = {weight:.2}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A passage with these indicators, side by side.
    fn case(indicators: &[usize], right: bool) -> Case {
        let hits = indicators.iter().enumerate().map(|(at, &indicator)| Hit {
            indicator,
            span: Span::new(10 * at, 10 * at + 5),
        });
        Case {
            hits: hits.collect(),
            right,
            share: 1.0,
        }
    }

    #[test]
    fn what_never_hits_keeps_the_prior_and_what_hits_alone_gets_its_share() {
        let cases: Vec<_> = (0..94).map(|n| case(&[0], n < 47)).collect();
        let mut weights = vec![0.9, 0.9];
        for _ in 0..STEPS {
            weights = step(&cases, &weights);
        }
        assert_eq!(weights, [0.5, 0.5]);
    }

    #[test]
    fn a_hit_that_is_wrong_alone_gets_no_credit_for_its_company() {
        let mut cases: Vec<_> = (0..100).map(|_| case(&[0, 1], true)).collect();
        cases.extend((0..100).map(|_| case(&[1], false)));
        cases.extend((0..100).map(|_| case(&[0], true)));
        let mut weights = vec![0.5, 0.5];
        for _ in 0..100 {
            weights = step(&cases, &weights);
        }
        let [good, bad] = weights[..] else {
            panic!("two indicators");
        };
        // Half of the passages of the second are right: its plain share.
        assert!(good > 0.95 && bad < 0.25, "{good} {bad}");
    }

    #[test]
    fn indicators_on_the_same_words_are_weighed_alike() {
        let mut cases: Vec<_> = (0..50).map(|n| case(&[0, 1], n < 10)).collect();
        for case in &mut cases {
            for hit in &mut case.hits {
                hit.span = Span::new(0, 5);
            }
        }
        let weights = step(&cases, &step(&cases, &[0.5, 0.5]));
        assert_eq!(weights[0], weights[1]);
        assert!(weights[0] < 0.3);
    }

    #[test]
    fn only_the_weight_of_an_indicator_changes() {
        let text = "id = \"a\"\nindicatoren = [\n  { term = 'x', soort = \"woord\", \
                    gewicht = 0.5, uitdrukking = \"impliciet\" }, # gewicht = 1\n  \
                    { term = 'y', soort = \"woord\", gewicht = 0.5 },\n]\n";
        let key = ("a".into(), "woord".into(), "y".into());
        let found = rewrite(text, &BTreeMap::from([(key, 0.25)])).unwrap();
        assert_eq!(found, text.replace("gewicht = 0.5 }", "gewicht = 0.25 }"));
    }

    #[test]
    fn a_share_stands_behind_a_colon() {
        assert_eq!(share("a.jsonl").unwrap(), (Path::new("a.jsonl"), 1.0));
        assert_eq!(share("a.jsonl:0.5").unwrap(), (Path::new("a.jsonl"), 0.5));
        assert!(share("a.jsonl:0").is_err());
        assert!(share("a.jsonl:veel").is_err());
    }
}
