//! Names what a file that no reader knows looks like, for its error.

/// Says what the bytes look like, with its article, where that can be told.
pub(crate) fn describe(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
        (b"\xff\xd8\xff", "an image (JPEG)"),
        (b"GIF8", "an image (GIF)"),
        (b"II*\0", "an image (TIFF)"),
        (b"MM\0*", "an image (TIFF)"),
        (b"{\\rtf", "an RTF text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an old Office file or a protected one",
        ),
        (b"SQLite format 3\0", "a database (SQLite)"),
        (b"\x1f\x8b", "a compressed file (gzip)"),
        (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
        (b"%!PS", "a PostScript file"),
    ];
    const INSIDE_ZIP: &[(&[u8], &str)] = &[
        (b"xl/", "a spreadsheet (XLSX)"),
        (b"ppt/", "a presentation (PPTX)"),
        (
            b"application/vnd.oasis.opendocument.spreadsheet",
            "a spreadsheet (ODS)",
        ),
        (
            b"application/vnd.oasis.opendocument.presentation",
            "a presentation (ODP)",
        ),
        (b"application/epub+zip", "an e-book (EPUB)"),
    ];
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let inside = INSIDE_ZIP.iter().find(|(mark, _)| contains(bytes, mark));
        return Some(inside.map_or("a zip archive", |(_, name)| name));
    }
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let start = String::from_utf8_lossy(start).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some("a web page (HTML)");
    }
    if start.starts_with("<?xml") {
        return Some("an XML file");
    }
    let readable = |c: char| !c.is_control() || c.is_whitespace();
    (!start.is_empty() && !start.contains('\u{fffd}') && start.chars().all(readable))
        .then_some("plain text")
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn names_what_archives_hold_beside_documents() {
        assert_eq!(describe(b"\x89PNG\r\n\x1a\n..."), Some("an image (PNG)"));
        assert_eq!(
            describe(b"PK\x03\x04....xl/workbook.xml"),
            Some("a spreadsheet (XLSX)")
        );
        assert_eq!(describe(b"PK\x03\x04...."), Some("a zip archive"));
        assert_eq!(
            describe("\u{feff}<!DOCTYPE html><p>".as_bytes()),
            Some("a web page (HTML)")
        );
        assert_eq!(describe(b"  <!DOCTYPE html><p>"), Some("a web page (HTML)"));
        assert_eq!(describe("Notitie één\n".as_bytes()), Some("plain text"));
        assert_eq!(describe(b"\x00\x01\x02"), None);
    }
}
