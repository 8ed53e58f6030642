use std::fmt;
use std::ops::Range;

/// Characters of a line that an excerpt shows before and after the place.
const CONTEXT: usize = 120;

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The lexicon cannot be used, or contradicts an example of its own.
    Error,
    /// The lexicon works, but perhaps not as meant.
    Warning,
    /// Nothing is wrong; its author may want to know.
    Note,
}

impl Severity {
    /// Returns its name in Dutch, such as `waarschuwing`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "fout",
            Self::Warning => "waarschuwing",
            Self::Note => "opmerking",
        }
    }
}

/// Something wrong with a lexicon file.
///
/// Analysts own these files, so message and help are in Dutch. [`fmt::Display`]
/// prints a problem over several lines, with the place marked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The file, relative to the lexicon's folder, with `/` between parts.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line, or the part of a long line around the place.
    pub excerpt: String,
    /// The place within the excerpt, in characters from 0.
    pub marked: Range<usize>,
    /// What is wrong, in Dutch.
    pub message: String,
    /// What to do about it, in Dutch.
    pub help: Option<String>,
}

impl Problem {
    /// Makes a problem at `span`, in bytes of `text`.
    pub(crate) fn at(
        severity: Severity,
        file: &str,
        text: &str,
        span: Range<usize>,
        message: String,
    ) -> Self {
        let start = text.floor_char_boundary(span.start);
        let (before, after) = text.split_at_checked(start).unwrap_or((text, ""));
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let lead = before.get(line_start..).unwrap_or_default();
        let rest = after.lines().next().unwrap_or_default();
        let column = lead.chars().count();
        let width = text
            .get(start..text.floor_char_boundary(span.end))
            .and_then(|marked| marked.lines().next())
            .map_or(1, |marked| marked.chars().count().max(1));
        let skipped = column.saturating_sub(CONTEXT);
        let cut = |yes: bool| if yes { "…" } else { "" };
        let shown = lead.chars().skip(skipped).chain(rest.chars().take(CONTEXT));
        let shown = shown.map(|letter| if letter.is_control() { ' ' } else { letter });
        let head = cut(skipped > 0);
        let from = column - skipped + head.chars().count();
        Self {
            severity,
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: column + 1,
            excerpt: head
                .chars()
                .chain(shown)
                .chain(cut(rest.chars().nth(CONTEXT).is_some()).chars())
                .collect(),
            marked: from..from + width.min(CONTEXT),
            message,
            help: None,
        }
    }

    pub(crate) fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = self.severity.name();
        let line = self.line.to_string();
        let margin = " ".repeat(line.len());
        writeln!(out, "{severity}: {}", self.message)?;
        writeln!(out, "{margin}--> {}:{line}:{}", self.file, self.column)?;
        if !self.excerpt.trim().is_empty() {
            let indent = " ".repeat(self.marked.start);
            let carets = "^".repeat(self.marked.len());
            writeln!(out, "{margin} |")?;
            writeln!(out, "{line} | {}", self.excerpt.trim_end())?;
            writeln!(out, "{margin} | {indent}{carets}")?;
        }
        if let Some(help) = &self.help {
            writeln!(out, "{margin} = hulp: {help}")?;
        }
        Ok(())
    }
}
