//! Learning from decisions.

use waardenscan_archive::{
    Decision, LearnedScores, Project, State, SuggestionFilter, SuggestionOrder, Verdict,
    merge_projects,
};

use crate::folder::Folder;

const REJECT: Verdict = Verdict::Reject { reason: None };

/// Twenty documents that speak of trust, twenty that speak of tailoring.
fn project(folder: &Folder) -> Project {
    for number in 0..20 {
        let trust = format!("Wij geven inwoner {number} ons vertrouwen.");
        let tailored = format!("Maatwerk is de regel in wijk {number}.");
        folder.write(&format!("plan-{number:02}.docx"), &[&trust, &tailored]);
    }
    let mut project = Project::create_or_open(&folder.root.path().join("p.sqlite")).unwrap();
    folder.scan(&mut project);
    project
}

/// Accepts trust and rejects tailoring in the first ten.
fn decide(project: &mut Project, folder: &Folder) {
    for number in 0..10 {
        let name = format!("plan-{number:02}.docx");
        let both = [
            folder.decision(&name, 0, "vertrouwen", Verdict::Accept),
            folder.decision(&name, 1, "maatwerk", REJECT),
        ];
        project.decide_all(&both).unwrap();
    }
}

fn scores(project: &Project, value: &str, state: State) -> Vec<f64> {
    let filter = SuggestionFilter {
        values: vec![value.to_owned()],
        state: Some(state),
        ..SuggestionFilter::default()
    };
    let page = project
        .suggestions(&filter, SuggestionOrder::Strongest, None, 100)
        .unwrap();
    page.suggestions
        .iter()
        .map(|it| it.suggestion.score)
        .collect()
}

/// What is told of suggestions, without the decisions.
fn told(folder: &Folder, project: &Project) -> Vec<String> {
    let dump = folder.dump(project);
    let lines = dump.lines().filter(|line| line.starts_with("suggestion"));
    lines.map(str::to_owned).collect()
}

fn undo(project: &mut Project, entry: u64) {
    let undo = Decision {
        who: "Noor".to_owned(),
        document: String::new(),
        block: 0,
        text: None,
        value: None,
        verdict: Verdict::Undo {
            undoes: entry.to_string(),
        },
    };
    project.decide(&undo).unwrap();
}

#[test]
fn what_is_learned_is_told_applied_and_undone() {
    let folder = Folder::new();
    let mut project = project(&folder);
    decide(&mut project, &folder);
    let before = told(&folder, &project);
    let [trust, tailored] =
        ["vertrouwen", "maatwerk"].map(|value| scores(&project, value, State::Open)[0]);

    let preview = project.preview_learning(u64::MAX).unwrap();
    assert_eq!(told(&folder, &project), before, "a preview changes nothing");
    let part = project.preview_learning(5).unwrap();
    assert_eq!((part.open, &part.learned), (20, &preview.learned));
    assert!((1..=10).contains(&part.looked_at), "{}", part.looked_at);
    assert_eq!(project.judgements_to_learn().unwrap(), 20);
    let (entry, learning) = project.learn("Noor").unwrap();
    assert_eq!(project.judgements_to_learn().unwrap(), 0);
    assert_eq!(learning, preview);
    assert_eq!((learning.learned.decisions, learning.open), (20, 20));
    let worst = &learning.learned.indicators[0];
    assert_eq!((&*worst.of, worst.decided, worst.held), ("maatwerk", 10, 0));
    assert!(worst.added < 0.0 && (worst.expected - 10.0 * tailored).abs() < 1e-9);
    assert!(
        scores(&project, "maatwerk", State::Open)
            .iter()
            .all(|it| *it < tailored - 0.2)
    );
    let trusted = scores(&project, "vertrouwen", State::Open);
    // Held ten times of ten: what fell is blamed on the other for the most.
    assert!(trusted.iter().all(|it| trust - it < 0.1));
    assert_eq!((learning.rise, learning.fall_below), (0, 10));

    // Base and factors still add up, and the explanation says why.
    let page = project.suggestions(
        &SuggestionFilter::default(),
        SuggestionOrder::Strongest,
        None,
        100,
    );
    for stored in page.unwrap().suggestions {
        let suggestion = stored.suggestion;
        let sum: f64 = suggestion.factors.iter().map(|factor| factor.added).sum();
        let score = 1.0 / (1.0 + (-suggestion.base - sum).exp());
        assert!((score - suggestion.score).abs() < 1e-6, "{suggestion:?}");
        assert!(
            suggestion.explanation.contains("besloten"),
            "{suggestion:?}"
        );
    }

    // Learning again from the same decisions gives the same.
    let (again, learning) = project.learn("Noor").unwrap();
    // The scores before are now those that were learned.
    assert!((learning.learned.before - learning.learned.after).abs() < 1e-9);
    let preview = LearnedScores {
        before: learning.learned.before,
        ..preview.learned
    };
    assert_eq!(learning.learned, preview);
    assert_eq!((learning.rise, learning.fall), (0, 0));
    undo(&mut project, again);
    undo(&mut project, entry);
    assert_eq!(told(&folder, &project), before);
    project.verify().unwrap();
}

#[test]
fn what_comes_new_is_scored_with_what_was_learned() {
    let folder = Folder::new();
    let mut project = project(&folder);
    decide(&mut project, &folder);
    project.learn("Noor").unwrap();
    let learned = scores(&project, "maatwerk", State::Open);
    folder.write("nieuw.docx", &["Maatwerk is de regel in wijk 77."]);
    folder.scan(&mut project);
    let now = scores(&project, "maatwerk", State::Open);
    assert_eq!(now.len(), learned.len() + 1);
    assert!(now.iter().all(|score| *score == learned[0]));

    // A merge of one part holds the same.
    let path = folder.root.path().join("p.sqlite");
    let merged = folder.root.path().join("m.sqlite");
    let merged = merge_projects(&merged, &[path]).unwrap();
    assert_eq!(told(&folder, &merged), told(&folder, &project));
}

#[test]
fn the_same_text_speaks_once() {
    let folder = Folder::new();
    for number in 0..5 {
        let own = format!("Alinea {number} zegt niets.");
        folder.write(&format!("{number}.docx"), &["Maatwerk is de regel.", &own]);
    }
    let mut project = Project::create_or_open(&folder.root.path().join("p.sqlite")).unwrap();
    folder.scan(&mut project);
    for number in 0..5 {
        let reject = folder.decision(&format!("{number}.docx"), 0, "maatwerk", REJECT);
        project.decide(&reject).unwrap();
    }
    assert_eq!(
        project
            .preview_learning(u64::MAX)
            .unwrap()
            .learned
            .decisions,
        1
    );
    assert!(project.learn(" ").is_err());
}

/// Goes on until every suggestion has its score.
fn rescore(project: &mut Project, most: u32) -> usize {
    let mut steps = 0;
    while project.rescore_some(most).unwrap() {
        steps += 1;
    }
    steps
}

#[test]
fn learning_in_steps_is_learning_at_once() {
    let folder = Folder::new();
    let mut project = project(&folder);
    decide(&mut project, &folder);
    let before = told(&folder, &project);
    let (whole, learning) = project.learn("Noor").unwrap();
    let at_once = told(&folder, &project);
    let counted = project.rescoring().unwrap().unwrap();
    assert_eq!(
        (
            counted.entry,
            counted.after,
            counted.open,
            counted.rise,
            counted.fall
        ),
        (whole, None, learning.open, learning.rise, learning.fall)
    );
    undo(&mut project, whole);
    assert_eq!(told(&folder, &project), before);

    let entry = project.begin_learning("Noor", Some(20)).unwrap();
    assert_eq!(told(&folder, &project), before, "the scores follow later");
    assert!(project.rescore_some(7).unwrap());
    // A killed program leaves it here, and another goes on.
    drop(project);
    let mut project = Project::open(&folder.root.path().join("p.sqlite")).unwrap();
    assert!(project.rescoring().unwrap().unwrap().after.is_some());
    assert_eq!(rescore(&mut project, 7), 5, "40 suggestions, 7 at a time");
    assert_eq!(told(&folder, &project), at_once);
    let stepped = project.rescoring().unwrap().unwrap();
    assert_eq!(
        (stepped.fall, stepped.fall_below),
        (learning.fall, learning.fall_below)
    );

    assert!(
        project.begin_unlearning("Noor", whole).is_err(),
        "that was undone"
    );
    project.begin_unlearning("Noor", entry).unwrap();
    rescore(&mut project, 1000);
    assert_eq!(told(&folder, &project), before);
    project.verify().unwrap();
}

#[test]
fn learning_is_due_after_so_many_judgements() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let set = |project: &mut Project, judgements| {
        let decision = Decision {
            who: "Noor".to_owned(),
            document: String::new(),
            block: 0,
            text: None,
            value: None,
            verdict: Verdict::LearnEvery { judgements },
        };
        project.decide(&decision).unwrap()
    };
    assert_eq!(
        project.learns_every().unwrap(),
        50,
        "unless somebody chooses"
    );
    set(&mut project, 20);
    assert_eq!(project.learning_due().unwrap(), None);
    decide(&mut project, &folder);
    assert_eq!(project.learning_due().unwrap(), Some(20));
    let never = set(&mut project, 0);
    assert_eq!(project.learning_due().unwrap(), None, "never");
    undo(&mut project, never);
    let entry = project.begin_learning("Noor", Some(20)).unwrap();
    assert_eq!(project.learning_due().unwrap(), None, "just done");
    project.begin_unlearning("Noor", entry).unwrap();
    assert_eq!(project.learning_due().unwrap(), None, "not again at once");
    assert_eq!(project.judgements_to_learn().unwrap(), 20);
}

#[test]
fn lessons_are_open_and_follow_from_what_was_decided() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let filter = SuggestionFilter {
        state: Some(State::Open),
        ..SuggestionFilter::default()
    };
    let lessons = project.lessons(&filter, 100).unwrap();
    assert_eq!(lessons.len(), 40, "each once");
    assert_eq!(project.lessons(&filter, 100).unwrap(), lessons);
    let value = |project: &Project, id: i64| project.suggestion(id).unwrap().unwrap();
    let first: std::collections::BTreeSet<String> = lessons
        .iter()
        .take(12)
        .map(|id| value(&project, *id).suggestion.value)
        .collect();
    assert_eq!(first.len(), 2, "both values are asked after");
    decide(&mut project, &folder);
    let lessons = project.lessons(&filter, 5).unwrap();
    assert_eq!(lessons.len(), 5);
    let open = |id: &i64| value(&project, *id).state == State::Open;
    assert!(lessons.iter().all(open));
    let of_trust = SuggestionFilter {
        values: vec!["vertrouwen".to_owned()],
        ..filter
    };
    assert_eq!(project.lessons(&of_trust, 100).unwrap().len(), 10);
}
