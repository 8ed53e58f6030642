//! One page of policy text with everything that is found in it.

use std::fmt::Write;

use waardenscan_dutch::{Dutch, Words};

/// A line a sentence, below it its tokens (form, lemma, family and parts where
/// they differ), then the verbs and cues of the whole text.
#[test]
fn a_page_of_policy() {
    let text = include_str!("cases/beleid.txt");
    let mut words = Words::new();
    let dutch = Dutch::new();
    let analysis = dutch.analyse(text, &mut words);
    let mut report = String::new();
    for sentence in &analysis.sentences {
        writeln!(report, "» {}", sentence.span.get(text).unwrap()).unwrap();
        for token in &analysis.tokens[sentence.tokens.clone()] {
            let word = words.get(token.word);
            write!(report, "  {}", word.form).unwrap();
            if word.lemma != word.form {
                write!(report, " → {}", word.lemma).unwrap();
            }
            if word.family != word.lemma {
                write!(report, " ({})", word.family).unwrap();
            }
            let parts = dutch.parts(&word.form);
            if !parts.is_empty() {
                write!(report, " = {}", parts.join(" + ")).unwrap();
            }
            report.push('\n');
        }
    }
    let form = |index: usize| words.get(analysis.tokens[index].word).form.as_str();
    for verb in &analysis.separable {
        let (stem, particle) = (form(verb.verb), form(verb.particle));
        writeln!(report, "verb: {stem} … {particle} = {}", verb.lemma).unwrap();
    }
    for cue in &analysis.cues {
        let forms =
            |range: &std::ops::Range<usize>| range.clone().map(form).collect::<Vec<_>>().join(" ");
        let (tokens, scope) = (forms(&cue.tokens), forms(&cue.scope));
        writeln!(report, "{:?}: {tokens} → {scope}", cue.kind).unwrap();
    }
    insta::assert_snapshot!(report);
}
