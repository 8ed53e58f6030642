//! What somebody says of a finding, in words.

use super::known::{Known, said_first};

/// A decision as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// In lower case; empty for none.
    pub(super) decision: String,
    pub(super) reason: Option<String>,
    /// Name or id of the value that was chosen instead.
    pub(super) other: Option<String>,
}

/// The decisions that a running text may begin with.
const DECISIONS: [&str; 5] = ["open", "akkoord", "afgewezen", "twijfel", "andere waarde"];
/// What may stand between a decision and what is said of it.
const BETWEEN: [char; 8] = [' ', ',', ':', ';', '.', '-', '–', '—'];

impl Said {
    /// Reads a running text: "afgewezen, te algemeen", "andere waarde
    /// Nabijheid: het gaat om de wijk". None where it begins with no decision.
    pub(super) fn read(text: &str, known: &Known) -> Option<Self> {
        let text = text.trim();
        let begins = DECISIONS.iter().find_map(|&decision| {
            let rest = said_first(text, decision)?;
            Some((decision, rest))
        });
        let (decision, rest) = begins?;
        let mut rest = rest.trim_start_matches(BETWEEN);
        let mut other = None;
        if decision == "andere waarde"
            && let Some((id, after)) = known.named_first(rest)
        {
            other = Some(id.to_owned());
            rest = after.trim_start_matches(BETWEEN);
        }
        Some(Self {
            decision: decision.to_owned(),
            reason: reason(rest),
            other,
        })
    }
}

/// Returns a text as a reason; none where it says nothing.
pub(super) fn reason(text: &str) -> Option<String> {
    let text = text.trim_matches(|letter: char| letter.is_whitespace());
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns what is said behind the name of a value, as a reason.
pub(super) fn reason_after(text: &str) -> Option<String> {
    reason(text.trim_start_matches(BETWEEN))
}
