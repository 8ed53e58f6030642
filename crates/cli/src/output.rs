//! Text that fits the screen.

use std::io::IsTerminal;

/// Width where the output is no terminal: wide enough for a sentence.
const DEFAULT_WIDTH: usize = 110;
/// Narrower than this no table can be read.
const LEAST_WIDTH: usize = 60;

/// Returns the width to write tables for, in characters.
pub(crate) fn width() -> usize {
    if !std::io::stdout().is_terminal() {
        return DEFAULT_WIDTH;
    }
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| {
        usize::from(width.0).max(LEAST_WIDTH)
    })
}

/// Cuts `text` to at most `width` characters, with an ellipsis where something
/// was left out.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Cuts `text` to at most `width` characters around the character `at`, at
/// words, with an ellipsis on each side where something was left out.
pub(crate) fn cut_around(text: &str, at: usize, width: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= width {
        return text.to_owned();
    }
    // A third before the place: what follows says more.
    let mut start = at.saturating_sub(width / 3).min(letters.len() - width);
    while start > 0
        && letters
            .get(start - 1)
            .is_some_and(|letter| !letter.is_whitespace())
    {
        start -= 1;
    }
    let from_start: String = letters.iter().skip(start).collect();
    if start == 0 {
        return cut(&from_start, width);
    }
    format!("…{}", cut(&from_start, width.saturating_sub(1)))
}

/// "1 passage", "2 passages".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Writes a text in lines that fit the screen, each set in.
pub(crate) fn wrapped(
    text: &str,
    indent: &str,
    out: &mut impl std::io::Write,
) -> std::io::Result<()> {
    let most = width();
    let mut line = String::new();
    for word in text.split(' ') {
        let long = indent.chars().count() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && long > most {
            writeln!(out, "{indent}{line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{indent}{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_keeps_the_place_and_the_width() {
        let text = "Wie belt krijgt binnen een dag iemand aan de lijn die het dossier kent.";
        let at = text.find("dossier").unwrap();
        let shown = cut_around(text, at, 30);
        assert!(shown.contains("dossier"), "{shown}");
        assert!(shown.chars().count() <= 30, "{shown}");
        assert!(shown.starts_with('…'));
        assert_eq!(cut_around(text, 0, 20), "Wie belt krijgt bin…");
        assert_eq!(cut_around("kort", 2, 20), "kort");
    }
}
