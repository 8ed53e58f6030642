//! Any bytes as the statistical part of a lexicon: refused, or able to score.
//!
//! What does not start as such files do is what follows their check sum, so that
//! the fuzzer need not find that out.

#![no_main]

use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use waardenscan::Lexicon;
use waardenscan::dutch::Dutch;
use waardenscan::score::statistics::Model;
use waardenscan::score::{Scorer, Scratch};
use waardenscan_fuzz::lexicon::{MANIFEST, TOEGANG, ZORG, files};

const MARK: &[u8; 8] = b"WAARDEST";
const VERSION: u32 = 2;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::from_files(&files(MANIFEST, ZORG, TOEGANG)).unwrap());
/// Made once, as it takes its time; a model comes and goes.
static SCORER: Mutex<Option<Scorer>> = Mutex::new(None);

fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes.to_vec();
    if !file.starts_with(MARK) {
        let sum = crc32fast::hash(bytes).to_le_bytes();
        file = [MARK, &VERSION.to_le_bytes()[..], &sum, bytes].concat();
    }
    if let Ok(model) = Model::from_bytes(&file, &LEXICON) {
        let mut kept = SCORER.lock().unwrap();
        let scorer = kept.take();
        let scorer = scorer.unwrap_or_else(|| Scorer::new(LEXICON.clone(), Dutch::new()));
        let scorer = kept.insert(scorer.with_model(Some(model)));
        let text = "De hulp is voor iedereen toegankelijk. Goede zorg kost tijd.";
        for suggestion in scorer.score_text(text, 0.01, &mut Scratch::new()) {
            let score = suggestion.score;
            assert!(score > 0.0 && score <= 1.0, "{score}");
        }
    }
});
