//! Text with emphasis and footnotes → runs.

use docx_rs::{FieldCharType, Footnote, InstrText, Paragraph, Run};

use super::model::{Inline, Text};
use super::styles;

/// Writes texts and numbers their footnotes.
#[derive(Debug, Default)]
pub(super) struct Inlines {
    notes: usize,
}

impl Inlines {
    /// Adds `text` to `paragraph`; all of it bold where `bold`.
    pub(super) fn fill(&mut self, paragraph: Paragraph, text: &Text, bold: bool) -> Paragraph {
        text.0.iter().fold(paragraph, |paragraph, inline| {
            let run = match inline {
                Inline::Run {
                    text,
                    bold: own,
                    italic,
                } => {
                    let mut run = Run::new().add_text(text);
                    if bold || *own {
                        run = run.bold();
                    }
                    if *italic { run.italic() } else { run }
                }
                Inline::Note(text) => self.note(text),
            };
            paragraph.add_run(run)
        })
    }

    fn note(&mut self, text: &Text) -> Run {
        self.notes += 1;
        let id = self.notes;
        // The space parts the text from the mark that `package` puts first.
        let start = Paragraph::new()
            .style(styles::NOTE)
            .add_run(Run::new().add_text(" "));
        let content = vec![self.fill(start, text, false)];
        Run::new()
            .add_footnote_reference(Footnote { id, content })
            .style(styles::NOTE_MARK)
    }
}

/// Makes a field such as `PAGE`, which Word computes; until then it shows
/// `shown`.
pub(super) fn field(instruction: &str, shown: &str) -> [Run; 3] {
    let [begin, end] = open_field(instruction);
    [begin, Run::new().add_text(shown), end]
}

/// Makes the two runs between which a field shows its result.
pub(super) fn open_field(instruction: &str) -> [Run; 2] {
    let begin = Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::Unsupported(instruction.to_owned()))
        .add_field_char(FieldCharType::Separate, false);
    [begin, Run::new().add_field_char(FieldCharType::End, false)]
}
