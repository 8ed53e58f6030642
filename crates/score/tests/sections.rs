//! What the section of a passage changes.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use waardenscan_document::{Block, BlockKind, Document, Format, SectionRole};
use waardenscan_dutch::Dutch;
use waardenscan_lexicon::{Lexicon, SourceFile};
use waardenscan_score::{EvidenceKind, FactorKind, Scorer, Scratch, Suggestion};

/// A lexicon of one value, with an indicator for everywhere, one for visions
/// and one for all but tables.
fn scorer() -> Scorer {
    let manifest = "id = 'proef'\nnaam = 'Proef'\nversie = '1'\ntaal = 'nl'\n\
        omschrijving = 'Proef'\nclusters = [{ id = 'c', naam = 'C' }]\n";
    let value = "id = 'a'\nnaam = 'A'\ncluster = 'c'\ndefinitie = 'D'\nindicatoren = [\n\
        { term = 'samen', soort = 'woord', gewicht = 0.9, uitdrukking = 'uitdrukkelijk' },\n\
        { term = 'droom', soort = 'woord', gewicht = 0.6, uitdrukking = 'impliciet', \
          alleen_in = ['visie'] },\n\
        { term = 'wijk', soort = 'woord', gewicht = 0.6, uitdrukking = 'omschreven', \
          niet_in = ['tabel'] },\n]\n";
    let file = |path: &str, text: &str| SourceFile {
        path: path.into(),
        text: text.into(),
    };
    let files = [file("lexicon.toml", manifest), file("a.toml", value)];
    Scorer::new(Lexicon::from_files(&files).unwrap(), Dutch::new())
}

fn of(block: Block, role: SectionRole) -> Vec<Suggestion> {
    let document = Document::builder(Format::Docx).block(block).build();
    let found = scorer().score_document(&document, &[role], 0.1, &mut Scratch::new());
    found.suggestions
}

#[test]
fn an_indicator_counts_in_the_sections_of_its_scope() {
    let cases = [
        ("Onze grote droom telt.", SectionRole::Visie, 1),
        ("Onze grote droom telt.", SectionRole::Overig, 0),
        ("In de wijk gebeurt het.", SectionRole::Overig, 1),
        ("In de wijk gebeurt het.", SectionRole::Tabel, 0),
    ];
    for (text, role, expected) in cases {
        let found = of(Block::paragraph(text), role);
        assert_eq!(found.len(), expected, "{text} in {}", role.name());
    }
}

#[test]
fn a_text_by_itself_stands_in_no_known_section() {
    let scorer = scorer();
    let mut scratch = Scratch::new();
    let mut count = |text| scorer.score_text(text, 0.1, &mut scratch).len();
    assert_eq!(count("Onze grote droom telt."), 0);
    assert_eq!(count("In de wijk gebeurt het."), 1);
}

#[test]
fn contents_and_colophon_are_not_scored() {
    for role in [SectionRole::Inhoudsopgave, SectionRole::Colofon] {
        assert_eq!(of(Block::paragraph("Wij doen dit samen."), role), []);
    }
}

#[test]
fn a_fragment_merely_lists_and_its_factors_still_add_up() {
    let cell = || Block::new(BlockKind::TableCell, "Samen");
    let found = of(cell(), SectionRole::Tabel);
    let [suggestion] = found.as_slice() else {
        panic!("one suggestion, not {found:?}");
    };
    assert_eq!(suggestion.evidence, EvidenceKind::Listed);
    assert!((suggestion.score - 0.25).abs() < 1e-12);
    let sum: f64 = suggestion.factors.iter().map(|factor| factor.added).sum();
    let logit = (suggestion.score / (1.0 - suggestion.score)).ln();
    assert!((suggestion.base + sum - logit).abs() < 1e-9);
    let last = suggestion.factors.last().unwrap();
    assert!(last.kind == FactorKind::Listed && last.added < 0.0);

    let declared = of(cell(), SectionRole::Uitgangspunten);
    assert_eq!(declared[0].evidence, EvidenceKind::Named);
    assert!(declared[0].score > 0.8);
}

#[test]
fn evidence_is_that_of_the_plainest_hit() {
    let found = of(Block::paragraph("Samen in de wijk."), SectionRole::Overig);
    assert_eq!(found[0].evidence, EvidenceKind::Named);
    let found = of(
        Block::paragraph("In de wijk gebeurt het."),
        SectionRole::Overig,
    );
    assert_eq!(found[0].evidence, EvidenceKind::Described);
}

#[test]
fn markup_is_not_scored() {
    let markup = "<samen>in de wijk</samen>";
    assert_eq!(of(Block::paragraph(markup), SectionRole::Overig), []);
    assert_eq!(
        scorer().score_text(markup, 0.1, &mut Scratch::new()).len(),
        1
    );
}
