//! Makes folders of small documents and scans them.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use waardenscan::{Lexicon, Scanner};
use waardenscan_archive::{
    Decision, Ending, Inputs, Outcome, Project, ProjectError, Timing, UpdateOptions, Updated,
    Verdict, update_project,
};

/// A folder of documents with a small lexicon of five values.
pub(crate) struct Folder {
    pub(crate) root: TempDir,
    pub(crate) scanner: Scanner,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/tests/report/lexicon");
        Self {
            root: tempfile::tempdir().unwrap(),
            scanner: scanner(Lexicon::load(&lexicon).unwrap()),
        }
    }

    /// The folder with the documents.
    pub(crate) fn archive(&self) -> PathBuf {
        self.root.path().join("archief")
    }

    /// Writes a document with these paragraphs.
    pub(crate) fn write(&self, name: &str, paragraphs: &[&str]) {
        self.write_bytes(name, &docx(paragraphs));
    }

    pub(crate) fn write_bytes(&self, name: &str, bytes: &[u8]) {
        std::fs::create_dir_all(self.archive()).unwrap();
        std::fs::write(self.archive().join(name), bytes).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        std::fs::remove_file(self.archive().join(name)).unwrap();
    }

    /// The path of a document as the project knows it.
    pub(crate) fn path(&self, name: &str) -> String {
        self.archive().join(name).to_string_lossy().into_owned()
    }

    pub(crate) fn options(&self) -> UpdateOptions<'static> {
        UpdateOptions {
            roots: vec![self.archive()],
            ..UpdateOptions::default()
        }
    }

    /// Scans the folder into a project; the outcomes without their times.
    pub(crate) fn scan(&self, project: &mut Project) -> (Updated, Vec<Outcome>) {
        self.scan_with(project, &self.scanner, &self.options())
    }

    pub(crate) fn scan_with(
        &self,
        project: &mut Project,
        scanner: &Scanner,
        options: &UpdateOptions<'_>,
    ) -> (Updated, Vec<Outcome>) {
        let inputs = Inputs::find(&[self.archive()]);
        let mut outcomes = Vec::new();
        let each = |outcome: &Outcome| {
            outcomes.push(Outcome {
                timing: Timing::default(),
                ..outcome.clone()
            });
            Ok::<_, ProjectError>(())
        };
        let (ending, updated) =
            update_project(project, scanner, &inputs.files, options, each).unwrap();
        assert!(matches!(ending, Ending::Complete));
        (updated, outcomes)
    }

    /// A decision on a value in a block of a document.
    pub(crate) fn decision(
        &self,
        name: &str,
        block: u64,
        value: &str,
        verdict: Verdict,
    ) -> Decision {
        Decision {
            who: "Noor".to_owned(),
            document: self.path(name),
            block,
            text: None,
            value: Some(value.to_owned()),
            verdict,
        }
    }

    /// What a project holds, without the place of the folder.
    pub(crate) fn dump(&self, project: &Project) -> String {
        let mut dump = Vec::new();
        project.dump(&mut dump).unwrap();
        let root = self.root.path().to_string_lossy();
        String::from_utf8(dump).unwrap().replace(&*root, "")
    }
}

/// Scores by the indicators of a lexicon alone.
pub(crate) fn scanner(lexicon: Lexicon) -> Scanner {
    Scanner::builder().lexicon(lexicon).build().unwrap()
}

/// The least file that is a DOCX.
pub(crate) fn docx(paragraphs: &[&str]) -> Vec<u8> {
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let body: String = paragraphs
        .iter()
        .map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
        .collect();
    let document = format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#);
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", LINKS),
        ("word/document.xml", &document),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        package.start_file(name, options).unwrap();
        package.write_all(content.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}
