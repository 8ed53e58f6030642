//! What holds for any text whatever.

use proptest::prelude::*;
use waardenscan_document::Span;
use waardenscan_dutch::{Analysis, Dutch, Words, token_spans};

/// Text that looks like policy, and text that looks like nothing.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(WORDS).prop_map(str::to_owned),
        3 => prop::sample::select(MARKS).prop_map(str::to_owned),
        2 => "\\PC{0,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const WORDS: &[&str] = &[
    "De ",
    "gemeente ",
    "werkt ",
    "samen ",
    "te ",
    "werken",
    "niet ",
    "alleen ",
    "geen ",
    "art.",
    "2.3.5",
    "d.w.z. ",
    "J.A. ",
    "drs. ",
    "€ 1.250,-",
    "'s-Hertogenbosch ",
    "wmo-beleid",
    "één ",
    "geïntegreerd",
    "keuzevrijheid ",
    "iDeal ",
    "dhr.",
    "enz. ",
    "zonder ",
    "1° ",
    "(",
    ")",
    "maar ",
    "onder druk",
    "e\u{301}e\u{301}n ",
];

const MARKS: &[&str] = &[
    ". ",
    "...",
    "?",
    "!",
    "\n",
    "\n\n",
    ", ",
    "; ",
    ":",
    "'",
    "’",
    "\"",
    "-",
    "–",
    "…",
    "\u{2028}",
    "\u{ad}",
    "\u{200d}",
    "\u{301}",
    "\u{202e}",
    "\r\n",
    "\t",
    "\0",
    "مرحبا",
    "日本語",
    "ไทย",
    "🏳️‍🌈",
    "ﬁ",
    "ĳ",
    "İ",
    "\u{345}",
    "\u{2bc}",
];

fn analyse(text: &str) -> Analysis {
    DUTCH.with(|dutch| dutch.analyse(text, &mut Words::new()))
}

thread_local! {
    static DUTCH: Dutch = Dutch::new();
}

/// Many cases, and no file of failures: a failure becomes a case of its own.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(3_000)
    }
}

/// Spans in order, not overlapping, none empty, all on character boundaries.
fn check_spans(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    for span in spans {
        prop_assert!(!span.is_empty());
        prop_assert!(span.get(text).is_some(), "{span:?} cuts a character");
    }
    for (one, next) in spans.iter().zip(spans.iter().skip(1)) {
        prop_assert!(one.end <= next.start, "{one:?} and {next:?} overlap");
    }
    Ok(())
}

/// A letter or digit; U+02BC is a letter to Unicode, an apostrophe to writers.
fn is_lettered(c: char) -> bool {
    c.is_alphanumeric() && c != '\u{2bc}'
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn tokens_hold_every_letter_and_digit(text in text()) {
        let spans: Vec<Span> = token_spans(&text).collect();
        check_spans(&text, &spans)?;
        let mut after = 0;
        let ends = spans.iter().map(|span| (span.start, span.end)).chain([(text.len(), text.len())]);
        for (start, end) in ends {
            let between = Span::new(after, start).get(&text).unwrap();
            prop_assert!(!between.contains(is_lettered), "{between:?} lies between tokens");
            after = end;
        }
        for span in spans {
            prop_assert!(span.get(&text).unwrap().contains(is_lettered));
        }
    }

    #[test]
    fn sentences_are_trimmed_and_hold_every_token(text in text()) {
        let analysis = analyse(&text);
        let spans: Vec<Span> = analysis.sentences.iter().map(|sentence| sentence.span).collect();
        check_spans(&text, &spans)?;
        let mut next = 0;
        for sentence in &analysis.sentences {
            let part = sentence.span.get(&text).unwrap();
            prop_assert_eq!(part, part.trim());
            prop_assert_eq!(sentence.tokens.start, next);
            for token in &analysis.tokens[sentence.tokens.clone()] {
                prop_assert!(sentence.span.contains(token.span));
            }
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next, analysis.tokens.len());
    }

    #[test]
    fn verbs_and_cues_stay_within_their_sentence(text in text()) {
        let analysis = analyse(&text);
        let within = |range: &std::ops::Range<usize>| {
            analysis.sentences.iter().any(|sentence| {
                sentence.tokens.start <= range.start && range.end <= sentence.tokens.end
            })
        };
        for cue in &analysis.cues {
            prop_assert!(!cue.tokens.is_empty() && within(&cue.tokens));
            prop_assert!(within(&cue.scope), "{cue:?}");
        }
        for verb in &analysis.separable {
            prop_assert!(within(&(verb.verb.min(verb.particle)..verb.verb.max(verb.particle) + 1)));
        }
    }

    #[test]
    fn block_by_block_equals_all_at_once(one in text(), other in text()) {
        let gap = "\n\n";
        let whole = [one.as_str(), &other].join(gap);
        DUTCH.with(|dutch| {
            let mut words = Words::new();
            let first = dutch.analyse(&one, &mut words);
            let second = dutch.analyse(&other, &mut words);
            let all = dutch.analyse(&whole, &mut words);
            let (shift, tokens) = (one.len() + gap.len(), first.tokens.len());
            let range = |range: &std::ops::Range<usize>| range.start + tokens..range.end + tokens;

            let mut expected = first.clone();
            for sentence in &second.sentences {
                let mut sentence = sentence.clone();
                sentence.span = sentence.span.shift(shift);
                sentence.tokens = range(&sentence.tokens);
                expected.sentences.push(sentence);
            }
            for token in &second.tokens {
                let mut token = *token;
                token.span = token.span.shift(shift);
                expected.tokens.push(token);
            }
            for verb in &second.separable {
                let mut verb = verb.clone();
                verb.verb += tokens;
                verb.particle += tokens;
                expected.separable.push(verb);
            }
            for cue in &second.cues {
                let mut cue = cue.clone();
                cue.tokens = range(&cue.tokens);
                cue.scope = range(&cue.scope);
                expected.cues.push(cue);
            }
            prop_assert_eq!(all, expected);
            Ok(())
        })?;
    }

    #[test]
    fn what_was_read_before_does_not_matter(before in text(), text in text()) {
        DUTCH.with(|dutch| {
            let (mut used, mut fresh) = (Words::new(), Words::new());
            dutch.analyse(&before, &mut used);
            let (one, other) = (dutch.analyse(&text, &mut used), dutch.analyse(&text, &mut fresh));
            prop_assert_eq!(one.tokens.len(), other.tokens.len());
            for (one, other) in one.tokens.iter().zip(&other.tokens) {
                prop_assert_eq!(one.span, other.span);
                prop_assert_eq!(used.get(one.word), fresh.get(other.word));
            }
            prop_assert_eq!(one.cues, other.cues);
            prop_assert_eq!(one.separable, other.separable);
            Ok(())
        })?;
    }

    #[test]
    fn any_word_can_be_asked_about(word in "\\PC{0,20}|[a-zïë'-]{0,70}") {
        DUTCH.with(|dutch| {
            let found = dutch.word(&word);
            prop_assert_eq!(&dutch.word(&found.form), &found);
            for split in dutch.splits(&word) {
                prop_assert!(dutch.compound_of(&word, &split.part, split.end));
            }
            Ok(())
        })?;
    }
}

/// What is no word may hold a space, and so may a part of it.
#[test]
fn a_part_with_a_space_is_found_as_it_is() {
    DUTCH.with(|dutch| {
        let splits = dutch.splits("!A- \u{f9d}ᝀ");
        assert!(splits.iter().any(|split| split.part.starts_with(' ')));
        for split in splits {
            assert!(dutch.compound_of("!A- \u{f9d}ᝀ", &split.part, split.end));
        }
    });
}

/// Every rule reads ahead or back only a little, so that no text, however
/// made, takes more than a moment; one that did would hang this test.
#[test]
fn long_monotonous_text_is_read() {
    const PIECES: &[&str] = &[
        "\n",
        " \n",
        ".",
        "…",
        ". ",
        ".)",
        "a.",
        "A. ",
        "a-",
        "- ",
        "geen ",
        "mits ",
        "samen ",
        "te ",
        "a",
        "é",
        "1",
        "1. ",
        "\u{301}",
        "'",
        "'s ",
        "日",
        "ge",
        "niet alleen ",
        "(",
        "art. ",
        "x\n",
    ];
    let dutch = Dutch::new();
    for piece in PIECES {
        let text = piece.repeat(100_000 / piece.len());
        let analysis = dutch.analyse(&text, &mut Words::new());
        let tokens: usize = analysis
            .sentences
            .iter()
            .map(|sentence| sentence.tokens.len())
            .sum();
        assert_eq!(tokens, analysis.tokens.len(), "{piece:?}");
    }
}
