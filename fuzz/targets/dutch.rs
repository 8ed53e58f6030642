//! Any bytes, read as text: nothing panics, spans address the text, and every
//! letter and digit is in a token of a sentence.

#![no_main]

use std::ops::Range;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use waardenscan_document::Span;
use waardenscan_dutch::{Analysis, Dutch, Words};

static DUTCH: LazyLock<Dutch> = LazyLock::new(Dutch::new);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut words = Words::new();
    let analysis = DUTCH.analyse(&text, &mut words);
    check_sentences(&text, &analysis);
    check_tokens(&text, &analysis);
    check_finds(&analysis);
    check_words(&analysis, &words);
});

fn check_sentences(text: &str, analysis: &Analysis) {
    let spans: Vec<Span> = analysis.sentences.iter().map(|s| s.span).collect();
    assert_eq!(spans, DUTCH.sentences(text));
    let gaps = rebuild(text, &spans);
    assert!(gaps.iter().all(|gap| gap.trim().is_empty()), "{gaps:?}");
    let mut next = 0;
    for sentence in &analysis.sentences {
        let part = sentence.span.get(text).unwrap();
        assert_eq!(part, part.trim());
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        for token in &analysis.tokens[sentence.tokens.clone()] {
            assert!(sentence.span.contains(token.span));
        }
    }
    assert_eq!(next, analysis.tokens.len());
}

fn check_tokens(text: &str, analysis: &Analysis) {
    let spans: Vec<Span> = analysis.tokens.iter().map(|token| token.span).collect();
    // U+02BC is a letter to Unicode, an apostrophe to writers.
    let lettered = |part: &str| part.contains(|c: char| c.is_alphanumeric() && c != '\u{2bc}');
    for gap in rebuild(text, &spans) {
        assert!(!lettered(gap), "{gap:?} lies between tokens");
    }
    assert!(spans.iter().all(|span| lettered(span.get(text).unwrap())));
}

/// Checks that the spans, none empty, and the gaps around them are the text,
/// and returns the gaps.
fn rebuild<'a>(text: &'a str, spans: &[Span]) -> Vec<&'a str> {
    let mut at = 0;
    let mut gaps = Vec::new();
    let mut rebuilt = String::new();
    for span in spans {
        assert!(!span.is_empty());
        let gap = &text[at..span.start];
        rebuilt.push_str(gap);
        rebuilt.push_str(&text[span.start..span.end]);
        gaps.push(gap);
        at = span.end;
    }
    gaps.push(&text[at..]);
    rebuilt.push_str(&text[at..]);
    assert_eq!(rebuilt, text);
    gaps
}

fn check_finds(analysis: &Analysis) {
    let within = |range: &Range<usize>| {
        let mut sentences = analysis.sentences.iter();
        sentences.any(|s| s.tokens.start <= range.start && range.end <= s.tokens.end)
    };
    for cue in &analysis.cues {
        assert!(!cue.tokens.is_empty() && within(&cue.tokens));
        assert!(within(&cue.scope));
    }
    for found in &analysis.separable {
        assert!(!found.lemma.is_empty());
        assert!(within(
            &(found.verb.min(found.particle)..found.verb.max(found.particle) + 1)
        ));
    }
}

fn check_words(analysis: &Analysis, words: &Words) {
    for token in &analysis.tokens {
        let word = words.get(token.word);
        assert_eq!(&DUTCH.word(&word.form), word);
        for split in DUTCH.splits(&word.form) {
            assert!(!split.part.is_empty() && !split.family.is_empty());
            assert!(
                DUTCH.compound_of(&word.form, &split.part, split.end),
                "{split:?}"
            );
        }
    }
}
