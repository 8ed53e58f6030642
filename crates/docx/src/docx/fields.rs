//! Complex fields: an instruction, which is dropped, and its result, which is
//! the text that the page shows (ECMA-376 Part 1, 17.16.18).

use crate::{range::RangeNumber, text::Mark};

/// Bytes of an instruction that are kept: its name and its target, for which
/// programs allow about 2,080.
const MAX_CODE: usize = 2_200;

/// Fields that may be open at once; more are not begun. A document has a few
/// at most, and every piece of text asks all of them.
const MAX_OPEN: usize = 64;

#[derive(Debug)]
struct Field {
    /// Where the text stood when the instruction began; `None` once the
    /// result has begun.
    instruction: Option<Mark>,
    code: String,
    contents: bool,
    /// The link that its result is.
    link: Option<RangeNumber>,
}

/// What the end of a field asks of the text.
#[derive(Debug, Default)]
pub(super) struct Ended {
    /// The place to which it returns.
    pub(super) back: Option<Mark>,
    /// The link that ends here.
    pub(super) link: Option<RangeNumber>,
}

/// The fields that are open at one place.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

impl Fields {
    pub(super) fn begin(&mut self, mark: Mark) {
        self.push(Field {
            instruction: Some(mark),
            code: String::new(),
            contents: false,
            link: None,
        });
    }

    /// Opens a field whose instruction is known, at its result.
    pub(super) fn begin_result(&mut self, code: &str) {
        self.push(Field {
            instruction: None,
            code: String::new(),
            contents: makes_contents(code),
            link: None,
        });
    }

    fn push(&mut self, field: Field) {
        if self.0.len() < MAX_OPEN {
            self.0.push(field);
        }
    }

    pub(super) fn instruction(&mut self, code: &str) {
        if let Some(field) = self.0.last_mut()
            && field.instruction.is_some()
        {
            let room = MAX_CODE.saturating_sub(field.code.len());
            let kept = code.floor_char_boundary(room);
            field.code.push_str(code.get(..kept).unwrap_or_default());
        }
    }

    /// Begins the result. Returns the place to which the text returns: what
    /// nested fields showed inside the instruction is not shown; and where
    /// the result leads, if it is a link.
    pub(super) fn separate(&mut self) -> Option<(Mark, Option<String>)> {
        let field = self.0.last_mut()?;
        let mark = field.instruction.take()?;
        let code = std::mem::take(&mut field.code);
        field.contents = makes_contents(&code);
        Some((mark, link_target(&code)))
    }

    /// Says which link the result of the innermost field is.
    pub(super) fn set_link(&mut self, link: Option<RangeNumber>) {
        if let Some(field) = self.0.last_mut() {
            field.link = link;
        }
    }

    /// Ends the innermost field; the text returns as for
    /// [`Fields::separate`] where it has no result.
    pub(super) fn end(&mut self) -> Ended {
        self.0.pop().map_or_else(Ended::default, |field| Ended {
            back: field.instruction,
            link: field.link,
        })
    }

    /// Gives up on instructions that never end: at the end of a paragraph
    /// what followed them was text after all.
    pub(super) fn end_paragraph(&mut self) {
        for field in &mut self.0 {
            field.instruction = None;
        }
    }

    /// Whether text here stands in a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.0.iter().any(|field| field.contents)
    }

    /// Forgets the tables of contents that are open.
    pub(super) fn abandon_contents(&mut self) {
        for field in &mut self.0 {
            field.contents = false;
        }
    }
}

/// Tables of contents, figures and authorities, and indexes.
fn makes_contents(code: &str) -> bool {
    matches!(
        code.split_whitespace().next(),
        Some("TOC" | "TOA" | "INDEX" | "RD")
    )
}

/// Where a field leads that makes a link (ECMA-376 Part 1, 17.16.5.25).
pub(super) fn link_target(code: &str) -> Option<String> {
    let mut words = Words(code);
    if !words.next()?.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let mut target = String::new();
    let mut place = String::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "\\l" | "\\L" => place = words.next().unwrap_or_default(),
            // The window to open it in, and a tip.
            "\\t" | "\\o" => {
                words.next();
            }
            _ if word.starts_with('\\') && word.chars().count() == 2 => {}
            _ if target.is_empty() => target = word,
            _ => {}
        }
    }
    if !place.is_empty() {
        target.push('#');
        target.push_str(&place);
    }
    (!target.is_empty()).then_some(target)
}

/// The words of an instruction: between spaces or between quotes, where a
/// backslash keeps the character behind it (ECMA-376 Part 1, 17.16.1).
struct Words<'a>(&'a str);

impl Iterator for Words<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let rest = self.0.trim_start();
        let mut chars = rest.chars();
        let is_quote = |c| matches!(c, '"' | '“' | '”');
        let word = match chars.next()? {
            first if is_quote(first) => {
                let mut word = String::new();
                while let Some(c) = chars.next().filter(|&c| !is_quote(c)) {
                    word.extend(if c == '\\' { chars.next() } else { Some(c) });
                }
                self.0 = chars.as_str();
                word
            }
            _ => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (word, rest) = rest.split_at(end);
                self.0 = rest;
                word.to_owned()
            }
        };
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_where_its_field_says() {
        for (code, target) in [
            (
                r#" HYPERLINK "https://a.example/b c" "#,
                Some("https://a.example/b c"),
            ),
            (r"HYPERLINK https://a.example", Some("https://a.example")),
            (
                r#"hyperlink "mailto:a@b.example" \o "tip \l x""#,
                Some("mailto:a@b.example"),
            ),
            (r#"HYPERLINK \l "_Toc1" \h"#, Some("#_Toc1")),
            (r#"HYPERLINK "a.docx" \n \l "deel""#, Some("a.docx#deel")),
            (
                r#"HYPERLINK "C:\\map\\a \"b\".docx""#,
                Some(r#"C:\map\a "b".docx"#),
            ),
            (
                r#"HYPERLINK “https://a.example”"#,
                Some("https://a.example"),
            ),
            (
                r#"HYPERLINK "https://open.example"#,
                Some("https://open.example"),
            ),
            (r"HYPERLINK", None),
            (r#"HYPERLINK "" \l"#, None),
            (r"PAGEREF _Toc1 \h", None),
            ("", None),
        ] {
            assert_eq!(link_target(code).as_deref(), target, "{code}");
        }
    }
}
