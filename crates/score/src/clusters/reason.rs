use super::{MergeCandidate, SplitCandidate};

impl MergeCandidate {
    /// Says in plain Dutch why the two values may be one; `names` are those of
    /// its values, in their order.
    #[must_use]
    pub fn reason(&self, names: [&str; 2]) -> String {
        let [one, other] = names;
        let [fewer, more] = self.passages;
        let mut text = format!(
            "Van de {fewer} passages met {one} dragen er {} ook {other}; bij toeval waren het er \
             {:.0} geweest. Dat is zo in {} documenten.",
            self.both, self.expected, self.documents
        );
        if self.same_words > 0 {
            text += &format!(
                " In {} van die passages wijzen dezelfde woorden naar beide.",
                self.same_words
            );
        }
        if !self.shared.is_empty() {
            let words: Vec<String> = self
                .shared
                .iter()
                .map(|word| format!("‘{}’", word.word))
                .collect();
            text += &format!(" Woorden voor beide: {}.", words.join(", "));
        }
        // Where one stands within the other but not the other way round.
        let is_part = self.both * 2 >= fewer && more >= fewer * 3;
        text += &match is_part {
            true => format!(" Is {one} een deel van {other}?"),
            false => " Beogen zij hetzelfde?".to_owned(),
        };
        text
    }
}

impl SplitCandidate {
    /// Says in plain Dutch why the value `name` may be two.
    #[must_use]
    pub fn reason(&self, name: &str) -> String {
        let [first, second] = &self.senses;
        let words = |words: &[String]| {
            let words: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
            words.join(", ")
        };
        format!(
            "De passages met {name} vallen in twee groepen uiteen, die in andere documenten \
             terugkeren: {} passages in {} documenten rond {}, en {} passages in {} documenten \
             rond {}. Is dit één waarde?",
            first.passages,
            first.documents,
            words(&first.words),
            second.passages,
            second.documents,
            words(&second.words),
        )
    }
}
