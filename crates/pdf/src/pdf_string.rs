/// Decodes a text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a byte
/// order mark, else PDFDocEncoding.
pub(crate) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Not in the standard, but what some producers write.
        _ if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        _ => bytes.iter().copied().map(pdf_doc).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes
        .chunks_exact(2)
        .filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    char::decode_utf16(units)
        .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// PDFDocEncoding (ISO 32000-2, annex D.3), Latin-1 but for two ranges.
fn pdf_doc(byte: u8) -> char {
    const FROM_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const FROM_80: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    let special = match byte {
        0x18..=0x1f => FROM_18.get(usize::from(byte - 0x18)),
        0x80..=0xa0 => FROM_80.get(usize::from(byte - 0x80)),
        _ => None,
    };
    special.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_each_encoding() {
        assert_eq!(decode(b"Nota Wonen"), "Nota Wonen");
        assert_eq!(decode(b"\xfe\xff\0\xe9\0n"), "én");
        assert_eq!(decode(b"\xff\xfe\xe9\0n\0"), "én");
        assert_eq!(decode(b"\xef\xbb\xbf\xc3\xa9n"), "én");
        assert_eq!(decode("één".as_bytes()), "één");
        assert_eq!(decode(b"\xe9\xe9n \x80 \xa0 \x85"), "één • € –");
        assert_eq!(decode(b"\xfe\xff\xd8\0\0a"), "\u{fffd}a");
        assert_eq!(decode(b""), "");
    }
}
