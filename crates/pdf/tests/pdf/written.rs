//! Files written here, so that something is measured where nothing is shared.

use std::fmt::Write;

use waardenscan_document::{Block, ReadError, Reader};
use waardenscan_pdf::PdfReader;

const REGULAR: &str = "F1";
const BOLD: &str = "F2";

/// With 28 points more between words, and with none again.
const STRETCHED: &str = "F1 10 Tf 28 Tw /F1";
const UNSTRETCHED: &str = "F1 10 Tf 0 Tw /F1";

/// Turned by 30 degrees, anticlockwise.
const SLANTED: &str = "F1 10 Tf .866 .5 -.5 .866 0 0 Tm /F1";

/// A line of text: left edge and baseline from the bottom in points, font,
/// size, text.
type Text = (u32, u32, &'static str, u32, &'static str);

/// Writes a file of A4 pages without a cross-reference table, which readers
/// make up for.
fn file(pages: &[Vec<Text>]) -> Vec<u8> {
    let mut file =
        String::from("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R/Lang(nl-NL)>> endobj\n");
    let kids: String = (0..pages.len())
        .map(|page| format!("{} 0 R ", 10 + 2 * page))
        .collect();
    let count = pages.len();
    writeln!(
        file,
        "2 0 obj <</Type/Pages/Count {count}/Kids[{kids}]>> endobj"
    )
    .unwrap();
    file +=
        "3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n";
    file += "4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>> endobj\n";
    file += "5 0 obj <</Title(Nota Wonen)/CreationDate(D:20240309080500+01'00')>> endobj\n";
    for (index, page) in pages.iter().enumerate() {
        let (page_number, content_number) = (10 + 2 * index, 11 + 2 * index);
        let mut content = String::new();
        for (x, y, font, size, text) in page {
            writeln!(content, "BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET").unwrap();
        }
        writeln!(
            file,
            "{page_number} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]\
             /Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {content_number} 0 R>> endobj\n\
             {content_number} 0 obj <</Length {}>> stream\n{content}endstream endobj",
            content.len()
        )
        .unwrap();
    }
    file += "trailer <</Root 1 0 R/Info 5 0 R>>\n%%EOF\n";
    file.into_bytes()
}

fn outline(pages: &[Vec<Text>]) -> String {
    let document = PdfReader::new().read(&file(pages)).unwrap();
    let mut outline = String::new();
    for block in document.blocks() {
        let level = block
            .level
            .map(|level| level.to_string())
            .unwrap_or_default();
        let contents = if block.in_contents { " (contents)" } else { "" };
        let cell = block
            .cell
            .map(|cell| format!(" {}/{}", cell.row, cell.column));
        writeln!(
            outline,
            "{}{level}{}{contents}: {}",
            block.kind.name(),
            cell.unwrap_or_default(),
            block.labelled_text()
        )
        .unwrap();
    }
    outline
}

fn body(lines: &[&'static str], left: u32, top: u32) -> Vec<Text> {
    let lines = lines.iter().zip(0..);
    lines
        .map(|(line, row)| (left, top - 13 * row, REGULAR, 10, *line))
        .collect()
}

/// Ends the text around it and draws a line of two inches.
const RULE: &str = ") Tj ET 72 103 m 216 103 l S BT (";

/// Notes in the size of the text, without a rule above them and with one.
#[test]
fn a_rule_parts_notes_from_the_text() {
    let mut page = body(
        &[
            "Het college legt elk jaar verantwoording af aan de raad over het plan en over",
            "de kosten ervan. De raad stelt het plan vast.",
        ],
        72,
        700,
    );
    page.extend(body(
        &["1 Zie de nota van 2019.", "2 Zie de begroting."],
        72,
        90,
    ));
    let plain = outline(&[page.clone()]);
    page.push((72, 103, REGULAR, 10, RULE));
    let ruled = outline(&[page]);
    insta::assert_snapshot!(format!("{plain}---\n{ruled}"));
}

#[test]
fn structure_is_worked_out() {
    let mut first = vec![
        (72, 800, REGULAR, 8, "Gemeente Aldermeer"),
        (72, 740, BOLD, 18, "Nota Wonen"),
        (72, 700, BOLD, 12, "1. Inleiding"),
    ];
    first.extend(body(
        &[
            "De gemeente wil dat iedereen prettig en betaalbaar woont, en maakt daarom een beleids-",
            "plan. Dit plan geldt voor jeugd- en ouderenhuisvesting in Noord-",
            "Aldermeer. Wij doen dat door:",
        ],
        72,
        680,
    ));
    first.extend([
        (72, 630, REGULAR, 10, "\\225"),
        (90, 630, REGULAR, 10, "vroeg te signaleren;"),
        (72, 617, REGULAR, 10, "\\225"),
        (90, 617, REGULAR, 10, "samen te werken."),
        (72, 590, BOLD, 12, "1.1 Uitvoering"),
        (72, 570, REGULAR, 10, "Het college voert het plan uit en"),
        (300, 40, REGULAR, 8, "Pagina 1"),
    ]);
    let second = vec![
        (72, 800, REGULAR, 8, "Gemeente Aldermeer"),
        (
            72,
            740,
            REGULAR,
            10,
            "legt daarover verantwoording af aan de raad.",
        ),
        (300, 40, REGULAR, 8, "Pagina 2"),
    ];
    insta::assert_snapshot!(outline(&[first, second]));
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut page = body(
        &[
            "De eerste kolom gaat over wonen in de",
            "wijk en over de plannen die er voor de",
            "komende jaren zijn gemaakt met alle",
            "bewoners van de wijk.",
        ],
        60,
        700,
    );
    page.extend(body(
        &[
            "De tweede kolom gaat over zorg in de",
            "buurt en over de mensen die daar elke",
            "dag aan werken, samen met de familie",
            "en de buren.",
        ],
        310,
        700,
    ));
    insta::assert_snapshot!(outline(&[page]));
}

/// Columns whose lines are as uneven as those of a table.
#[test]
fn text_side_by_side_is_no_table() {
    let mut page = body(
        &[
            "De wijk krijgt een plein waar",
            "iedereen elkaar kan ontmoeten. Er",
            "komt een speeltuin, en ouderen",
            "kunnen er zitten. De buurt",
            "kiest zelf de bomen die er",
            "worden geplant, en de planten",
            "van het plein. Dat is in mei.",
        ],
        60,
        700,
    );
    page.extend(body(
        &[
            "In de zorg werken veel mensen",
            "uit de buurt. Wie hulp wil kan",
            "elke dag bellen. De gemeente",
            "helpt bij het vinden van werk",
            "en van een huis dat past. Ook",
            "jongeren die thuis niet verder",
            "kunnen, krijgen hier een plek.",
        ],
        230,
        700,
    ));
    insta::assert_snapshot!(outline(&[page]));
}

/// Words of a justified line stand as far apart as the cells of a table, but
/// evenly.
#[test]
fn stretched_lines_are_no_table() {
    let set = |font, text, line: u32| (72, 700 - 14 * line, font, 10, text);
    let page = vec![
        set(REGULAR, "Het college wil dat bewoners en organisaties", 0),
        set(STRETCHED, "betrokken zijn en blijven. De", 1),
        set(STRETCHED, "vergunninghouder is verplicht de", 2),
        set(
            UNSTRETCHED,
            "afspraken te houden die de buurt heeft gemaakt.",
            3,
        ),
    ];
    insta::assert_snapshot!(outline(&[page]));
}

#[test]
fn a_table_is_read_row_by_row() {
    let mut page = Vec::new();
    for (row, cells) in [
        ["Programma", "2024", "2025"],
        ["Wonen", "1.250", "1.300"],
        ["Zorg", "2.400", "2.500"],
        ["Bestuur", "900", "950"],
    ]
    .into_iter()
    .enumerate()
    {
        let y = 700 - 15 * u32::try_from(row).unwrap();
        page.extend(
            [72, 250, 350]
                .into_iter()
                .zip(cells)
                .map(|(x, cell)| (x, y, REGULAR, 10, cell)),
        );
    }
    insta::assert_snapshot!(outline(&[page]));
}

/// A table of contents without heading or dots, beside a list of figures as
/// long, and a page whose lines are numbered.
#[test]
fn contents_and_line_numbers_are_told_from_tables() {
    let titles = [
        "Inleiding",
        "Visie",
        "Wonen",
        "Zorg",
        "Werk",
        "Bestuur",
        "Kosten",
    ];
    let columns = |numbers: [&'static str; 7]| {
        let rows = titles.iter().zip(numbers).zip(0..);
        let rows = rows.flat_map(|((title, number), row)| {
            let y = 700 - 20 * row;
            [(72, y, REGULAR, 10, *title), (400, y, REGULAR, 10, number)]
        });
        rows.collect::<Vec<Text>>()
    };
    let contents = columns(["2", "3", "4", "6", "7", "8", "9"]);
    let figures = columns(["7", "3", "4", "9", "2", "8", "6"]);
    let mut numbered = Vec::new();
    let numbers = [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
    ];
    let lines = [
        "Het college legt elk jaar verantwoording af aan de raad over het plan en over",
        "de kosten ervan. De raad stelt het plan vast, en wijzigt het als dat nodig is,",
        "na een gesprek met de inwoners die ermee te maken krijgen in hun eigen buurt.",
    ];
    for (row, number) in (0..).zip(numbers) {
        let y = 700 - 13 * row;
        numbered.push((40, y, REGULAR, 8, number));
        numbered.push((72, y, REGULAR, 10, lines[usize::try_from(row).unwrap() % 3]));
    }
    let mut pages = vec![contents, figures, numbered];
    pages.extend((0..9).map(|_| body(&lines, 72, 700)));
    let outline = outline(&pages);
    let shown = outline.split("paragraph: Het college").take(2);
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("paragraph: Het college"));
}

/// A watermark on two pages, and a stamp of two lines, which are 12 points
/// apart, on one.
#[test]
fn slanted_text_is_kept_apart() {
    let text = [
        "Het college legt elk jaar verantwoording af aan de raad over het plan en over",
        "de kosten ervan. De raad stelt het plan vast.",
    ];
    let mut first = body(&text, 72, 700);
    first.push((300, 200, SLANTED, 48, "CONCEPT"));
    first.push((350, 52, SLANTED, 10, "Ontvangen op het stad-"));
    first.push((350, 40, SLANTED, 10, "huis van Aldermeer"));
    let mut second = body(&text, 72, 700);
    second.push((300, 200, SLANTED, 48, "CONCEPT"));
    insta::assert_snapshot!(outline(&[first.clone(), second]));

    let (document, places) = PdfReader::new().read_with_places(&file(&[first])).unwrap();
    let stamp = |block: &Block| block.text.starts_with("Ontvangen");
    let block = document.blocks().iter().position(stamp).unwrap();
    let words = places.words(block);
    let lines: Vec<usize> = words.iter().map(|word| word.regions.len()).collect();
    assert_eq!(lines, [1, 1, 1, 2, 1, 1]);
    let rect = words[0].regions[0].rect;
    // 350 along and 52 up, turned by 30 degrees, is 277 to the right and 220 up.
    assert!((rect.left - 277.0).abs() < 5.0, "{rect:?}");
    assert!((rect.bottom - (842.0 - 220.0)).abs() < 5.0, "{rect:?}");
}

#[test]
fn metadata_is_read() {
    let page = vec![(72, 700, REGULAR, 10, "Tekst van de nota.")];
    let document = PdfReader::new().read(&file(&[page])).unwrap();
    assert_eq!(document.metadata().title.as_deref(), Some("Nota Wonen"));
    assert_eq!(
        document.metadata().created.as_deref(),
        Some("2024-03-09T08:05:00+01:00")
    );
    assert_eq!(document.metadata().language.as_deref(), Some("nl-NL"));
    let place = document.blocks()[0].regions[0];
    assert_eq!(place.page_index, 0);
    assert!((place.rect.left - 72.0).abs() < 0.1 && (place.rect.bottom - 144.2).abs() < 0.1);
}

#[test]
fn a_page_without_text_or_drawing_has_no_content() {
    assert_eq!(
        PdfReader::new().read(&file(&[Vec::new()])),
        Err(ReadError::NoContent)
    );
}
