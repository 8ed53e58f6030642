//! Tells what lies in archives beside documents, for the error that says that
//! a file is not one.

use waardenscan_document::OtherFormat;

/// Tells what the bytes are, where that can be told.
pub(crate) fn other_format(bytes: &[u8]) -> Option<OtherFormat> {
    const MAGIC: &[(&[u8], OtherFormat)] = &[
        (b"\x89PNG\r\n\x1a\n", OtherFormat::Png),
        (b"\xff\xd8\xff", OtherFormat::Jpeg),
        (b"GIF8", OtherFormat::Gif),
        (b"II*\0", OtherFormat::Tiff),
        (b"MM\0*", OtherFormat::Tiff),
        (b"SQLite format 3\0", OtherFormat::Sqlite),
        (b"PK\x03\x04", OtherFormat::Zip),
        (b"\x1f\x8b", OtherFormat::Gzip),
        (b"7z\xbc\xaf\x27\x1c", OtherFormat::SevenZip),
        (b"%!PS", OtherFormat::PostScript),
    ];
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*format);
    }
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let start = String::from_utf8_lossy(start);
    // The cut may fall inside a character.
    let start = start.trim_end_matches(char::REPLACEMENT_CHARACTER);
    let readable = |letter: char| {
        letter != char::REPLACEMENT_CHARACTER && (!letter.is_control() || letter.is_whitespace())
    };
    (!start.is_empty() && start.chars().all(readable)).then_some(OtherFormat::PlainText)
}

#[cfg(test)]
mod tests {
    use super::{OtherFormat, other_format};

    #[test]
    fn tells_what_archives_hold_beside_documents() {
        assert_eq!(
            other_format(b"\x89PNG\r\n\x1a\n..."),
            Some(OtherFormat::Png)
        );
        assert_eq!(
            other_format("Notitie één\n".as_bytes()),
            Some(OtherFormat::PlainText)
        );
        assert_eq!(
            other_format("é".repeat(600).as_bytes()),
            Some(OtherFormat::PlainText)
        );
        assert_eq!(other_format(b"\x00\x01\x02"), None);
        assert_eq!(other_format(b""), None);
    }
}
