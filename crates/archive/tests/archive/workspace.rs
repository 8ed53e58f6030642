//! The values as analysts shape them.

use waardenscan_archive::{
    Decision, EvidenceKey, Project, ProjectError, ValueText, Verdict, Workspace, WorkspaceValue,
};

use crate::folder::Folder;

const TEXTS: [&str; 3] = [
    "Wij geven de inwoner ons vertrouwen.",
    "Maatwerk is de regel en vertrouwen het begin.",
    "Deze alinea zegt niets.",
];

fn project(folder: &Folder) -> Project {
    folder.write("plan.docx", &TEXTS);
    let mut project = Project::create_or_open(&folder.root.path().join("p.sqlite")).unwrap();
    folder.scan(&mut project);
    for (block, value) in [(0, "vertrouwen"), (1, "vertrouwen"), (1, "maatwerk")] {
        let accept = folder.decision("plan.docx", block, value, Verdict::Accept);
        project.decide(&accept).unwrap();
    }
    project
}

fn say(project: &mut Project, verdict: Verdict) -> Result<u64, ProjectError> {
    project.decide(&Decision {
        who: "Sanne".to_owned(),
        document: String::new(),
        block: 0,
        text: None,
        value: None,
        verdict,
    })
}

fn value<'a>(workspace: &'a Workspace, id: &str) -> &'a WorkspaceValue {
    workspace
        .values
        .iter()
        .find(|value| value.id == id)
        .unwrap()
}

fn texts(value: &WorkspaceValue) -> Vec<&str> {
    value.evidence.iter().map(|it| it.text.as_str()).collect()
}

fn describe(of: &str, part: ValueText, words: &str) -> Verdict {
    Verdict::DescribeValue {
        of: of.to_owned(),
        part,
        words: words.to_owned(),
    }
}

fn merge(of: &str, into: &str) -> Verdict {
    Verdict::MergeValue {
        of: of.to_owned(),
        into: into.to_owned(),
    }
}

#[test]
fn texts_and_names_stand_until_undone() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let before = project.workspace().unwrap();
    let of = || "vertrouwen".to_owned();
    say(
        &mut project,
        describe(
            "vertrouwen",
            ValueText::Definition,
            "Wij gaan uit van goede wil.",
        ),
    )
    .unwrap();
    say(
        &mut project,
        describe("vertrouwen", ValueText::Resident, "Minder bewijs."),
    )
    .unwrap();
    let name = "Vertrouwen in elkaar".to_owned();
    let renamed = say(&mut project, Verdict::RenameValue { of: of(), name }).unwrap();
    let now = project.workspace().unwrap();
    let trust = value(&now, "vertrouwen");
    assert_eq!(trust.name, "Vertrouwen in elkaar");
    assert_eq!(trust.definition, "Wij gaan uit van goede wil.");
    assert_eq!(trust.resident, "Minder bewijs.");
    assert_eq!(trust.history.len(), 3);
    let undoes = renamed.to_string();
    say(&mut project, Verdict::Undo { undoes }).unwrap();
    let undone = project.workspace().unwrap();
    assert_eq!(
        value(&undone, "vertrouwen").name,
        value(&before, "vertrouwen").name
    );
    assert_eq!(value(&undone, "vertrouwen").resident, "Minder bewijs.");
    project.verify().unwrap();
}

#[test]
fn values_are_merged_split_and_put_in_order() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let merged = say(&mut project, merge("maatwerk", "vertrouwen")).unwrap();
    let now = project.workspace().unwrap();
    let trust = value(&now, "vertrouwen");
    assert!(!now.values.iter().any(|value| value.id == "maatwerk"));
    assert_eq!(trust.taken_in, ["maatwerk"]);
    // The same passage for either value.
    assert_eq!(texts(trust), [TEXTS[0], TEXTS[1], TEXTS[1]]);

    let second = EvidenceKey {
        value: "vertrouwen".to_owned(),
        ..trust.evidence[1].key.clone()
    };
    let order = Verdict::OrderEvidence {
        of: "vertrouwen".to_owned(),
        evidence: vec![second.clone()],
    };
    say(&mut project, order).unwrap();
    let now = project.workspace().unwrap();
    let ordered = value(&now, "vertrouwen");
    assert_eq!(ordered.evidence[0].key, second);
    assert_eq!(texts(ordered), [TEXTS[1], TEXTS[0], TEXTS[1]]);

    let split = Verdict::SplitValue {
        of: "vertrouwen".to_owned(),
        id: "begin".to_owned(),
        name: "Begin".to_owned(),
        evidence: vec![second],
    };
    say(&mut project, split).unwrap();
    let now = project.workspace().unwrap();
    assert_eq!(texts(value(&now, "begin")), [TEXTS[1]]);
    assert_eq!(
        value(&now, "begin").split_from.as_deref(),
        Some("vertrouwen")
    );
    assert_eq!(texts(value(&now, "vertrouwen")), [TEXTS[0], TEXTS[1]]);

    let undoes = merged.to_string();
    say(&mut project, Verdict::Undo { undoes }).unwrap();
    let now = project.workspace().unwrap();
    assert_eq!(texts(value(&now, "maatwerk")), [TEXTS[1]]);
    assert_eq!(texts(value(&now, "vertrouwen")), [TEXTS[0]]);
    assert_eq!(texts(value(&now, "begin")), [TEXTS[1]]);

    // What is not accepted any more is no evidence.
    let reject = folder.decision(
        "plan.docx",
        1,
        "vertrouwen",
        Verdict::Reject { reason: None },
    );
    project.decide(&reject).unwrap();
    assert!(
        value(&project.workspace().unwrap(), "begin")
            .evidence
            .is_empty()
    );
}

#[test]
fn cards_follow_their_values_and_can_be_taken_away() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let card = |question: &str| Verdict::WriteDilemma {
        card: "1".to_owned(),
        between: ["maatwerk".to_owned(), "nabijheid".to_owned()],
        question: question.to_owned(),
        words: String::new(),
    };
    say(&mut project, card("Voor wie?")).unwrap();
    say(&mut project, card("Voor iedereen?")).unwrap();
    say(&mut project, merge("maatwerk", "vertrouwen")).unwrap();
    let [dilemma] = &project.workspace().unwrap().dilemmas[..] else {
        panic!("one card");
    };
    assert_eq!(dilemma.between, ["vertrouwen", "nabijheid"]);
    assert_eq!(dilemma.question, "Voor iedereen?");
    let mut none = card("");
    if let Verdict::WriteDilemma { between, .. } = &mut none {
        between[0] = "vertrouwen".to_owned();
    }
    say(&mut project, none).unwrap();
    assert_eq!(project.workspace().unwrap().dilemmas, []);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = Folder::new();
    let mut project = project(&folder);
    say(&mut project, merge("maatwerk", "vertrouwen")).unwrap();
    let split = |id: &str, name: &str, passage: &str| Verdict::SplitValue {
        of: "vertrouwen".to_owned(),
        id: id.to_owned(),
        name: name.to_owned(),
        evidence: vec![EvidenceKey {
            passage: passage.to_owned(),
            value: "vertrouwen".to_owned(),
        }],
    };
    let assign = |coders: &[&str], percent| Verdict::Assign {
        coders: coders.iter().map(|&name| name.to_owned()).collect(),
        percent,
    };
    let refused = [
        describe("maatwerk", ValueText::Note, "weg"),
        Verdict::RenameValue {
            of: "vertrouwen".to_owned(),
            name: " ".to_owned(),
        },
        merge("vertrouwen", "maatwerk"),
        merge("vertrouwen", "vertrouwen"),
        split("maatwerk", "Terug", ""),
        split("", "Naamloos", ""),
        split("nieuw", "Nieuw", "ab"),
        assign(&["Noor"], 10),
        assign(&["Noor", "Noor"], 10),
        assign(&["Noor", "Bram"], 0),
        assign(&["Noor", "Bram"], 101),
        Verdict::Merge { merged: vec![] },
    ];
    let entries = project.verify().unwrap().entries;
    let faults: Vec<String> = refused
        .into_iter()
        .map(|verdict| match say(&mut project, verdict).unwrap_err() {
            ProjectError::Decision { fault, .. } => fault.to_string(),
            other => panic!("{other}"),
        })
        .collect();
    insta::assert_snapshot!(faults.join("\n"));
    assert_eq!(project.verify().unwrap().entries, entries);
}
