//! Every construct of both formats: the fixtures of `tests/constructs` and
//! what the reader makes of them.

use waardenscan_document::{BlockKind, OtherFormat, ReadError, Reader, WarningKind};
use waardenscan_docx::{Limits, WordReader};

use crate::{
    comments,
    found::{lines, read, texts},
    made::{self, docx, fixtures, odt, relationships, word_parts, zipped},
};

#[test]
fn every_construct_reads_as_its_snapshot() {
    for fixture in fixtures() {
        let found = lines(&read(&zipped(&fixture.parts)));
        insta::assert_snapshot!(fixture.name.as_str(), found);
    }
}

const ONE: &str = "<w:p><w:r><w:t>één</w:t></w:r></w:p>";

/// The parts of a document that says "één".
fn one() -> made::Parts {
    word_parts(&format!("== document\n{ONE}"))
}

fn says_one(bytes: &[u8], case: &str) {
    assert!(WordReader::default().recognises(bytes), "{case}");
    let document = read(bytes).unwrap_or_else(|error| panic!("{case}: {error}"));
    assert_eq!(texts(&document, BlockKind::Paragraph), ["één"], "{case}");
    if !case.starts_with("Flat") {
        let commented = comments::check(bytes);
        // Attributes without a prefix would belong to no vocabulary.
        let has_prefix = case != "default namespace";
        assert_eq!(commented.without_place == 0, has_prefix, "{case}");
    }
}

#[test]
fn a_package_is_read_however_its_parts_are_named() {
    says_one(&zipped(&one()), "as usual");
    for (case, rename) in [
        (
            "backslashes",
            (|name| name.replace('/', "\\")) as fn(&str) -> String,
        ),
        ("capitals", str::to_uppercase),
        ("leading slash", |name| format!("/{name}")),
        ("without relationships", |name| {
            name.replace("_rels", "lost")
        }),
        ("in another folder", |name| name.replace("word/", "text/")),
    ] {
        let parts = one().into_iter().map(|(name, part)| (rename(&name), part));
        says_one(&zipped(&parts.collect()), case);
    }
    for kind in [
        "vnd.openxmlformats-officedocument.wordprocessingml.document",
        "vnd.openxmlformats-officedocument.wordprocessingml.template",
        "vnd.ms-word.document.macroEnabled",
        "vnd.ms-word.template.macroEnabledTemplate",
    ] {
        let types = format!(
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
             <Override PartName='/tekst/hoofd.xml' ContentType='application/{kind}.main+xml'/></Types>"
        );
        let parts = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("tekst/hoofd.xml".to_owned(), one().remove(1).1),
        ];
        says_one(&zipped(&parts), kind);
    }
    let absolute = vec![
        (
            "_rels/.rels".to_owned(),
            relationships(&[("d", "officeDocument", "/a%20b/C.XML")]),
        ),
        ("a b/c.xml".to_owned(), one().remove(1).1),
    ];
    says_one(&zipped(&absolute), "absolute target");
}

#[test]
fn a_part_is_read_in_every_encoding_and_vocabulary() {
    let rewritten = |rewrite: &dyn Fn(String) -> Vec<u8>| {
        let mut parts = one();
        let document = String::from_utf8(parts.remove(1).1).unwrap();
        parts.push(("word/document.xml".to_owned(), rewrite(document)));
        zipped(&parts)
    };
    let little = |text: String| -> Vec<u8> {
        let units = format!("\u{FEFF}{text}");
        units.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    says_one(&rewritten(&little), "UTF-16");
    let big = |text: String| -> Vec<u8> {
        let units = format!("\u{FEFF}{text}");
        units.encode_utf16().flat_map(u16::to_be_bytes).collect()
    };
    says_one(&rewritten(&big), "UTF-16, big end first");
    says_one(
        &rewritten(&|text| format!("\u{FEFF}{text}").into_bytes()),
        "marked UTF-8",
    );
    says_one(
        &rewritten(&|text| {
            let declared = text.replace("?>", " encoding=\"windows-1252\"?>");
            declared.chars().map(|c| u8::try_from(c).unwrap()).collect()
        }),
        "Latin-1",
    );
    says_one(
        &rewritten(&|text| {
            text.replace("w:", "")
                .replace("xmlns:w", "xmlns")
                .into_bytes()
        }),
        "default namespace",
    );
    says_one(
        &rewritten(&|text| {
            text.replace("w:", "tekst:")
                .replace("xmlns:w=", "xmlns:tekst=")
                .into_bytes()
        }),
        "another prefix",
    );
    says_one(
        &rewritten(&|text| {
            let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
            text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                strict,
            )
            .into_bytes()
        }),
        "Strict",
    );
}

#[test]
fn a_flat_file_is_read_as_its_package() {
    let mut flat = "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>\
        <pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">"
        .to_owned();
    for (name, part) in one() {
        let part = String::from_utf8(part).unwrap();
        let part = part
            .split_once("?>")
            .map_or(part.as_str(), |(_, part)| part);
        flat +=
            &format!("<pkg:part pkg:name=\"/{name}\"><pkg:xmlData>{part}</pkg:xmlData></pkg:part>");
    }
    flat += "</pkg:package>";
    says_one(flat.as_bytes(), "Flat OPC");

    let content = String::from_utf8(
        made::odt_parts("== content\n<text:p>één</text:p>")
            .remove(1)
            .1,
    );
    let flat = content
        .unwrap()
        .replace("office:document-content", "office:document");
    says_one(flat.as_bytes(), "Flat ODF");
}

#[test]
fn junk_around_a_package_does_no_harm() {
    let package = zipped(&one());
    says_one(&[b"junk before".as_slice(), &package].concat(), "before");
    says_one(&[package.as_slice(), b"junk behind"].concat(), "behind");
}

#[test]
fn what_cannot_be_read_is_named() {
    let ole = |stream: &str| {
        let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
        let head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        head.into_iter().chain(name).collect::<Vec<u8>>()
    };
    let package =
        |name: &str, part: &str| zipped(&vec![(name.to_owned(), part.as_bytes().to_vec())]);
    let unknown = |found| ReadError::UnknownFormat { found: Some(found) };
    for (bytes, error) in [
        (Vec::new(), ReadError::Empty),
        (ole("WordDocument"), unknown(OtherFormat::OldWord)),
        (ole("EncryptedPackage"), ReadError::Encrypted),
        (b"{\\rtf1 tekst}".to_vec(), unknown(OtherFormat::RichText)),
        (
            b"<!DOCTYPE html><HTML><p>tekst</p></HTML>".to_vec(),
            unknown(OtherFormat::Html),
        ),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related".to_vec(),
            unknown(OtherFormat::WebArchive),
        ),
        (package("leesmij.txt", "tekst"), unknown(OtherFormat::Zip)),
        (
            package("xl/workbook.xml", "<x/>"),
            unknown(OtherFormat::ExcelWorkbook),
        ),
        (
            package("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            unknown(OtherFormat::OpenDocumentSpreadsheet),
        ),
        (
            b"zomaar tekst".to_vec(),
            ReadError::UnknownFormat { found: None },
        ),
        (docx(""), ReadError::NoContent),
        (odt(""), ReadError::NoContent),
    ] {
        assert_eq!(read(&bytes).unwrap_err(), error);
        let ours = matches!(error, ReadError::NoContent | ReadError::Encrypted);
        assert_eq!(WordReader::default().recognises(&bytes), ours, "{error}");
    }
}

#[test]
fn an_encrypted_open_document_is_named_so() {
    let mut parts = made::odt_parts("== content\n<text:p>één</text:p>");
    let manifest = "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>\
        <m:file-entry m:full-path='content.xml'><m:encryption-data/></m:file-entry></m:manifest>";
    parts.push((
        "META-INF/manifest.xml".to_owned(),
        manifest.as_bytes().to_vec(),
    ));
    assert_eq!(read(&zipped(&parts)).unwrap_err(), ReadError::Encrypted);
}

#[test]
fn a_formula_of_an_open_document_is_text() {
    let mut parts = made::odt_parts(
        "== content\n<text:p>want <draw:frame><draw:object xmlns:x='http://www.w3.org/1999/xlink' \
         x:href='./Object 1'/></draw:frame> geldt</text:p>",
    );
    let formula = "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mrow><mi>a</mi><mo>=</mo>\
        <mfrac><mi>b</mi><msup><mi>c</mi><mn>2</mn></msup></mfrac></mrow>\
        <annotation encoding='StarMath 5.0'>a = b over c^2</annotation></semantics></math>";
    parts.push((
        "Object 1/content.xml".to_owned(),
        formula.as_bytes().to_vec(),
    ));
    let document = read(&zipped(&parts)).unwrap();
    assert_eq!(
        texts(&document, BlockKind::Paragraph),
        ["want a=b/c^2 geldt"]
    );
}

#[test]
fn a_break_in_what_pages_repeat_is_no_page() {
    let parts = made::odt_parts(
        "== content\n<text:p>één<text:soft-page-break/></text:p>\n== automatic\n\
         <style:style style:name='P1' style:family='paragraph'>\
         <style:paragraph-properties fo:break-before='page'/></style:style>\n== masters\n\
         <text:p>kop</text:p><text:p text:style-name='P1'>a</text:p>\
         <text:p text:style-name='P1'>b</text:p><text:p text:style-name='P1'>c</text:p>",
    );
    let document = WordReader::default().read(&made::zipped(&parts)).unwrap();
    assert_eq!(document.pages().len(), 2);
    let last = document.blocks().last().unwrap();
    assert_eq!((last.text.as_str(), last.page_index), ("c", None));
}

#[test]
fn what_lies_past_a_limit_is_left_out_with_a_warning() {
    let many = docx(&ONE.repeat(1000));
    let short = WordReader::with_limits(Limits {
        max_inflated_bytes: 5_000,
        ..Limits::default()
    });
    let document = short.read(&many).unwrap();
    assert!((50..200).contains(&document.blocks().len()));
    let kinds: Vec<_> = document
        .warnings()
        .iter()
        .map(|warning| warning.kind)
        .collect();
    assert!(kinds.contains(&WarningKind::LimitReached));

    let deep = docx(&format!(
        "{ONE}<w:sdt><w:sdtContent>{ONE}</w:sdtContent></w:sdt>{ONE}"
    ));
    let shallow = WordReader::with_limits(Limits {
        max_depth: 5,
        ..Limits::default()
    });
    let document = shallow.read(&deep).unwrap();
    assert_eq!(texts(&document, BlockKind::Paragraph), ["één", "één"]);
    assert_eq!(document.warnings()[0].kind, WarningKind::LimitReached);

    let few = WordReader::with_limits(Limits {
        max_blocks: 3,
        ..Limits::default()
    });
    let many_open = odt(&"<text:p>één</text:p>".repeat(5));
    for bytes in [docx(&ONE.repeat(5)), many_open] {
        let document = few.read(&bytes).unwrap();
        assert_eq!(texts(&document, BlockKind::Paragraph), ["één"; 3]);
        assert_eq!(document.warnings()[0].kind, WarningKind::LimitReached);
    }

    // A bomb of spaces: the ratio is what stops it.
    let bomb = word_parts(&format!("== document\n{ONE}{}", " ".repeat(3 << 20)));
    let bomb = made::packed(&bomb, zip::CompressionMethod::Deflated);
    let strict = WordReader::with_limits(Limits {
        free_inflated_bytes: 1 << 20,
        ..Limits::default()
    });
    let document = strict.read(&bomb).unwrap();
    assert_eq!(texts(&document, BlockKind::Paragraph), ["één"]);
    assert_eq!(document.warnings()[0].kind, WarningKind::LimitReached);
}

#[test]
fn no_entity_is_expanded() {
    let mut parts = one();
    let document = "<!DOCTYPE a [<!ENTITY x 'uitgebreid'><!ENTITY y SYSTEM 'file:///etc/passwd'>]>\
        <w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
        <w:p><w:r><w:t>a&x;&y;&amp;&#233;&#x21;</w:t></w:r></w:p></w:body></w:document>";
    parts[1].1 = document.as_bytes().to_vec();
    let document = read(&zipped(&parts)).unwrap();
    assert_eq!(texts(&document, BlockKind::Paragraph), ["a&é!"]);
}

const CUSTOM: &str = "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/custom-properties' \
    xmlns:vt='http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes'>\
    <property pid='2' name='Zaaknummer'><vt:lpwstr>Z &amp; 12</vt:lpwstr></property>\
    <property pid='3' name='Versie'><vt:i4>-3</vt:i4></property>\
    <property pid='4' name='Budget'><vt:r8>1.5</vt:r8></property>\
    <property pid='5' name='Openbaar'><vt:bool>1</vt:bool></property>\
    <property pid='6' name='Vastgesteld'><vt:filetime>2024-01-02T03:04:05Z</vt:filetime></property>\
    <property pid='7' name='Wijken'><vt:vector size='2' baseType='lpstr'><vt:lpstr>Noord</vt:lpstr><vt:lpstr>Zuid</vt:lpstr></vt:vector></property>\
    <property pid='8' name='Leeg'><vt:lpwstr/></property><property pid='9' name='Niets'><vt:empty/></property>\
    <property pid='10' name='Bytes'><vt:blob>AAAA</vt:blob></property>\
    <property pid='11'><vt:lpwstr>zonder naam</vt:lpwstr></property>\
    <property pid='12' name='Zaaknummer'><vt:lpwstr>nogmaals</vt:lpwstr></property>\
    <property pid='13' name='Dubbel'><vt:variant><vt:bool>false</vt:bool></vt:variant></property></Properties>";

#[test]
fn embedded_files_are_named() {
    let mut parts = one();
    for (name, part) in &mut parts {
        if name == "word/_rels/document.xml.rels" {
            *part = relationships(&[
                ("a", "package", "embeddings/Begroting.xlsx"),
                ("b", "oleObject", "embeddings/oleObject1.bin"),
                ("c", "image", "media/wapen.png"),
            ]);
        }
    }
    let document = read(&zipped(&parts)).unwrap();
    assert_eq!(
        document.metadata().attachments,
        ["begroting.xlsx", "oleobject1.bin"]
    );
}

#[test]
fn metadata_comes_from_core_app_and_styles() {
    let mut parts = word_parts(&format!(
        "== document\n{ONE}\n== styles\n<w:docDefaults><w:rPrDefault><w:rPr>\
         <w:lang w:val='nl-NL'/></w:rPr></w:rPrDefault></w:docDefaults>"
    ));
    let core = "<c:coreProperties xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' \
        xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/'>\
        <dc:title>Nota &amp; plan</dc:title><dc:creator>Gemeente</dc:creator><c:keywords>zorg</c:keywords>\
        <t:created>2024-01-02T03:04:05Z</t:created></c:coreProperties>";
    let app = "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/extended-properties'>\
        <Application>Microsoft Office Word</Application></Properties>";
    parts.push(("docProps/core.xml".to_owned(), core.as_bytes().to_vec()));
    parts.push(("docProps/app.xml".to_owned(), app.as_bytes().to_vec()));
    parts.push(("docProps/custom.xml".to_owned(), CUSTOM.as_bytes().to_vec()));
    let document = read(&zipped(&parts)).unwrap();
    insta::assert_json_snapshot!("metadata-docx", document.metadata());

    let parts = made::odt_parts(
        "== content\n<text:p>één</text:p>\n== meta\n<dc:title>Nota</dc:title>\
         <meta:initial-creator>Gemeente</meta:initial-creator><dc:creator>Redacteur</dc:creator>\
         <meta:keyword>zorg</meta:keyword><meta:keyword>jeugd</meta:keyword>\
         <meta:creation-date>2024-01-02T03:04:05</meta:creation-date>\
         <meta:user-defined meta:name='Zaaknummer'>Z-12</meta:user-defined>\
         <meta:user-defined meta:name='Openbaar' meta:value-type='boolean'>true</meta:user-defined>\
         <meta:user-defined meta:name='Info 1'/><meta:user-defined>zonder naam</meta:user-defined>\
         <meta:user-defined meta:name='Zaaknummer'>nogmaals</meta:user-defined>\n== styles\n\
         <style:default-style style:family='paragraph'><style:text-properties fo:language='nl' fo:country='NL'/>\
         </style:default-style>",
    );
    let document = read(&zipped(&parts)).unwrap();
    insta::assert_json_snapshot!("metadata-odt", document.metadata());
}
