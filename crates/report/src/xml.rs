//! Texts in XML.

/// Replaces each character that XML 1.0 cannot hold (section 2.2) by U+FFFD, so
/// that as many remain; a carriage return, which a parser would drop, by a line
/// feed.
pub(crate) fn holdable(text: &str) -> String {
    let holdable = |letter| match letter {
        '\r' => '\n',
        '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => letter,
        _ => '\u{fffd}',
    };
    text.chars().map(holdable).collect()
}
