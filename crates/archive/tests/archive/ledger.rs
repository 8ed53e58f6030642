//! Decisions and the ledger that keeps them.

use proptest::prelude::*;
use rusqlite::Connection;
use waardenscan_archive::{
    Decision, DecisionFault, DecisionFilter, Project, ProjectError, State, SuggestionFilter,
    SuggestionOrder, Verdict,
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
    project
}

fn states(project: &Project) -> Vec<(u64, String, State)> {
    let page = project.suggestions(
        &SuggestionFilter::default(),
        SuggestionOrder::Strongest,
        None,
        100,
    );
    let mut states: Vec<_> = page
        .unwrap()
        .suggestions
        .into_iter()
        .map(|it| (it.block, it.suggestion.value, it.state))
        .collect();
    states.sort();
    states
}

#[test]
fn decisions_stand_until_undone_and_all_stay_in_the_ledger() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let on = |block, value: &str, verdict| folder.decision("plan.docx", block, value, verdict);
    let open = |block, value: &str| (block, value.to_owned(), State::Open);
    assert_eq!(
        states(&project),
        [
            open(0, "vertrouwen"),
            open(1, "maatwerk"),
            open(1, "vertrouwen")
        ]
    );

    let accepted = project
        .decide(&on(0, "vertrouwen", Verdict::Accept))
        .unwrap();
    let reason = Some("gaat over geld".to_owned());
    let rejected = project
        .decide(&on(0, "vertrouwen", Verdict::Reject { reason }))
        .unwrap();
    let other = Verdict::Change {
        other: "nabijheid".to_owned(),
        reason: None,
    };
    project.decide(&on(1, "maatwerk", other)).unwrap();
    let span = Verdict::Add {
        start: 0,
        end: 4,
        reason: None,
    };
    project.decide(&on(2, "zekerheid", span)).unwrap();
    project
        .decide(&on(2, "zekerheid", Verdict::Doubt { reason: None }))
        .unwrap();
    assert_eq!(
        states(&project),
        [
            (0, "vertrouwen".to_owned(), State::Rejected),
            (1, "maatwerk".to_owned(), State::Changed),
            open(1, "vertrouwen"),
        ]
    );

    let undo = |entry: u64| Decision {
        who: "Sem".to_owned(),
        document: String::new(),
        block: 0,
        text: None,
        value: None,
        verdict: Verdict::Undo {
            undoes: entry.to_string(),
        },
    };
    project.decide(&undo(rejected)).unwrap();
    assert_eq!(
        states(&project)[0].2,
        State::Accepted,
        "the one before stands"
    );
    project.decide(&undo(accepted)).unwrap();
    assert_eq!(states(&project)[0].2, State::Open);
    for entry in [accepted, rejected, 6, 99] {
        let refused = project.decide(&undo(entry));
        assert!(
            matches!(
                refused,
                Err(ProjectError::Decision {
                    fault: DecisionFault::NotUndoable { .. },
                    ..
                })
            ),
            "{entry}: {refused:?}"
        );
    }
    assert_eq!(project.verify_ledger().unwrap().entries, 7);
    let decisions = project
        .decisions(&DecisionFilter::default(), 0, 100)
        .unwrap();
    assert_eq!(decisions.len(), 7);
    assert!(decisions[0].undone && decisions[1].undone && !decisions[2].undone);
    assert_eq!(decisions[3].entry.place.as_ref().unwrap().text, TEXTS[2]);
    let later = project.decisions(&DecisionFilter::default(), 5, 1).unwrap();
    assert_eq!(later[0].number, 6);
}

#[test]
fn a_decision_that_makes_no_sense_is_refused_and_nothing_is_written() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let on = |block, value: &str, verdict| folder.decision("plan.docx", block, value, verdict);
    let accept = on(0, "vertrouwen", Verdict::Accept);
    let add = |start, end| Verdict::Add {
        start,
        end,
        reason: None,
    };
    let change = |other: &str| Verdict::Change {
        other: other.to_owned(),
        reason: None,
    };
    let refused = [
        Decision {
            who: "  ".to_owned(),
            ..accept.clone()
        },
        Decision {
            document: "nergens.pdf".to_owned(),
            ..accept.clone()
        },
        Decision {
            text: Some("Een andere tekst.".to_owned()),
            ..accept.clone()
        },
        Decision {
            value: None,
            ..accept.clone()
        },
        on(9, "vertrouwen", Verdict::Accept),
        on(0, "onzin", Verdict::Accept),
        on(0, "maatwerk", Verdict::Accept),
        on(
            0,
            "vertrouwen",
            Verdict::Note {
                note: String::new(),
            },
        ),
        on(0, "vertrouwen", change("vertrouwen")),
        on(0, "vertrouwen", change("onzin")),
        on(2, "zekerheid", add(4, 4)),
        on(2, "zekerheid", add(0, 999)),
    ];
    let mut faults = Vec::new();
    for decision in refused {
        match project.decide_all(&[accept.clone(), decision.clone()]) {
            Err(ProjectError::Decision { fault, .. }) => faults.push(fault.to_string()),
            other => panic!("{decision:?}: {other:?}"),
        }
    }
    let root = folder.root.path().to_string_lossy();
    insta::assert_snapshot!(faults.join("\n").replace(&*root, ""));
    assert_eq!(project.verify_ledger().unwrap().entries, 0);
}

#[test]
fn the_ledger_takes_no_change_and_tells_of_one_made_behind_its_back() {
    let folder = Folder::new();
    let mut project = project(&folder);
    let on = |block, value: &str| folder.decision("plan.docx", block, value, Verdict::Accept);
    for (block, value) in [(0, "vertrouwen"), (1, "maatwerk"), (1, "vertrouwen")] {
        project.decide(&on(block, value)).unwrap();
    }
    let state = project.verify_ledger().unwrap();
    assert_eq!((state.entries, state.head.len()), (3, 64));
    drop(project);
    let path = folder.root.path().join("p.sqlite");

    let direct = Connection::open(&path).unwrap();
    for change in [
        "UPDATE ledger SET entry = replace(entry, 'Noor', 'Sem') WHERE number = 2",
        "DELETE FROM ledger WHERE number = 3",
        "INSERT OR REPLACE INTO ledger (number, hash, entry) VALUES (2, 'x', '{}')",
    ] {
        direct.execute("PRAGMA foreign_keys = OFF", []).unwrap();
        assert!(direct.execute(change, []).is_err(), "{change}");
    }
    let number = || -> Option<u64> {
        match Project::open(&path).unwrap().verify_ledger() {
            Err(ProjectError::Ledger { number, .. }) => Some(number),
            other => panic!("{other:?}"),
        }
    };
    direct
        .execute_batch("DROP TRIGGER ledger_keeps; DROP TRIGGER ledger_loses_nothing")
        .unwrap();
    direct
        .execute(
            "UPDATE ledger SET entry = replace(entry, 'Noor', 'Sem') WHERE number = 2",
            [],
        )
        .unwrap();
    assert_eq!(number(), Some(2), "an entry was changed");
    direct
        .execute(
            "UPDATE ledger SET entry = replace(entry, 'Sem', 'Noor') WHERE number = 2",
            [],
        )
        .unwrap();
    Project::open(&path).unwrap().verify_ledger().unwrap();
    direct
        .execute("DELETE FROM ledger WHERE number = 2", [])
        .unwrap();
    assert_eq!(number(), Some(3), "an entry was taken out");
    direct
        .execute("UPDATE ledger SET number = 2 WHERE number = 3", [])
        .unwrap();
    assert_eq!(number(), Some(2), "and the rest moved up");
}

/// What an analyst may do next.
#[derive(Clone, Debug)]
enum Move {
    Decide(usize, u8),
    Undo(usize),
    /// Write the document with these of the texts, in this order, and scan.
    Edit(Vec<usize>),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        4 => (0..8_usize, 0..4_u8).prop_map(|(at, what)| Move::Decide(at, what)),
        1 => (1..6_usize).prop_map(Move::Undo),
        2 => proptest::collection::vec(0..3_usize, 0..5).prop_map(Move::Edit),
    ];
    proptest::collection::vec(one, 1..10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever happens to the documents: the ledger holds every decision ever
    /// taken, each stands where its text stands or is listed as lapsed, and the
    /// state of each suggestion is that of the last decision in its place.
    #[test]
    fn no_decision_is_ever_lost(moves in moves()) {
        let folder = Folder::new();
        folder.write("plan.docx", &TEXTS);
        let mut project = Project::in_memory().unwrap();
        folder.scan(&mut project);
        let mut taken = 0;
        for step in moves {
            match step {
                Move::Decide(at, what) => {
                    let page = project.suggestions(&SuggestionFilter::default(), SuggestionOrder::Strongest, None, 100).unwrap();
                    let Some(chosen) = page.suggestions.get(at) else { continue };
                    let verdict = match what {
                        0 => Verdict::Accept,
                        1 => Verdict::Reject { reason: None },
                        2 => Verdict::Doubt { reason: None },
                        _ => Verdict::Note { note: "let op".to_owned() },
                    };
                    let value = &chosen.suggestion.value;
                    let decision = folder.decision("plan.docx", chosen.block, value, verdict);
                    taken = project.decide(&decision).unwrap();
                }
                Move::Undo(entry) => {
                    let undo = folder.decision("", 0, "", Verdict::Undo { undoes: entry.to_string() });
                    if let Ok(number) = project.decide(&undo) {
                        taken = number;
                    }
                }
                Move::Edit(order) => {
                    let texts: Vec<&str> = order.iter().map(|&index| TEXTS[index]).collect();
                    folder.write("plan.docx", &texts);
                    let mut options = folder.options();
                    // Written within the same tick of the clock.
                    options.run.fresh = true;
                    folder.scan_with(&mut project, &folder.scanner, &options);
                }
            }
            prop_assert_eq!(project.verify_ledger().unwrap().entries, taken);
        }
        check(&project)?;
    }
}

fn check(project: &Project) -> Result<(), TestCaseError> {
    let all = project
        .decisions(&DecisionFilter::default(), 0, 1000)
        .unwrap();
    let page = project
        .suggestions(
            &SuggestionFilter::default(),
            SuggestionOrder::Strongest,
            None,
            1000,
        )
        .unwrap();
    for decision in &all {
        let Some(place) = decision.entry.place.as_ref() else {
            continue;
        };
        let counts = !matches!(decision.entry.verdict, Verdict::Undo { .. });
        prop_assert_eq!(
            decision.lapsed,
            counts && decision.places.is_empty() && !decision.undone
        );
        for at in decision.places.iter().filter(|at| !at.waiting) {
            let here = page.suggestions.iter().find(|it| it.block == at.block);
            prop_assert_eq!(&here.unwrap().suggestion.passage, &place.text);
        }
    }
    for suggestion in &page.suggestions {
        let last = all.iter().rfind(|decision| {
            let place = decision.entry.place.as_ref();
            !decision.undone
                && decision.entry.verdict.state().is_some()
                && place
                    .is_some_and(|place| place.value.as_ref() == Some(&suggestion.suggestion.value))
                && decision
                    .places
                    .iter()
                    .any(|at| at.block == suggestion.block)
        });
        let expected = last.and_then(|last| last.entry.verdict.state());
        prop_assert_eq!(suggestion.state, expected.unwrap_or(State::Open));
        prop_assert_eq!(suggestion.decision, last.map(|last| last.number));
    }
    Ok(())
}
