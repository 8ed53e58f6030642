//! What symbol fonts draw, in Unicode.
//!
//! Word stores such a character as its byte in the font, alone or moved to
//! U+F020–U+F0FF. The tables give the character for the bytes 0x20 to 0xFF;
//! U+FFFD stands where the font draws nothing. Symbol follows Adobe's Symbol
//! encoding; Wingdings follows the mapping of Unicode 7.0 (L2/12-368), but
//! with the older ✔ ✘ ☑ ☒ ➢ → that fonts of readers have. Both tables are
//! data for [`readable`] only.

/// A font as far as it changes what a character means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Font {
    /// Any font of letters, or none named.
    #[default]
    Text,
    Symbol,
    Wingdings,
    /// Wingdings 2, Wingdings 3, Webdings and the like: pictures.
    Pictures,
}

impl Font {
    pub(crate) fn named(name: &str) -> Self {
        let name = name.trim_matches(['\'', '"']).to_ascii_lowercase();
        match name.as_str() {
            "symbol" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" | "wingdings 3" | "webdings" | "zapfdingbats" | "marlett" => {
                Self::Pictures
            }
            _ => Self::Text,
        }
    }
}

const SYMBOL: &str = concat!(
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\u{FFFD}",
    "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
    "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
    "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
    "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{FFFD}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\u{FFFD}",
);

const WINGDINGS: &str = concat!(
    " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍",
    "🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉",
    "♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒🞟⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷\u{FFFD}",
    "🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟·•",
    "▪○🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←",
    "→↑↓↖↗↙↘🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂🢬🢭✘✔☒☑\u{FFFD}",
);

/// Tells whether `c` lies where Word keeps the characters of symbol fonts.
pub(crate) fn is_private(c: char) -> bool {
    ('\u{F020}'..='\u{F0FF}').contains(&c)
}

/// What the character `c` of a text in `font` shows. Letters that merely
/// stand in a symbol font stay themselves.
pub(crate) fn readable(c: char, font: Font) -> char {
    if is_private(c) {
        drawn(c, font).unwrap_or('•')
    } else {
        c
    }
}

/// What `font` draws for the code `c`, which may be a plain byte as well:
/// the rule for `w:sym` and for bullets.
pub(crate) fn symbol(c: char, font: Font) -> char {
    if is_private(c) || (font != Font::Text && u32::from(c) < 0x100) {
        drawn(c, font).unwrap_or('•')
    } else {
        c
    }
}

fn drawn(c: char, font: Font) -> Option<char> {
    let index = usize::try_from(u32::from(c) & 0xFF)
        .ok()?
        .checked_sub(0x20)?;
    let table = match font {
        Font::Symbol => SYMBOL,
        Font::Wingdings => WINGDINGS,
        Font::Pictures => return pictures(c),
        // The font was lost: the bullets in use tell the two apart.
        Font::Text if is_wingdings_bullet(c) => WINGDINGS,
        Font::Text => SYMBOL,
    };
    table
        .chars()
        .nth(index)
        .filter(|&drawn| drawn != char::REPLACEMENT_CHARACTER)
}

fn is_wingdings_bullet(c: char) -> bool {
    matches!(
        u32::from(c) & 0xFF,
        0x6C | 0x6E | 0x6F | 0x71 | 0x72 | 0x76 | 0x9F | 0xA7 | 0xA8 | 0xD8 | 0xFC | 0xFE
    )
}

/// Of the picture fonts only the marks of ticked lists carry meaning
/// (Wingdings 2).
fn pictures(c: char) -> Option<char> {
    match u32::from(c) & 0xFF {
        0x50 => Some('✔'),
        0x4F => Some('✘'),
        0x52 => Some('☑'),
        0x51 | 0x53 => Some('☒'),
        0xA3 => Some('□'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_cover_every_byte() {
        assert_eq!(SYMBOL.chars().count(), 0xE0);
        assert_eq!(WINGDINGS.chars().count(), 0xE0);
    }

    #[test]
    fn known_characters_are_right() {
        for (c, font, drawn) in [
            ('\u{F0B1}', Font::Symbol, '±'),
            ('\u{B7}', Font::Symbol, '•'),
            ('\u{F061}', Font::Symbol, 'α'),
            ('\u{F07E}', Font::Symbol, '∼'),
            ('\u{F0DE}', Font::Symbol, '⇒'),
            ('\u{F0FC}', Font::Wingdings, '✔'),
            ('\u{F0A7}', Font::Wingdings, '▪'),
            ('\u{F0D8}', Font::Wingdings, '➢'),
            ('\u{F076}', Font::Wingdings, '❖'),
            ('\u{F081}', Font::Wingdings, '➀'),
            ('\u{F0E0}', Font::Wingdings, '→'),
            ('\u{F0FC}', Font::Text, '✔'),
            ('\u{F0B7}', Font::Text, '•'),
            ('\u{F050}', Font::Pictures, '✔'),
            ('é', Font::Text, 'é'),
            ('–', Font::Symbol, '–'),
        ] {
            assert_eq!(symbol(c, font), drawn, "{c:?} in {font:?}");
        }
        assert_eq!(readable('a', Font::Symbol), 'a');
    }
}
