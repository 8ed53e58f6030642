//! Names of parts, as the Open Packaging Conventions compare them.

/// Brings a part name to the form under which parts are kept: lower case
/// (ECMA-376 Part 2, 6.2.2.3: names are compared without case), forward
/// slashes, no leading slash, no dots, escapes resolved.
pub(crate) fn normalised(name: &str) -> String {
    resolved("", name)
}

/// Resolves the target of a relationship against the folder of `source`, the
/// normalised name of the part that names it.
pub(crate) fn resolved(source: &str, target: &str) -> String {
    let target = unescaped(target).replace('\\', "/");
    let folder = match source.rsplit_once('/') {
        Some((folder, _)) if !target.starts_with('/') => folder,
        _ => "",
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/").to_lowercase()
}

/// The part that holds the relationships of `source`.
pub(crate) fn relationships_of(source: &str) -> String {
    match source.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{source}.rels"),
    }
}

/// The part `name` in the folder of `source`.
pub(crate) fn beside(source: &str, name: &str) -> String {
    resolved(source, name)
}

fn unescaped(target: &str) -> String {
    if !target.contains('%') {
        return target.to_owned();
    }
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [first, tail @ ..] = rest {
        if let (b'%', Some((byte, after))) = (first, escaped(tail)) {
            bytes.push(byte);
            rest = after;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two hexadecimal digits give, and what follows them.
fn escaped(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, after @ ..] = bytes else {
        return None;
    };
    let digits = char::from(*high).to_digit(16)? * 16 + char::from(*low).to_digit(16)?;
    Some((u8::try_from(digits).ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_from_their_source() {
        for (source, target, part) in [
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            ("word/document.xml", "/word/Styles.XML", "word/styles.xml"),
            (
                "word/document.xml",
                "..\\custom\\item.xml",
                "custom/item.xml",
            ),
            ("", "word\\document.xml", "word/document.xml"),
            ("word/document.xml", "../../../etc/x", "etc/x"),
            (
                "word/document.xml",
                "./media/a%20b.png",
                "word/media/a b.png",
            ),
            ("document.xml", "100%", "100%"),
        ] {
            assert_eq!(resolved(source, target), part);
        }
        assert_eq!(
            relationships_of("word/document.xml"),
            "word/_rels/document.xml.rels"
        );
        assert_eq!(relationships_of(""), "_rels/.rels");
    }
}
