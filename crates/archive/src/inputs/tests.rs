use std::fs;

use super::*;
use crate::SIDECAR_NAME;

fn names(inputs: &Inputs, root: &Path) -> Vec<String> {
    let paths = inputs.files.iter().map(|file| &file.path);
    paths
        .map(|path| display(path.strip_prefix(root).unwrap()))
        .collect()
}

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    folder
}

#[test]
fn a_folder_gives_its_files_once_in_order_with_their_metadata() {
    let folder = folder(&["c.pdf", "a.pdf", ".verborgen.pdf", "b/d.pdf"]);
    let root = folder.path();
    fs::write(
        root.join(SIDECAR_NAME),
        "path,year\nb/d.pdf,2024\nweg.pdf,2020\n",
    )
    .unwrap();

    let inputs = Inputs::find(&[root.join("c.pdf"), root.to_owned()]);

    assert_eq!(
        names(&inputs, root),
        ["c.pdf", "a.pdf", "b/d.pdf", SIDECAR_NAME]
    );
    assert_eq!(inputs.files[2].given.as_ref().unwrap().year, Some(2024));
    assert_eq!(inputs.sidecars, [root.join(SIDECAR_NAME)]);
    let refused = inputs.files[3].refused.as_ref().unwrap();
    assert_eq!(refused.kind, FailureKind::Sidecar);
    assert!(refused.message.contains("weg.pdf"), "{}", refused.message);
}

#[test]
fn a_file_given_by_itself_has_the_metadata_beside_it() {
    let folder = folder(&["plan.pdf"]);
    fs::write(
        folder.path().join(SIDECAR_NAME),
        "path,kind\nplan.pdf,beleidsplan\n",
    )
    .unwrap();
    let inputs = Inputs::find(&[folder.path().join("plan.pdf")]);
    let given = inputs.files[0].given.as_ref().unwrap();
    assert_eq!(given.kind.as_deref(), Some("beleidsplan"));
}

#[test]
fn a_path_that_does_not_exist_stays() {
    let inputs = Inputs::find(&[PathBuf::from("bestaat-niet.pdf"), "geen/*.pdf".into()]);
    assert_eq!(inputs.files.len(), 2);
}

#[test]
fn patterns_choose_in_folders_and_not_among_files_given_by_name() {
    let folder = folder(&["a.pdf", "b.docx", "oud/c.pdf", "d/e.PDF", "d/f.txt"]);
    let root = folder.path();
    let options = InputOptions {
        include: Some(Patterns::new(["*.pdf"]).unwrap()),
        exclude: Some(Patterns::new(["oud"]).unwrap()),
        ..InputOptions::default()
    };
    let inputs = Inputs::find_with(&[root.to_owned(), root.join("b.docx")], &options);
    assert_eq!(names(&inputs, root), ["a.pdf", "d/e.PDF", "b.docx"]);

    let inputs = Inputs::find(&[root.join("*/*.pdf")]);
    assert_eq!(names(&inputs, root), ["d/e.PDF", "oud/c.pdf"]);
}

#[test]
#[cfg(unix)]
fn links_are_named_or_followed_and_never_round_and_round() {
    use std::os::unix::fs::symlink;
    let folder = folder(&["map/a.pdf"]);
    let other = self::folder(&["b.pdf"]);
    let root = folder.path();
    symlink(other.path().join("b.pdf"), root.join("b.pdf")).unwrap();
    symlink(root, root.join("map/terug")).unwrap();

    let kinds = |inputs: &Inputs| -> Vec<Option<FailureKind>> {
        let refused = inputs.files.iter().map(|file| file.refused.as_ref());
        refused.map(|it| it.map(|it| it.kind)).collect()
    };
    let inputs = Inputs::find(&[root.to_owned()]);
    assert_eq!(names(&inputs, root), ["b.pdf", "map/a.pdf", "map/terug"]);
    let link = Some(FailureKind::LinkNotFollowed);
    assert_eq!(kinds(&inputs), [link, None, link]);

    let options = InputOptions {
        follow_links: true,
        ..InputOptions::default()
    };
    let inputs = Inputs::find_with(&[root.to_owned()], &options);
    assert_eq!(names(&inputs, root), ["b.pdf", "map/a.pdf", "map/terug"]);
    assert_eq!(kinds(&inputs), [None, None, link]);
}
