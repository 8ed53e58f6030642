//! Any text as the file of a value, or as the manifest where it starts with a
//! NUL: problems name a place in it, and a lexicon that is taken can be
//! written, read back as it was, and looked for.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use waardenscan_dutch::{Dutch, Words};
use waardenscan_fuzz::lexicon::{MANIFEST, TOEGANG, ZORG, files};
use waardenscan_lexicon::{ClassCache, Lexicon, Matcher, check_files};

const TEXT: &str = "De zorgverlener werkt nauw samen, in vertrouwen en zonder dwang: niet méér \
    regels maar eigen regie. Wie dat niet kan, krijgt hulp; € 5.000 of art. 2, lid 1.";

static DUTCH: LazyLock<Dutch> = LazyLock::new(Dutch::new);

fuzz_target!(|text: &str| {
    let (manifest, value) = match text.strip_prefix('\0') {
        Some(manifest) => (manifest, ZORG),
        None => (MANIFEST, text),
    };
    let files = files(manifest, value, TOEGANG);
    for problem in check_files(&files, None) {
        assert!(!problem.to_string().is_empty());
    }
    let Ok(lexicon) = Lexicon::from_files(&files) else {
        return;
    };
    let again = Lexicon::from_files(&lexicon.parts().to_files()).unwrap();
    assert_eq!(again, lexicon);
    let matcher = Matcher::new(&lexicon, &DUTCH);
    let mut words = Words::new();
    let analysis = DUTCH.analyse(TEXT, &mut words);
    for found in matcher.find(&DUTCH, &analysis, &words, &mut ClassCache::default()) {
        assert!(found.span.get(TEXT).is_some());
    }
});
