//! Any text as the file of a value, or as the manifest where it starts with a
//! NUL: problems name a place in it, and a lexicon that is taken can be
//! written, read back as it was, and looked for.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use waardenscan_dutch::{Dutch, Words};
use waardenscan_lexicon::{ClassCache, Lexicon, Matcher, SourceFile, check_files};

const MANIFEST: &str = "id = \"klein\"\nnaam = \"Klein\"\nversie = \"1\"\ntaal = \"nl\"\n\
    omschrijving = \"Een lexicon.\"\nclusters = [{ id = \"mens\", naam = \"Mens\" }]\n";
const VALUE: &str = "id = \"zorg\"\nnaam = \"Zorg\"\ncluster = \"mens\"\ndefinitie = \"Zorg.\"\n\
    indicatoren = [{ term = \"zorg\", soort = \"lemma\", gewicht = 0.5, uitdrukking = \"expliciet\" }]\n";
const TEXT: &str = "De zorgverlener werkt nauw samen, in vertrouwen en zonder dwang: niet méér \
    regels maar eigen regie. Wie dat niet kan, krijgt hulp; € 5.000 of art. 2, lid 1.";

static DUTCH: LazyLock<Dutch> = LazyLock::new(Dutch::new);

fuzz_target!(|text: &str| {
    let (manifest, value) = match text.strip_prefix('\0') {
        Some(manifest) => (manifest, VALUE),
        None => (MANIFEST, text),
    };
    let file = |path: &str, text: &str| SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let files = [file("lexicon.toml", manifest), file("zorg.toml", value)];
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
