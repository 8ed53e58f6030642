//! Finding the entries of a zip package whose directory is lost, most often
//! because the end of the file is missing.

use std::{collections::BTreeMap, io::Read};

use zip::{
    read::{ZipReadOptions, read_zipfile_from_stream_with_options},
    result::ZipError,
};

use crate::part_name::normalised;

const LOCAL_HEADER: &[u8; 4] = b"PK\x03\x04";

/// Finds up to `max_entries` entries by the header before each of them
/// (APPNOTE 6.3.10, 4.3.7); the offset of that header by name.
pub(crate) fn entries(bytes: &[u8], max_entries: usize) -> BTreeMap<String, usize> {
    bytes
        .windows(LOCAL_HEADER.len())
        .enumerate()
        .filter(|(_, window)| window == LOCAL_HEADER)
        .take(max_entries)
        .filter_map(|(offset, _)| Some((normalised(&name(bytes, offset)?), offset)))
        .collect()
}

fn name(bytes: &[u8], offset: usize) -> Option<String> {
    let header = bytes.get(offset..)?;
    let &[low, high] = header.get(26..28)? else {
        return None;
    };
    let length = usize::from(u16::from_le_bytes([low, high]));
    let name = header.get(30..30 + length)?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// Inflates the entry at `offset`, at most `limit` bytes of it. What came out
/// before an error is kept.
pub(crate) fn inflate(bytes: &[u8], offset: usize, limit: u64) -> (Vec<u8>, Option<ZipError>) {
    let mut inflated = Vec::new();
    let mut entry = bytes.get(offset..).unwrap_or_default();
    // Without a directory nobody knows where the entry ends: its data does.
    let rest = u64::try_from(entry.len()).unwrap_or(u64::MAX);
    let options = ZipReadOptions::new()
        .ignore_crc32(true)
        .override_compressed_size(rest);
    let error = match read_zipfile_from_stream_with_options(&mut entry, options) {
        Ok(Some(file)) => {
            let read = file.take(limit).read_to_end(&mut inflated);
            read.err().map(ZipError::Io)
        }
        Ok(None) => None,
        Err(error) => Some(error),
    };
    (inflated, error)
}
