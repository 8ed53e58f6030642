//! Any bytes as the statistical part of a lexicon: refused, or able to score.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use waardenscan::Lexicon;
use waardenscan::dutch::Dutch;
use waardenscan::score::statistics::Model;
use waardenscan::score::{Scorer, Scratch};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(model) = Model::from_bytes(bytes, &LEXICON) {
        let scorer = Scorer::new(LEXICON.clone(), Dutch::new()).with_model(Some(model));
        let text = "De hulp is voor iedereen toegankelijk.";
        for suggestion in scorer.score_text(text, 0.01, &mut Scratch::new()) {
            assert!(suggestion.score > 0.0 && suggestion.score <= 1.0);
        }
    }
});
