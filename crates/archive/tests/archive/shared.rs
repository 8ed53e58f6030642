//! A share of the suggestions that several analysts judge, each without seeing
//! what the others say.

use waardenscan_archive::{
    Decision, Project, SharedSuggestion, State, SuggestionFilter, SuggestionOrder, Verdict,
};

use crate::folder::Folder;

const REJECT: Verdict = Verdict::Reject { reason: None };

fn project(folder: &Folder, documents: usize) -> Project {
    for number in 0..documents {
        let text = format!("Wij geven inwoner {number} ons vertrouwen.");
        folder.write(&format!("plan-{number:02}.docx"), &[&text]);
    }
    let mut project = Project::create_or_open(&folder.root.path().join("p.sqlite")).unwrap();
    folder.scan(&mut project);
    project
}

/// Noor and Bram judge so many of a hundred suggestions.
fn deal(project: &mut Project, percent: u8) -> u64 {
    let coders = vec!["Noor".to_owned(), "Bram".to_owned()];
    let verdict = Verdict::Assign { coders, percent };
    project.decide(&matter(verdict)).unwrap()
}

fn matter(verdict: Verdict) -> Decision {
    Decision {
        who: "Sanne".to_owned(),
        document: String::new(),
        block: 0,
        text: None,
        value: None,
        verdict,
    }
}

fn judge(
    project: &mut Project,
    folder: &Folder,
    who: &str,
    number: usize,
    verdict: Verdict,
) -> u64 {
    let name = format!("plan-{number:02}.docx");
    let decision = Decision {
        who: who.to_owned(),
        ..folder.decision(&name, 0, "vertrouwen", verdict)
    };
    project.decide(&decision).unwrap()
}

fn undo(project: &mut Project, entry: u64) {
    let undoes = entry.to_string();
    project.decide(&matter(Verdict::Undo { undoes })).unwrap();
}

fn states(project: &Project) -> Vec<(State, Option<u64>)> {
    let page = project.suggestions(
        &SuggestionFilter::default(),
        SuggestionOrder::Strongest,
        None,
        100,
    );
    let mut stored = page.unwrap().suggestions;
    stored.sort_by(|a, b| a.suggestion.document.cmp(&b.suggestion.document));
    stored.iter().map(|it| (it.state, it.decision)).collect()
}

fn only(project: &Project) -> SharedSuggestion {
    let [shared]: [SharedSuggestion; 1] = project.shared_suggestions().unwrap().try_into().unwrap();
    let by_key = project.shared_suggestion(shared.id).unwrap();
    assert_eq!(by_key.as_ref(), Some(&shared));
    shared
}

#[test]
fn judgements_are_hidden_until_all_have_judged() {
    let folder = Folder::new();
    let mut project = project(&folder, 1);
    deal(&mut project, 100);
    let id = project.to_judge("Noor", 9).unwrap().0;
    assert_eq!(id.len(), 1);
    assert_eq!(project.to_judge("Sanne", 9).unwrap(), (vec![], 0));

    judge(&mut project, &folder, "Noor", 0, Verdict::Accept);
    assert_eq!(states(&project), [(State::Open, None)]);
    let shared = only(&project);
    assert_eq!(
        (shared.judged, shared.waiting),
        (vec!["Noor".into()], vec!["Bram".into()])
    );
    assert_eq!((shared.judgements, shared.agreed), (vec![], None));
    assert_eq!(project.to_judge("Noor", 9).unwrap(), (vec![], 0));
    assert_eq!(project.to_judge("Bram", 9).unwrap(), (id, 1));
    let open = |project: &Project, who: &str| {
        let filter = SuggestionFilter {
            state: Some(State::Open),
            not_judged_by: Some(who.to_owned()),
            ..SuggestionFilter::default()
        };
        let page = project.suggestions(&filter, SuggestionOrder::default(), None, 9);
        page.unwrap().suggestions.len()
    };
    assert_eq!((open(&project, "Noor"), open(&project, "Bram")), (0, 1));
    let evidence = |project: &Project| {
        let values = project.workspace().unwrap().values;
        values
            .iter()
            .map(|value| value.evidence.len())
            .sum::<usize>()
    };
    assert_eq!(evidence(&project), 0);

    // Noor may think again while Bram has not judged.
    let doubt = Verdict::Doubt { reason: None };
    judge(&mut project, &folder, "Noor", 0, doubt);
    judge(&mut project, &folder, "Noor", 0, Verdict::Accept);
    let last = judge(&mut project, &folder, "Bram", 0, REJECT);
    assert_eq!(states(&project), [(State::Doubt, Some(last))]);
    assert_eq!(evidence(&project), 0);
    let shared = only(&project);
    let said: Vec<_> = shared
        .judgements
        .iter()
        .map(|it| (&*it.who, it.carries()))
        .collect();
    assert_eq!(said, [("Noor", Some(true)), ("Bram", Some(false))]);
    assert_eq!((shared.agreed, shared.settled), (Some(false), None));

    let settled = judge(&mut project, &folder, "Sanne", 0, Verdict::Accept);
    assert_eq!(states(&project), [(State::Accepted, Some(settled))]);
    assert_eq!(evidence(&project), 1);
    let agreement = project.coder_agreement().unwrap();
    assert_eq!((agreement.waiting, agreement.differ.len()), (0, 0));
    assert_eq!(
        agreement.pairs[0].alike, 0.0,
        "what was said before all had judged counts"
    );

    undo(&mut project, settled);
    assert_eq!(states(&project), [(State::Doubt, Some(last))]);
    undo(&mut project, last);
    assert_eq!(states(&project), [(State::Open, None)]);
    project.verify().unwrap();
}

#[test]
fn what_was_judged_before_is_not_dealt_out_and_a_share_can_be_taken_back() {
    let folder = Folder::new();
    let mut project = project(&folder, 2);
    let before = judge(&mut project, &folder, "Noor", 0, Verdict::Accept);
    let share = deal(&mut project, 100);
    let after = judge(&mut project, &folder, "Bram", 1, REJECT);
    assert_eq!(
        states(&project),
        [(State::Accepted, Some(before)), (State::Open, None)]
    );
    undo(&mut project, share);
    assert_eq!(
        states(&project),
        [
            (State::Accepted, Some(before)),
            (State::Rejected, Some(after))
        ]
    );
    assert_eq!(project.shared_suggestions().unwrap(), []);
}

#[test]
fn a_share_follows_its_passages_through_a_scan() {
    let folder = Folder::new();
    let mut project = project(&folder, 1);
    deal(&mut project, 100);
    judge(&mut project, &folder, "Noor", 0, Verdict::Accept);
    let text = "Wij geven inwoner 0 ons vertrouwen.";
    folder.write("plan-00.docx", &["Een nieuwe eerste alinea.", text]);
    folder.scan(&mut project);
    assert_eq!(states(&project), [(State::Open, None)]);
    assert_eq!(only(&project).waiting, ["Bram"]);
}

#[test]
fn a_part_is_about_as_large_as_asked_for() {
    let folder = Folder::new();
    let mut project = project(&folder, 80);
    deal(&mut project, 50);
    // By chance; outside of this once in ten million times.
    let (keys, count) = project.to_judge("Bram", 5).unwrap();
    assert_eq!(keys.len(), 5);
    assert!((15..=65).contains(&count), "{count}");
}

#[test]
fn agreement_is_that_of_the_independent_judgements() {
    let folder = Folder::new();
    let mut project = project(&folder, 20);
    deal(&mut project, 100);
    // Both accept 8, both reject 6, they differ on 4 and 2.
    for number in 0..20 {
        let noor = if number < 12 { Verdict::Accept } else { REJECT };
        let bram = if !(8..18).contains(&number) {
            Verdict::Accept
        } else {
            REJECT
        };
        judge(&mut project, &folder, "Noor", number, noor);
        if number != 0 {
            judge(&mut project, &folder, "Bram", number, bram);
        }
    }
    let agreement = project.coder_agreement().unwrap();
    assert_eq!((agreement.waiting, agreement.differ.len()), (1, 6));
    let all = agreement.all;
    let (kappa, alpha) = (all.kappa.unwrap(), all.alpha.unwrap());
    // 13 of 19 alike; by chance 11·9 + 8·10 of 361.
    let (alike, chance) = (13.0 / 19.0, 179.0 / 361.0);
    assert!((kappa.value - (alike - chance) / (1.0 - chance)).abs() < 1e-12);
    // 20 codes of the one kind, 18 of the other.
    assert!((alpha.value - (1.0 - 37.0 * 12.0 / 720.0)).abs() < 1e-12);
    let [low, high] = kappa.interval.unwrap();
    assert!(low < kappa.value && kappa.value < high);
    assert_eq!(agreement.values["vertrouwen"], all);
    assert_eq!(agreement.pairs[0].coders, ["Bram", "Noor"]);
    assert_eq!(agreement.pairs[0].kappa, all.kappa);
}
