//! Which passages set two values against each other.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use waardenscan_document::{Block, Document, Format};
use waardenscan_dutch::Dutch;
use waardenscan_lexicon::{Lexicon, SourceFile};
use waardenscan_score::{Scorer, Scratch};

fn scorer() -> Scorer {
    let manifest = "id = 'proef'\nnaam = 'Proef'\nversie = '1'\ntaal = 'nl'\n\
        omschrijving = 'Proef'\nclusters = [{ id = 'c', naam = 'C' }]\n\
        spanningssignalen = ['op gespannen voet']\n\
        [[spanningen]]\nwaarden = ['veilig', 'vrij']\nvraag = 'Hoeveel?'\n\
        signalen = ['drang en dwang']\n";
    let value = |id: &str| {
        format!(
            "id = '{id}'\nnaam = '{id}'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [\n\
             {{ term = '{id}', soort = 'woord', gewicht = 0.5, uitdrukking = 'uitdrukkelijk' }},\n]\n"
        )
    };
    let file = |path: &str, text: String| SourceFile {
        path: path.into(),
        text,
    };
    let files = [
        file("lexicon.toml", manifest.to_owned()),
        file("veilig.toml", value("veilig")),
        file("vrij.toml", value("vrij")),
    ];
    Scorer::new(Lexicon::from_files(&files).unwrap(), Dutch::new())
}

#[test]
fn a_contrast_parts_the_words_of_two_values() {
    let cases = [
        ("Wij willen veilig zijn, maar ook vrij blijven.", None),
        ("Wij zijn niet alleen veilig, maar zelfs vrij.", None),
        (
            "Wij willen veilig zijn, maar niemand is vrij.",
            Some("maar"),
        ),
        ("Hoewel iedereen vrij is, blijft het veilig.", None),
        (
            "Iedereen is vrij, terwijl het veilig blijft.",
            Some("terwijl"),
        ),
        ("Wij willen veilig zijn. Maar wij willen vrij zijn.", None),
        (
            "Veilig en vrij staan op gespannen voet.",
            Some("op gespannen voet"),
        ),
        ("Op gespannen voet staan zij. Veilig is het, en vrij.", None),
        (
            "Bij drang en dwang telt dit. Het blijft veilig. Iedereen is vrij.",
            Some("drang en dwang"),
        ),
        ("Het is veilig en vrij.", None),
        ("Het is veilig, maar saai.", None),
    ];
    let scorer = scorer();
    for (text, expected) in cases {
        let document = Document::builder(Format::Docx)
            .block(Block::heading(1, "Kop"))
            .block(Block::paragraph(text))
            .build();
        let found = scorer.score_document(&document, &[], 0.9, &mut Scratch::new());
        let cues: Vec<_> = found
            .tensions
            .iter()
            .filter_map(|tension| tension.cue.get(text))
            .collect();
        assert_eq!(
            cues.first().map(|cue| cue.to_lowercase()),
            expected.map(str::to_owned),
            "{text}"
        );
        for tension in &found.tensions {
            assert_eq!((tension.block, tension.tension), (1, 0));
            let words = tension
                .evidence
                .map(|span| span.get(text).unwrap().to_lowercase());
            assert_eq!(words, ["veilig", "vrij"], "{text}");
        }
    }
}
