//! The audit of misses and how far the work is.

use waardenscan_archive::{Decision, Project, Verdict};

use crate::folder::Folder;

fn project(folder: &Folder) -> Project {
    let silent: Vec<String> = (0..40)
        .map(|number| format!("Alinea {number} zegt niets."))
        .collect();
    let mut texts: Vec<&str> = silent.iter().map(String::as_str).collect();
    texts.push("Wij geven de inwoner ons vertrouwen.");
    folder.write("plan.docx", &texts);
    let mut project = Project::create_or_open(&folder.root.path().join("p.sqlite")).unwrap();
    folder.scan(&mut project);
    project
}

/// What was read in the audit.
fn read(folder: &Folder, block: u64, carries: &[&str]) -> Decision {
    let carries = carries.iter().map(|&id| id.to_owned()).collect();
    Decision {
        value: None,
        ..folder.decision("plan.docx", block, "", Verdict::Audit { carries })
    }
}

#[test]
fn the_sample_is_random_fixed_and_estimates_what_was_missed() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let accept = folder.decision("plan.docx", 40, "vertrouwen", Verdict::Accept);
    project.decide(&accept).unwrap();
    let start = project.miss_audit(40).unwrap();
    assert_eq!((start.found, start.unflagged, start.sampled), (1, 40, 0));
    assert_eq!((start.open, start.recall), (0, None));
    let order: Vec<u64> = start.next.iter().map(|passage| passage.block).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..40).collect::<Vec<_>>());
    assert_ne!(sorted, order);
    assert_eq!(project.miss_audit(3).unwrap().next, start.next[..3]);

    project
        .decide(&read(&folder, order[0], &["nabijheid"]))
        .unwrap();
    project.decide(&read(&folder, order[1], &[])).unwrap();
    let now = project.miss_audit(1).unwrap();
    assert_eq!((now.unflagged, now.sampled, now.carrying), (40, 2, 1));
    assert_eq!(now.next[0].block, order[2]);
    // One found, twenty missed.
    assert_eq!(now.recall.unwrap().estimate, 1.0 / 21.0);
    assert!(!now.may_stop(0.5));
    let workspace = project.workspace().unwrap();
    let near = workspace
        .values
        .iter()
        .find(|it| it.id == "nabijheid")
        .unwrap();
    assert_eq!(near.evidence.len(), 1, "what the audit finds is evidence");

    let needed = now.needed(0.5).unwrap();
    for block in &order[2..2 + usize::try_from(needed).unwrap()] {
        assert!(!project.miss_audit(0).unwrap().may_stop(0.5));
        project.decide(&read(&folder, *block, &[])).unwrap();
    }
    assert!(project.miss_audit(0).unwrap().may_stop(0.5));
}

#[test]
fn what_was_added_in_passing_is_found_and_not_missed() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let span = Verdict::Add {
        start: 0,
        end: 6,
        reason: None,
    };
    let added = folder.decision("plan.docx", 3, "nabijheid", span);
    let entry = project.decide(&added).unwrap();
    let audit = project.miss_audit(0).unwrap();
    assert_eq!((audit.found, audit.unflagged, audit.open), (1, 39, 1));
    let undoes = entry.to_string();
    let undo = folder.decision("", 0, "", Verdict::Undo { undoes });
    project.decide(&undo).unwrap();
    let audit = project.miss_audit(0).unwrap();
    assert_eq!((audit.found, audit.unflagged), (0, 40));
}

#[test]
fn an_audit_names_values_of_the_lexicon() {
    let folder = Folder::new();
    let mut project = project(&folder);
    assert!(project.decide(&read(&folder, 0, &["onbekend"])).is_err());
    assert_eq!(project.verify().unwrap().entries, 0);
}

#[test]
fn progress_counts_documents_without_open_suggestions() {
    let folder = Folder::new();
    let mut project = project(&folder);
    folder.write("ander.docx", &["Maatwerk is de regel."]);
    folder.scan(&mut project);
    let start = project.progress().unwrap();
    assert_eq!((start.documents, start.done, start.open), (2, 0, 2));
    assert_eq!(
        (start.pace, start.hours_left, start.hours_saved),
        (None, None, None)
    );
    let accept = folder.decision("plan.docx", 40, "vertrouwen", Verdict::Accept);
    project.decide(&accept).unwrap();
    let now = project.progress().unwrap();
    assert_eq!((now.documents, now.done, now.open), (2, 1, 1));
}
