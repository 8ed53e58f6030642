//! Line ends: which hyphens belong to the word and which to the line.

use std::{borrow::Cow, collections::HashSet};

/// Words after which a hyphen stands for a part left out: "jeugd- en".
const CONJUNCTIONS: [&str; 12] = [
    "en",
    "of",
    "en/of",
    "noch",
    "dan",
    "tot",
    "maar",
    "als",
    "resp.",
    "c.q.",
    "respectievelijk",
    "alsook",
];

/// Parts that are written with a hyphen before another word (Woordenlijst
/// Nederlandse Taal, Leidraad 6.5 and 6.8).
const HYPHENATING: [&str; 12] = [
    "niet", "non", "oud", "ex", "e", "aspirant", "adjunct", "sint", "vice", "quasi", "bijna",
    "semi",
];

/// Abbreviations that are not written in capitals throughout, after which a
/// compound has a hyphen (Leidraad 6.7).
const ABBREVIATIONS: [&str; 16] = [
    "wmo", "wlz", "wsw", "wia", "wwb", "apv", "awb", "avg", "bbz", "bgt", "woz", "woo", "wob",
    "cao", "btw", "ozb",
];

/// The words of a document, to see how it writes one that a line end cuts.
#[derive(Debug, Default)]
pub(crate) struct Words {
    known: HashSet<String>,
    lines: usize,
    cut_lines: usize,
    spaced_lines: usize,
}

impl Words {
    /// Adds the words of a line but for one that its end cuts.
    pub(crate) fn add(&mut self, line: &str) {
        let mut open: Option<&str> = None;
        for word in line.split(' ') {
            let word = bare(word);
            if let Some(open) = open.take() {
                self.known.insert(format!("{open} {word}").to_lowercase());
            }
            if word.len() > 3 && word.ends_with('-') {
                open = Some(word);
            } else if word.len() > 3 {
                let lower = lower(word);
                if !self.known.contains(lower.as_ref()) {
                    self.known.insert(lower.into_owned());
                }
            }
        }
        self.lines += 1;
        self.cut_lines += usize::from(cut_word(line).is_some());
        self.spaced_lines += usize::from(line.ends_with("- "));
    }

    /// Tells whether the lines were set with words cut at their ends. If not,
    /// a hyphen there is the author's: fewer than one line in two hundred ends
    /// in one then.
    fn are_cut(&self) -> bool {
        self.lines < 200 || self.cut_lines * 200 >= self.lines
    }

    fn has(&self, word: &str) -> bool {
        self.known.contains(lower(word).as_ref())
    }
}

/// Adds the next line to a text.
pub(crate) fn join(text: &mut String, next: &str, words: &Words) {
    if text.is_empty() {
        text.push_str(next);
        return;
    }
    // Some producers end each line with a space, which then tells nothing.
    if text.ends_with("- ") {
        text.pop();
        if words.spaced_lines < words.cut_lines {
            text.push(' ');
            text.push_str(next);
            return;
        }
    }
    let Some(head) = cut_word(text) else {
        let tight = text.ends_with('/') && !text.ends_with(" /");
        if !tight {
            text.push(' ');
        }
        text.push_str(next);
        return;
    };
    let first = next.split(' ').next().unwrap_or_default();
    match hyphen(head, first, words) {
        Hyphen::Stays => {}
        Hyphen::StaysApart => text.push(' '),
        Hyphen::Goes => {
            text.pop();
        }
        Hyphen::BecomesDiaeresis(char) => {
            text.pop();
            text.push(char);
            text.extend(next.chars().skip(1));
            return;
        }
    }
    text.push_str(next);
}

/// Returns the cut word at the end of `text` without its hyphen.
fn cut_word(text: &str) -> Option<&str> {
    let head = text.strip_suffix('-')?;
    let word = head.rsplit(' ').next()?;
    word.ends_with(char::is_alphanumeric).then_some(word)
}

#[derive(Debug, PartialEq)]
enum Hyphen {
    Stays,
    /// Stays, with a space after it.
    StaysApart,
    Goes,
    /// Goes, and the diaeresis that it stood for comes back.
    BecomesDiaeresis(char),
}

fn hyphen(head: &str, next: &str, words: &Words) -> Hyphen {
    // "partij-" and "en" on the next line may be one word after all.
    let conjunction = next.trim_end_matches(',');
    if CONJUNCTIONS.contains(&conjunction) && !words.has(&format!("{head}{conjunction}")) {
        return Hyphen::StaysApart;
    }
    let tail = bare(next);
    let head = head.trim_start_matches(|char: char| !char.is_alphanumeric());
    let part = head.rsplit('-').next().unwrap_or(head);
    let (Some(last), Some(first)) = (part.chars().last(), tail.chars().next()) else {
        return Hyphen::Stays;
    };
    if !next.starts_with(first) || last.is_numeric() || first.is_numeric() {
        return Hyphen::Stays;
    }
    let without = format!("{head}{tail}");
    let with = format!("{head}-{tail}");
    if words.has(&format!("{head}- {tail}")) {
        return Hyphen::StaysApart;
    }
    match (words.has(&with), words.has(&without)) {
        (true, false) => return Hyphen::Stays,
        (false, true) => return Hyphen::Goes,
        _ => {}
    }
    let capitals =
        |word: &str| word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase);
    if capitals(part) || first.is_uppercase() {
        let all = capitals(part) && capitals(tail);
        return if all { Hyphen::Goes } else { Hyphen::Stays };
    }
    let lower = part.to_lowercase();
    if HYPHENATING.contains(&lower.as_str()) || ABBREVIATIONS.contains(&lower.as_str()) {
        return Hyphen::Stays;
    }
    if ["be", "ge"].contains(&lower.as_str()) && !tail.starts_with("ij") {
        match first {
            'e' => return Hyphen::BecomesDiaeresis('ë'),
            'i' => return Hyphen::BecomesDiaeresis('ï'),
            _ => {}
        }
    }
    let ij = part.len() <= 3 && tail.starts_with("ij");
    if collide(last, first) && !ij || !words.are_cut() {
        Hyphen::Stays
    } else {
        Hyphen::Goes
    }
}

/// Tells whether two vowels would read as one sound, so that a compound keeps
/// its hyphen between them (Leidraad 6.4): "zee-eend", "gemeente-inkomsten".
const fn collide(last: char, first: char) -> bool {
    matches!(
        (last, first),
        ('a', 'a' | 'e' | 'i' | 'u')
            | ('e', 'e' | 'i' | 'u')
            | ('i', 'e' | 'i')
            | ('o', 'e' | 'i' | 'o' | 'u')
            | ('u', 'i' | 'u')
    )
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.contains(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn bare(word: &str) -> &str {
    word.trim_start_matches(|char: char| !char.is_alphanumeric())
        .trim_end_matches(|char: char| !char.is_alphanumeric() && char != '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &str, known: &str) -> String {
        let mut words = Words::default();
        words.add(known);
        let mut text = String::new();
        for line in lines.split('|') {
            join(&mut text, line, &words);
        }
        text
    }

    #[test]
    fn joins_line_ends() {
        for (lines, wanted) in [
            ("het beleids-|plan is", "het beleidsplan is"),
            ("in Noord-|Holland", "in Noord-Holland"),
            ("jeugd-|en ouderenzorg", "jeugd- en ouderenzorg"),
            ("de GGD-|regio", "de GGD-regio"),
            ("2020-|2024", "2020-2024"),
            ("18-|jarigen", "18-jarigen"),
            ("niet-|westers", "niet-westers"),
            ("e-|mail", "e-mail"),
            ("gemeente-|inkomsten", "gemeente-inkomsten"),
            ("be-|invloeden", "beïnvloeden"),
            ("ge-|eindigd", "geëindigd"),
            ("ge-|ijkt", "geijkt"),
            ("financi-|ële", "financiële"),
            ("BEREIK-|BAARHEID", "BEREIKBAARHEID"),
            ("wonen en|zorg", "wonen en zorg"),
            ("en/|of", "en/of"),
            ("zo -|ja", "zo - ja"),
            ("‘beleids-|plan’,", "‘beleidsplan’,"),
            ("Wmo-|voorziening", "Wmo-voorziening"),
        ] {
            assert_eq!(joined(lines, ""), wanted, "{lines}");
        }
    }

    #[test]
    fn a_word_is_joined_as_the_document_writes_it() {
        assert_eq!(
            joined("de co-|financiering", "cofinanciering"),
            "de cofinanciering"
        );
        assert_eq!(
            joined("de co-|financiering", "co-financiering"),
            "de co-financiering"
        );
        assert_eq!(joined("zee-|eend", "zeeeend"), "zeeeend");
        assert_eq!(
            joined("concept-|kaders", "de concept- kaders"),
            "concept- kaders"
        );
        assert_eq!(joined("andere partij-|en", "partijen"), "andere partijen");
    }
}
