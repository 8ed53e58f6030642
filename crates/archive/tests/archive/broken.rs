//! What may be wrong with a file, a folder or a disk.

use std::path::Path;

use rusqlite::Connection;
use waardenscan_archive::{Project, ProjectError, Verdict};

use crate::folder::Folder;

const TEXT: &str = "Wij geven de inwoner ons vertrouwen.";

/// A project on disk with one document and one decision.
fn project(folder: &Folder) -> std::path::PathBuf {
    folder.write("plan.docx", &[TEXT]);
    let path = folder.root.path().join("p.sqlite");
    let mut project = Project::create_or_open(&path).unwrap();
    folder.scan(&mut project);
    let accept = folder.decision("plan.docx", 0, "vertrouwen", Verdict::Accept);
    project.decide(&accept).unwrap();
    path
}

#[test]
fn a_file_of_another_kind_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notities.txt");
    let content = "Dit is geen database maar een lang genoeg stuk tekst. ".repeat(20);
    std::fs::write(&path, &content).unwrap();
    let refused = Project::create_or_open(&path);
    assert!(matches!(refused, Err(ProjectError::NotAProject { .. })));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), content);

    let path = folder.path().join("ander.sqlite");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE iets (a)").unwrap();
    drop(other);
    let refused = Project::create_or_open(&path);
    assert!(matches!(refused, Err(ProjectError::NotAProject { .. })));
}

#[test]
fn a_project_of_a_later_version_is_refused() {
    let folder = Folder::new();
    let path = project(&folder);
    let direct = Connection::open(&path).unwrap();
    direct.pragma_update(None, "user_version", 99).unwrap();
    drop(direct);
    let refused = Project::create_or_open(&path);
    assert!(matches!(
        refused,
        Err(ProjectError::OtherVersion { found: 99, .. })
    ));
}

#[test]
fn a_missing_file_or_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weg/p.sqlite");
    for refused in [Project::open(&path), Project::open_read_only(&path)] {
        assert!(matches!(refused, Err(ProjectError::NotFound { .. })));
    }
    let refused = Project::create_or_open(&path);
    assert!(matches!(refused, Err(ProjectError::CannotOpen { .. })));
}

#[test]
fn one_who_writes_makes_others_wait_and_readers_read_on() {
    let folder = Folder::new();
    let path = project(&folder);
    let mut waiting = Project::open(&path).unwrap();
    let direct = Connection::open(&path).unwrap();
    direct.execute_batch("BEGIN IMMEDIATE").unwrap();
    let reader = Project::open_read_only(&path).unwrap();
    assert_eq!(reader.verify_ledger().unwrap().entries, 1);
    let doubt = folder.decision(
        "plan.docx",
        0,
        "vertrouwen",
        Verdict::Doubt { reason: None },
    );
    let refused = waiting.decide(&doubt);
    assert!(
        matches!(refused, Err(ProjectError::Locked { .. })),
        "{refused:?}"
    );
    direct.execute_batch("COMMIT").unwrap();
    assert_eq!(waiting.decide(&doubt).unwrap(), 2);
    assert_eq!(reader.verify_ledger().unwrap().entries, 2);
}

#[test]
fn a_file_cut_short_is_damaged_and_not_made_anew() {
    let folder = Folder::new();
    let path = project(&folder);
    let whole = std::fs::read(&path).unwrap();
    for keep in [60, 100, 8192, whole.len() / 2, whole.len() - 8192] {
        std::fs::write(&path, &whole[..keep]).unwrap();
        let found = Project::open(&path).and_then(|project| project.verify());
        assert!(
            matches!(
                found,
                Err(ProjectError::Damaged { .. } | ProjectError::Database { .. })
            ),
            "{keep} bytes: {found:?}"
        );
        assert_eq!(std::fs::read(&path).unwrap().len(), keep);
    }
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(Project::open(&path).unwrap().verify().unwrap().entries, 1);
}

#[test]
fn bytes_that_turned_are_found() {
    let folder = Folder::new();
    let path = project(&folder);
    let mut bytes = std::fs::read(&path).unwrap();
    let text = TEXT.as_bytes();
    // The text stands in the passage and in the ledger; it is the ledger that
    // tells.
    let places: Vec<usize> = (0..bytes.len() - text.len())
        .filter(|&at| bytes[at..].starts_with(text))
        .collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bytes[at] = b'X';
    }
    std::fs::write(&path, &bytes).unwrap();
    let found = Project::open(&path).unwrap().verify();
    assert!(
        matches!(found, Err(ProjectError::Ledger { number: 1, .. })),
        "{found:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_can_be_read_from() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = project(&folder);
    let set = |mode| {
        let folder = path.parent().unwrap_or(Path::new(""));
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    let superuser = std::fs::write(path.with_extension("proef"), "x").is_ok();
    if superuser {
        set(0o755);
        println!("skipped: this user may write everywhere");
        return;
    }
    let reader = Project::open_read_only(&path).and_then(|project| project.verify());
    let writer = Project::create_or_open(&path).and_then(|mut project| {
        let doubt = folder.decision(
            "plan.docx",
            0,
            "vertrouwen",
            Verdict::Doubt { reason: None },
        );
        project.decide(&doubt)
    });
    let new = Project::create_or_open(&path.with_file_name("nieuw.sqlite"));
    set(0o755);
    assert_eq!(reader.unwrap().entries, 1);
    assert!(
        matches!(
            writer,
            Err(ProjectError::ReadOnly { .. } | ProjectError::CannotOpen { .. })
        ),
        "{writer:?}"
    );
    assert!(matches!(new, Err(ProjectError::CannotOpen { .. })));
}

#[test]
fn a_second_scan_at_once_is_refused_while_others_read_and_decide() {
    let folder = Folder::new();
    let path = project(&folder);
    let mut first = Project::open(&path).unwrap();
    let files = waardenscan_archive::Inputs::find(&[folder.archive()]).files;
    let options = waardenscan_archive::UpdateOptions {
        run: waardenscan_archive::RunOptions {
            fresh: true,
            ..Default::default()
        },
        ..folder.options()
    };
    let scanner = &folder.scanner;
    let mut refused = Vec::new();
    let scanned =
        waardenscan_archive::update_project(&mut first, scanner, &files, &options, |_| {
            let mut second = Project::open(&path)?;
            assert!(second.latest_run().is_ok());
            let doubt = Verdict::Doubt { reason: None };
            second.decide(&folder.decision("plan.docx", 0, "vertrouwen", doubt))?;
            let error =
                waardenscan_archive::update_project(&mut second, scanner, &files, &options, |_| {
                    Ok::<_, ProjectError>(())
                });
            refused.push(error.unwrap_err());
            Ok::<_, ProjectError>(())
        });
    let (ending, _) = scanned.unwrap();
    assert!(matches!(ending, waardenscan_archive::Ending::Complete));
    let process = std::process::id();
    assert!(
        matches!(refused[..], [ProjectError::Scanned { process: Some(it), .. }] if it == process),
        "{refused:?}"
    );
    let left = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let left = left.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with("-scan")
    });
    assert_eq!(left.count(), 0, "the lock is gone with its scan");
    // What a killed scan leaves behind is in nobody's way.
    let mut abandoned = path.clone().into_os_string();
    abandoned.push("-scan");
    std::fs::write(&abandoned, "1").unwrap();
    let mut next = Project::open(&path).unwrap();
    folder.scan(&mut next);
    assert!(!std::path::Path::new(&abandoned).exists());
}
