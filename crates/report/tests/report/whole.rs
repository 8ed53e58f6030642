//! One small report with everything in it.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use waardenscan::{
    Block, BlockKind, Document, Format, Metadata, OtherFormat, Page, Scanner, Warning, WarningKind,
};
use waardenscan_archive::{Failure, FailureKind, GivenMetadata, Project};
use waardenscan_report::{ReportError, ReportOptions, write_report};

use crate::archive::Archive;
use crate::html;

const FAILURES: &[(FailureKind, Option<OtherFormat>, &str)] = &[
    (
        FailureKind::NotFound,
        None,
        "cannot be opened: no such file",
    ),
    (
        FailureKind::NotReadable,
        None,
        "cannot be opened: permission denied",
    ),
    (FailureKind::Empty, None, "the file is empty"),
    (
        FailureKind::UnknownFormat,
        Some(OtherFormat::Png),
        "not a PDF, DOCX or ODT file but an image (PNG)",
    ),
    (
        FailureKind::UnknownFormat,
        Some(OtherFormat::ExcelWorkbook),
        "not a PDF, DOCX or ODT file but an Excel workbook (.xlsx)",
    ),
    (
        FailureKind::UnknownFormat,
        None,
        "not a PDF, DOCX or ODT file",
    ),
    (
        FailureKind::Encrypted,
        None,
        "the file is protected with a password",
    ),
    (
        FailureKind::ExtractionForbidden,
        None,
        "its author forbids that text is taken from the file",
    ),
    (FailureKind::NoText, None, "no text on any of its 3 pages"),
    (FailureKind::NoContent, None, "the document holds no text"),
    (
        FailureKind::Garbled,
        None,
        "the text of its 2 pages is garbled",
    ),
    (
        FailureKind::Damaged,
        None,
        "the file is damaged: no <central> directory",
    ),
    (
        FailureKind::OverLimit,
        None,
        "the file is over a limit: more than 10000 entries",
    ),
    (
        FailureKind::ParserFailed,
        None,
        "the file made the parser fail: index out of bounds",
    ),
];

fn small() -> Archive {
    let mut archive = Archive::new();
    let given = GivenMetadata {
        municipality: Some("Aldermeer".to_owned()),
        kind: Some("verordening".to_owned()),
        year: Some(2024),
        source: Some("beleid".to_owned()),
        title: Some("Verordening \"zorg\" & hulp".to_owned()),
        url: Some("https://aldermeer.example/?a=1&b=2".to_owned()),
    };
    let verordening = Document::builder(Format::Pdf)
        .pages(vec![Page::default(); 4])
        .block(Block::heading(1, "Toegang").with_label("Artikel 3"))
        .block(
            Block::list_item(1, "Élke inwoner krijgt passende hulp dichtbij, in de wijk.")
                .with_label("2.")
                .on_page(1),
        )
        .block(
            Block::paragraph(
                "Zonder vertrouwen is er geen maatwerk 😀 en geen gelijke behandeling.",
            )
            .on_page(2),
        )
        .block(Block::new(BlockKind::Footnote, "Zie ook bestaanszekerheid.").on_page(3))
        .warnings([
            Warning::new(WarningKind::NoText, "no text").on_page(0),
            Warning::new(WarningKind::Damaged, "the image <x> is cut off"),
        ])
        .build();
    archive.add("archief/verordening.pdf", given, verordening);

    let notitie = Document::builder(Format::Docx)
        .metadata(Metadata {
            title: Some("Notitie".to_owned()),
            ..Metadata::default()
        })
        .block(Block::paragraph("Vertrouwen & vertrouwen."))
        .build();
    let given = GivenMetadata {
        url: Some("javascript:alert(1)".to_owned()),
        ..GivenMetadata::default()
    };
    archive.add("archief/notitie.docx", given, notitie);
    let leeg = Document::builder(Format::Odt)
        .block(Block::paragraph("Hier staat niets van waarde."))
        .build();
    archive.add("archief/leeg.odt", GivenMetadata::default(), leeg);
    for (index, &(kind, found, message)) in FAILURES.iter().enumerate() {
        let failure = Failure {
            kind,
            found,
            message: message.to_owned(),
        };
        archive.add_failure(&format!("archief/bestand-{index}"), failure);
    }
    archive
}

/// The page with one tag a line, without style, script and what changes with
/// the version.
fn readable(page: &str) -> String {
    let without = |page: &str, from: &str, to: &str| {
        let (before, rest) = page.split_once(from).unwrap();
        let (_, after) = rest.split_once(to).unwrap();
        format!("{before}{from}…{to}{after}")
    };
    let page = without(page, "<style>", "</style>");
    let page = without(&page, "<script>", "</script>");
    let page = without(&page, "style-src 'sha256-", "'");
    let page = without(&page, "script-src 'sha256-", "'");
    let version = format!("Waardenscan {}", env!("CARGO_PKG_VERSION"));
    page.replace(&version, "Waardenscan [version]")
        .replace("><", ">\n<")
}

#[test]
fn a_small_report() {
    insta::assert_snapshot!(readable(&small().report()));
}

#[test]
fn is_well_formed_and_loads_nothing() {
    let page = small().report();
    html::check(&page);
    for resource in [
        "src=",
        "@import",
        "url(",
        "<link",
        "<img",
        "<iframe",
        "javascript:alert(1)\"",
    ] {
        assert!(!page.contains(resource), "{resource}");
    }
}

#[test]
fn names_every_file() {
    let page = small().report();
    for index in 0..FAILURES.len() {
        let path = format!(">archief/bestand-{index}");
        let found = [" ", "<"]
            .iter()
            .any(|end| page.contains(&format!("{path}{end}")));
        assert!(found, "{path}");
    }
    for path in [
        "archief/verordening.pdf",
        "archief/notitie.docx",
        "archief/leeg.odt",
    ] {
        assert!(page.contains(path), "{path}");
    }
}

#[test]
fn the_policy_allows_just_the_style_and_the_script() {
    let page = small().report();
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("unsafe-inline"));
    for element in ["style", "script"] {
        let (_, rest) = page.split_once(&format!("<{element}>")).unwrap();
        let (content, after) = rest.split_once(&format!("</{element}>")).unwrap();
        assert!(!after.contains(&format!("<{element}")), "one {element}");
        let hash = STANDARD.encode(Sha256::digest(content));
        assert!(
            page.contains(&format!("{element}-src 'sha256-{hash}'")),
            "{element}"
        );
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let archive = small();
    assert_eq!(archive.report(), archive.report());
    assert_eq!(archive.report(), small().report());
}

#[test]
fn an_output_that_fails_is_an_error() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut project = Project::in_memory().unwrap();
    let run = project
        .start_run(&Scanner::builder().build().unwrap())
        .unwrap();
    let result = write_report(&project, run, ReportOptions::default(), &mut Full);
    assert!(matches!(result, Err(ReportError::Io(_))));
}

#[test]
fn a_project_without_documents_gives_a_page() {
    html::check(&Archive::new().report());
}

/// HTML Tidy knows neither a `div` in a `dl` nor a heading in a `summary`,
/// which the living standard allows.
const TIDY_IS_BEHIND: &[&str] = &[
    "missing <dd>",
    "missing </div> before <dt>",
    "inserting implicit <dl>",
    "missing </dl> before </div>",
    "missing </summary> before <h",
    "trimming empty <summary>",
    "discarding unexpected </summary>",
    "trimming empty <span>",
];

#[test]
fn tidy_finds_no_fault() {
    let tidy = Command::new("tidy")
        .args(["-q", "-e", "-utf8"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let Ok(mut tidy) = tidy else {
        println!("skipped: tidy is not installed");
        return;
    };
    let page = small().report();
    let mut stdin = tidy.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(page.as_bytes()));
    let output = tidy.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let faults = String::from_utf8(output.stderr).unwrap();
    let faults: Vec<&str> = faults
        .lines()
        .filter(|line| !TIDY_IS_BEHIND.iter().any(|known| line.contains(known)))
        .collect();
    assert_eq!(faults, Vec::<&str>::new());
}
