//! Masking all that is said of a passage.

use waardenscan::{
    FactorRecord, HitRecord, PassageRecord, PieceRecord, SuggestedValue, SuggestionRecord,
};

use super::mask_personal;

/// Blackens the personal data of a passage wherever its record repeats it: in
/// its text and headings, in hits, pieces and explanations, in tensions. Tells
/// whether there was any. Places still hold.
pub fn mask_passage(passage: &mut PassageRecord) -> bool {
    let mut path = passage.path.to_vec();
    let headings = mask_headings(&mut path);
    if headings {
        passage.path = path.into();
    }
    let Some(mut mask) = Mask::of(&passage.text) else {
        return headings;
    };
    passage.text.clone_from(&mask.masked);
    for suggestion in &mut passage.suggestions {
        let SuggestedValue {
            hits,
            best,
            factors,
            explanation,
            ..
        } = suggestion;
        mask.suggestion(hits, best.as_mut(), factors, explanation);
    }
    for tension in &mut passage.tensions {
        mask.piece(&mut tension.cue);
        tension.evidence.iter_mut().for_each(|it| mask.piece(it));
    }
    true
}

/// Blackens the personal data of a suggestion, as [`mask_passage`] does.
pub fn mask_suggestion(record: &mut SuggestionRecord) -> bool {
    let headings = mask_headings(&mut record.path);
    let Some(mut mask) = Mask::of(&record.passage) else {
        return headings;
    };
    record.passage.clone_from(&mask.masked);
    let SuggestionRecord {
        hits,
        best,
        factors,
        explanation,
        ..
    } = record;
    mask.suggestion(hits, best.as_mut(), factors, explanation);
    true
}

fn mask_headings(path: &mut [String]) -> bool {
    let mut masked = false;
    for heading in path {
        let mask = mask_personal(heading);
        if mask != *heading {
            *heading = mask;
            masked = true;
        }
    }
    masked
}

/// A passage with personal data.
struct Mask {
    masked: String,
    /// Words of the passage that are masked, in whole or in part, with what
    /// they became.
    words: Vec<(String, String)>,
}

impl Mask {
    /// None where there is nothing to mask.
    fn of(text: &str) -> Option<Self> {
        let masked = mask_personal(text);
        (masked != text).then_some(Self {
            masked,
            words: Vec::new(),
        })
    }

    fn suggestion(
        &mut self,
        hits: &mut [HitRecord],
        best: Option<&mut PieceRecord>,
        factors: &mut [FactorRecord],
        explanation: &mut String,
    ) {
        for hit in hits {
            self.cut(&mut hit.text, hit.start, hit.end);
        }
        let words = factors.iter_mut().filter_map(|it| it.word.as_mut());
        for piece in words.chain(best) {
            self.piece(piece);
        }
        // An explanation names words of the passage; the longest first, as one
        // may hold another.
        self.words.sort_by_key(|it| std::cmp::Reverse(it.0.len()));
        for (word, masked) in &self.words {
            *explanation = explanation.replace(word, masked);
        }
    }

    fn piece(&mut self, piece: &mut PieceRecord) {
        self.cut(&mut piece.text, piece.start, piece.end);
    }

    /// Takes a piece from the masked text, from `start` to `end` in code
    /// points.
    fn cut(&mut self, text: &mut String, start: usize, end: usize) {
        let letters = self.masked.chars().skip(start);
        let masked: String = letters.take(end.saturating_sub(start)).collect();
        if masked != *text {
            let word = std::mem::replace(text, masked.clone());
            if !word.is_empty() {
                self.words.push((word, masked));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use waardenscan::Scanner;

    use super::*;
    use crate::PersonalCounts;

    #[test]
    fn nothing_that_is_said_of_a_passage_repeats_personal_data() {
        let scanner = Scanner::builder().threshold(0.05).build().unwrap();
        let text = "Wij geven vertrouwen en maatwerk: mail jan.jansen@aldermeer.nl of bel \
                    06-12345678, want vertrouwen staat voorop bij jan.jansen@aldermeer.nl.";
        let document = waardenscan::Document::builder(waardenscan::Format::Docx)
            .blocks([
                waardenscan::Block::heading(1, "Bel 06-12345678"),
                waardenscan::Block::paragraph(text),
            ])
            .build();
        let reading = waardenscan::Reading {
            reader: "made up",
            document,
        };
        let scan = scanner.scan_reading(reading, "casus.docx");
        let record = scanner.record(&scan);
        let mut passage = record.passages.first().unwrap().clone();
        assert!(!passage.suggestions.is_empty());
        assert!(PersonalCounts::of(&passage.text).total() >= 3);
        let length = passage.text.chars().count();
        assert!(mask_passage(&mut passage));
        let said = format!("{passage:?}");
        for word in ["jan.jansen", "aldermeer.nl", "12345678"] {
            assert!(!said.contains(word), "{word}: {said}");
        }
        assert!(said.contains("vertrouwen"), "{said}");
        assert_eq!(passage.text.chars().count(), length);
        for hit in passage.suggestions.iter().flat_map(|it| &it.hits) {
            let letters = passage.text.chars().skip(hit.start);
            let there: String = letters.take(hit.end - hit.start).collect();
            assert_eq!(hit.text, there);
        }
        assert!(!mask_passage(&mut passage), "masked once");

        let suggestions = record.suggestions("casus.docx");
        for mut suggestion in suggestions {
            assert!(mask_suggestion(&mut suggestion));
            let said = serde_json::to_string(&suggestion).unwrap();
            assert!(!said.contains("jan.jansen") && !said.contains("12345678"));
        }
    }
}
