//! A document as plain text, and where its passages stand in it.

use waardenscan::PassageRecord;

/// Headings and passages with an empty line between them. Line ends are line
/// feeds, and there is no byte order mark: either would shift every selection
/// in tools that count what stands in the file.
pub(crate) struct PlainText {
    pub(crate) text: String,
    /// Where each passage starts, in code points.
    pub(crate) starts: Vec<usize>,
}

impl PlainText {
    pub(crate) fn new(passages: &[PassageRecord]) -> Self {
        let mut made = Self {
            text: String::new(),
            starts: Vec::with_capacity(passages.len()),
        };
        let mut length = 0;
        let mut path: &[String] = &[];
        for passage in passages {
            let same = path.iter().zip(passage.path.iter());
            let same = same.take_while(|(a, b)| a == b).count();
            for heading in passage.path.iter().skip(same) {
                length += made.paragraph(heading);
            }
            path = &passage.path;
            let label = passage.label.as_deref();
            let label = label.map(|label| format!("{label} ")).unwrap_or_default();
            made.text.push_str(&label);
            length += label.chars().count();
            made.starts.push(length);
            length += made.paragraph(&passage.text);
        }
        made
    }

    /// Adds a paragraph and returns how many code points it takes.
    fn paragraph(&mut self, text: &str) -> usize {
        let letters = text.chars().map(|letter| match letter {
            '\r' => '\n',
            letter => letter,
        });
        self.text.extend(letters);
        self.text.push_str("\n\n");
        text.chars().count() + 2
    }
}
