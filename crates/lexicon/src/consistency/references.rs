use crate::Problem;
use crate::read::{Draft, Place, suggestion};

/// Reports names of values and clusters that do not exist, and tensions of a
/// value with itself. A draft with holes says nothing about what exists.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    if draft.partial {
        return;
    }
    let clusters: Vec<&str> = draft
        .clusters
        .iter()
        .map(|cluster| cluster.thing.id.as_str())
        .collect();
    let values: Vec<&str> = draft
        .values
        .iter()
        .map(|value| value.value.id.as_str())
        .collect();
    let mut known = |what: &str, name: &str, names: &[&str], place: &Place<'_>| {
        if !names.contains(&name) {
            let help = suggestion(name, names.iter().copied());
            problems.push(
                place
                    .error(format!("{what} `{name}` bestaat niet"))
                    .with_help(help),
            );
        }
    };
    for value in &draft.values {
        // An absent cluster has been reported as a missing key.
        if !value.value.cluster.is_empty() {
            known("cluster", &value.value.cluster, &clusters, &value.cluster);
        }
        for (name, place) in value.value.related.iter().zip(&value.related) {
            known("waarde", name, &values, place);
        }
    }
    for tension in &draft.tensions {
        for (name, place) in tension.tension.values.iter().zip(&tension.places) {
            known("waarde", name, &values, place);
        }
    }
    for tension in &draft.tensions {
        let ([first, second], [_, place]) = (&tension.tension.values, &tension.places);
        if first == second {
            problems.push(place.error("een spanning bestaat tussen twee verschillende waarden"));
        }
    }
}
