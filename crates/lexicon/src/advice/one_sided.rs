use crate::Problem;
use crate::read::Draft;

/// Notes values that name a related value which does not name them.
pub(super) fn check(draft: &Draft<'_>, problems: &mut Vec<Problem>) {
    for value in &draft.values {
        let id = &value.value.id;
        for (name, place) in value.value.related.iter().zip(&value.related) {
            let other = draft.values.iter().find(|other| other.value.id == *name);
            if other.is_some_and(|other| !other.value.related.contains(id)) {
                let problem = place
                    .note(format!("`{name}` noemt `{id}` niet als verwant"))
                    .with_help(Some(format!(
                        "zet `{id}` bij `verwant` van `{name}`, of schrap het hier"
                    )));
                problems.push(problem);
            }
        }
    }
}
