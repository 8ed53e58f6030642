use std::borrow::Cow;

/// Turns the bytes of a part into text: UTF-8, UTF-16 with or without a byte
/// order mark, or what the XML declaration calls Latin-1. Bytes that are no
/// text become U+FFFD; the flag tells whether there were any.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, bool) {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(&bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => match String::from_utf8_lossy(rest) {
            Cow::Borrowed(text) => (text.to_owned(), false),
            Cow::Owned(text) => (text, true),
        },
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) if declares_latin1(error.as_bytes()) => (latin1(error.as_bytes()), false),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, bool) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut damaged = !rest.is_empty();
    let mut text = String::with_capacity(bytes.len() / 2);
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        text.push(decoded.unwrap_or_else(|_| {
            damaged = true;
            char::REPLACEMENT_CHARACTER
        }));
    }
    (text, damaged)
}

fn declares_latin1(bytes: &[u8]) -> bool {
    let head: String = bytes
        .iter()
        .take(100)
        .map(|&byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let declaration = head.split("?>").next().unwrap_or_default();
    ["iso-8859-1\"", "iso-8859-1'", "windows-1252", "latin1"]
        .iter()
        .any(|name| declaration.contains(name))
}

/// Windows-1252 differs from Latin-1 in 0x80–0x9F, where Latin-1 has control
/// characters that no document uses; both are read as Windows-1252.
fn latin1(bytes: &[u8]) -> String {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    bytes
        .iter()
        .map(|&byte| {
            byte.checked_sub(0x80)
                .and_then(|index| C1.get(usize::from(index)).copied())
                .unwrap_or(char::from(byte))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "<?xml version='1.0'?><a>één 😀</a>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], body: &[u8]| [mark, body].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes()),
            marked(b"\xFF\xFE", &little),
            marked(b"\xFE\xFF", &big),
            little,
            big,
        ] {
            assert_eq!(decode(bytes), (text.to_owned(), false));
        }
    }

    #[test]
    fn latin1_is_read_where_declared_and_damage_is_told() {
        let declared = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9\x80</a>".to_vec();
        assert!(decode(declared).0.ends_with("<a>é€</a>"));
        assert_eq!(
            decode(b"<a>\xE9</a>".to_vec()),
            ("<a>\u{FFFD}</a>".into(), true)
        );
        assert_eq!(decode(vec![b'<', 0, b'a']), ("<".into(), true));
    }
}
