//! Normal forms of words.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns `token` in NFC and lower case, with typographic apostrophes and
/// hyphens made plain, ligatures written out, and soft hyphens and zero-width
/// characters left out. Accents stay: één is not een.
pub(crate) fn form(token: &str) -> String {
    if token.is_ascii() {
        return token.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(token.len());
    for c in token.nfc().flat_map(char::to_lowercase) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' => plain.push('\''),
            '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' => plain.push('-'),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            'ĳ' => plain.push_str("ij"),
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            _ => plain.push(c),
        }
    }
    plain.nfc().collect()
}

/// Returns a normal form with its accents folded away: één becomes een.
pub(crate) fn folded(form: &str) -> Cow<'_, str> {
    if form.is_ascii() {
        return Cow::Borrowed(form);
    }
    form.nfd()
        .filter(|c| !is_combining_mark(*c))
        .nfc()
        .collect()
}

/// Returns the form without acute accents, which Dutch puts on any vowel for
/// stress (vóór, dóén), or `None` where there are none.
pub(crate) fn without_stress(form: &str) -> Option<String> {
    if form.is_ascii() || !form.nfd().any(|c| c == '\u{301}') {
        return None;
    }
    Some(form.nfd().filter(|c| *c != '\u{301}').nfc().collect())
}

/// Tells whether the form bears an acute that only stress can have put there;
/// on an e it may belong to the word (café).
pub(crate) fn is_stressed(form: &str) -> bool {
    !form.is_ascii() && form.contains(['á', 'í', 'ó', 'ú'])
}
