use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Sheet, WorkbookError, read};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";

/// A workbook of sheets: names with what stands in their rows.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let related = |kind: &str, target: &str, id: usize| {
        format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let list = |parts: Vec<String>| {
        format!(
            "<Relationships {PACKAGE}>{}</Relationships>",
            parts.concat()
        )
    };
    let mut names = String::new();
    let mut relations = Vec::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |path: &str, text: &str| {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    for (id, (name, rows)) in (1..).zip(sheets) {
        names += &format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"r{id}\"/>");
        relations.push(related("worksheet", &format!("worksheets/{id}.xml"), id));
        let sheet = format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>");
        part(&format!("xl/worksheets/{id}.xml"), &sheet);
    }
    let book = format!("<workbook {MAIN} xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>");
    part("xl/workbook.xml", &book);
    part("xl/_rels/workbook.xml.rels", &list(relations));
    part(
        "_rels/.rels",
        &list(vec![related("officeDocument", "xl/workbook.xml", 1)]),
    );
    zip.finish().unwrap().into_inner()
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn rows_begin_where_something_stands() {
    let rows = format!(
        "<row r=\"3\">{}{}</row><row r=\"5\"><c r=\"C5\"><v>2.5</v></c></row>",
        cell("B3", "pad"),
        cell("C3", "jaar")
    );
    let file = workbook(&[
        ("Blad 1", &rows),
        ("Leeg", ""),
        ("Notities", &cell("A1", "x")),
    ]);
    let sheets = read(&file, 1000, |name| name != "Notities").unwrap();
    let texts = [["pad", "jaar"], ["", ""], ["", "2.5"]];
    let expected = [
        Sheet {
            name: "Blad 1".to_owned(),
            first_row: 3,
            rows: texts.map(|row| row.map(str::to_owned).to_vec()).to_vec(),
        },
        Sheet {
            name: "Leeg".to_owned(),
            first_row: 1,
            rows: Vec::new(),
        },
    ];
    assert_eq!(sheets, expected);
}

#[test]
fn no_room_is_made_for_a_cell_far_away() {
    let rows = format!("{}{}", cell("A1", "pad"), cell("XFD1048576", "ver"));
    let file = workbook(&[("Blad", &rows)]);
    let refused = read(&file, 50_000_000, |_| true);
    assert!(matches!(
        refused,
        Err(WorkbookError::TooManyCells(50_000_000))
    ));
}

#[test]
fn all_sheets_share_the_room() {
    let row = format!("{}{}", cell("A1", "a"), cell("CV1", "b"));
    let file = workbook(&[("een", &row), ("twee", &row)]);
    assert_eq!(read(&file, 200, |_| true).unwrap().len(), 2);
    let refused = read(&file, 199, |_| true);
    assert!(matches!(refused, Err(WorkbookError::TooManyCells(199))));
    assert_eq!(read(&file, 199, |name| name == "twee").unwrap().len(), 1);
}

#[test]
fn what_unpacks_to_more_than_it_may_is_not_read() {
    let text = "z".repeat(1_000_000);
    let file = workbook(&[("Blad", &cell("A1", &text))]);
    assert!(file.len() < 10_000);
    let refused = read(&file, 1000, |_| true);
    assert!(matches!(refused, Err(WorkbookError::TooLarge(64_000))));
    assert_eq!(read(&file, 20_000, |_| true).unwrap().len(), 1);
}

#[test]
fn what_is_no_workbook_is_an_error() {
    let whole = workbook(&[("Blad", &cell("A1", "pad"))]);
    for end in 0..whole.len() {
        assert!(read(&whole[..end], 1000, |_| true).is_err(), "{end} bytes");
    }
}
