use std::collections::BTreeMap;

use crate::Problem;
use crate::pattern::Pattern;
use crate::read::{Draft, Place};

/// Reports identifiers used twice, indicators that a value has twice
/// (errors), and indicators that two values share (notes).
pub(super) fn check(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    let clusters = draft
        .clusters
        .iter()
        .map(|cluster| (&cluster.thing.id, &cluster.place));
    unique("cluster", clusters, problems);
    let values = draft
        .values
        .iter()
        .map(|value| (&value.value.id, &value.id));
    unique("waarde", values, problems);
    tensions(draft, problems);
    indicators(draft, problems);
}

fn unique<'d>(
    what: &str,
    ids: impl Iterator<Item = (&'d String, &'d Place<'d>)>,
    problems: &mut Vec<Problem>,
) {
    let mut seen: BTreeMap<&String, &Place<'_>> = BTreeMap::new();
    for (id, place) in ids {
        if let Some(first) = seen.get(id) {
            let message = format!("{what} `{id}` bestaat al");
            problems.push(place.error(message).with_help(Some(elsewhere(first))));
        } else {
            seen.insert(id, place);
        }
    }
}

fn tensions(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<[&String; 2], &Place<'_>> = BTreeMap::new();
    for tension in &draft.tensions {
        let [first, second] = &tension.tension.values;
        let [place, _] = &tension.places;
        if let Some(other) = seen
            .get(&[first, second])
            .or_else(|| seen.get(&[second, first]))
        {
            let message = format!("de spanning tussen `{first}` en `{second}` bestaat al");
            problems.push(place.error(message).with_help(Some(elsewhere(other))));
        } else {
            seen.insert([first, second], place);
        }
    }
}

fn indicators(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&Pattern, Vec<(&String, &Place<'_>)>> = BTreeMap::new();
    for value in &draft.values {
        let id = &value.value.id;
        for (indicator, place) in value.value.indicators.iter().zip(&value.terms) {
            let others = seen.entry(&indicator.pattern).or_default();
            if let Some((_, first)) = others.iter().find(|(owner, _)| *owner == id) {
                let problem = place.error(format!("`{}` staat al bij deze waarde", indicator.term));
                problems.push(problem.with_help(Some(elsewhere(first))));
            } else if let Some((owner, first)) = others.first() {
                let message = format!("`{}` wijst ook op `{owner}`", indicator.term);
                problems.push(place.note(message).with_help(Some(elsewhere(first))));
            }
            others.push((id, place));
        }
    }
}

fn elsewhere(first: &Place<'_>) -> String {
    // Only the position is of use here.
    let first = first.error("");
    format!("zie {}:{}:{}", first.file, first.line, first.column)
}
