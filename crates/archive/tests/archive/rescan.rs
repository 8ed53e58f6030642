//! Scans into a project that holds something already.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use waardenscan::{Document, Lexicon, ReadError, Reader, Scanner};
use waardenscan_archive::{
    Changes, DecisionFilter, Ending, HowPlaced, Inputs, Outcome, Project, ProjectError,
    UpdateOptions, Verdict, update_project,
};

use crate::folder::{Folder, scanner};

const VISION: &str = "Wij gaan in onze gemeente bij alles wat wij doen uit van vertrouwen.";
const TAILORED: &str = "Maatwerk is bij ons de regel, ook als dat meer tijd kost.";

fn counts(changes: &Changes) -> [usize; 5] {
    [
        changes.new,
        changes.changed,
        changes.rescored,
        changes.removed,
        changes.returned,
    ]
}

/// Gives a file another time of change than it had, whatever the clock.
fn age(path: &Path, seconds: u64) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(seconds);
    file.set_modified(then).unwrap();
}

#[test]
fn a_second_scan_reads_nothing_and_gives_the_same() {
    let folder = Folder::new();
    folder.write("a.docx", &[VISION, TAILORED]);
    folder.write("b.docx", &[VISION, TAILORED]);
    folder.write("c.docx", &[TAILORED]);
    folder.write_bytes("d.pdf", b"%PDF-1.7 kapot");
    folder.write_bytes("e.txt", b"Geen document.");
    folder.write_bytes("metadata.csv", b"path,year\nb.docx,2024\n");
    let mut project = Project::in_memory().unwrap();
    let (first, outcomes) = folder.scan(&mut project);
    assert_eq!((first.read, first.copies, first.kept), (4, 1, 0));
    assert_eq!(
        counts(&project.changes(first.run).unwrap()),
        [5, 0, 0, 0, 0]
    );
    let paths: Vec<&String> = outcomes.iter().map(|outcome| &outcome.path).collect();
    assert!(paths.is_sorted(), "{paths:?}");
    assert_eq!(outcomes[1].given.as_ref().unwrap().year, Some(2024));
    let mut copy = outcomes[1].clone();
    (copy.path, copy.given) = (outcomes[0].path.clone(), None);
    assert_eq!(copy, outcomes[0], "the same bytes give the same");

    let (second, again) = folder.scan(&mut project);
    assert_eq!((second.read, second.copies, second.kept), (0, 0, 5));
    assert_eq!(again, outcomes);
    assert_eq!(counts(&project.changes(second.run).unwrap()), [0; 5]);
    assert_eq!(project.documents(second.run).unwrap().len(), 5);

    // A file that was only touched is read for its hash, and no further.
    age(&folder.archive().join("c.docx"), 100);
    let (third, _) = folder.scan(&mut project);
    assert_eq!((third.read, third.copies, third.kept), (0, 1, 4));
    assert_eq!(counts(&project.changes(third.run).unwrap()), [0; 5]);

    let mut options = folder.options();
    options.run.fresh = true;
    let (fresh, again) = folder.scan_with(&mut project, &folder.scanner, &options);
    assert_eq!((fresh.read, fresh.copies, fresh.kept), (4, 1, 0));
    assert_eq!(again, outcomes);
}

#[test]
fn only_what_changed_is_read_and_the_difference_is_told() {
    let folder = Folder::new();
    folder.write("a.docx", &[VISION, TAILORED]);
    folder.write("b.docx", &[TAILORED]);
    folder.write("c.docx", &["Hier staat niets van belang voor deze proef."]);
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);

    folder.write(
        "a.docx",
        &[
            "Vooraf: gelijke behandeling.",
            &VISION.replace("onze", "de"),
        ],
    );
    folder.remove("b.docx");
    folder.write("d.docx", &[VISION]);
    let (updated, _) = folder.scan(&mut project);
    assert_eq!((updated.read, updated.kept), (2, 1));
    let changes = project.changes(updated.run).unwrap();
    assert_eq!(counts(&changes), [1, 1, 0, 1, 0]);
    let documents = serde_json::to_string_pretty(&changes.documents).unwrap();
    let root = folder.root.path().to_string_lossy();
    insta::assert_snapshot!(documents.replace(&*root, ""));

    // Another threshold is another recipe: all is read again.
    let lexicon = folder.scanner.lexicon().clone();
    let other = waardenscan::Scanner::builder()
        .lexicon(lexicon)
        .threshold(0.93)
        .build()
        .unwrap();
    let (updated, _) = folder.scan_with(&mut project, &other, &folder.options());
    assert_eq!((updated.read, updated.kept), (3, 0));
    let changes = project.changes(updated.run).unwrap();
    assert_eq!(counts(&changes), [0, 0, 3, 0, 0]);
    let went: u64 = changes
        .documents
        .iter()
        .flat_map(|document| &document.values)
        .map(|value| value.went)
        .sum();
    assert_eq!(went, 2, "both of vertrouwen at .90: {changes:?}");
}

#[test]
fn decisions_follow_their_passages_and_are_set_apart_when_these_are_gone() {
    let folder = Folder::new();
    folder.write("a.docx", &[VISION, TAILORED]);
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    let accept = |block, value: &str| folder.decision("a.docx", block, value, Verdict::Accept);
    project.decide(&accept(0, "vertrouwen")).unwrap();
    project.decide(&accept(1, "maatwerk")).unwrap();
    let placed = |project: &Project| -> Vec<Option<(u64, HowPlaced)>> {
        let all = project
            .decisions(&DecisionFilter::default(), 0, 100)
            .unwrap();
        all.iter()
            .map(|decision| decision.places.first().map(|at| (at.block, at.how)))
            .collect()
    };
    use HowPlaced::{Decided, Moved, Similar};
    let changed = VISION.replace("onze", "de");
    let turned = VISION.replace("uit van", "niet uit van");
    type Version<'a> = (&'a [&'a str], [Option<(u64, HowPlaced)>; 2]);
    let versions: [Version<'_>; 8] = [
        (
            &["Nieuw vooraan.", VISION, TAILORED],
            [Some((1, Moved)), Some((2, Moved))],
        ),
        (
            &[&changed, "Ertussen.", TAILORED],
            [Some((0, Similar)), Some((2, Moved))],
        ),
        // The meaning turned: the decision no longer holds there.
        (&[&turned, TAILORED], [None, Some((1, Moved))]),
        // Once lapsed a decision stays apart ...
        (&[VISION], [None, None]),
        // ... until the very document is back on which it was taken.
        (
            &[VISION, TAILORED],
            [Some((0, Decided)), Some((1, Decided))],
        ),
        (&[TAILORED], [None, Some((0, Moved))]),
        // A file that cannot be read says nothing about its passages.
        (&[], [None, Some((0, Moved))]),
        (&["Nieuw.", TAILORED], [None, Some((1, Moved))]),
    ];
    for (step, (texts, expected)) in versions.iter().enumerate() {
        folder.write("a.docx", texts);
        age(&folder.archive().join("a.docx"), 1000 - step as u64);
        folder.scan(&mut project);
        assert_eq!(placed(&project), expected, "version {step}");
        let lapsed = DecisionFilter {
            lapsed: true,
            ..DecisionFilter::default()
        };
        let lapsed = project.decisions(&lapsed, 0, 100).unwrap();
        let missing = expected.iter().filter(|place| place.is_none()).count();
        assert_eq!(lapsed.len(), missing, "version {step}");
        assert_eq!(project.verify_ledger().unwrap().entries, 2);
    }
}

#[test]
fn a_file_with_decisions_is_kept_when_it_is_gone_or_cannot_be_read() {
    let folder = Folder::new();
    folder.write("a.docx", &[VISION]);
    folder.write("b.docx", &[TAILORED]);
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    let accept = folder.decision("a.docx", 0, "vertrouwen", Verdict::Accept);
    project.decide(&accept).unwrap();
    let decision = |project: &Project| {
        let mut all = project.decisions(&DecisionFilter::default(), 0, 1).unwrap();
        all.remove(0)
    };

    folder.remove("a.docx");
    folder.remove("b.docx");
    let (updated, outcomes) = folder.scan(&mut project);
    assert!(outcomes.is_empty());
    assert_eq!(
        counts(&project.changes(updated.run).unwrap()),
        [0, 0, 0, 2, 0]
    );
    assert!(project.documents(updated.run).unwrap().is_empty());
    let kept = decision(&project);
    assert!(!kept.lapsed && kept.places[0].removed, "{kept:?}");
    assert_eq!(kept.places.len(), 1);

    folder.write("a.docx", &[VISION]);
    let (updated, _) = folder.scan(&mut project);
    assert_eq!(
        (updated.read, updated.copies),
        (0, 1),
        "what it holds is known"
    );
    assert_eq!(
        counts(&project.changes(updated.run).unwrap()),
        [0, 0, 0, 0, 1]
    );
    assert!(!decision(&project).places[0].removed);

    folder.write_bytes("a.docx", b"Dit was een document.");
    folder.scan(&mut project);
    let waiting = decision(&project);
    assert!(!waiting.lapsed && waiting.places.len() == 1, "{waiting:?}");
    folder.write("a.docx", &["Nieuw.", &VISION.replace("onze", "de")]);
    folder.scan(&mut project);
    let moved = decision(&project);
    assert_eq!(moved.places[0].block, 1, "{moved:?}");
    assert_eq!(moved.places[0].how, HowPlaced::Similar);
}

#[test]
fn an_archive_that_is_not_there_has_lost_nothing() {
    let folder = Folder::new();
    folder.write("a.docx", &[VISION]);
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    let away = folder.root.path().join("los");
    std::fs::rename(folder.archive(), &away).unwrap();
    let (updated, _) = folder.scan(&mut project);
    let changes = project.changes(updated.run).unwrap();
    assert_eq!(changes.removed, 0, "{changes:?}");
    std::fs::rename(&away, folder.archive()).unwrap();
    let (updated, _) = folder.scan(&mut project);
    assert_eq!(updated.kept, 1);
}

#[test]
fn files_outside_what_was_scanned_are_left_alone() {
    let folder = Folder::new();
    folder.write("a.docx", &[VISION]);
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    let other = Folder::new();
    other.write("b.docx", &[TAILORED]);
    let (updated, _) = other.scan(&mut project);
    assert_eq!(
        counts(&project.changes(updated.run).unwrap()),
        [1, 0, 0, 0, 0]
    );
    let (updated, _) = folder.scan(&mut project);
    assert_eq!(updated.kept, 1);
}

/// Breaks a scan off after `after` outcomes.
fn broken_off(folder: &Folder, project: &mut Project, after: usize, fresh: bool) {
    let inputs = Inputs::find(&[folder.archive()]);
    let mut options = folder.options();
    options.run.fresh = fresh;
    let mut left = after;
    let each = |_: &Outcome| {
        if left == 0 {
            return Err(ProjectError::NoRun {
                path: "stop".into(),
            });
        }
        left -= 1;
        Ok(())
    };
    let stopped = update_project(project, &folder.scanner, &inputs.files, &options, each);
    assert!(matches!(stopped, Err(ProjectError::NoRun { .. })));
}

#[test]
fn a_scan_broken_off_anywhere_goes_on_to_the_same_end() {
    let folder = Folder::new();
    for number in 0..6 {
        let own = format!("Document {number} geeft de inwoner vertrouwen.");
        // The last two hold the same.
        folder.write(
            &format!("{number}.docx"),
            &[
                VISION,
                TAILORED,
                if number < 5 {
                    &own
                } else {
                    "Document 4 geeft de inwoner vertrouwen."
                },
            ],
        );
    }
    folder.write_bytes("7.txt", b"Geen document.");
    let mut whole = Project::in_memory().unwrap();
    folder.scan(&mut whole);
    let expected = folder.dump(&whole);
    assert!(expected.contains("standard text\t"));
    for after in 0..7 {
        let mut project = Project::in_memory().unwrap();
        broken_off(&folder, &mut project, after, false);
        let run = project.latest_run().unwrap();
        let (updated, outcomes) = folder.scan(&mut project);
        assert_eq!(updated.run, run, "the same run goes on");
        assert_eq!(outcomes.len(), 7);
        assert_eq!(updated.kept, after);
        assert_eq!(folder.dump(&project), expected, "broken off after {after}");

        // Doing all again is resumed, too.
        broken_off(&folder, &mut project, after, true);
        let (updated, _) = folder.scan(&mut project);
        // A copy of what was read again is up to date.
        assert!(updated.kept >= after, "{updated:?}");
        assert_eq!(updated.kept + updated.read + updated.copies, 7);
        assert_eq!(folder.dump(&project), expected);
    }
}

#[test]
fn a_changed_lexicon_moves_no_decision() {
    let folder = Folder::new();
    folder.write("a.docx", &[VISION, TAILORED]);
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);
    let accept = folder.decision("a.docx", 0, "vertrouwen", Verdict::Accept);
    project.decide(&accept).unwrap();
    let (updated, _) = folder.scan_with(
        &mut project,
        &scanner(Lexicon::builtin()),
        &folder.options(),
    );
    assert_eq!(updated.read, 1);
    let all = project
        .decisions(&DecisionFilter::default(), 0, 10)
        .unwrap();
    assert_eq!(all[0].places[0].how, HowPlaced::Decided);
}

/// Has the scan stop as soon as a document is looked at, and reads none.
struct Stopping(Arc<AtomicBool>);

impl Reader for Stopping {
    fn name(&self) -> &'static str {
        "stop"
    }

    fn recognises(&self, _bytes: &[u8]) -> bool {
        self.0.store(true, Ordering::Relaxed);
        false
    }

    fn read(&self, _bytes: &[u8]) -> Result<Document, ReadError> {
        Err(ReadError::UnknownFormat { found: None })
    }
}

#[test]
fn what_was_read_before_a_scan_stopped_is_kept_and_the_rest_comes_later() {
    let folder = Folder::new();
    let long = "Wij geven de inwoner vertrouwen. ".repeat(500);
    folder.write("a.docx", &["Maatwerk is bij ons altijd de regel."]);
    folder.write("b.docx", &[&long]);
    folder.write("c.docx", &["Nabijheid is hulp dichtbij."]);
    let mut undisturbed = Project::in_memory().unwrap();
    folder.scan(&mut undisturbed);

    // Of the last files the largest is begun first.
    let stop = Arc::new(AtomicBool::new(false));
    let scanner = Scanner::builder()
        .lexicon(folder.scanner.lexicon().clone())
        .reader(Stopping(stop.clone()))
        .build()
        .unwrap();
    let mut options = folder.options();
    options.scan.jobs = NonZeroUsize::new(1);
    options.scan.stop = Some(&stop);
    let mut project = Project::in_memory().unwrap();
    let inputs = Inputs::find(&[folder.archive()]);
    let scan = |project: &mut Project, options: &UpdateOptions<'_>| {
        let mut handed_over = Vec::new();
        let each = |outcome: &Outcome| {
            handed_over.push(outcome.path.clone());
            Ok::<_, ProjectError>(())
        };
        let done = update_project(project, &scanner, &inputs.files, options, each);
        (done.unwrap().0, handed_over)
    };
    let (ending, handed_over) = scan(&mut project, &options);
    assert!(matches!(ending, Ending::Stopped), "{ending:?}");
    assert_eq!(handed_over, [folder.path("b.docx")]);

    options.scan.stop = None;
    let (ending, handed_over) = scan(&mut project, &options);
    assert!(matches!(ending, Ending::Complete), "{ending:?}");
    let all = ["a.docx", "b.docx", "c.docx"].map(|name| folder.path(name));
    assert_eq!(handed_over, all);
    assert_eq!(folder.dump(&project), folder.dump(&undisturbed));
}
