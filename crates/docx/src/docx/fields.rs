//! Complex fields: an instruction, which is dropped, and its result, which is
//! the text that the page shows (ECMA-376 Part 1, 17.16.18).

use crate::text::Mark;

/// Characters of an instruction that are kept: its name stands first.
const MAX_CODE: usize = 64;

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
        });
    }

    /// Opens a field whose instruction is known, at its result.
    pub(super) fn begin_result(&mut self, code: &str) {
        self.push(Field {
            instruction: None,
            code: String::new(),
            contents: makes_contents(code),
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
            field.code.extend(code.chars().take(room));
        }
    }

    /// Begins the result. Returns the place to which the text returns: what
    /// nested fields showed inside the instruction is not shown.
    pub(super) fn separate(&mut self) -> Option<Mark> {
        let field = self.0.last_mut()?;
        let mark = field.instruction.take()?;
        field.contents = makes_contents(&field.code);
        Some(mark)
    }

    /// Ends the innermost field; as [`Fields::separate`] where it has no
    /// result.
    pub(super) fn end(&mut self) -> Option<Mark> {
        self.0.pop()?.instruction
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
