//! Packages whose parts the fuzzer changes, and not their check sums.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Packs what starts with `== ` into a zip archive: after each `== ` at the
/// start of a line a path, and on the lines below it what is there. Other bytes
/// are returned as they are.
pub fn packed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let text = str::from_utf8(bytes).ok();
    let package = text.and_then(|text| text.strip_prefix("== ").and_then(zipped));
    package.map_or(Cow::Borrowed(bytes), Cow::Owned)
}

/// `None` where it cannot be packed: a path twice, or a very long one.
fn zipped(parts: &str) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in parts.split("\n== ") {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        zip.start_file(path, options).ok()?;
        zip.write_all(content.as_bytes()).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
