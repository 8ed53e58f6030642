//! Documents that other programs write come back as they were.

use std::{
    fs,
    io::Cursor,
    process::{Command, Stdio},
};

use docx_rs::{
    AbstractNumbering, Docx, Footnote, IndentLevel, Level, LevelJc, LevelText, NumberFormat,
    Numbering, NumberingId, Paragraph, Run, Start, Style, StyleType, Table, TableCell, TableRow,
};
use waardenscan_document::Format;

use crate::found::{lines, read};

/// A document with the things that most documents have.
fn written() -> Vec<u8> {
    let text = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let item = |text_: &str, level: usize| {
        text(text_).numbering(NumberingId::new(2), IndentLevel::new(level))
    };
    let level = |index, format: &str, shown: &str| {
        Level::new(
            index,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(shown),
            LevelJc::new("left"),
        )
    };
    let cell = |content: &str| TableCell::new().add_paragraph(text(content));
    let docx = Docx::new()
        .add_style(
            Style::new("Heading1", StyleType::Paragraph)
                .name("Heading 1")
                .outline_lvl(0),
        )
        .add_abstract_numbering(
            AbstractNumbering::new(2)
                .add_level(level(0, "decimal", "%1."))
                .add_level(level(1, "lowerLetter", "%2)")),
        )
        .add_numbering(Numbering::new(2, 2))
        .add_paragraph(text("Meedoen & meetellen").style("Heading1"))
        .add_paragraph(
            Paragraph::new()
                .add_run(Run::new().add_text("Inwoners doen "))
                .add_run(Run::new().add_text("mee").bold())
                .add_run(
                    Run::new()
                        .add_footnote_reference(Footnote::new().add_content(text("Zie de nota."))),
                )
                .add_run(Run::new().add_text(", ook “nieuwe” inwoners.")),
        )
        .add_paragraph(item("vroeg signaleren", 0))
        .add_paragraph(item("bij schulden", 1))
        .add_paragraph(item("bij ziekte", 1))
        .add_paragraph(item("schulden bundelen", 0))
        .add_table(Table::new(vec![
            TableRow::new(vec![cell("Doel"), cell("Bedrag")]),
            TableRow::new(vec![cell("Jeugd"), cell("€ 12")]),
        ]));
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).unwrap();
    bytes.into_inner()
}

const EXPECTED: &str = "\
heading 1: Meedoen & meetellen
paragraph: Inwoners doen mee, ook “nieuwe” inwoners.
footnote [1]: Zie de nota.
list_item 1 [1.]: vroeg signaleren
list_item 2 [a)]: bij schulden
list_item 2 [b)]: bij ziekte
list_item 1 [2.]: schulden bundelen
table_cell table 0 row 0 column 0: Doel
table_cell table 0 row 0 column 1: Bedrag
table_cell table 0 row 1 column 0: Jeugd
table_cell table 0 row 1 column 1: € 12
";

#[test]
fn what_docx_rs_writes_comes_back() {
    assert_eq!(lines(&read(&written())), EXPECTED);
}

#[test]
fn what_libreoffice_writes_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("bron.docx");
    fs::write(&source, written()).unwrap();
    for (ending, format) in [
        ("odt", Format::Odt),
        ("fodt", Format::Odt),
        ("docx", Format::Docx),
    ] {
        let out = folder.path().join(ending);
        let run = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}/profile",
                folder.path().display()
            ))
            .args(["--headless", "--convert-to", ending, "--outdir"])
            .args([&out, &source])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let Ok(status) = run else {
            println!("skipped: LibreOffice is not installed");
            return;
        };
        assert!(status.success());
        let outcome = read(&fs::read(out.join(format!("bron.{ending}"))).unwrap());
        assert_eq!(outcome.as_ref().unwrap().format(), format);
        let found: String = lines(&outcome).replace(" page 0", "");
        assert_eq!(found, EXPECTED, "{ending}");
    }
}
