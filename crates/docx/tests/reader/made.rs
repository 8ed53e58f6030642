//! Files made for a test: packages from parts, and the fixtures they come
//! from.

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Name and content of each part.
pub(crate) type Parts = Vec<(String, Vec<u8>)>;

/// Packs parts into a zip file, as they are: most tests pack thousands.
pub(crate) fn zipped(parts: &Parts) -> Vec<u8> {
    packed(parts, CompressionMethod::Stored)
}

/// Packs parts into a zip file.
pub(crate) fn packed(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX file whose body is `body`.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    zipped(&word_parts(&format!("== document\n{body}")))
}

/// An ODT file whose text is `body`.
pub(crate) fn odt(body: &str) -> Vec<u8> {
    zipped(&odt_parts(&format!("== content\n{body}")))
}

/// The parts of a fixture for DOCX: sections `== name` with what stands inside
/// the root of `word/name.xml`, and `== links name` with lines of id and target
/// for the links of that part.
pub(crate) fn word_parts(fixture: &str) -> Parts {
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        relationships(&[("d", "officeDocument", "word/document.xml")]),
    )];
    let mut related = Vec::new();
    let links = |name: &str| {
        let found = sections(fixture).find(|(section, _)| *section == format!("links {name}"));
        let lines = found.map_or("", |(_, inner)| inner).lines();
        lines
            .map(|line| line.split_once(' ').unwrap_or((line, "")))
            .map(|(id, target)| (id, "hyperlink", target))
    };
    for (name, inner) in sections(fixture) {
        if name.starts_with("links ") {
            continue;
        }
        let (root, kind) = match name {
            "document" => ("w:document", None),
            "header1" | "header2" => ("w:hdr", Some("header")),
            "footer1" => ("w:ftr", Some("footer")),
            "chart1" => ("c:chartSpace", Some("chart")),
            "data1" => ("dgm:dataModel", Some("diagramData")),
            other => (part_root(other), Some(other)),
        };
        if let Some(kind) = kind {
            related.push((name, kind, format!("{name}.xml")));
        }
        let inner = match name {
            "document" => format!("<w:body>{inner}</w:body>"),
            _ => inner.to_owned(),
        };
        let xml = format!("<?xml version=\"1.0\"?><{root} {WORD_NAMESPACES}>{inner}</{root}>");
        parts.push((format!("word/{name}.xml"), xml.into_bytes()));
        let links: Vec<_> = links(name).collect();
        if name != "document" && !links.is_empty() {
            parts.push((format!("word/_rels/{name}.xml.rels"), relationships(&links)));
        }
    }
    let related: Vec<_> = related
        .iter()
        .map(|(id, kind, target)| (*id, *kind, target.as_str()))
        .chain(links("document"))
        .collect();
    parts.push((
        "word/_rels/document.xml.rels".to_owned(),
        relationships(&related),
    ));
    parts
}

fn part_root(name: &str) -> &'static str {
    match name {
        "styles" => "w:styles",
        "numbering" => "w:numbering",
        "footnotes" => "w:footnotes",
        "endnotes" => "w:endnotes",
        "comments" => "w:comments",
        "settings" => "w:settings",
        other => panic!("no such part in a fixture: {other}"),
    }
}

const WORD_NAMESPACES: &str = concat!(
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' ",
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' ",
    "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' ",
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' ",
    "xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' ",
    "xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture' ",
    "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' ",
    "xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' ",
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' ",
    "xmlns:v='urn:schemas-microsoft-com:vml' ",
    "xmlns:x='urn:somebody:else' ",
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'",
);

/// A relationship part from (id, kind, target).
pub(crate) fn relationships(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let list: String = list
        .iter()
        .map(|(id, kind, target)| {
            let mode = match *kind {
                "hyperlink" => " TargetMode='External'",
                _ => "",
            };
            format!(
                "<Relationship Id='{id}' Target='{target}'{mode} \
                 Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}'/>"
            )
        })
        .collect();
    format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         {list}</Relationships>"
    )
    .into_bytes()
}

/// The parts of a fixture for ODT: `== content` holds the text, `== automatic`
/// the styles of the document, `== styles` and `== masters` those of
/// `styles.xml`, `== meta` its data.
pub(crate) fn odt_parts(fixture: &str) -> Parts {
    let sections: Vec<_> = sections(fixture).collect();
    let section = |name: &str| {
        let found = sections.iter().find(|(section, _)| *section == name);
        found.map_or("", |(_, inner)| *inner)
    };
    let content = format!(
        "<office:document-content {ODF_NAMESPACES}><office:automatic-styles>{}\
         </office:automatic-styles><office:body><office:text>{}</office:text></office:body>\
         </office:document-content>",
        section("automatic"),
        section("content"),
    );
    let styles = format!(
        "<office:document-styles {ODF_NAMESPACES}><office:styles>{}</office:styles>\
         <office:master-styles>{}</office:master-styles></office:document-styles>",
        section("styles"),
        section("masters"),
    );
    let meta = format!(
        "<office:document-meta {ODF_NAMESPACES}><office:meta>{}</office:meta>\
         </office:document-meta>",
        section("meta"),
    );
    vec![
        (
            "mimetype".to_owned(),
            b"application/vnd.oasis.opendocument.text".to_vec(),
        ),
        ("content.xml".to_owned(), content.into_bytes()),
        ("styles.xml".to_owned(), styles.into_bytes()),
        ("meta.xml".to_owned(), meta.into_bytes()),
    ]
}

const ODF_NAMESPACES: &str = concat!(
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' ",
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' ",
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' ",
    "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' ",
    "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' ",
    "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' ",
    "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' ",
    "xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' ",
    "xmlns:dc='http://purl.org/dc/elements/1.1/' ",
    "xmlns:xlink='http://www.w3.org/1999/xlink' ",
    "xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'",
);

fn sections(fixture: &str) -> impl Iterator<Item = (&str, &str)> {
    fixture
        .split("\n== ")
        .map(|section| section.trim_start_matches("== "))
        .filter_map(|section| section.split_once('\n'))
        .map(|(name, inner)| (name.trim(), inner))
}

/// A fixture of the folder `tests/constructs`.
pub(crate) struct Fixture {
    /// File name without its ending: "docx-fields", "odt-lists".
    pub(crate) name: String,
    pub(crate) parts: Parts,
}

/// All fixtures, in alphabetical order.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/constructs");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let fixture = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let parts = if name.starts_with("odt") {
            odt_parts(&text)
        } else {
            word_parts(&text)
        };
        Fixture { name, parts }
    };
    paths.into_iter().map(fixture).collect()
}

/// A file beside the project, or none with a printed reason.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

/// The files of a folder with one of these endings, in alphabetical order.
pub(crate) fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            endings.contains(&&*ending)
        })
        .collect();
    files.sort();
    files
}
