//! Texts and lists in one cell, without loss.

/// Writes a text so that it survives spreadsheets: control characters other
/// than line breaks are spelled out, and so a backslash is doubled.
pub(crate) fn text(text: &str) -> String {
    escape(text, false)
}

/// Writes a list, an item a line.
pub(crate) fn list<'t>(items: impl IntoIterator<Item = &'t str>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| escape(item, true)).collect();
    items.join("\n")
}

/// Reads what [`text`] wrote; a backslash before anything else stays.
pub(crate) fn read_text(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let (letter, taken) = unescape(after);
        text.push(letter);
        rest = after.get(taken..).unwrap_or_default();
    }
    text + rest
}

/// Reads what [`list`] wrote; empty lines are no items.
pub(crate) fn read_list(cell: &str) -> Vec<String> {
    cell.lines()
        .map(|line| read_text(line.trim()))
        .filter(|item| !item.is_empty())
        .collect()
}

fn escape(text: &str, item: bool) -> String {
    let mut cell = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => cell.push_str("\\\\"),
            '\n' if !item => cell.push('\n'),
            letter if letter.is_control() => {
                cell.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
            }
            letter => cell.push(letter),
        }
    }
    cell
}

/// The character that follows a backslash stands for, and the bytes it takes.
fn unescape(after: &str) -> (char, usize) {
    if after.starts_with('\\') {
        return ('\\', 1);
    }
    let code = after.strip_prefix("u{").and_then(|code| {
        let (digits, _) = code.split_once('}')?;
        let letter = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        Some((letter, digits.len() + 3))
    });
    code.unwrap_or(('\\', 0))
}
