//! Pages of suggestions.

use waardenscan_archive::{
    Project, State, StoredSuggestion, SuggestionFilter, SuggestionOrder, Verdict,
};

use crate::folder::Folder;

/// Every page of `size`, one after the other.
fn all(project: &Project, filter: &SuggestionFilter, size: u32) -> Vec<StoredSuggestion> {
    all_in(project, filter, SuggestionOrder::Strongest, size)
}

fn all_in(
    project: &Project,
    filter: &SuggestionFilter,
    order: SuggestionOrder,
    size: u32,
) -> Vec<StoredSuggestion> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = project.suggestions(filter, order, after, size).unwrap();
        found.extend(page.suggestions);
        match page.end {
            None => return found,
            end => after = end,
        }
    }
}

#[test]
fn pages_of_any_size_hold_every_suggestion_once_as_filtered() {
    let folder = Folder::new();
    for number in 0..4 {
        let texts = [
            format!("Document {number} gaat uit van vertrouwen en maatwerk."),
            format!("In de wijk is passende hulp dichtbij, zegt document {number}."),
        ];
        folder.write(&format!("{number}.docx"), &[&texts[0], &texts[1]]);
    }
    folder.write_bytes(
        "kopie.docx",
        &std::fs::read(folder.archive().join("3.docx")).unwrap(),
    );
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    for (name, verdict) in [
        ("0.docx", Verdict::Accept),
        ("1.docx", Verdict::Doubt { reason: None }),
    ] {
        let decision = folder.decision(name, 0, "vertrouwen", verdict);
        project.decide(&decision).unwrap();
    }
    let whole = all(&project, &SuggestionFilter::default(), 1000);
    assert!(whole.len() >= 16, "{}", whole.len());
    assert!(whole.is_sorted_by(|a, b| a.suggestion.score >= b.suggestion.score));
    let path = folder.path("3.docx");
    let copied = whole.iter().filter(|it| it.suggestion.document == path);
    assert!(copied.clone().count() > 0);
    assert!(
        copied
            .into_iter()
            .all(|it| it.copies == [folder.path("kopie.docx")])
    );

    let mut filters = vec![SuggestionFilter::default()];
    for document in [None, Some(path.clone())] {
        for values in [vec![], vec!["vertrouwen"], vec!["vertrouwen", "maatwerk"]] {
            for (least, below) in [(None, None), (Some(0.8), None), (Some(0.7), Some(0.86))] {
                for (state, who) in [
                    (None, None),
                    (Some(State::Open), None),
                    (Some(State::Doubt), None),
                    (None, Some("Noor")),
                ] {
                    filters.push(SuggestionFilter {
                        document: document.clone(),
                        values: values.iter().map(|&value| value.to_owned()).collect(),
                        least,
                        below,
                        stance: None,
                        state,
                        who: who.map(str::to_owned),
                        not_judged_by: None,
                        standard_text: None,
                    });
                }
            }
        }
    }
    let noor = |it: &StoredSuggestion| it.decision.is_some();
    for filter in &filters {
        let expected: Vec<&StoredSuggestion> = whole
            .iter()
            .filter(|it| {
                let score = it.suggestion.score;
                let values = &filter.values;
                let document = &it.suggestion.document;
                filter.document.as_ref().is_none_or(|path| document == path)
                    && (values.is_empty() || values.contains(&it.suggestion.value))
                    && filter.least.is_none_or(|least| score >= least)
                    && filter.below.is_none_or(|below| score < below)
                    && filter.state.is_none_or(|state| it.state == state)
                    && (filter.who.is_none() || noor(it))
            })
            .collect();
        for order in [
            SuggestionOrder::Strongest,
            SuggestionOrder::Document,
            SuggestionOrder::Unsure,
        ] {
            let mut expected = expected.clone();
            let distance = |it: &StoredSuggestion| (it.suggestion.score - 0.5).abs();
            expected.sort_by(|a, b| match order {
                SuggestionOrder::Document => a.id.cmp(&b.id),
                SuggestionOrder::Unsure => {
                    distance(a).total_cmp(&distance(b)).then(a.id.cmp(&b.id))
                }
                _ => (b.suggestion.score)
                    .total_cmp(&a.suggestion.score)
                    .then(a.id.cmp(&b.id)),
            });
            for size in [1, 3, 50] {
                let found = all_in(&project, filter, order, size);
                assert!(
                    found.iter().eq(expected.iter().copied()),
                    "{filter:?} {order:?} by {size}"
                );
                let back = all_in(&project, filter, order.reversed(), size);
                assert!(
                    back.iter().rev().eq(expected.iter().copied()),
                    "{filter:?} {order:?} back by {size}"
                );
            }
        }
    }
    let counts = project.count_suggestions(Some("vertrouwen")).unwrap();
    assert_eq!(counts.map(|(_, count)| count), [2, 1, 0, 0, 1]);
}

#[test]
fn one_suggestion_is_found_by_its_key_with_what_stands_around_it() {
    let folder = Folder::new();
    let texts: Vec<String> = (0..7)
        .map(|number| format!("Alinea {number} gaat over vertrouwen."))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    folder.write("plan.docx", &texts);
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    for stored in all(&project, &SuggestionFilter::default(), 100) {
        assert_eq!(project.suggestion(stored.id).unwrap(), Some(stored));
    }
    assert_eq!(project.suggestion(99).unwrap(), None);
    let document = project
        .document(&folder.path("plan.docx"))
        .unwrap()
        .unwrap();
    let blocks = |block, around| -> Vec<usize> {
        let passages = project.passages_around(&document, block, around).unwrap();
        passages.iter().map(|passage| passage.block).collect()
    };
    assert_eq!(blocks(3, 1), [2, 3, 4]);
    assert_eq!(blocks(0, 2), [0, 1, 2]);
    assert_eq!(blocks(6, 0), [6]);
    assert_eq!(blocks(7, 2), [0; 0]);
}
