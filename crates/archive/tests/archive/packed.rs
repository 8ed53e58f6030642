//! Zip archives of documents.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use waardenscan_archive::{
    FailureKind, InputOptions, Inputs, Outcome, Patterns, Project, ProjectError, read_file,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::folder::{Folder, docx};

const VISION: &str = "Wij gaan in onze gemeente bij alles wat wij doen uit van vertrouwen.";
const TAILORED: &str = "Maatwerk is bij ons de regel, ook als dat meer tijd kost.";

/// An archive of files with these names and contents.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The paths of outcomes below the folder, with what became of them.
fn told(folder: &Folder, outcomes: &[Outcome]) -> Vec<(String, Option<FailureKind>)> {
    let root = format!("{}/", folder.archive().display());
    let told = outcomes.iter().map(|outcome| {
        let failure = outcome.result.as_ref().err().map(|failure| failure.kind);
        (outcome.path.replace(&root, ""), failure)
    });
    told.collect()
}

#[test]
fn what_an_archive_holds_is_scanned_as_below_a_folder() {
    let folder = Folder::new();
    let plan = docx(&[VISION]);
    let inner = packed(&[("diep.docx", &plan)]);
    let files: [(&str, &[u8]); 8] = [
        ("nota.docx", &docx(&[TAILORED])),
        ("map\\plan.docx", &plan),
        ("map/onder/kopie.docx", &plan),
        ("map/metadata.csv", b"path,year\nplan.docx,2024\n"),
        ("__MACOSX/map/._plan.docx", b"resource"),
        (".verborgen.docx", &plan),
        ("binnen.zip", &inner),
        ("lees.txt", b"Geen document."),
    ];
    folder.write_bytes("pak.bin", &packed(&files));
    folder.write_bytes("los.docx", &plan);
    folder.write_bytes("metadata.csv", b"path,kind\npak.bin/nota.docx,nota\n");

    let mut project = Project::in_memory().unwrap();
    let (first, outcomes) = folder.scan(&mut project);
    let other = Some(FailureKind::UnknownFormat);
    let expected = [
        ("los.docx", None),
        ("pak.bin/binnen.zip", other),
        ("pak.bin/lees.txt", other),
        ("pak.bin/map/onder/kopie.docx", None),
        ("pak.bin/map/plan.docx", None),
        ("pak.bin/nota.docx", None),
    ];
    let expected = expected.map(|(path, failure)| (path.to_owned(), failure));
    assert_eq!(told(&folder, &outcomes), expected);
    assert_eq!((first.read, first.copies), (4, 2));
    let given = |at: usize| outcomes[at].given.clone().unwrap();
    assert_eq!(given(4).year, Some(2024));
    assert_eq!(given(5).kind.as_deref(), Some("nota"));
    assert_eq!(outcomes[4].result, outcomes[0].result);

    let path = PathBuf::from(&outcomes[4].path);
    assert_eq!(read_file(&path).unwrap(), plan);
    let missing = read_file(&path.with_file_name("weg.docx")).unwrap_err();
    assert_eq!(missing.kind, FailureKind::NotFound);

    // The second time nothing is read.
    let (second, again) = folder.scan(&mut project);
    assert_eq!((second.read, second.copies, second.kept), (0, 0, 6));
    assert_eq!(again, outcomes);
}

#[test]
fn an_archive_packed_anew_is_read_for_what_changed() {
    let folder = Folder::new();
    let (plan, nota) = (docx(&[VISION]), docx(&[TAILORED]));
    let changed = docx(&[TAILORED, VISION, VISION]);
    folder.write_bytes("a.zip", &packed(&[("1.docx", &plan), ("2.docx", &nota)]));
    folder.write_bytes("b.zip", &packed(&[("3.docx", &docx(&["Maatwerk."]))]));
    let mut project = Project::in_memory().unwrap();
    folder.scan(&mut project);

    let files: [(&str, &[u8]); 2] = [("1.docx", &plan), ("4.docx", &changed)];
    folder.write_bytes("a.zip", &packed(&files));
    folder.remove("b.zip");
    let (second, outcomes) = folder.scan(&mut project);
    assert_eq!((second.read, second.copies + second.kept), (1, 1));
    let told = told(&folder, &outcomes);
    let paths: Vec<&str> = told.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["a.zip/1.docx", "a.zip/4.docx"]);
    let changes = project.changes(second.run).unwrap();
    assert_eq!((changes.new, changes.removed), (1, 2));

    // An archive that cannot be taken apart now has not lost its documents.
    let broken = overlapping(&plan);
    folder.write_bytes("a.zip", &broken);
    let (third, outcomes) = folder.scan(&mut project);
    assert_eq!(outcomes.len(), 1);
    assert_eq!(project.changes(third.run).unwrap().removed, 0);
}

/// An archive of which two names have the same bytes.
fn overlapping(content: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("1.docx", SimpleFileOptions::default())
        .unwrap();
    archive.write_all(content).unwrap();
    for number in 2..20 {
        let name = format!("{number}.docx");
        archive.shallow_copy_file("1.docx", &name).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Overwrites bytes `at` places after the start of each header of an archive:
/// in that of the file itself, and in its directory.
fn patched(mut bytes: Vec<u8>, local: usize, central: usize, with: &[u8]) -> Vec<u8> {
    let headers: [(&[u8], usize); 2] = [(b"PK\x03\x04", local), (b"PK\x01\x02", central)];
    for (magic, at) in headers {
        let starts = (0..bytes.len() - 4).filter(|&start| bytes[start..].starts_with(magic));
        for start in starts.collect::<Vec<_>>() {
            bytes[start + at..start + at + with.len()].copy_from_slice(with);
        }
    }
    bytes
}

#[test]
fn what_cannot_be_taken_out_says_why() {
    let folder = Folder::new();
    let whole = || packed(&[("plan.docx", &docx(&[VISION]))]);
    // Places of the fields: APPNOTE, sections 4.3.7 and 4.3.12.
    folder.write_bytes("beveiligd.zip", &patched(whole(), 6, 8, &[1, 0]));
    folder.write_bytes("groot.zip", &patched(whole(), 22, 24, &[0, 0, 0, 0x7f]));
    folder.write_bytes("methode.zip", &patched(whole(), 8, 10, &[98, 0]));
    let mut damaged = whole();
    let middle = damaged.len() / 3;
    damaged[middle] ^= 0xff;
    folder.write_bytes("kapot.zip", &damaged);
    folder.write_bytes("leeg.zip", &packed(&[("__MACOSX/._a", b"")]));
    folder.write_bytes("bom.zip", &overlapping(&docx(&[VISION])));
    let mut cut = whole();
    cut.truncate(cut.len() / 2);
    folder.write_bytes("half.zip", &cut);

    let mut project = Project::in_memory().unwrap();
    let (_, outcomes) = folder.scan(&mut project);
    let told: Vec<(String, &'static str)> = told(&folder, &outcomes)
        .into_iter()
        .map(|(path, failure)| (path, failure.map_or("analysed", FailureKind::name)))
        .collect();
    let expected = [
        ("beveiligd.zip/plan.docx", "encrypted"),
        ("bom.zip", "over_limit"),
        ("groot.zip/plan.docx", "over_limit"),
        ("half.zip", "unknown_format"),
        ("kapot.zip/plan.docx", "damaged"),
        ("leeg.zip", "no_content"),
        ("methode.zip/plan.docx", "unknown_format"),
    ];
    let expected = expected.map(|(path, kind)| (path.to_owned(), kind));
    assert_eq!(told, expected);
}

#[test]
fn filters_and_names_reach_into_archives() {
    let folder = Folder::new();
    let plan = docx(&[VISION]);
    let files: [(&str, &[u8]); 4] = [
        ("a.docx", &plan),
        ("b.txt", b"x"),
        ("oud/c.docx", &plan),
        ("metadata.csv", b"path,year\na.docx,2020\nb.txt,2021\n"),
    ];
    folder.write_bytes("pak.zip", &packed(&files));
    let options = InputOptions {
        include: Some(Patterns::new(["*.docx"]).unwrap()),
        exclude: Some(Patterns::new(["oud"]).unwrap()),
        ..InputOptions::default()
    };
    let names = |inputs: &Inputs| -> Vec<String> {
        let root = format!("{}/", folder.archive().display());
        let names = inputs
            .files
            .iter()
            .map(waardenscan_archive::InputFile::name);
        names.map(|name| name.replace(&root, "")).collect()
    };
    let inputs = Inputs::find_with(&[folder.archive()], &options);
    assert_eq!(names(&inputs), ["pak.zip/a.docx"]);

    // By name: the archive, and one file of it, which is known then.
    let archive = folder.archive().join("pak.zip");
    let inputs = Inputs::find(&[archive.join("oud/c.docx"), archive.clone()]);
    let expected = ["pak.zip/oud/c.docx", "pak.zip/a.docx", "pak.zip/b.txt"];
    assert_eq!(names(&inputs), expected);
    let years = inputs.files.iter().map(|file| file.given.as_ref()?.year);
    assert_eq!(years.collect::<Vec<_>>(), [None, Some(2020), Some(2021)]);

    // Its files are known to be gone only by a scan that looks there.
    let mut project = Project::in_memory().unwrap();
    let (first, _) = folder.scan(&mut project);
    assert_eq!(project.documents(first.run).unwrap().len(), 3);
    let inputs = Inputs::find_with(&[folder.archive()], &options);
    let options = folder.options();
    let updated = waardenscan_archive::update_project(
        &mut project,
        &folder.scanner,
        &inputs.files,
        &options,
        |_| Ok::<_, ProjectError>(()),
    );
    let (_, updated) = updated.unwrap();
    assert_eq!(project.changes(updated.run).unwrap().removed, 0);
}
