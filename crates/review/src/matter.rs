//! Decisions that are about no passage.

use waardenscan_archive::{Decision, Verdict};

/// A decision about no passage: about values, or about the work itself.
pub(crate) fn matter(who: &str, verdict: Verdict) -> Decision {
    Decision {
        who: who.to_owned(),
        document: String::new(),
        block: 0,
        text: None,
        value: None,
        verdict,
    }
}

/// Takes an earlier entry back.
pub(crate) fn undoing(who: &str, entry: u64) -> Decision {
    let undoes = entry.to_string();
    matter(who, Verdict::Undo { undoes })
}
