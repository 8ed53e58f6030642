//! Analyses Dutch text: sentences, tokens, lemmas, stems, compounds and cues.
