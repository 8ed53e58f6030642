//! Suggests which values underlie Dutch policy documents, with evidence and reasons.
